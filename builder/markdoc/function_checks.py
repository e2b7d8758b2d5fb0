"""Validation of a function call in an attribute's value (MARKDOC 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from builder.diagnostics.suggest import nearest
from builder.markdoc.attribute_types import type_name
from builder.markdoc.javascript import entries
from builder.markdoc.located_error import LocatedError
from builder.markdoc.node import Node, NodeError
from builder.markdoc.schema import Attribute, Config, Types
from builder.markdoc.values import UNDEFINED, FunctionCall, Variable

TypeCheck = Callable[[Types | None, Any, Config, str], bool | Sequence[NodeError]]
"""Whether a value has a type, or the errors that the type itself reports."""


def function_errors(
    call: FunctionCall, config: Config, attribute: str, check_type: TypeCheck
) -> Iterator[LocatedError]:
    """The errors of a call in the attribute of that name."""
    at = f"{call.name}("
    function = config.functions.get(call.name)
    if function is None:
        message = f"Undefined function: '{call.name}'"
        near = nearest(call.name, config.functions)
        yield LocatedError(
            error=NodeError(id="function-undefined", level="critical", message=message),
            suggestions=near,
            attribute=attribute,
            reference=at,
        )
        return
    if function.validate is not None:
        for error in function.validate(call, config) or ():
            yield LocatedError(error=error, attribute=attribute, reference=at)
    if function.parameters is None:
        return
    for name, value in entries(call.parameters):
        declared = function.parameters.get(name)
        if declared is None:
            near = nearest(name, function.parameters)
            message = f"Invalid parameter: '{name}'"
            yield LocatedError(
                error=NodeError(id="parameter-undefined", level="error", message=message),
                suggestions=near,
                attribute=attribute,
                reference=at,
            )
        elif not isinstance(value, Variable | Node):
            for error in _parameter_errors(call, name, value, declared, config, check_type):
                yield LocatedError(error=error, attribute=attribute, reference=at)
    for name, declared in function.parameters.items():
        if declared.required and call.parameters.get(name, UNDEFINED) is UNDEFINED:
            message = f"Missing required parameter: '{name}'"
            yield LocatedError(
                error=NodeError(id="parameter-missing-required", level="error", message=message),
                attribute=attribute,
                reference=at,
            )


def _parameter_errors(
    call: FunctionCall, name: str, value: Any, declared: Attribute, config: Config, check_type: TypeCheck
) -> Sequence[NodeError]:
    valid = check_type(declared.type, value, config, name)
    if not isinstance(valid, bool):
        return valid
    if valid or declared.type is None:
        return ()
    message = f"Parameter '{name}' of '{call.name}' must be type of '{type_name(declared.type)}'"
    return (NodeError(id="parameter-type-invalid", level="error", message=message),)


def returns(call: FunctionCall, declared: Types, config: Config) -> bool:
    """Whether a function's declared result is of that very type; an undeclared one always is."""
    function = config.functions.get(call.name)
    if function is None or function.returns is None:
        return True
    if isinstance(function.returns, list | tuple):
        return any(one == declared for one in function.returns)
    return function.returns == declared
