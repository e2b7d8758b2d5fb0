"""``{% else /%}`` that is not directly in an ``{% if %}``, and so has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at

_HELP = "Put it between `{% if … %}` and `{% /if %}`, on a line of its own if they have lines of their own."


def stray_else(linted: LintedText) -> Iterator[Diagnostic]:
    """Each such tag: what is before and after it is shown, whatever the condition."""
    document = linted.document
    if "else" not in document.text:
        return
    for parent in (document.ast, *document.ast.walk()):
        for node in parent.children:
            if node.tag == "else" and parent.tag != "if" and node.span is not None:
                message = "This `{% else /%}` is not directly in an `{% if %}`, so it has no effect."
                place = Place.between(document.lines, node.span.start, node.span.end)
                yield diagnostic_at("else-without-if", place, message, "else", _HELP)
