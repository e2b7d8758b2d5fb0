"""After any edit that ``serve`` follows, its site is the one that a build from nothing makes, byte for byte."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import image, run
from msgspec.structs import replace
from served import Served

from builder import pipeline
from builder.outputs import CopyOf, Output, declare
from builder.outputs.site_context import with_live_reload
from builder.project.open_project import Options, open_project

SEEDS = 10
EDITS_EACH = 10

GUIDE = """---
title: Guide {number}
---

# Guide {number}

## Step 1: Prepare

- Open the page {number}.
- Click **Save**.

{{% partial file="/shared.md" /%}}

## Step 2: Check

- Verify that it works. See [the next](/guide-{next}#step-1-prepare).

![A dot](/images/dot.png)
"""


def _project(root: Path) -> Path:
    files: dict[str, str | bytes] = {
        "handrail.yml": "title: Site\neditions: [oss, paid]\nedition: oss\nvariables: {product: Thing}\n",
        "content/partials/shared.md": "- Enter {% $product %}.\n",
        "content/images/dot.png": image(),
        "content/v1.0.x/paid.md": "---\ntitle: Paid\npaid: true\n---\n\nFor money. [Guide](/guide-1)\n",
    }
    for version in ("v1.0.x", "v1.1.x"):
        files[f"content/{version}/index.md"] = f"---\ntitle: Home\n---\n\nOf {version}. [Paid](/paid)\n"
        for number in (1, 2, 3):
            files[f"content/{version}/guide-{number}.md"] = GUIDE.format(number=number, next=number % 3 + 1)
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    assert run("checklist", str(root), "--lock").code == 0
    # Ids that no rule would give: whoever forgets the lock publishes others.
    lock = json.loads((root / "checklist.lock.json").read_text())
    for number, entries in enumerate(lock["guides"].values()):
        for place, entry in enumerate(entries):
            entry["id"] = f"kept/{number}-{place}"
    (root / "checklist.lock.json").write_text(json.dumps(lock))
    return root


def _reword(dice: random.Random, page: Path) -> None:
    page.write_text(page.read_text().replace("Click **Save**", f"Click **Save {dice.randrange(99)}**", 1))


def _insert_item(dice: random.Random, page: Path) -> None:
    page.write_text(page.read_text().replace("- Click", f"- Click **More {dice.randrange(99)}**.\n- Click", 1))


def _retitle(dice: random.Random, page: Path) -> None:
    page.write_text(page.read_text().replace("title: ", f"title: {dice.choice('ABC')}", 1))


def _rename_heading(dice: random.Random, page: Path) -> None:
    page.write_text(page.read_text().replace("Prepare", f"Prepare {dice.choice('ABC')}", 1))


def _change_edition(dice: random.Random, page: Path) -> None:
    text = page.read_text()
    other = text.replace("paid: true\n", "")
    page.write_text(other if other != text else text.replace("---\n", "---\npaid: true\n", 1))


def _drop_image(dice: random.Random, page: Path) -> None:
    page.write_text(page.read_text().replace("![A dot](/images/dot.png)", ""))


def _change_partial(dice: random.Random, page: Path) -> None:
    partial = page.parents[1] / "partials/shared.md"
    partial.write_text(f"- Enter {{% $product %}} {dice.randrange(99)}.\n")


def _add_page(dice: random.Random, page: Path) -> None:
    (page.parent / f"new-{dice.randrange(3)}.md").write_text(GUIDE.format(number=dice.randrange(9), next=1))


def _delete_page(dice: random.Random, page: Path) -> None:
    page.unlink()


def _configure(dice: random.Random, page: Path) -> None:
    config = page.parents[2] / "handrail.yml"
    config.write_text(config.read_text().replace("product: ", f"product: {dice.choice('ABC')}", 1))


EDITS: tuple[Callable[[random.Random, Path], None], ...] = (
    *(_reword, _reword, _insert_item, _retitle, _rename_heading, _change_edition),
    *(_drop_image, _change_partial, _change_partial, _add_page, _delete_page, _configure),
)


def _files(root: Path) -> dict[str, bytes]:
    places = [*(root / "content").rglob("*"), root / "handrail.yml"]
    return {place.relative_to(root).as_posix(): place.read_bytes() for place in places if place.is_file()}


def _bytes(output: Output | None) -> bytes | None:
    if output is None:
        return None
    return output.make.path.encode() if isinstance(output.make, CopyOf) else output.make()


def _from_nothing(options: Options) -> dict[str, bytes | None]:
    with open_project(replace(options, cache=False)) as opened:
        project, engine = opened.project, opened.engine
        site = pipeline.load(project, engine)
        theme = pipeline.theme_of(project, site)
        results = pipeline.check(project, site, theme.diagnostics).results
        context = with_live_reload(pipeline.render_context(project, engine, site, theme, results))
        return {output.path: _bytes(output) for output in declare(context)}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_served_site_is_that_of_a_build_from_nothing(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    root = _project(tmp_path / "project")
    served = Served(root).start()
    options = Options(project=root, drafts=True, jobs=1)
    done: list[str] = []
    for _ in range(EDITS_EACH):
        before = _files(root)
        edit = dice.choice(EDITS)
        page = dice.choice(sorted((root / "content").glob("v*/guide-*.md")))
        edit(dice, page)
        done.append(f"{edit.__name__} {page.relative_to(root)}")
        after = _files(root)
        served.notify(*(path for path in {*before, *after} if before.get(path) != after.get(path))).settled()
        expected = _from_nothing(options)
        shown = {path: _bytes(served.session.output(path)) for path in expected}
        assert [path for path in expected if shown[path] != expected[path]] == [], done


def test_locked_ids_survive_an_edit(tmp_path: Path) -> None:
    root = _project(tmp_path / "project")
    served = Served(root).start()
    served.write({"content/v1.0.x/guide-1.md": GUIDE.format(number=1, next=2).replace("that it works", "that it runs")})
    checklist = json.loads(_bytes(served.settled().session.output("v1.0.x/guide-1/checklist.json")) or b"{}")
    ids = [item["id"] for item in checklist["items"]]
    assert ids[0].startswith("kept/")
    assert all(path.startswith("kept/") for path in ids[:2])
