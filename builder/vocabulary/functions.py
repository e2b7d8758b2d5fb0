"""Calls of the functions that a project declares: each value is rendered in the sandbox of its templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.markdoc.schema import Attribute, Config, Function
from builder.markdoc.values import UNDEFINED
from builder.vocabulary.additions import FunctionDefinition
from builder.vocabulary.attribute_values import fitted, printable
from builder.vocabulary.sandbox import BoundedEnvironment

Report = Callable[[Diagnostic], None]


class ProjectFunctions:
    """The functions of one project; a call that fails is reported, and has no value."""

    def __init__(self, functions: Mapping[str, FunctionDefinition], report: Report) -> None:
        self._environment = BoundedEnvironment(autoescape=False, undefined=StrictUndefined)
        self._templates: dict[str, Template] = {}
        self._report = report
        self.schemas = {name: self._schema(each) for name, each in functions.items()}

    def _schema(self, function: FunctionDefinition) -> Function:
        positions = dict(zip(map(str, range(len(function.parameters))), function.parameters.values(), strict=True))
        # A call may give a parameter by its place or by its name.
        either = {**function.parameters, **positions}
        optional = {name: Attribute(type=each.type) for name, each in either.items()}
        # Without a declared type, its value may be text, a condition or an attribute: it is of the type that fits.
        return Function(transform=partial(self._call, function), parameters=optional)

    def _call(self, function: FunctionDefinition, given: Mapping[str, Any], config: Config) -> Any:
        values: dict[str, Any] = {}
        for index, (name, declared) in enumerate(function.parameters.items()):
            value = given.get(name, given.get(str(index), UNDEFINED))
            values[name] = fitted(value, declared)
            if declared.required and value is UNDEFINED:
                self._report(_problem(function, f"needs the parameter '{name}'"))
                return UNDEFINED
        try:
            template = self._templates.get(function.name)
            if template is None:
                template = self._templates[function.name] = self._environment.from_string(function.value)
            self._environment.begin()
            return _converted(template.render(**values).strip(), function)
        except Exception as error:  # a template of the project's may fail in any way
            self._report(_problem(function, f"failed: {error}"))
            return UNDEFINED


def _converted(text: str, function: FunctionDefinition) -> Any:
    if function.returns == "Boolean":
        return text.lower() == "true"
    if function.returns == "Number":
        number = float(text)
        return int(number) if number.is_integer() else number
    return printable(text)


def _problem(function: FunctionDefinition, said: str) -> Diagnostic:
    message = f"The function '{function.name}' {said}."
    place = in_file(function.path, function.line, 1)
    return diagnostic_at("theme-template-invalid", place, message, subject=function.name)


def function_problems(functions: Mapping[str, FunctionDefinition]) -> Iterator[Diagnostic]:
    """Functions whose templates are not valid."""
    environment = BoundedEnvironment(autoescape=False)
    for function in functions.values():
        try:
            environment.from_string(function.value)
        except TemplateSyntaxError as error:
            yield _problem(function, f"is not a valid template: {error.message}")
