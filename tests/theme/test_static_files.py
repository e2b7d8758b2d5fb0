"""Static files: published under names with their digests, including the files that they load."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import pytest

from builder.theme.assets import asset_table, load_assets
from builder.theme.location import shipped_theme

STATIC = shipped_theme() / "static"


def theme(root: Path, name: str = "theme", /, **files: str) -> Path:
    folder = root / name / "static"
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file.replace("__", ".")).write_text(text)
    return root / name


def test_name_and_integrity_are_of_the_content(tmp_path: Path) -> None:
    files = load_assets([theme(tmp_path, a__css="p{}")]).value
    digest = sha384(b"p{}").digest()
    assert files["a.css"].path == f"assets/a.{digest.hex()[:8]}.css"
    assert files["a.css"].integrity == "sha384-" + b64encode(digest).decode()
    assert asset_table(files, "/docs/")["a.css"].url == f"/docs/assets/a.{digest.hex()[:8]}.css"


def test_a_change_of_a_loaded_file_renames_what_loads_it(tmp_path: Path) -> None:
    first = load_assets([theme(tmp_path, a__js='import("./b.js")', b__js='import "./c.js"', c__js="1")]).value
    second = load_assets([theme(tmp_path, c__js="2")]).value
    assert all(first[name].path != second[name].path for name in ("a.js", "b.js", "c.js"))
    assert f'import("./{Path(second["b.js"].path).name}")' == second["a.js"].data.decode()


def test_names_of_files_that_are_not_there_stay(tmp_path: Path) -> None:
    files = load_assets([theme(tmp_path, a__js='import("./nowhere.js")')]).value
    assert files["a.js"].data == b'import("./nowhere.js")'


def test_a_circle_is_reported(tmp_path: Path) -> None:
    outcome = load_assets([theme(tmp_path, a__js='import "./b.js"', b__js='import "./a.js"')])
    assert [(d.code, d.path) for d in outcome.diagnostics] == [("theme-file-invalid", "theme/static/b.js")]
    assert "a.js → b.js → a.js" in outcome.diagnostics[0].message


def test_the_project_s_file_wins(tmp_path: Path) -> None:
    files = load_assets([shipped_theme(), theme(tmp_path, early__js="// mine", logo__svg="<svg/>")]).value
    assert files["early.js"].data == b"// mine"
    assert {"logo.svg", "handrail.css"} <= set(files)


def test_shipped_files_refer_to_files_that_are_there() -> None:
    outcome = load_assets([shipped_theme()])
    assert outcome.diagnostics == ()
    for file in outcome.value.values():
        for name in re.findall(r'(?:import\(|from )"\./([^"]+)"', file.data.decode()):
            assert any(other.path.endswith("/" + name) for other in outcome.value.values()), name


def test_the_script_of_the_search_index_is_one_module() -> None:
    """It imports nothing, so a program can search a published site with this file alone; no name is declared twice."""
    files = load_assets([shipped_theme()]).value
    script = files["search-index.js"].data.decode()
    assert not re.search(r"^import ", script, re.MULTILINE)
    parts = ("search-words.js", "search-terms.js", "search-rank.js")
    assert not set(parts) & set(files)
    sources = "".join((STATIC / name).read_text() for name in (*parts, "search-index.js"))
    names = re.findall(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", sources, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
    assert {"SearchIndex", "rank", "Terms", "units"} <= {name for name in names if f" {name}" in script}


def test_a_part_of_the_search_index_can_be_overridden(tmp_path: Path) -> None:
    own = theme(tmp_path, **{"search-words__js": "export function folded(word) { return word; }\n"})
    script = load_assets([shipped_theme(), own]).value["search-index.js"].data.decode()
    assert script.startswith("function folded(word) { return word; }")


OF_SOME_PAGES = {"announcement", "explanations", "moved", "nearest", "redirect", "tabs"}
"""Scripts that a page loads only if it has what they are for; test_reading.py weighs whole pages."""


def test_styles_and_scripts_are_light() -> None:
    """A home page may weigh 30 kB and a guide 60 kB, compressed: files of every page, of some, and of guides.

    Those of searches are fetched when a reader opens the search.
    """
    sizes = {file.path: len(gzip.compress(file.data)) for file in load_assets([shipped_theme()]).value.values()}
    of_guides = sum(size for path, size in sizes.items() if "/guide" in path)
    of_some = sum(size for path, size in sizes.items() if path.split("/")[1].split(".")[0] in OF_SOME_PAGES)
    of_searches = sum(size for path, size in sizes.items() if "/search-" in path)
    assert 0 < of_guides < 10_000
    assert 0 < of_some < 5_000
    assert 0 < of_searches < 9_000
    assert sum(sizes.values()) - of_guides - of_some - of_searches < 20_000


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda file: file.name)
def test_static_files_ask_nothing_of_other_hosts(file: Path) -> None:
    text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?://|data:|@import|\beval\(|new Function", text)


# Contrast, by WCAG 2.2's formula.

PALETTE = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", (STATIC / "handrail.css").read_text()
    )
}
GROUNDS = ("paper", "raised", "sunken")
PAIRS = [
    *((text, ground) for text in ("ink", "strong", "quiet", "accent") for ground in GROUNDS),
    *(
        (text, f"{tone}-soft")
        for tone in ("note", "tip", "warning", "danger")
        for text in ("ink", "strong", "accent", tone)
    ),
    *((text, "accent-soft") for text in ("ink", "strong", "accent", "quiet")),
    ("on-accent", "accent"),
    ("tip", "paper"),
    ("danger", "paper"),
]
CODE_COLOURS = re.findall(
    r"^\.[\w, .]+\{ color: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", (STATIC / "handrail.css").read_text(), re.M
)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_contrasts_with_its_background(text: str, ground: str, scheme: int) -> None:
    assert contrast(PALETTE[text][scheme], PALETTE[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["raised", "paper", "accent-soft"])
def test_code_contrasts_with_its_background(ground: str, scheme: int) -> None:
    assert len(CODE_COLOURS) >= 7
    for colours in CODE_COLOURS:
        assert contrast(colours[scheme], PALETTE[ground][scheme]) >= 4.5, colours[scheme]
