"""A guide on paper: printed to PDF without backgrounds, rendered to images, and compared with one without ticks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site

pdfium = pytest.importorskip("pypdfium2", reason="needs the 'browser' extra")
ImageChops = pytest.importorskip("PIL.ImageChops", reason="needs the 'dev' extra")
pytestmark = pytest.mark.browser

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "azure-sso.md"
OWN = """---
title: Connect the lamp
checklist: true
---

# Connect the lamp

## Step 1: Open the panel

- Click on **Settings**.
- Click on **New**.

{% note %}

- **Local:** The lamp is here.
- **Remote:** The lamp is elsewhere.

{% /note %}

## Step 2: Copy the values

- Copy the key.
- Paste it into the file.
"""
SCALE = 2
LARGEST_BOX = 20 * SCALE
"""In pixels of the images: a box is 13 CSS pixels wide, and paper has 72 of 96 of them per inch."""

Image = Any


@pytest.fixture(params=["own", "seed"])
def address(request: pytest.FixtureRequest, tmp_path: Path, serve: Callable[[Path], str]) -> str:
    if request.param == "seed" and not SEED.is_file():
        pytest.skip("the seed guide is not here")
    text = OWN if request.param == "own" else SEED.read_text("utf-8")
    # Images of the seed are not here, so they are reported as missing.
    built = Site(tmp_path).write({"content/v1/guide.md": text}).build("--keep-going")
    (page,) = (path for path in built.published() if path.endswith("checklist.json") and path.startswith("v1/"))
    return f"{serve(tmp_path / 'site')}/{page.removesuffix('checklist.json')}"


@pytest.fixture
def printed(browser: Any, address: str) -> Iterator[Callable[[str, int], list[Image]]]:
    """A function that opens the guide in a scheme, ticks some steps and the first choice, and prints it."""
    contexts: list[Any] = []

    def in_scheme(scheme: str, steps: int) -> list[Image]:
        context = browser.new_context(color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        page.locator(".guide.ready").wait_for()
        # Scripts that are fetched after the page may still add lines to it.
        page.wait_for_load_state("networkidle")
        for tick in page.locator(".tick[type=checkbox]").all()[:steps]:
            tick.check()
        if steps:
            page.locator(".tick[type=radio]").first.check()
        document = pdfium.PdfDocument(page.pdf(format="A4"))
        return [sheet.render(scale=SCALE).to_pil().convert("L") for sheet in document]

    yield in_scheme
    for context in contexts:
        context.close()


def _marks(before: Image, after: Image) -> list[tuple[int, int, int, int]]:
    """The rectangles in which two images differ, one for each stretch of lines."""
    difference = ImageChops.difference(before, after)
    found, top = [], None
    for y in range(difference.height + 1):
        line = difference.crop((0, y, difference.width, y + 1)).getbbox() if y < difference.height else None
        if line is not None and top is None:
            top = y
        elif line is None and top is not None:
            left, _, right, _ = difference.crop((0, top, difference.width, y)).getbbox()
            found.append((left, top, right, y))
            top = None
    return found


def test_paper_differs_by_the_marks_of_three_ticks_and_a_choice(printed: Callable[[str, int], list[Image]]) -> None:
    before, after = printed("light", 0), printed("light", 3)
    assert len(before) == len(after)
    marks = [(sheet, mark) for sheet, old in enumerate(before) for mark in _marks(old, after[sheet])]
    (count, *marks) = marks
    assert count[0] == 0, "the count of done items is at the top"
    assert len(marks) == 4
    for sheet, (left, top, right, bottom) in marks:
        assert right - left <= LARGEST_BOX
        assert bottom - top <= LARGEST_BOX
        assert min(after[sheet].crop((left, top, right, bottom)).tobytes()) < 64, "a mark is dark without backgrounds"


def test_paper_is_the_same_in_dark_colours(printed: Callable[[str, int], list[Image]]) -> None:
    light, dark = printed("light", 3), printed("dark", 3)
    assert [image.tobytes() for image in light] == [image.tobytes() for image in dark]
    buffer = io.BytesIO()
    light[0].save(buffer, "PNG")
    assert light[0].getextrema()[1] == 255, "paper is white"
    assert buffer.tell() > 1000
