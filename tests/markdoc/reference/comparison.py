"""One document through ours and through the reference, under the same configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reference_oracle import Oracle

from builder import markdoc


@dataclass(frozen=True)
class Difference:
    """A difference, and its document."""

    name: str
    text: str
    options: Mapping[str, Any]
    what: str
    """``html``, ``errors`` or ``messages``."""
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        shown = self.text if len(self.text) < 400 else self.text[:400] + "…"
        return f"{self.name} {dict(self.options)}: {self.what}\n{shown}\n  ours:   {self.ours}\n  theirs: {self.theirs}"


def parse_arguments(options: Mapping[str, Any]) -> dict[str, Any]:
    """The reference's options as ours are called."""
    arguments: dict[str, Any] = {
        "allow_indentation": options.get("allowIndentation", False),
        "allow_comments": options.get("allowComments", False),
        "allow_link_validation": options.get("allowLinkValidation", False),
        "slots": options.get("slots", False),
        "linkify": options.get("linkify", False),
        "typographer": options.get("typographer", False),
    }
    if "conditionalTags" in options:
        arguments["conditional_tags"] = tuple(options["conditionalTags"])
    return arguments


def formatted(text: str, options: Mapping[str, Any]) -> str:
    """A document's source in our canonical form."""
    return markdoc.format(markdoc.parse(text, **parse_arguments(options)))


def ours(text: str, config: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Our result for a document, in the form of the reference's."""
    arguments = parse_arguments(options)
    partials = {
        name: markdoc.parse(content, file=name, **arguments) for name, content in config.get("partials", {}).items()
    }
    settings = markdoc.Config.from_json({**config, "partials": partials})
    ast = markdoc.parse(text, **arguments)
    errors = markdoc.validate(ast, settings)
    return {
        "errors": [[error.id, error.level, list(error.lines)] for error in errors],
        "messages": [error.message for error in errors],
        "html": markdoc.render_html(markdoc.transform(ast, settings)),
    }


def compare(
    oracle: Oracle, name: str, text: str, config: Mapping[str, Any], options: Mapping[str, Any]
) -> list[Difference]:
    """Where the two differ in HTML, or in the errors' ids, levels, lines and messages."""
    theirs = oracle.ask(text, config, options)
    mine = ours(text, config, options)
    if "threw" in theirs:
        return [Difference(name, text, options, "threw", mine["html"], theirs["threw"])]
    found = [what for what in ("html", "errors", "messages") if mine[what] != theirs[what]]
    return [Difference(name, text, options, what, mine[what], theirs[what]) for what in found]
