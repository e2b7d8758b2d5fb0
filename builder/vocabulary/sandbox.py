"""Renders a project's templates in a sandbox: they can't run programs or make a build endless.

A foreign checkout must be safe to build: Jinja's sandbox refuses attributes that give access to code, and every loop,
call and text has a limit. The clock is used only where counting alone would not stop a template.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from threading import local
from typing import Any

from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_STEPS = 2_000_000
"""Loop rounds, calls, and thousands of characters in one rendering."""
MOST_SECONDS = 10.0
"""Seconds of processor time for one rendering."""
LONGEST_TEXT = 20_000_000
"""The most characters of one text."""
LARGEST_NUMBER = 100_000
"""Largest number as an argument of a filter or function."""
MOST_BITS = 4_096
"""Bits of a whole number."""

MOST_ATTRIBUTES = 10_000
"""Attributes of types of which is remembered whether they are safe."""

_WIDTH = re.compile(r"\d{6}")
_COUNTED = "_counted"
_MEASURED = "_measured"


class TemplateBoundError(Exception):
    """A template needs more than any page should."""


def _joined(pieces: Iterable[str]) -> str:
    """The parts of a rendering joined, if they are not too long."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > LONGEST_TEXT:
            raise TemplateBoundError(f"it writes more than {LONGEST_TEXT:,} characters")
    return "".join(found)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Compiles templates that keep to the limits; each thread counts its own steps."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))
    concat = staticmethod(_joined)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._spent = local()
        self._is_safe: dict[tuple[type, str], bool] = {}
        self.globals.pop("lipsum")
        self.filters = {name: self._bounded(function, name) for name, function in self.filters.items()}
        self.filters[_COUNTED] = self._counted
        self.filters[_MEASURED] = self._measured

    def begin(self) -> None:
        """Start counting for a rendering."""
        self._spent.steps = 0
        self._spent.until = time.thread_time() + MOST_SECONDS

    def add_filter(self, name: str, function: Callable[..., Any]) -> None:
        """A filter of ours, which also keeps to the limits."""
        self.filters[name] = self._bounded(function, name)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Count a call, and refuse one that would take too long."""
        name = getattr(__obj, "__name__", "")
        method = getattr(__obj, "__wrapped__", __obj)
        __self._check(name, (getattr(method, "__self__", None), *args, *kwargs.values()))
        return __self._measured(super().call(__context, __obj, *args, **kwargs))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute. Jinja decides it by the object's type, so the answer is kept."""
        key = (type(obj), attr)
        known = self._is_safe.get(key)
        if known is None:
            known = super().is_safe_attribute(obj, attr, value)
            if len(self._is_safe) < MOST_ATTRIBUTES:
                self._is_safe[key] = known
        return known

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator, if it is not too large."""
        if operator == "%" and isinstance(left, str):
            self._check("format", (left, *(right if isinstance(right, tuple) else (right,))))
        elif operator == "**" and not (isinstance(right, int | float) and abs(right) <= 64):
            raise TemplateBoundError("a power is too large")
        elif operator == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(many, str | list | tuple) and isinstance(times, int) and len(many) * times > LONGEST_TEXT:
                    raise TemplateBoundError(f"a text is longer than {LONGEST_TEXT:,} characters")
        return self._measured(super().call_binop(context, operator, left, right))

    def _load_template(self, name: str, globals: Any) -> Any:
        self._step(1)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        _measure_joins(tree)
        return tree

    def _bounded(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(function)
        def bounded(*args: Any, **kwargs: Any) -> Any:
            self._check(name, (*args, *kwargs.values()))
            return self._measured(function(*args, **kwargs))

        return bounded

    def _check(self, name: str, values: Iterable[Any]) -> None:
        """Refuse operations that make a huge text from small ones."""
        product = 1
        for value in values:
            if isinstance(value, bool):
                continue
            if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
                raise TemplateBoundError(f"a number is larger than {LARGEST_NUMBER:,}")
            if name in ("format", "format_map") and isinstance(value, str) and _WIDTH.search(value):
                raise TemplateBoundError("a format is too wide")
            size = _size(value)
            self._step(1 + size // 1000)
            product *= max(size, 1)
        if product > LONGEST_TEXT:
            raise TemplateBoundError("texts are too long to be joined")

    def _measured(self, value: Any) -> Any:
        if isinstance(value, str | list | tuple):
            if len(value) > LONGEST_TEXT:
                raise TemplateBoundError(f"a text is longer than {LONGEST_TEXT:,} characters")
            self._step(1 + len(value) // 1000)
        elif isinstance(value, int) and value.bit_length() > MOST_BITS:
            raise TemplateBoundError("a number is too large")
        return value

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._step(1)
            yield item

    def _step(self, count: int) -> None:
        spent = self._spent
        steps = getattr(spent, "steps", 0)
        spent.steps = steps + count
        if spent.steps > MOST_STEPS:
            raise TemplateBoundError(f"it takes more than {MOST_STEPS:,} steps")
        if not steps % 16 and time.thread_time() > getattr(spent, "until", float("inf")):
            raise TemplateBoundError(f"it takes more than {MOST_SECONDS:.0f} seconds")


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list | tuple):
        return len(value) + sum(len(item) for item in value if isinstance(item, str))
    return 0


def _measure_joins(tree: nodes.Template) -> None:
    """Check the length of every text that ``~`` joins."""
    pending: list[nodes.Node] = [tree]
    while pending:
        node = pending.pop()
        for name, value in list(node.iter_fields()):
            if isinstance(value, nodes.Node):
                pending.append(value)
                setattr(node, name, _measuring(value))
            elif isinstance(value, list):
                pending += [item for item in value if isinstance(item, nodes.Node)]
                setattr(node, name, [_measuring(item) if isinstance(item, nodes.Node) else item for item in value])


def _measuring(node: nodes.Node) -> nodes.Node:
    if not isinstance(node, nodes.Concat):
        return node
    return nodes.Filter(node, _MEASURED, [], [], None, None, lineno=node.lineno)
