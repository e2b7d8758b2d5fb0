"""Payloads in every attribute, field, menu and key: no published file has anything that a harmless text would not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from driver import Site
from hostile_project import HARMLESS, MARKUP, PAYLOADS, READ_MARKUP, configuration, pages_project
from markdown_it import MarkdownIt

from builder.content.addresses import SAFE_SCHEMES, scheme_of
from builder.content.unsafe_text import harmful_in_html

html5lib = pytest.importorskip("html5lib", reason="needs the 'dev' extra")

ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "cite", "background", "ping", "manifest"}
ADDRESS_KEYS = {"url", "target", "src", "href", "from", "to", "item", "@id", "image", "checklist", "edit_url"}
OWN_DATA = {"data-target", "data-moved", "data-menu", "data-search", "data-site", "data-checklist"}


def test_there_are_enough_payloads() -> None:
    assert len(PAYLOADS) >= 129
    assert len(set(PAYLOADS)) == len(PAYLOADS)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Elements with their attributes, as pages have them whose texts are harmless."""
    project = pages_project(
        tmp_path_factory.mktemp("harmless"), [HARMLESS, "/", "/images/a.png", "https://example.com", MARKUP]
    )
    found = {pair for _, html in texts(project, ".html") for pair in structure(html)}
    assert ("img", "alt") in found
    return found


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 30))
def test_pages_contain_only_text(tmp_path: Path, known: set[tuple[str, str]], first: int) -> None:
    project = pages_project(tmp_path / "project", PAYLOADS[first : first + 30])
    assert project.last.code in (0, 1), project.last.err[-2000:]
    assert len(project.published()) > 100
    check_files(project, known)


@pytest.fixture(scope="module")
def read_with_every_key(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """The same, where every key is on that has more of a text read."""
    harmless = [HARMLESS, "/", "/images/a.png", "https://example.com", MARKUP, *READ_MARKUP]
    project = pages_project(tmp_path_factory.mktemp("every"), harmless, every_key=True)
    found = {pair for _, html in texts(project, ".html") for pair in structure(html)}
    assert {("abbr", "title"), ("section", "role"), ("details", "class")} <= found
    assert any(name == "kbd" for name, _ in found)
    return found


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 30))
def test_pages_contain_only_text_with_every_key_on(
    tmp_path: Path, read_with_every_key: set[tuple[str, str]], first: int
) -> None:
    project = pages_project(tmp_path / "project", PAYLOADS[first : first + 30], every_key=True)
    assert project.last.code in (0, 1), project.last.err[-2000:]
    assert len(project.published()) > 100
    check_files(project, read_with_every_key)


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_the_configuration_only_gives_text(tmp_path: Path, known: set[tuple[str, str]], payload: str) -> None:
    tmp_path.joinpath("p").mkdir()
    project = Site(tmp_path / "p").write({"handrail.yml": configuration(payload)})
    project.write({"content/v1.0/index.md": "---\ntitle: A\n---\n\nThe {% $v %}.\n"})
    project.build("--keep-going", "--no-cache")
    assert project.last.code in (0, 1, 2), project.last.err
    check_files(project, known)


def check_files(project: Site, known: set[tuple[str, str]]) -> None:
    assert "\x1b" not in project.last.err
    assert "\n::error" not in project.last.err
    for path, html in texts(project, ".html"):
        assert set(structure(html)) <= known, path
        assert [address for address in addresses_in(html) if not is_harmless(address)] == [], path
    for path, text in texts(project, ".json"):
        assert [address for address in addresses_in_data(json.loads(text)) if not is_harmless(address)] == [], path
    for path, text in (*texts(project, ".md"), *texts(project, "llms-full.txt"), *texts(project, "llms.txt")):
        assert list(harmful_in_markdown(text)) == [], path
    for _, text in texts(project, ".xml"):
        ElementTree.fromstring(text)
    for path, text in texts(project, "_redirects"):
        assert all(len(line.split()) == 3 for line in text.splitlines()), path
    for path, text in texts(project, ""):
        assert "\0" not in text, path


def texts(project: Site, suffix: str) -> Iterator[tuple[str, str]]:
    for path, data in project.published().items() if (project.root / "site").exists() else ():
        if path.endswith(suffix) and not path.endswith((".png", ".js", ".css", ".svg", ".inv")):
            yield path, data.decode()


def structure(html: str) -> Iterator[tuple[str, str]]:
    """Each element with each of its attributes."""
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str):
            yield element.tag, ""
            yield from ((element.tag, str(name)) for name in element.attrib)


def addresses_in(html: str) -> Iterator[str]:
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        for name, value in element.attrib.items():
            if name in ADDRESSES or name in OWN_DATA:
                yield from addresses_in_data(json.loads(value), "url") if name == "data-moved" and value else (value,)
        if element.tag == "meta" and element.get("http-equiv") == "refresh":
            yield element.get("content", "").partition("url=")[2]
        if element.tag == "script" and element.get("type") == "application/ld+json":
            yield from addresses_in_data(json.loads(element.text or ""))
        elif element.tag == "script":
            assert not (element.text or "").strip(), "a script in the page"


def addresses_in_data(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from addresses_in_data(item, key if key == "url" else name)
    elif isinstance(value, list):
        for item in value:
            yield from addresses_in_data(item, key)
    elif isinstance(value, str) and key in ADDRESS_KEYS:
        yield value


def is_harmless(address: str) -> bool:
    return scheme_of(address) in ("", *SAFE_SCHEMES)


def harmful_in_markdown(text: str) -> Iterator[str]:
    """Addresses of links, images and elements, as a program reads them that lets HTML and every scheme pass."""
    reader = MarkdownIt("commonmark", {"html": True})
    reader.validateLink = lambda _: True  # type: ignore[method-assign]
    for token in (inner for outer in reader.parse(text) for inner in (outer, *(outer.children or ()))):
        address = str(token.attrs.get("href") or token.attrs.get("src") or "")
        if not is_harmless(address):
            yield address
        if token.type in ("html_block", "html_inline") and harmful_in_html(token.content):
            yield token.content
