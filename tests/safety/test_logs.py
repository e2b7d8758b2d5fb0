"""Names of files reach a log on one line, and never as a command of the host that keeps the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driver import Site

NAMES = (
    "a\n::error::x.md",
    "a\r\n::set-output name=x::y.md",
    "a\x1b]0;x\x07.md",
    "a\x1b[2J.md",
    "a\u202e.md",
    "a\x9b1m.md",
)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("form", ["text", "github", "junit", "sarif", "json"])
def test_a_name_is_on_one_line(site: Callable[..., Site], name: str, form: str) -> None:
    project = site().write({f"content/{name}": "[x](/nowhere)\n", "content/partials/" + name: "{% nosuch %}\n"})
    project.check("--format", form)
    text = project.last.out + project.last.err
    assert not [line for line in text.splitlines() if line.startswith("::") and "title=" not in line]
    assert not set(text) & {"\x1b", "\x07", "\r", "\x9b"}
    if form in ("text", "github", "junit"):
        assert "\u202e" not in text


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_same_of_a_build_that_explains_itself(site: Callable[..., Site], name: str) -> None:
    project = site().write({f"content/{name}": "---\ntitle: A\nslug: a\n---\n\nText.\n"}).build("--explain")
    assert not [line for line in project.last.err.splitlines() if line.startswith("::")]
    assert not set(project.last.err) & {"\x1b", "\x07", "\r", "\x9b", "\u202e"}
