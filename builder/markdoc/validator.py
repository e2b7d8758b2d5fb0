"""Validation of a tree (MARKDOC 5): ids, levels, messages and order as in the reference, with our own places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.diagnostics.span import Span
from builder.diagnostics.suggest import nearest
from builder.markdoc.attribute_checks import attribute_errors
from builder.markdoc.config import Given, complete
from builder.markdoc.located_error import LocatedError
from builder.markdoc.node import AttributeSpan, ErrorLevel, Location, Node, NodeError
from builder.markdoc.schema import CONTENT, Config, Schema
from builder.markdoc.transformer import find_schema

TAG_EMPTY = "tag-empty"
"""The error of a tag that has none of its needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationError:
    """An error in a document (MARKDOC 5)."""

    id: str
    """The reference's id: ``attribute-undefined``."""
    level: ErrorLevel
    message: str
    type: str
    """The type of the node at which it is reported."""
    lines: tuple[int, ...]
    """0-based ``[start, end, …]`` of the node, as the reference gives them."""
    location: Span | None
    """The exact range in the text; ``None`` for a node that no parser made."""
    place: Location | None = None
    """The same lines, with the file's name."""
    suggestions: tuple[str, ...] = ()
    """Names that the author may have meant, the nearest first."""
    tag: str = ""
    """The tag's name, where the node is a tag."""
    attribute: str = ""
    """The attribute that the error is about; empty if it is about the node itself."""

    @property
    def span(self) -> Span | None:
        """The exact range in the text, ``location`` under its other name."""
        return self.location


def validate(content: Node | Sequence[Node], config: Given = None) -> list[ValidationError]:
    """All errors of a document, in document order; partials are separate documents (MARKDOC 5)."""
    whole = complete(config)
    roots = (content,) if isinstance(content, Node) else content
    return [error for root in roots if not _is_sound(root, whole) for error in _errors_below(root, whole)]


def _is_sound(root: Node, config: Config) -> bool:
    """Whether the schemas alone prove that a tree has no errors, as for most trees."""
    nodes, tags = config.nodes, config.tags
    pending = [root]
    for node in pending:
        schema = tags.get(node.tag) if node.tag else nodes.get(node.type)
        if schema is None or schema.slots or schema.validate is not None or node.slots or node.errors:
            return False
        if node.tag and any(_placement(node, schema)):
            return False
        given = node.attributes
        if given:
            sound = schema.sound
            for name, value in given.items():
                if name not in sound or value.__class__ not in sound[name]:
                    return False
        for name in schema.required:
            if name not in given:
                return False
        if schema.needs and not _has_one_of(schema.needs, node):
            return False
        children = node.children
        if children:
            nestable = schema.nestable
            if nestable is not None:
                for child in children:
                    if child.type not in nestable:
                        return False
            pending += children
    return True


def _errors_below(root: Node, config: Config) -> Iterator[ValidationError]:
    pending: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while pending:
        node, parents = pending.pop()
        known: dict[int, dict[str, AttributeSpan]] = {}
        for problem in _problems(node, config, parents):
            yield _validation_error(node, problem, known)
        below = [*node.slots.values(), *node.children] if node.slots else node.children
        if below:
            path = (*parents, node)
            pending.extend((child, path) for child in reversed(below))


def _problems(node: Node, config: Config, parents: tuple[Node, ...]) -> Iterator[LocatedError]:
    for error in node.errors:
        yield LocatedError(error=error, attribute=error.attribute, at_name=bool(error.attribute))
    schema = find_schema(node, config)
    if schema is None:
        yield _undefined(node, config)
        return
    if schema.inline is not None or schema.self_closing:
        yield from _placement(node, schema)
    if node.slots:
        yield from _undefined_slots(node, schema)
    wrong = list(attribute_errors(node, schema, config, parents))
    yield from wrong
    if schema.slots:
        yield from _missing_slots(node, schema)
    # An attribute with an error, such as a misspelt name, may be the one that is missing.
    if schema.needs and not (wrong or node.errors or _has_one_of(schema.needs, node)):
        yield LocatedError(error=NodeError(id=TAG_EMPTY, level="warning", message=" ".join(schema.needs)))
    if schema.children is not None and node.children:
        yield from _invalid_children(node, schema.children)
    if schema.validate is not None:
        inner = replace(config, validation=replace(config.validation, parents=parents))
        yield from (LocatedError(error=error) for error in schema.validate(node, inner) or ())


def _undefined(node: Node, config: Config) -> LocatedError:
    if not node.tag:
        return LocatedError(
            error=NodeError(id="node-undefined", level="critical", message=f"Undefined node: '{node.type}'")
        )
    # An 'else' is only meant by a word like it: it is as short as many another.
    suggestions = tuple(name for name in nearest(node.tag, config.tags) if name != "else" or node.tag[:2] == "el")
    return LocatedError(
        error=NodeError(id="tag-undefined", level="critical", message=f"Undefined tag: '{node.tag}'"),
        suggestions=suggestions,
    )


def _has_one_of(needs: Sequence[str], node: Node) -> bool:
    """Whether a tag has content, if that is one of its needs, or one of the attributes with a value."""
    if node.children and CONTENT in needs:
        return True
    given = node.attributes
    return any(given[name] != "" for name in needs if name in given) or bool(node.slots)


def _placement(node: Node, schema: Schema) -> Iterator[LocatedError]:
    if schema.inline is not None and node.inline != schema.inline:
        wanted = "inline" if schema.inline else "block"
        yield LocatedError(
            error=NodeError(
                id="tag-placement-invalid", level="critical", message=f"'{_tag(node)}' tag should be {wanted}"
            )
        )
    if schema.self_closing and node.children:
        message = f"'{_tag(node)}' tag should be self-closing"
        yield LocatedError(error=NodeError(id="tag-selfclosing-has-children", level="critical", message=message))


def _undefined_slots(node: Node, schema: Schema) -> Iterator[LocatedError]:
    known: Mapping[str, Any] = schema.slots or {}
    for name, slot in node.slots.items():
        if name not in known:
            near = nearest(name, known)
            yield LocatedError(
                error=NodeError(id="slot-undefined", level="error", message=f"Invalid slot: '{name}'"),
                suggestions=near,
                node=slot,
            )


def _missing_slots(node: Node, schema: Schema) -> Iterator[LocatedError]:
    for name, slot in (schema.slots or {}).items():
        if slot.required and name not in node.slots:
            yield LocatedError(
                error=NodeError(id="slot-missing-required", level="error", message=f"Missing required slot: '{name}'")
            )


def _invalid_children(node: Node, allowed: Sequence[str]) -> Iterator[LocatedError]:
    for child in node.children:
        if child.type not in allowed and child.type != "error":
            message = f"Can't nest '{child.type}' in '{node.tag or node.type}'"
            yield LocatedError(error=NodeError(id="child-invalid", level="warning", message=message), node=child)


def _tag(node: Node) -> str:
    return "undefined" if node.tag is None else node.tag


def _validation_error(node: Node, problem: LocatedError, known: dict[int, dict[str, AttributeSpan]]) -> ValidationError:
    error = problem.error
    place = error.location or node.location
    lines: Iterable[int] = node.lines
    if error.location is not None:
        lines = (error.location.start_line, error.location.end_line)
        if error.location.file is None and node.location is not None:
            place = replace(error.location, file=node.location.file)
    return ValidationError(
        id=error.id,
        level=error.level,
        message=error.message,
        type=node.type,
        lines=tuple(lines),
        location=problem.span(node, known),
        place=place,
        suggestions=problem.suggestions,
        tag=(problem.node or node).tag or "",
        attribute=problem.attribute,
    )
