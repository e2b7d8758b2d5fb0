"""Menus without a menu file: their order, titles, groups and what is collapsed, as pages show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from driver import Site

from builder.outputs.menus import MOST_IN_GROUPS


class Case(NamedTuple):
    title: str
    files: dict[str, str]
    page: str
    menu: str


_CASE = re.compile(r"^## ([^\n]+)\n\n```\n(.*?)```\n\nAt `(.*?)`:\n\n```\n(.*?)```", re.MULTILINE | re.DOTALL)


def cases() -> Iterator[Case]:
    text = (Path(__file__).parent / "cases_menus.md").read_text("utf-8")
    for title, lines, page, menu in _CASE.findall(text):
        files = {}
        for line in lines.splitlines():
            path, _, what = line.partition(": ")
            if not what.startswith("{"):
                what = "---\n" + "".join(f"{key}\n".replace("=", ": ") for key in what.split(", ")) + "---\n\nText.\n"
            files[f"content/{path}"] = what
        yield Case(title, files, page, menu)


class Outline(HTMLParser):
    """The lines of the menu in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._depth = 0
        self._sign = ("", "")
        self._is_title = False
        menu = html[html.index('<nav class="menu"') :]
        self.feed(menu[menu.index("<ul>") : menu.index("</nav>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._depth += tag == "ul"
        if tag == "li":
            kinds = (given.get("class") or "").split()
            sign = "+ " if "open" in kinds else "- " if "shut" in kinds else ""
            self._sign = ("[" + sign, "]") if "group" in kinds else (sign, "")
        if tag in ("a", "span"):
            self._is_title = True
            if "aria-current" in given:
                self._sign = ("* ", "")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.lines.append("  " * (self._depth - 1) + self._sign[0] + data + self._sign[1])

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "ul"
        self._is_title = self._is_title and tag not in ("a", "span")


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_the_menu_of_a_page(case: Case, site: Callable[[], Site]) -> None:
    built = site().write(dict(case.files)).build().exits(0)
    assert Outline(built.page(f"{case.page}index.html".lstrip("/"))).lines == case.menu.splitlines()


def test_a_long_menu_shows_its_own_group_alone(site: Callable[[], Site]) -> None:
    pages: dict[str, str | bytes] = {
        f"content/g{number % 4}/p{number}.md": f"---\ntitle: Page {number}\n---\n\nText.\n"
        for number in range(MOST_IN_GROUPS + 4)
    }
    lines = Outline(site().write(pages).build().exits(0).page("g1/p1/index.html")).lines
    assert [line for line in lines if line.startswith("[")] == ["[- G0]", "[+ G1]", "[- G2]", "[- G3]"]
    assert len(lines) == 4 + (MOST_IN_GROUPS + 4) // 4
