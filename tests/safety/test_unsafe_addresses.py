"""Addresses that may not be published are written nowhere, with any options."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from driver import Site

PAGE = """---
title: Guide
checklist: true
redirect_from: /old
---

{% comment %}
handrail-ignore-page link-unsafe link-escapes-root link-malformed: on purpose
{% /comment %}

## Step 1: Do

Click [a](%6aavascript:alert(1)//../..) and [b](javascript:alert(1)).

- Open {% tile title="c" link="javascript:alert(2)//%5C" /%} now.
- Open <javascript:alert(3)> and [d] now.
- Open ![e](data:text/html,x) now.

{% tile title="f" link="vbscript:x//%5C" /%}
{% tile title="g" link="data:text/html,<script>alert(1)</script>" /%}

[d]: javascript:alert(4)

<a href="javascript:alert(5)">raw</a>
"""
MENU = """site_menu:
  - {category: Guide, url: /}
  - {category: A, url: "javascript://x/%0aalert(1)"}
  - {category: B / C, url: "DATA://text/html,x"}
  - {category: D, url: "file://etc/passwd"}
  - {category: E, url: "intent://x#Intent;end"}
  - {category: F, url: "java\\tscript://x/%0aalert(1)"}
"""
CONFIG = """severity: {link-unsafe: off, menu-target-missing: off, link-malformed: off, link-escapes-root: info}
theme: {links: [{title: A, url: "javascript:alert(1)"}, {title: B, url: "%6aavascript:alert(1)//../.."}]}
base_url: https://docs.example.com/base
"""
HARMFUL = ("javascript:", "java\tscript:", "vbscript:", "data:text", "DATA:", "file:", "intent:")


SIGNS = ('"', "'", "(", "<", "]: ", "=")
ADDRESS_KEYS = {"url", "target", "src", "href", "from", "to", "item", "@id", "image"}


def written(text: str, signs: Iterable[str]) -> list[str]:
    """Harmful schemes at the beginning of an address: after one of these characters."""
    return [f"{sign}{scheme}" for scheme in HARMFUL for sign in signs if sign + scheme in text]


def in_data(value: Any, key: str = "") -> Iterator[str]:
    """The same of JSON: where an address or Markdown is the value of a key."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from in_data(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from in_data(item, key)
    elif isinstance(value, str) and key in ADDRESS_KEYS and value.startswith(HARMFUL):
        yield value
    elif isinstance(value, str) and key == "markdown":
        yield from written(value, SIGNS)


def _text_of(path: str, data: bytes) -> str:
    """The text of a file; of an inventory of Sphinx, which is packed below its head, the addresses, each in quotes."""
    if path.endswith("objects.inv"):
        lines = zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
        found = [re.fullmatch(r"\S+ \w+:\w+ -1 (\S+) .+", line) for line in lines]
        assert found
        assert all(found)
        return "".join(f'"{each[1]}"' for each in found if each)
    return data.decode()


@pytest.mark.parametrize("flags", [("--keep-going",), ("--keep-going", "--no-cache"), ()])
def test_no_output_has_one(site: Callable[..., Site], flags: tuple[str, ...]) -> None:
    files = {"content/index.md": PAGE, "content/menu.yml": MENU, "handrail.yml": CONFIG}
    project = site().write({**files, "redirects.yml": '/gone: "javascript:alert(1)"\n'}).build(*flags)
    for path, data in project.published().items():
        if path.endswith(".json"):
            assert list(in_data(json.loads(data))) == [], path
        else:
            # A page shows what its author typed and is not a link as text: that is no address.
            signs = ('"', "'", '="', "=") if path.endswith(".html") else SIGNS
            assert written(_text_of(path, data), signs) == [], path
    assert not flags or "index.html" in project.published()


def test_a_template_of_the_project_does_not_write_one(site: Callable[..., Site]) -> None:
    tag = '---\ndescription: A\nattributes: {to: {type: String}}\n---\n<a href="{{ to }}">x</a>\n'
    page = '---\ntitle: A\nto: "java\\tscript:alert(1)"\n---\n\n{% mine to=$markdoc.frontmatter.to /%}\n'
    project = site().write({"content/index.md": page, "theme/tags/mine.html": tag})
    assert [(each["code"], each["path"]) for each in project.problems() if each["severity"] == "error"] == [
        ("link-unsafe", "theme/tags/mine.html")
    ]


def test_a_page_template_of_the_project_does_not_write_one(site: Callable[..., Site]) -> None:
    template = (
        '{% extends "base.html" %}{% block main %}<a href="{{ page.front_matter.to }}">x</a>{{ body }}{% endblock %}'
    )
    page = "---\ntitle: A\nto: javascript:alert(1)\n---\n\nText.\n"
    project = site().write({"content/index.md": page, "theme/templates/page.html": template}).build()
    project.exits(1).says("writes the address 'javascript:alert(1)', which is never published")
    assert not any(b'"javascript:' in data for data in project.published().values())


@pytest.mark.parametrize(
    "value", ["[a](javascript:alert(1))", "<javascript:alert(1)>", '<a href="javascript:alert(1)">']
)
def test_a_variable_is_text_in_markdown_too(site: Callable[..., Site], value: str) -> None:
    files = {"content/index.md": "---\ntitle: A\n---\n\nThe {% $x %}.\n\n```\n{% $x %}\n```\n"}
    project = site().write({**files, "handrail.yml": f"variables: {{x: '{value}'}}\n"}).build()
    text = project.page("index.md")
    assert value.replace("[", "\\[").replace("]", "\\]").replace("<", "\\<") in text.partition("```")[0]
    assert value in text.partition("```")[2]


def test_a_scheme_that_is_not_published_is_named(site: Callable[..., Site]) -> None:
    page = "---\ntitle: A\n---\n\n[x](vscode:extension/a) [y](javascript:alert(1))\n"
    found = site().write({"content/index.md": page}).problems()
    assert [(each["code"], "'vscode'" in each["message"]) for each in found] == [
        ("link-scheme", True),
        ("link-unsafe", False),
    ]


def test_a_project_may_allow_a_scheme_and_none_that_runs_code(site: Callable[..., Site]) -> None:
    page = "---\ntitle: A\n---\n\n[x](VSCode:extension/a) [y](slack://b)\n"
    project = site().write({"content/index.md": page, "handrail.yml": "link_schemes: [vscode]\n"}).build("--keep-going")
    assert [each["code"] for each in project.problems()] == ["link-scheme"]
    assert 'href="VSCode:extension/a"' in project.page("index.html")
    assert 'href="slack:' not in project.page("index.html")
    for scheme in ("javascript", "DATA", "file", "no scheme"):
        project.write({"handrail.yml": f"link_schemes: [{scheme}]\n"}).check().exits(2).says("link_schemes")
