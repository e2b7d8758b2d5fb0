"""Problems of including a partial: it includes itself, or uses variables that are not defined on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.span import Span
from builder.diagnostics.suggest import nearest
from builder.markdoc import Config, Node, ValidationError, validate
from builder.markdoc.resolver import resolve_tree
from builder.markdoc.tags.conditional import chosen

UNDEFINED_VARIABLE = "variable-undefined"
_CONDITIONS = ("if", "else")
_INCLUDES = re.compile(r"\{%\s*partial\b")
_VARIABLE = re.compile(r"\$([\w-]+)")


class UndefinedVariable(NamedTuple):
    """A variable, at its first use."""

    name: str
    """With its ``$``, as written."""
    line: int
    """Line in the partial's file."""
    suggestions: tuple[str, ...]


def variable_problems(
    partial: str, document: Document, config: Config | None, place: Place, given: tuple[str, object]
) -> tuple[Diagnostic, ...]:
    """The problems at ``place``, the use of a partial: variables that it lacks, and those that it does not need.

    ``config`` is the configuration inside the partial; ``given`` has its tag as written, and the variables in it.
    """
    undefined = tuple(_undefined_variables(partial, document, config, place, given[0]))
    return (*undefined, *_unused_variables(partial, document, given[1], place, undefined))


def _undefined_variables(
    partial: str, document: Document, config: Config | None, place: Place, written: str
) -> Iterator[Diagnostic]:
    """A diagnostic at ``place`` for each undefined variable that the partial shows; conditions may test undefined ones.

    Each of these variables would leave a gap in the page's text.
    """
    if config is None or "$" not in document.text:
        return
    for variable in _undefined(document, config):
        parameter = variable.name.lstrip("$").partition(".")[0]
        source = re.search(rf'[{{,\s]"?{re.escape(parameter)}"?:\s*(\$[\w.-]+)', written)
        if source is not None:
            yield _given_undefined(partial, variable, source[1], config, place)
            continue
        meant = f"Did you mean '${variable.suggestions[0]}' there?" if variable.suggestions else ""
        where = f"'{variable.name}' (line {variable.line})"
        message = f"The partial '{partial}' shows the variable {where}, which is not defined."
        passed = f"Pass it, `variables={{{parameter}: \"…\"}}`, or define it under 'variables' in handrail.yml."
        subject = f"{partial} {variable.name}"
        hint = meant or passed
        yield diagnostic_at(UNDEFINED_VARIABLE, place, message, subject, hint, variable.suggestions)


def _unused_variables(
    partial: str, document: Document, passed: object, place: Place, reported: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """A diagnostic at ``place`` for each variable that is passed to a partial and not used there.

    A partial that includes others may pass it on. ``reported`` are the partial's undefined variables: one of them may
    be the same mistake.
    """
    if not isinstance(passed, Mapping) or _INCLUDES.search(document.text):
        return
    used = frozenset(_VARIABLE.findall(document.text))
    meant = {name for diagnostic in reported for name in diagnostic.suggestions}
    for name in passed:
        if str(name) in used or str(name) in meant:
            continue
        near = nearest(str(name), used - passed.keys())
        message = f"The partial '{partial}' does not use the variable '${name}' that it is given."
        hint = f"Did you mean '{near[0]}'?" if near else "Remove it, or correct its name."
        yield diagnostic_at("partial-variable-unused", place, message, f"{partial} {name}", hint, near)


def _given_undefined(
    partial: str, variable: UndefinedVariable, source: str, config: Config, place: Place
) -> Diagnostic:
    """The diagnostic of a variable that is undefined because the one that is given for it is."""
    message = f"There is no variable '{source}', which the partial '{partial}' shows as '{variable.name}'."
    names = config.variables if isinstance(config.variables, Mapping) else ()
    near = tuple(name for name in nearest(source[1:], map(str, names)) if name != variable.name[1:])
    hint = (
        f"Did you mean '${near[0]}'?" if near else "Correct its name, or define it under 'variables' in handrail.yml."
    )
    return diagnostic_at(UNDEFINED_VARIABLE, place, message, f"{partial} {source}", hint, near)


def recursive_partial(partial: str, place: Place, deepest: int) -> Diagnostic:
    """The diagnostic of a partial that includes itself."""
    message = f"The partial '{partial}' includes itself, or partials are nested more than {deepest} deep."
    return diagnostic_at("partial-recursive", place, message, partial, "Remove the inner 'partial' tag.")


def _undefined(document: Document, config: Config) -> Iterator[UndefinedVariable]:
    errors = [error for error in validate(document.ast, config) if error.id == UNDEFINED_VARIABLE]
    errors = [error for error in errors if error.tag not in _CONDITIONS and error.location is not None]
    if not errors:
        return
    hidden = tuple(_hidden(resolve_tree(document.ast, config)))
    seen: set[str] = set()
    for error in errors:
        name = _written(error)
        span = error.location
        if span is None or name in seen or any(each.start <= span.start < each.end for each in hidden):
            continue
        seen.add(name)
        yield UndefinedVariable(name, document.lines.position(span.start).line, error.suggestions)


def _written(error: ValidationError) -> str:
    """The path of the variable, from the reference's message ``Undefined variable: 'a.b'``."""
    return "$" + error.message.partition("'")[2].rstrip("'")


def _hidden(root: Node) -> Iterator[Span]:
    """The spans of branches that are not taken."""
    for node in root.walk():
        if node.type == "tag" and node.tag == "if":
            shown = {id(each) for each in chosen(node)}
            yield from (child.span for child in node.children if id(child) not in shown and child.span is not None)
