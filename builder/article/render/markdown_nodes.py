"""The node schemas of a site: those of the language, with additions for sites and Markdown extensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, get_args

from markupsafe import Markup

from builder.checklist.model import Kind
from builder.markdoc import Config, Node, Renderable, Tag, render_html, transform_children
from builder.markdoc.extensions.html import ANCHOR, PAIRED
from builder.markdoc.extensions.readings import WRITTEN_ID
from builder.markdoc.schema import Attribute, Schema
from builder.vocabulary import FENCE_ATTRIBUTES, Messages, NodeAttribute

_IN_BLOCK = ("heading", "paragraph", "image", "table", "tag", "fence", "blockquote", "list", "hr", "comment")


def _hidden(*names: str) -> Mapping[str, Attribute]:
    return {name: Attribute(render=False) for name in names}


def _task(node: Node, config: Config) -> Renderable:
    checked = " checked" if node.attributes.get("checked") is True else ""
    inner = render_html(transform_children(node, config))
    return Markup(f'<label class="task"><input type="checkbox" disabled{checked}> {inner}</label>')


def _footnote_reference(words: Messages, node: Node, config: Config) -> Renderable:
    number, name = _number_and_name(node)
    use = node.attributes.get("use")
    return Markup(
        f'<sup class="footnote-ref"><a href="#{name}" id="{_back(name, use)}" role="doc-noteref" '
        f'aria-label="{escape(words("footnote", number=number))}">{number}</a></sup>'
    )


def _footnotes(words: Messages, node: Node, config: Config) -> Renderable:
    notes = Tag("ol", {}, transform_children(node, config))
    return Tag("section", {"class": "footnotes", "role": "doc-endnotes", "aria-label": words("footnotes")}, [notes])


def _footnote(words: Messages, node: Node, config: Config) -> Renderable:
    _, name = _number_and_name(node)
    uses = node.attributes.get("uses")
    links = "".join(
        f' <a class="footnote-back" href="#{_back(name, use)}" role="doc-backlink" '
        f'aria-label="{escape(words("back_to_reference", number=use))}">↩</a>'
        for use in range(1, uses + 1 if isinstance(uses, int) else 1)
    )
    return Tag("li", {"id": name}, [*transform_children(node, config), Markup(links)])


def _number_and_name(node: Node) -> tuple[int, str]:
    number = node.attributes.get("number")
    prefix = node.attributes.get("prefix")
    number = number if isinstance(number, int) else 0
    return number, f"{escape(prefix) if isinstance(prefix, str) else ''}fn-{number}"


def _back(name: str, use: object) -> str:
    return f"{name.replace('fn-', 'fnref-', 1)}{f'-{use}' if isinstance(use, int) and use > 1 else ''}"


CHECKLIST_MARKS: Mapping[str, Attribute] = {
    "kind": Attribute(type="String", matches=get_args(Kind), render=False, description="The kind of the item."),
    "optional": Attribute(type="Boolean", render=False, description="Whether the reader may skip the item."),
    "skip": Attribute(type="Boolean", render=False, description="Keeps the text out of the checklist."),
    "collect": Attribute(type="String", render=False, description="The id of the value that the item asks for."),
    "secret": Attribute(
        type="Boolean", render=False, description="Whether the value is secret, and so never stored or shown."
    ),
}
"""Annotations for checklist items: they override the rules and are not rendered."""

NESTED_AS_WELL: Mapping[str, tuple[str, ...]] = {
    "link": ("image", "softbreak", "hardbreak", "comment"),
    **dict.fromkeys(("strong", "em", "s"), ("image", "softbreak", "hardbreak", "comment")),
}
"""Nodes that render well inside an inline, although the language's own schema does not allow them there."""

MARKED_NODES = ("item", "paragraph", "heading")


def _anchor(node: Node, config: Config) -> Renderable:
    name = node.attributes.get("name")
    return Markup(f'<span id="{escape(name)}"></span>') if isinstance(name, str) else None


_IN_LINE = ("strong", "em", "s", "code", "text", "tag", "link", "image", "hardbreak", "softbreak", "comment")

ADDED: Mapping[str, Schema] = {
    **{name: Schema(render=name, children=(*_IN_LINE, *PAIRED, ANCHOR)) for name in PAIRED},
    ANCHOR: Schema(attributes=_hidden("name"), transform=_anchor),
    "task": Schema(attributes=_hidden("checked"), transform=_task),
    "footnote_ref": Schema(attributes=_hidden("label", "number", "use", "prefix")),
    "footnotes": Schema(children=("footnote",)),
    "footnote": Schema(
        children=("inline", *_IN_BLOCK, "definition_list"),
        attributes=_hidden("label", "number", "uses", "prefix"),
    ),
    "definition_list": Schema(render="dl", children=("definition_term", "definition")),
    "definition_term": Schema(render="dt", children=("inline",)),
    "definition": Schema(render="dd", children=("inline", *_IN_BLOCK, "definition_list")),
}

_ALLOWED_IN: Mapping[str, tuple[str, ...]] = {
    "document": ("footnotes", "definition_list"),
    "item": ("definition_list",),
    "blockquote": ("definition_list",),
    "inline": ("task", "footnote_ref", *PAIRED, ANCHOR),
    **dict.fromkeys(("strong", "em", "s", "link"), ("footnote_ref", *PAIRED, ANCHOR)),
}


_WITH_WORDS: Mapping[str, Callable[[Messages, Node, Config], Renderable]] = {
    "footnote_ref": _footnote_reference,
    "footnotes": _footnotes,
    "footnote": _footnote,
}
"""Nodes that show words of the theme."""


def site_nodes(nodes: Mapping[str, Schema], words: Messages) -> dict[str, Schema]:
    """The language's schemas with the additions of a site: nodes of extensions, checklist annotations, attributes of
    code.
    """
    found = {**nodes, **ADDED}
    for name, transform in _WITH_WORDS.items():
        found[name] = replace(found[name], transform=partial(transform, words))
    for allowed in (NESTED_AS_WELL, _ALLOWED_IN):
        for name, more in allowed.items():
            schema = found[name]
            found[name] = replace(schema, children=(*(schema.children or ()), *more))
    for name in MARKED_NODES:
        found[name] = _with_attributes(found[name], CHECKLIST_MARKS)
    found["heading"] = _with_attributes(found["heading"], _hidden(WRITTEN_ID))
    found["item"] = _with_attributes(found["item"], {"checked": Attribute(type="Boolean", render=False)})
    found["fence"] = _with_attributes(found["fence"], FENCE_ATTRIBUTES)
    return found


def _with_attributes(schema: Schema, more: Mapping[str, Attribute]) -> Schema:
    return replace(schema, attributes={**schema.attributes, **more})


def with_declared(
    schemas: Mapping[str, Schema], nodes: Mapping[str, Mapping[str, NodeAttribute]]
) -> Mapping[str, Schema]:
    """The schemas with the attributes that the project declares; none replaces one of ours."""
    found = dict(schemas)
    for kind, attributes in nodes.items():
        own = found[kind].attributes
        more = {name: each.declared for name, each in attributes.items() if name not in own}
        found[kind] = _with_attributes(found[kind], more)
    return found


def meanings(nodes: Mapping[str, Mapping[str, NodeAttribute]], kind: str) -> Mapping[str, str]:
    """Attributes of a kind of node that stand for others, with those."""
    return {name: each.means for name, each in nodes.get(kind, {}).items() if each.means}


def overridden(schemas: Mapping[str, Schema], transforms: Mapping[str, Any]) -> dict[str, Schema]:
    """The schemas with these transforms in place of their own, by name."""
    return {
        name: replace(schema, transform=transforms[name]) if name in transforms else schema
        for name, schema in schemas.items()
    }
