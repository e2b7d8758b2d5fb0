"""The state of a conversion: the values that a converter may use, and its notes for the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from builder.content.paths import parent
from builder.importing.addresses import AddressOrigin, AddressTable
from builder.importing.constructs.inline_images import inline_image
from builder.importing.javascript.literals import Opaque, is_static, read_value
from builder.importing.markup.dialect import Dialect
from builder.importing.markup.nodes import Element, MarkupAttribute, MarkupText, Node, VariableNode
from builder.importing.markup.scanner import parse_markup
from builder.importing.markup.values import is_path
from builder.importing.records import Note, SourcePage, SourceSite
from builder.importing.source_files import SourceFiles

NO_PROSE = frozenset(
    {
        *("style", "class", "className", "allow", "sizes", "srcset", "srcSet", "d", "viewBox", "points", "transform"),
        *("rel", "content", "icon", "sandbox", "media", "title", "kinds", "flags", "iconType", "sx", "css", "fill"),
    }
)
"""Attributes whose values are not sentences, or that their converters read themselves."""


class ComponentUse(msgspec.Struct, frozen=True, kw_only=True):
    """A use of a component without a counterpart."""

    name: str
    tag: str
    path: str
    line: int
    attributes: Mapping[str, Any]
    inline: bool
    empty: bool
    """Whether it has no content."""


class Shared(msgspec.Struct, kw_only=True):
    """State that the conversions of a whole site share."""

    site: SourceSite
    files: SourceFiles
    addresses: AddressTable
    uses: list[ComponentUse] = msgspec.field(default_factory=list)
    companions: set[str] = msgspec.field(default_factory=set)
    """Tags that the project needs a file of, which comes with the importer."""
    copies: set[str] = msgspec.field(default_factory=set)
    """Files of the source that pages show or link to."""
    parts: dict[tuple[str, str], None] = msgspec.field(default_factory=dict)
    """Parts that pages take in, by version and path, in the order of their first use."""
    props: dict[tuple[str, str], set[str]] = msgspec.field(default_factory=dict)
    """Names of the variables that pages give to parts, by version and path."""
    variables: dict[str, Any] = msgspec.field(default_factory=dict)
    """Variables of the new project."""
    images: dict[str, bytes] = msgspec.field(default_factory=dict)
    """Images that are written into pages, by their path below the folder of images."""
    markdown: set[str] = msgspec.field(default_factory=set)
    """Keys of ``markdown`` in the new configuration that are switched on."""


Convert = Callable[[Element, "Conversion"], "Sequence[Node] | None"]
"""Gives the nodes that an element becomes; ``None`` if it is not the converter's after all."""


class Conversion:
    """The conversion of one page or part."""

    def __init__(self, shared: Shared, path: str, page: SourcePage | None, version: str) -> None:
        self.shared = shared
        self.site = shared.site
        self.path = path
        """The file that is converted."""
        self.page = page
        """``None`` in a part."""
        self.version = version
        self.folder = parent(path)
        self.origin = AddressOrigin(page, self.folder, version)
        self.names: dict[str, Any] = dict(shared.site.names)
        """Constants of the file, by name."""
        self.parts: dict[str, str] = {}
        """Files of parts, by the component that they are imported as."""
        self.assets: dict[str, str] = {}
        """Files of images, by the name that they are imported as."""
        self.codes: dict[str, str] = {}
        """Texts of files, by the name that they are imported as."""
        self.notes: list[Note] = []
        self.convert: Callable[[Iterable[Node]], tuple[Node, ...]] = tuple
        self.asked: dict[int, set[str]] = {}
        """Names of the attributes that a converter has asked an element for, by the element's identity."""

    def done(self, construct: str, line: int, detail: str = "") -> None:
        """Record a converted construct."""
        self.notes.append(Note(kind="done", construct=construct, path=self.path, line=line, detail=detail))

    def left(self, construct: str, line: int, detail: str) -> None:
        """Record a construct that needs attention."""
        self.notes.append(Note(kind="left", construct=construct, path=self.path, line=line, detail=detail))

    def companion(self, name: str) -> str:
        """Request a tag that the import adds; returns its name."""
        self.shared.companions.add(name)
        return name

    def children(self, element: Element) -> tuple[Node, ...]:
        """The converted content of an element."""
        return self.convert(element.children)

    def value(self, attribute: MarkupAttribute, line: int) -> Any:
        """An attribute's value; an expression that is not static stays a text, and is noted."""
        if attribute.kind == "flag":
            return True
        if attribute.kind == "text":
            return attribute.value
        found = self.evaluate(attribute.value)
        if isinstance(found, Opaque):
            if is_markup(attribute.value):
                return " ".join(words_of(self.markdown(_inner(attribute.value), line)).split())
            self.left("expression", line, f"{attribute.name}={{{attribute.value[:120]}}}")
            return attribute.value
        return found

    def evaluate(self, source: str) -> Any:
        """The value of an expression; :class:`Opaque` if it isn't static."""
        clean = source.strip().rstrip(";")
        if self.dialect.markdoc and clean.startswith("$"):
            return VariableNode(clean[1:])
        if self.page is None and clean.startswith("props.") and is_path(clean.removeprefix("props.")):
            return VariableNode(clean.removeprefix("props."))
        found = read_value(clean, self.names)
        if not is_static(found):
            name = found.source if isinstance(found, Opaque) else ""
            if name in self.assets:
                return self.image(self.assets[name], 0, own=True)
            return Opaque(clean)
        return found

    def attributes(self, element: Element, *, skip: Iterable[str] = ()) -> dict[str, Any]:
        """The values of an element's attributes by name, those of a static spread too."""
        left_out = set(skip)
        found: dict[str, Any] = {}
        for attribute in element.attributes:
            if attribute.kind == "spread":
                more = self.evaluate(attribute.value.removeprefix("..."))
                if isinstance(more, dict):
                    found.update(more)
                else:
                    self.left("expression", element.line, f"{{{attribute.value[:120]}}}")
            elif attribute.name not in left_out:
                found[attribute.name] = self.value(attribute, element.line)
        return found

    def note_unasked(self, element: Element) -> None:
        """Note sentences in attributes that the element's converter has no use for."""
        asked = self.asked.pop(id(element), set())
        for attribute in element.attributes:
            name, value = attribute.name, attribute.value.strip()
            if attribute.kind != "text" or name in asked or name in NO_PROSE or " " not in value:
                continue
            if not name.startswith(("data-", "aria-", "on", ":")):
                self.left("attribute without a counterpart", element.line, f"{name}={value[:200]!r}")

    def text(self, element: Element, *names: str) -> str:
        """The first of these attributes that is there, as a text."""
        self.asked.setdefault(id(element), set()).update(names)
        for name in names:
            attribute = element.get(name)
            if attribute is not None and attribute.kind != "flag":
                value = self.value(attribute, element.line)
                if value is not None and not isinstance(value, (dict, list, VariableNode)):
                    return str(value).strip()
        return ""

    def raw(self, element: Element, *names: str) -> Any:
        """The first of these attributes that is there: a text, or a variable."""
        self.asked.setdefault(id(element), set()).update(names)
        for name in names:
            attribute = element.get(name)
            if attribute is not None and attribute.kind != "flag":
                return self.value(attribute, element.line)
        return None

    def link(self, target: str, line: int) -> str:
        """The address of a link in the new project."""
        found = self.shared.addresses.link(target, self.origin)
        if found.file:
            self.shared.copies.add(found.file)
        if found.kind == "unknown":
            self.left("link that leads nowhere", line, target[:200])
        elif found.kind == "elsewhere":
            self.left("link to the old site", line, target[:200])
        return found.target

    def image(self, target: str, line: int, *, own: bool = False) -> str:
        """The address of an image in the new project; ``own`` if the target is a file of the source already."""
        if target.startswith("data:image/"):
            return self._inside(target, line)
        found = self.shared.addresses.image(f"/{target}" if own else target, self.origin)
        if found.file:
            self.shared.copies.add(found.file)
        if found.kind in ("unknown", "elsewhere"):
            self.left("image that is missing", line, target[:200])
        return found.target

    def _inside(self, target: str, line: int) -> str:
        """The address of an image that is written into the page: it becomes a file."""
        found = inline_image(target)
        if found is None:
            self.left("image inside the page", line, target[:60])
            return target
        self.shared.images.setdefault(*found)
        self.done("image inside the page", line, found[0])
        return f"/images/{found[0]}"

    def markdown(self, text: str, line: int) -> tuple[Node, ...]:
        """The converted nodes of a text that an attribute holds."""
        return self.convert(parse_markup(text, self.dialect, line, 1))

    @property
    def dialect(self) -> Dialect:
        """The dialect of the file."""
        if self.page is not None:
            return self.page.dialect
        own = self._part_dialect()
        return Dialect(mdx=True, containers=True) if self.path.endswith("x") and not own.markdoc else own

    def _part_dialect(self) -> Dialect:
        pages = self.site.pages
        return pages[0].dialect if pages else Dialect()


def is_markup(source: str) -> bool:
    """Whether an expression is an element: ``<b>…</b>``."""
    return source.lstrip("( \n\t").startswith("<") and source.rstrip(") \n\t;").endswith(">")


def _inner(source: str) -> str:
    """The source of the element, without brackets around it."""
    return source.strip("() \n\t;") if source.lstrip().startswith("(") else source.strip()


def words_of(nodes: Iterable[Node]) -> str:
    """The plain text of converted nodes."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case MarkupText(text=text):
                parts.append(text)
            case _ if hasattr(node, "children"):
                parts.append(words_of(node.children or ()))
            case _ if hasattr(node, "text"):
                parts.append(node.text.strip("`"))
            case _ if hasattr(node, "body"):
                parts.append("\n".join(node.body))
    return "".join(parts)
