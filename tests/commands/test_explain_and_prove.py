"""``build --explain`` names what changed for each page; ``build --prove`` finds differences from a clean build."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from driver import Site, image

from builder.exit_codes import INTERNAL_ERROR
from builder.theme.location import themes_of

STAMP = "---\ndescription: A stamp.\nexample: |\n  {% stamp /%}\n---\n<b>ours</b>\n"
FILES: dict[str, str | bytes] = {
    "handrail.yml": "title: Site\nvariables: {release: 1}\n",
    "content/v1/index.md": "---\ntitle: Home\n---\n\nTo [the page](/page).\n",
    "content/v1/page.md": '---\ntitle: P\nslug: /page\n---\n\n{% partial file="/words.md" /%}\n\n![D](/images/dot.png)',
    "content/v1/plain.md": "---\ntitle: Plain\n---\n\nRelease {% $release %}, {% stamp /%}\n",
    "content/partials/words.md": "Words.\n",
    "content/images/dot.png": image(),
    "theme/tags/stamp.html": STAMP,
}

INDEX, PAGE, PLAIN = (f"content/v1/{name}.md" for name in ("index", "page", "plain"))

CASES = [
    ("text", PLAIN, "Release", "The release", {PLAIN: PLAIN}),
    ("partial", "content/partials/words.md", "Words", "Other words", {PAGE: "content/partials/words.md"}),
    ("variable", "handrail.yml", "release: 1", "release: 2", {PLAIN: "the variable $release"}),
    ("tag", "theme/tags/stamp.html", "ours", "mine", {PLAIN: "theme/tags/stamp.html"}),
    ("title of the site", "handrail.yml", "Site", "Ours", dict.fromkeys((INDEX, PAGE, PLAIN), "handrail.yml: title")),
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path).write(FILES).build().exits(0)


def reported(site: Site) -> dict[str, str]:
    """Of each page that was made again and has changed, why."""
    lines = [line for line in site.last.err.splitlines() if line.startswith("content/") and ": " in line]
    return dict(line.split(": ", 1) for line in lines if "its bytes are the same" not in line)


@pytest.mark.parametrize(("path", "old", "new", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_changed_input_is_named(site: Site, path: str, old: str, new: str, expected: dict[str, str]) -> None:
    assert reported(site.edit(path, old, new).build("--explain").exits(0)) == expected


def test_a_image(site: Site) -> None:
    site.write({"content/images/dot.png": image(9, 9)}).build("--explain").exits(0)
    assert reported(site) == {PAGE: "content/images/dot.png"}


def test_a_page_that_moves_touches_those_that_link_to_it(site: Site) -> None:
    site.edit(PAGE, "slug: /page", "slug: /elsewhere\nredirect_from: /page").build("--explain").exits(0)
    assert reported(site)[PAGE] == PAGE
    assert reported(site)[INDEX]


def test_a_new_page_a_lost_file_and_nothing(site: Site) -> None:
    assert reported(site.build("--explain").says("No page was rebuilt.")) == {}
    (site.root / "site/v1/plain/index.html").write_text("Not ours.")
    assert reported(site.build("--explain")) == {PLAIN: "its file was changed since the last build"}
    site.write({"content/v1/new.md": "---\ntitle: New\n---\n\nNew.\n"}).build("--explain").exits(0)
    assert reported(site)["content/v1/new.md"] == "a new page"
    assert "the menu of v1" in reported(site)[PLAIN]


def test_a_commit(site: Site) -> None:
    def git(*arguments: str) -> None:
        options = ("-c", "user.name=N", "-c", "user.email=n@example.com")
        subprocess.run(["git", "-C", str(site.root), *options, *arguments], check=True, capture_output=True)

    git("init")
    git("add", "content")
    git("commit", "-m", "All")
    site.build("--explain").exits(0)
    assert reported(site) == dict.fromkeys((INDEX, PAGE, PLAIN), "its last commit")


def test_a_version_that_comes(site: Site) -> None:
    site.write({path.replace("v1", "v2"): text for path, text in FILES.items() if "/v1/" in path})
    site.edit(PLAIN.replace("v1", "v2"), "Release", "The release").build("--explain").exits(0)
    assert reported(site)[INDEX] == "the versions that have it"
    assert reported(site)[PLAIN.replace("v1", "v2")] == "a new page"


def test_tags_that_come_and_go(site: Site) -> None:
    site.edit(PLAIN, "{% stamp /%}", "{% badge %}x{% /badge %}").build().exits(0)
    (site.root / "theme/tags/stamp.html").rename(site.root / "theme/tags/seal.html")
    site.build("--explain").exits(0)
    assert reported(site) == {}
    rebuilt = [line for line in site.last.err.splitlines() if line.endswith("(its bytes are the same)")]
    assert rebuilt == [
        f"{path}: theme/tags/seal.html, theme/tags/stamp.html (its bytes are the same)" for path in (INDEX, PAGE, PLAIN)
    ]
    shipped = (themes_of(site.root)[0] / "tags/note.html").read_bytes()
    site.write({"theme/tags/note.html": shipped}).build("--explain").exits(0)
    site.says(f"{PLAIN}: theme/tags (its bytes are the same)")


def test_without_an_earlier_build(site: Site) -> None:
    site.build("--explain", "--no-cache").exits(0)
    assert set(reported(site).values()) == {"no earlier build is known"}


def test_a_site_that_is_as_it_should_be_is_proved(site: Site) -> None:
    site.edit(PLAIN, "Release", "The release").build("--prove").exits(0)
    site.says("Every file is the same, byte for byte, as in a build from scratch.")


def test_a_site_that_is_not_is_a_error(site: Site) -> None:
    # A file that changes without its size or time: no build that remembers can see it.
    place = site.root / "site/v1/plain/index.html"
    status = place.stat()
    text = place.read_text()
    place.write_text(text.replace("Plain", "Stale"))
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
    site.build("--prove").exits(INTERNAL_ERROR).says("1 file differs from a build from scratch", "v1/plain/index.html")


def test_with_errors_there_is_nothing_to_prove(site: Site) -> None:
    site.edit(INDEX, "(/page)", "(/nowhere)").build("--prove").exits(1)
    assert "Proved" not in site.last.err
