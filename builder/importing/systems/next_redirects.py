"""Redirects of ``next.config`` and of a middleware."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from builder.content.paths import join, parent
from builder.importing.javascript.literals import LiteralReader
from builder.importing.javascript.modules import read_module
from builder.importing.records import Note, SourceRedirect
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import line_of, listing, mapping, text_of, unread_redirect

PROGRAM = re.compile(r"(?:^|/)next\.config\.\w+$")
"""The configuration of a program of Next.js."""
_CONFIG = re.compile(r"(?:^|/)(?:next\.config|middleware|redirects)(?:\.(?:js|mjs|ts|cjs|json))?$")
_RULE = re.compile(r"\{[^{}]{0,300}?\bsource\s*:")
_SECTION = re.compile(r"\b(redirects|rewrites|headers)\b\s*(?:\(|:|=)")
_MADE = re.compile(r"\bredirects\s*(?:\(|:|=)")
_TAKEN = re.compile(
    r"(?:const|let|var|import)\s+([\w{}\s,$*]{1,200}?)\s*(?:=\s*(?:await\s+)?(?:require|import)\(|from)\s*"
    r"['\"](\.[^'\"\n]{1,200})['\"]"
)
_SUFFIXES = (".js", ".ts", ".mjs", ".cjs", ".json", "/index.js", "/index.ts")
DEEPEST = 6

Found = SourceRedirect | Note


def next_redirects(files: SourceFiles, others: Container[str] = ()) -> tuple[Found, ...]:
    """Every redirect that is static, in order, and a note for each of the others.

    ``others`` are folders of other programs of the repository, whose redirects don't count.
    """
    found: dict[Any, Found] = {}
    paths = [path for path in files.paths if parent(path) not in others]
    for path in dict.fromkeys(each for config in paths for each in _modules(config, files)):
        if path.count("/") < 6:
            for each in _read(path, files):
                found.setdefault((each.source, each.target) if isinstance(each, SourceRedirect) else each, each)
    if not any(isinstance(each, SourceRedirect) for each in found.values()):
        for path in paths:
            text = (files.text(path) or "") if PROGRAM.search(path) else ""
            if path.count("/") < 4 and _MADE.search(text) is not None:
                note = unread_redirect(path, line_of(text, "redirects"), "redirects() of the program")
                found.setdefault(note, note)
    return tuple(found.values())


def _modules(path: str, files: SourceFiles) -> Iterator[str]:
    """A file that may hold redirects, and the files from which a configuration takes its own."""
    if _CONFIG.search(path) is None or path.count("/") >= 4:
        return
    yield path
    text = files.text(path) or ""
    for found in _TAKEN.finditer(text):
        place = join(parent(path), found[2]) if "edirect" in found[1] or "edirect" in found[2] else None
        module = files.first(place, *(place + suffix for suffix in _SUFFIXES)) if place else ""
        if module and _CONFIG.search(module) is None:
            yield module


def _read(path: str, files: SourceFiles) -> Iterator[Found]:
    text = files.text(path) or ""
    if path.endswith(".json"):
        data = files.json(path)
        rules = listing(mapping(data).get("redirects")) if isinstance(data, dict) and "redirects" in data else data
        yield from _rules(rules, path) if isinstance(rules, list) else _nested(rules, "", path, 0)
        return
    sections = list(_SECTION.finditer(text))
    for mark in _RULE.finditer(text):
        reader = LiteralReader(text)
        reader.at = mark.start()
        line = text.count("\n", 0, mark.start()) + 1
        while len(sections) > 1 and sections[1].start() < mark.start():
            sections.pop(0)
        section = sections[0][1] if sections and sections[0].start() < mark.start() else "redirects"
        if section != "headers":
            yield from _rules([reader.value(1)], path, line, is_rewrite=section == "rewrites")
    if not path.rpartition("/")[2].startswith("next.config"):
        module = read_module(text)
        for value in (*module.names.values(), module.default):
            yield from _nested(value, "", path, 0)


def _rules(rules: list[Any], path: str, line: int = 1, *, is_rewrite: bool = False) -> Iterator[Found]:
    for each in rules:
        rule = mapping(each)
        source, target = text_of(rule, "source", "from"), text_of(rule, "destination", "to", "target")
        shown = f"{source} → {target}"
        if is_rewrite and rule.get("permanent") is None and rule.get("statusCode") is None:
            detail = f"{shown}: a rewrite shows another address without redirecting"
            yield Note(kind="left", construct="rule of a host", path=path, line=line, detail=detail)
        elif rule.get("has") or rule.get("missing"):
            detail = f"{shown}: a rule for some readers only"
            yield Note(kind="left", construct="rule of a host", path=path, line=line, detail=detail)
        elif source.startswith("/") and target:
            yield SourceRedirect(source, target, path, line)
        elif source or target:
            yield unread_redirect(path, line, shown)


def _nested(value: Any, prefix: str, path: str, depth: int) -> Iterator[SourceRedirect]:
    """A mapping from old addresses to new ones, perhaps below a prefix that they share."""
    if not isinstance(value, dict) or depth > DEEPEST:
        return
    for key, target in value.items():
        if not key.startswith("/"):
            continue
        if isinstance(target, str) and target.startswith(("/", "http")):
            yield SourceRedirect(prefix + key if not key.startswith(prefix) or not prefix else key, target, path)
        else:
            yield from _nested(target, prefix + key, path, depth + 1)
