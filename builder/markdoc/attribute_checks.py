"""Validation of a node's attributes (MARKDOC 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from builder.diagnostics.suggest import MOST_CANDIDATES, HasNames, nearest
from builder.markdoc.attribute_types import PartialFile, attribute_type, is_of_kind, type_name
from builder.markdoc.function_checks import function_errors, returns
from builder.markdoc.javascript import entries, json_of, strictly_equal, string_of
from builder.markdoc.located_error import LocatedError
from builder.markdoc.node import Node, NodeError
from builder.markdoc.resolver import step
from builder.markdoc.schema import Attribute, Config, Schema, Types
from builder.markdoc.values import UNDEFINED, FunctionCall, Variable

_MATCHES_SHOWN = 8
_DYNAMIC = (Variable, FunctionCall, Node)


def attribute_errors(node: Node, schema: Schema, config: Config, parents: tuple[Node, ...]) -> Iterator[LocatedError]:
    """The errors of the given attributes, in their order; then those of missing required attributes."""
    declared = schema.all_attributes
    for name, value in entries(node.attributes) if node.annotations else node.attributes.items():
        attribute = declared.get(name)
        if attribute is None:
            message = f"Invalid attribute: '{name}'"
            near = nearest(name, declared)
            yield LocatedError(
                error=NodeError(id="attribute-undefined", level="error", message=message),
                suggestions=near,
                attribute=name,
                at_name=True,
            )
        elif (
            attribute.type == "String"
            and value.__class__ is str
            and attribute.matches is None
            and attribute.validate is None
        ):
            continue
        else:
            yield from _value_errors(name, value, attribute, config, parents)
    for name, attribute in schema.attributes.items():
        if attribute.required and node.attributes.get(name, UNDEFINED) is UNDEFINED:
            message = f"Missing required attribute: '{name}'"
            yield LocatedError(error=NodeError(id="attribute-missing-required", level="error", message=message))


def _value_errors(
    name: str, value: Any, attribute: Attribute, config: Config, parents: tuple[Node, ...]
) -> Iterator[LocatedError]:
    if isinstance(value, _DYNAMIC):
        if isinstance(value, FunctionCall) and config.validation.validate_functions:
            yield from function_errors(value, config, name, check_type)
            if config.validation.nested_variables and config.variables is not None:
                for variable in _variables_in([value]):
                    yield from _variable_errors(variable, config, name)
        elif isinstance(value, Variable) and config.variables is not None:
            yield from _variable_errors(value, config, name)
        else:
            return
    elif config.validation.nested_variables and name != _OF_PARTIALS and isinstance(value, list | dict):
        for variable in _variables_in(value):
            yield from _variable_errors(variable, config, name)
    if attribute.type is not None:
        yield from _type_errors(name, value, attribute, config)
    if not isinstance(value, _DYNAMIC):
        yield from _match_errors(name, value, attribute, config)
    if attribute.validate is not None:
        inner = replace(config, validation=replace(config.validation, parents=parents))
        for error in attribute.validate(value, inner, name) or ():
            yield LocatedError(error=error, suggestions=error.suggestions, attribute=name)


def _variables_in(value: object) -> Iterator[Variable]:
    """The variables in arrays, hashes and calls, in order; not the one that ``default`` has another value for."""
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, Variable):
            yield each
        elif isinstance(each, list):
            pending.extend(reversed(each))
        elif isinstance(each, dict):
            pending.extend(reversed(each.values()))
        elif isinstance(each, FunctionCall):
            given = [value for key, value in each.parameters.items() if (each.name, key) not in _MAY_BE_UNDEFINED]
            pending.extend(reversed(given))


_MAY_BE_UNDEFINED = {("default", "0"), ("debug", "0")}
"""Parameters of functions that handle undefined values."""


_OF_PARTIALS = "variables"
"""The variables that a partial gets: it may only ask whether they are defined."""


def _variable_errors(variable: Variable, config: Config, attribute: str) -> Iterator[LocatedError]:
    known: Any = config.variables
    if callable(known) and not isinstance(known, Mapping):
        if known(variable.path) is UNDEFINED:
            yield _undefined_variable(variable, (), attribute)
        return
    for key in variable.path:
        value = step(known, key)
        if value is UNDEFINED:
            yield _undefined_variable(variable, nearest(str(key), _names_in(known)), attribute)
            return
        known = value


def _names_in(known: object) -> Iterable[str]:
    if isinstance(known, HasNames):
        return known.names()
    return [str(name) for name in islice(known, MOST_CANDIDATES)] if isinstance(known, Mapping) else ()


def _undefined_variable(variable: Variable, near: tuple[str, ...], attribute: str) -> LocatedError:
    message = f"Undefined variable: '{'.'.join(map(str, variable.path))}'"
    return LocatedError(
        error=NodeError(id="variable-undefined", level="error", message=message),
        suggestions=near,
        attribute=attribute,
        reference=f"${variable.path[0]}",
    )


def check_type(declared: Types | None, value: Any, config: Config, name: str) -> bool | Sequence[NodeError]:
    """Whether a value has a declared type, or the errors that the type itself reports."""
    if declared is None:
        return True
    if isinstance(value, FunctionCall) and config.validation.validate_functions:
        return returns(value, declared, config)
    if isinstance(value, _DYNAMIC):
        return True
    if isinstance(declared, list | tuple):
        return any(check_type(one, value, config, name) is not False for one in declared)
    checker = attribute_type(declared)
    if isinstance(checker, str):
        return is_of_kind(checker, value)
    validate = getattr(checker, "validate", None)
    if validate is None:
        return isinstance(declared, type) and type(value) is declared
    errors: bool | Sequence[NodeError] = validate(value, config, name)
    return errors


def _type_errors(name: str, value: Any, attribute: Attribute, config: Config) -> Iterator[LocatedError]:
    declared = attribute.type
    valid = check_type(declared, value, config, name)
    if valid is False and declared is not None:
        message = f"Attribute '{name}' must be type of '{type_name(declared)}'"
        yield LocatedError(
            error=NodeError(id="attribute-type-invalid", level=attribute.error_level or "error", message=message),
            attribute=name,
        )
    elif not isinstance(valid, bool):
        is_path = declared is PartialFile and isinstance(value, str) and bool(valid)
        near = nearest(value, _names_in(config.partials)) if is_path else ()
        for error in valid:
            yield LocatedError(error=error, suggestions=near, attribute=name)


def _match_errors(name: str, value: Any, attribute: Attribute, config: Config) -> Iterator[LocatedError]:
    matches = attribute.matches
    near: tuple[str, ...] = ()
    if callable(matches):
        matches = matches(config)
    if isinstance(matches, re.Pattern):
        if matches.search(string_of(value)):
            return
        wanted = f"/{matches.pattern}/"
    elif isinstance(matches, Sequence) and not isinstance(matches, str):
        if any(strictly_equal(value, one) for one in matches):
            return
        strings = [one for one in matches if isinstance(one, str)]
        wanted = f"one of {_shown(matches)}"
        near = nearest(value, strings) if isinstance(value, str) else near
    else:
        return
    message = f"Attribute '{name}' must match {wanted}. Got '{string_of(value)}' instead."
    level = attribute.error_level or "error"
    yield LocatedError(
        error=NodeError(id="attribute-value-invalid", level=level, message=message), suggestions=near, attribute=name
    )


def _shown(matches: Sequence[Any]) -> str:
    if len(matches) <= _MATCHES_SHOWN:
        return json_of(matches)
    shown = ",".join(json_of(one) for one in matches[:_MATCHES_SHOWN])
    return f"[{shown}, ... {len(matches) - _MATCHES_SHOWN} more]"
