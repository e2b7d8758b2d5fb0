"""Redirects of ``next.config`` and of a middleware."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.importing.javascript.literals import LiteralReader
from builder.importing.javascript.modules import read_module
from builder.importing.records import SourceRedirect
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import listing, mapping, text_of

_CONFIG = re.compile(r"(?:^|/)(?:next\.config|middleware|redirects)(?:\.(?:js|mjs|ts|cjs|json))?$")
_RULE = re.compile(r"\{[^{}]{0,300}?\bsource\s*:")
DEEPEST = 6


def next_redirects(files: SourceFiles) -> tuple[SourceRedirect, ...]:
    """Every redirect that is static, in order."""
    found: dict[tuple[str, str], SourceRedirect] = {}
    for path in files.paths:
        if _CONFIG.search(path) and path.count("/") < 4:
            for each in _read(path, files):
                found.setdefault((each.source, each.target), each)
    return tuple(found.values())


def _read(path: str, files: SourceFiles) -> Iterator[SourceRedirect]:
    text = files.text(path) or ""
    if path.endswith(".json"):
        data = files.json(path)
        rules = listing(mapping(data).get("redirects")) if isinstance(data, dict) and "redirects" in data else data
        yield from _rules(rules, path) if isinstance(rules, list) else _nested(rules, "", path, 0)
        return
    for mark in _RULE.finditer(text):
        reader = LiteralReader(text)
        reader.at = mark.start()
        line = text.count("\n", 0, mark.start()) + 1
        yield from _rules([reader.value(1)], path, line)
    if "middleware" in path or "redirects" in path:
        module = read_module(text)
        for value in (*module.names.values(), module.default):
            yield from _nested(value, "", path, 0)


def _rules(rules: list[Any], path: str, line: int = 1) -> Iterator[SourceRedirect]:
    for rule in rules:
        source, target = text_of(mapping(rule), "source", "from"), text_of(mapping(rule), "destination", "to", "target")
        if source.startswith("/") and target and not mapping(rule).get("has"):
            yield SourceRedirect(source, target, path, line)


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
