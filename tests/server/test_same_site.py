"""After any edit that ``serve`` follows, its site is the one that a build from nothing makes, byte for byte."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import image, run
from msgspec.structs import replace
from served import Served

from builder import pipeline
from builder.config import load_config
from builder.outputs import CopyOf, Output, declare
from builder.outputs.site_context import with_live_reload
from builder.project.open_project import Options, open_project
from builder.server.changed_files import GIT, watched_inputs
from builder.server.file_scan import FileScan
from builder.server.git_head import GitHead
from builder.server.watch_plan import WatchPlan, watch_plan

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
        "handrail.yml": "title: Site\neditions: [oss, paid]\nedition: oss\nvariables: {product: Thing}\n"
        "shared_folders: [../shared, ../other]\n",
        "../.gitignore": ".handrail\n",
        "../shared/guide.md": GUIDE.format(number=20, next=1),
        "../other/guide.md": GUIDE.format(number=21, next=2),
        "../part.one/guide.md": GUIDE.format(number=22, next=3),
        "README.md": "---\ntitle: Readme\n---\n\nRead. ![Beside](beside.png)\n",
        "content/v1.0.x/beside.png": image(),
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
    (root / "content/v1.0.x/shared").symlink_to("../../../shared")
    (root / "content/v1.0.x/readme.md").symlink_to("../../README.md")
    assert run("checklist", str(root), "--lock").code == 0
    # Ids that no rule would give: a site without the lock has others.
    lock = json.loads((root / "checklist.lock.json").read_text())
    for number, entries in enumerate(lock["guides"].values()):
        for place, entry in enumerate(entries):
            entry["id"] = f"kept/{number}-{place}"
    (root / "checklist.lock.json").write_text(json.dumps(lock))
    _git(root.parent, "init", "-q")
    _git(root.parent, "add", "-A")
    _git(root.parent, "commit", "-q", "-m", "First")
    return root


def _git(root: Path, *arguments: str, day: int = 1) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    alone["GIT_COMMITTER_DATE"] = f"2024-03-{day:02}T12:00:00 +0000"
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env={**os.environ, **alone})


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


def _change_shared(dice: random.Random, page: Path) -> None:
    shared = page.parents[3] / "shared"
    _reword(dice, shared / "guide.md")
    (shared / f"more-{dice.randrange(2)}.md").write_text(GUIDE.format(number=dice.randrange(9), next=1))


def _change_linked_file(dice: random.Random, page: Path) -> None:
    readme = page.parents[2] / "README.md"
    readme.write_text(f"---\ntitle: Readme\n---\n\nRead {dice.randrange(99)}. ![Beside](beside.png)\n")


def _turn_link(dice: random.Random, page: Path) -> None:
    link = page.parents[2] / "content/v1.0.x/shared"
    link.unlink()
    link.symlink_to(dice.choice(["../../../shared", "../../../other"]))


def _change_image_beside(dice: random.Random, page: Path) -> None:
    (page.parents[1] / "v1.0.x/beside.png").write_bytes(image(dice.randrange(1, 9), 2))


def _rename(dice: random.Random, page: Path) -> None:
    page.rename(page.with_name(f"guide-{dice.randrange(4, 9)}.md"))


def _change_case(dice: random.Random, page: Path) -> None:
    page.rename(page.with_name(page.name.swapcase().replace(".MD", ".md")))


def _move_folder(dice: random.Random, page: Path) -> None:
    """In and out of the project: a folder with a dot in its name."""
    inside, outside = page.parents[1] / "v1.0.x/part.one", page.parents[3] / "part.one"
    (inside if inside.exists() else outside).rename(outside if inside.exists() else inside)


def _commit(dice: random.Random, page: Path) -> None:
    root = page.parents[2]
    _git(root, "add", "-A")
    _git(root, "commit", "--allow-empty", "-m", "Next", day=dice.randrange(1, 29))


def _check_out(dice: random.Random, page: Path) -> None:
    root = page.parents[2]
    _git(root, "add", "-A")
    _git(root, "commit", "--allow-empty", "-m", "Before")
    _git(root, "checkout", "-q", "HEAD~1")


EDITS: tuple[Callable[[random.Random, Path], None], ...] = (
    *(_reword, _reword, _insert_item, _retitle, _rename_heading, _change_edition),
    *(_drop_image, _change_partial, _change_partial, _add_page, _delete_page, _configure),
    *(_change_shared, _change_shared, _change_linked_file, _turn_link, _change_image_beside),
    *(_rename, _rename, _change_case, _move_folder, _commit, _check_out),
)


class Changes:
    """The changed files of a project, as the watcher names them, without waiting for events."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._scan, self._head = FileScan(), GitHead(str(root))
        self._plan = self._planned()
        self._scan.look(self._plan)

    def _planned(self) -> WatchPlan:
        return watch_plan(str(self._root), watched_inputs(self._root, load_config(self._root).value))

    def names(self) -> set[str]:
        """Of everything that changed since the last call."""
        before, self._plan = self._plan, self._planned()
        changed = self._scan.look(self._plan).changed
        found = {name for plan in (before, self._plan) for path in changed for name in plan.names_of(path)}
        return found | ({GIT} if self._head.has_moved() else set())


def _bytes(output: Output | None) -> bytes | None:
    if output is None:
        return None
    return f"{output.make.path} {output.key}".encode() if isinstance(output.make, CopyOf) else output.make()


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
    earlier: set[str] = set()
    changes = Changes(root)
    for _ in range(EDITS_EACH):
        edit = dice.choice(EDITS)
        page = dice.choice(sorted((root / "content").glob("v*/guide-*.md")))
        edit(dice, page)
        done.append(f"{edit.__name__} {page.relative_to(root)}")
        served.notify(*changes.names()).settled()
        expected = _from_nothing(options)
        shown = {path: _bytes(served.session.output(path)) for path in expected}
        assert [path for path in expected if shown[path] != expected[path]] == [], done
        assert [path for path in earlier - expected.keys() if served.session.output(path)] == [], done
        earlier |= expected.keys()


def test_locked_ids_survive_an_edit(tmp_path: Path) -> None:
    root = _project(tmp_path / "project")
    served = Served(root).start()
    served.write({"content/v1.0.x/guide-1.md": GUIDE.format(number=1, next=2).replace("that it works", "that it runs")})
    checklist = json.loads(_bytes(served.settled().session.output("v1.0.x/guide-1/checklist.json")) or b"{}")
    ids = [item["id"] for item in checklist["items"]]
    assert ids[0].startswith("kept/")
    assert all(path.startswith("kept/") for path in ids[:2])
