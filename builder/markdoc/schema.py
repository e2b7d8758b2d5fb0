"""The records that declare nodes, tags, attributes and functions, and their configuration.

Built-in ones use the same records as a user's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from builder.markdoc.node import ErrorLevel, Node, NodeError
from builder.markdoc.tag import Renderable
from builder.markdoc.values import UNDEFINED


class AttributeType(Protocol):
    """An attribute type defined by a program: its own check, its own rendering (MARKDOC 4, "Attribute schema").

    Either method may be missing.
    """

    def validate(self, value: Any, config: Config, name: str) -> Sequence[NodeError]:
        """The errors of ``value`` for the attribute ``name``; none if it is valid."""

    def transform(self, value: Any, config: Config) -> Any:
        """The value as it is rendered."""


Type = str | type[Any] | AttributeType
"""``String Number Boolean Object Array Class Id``, Python's class of such values (``str``, ``int``, …), or an attribute
type of one's own: its class or an instance."""

Types = Type | Sequence[Type]
"""One type, or several of which one must fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """The schema of an attribute (MARKDOC 4, "Attribute schema")."""

    type: Types | None = None
    default: Any = UNDEFINED
    required: bool = False
    matches: Sequence[Any] | re.Pattern[str] | Callable[[Config], Any] | None = None
    """The allowed values, a pattern that the value must contain, or a function that returns one of these."""
    render: bool | str = True
    """False: not rendered; a name: rendered under that name."""
    validate: Callable[[Any, Config, str], Sequence[NodeError]] | None = None
    """Given the value, the configuration and the attribute's name."""
    error_level: ErrorLevel | None = None
    """The level of errors about type and value; ``None`` is ``error``."""
    description: str = ""


GLOBAL_ATTRIBUTES: Mapping[str, Attribute] = {"class": Attribute(type="Class"), "id": Attribute(type="Id")}
"""Valid on every node and tag."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A named slot of a tag (MARKDOC 3, "Slots")."""

    render: bool | str = True
    """False: not rendered; a name: rendered as the attribute of that name."""
    required: bool = False


class Rendered(NamedTuple):
    """An attribute prepared for the output."""

    key: str
    name: str
    """Under which it is rendered."""
    type: Types | None
    default: Any


CONTENT = "content"
"""Among the needs of a tag: what is between its halves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The schema of a node or tag: its element, attributes, children and transform (MARKDOC 4, "Nodes")."""

    render: str | None = None
    """Element name; ``None`` renders the children only."""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: Sequence[str] | None = None
    """Node types allowed; ``None`` allows any."""
    slots: Mapping[str, Slot] | None = None
    self_closing: bool = False
    inline: bool | None = None
    """True: inside a line only; False: as a block only; ``None``: both."""
    transform: Callable[[Node, Config], Renderable] | None = None
    validate: Callable[[Node, Config], Sequence[NodeError]] | None = None
    description: str = ""
    needs: tuple[str, ...] = ()
    """Attributes of which a tag needs one with a value; ``content`` is what is between its halves."""
    all_attributes: Mapping[str, Attribute] = field(init=False, compare=False, repr=False)
    """Includes the global ones, which come first."""
    rendered: tuple[Rendered, ...] = field(init=False, compare=False, repr=False)
    """The attributes that are rendered, in the order of the output."""
    always_rendered: bool = field(init=False, compare=False, repr=False)
    """True if a node without any attribute may be rendered with some."""
    sound: Mapping[str, frozenset[type]] = field(init=False, compare=False, repr=False)
    """The classes whose values are all valid, by attribute."""
    required: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """The required attributes."""
    nestable: frozenset[str] | None = field(init=False, compare=False, repr=False)
    """Types that are valid among a node's children; ``None`` for any."""

    def __post_init__(self) -> None:
        attributes = {**GLOBAL_ATTRIBUTES, **self.attributes}
        rendered = tuple(
            Rendered(
                key, attribute.render if isinstance(attribute.render, str) else key, attribute.type, attribute.default
            )
            for key, attribute in attributes.items()
            if attribute.render
        )
        always = any(item.default is not UNDEFINED or not _is_built_in(item.type) for item in rendered)
        object.__setattr__(self, "all_attributes", attributes)
        object.__setattr__(self, "rendered", rendered)
        object.__setattr__(self, "always_rendered", always)
        object.__setattr__(self, "sound", {name: _sound(attribute) for name, attribute in attributes.items()})
        required = tuple(name for name, attribute in self.attributes.items() if attribute.required)
        object.__setattr__(self, "required", required)
        nestable = None if self.children is None else frozenset((*self.children, "error"))
        object.__setattr__(self, "nestable", nestable)


_SOUND: Mapping[str, frozenset[type]] = {
    "String": frozenset({str}),
    "Number": frozenset({int, float}),
    "Boolean": frozenset({bool}),
    "Class": frozenset({str}),
}


def _sound(attribute: Attribute) -> frozenset[type]:
    if attribute.matches is not None or attribute.validate is not None or not isinstance(attribute.type, str):
        return frozenset()
    return _SOUND.get(attribute.type, frozenset())


def _is_built_in(type_: Types | None) -> bool:
    return type_ is None or isinstance(type_, str | Sequence)


@dataclass(frozen=True, slots=True)
class Function:
    """A function that content may call (MARKDOC 3, "Values at transform time")."""

    transform: Callable[[Mapping[str, Any], Config], Any] | None = None
    """Given its parameters by name (``"0"``, ``"1"``, … for positional ones)."""
    parameters: Mapping[str, Attribute] | None = None
    returns: Types | None = None
    validate: Callable[..., Sequence[NodeError]] | None = None
    """Given the call and the configuration."""


@dataclass(frozen=True, slots=True)
class Validation:
    """How strictly validation checks, and its current position (MARKDOC 5)."""

    validate_functions: bool = False
    """True: calls in attributes are checked against the functions' declared parameters."""
    nested_variables: bool = False
    """Whether variables in arrays, hashes and calls are checked; the reference checks those that are a whole value."""
    parents: Sequence[Node] = ()
    """For validators: the nodes around the one that is being validated, outermost first."""


DEEPEST_INCLUSION = 32
"""Maximum nesting of partials."""

LARGEST_INCLUSION = 200_000
"""Maximum number of nodes that the partials of one page may add."""


@dataclass(slots=True)
class Inclusions:
    """The open partials, and the rest of the page's allowance for them."""

    names: tuple[str, ...] = ()
    """Outermost first."""
    allowance: list[int] = field(default_factory=lambda: [LARGEST_INCLUSION])
    """One number, shared by all inclusions of a page: how many more nodes they may bring."""

    def entering(self, name: str, nodes: int) -> Inclusions | None:
        """The state inside the partial ``name`` of that many nodes; ``None`` if it may not be put in."""
        if name in self.names or len(self.names) >= DEEPEST_INCLUSION or nodes > self.allowance[0]:
            return None
        self.allowance[0] -= nodes
        return Inclusions((*self.names, name), self.allowance)


Variables = Mapping[str, Any] | Callable[[Sequence[str | int]], Any]
"""Values by name, or a function that returns the value of a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The configuration of content: its vocabulary, and the values that it may use (MARKDOC 4, "Config").

    ``nodes``, ``tags`` and ``functions`` are added to the built-in ones; one with the same name replaces a built-in one
    as a whole.
    """

    nodes: Mapping[str, Schema] = field(default_factory=dict)
    tags: Mapping[str, Schema] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    variables: Variables | None = None
    """``None``: variables are not known, so an undefined one is not an error."""
    partials: Mapping[str, Node | Sequence[Node]] = field(default_factory=dict)
    """Parsed documents by the name that ``file`` gives."""
    validation: Validation = Validation()
    complete: bool = field(default=False, compare=False, repr=False)
    """True once the built-in schemas are included."""
    inclusions: Inclusions | None = field(default=None, compare=False, repr=False)
    """Set while partials are expanded."""

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Config:
        """A configuration in the reference's JSON shape: camelCase keys, attribute types by name.

        ``partials`` maps a name to its parsed :class:`Node`. Unknown keys are ignored.
        """
        validation = values.get("validation") or {}
        return cls(
            nodes={name: schema_from_json(schema) for name, schema in (values.get("nodes") or {}).items()},
            tags={name: schema_from_json(schema) for name, schema in (values.get("tags") or {}).items()},
            functions={name: _function_from_json(given) for name, given in (values.get("functions") or {}).items()},
            variables=values.get("variables"),
            partials=values.get("partials") or {},
            validation=Validation(validate_functions=bool(validation.get("validateFunctions", False))),
        )


def schema_from_json(values: Mapping[str, Any] | Schema) -> Schema:
    """The schema of a node or tag from the reference's JSON shape; a schema is returned unchanged."""
    if isinstance(values, Schema):
        return values
    slots = values.get("slots")
    return Schema(
        render=values.get("render"),
        attributes={name: _attribute_from_json(given) for name, given in (values.get("attributes") or {}).items()},
        children=values.get("children"),
        slots=None if slots is None else {name: _slot_from_json(given) for name, given in slots.items()},
        self_closing=bool(values.get("selfClosing", False)),
        inline=values.get("inline"),
        transform=values.get("transform"),
        validate=values.get("validate"),
        description=values.get("description") or "",
    )


def _attribute_from_json(values: Mapping[str, Any] | Attribute) -> Attribute:
    if isinstance(values, Attribute):
        return values
    return Attribute(
        type=values.get("type"),
        default=values.get("default", UNDEFINED),
        required=bool(values.get("required", False)),
        matches=values.get("matches"),
        render=_render_from_json(values),
        validate=values.get("validate"),
        error_level=values.get("errorLevel"),
        description=values.get("description") or "",
    )


def _slot_from_json(values: Mapping[str, Any] | Slot) -> Slot:
    if isinstance(values, Slot):
        return values
    return Slot(render=_render_from_json(values), required=bool(values.get("required", False)))


def _render_from_json(values: Mapping[str, Any]) -> bool | str:
    render = values.get("render", True)
    return True if render is None else render


def _function_from_json(values: Mapping[str, Any] | Function) -> Function:
    if isinstance(values, Function):
        return values
    parameters = values.get("parameters")
    return Function(
        transform=values.get("transform"),
        parameters=None
        if parameters is None
        else {str(name): _attribute_from_json(given) for name, given in parameters.items()},
        returns=values.get("returns"),
        validate=values.get("validate"),
    )
