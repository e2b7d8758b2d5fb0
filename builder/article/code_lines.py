"""Problems of the attributes that name lines of a block of code."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.span import LineIndex
from builder.markdoc import Node
from builder.vocabulary.code_block import line_ranges, stressed_lines

LINE_ATTRIBUTES = ("lines", "highlight", "added", "removed", "explained")


def missing_lines(node: Node, code: str, lines: LineIndex, place: Place) -> Iterator[Diagnostic]:
    """A diagnostic for each attribute that names lines which the code doesn't have. ``place`` has the file's path.

    In a block that shows a file, ``lines`` chooses from it, and is not looked at here.
    """
    count = code.removesuffix("\n").count("\n") + 1
    for name in LINE_ATTRIBUTES:
        wanted = node.attributes.get(name)
        if not isinstance(wanted, str) or (name == "lines" and isinstance(node.attributes.get("file"), str)):
            continue
        problem = _problem(name, wanted, count)
        spans = node.attribute_spans.get(name)
        span = spans.value if spans is not None else node.span
        if problem is None or span is None:
            continue
        at = replace(Place.between(lines, span.start, span.end, place.path), via=place.via)
        yield diagnostic_at("fence-lines-missing", at, problem[0], wanted[:40], problem[1])


def _problem(name: str, wanted: str, count: int) -> tuple[str, str] | None:
    numbers = stressed_lines(wanted)
    if not numbers:
        message = f'`{name}="{wanted[:40]}"` is not a list of line numbers.'
        return message, f'Write numbers and ranges: `{name}="1,3-5"`.'
    if max(numbers) > count or min(numbers) < 1:
        lines = "one line" if count == 1 else f"{count} lines"
        message = f'The code block has {lines}, so `{name}="{wanted[:40]}"` includes lines that do not exist.'
        return message, "Correct the numbers."
    if name == "explained" and sum(last - first + 1 for first, last in line_ranges(wanted)) > len(numbers):
        return f'`{name}="{wanted[:40]}"` names a line twice.', "Give each line one explanation."
    return None
