"""Finds the end of a JavaScript expression or statement without understanding it. Bounded by a budget."""

from __future__ import annotations

import re

_OPENERS = {"{": "}", "(": ")", "[": "]"}
_CLOSERS = frozenset(_OPENERS.values())
_SIGN = re.compile(r"[{}()\[\]'\"`/\n;]")
_LINE_STRING = {quote: re.compile(rf"{quote}(?:[^{quote}\\\n]|\\.)*{quote}") for quote in "'\""}


class Budget:
    """How many more characters may be read, so that text that never closes takes linear time."""

    __slots__ = ("left",)

    def __init__(self, length: int) -> None:
        self.left = 16 * length + 4096

    def spend(self, count: int) -> bool:
        """Whether that many were left."""
        self.left -= count
        return self.left > 0


DEEPEST = 30
"""How many templates may be in one another."""


def closing_brace(text: str, start: int, budget: Budget, nesting: int = 0) -> int:
    """The offset after the bracket that closes the one at ``start``; -1 if none does within the budget."""
    if nesting > DEEPEST:
        return -1
    depth: list[str] = []
    at = start
    while True:
        sign = _SIGN.search(text, at)
        if sign is None or not budget.spend(sign.end() - at):
            budget.spend(len(text) - at)
            return -1
        at = sign.end()
        mark = sign[0]
        if mark in _OPENERS:
            depth.append(_OPENERS[mark])
        elif mark in _CLOSERS:
            if not depth or depth.pop() != mark:
                return -1
            if not depth:
                return at
        else:
            at = _after_word(text, sign.start(), mark, budget, nesting)


def statement_end(text: str, start: int, budget: Budget) -> int:
    """The offset at which the statement that begins at ``start`` ends: a semicolon or a line's end outside brackets."""
    at = start
    while True:
        sign = _SIGN.search(text, at)
        if sign is None or not budget.spend(sign.end() - at):
            return len(text)
        mark = sign[0]
        if mark in _OPENERS:
            at = closing_brace(text, sign.start(), budget)
            if at < 0:
                return _line_end(text, sign.start())
        elif mark == ";":
            return sign.end()
        elif mark == "\n":
            if not _goes_on(text, start, sign.start()):
                return sign.start()
            at = sign.end()
        elif mark in _CLOSERS:
            at = sign.end()
        else:
            at = _after_word(text, sign.start(), mark, budget)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


_OPERATOR_END = re.compile(r"(?:=>|[=+,&|?:]|\b(?:from|import|export|const|default|return))\s*\Z")
_OPERATOR_START = re.compile(r"\s*(?:[.?+&|=]|:(?!:)|from\b)")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the statement is continued on the next line."""
    before = text[max(start, end - 40) : end]
    return _OPERATOR_END.search(before) is not None or _OPERATOR_START.match(text, end + 1, end + 40) is not None


def _after_word(text: str, at: int, mark: str, budget: Budget, nesting: int = 0) -> int:
    """The offset after a string, a template or a comment that begins at ``at``; after that character if none begins."""
    if mark in _LINE_STRING:
        # An apostrophe in the text of an element opens no string: strings end on their line.
        found = _LINE_STRING[mark].match(text, at)
        return found.end() if found is not None else at + 1
    if mark == "`":
        return _after_template(text, at, budget, nesting)
    if mark == "/" and text.startswith("/*", at):
        end = text.find("*/", at)
        return at + 2 if end < 0 else end + 2
    if mark == "/" and text.startswith("//", at) and text[at - 1 : at] != ":":
        return _line_end(text, at)
    return at + 1


_TEMPLATE_SIGN = re.compile(r"[`\\]|\$\{")


def _after_template(text: str, at: int, budget: Budget, nesting: int) -> int:
    start = at
    at += 1
    while True:
        sign = _TEMPLATE_SIGN.search(text, at)
        if sign is None or not budget.spend(sign.end() - at):
            return start + 1
        if sign[0] == "`":
            return sign.end()
        if sign[0] == "\\":
            at = sign.end() + 1
            continue
        at = closing_brace(text, sign.end() - 1, budget, nesting + 1)
        if at < 0:
            return start + 1
