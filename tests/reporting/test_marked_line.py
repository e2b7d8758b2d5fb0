"""The mark below a source line: at the right cells, with any letters, on a screen of any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics.diagnostic import Diagnostic
from builder.reporting.marked_line import cells, marked_line


def at(column: int, end: int, end_line: int = 1) -> Diagnostic:
    return Diagnostic(
        code="code",
        severity="error",
        message="Message.",
        path="a.md",
        line=1,
        column=column,
        end_line=end_line,
        end_column=end,
    )


@pytest.mark.parametrize(
    ("source", "column", "end", "room", "shown", "mark"),
    [
        ("See [it](/x).", 5, 13, 80, "See [it](/x).", "    ^^^^^^^^"),
        ("日本 [it](/x)", 4, 12, 80, "日本 [it](/x)", "     ^^^^^^^^"),
        ("a 日本 b", 3, 5, 80, "a 日本 b", "  ^^^^"),
        ("e\u0301 x", 4, 5, 80, "e\u0301 x", "  ^"),
        ("a\tb", 3, 4, 80, "a b", "  ^"),
        ("a\x1bb", 3, 4, 80, "ab", " ^"),
        ("ab", 3, 3, 80, "ab", "  ^"),
        ("0123456789" * 3, 26, 28, 20, "…234567890123456789", "              ^^"),
        ("0123456789" * 3, 1, 3, 20, "012345678901234567…", "^^"),
        ("0123456789" * 5, 25, 26, 20, "…567890123456789012…", "          ^"),
    ],
)
def test_the_mark(source: str, column: int, end: int, room: int, shown: str, mark: str) -> None:
    assert marked_line(at(column, end), source, room) == (shown, mark)


@given(st.text(max_size=200), st.integers(1, 220), st.integers(1, 220), st.integers(0, 120))
def test_it_fits_the_screen_and_is_on_it(source: str, column: int, end: int, room: int) -> None:
    source = source.replace("\n", "")
    shown, mark = marked_line(at(column, end), source, room)
    width = sum(map(cells, shown))
    assert width <= max(room, 20)
    assert len(mark) <= max(width, 1) + 1
    assert mark.strip(" ").strip("^") == ""
