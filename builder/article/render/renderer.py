"""Renders a tree to HTML with placeholders.

The language's schemas decide what is rendered; only their ``transform`` is replaced here: headings get anchors, links
and images become references, code is highlighted, and tags are rendered by their templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from markupsafe import Markup
from msgspec import structs

from builder.article.compose_records import ComposeSettings
from builder.article.dependencies import RecordedCode, RecordedPartials
from builder.article.node_texts import flat_text, labels_in, plain_text, shown_text, texts_in
from builder.article.records import Heading, Reference
from builder.article.render.code_blocks import CODE_TAG, CodeBlocks
from builder.article.render.id_styles import direct_text, other_id, own_id
from builder.article.render.markdown_nodes import overridden, site_nodes, with_declared
from builder.article.render.partial_problems import recursive_partial, variable_problems
from builder.article.render.placeholders import aliases, heading_id, is_damaged
from builder.article.render.render_state import PageState
from builder.article.render.rendered_tags import ChildTagForms, RenderedBlock, RenderedTag, tags_that_ask
from builder.article.render.template_problems import damaged_address, harmful_address
from builder.article.render.terms import GlossaryTerms
from builder.content.markdown_text import escaped
from builder.content.unsafe_text import harmful_in_html
from builder.diagnostics.diagnostic import Diagnostic
from builder.markdoc import (
    Config,
    Node,
    Renderable,
    Tag,
    complete,
    render_html,
    transform_attributes,
    transform_children,
)
from builder.markdoc.extensions.readings import WRITTEN_ID
from builder.markdoc.node import AttributeSpan
from builder.markdoc.schema import Validation
from builder.markdoc.tags.conditional import chosen
from builder.markdoc.tags.partial import scoped
from builder.markdoc.transformer import transform_nodes
from builder.vocabulary import (
    ChildTag,
    ProjectFunctions,
    TagAddress,
    TagCall,
    TagDefinition,
    TagRenderError,
    html_renderer,
    markdown_renderer,
)
from builder.vocabulary.schemas import tag_schemas

_INTERPOLATION = re.compile(r"\{%\s*(?:\$|[\w-]+\(|partial\b)")

DEEPEST_PARTIAL = 32
"""The deepest nesting of partials; deeper ones are left out with a diagnostic."""


class Renderer:
    """Builds the language's configuration for each page in turn, and renders its nodes."""

    def __init__(self, settings: ComposeSettings, partials: RecordedPartials, code: RecordedCode) -> None:
        vocabulary = settings.vocabulary
        self._vocabulary = vocabulary
        self._asking = tags_that_ask(vocabulary)
        self._render = html_renderer(vocabulary)
        self._render_markdown = markdown_renderer(vocabulary)
        self.code = CodeBlocks(vocabulary, code)
        self._partials = partials
        self._edition = settings.edition
        self._partials_folder = settings.partials_folder
        self._anchors = settings.anchors
        self._glossary = GlossaryTerms(settings.glossary, "span")
        builtin = complete(None)
        self._page: PageState
        self._config: Config | None = None
        self._nodes = overridden(
            with_declared(site_nodes(builtin.nodes, vocabulary.words), vocabulary.additions.nodes),
            {
                "heading": self._heading,
                "paragraph": self._paragraph,
                "link": self._link,
                "image": self._image,
                "fence": self._fence,
                "table": self._table,
            },
        )
        self._nodes_with_text = overridden(self._nodes, {"text": self._text})
        tags = {name: replace(schema, transform=self._tag) for name, schema in tag_schemas(vocabulary).items()}
        functions = ProjectFunctions(vocabulary.additions.functions, self._report_problem)
        self._functions = {**builtin.functions, **functions.schemas}
        self._include = builtin.tags["partial"].transform
        self._tags = {
            **tags,
            **overridden(builtin.tags, {"partial": self._partial, "if": self._if, "table": self._table_tag}),
            **overridden({name: tags[name] for name in (CODE_TAG,) if name in tags}, {CODE_TAG: self._code_tag}),
        }

    def config(self, page: PageState, variables: Mapping[str, Any]) -> Config:
        """The configuration for composing ``page``; it is valid until the next call."""
        self._page = page
        text = page.file.document.text
        # Search a text for terms only if it can contain terms, or comes from a variable or function.
        has_terms = self._glossary.definitions or page.file.document.abbreviations
        has_values = "{%" in text and _INTERPOLATION.search(text)
        nodes = self._nodes_with_text if has_terms or has_values else self._nodes
        last = self._config
        if last is not None and last.variables is variables and last.nodes is nodes:
            return last
        self._config = Config(
            nodes=nodes,
            tags=self._tags,
            functions=self._functions,
            variables=variables,
            partials=self._partials,
            validation=Validation(validate_functions=True, nested_variables=True),
            complete=True,
        )
        return self._config

    def _report_problem(self, problem: Diagnostic) -> None:
        if problem not in self._page.diagnostics:
            self._page.diagnostics.append(problem)

    def keeps(self, node: Node) -> bool:
        """Whether the current edition shows a tag."""
        definition = self._vocabulary.tags.get(node.tag or "")
        return not (self._edition and definition and definition.edition and definition.edition != self._edition)

    def wrapped(self, call: TagCall, text: str, in_markdown: tuple[ChildTag, ...]) -> tuple[str, str]:
        """A tag around its rendered content: its HTML, and its Markdown with ``text`` as content."""
        inner = structs.replace(call, content=text, children=in_markdown)
        html, markdown = self._render(call), self._render_markdown(inner)
        if is_damaged(html) or is_damaged(markdown):
            raise TagRenderError(damaged_address(self._vocabulary.tags[call.name]))
        tag = self._vocabulary.tags[call.name]
        harmful = harmful_in_html(html) if tag.is_own else ""
        if harmful:
            raise TagRenderError(harmful_address(tag, harmful))
        return html, markdown

    # Nodes

    def _heading(self, node: Node, config: Config) -> Renderable:
        page = self._page
        level = min(max(int(node.attributes.get("level") or 1), 1), 6)
        with page.without_terms():
            inner = render_html(transform_children(node, config))
        text = plain_text(inner)
        given = node.attributes.get("id")
        written = node.attributes.get(WRITTEN_ID)
        if isinstance(written, str):
            page.file.remove_heading_id(node.span, written)
            given = given or written
        nested = any(self._opens_no_section(name) for name in page.tags_open)
        index = len(page.headings)
        direct = direct_text(node)
        is_given = isinstance(given, str) and bool(given)
        other = other_id(self._anchors, text, direct)
        page.headings.append(
            Heading(
                level=level,
                text=text,
                id=str(given) if is_given else own_id(self._anchors, text, direct),
                aliases=(other,) if other else (),
                place=page.place(node.span),
                nested=nested,
                in_tag=bool(page.tags_open),
                is_given=is_given,
            )
        )
        attributes = transform_attributes(node, config)
        classes = f' class="{escape(str(attributes["class"]))}"' if attributes.get("class") else ""
        # The link is beside the heading, for its name would be a part of the heading's.
        name = heading_id(index)
        return Markup(
            f'<div class="heading"><h{level} id="{name}"{classes}>{aliases(index)}{inner}</h{level}>'
            f'<a class="anchor" href="#{name}" aria-labelledby="{name}"></a></div>'
        )

    def _opens_no_section(self, tag: str) -> bool:
        definition = self._vocabulary.tags.get(tag)
        return definition is not None and not definition.is_transparent

    def _paragraph(self, node: Node, config: Config) -> Renderable:
        children = transform_children(node, config)
        attributes = transform_attributes(node, config)
        if any(isinstance(child, RenderedBlock) and not child.phrasing for child in children):
            # A <p> can't contain a block: browsers would end it there.
            attributes = {**attributes, "class": f"paragraph {attributes.get('class', '')}".strip()}
            return Tag("div", attributes, children)
        return Tag("p", attributes, children)

    def _link(self, node: Node, config: Config) -> Renderable:
        attributes = transform_attributes(node, config)
        href = attributes.get("href")
        if isinstance(href, str):
            text = "".join(texts_in(node))
            text = text if text.strip() else labels_in(node)
            attributes = {**attributes, "href": self._refer("link", href, text, "link", node, "href")}
        with self._page.without_terms():
            return Tag("a", attributes, transform_children(node, config))

    def _image(self, node: Node, config: Config) -> Renderable:
        attributes = transform_attributes(node, config)
        source = attributes.get("src")
        if not isinstance(source, str):
            return None
        alt = attributes.get("alt")
        alt = alt if isinstance(alt, str) and alt.strip() else ""
        address = self._refer("image", source, alt, "image", node, "src")
        title = attributes.get("title")
        caption = f' title="{escape(title)}"' if isinstance(title, str) and title else ""
        html = f'<img src="{address}"{address.dimensions} alt="{escape(alt)}"{caption} loading="lazy" decoding="async">'
        return Markup(html)

    def _fence(self, node: Node, config: Config) -> Renderable:
        html = self.code.fence(node, config, self._page)
        if not self.asks(self._page.tags_open):
            return RenderedBlock(html)
        child = ChildTag("fence", dict(node.attributes), html, html)
        source = self._page.file.between([node])
        forms = ChildTagForms(child, structs.replace(child, content=source, html=source))
        return RenderedTag.of(html, forms, phrasing=False)

    def _code_tag(self, node: Node, config: Config) -> Renderable:
        page = self._page
        if "file" not in self._vocabulary.tags[CODE_TAG].schema.attributes:
            return self._tag(node, config)  # The project's own tag of that name.
        html, markdown = self.code.of_file(node, page)
        call = TagCall(
            name=CODE_TAG,
            attributes=node.attributes,
            content=html,
            number=page.next_number(CODE_TAG),
            parent=self._vocabulary.usual_name(page.tags_open),
        )
        return self._around(node, call, markdown, ())

    def asks(self, around: Sequence[str]) -> bool:
        """Whether the template of the innermost of these tags uses the tags directly inside it."""
        return bool(around) and around[-1] in self._asking

    def _table(self, node: Node, config: Config) -> Renderable:
        table = Tag("table", transform_attributes(node, config), transform_children(node, config))
        return Markup(f'<div class="table-scroll" tabindex="0">{render_html(table)}</div>')

    def _text(self, node: Node, config: Config) -> Renderable:
        content = node.attributes.get("content")
        markdown = self._page.file
        if markdown.starts_tag(node.span):
            text = flat_text(content)
            markdown.replace(node.span, text if self._page.in_code else escaped(text))
        if self._page.in_code or not isinstance(content, str):
            return content
        return self._page.marked(content, self._glossary)

    # Tags

    def _if(self, node: Node, config: Config) -> Renderable:
        nodes = chosen(node)
        children = transform_nodes(nodes, config)
        markdown = self._page.file
        markdown.replace(node.span, markdown.between(nodes), has_prefixes=True)
        shown = {id(each) for each in nodes}
        for child in node.children:
            if id(child) not in shown:
                self._note_unshown(child)
        return children

    def _note_unshown(self, root: Node) -> None:
        """Collect the references of a branch that isn't taken, because they must be valid, too."""
        for node in (root, *root.walk()):
            name = {"link": "href", "image": "src"}.get(node.type)
            target = node.attributes.get(name) if name else None
            if name and isinstance(target, str):
                kind = "link" if name == "href" else "image"
                text = "".join(texts_in(node)) if kind == "link" else str(node.attributes.get("alt") or "")
                self._note(kind, target, text, node.type, node, node.attribute_spans.get(name))
            definition = self._vocabulary.tags.get(node.tag or "")
            if definition is not None and self.keeps(node):
                self._attributes(node, definition)

    def _table_tag(self, node: Node, config: Config) -> Renderable:
        children = transform_children(node, config)
        table = node.children[0] if node.children else None
        if table is not None and table.type == "table":
            markdown = self._page.file
            is_lists = any(part.type == "thead" and not part.lines for part in table.children)
            text = markdown.table(table) if is_lists else markdown.content(node).strip("\n")
            markdown.replace(node.span, text)
        return children

    def _tag(self, node: Node, config: Config) -> Renderable:
        page = self._page
        name = node.tag or ""
        definition = self._vocabulary.tags[name]
        if not self.keeps(node):
            return None
        number = page.next_number(name)
        attributes = self._attributes(node, definition)
        parent = self._vocabulary.usual_name(page.tags_open)
        page.tags_open.append(name)
        children = transform_children(node, config)
        page.tags_open.pop()
        content = render_html(children)
        elements = [child for child in children if isinstance(child, RenderedTag)] if name in self._asking else []
        call = TagCall(
            name=name,
            attributes=attributes,
            content=content,
            children=tuple(e.forms.in_html for e in elements),
            number=number,
            parent=parent,
        )
        text = page.file.content(node).strip("\n")
        return self._around(node, call, text, tuple(e.forms.in_markdown for e in elements))

    def _around(self, node: Node, call: TagCall, text: str, in_markdown: tuple[ChildTag, ...]) -> Renderable:
        """A tag around its rendered content, with ``text`` as its content in Markdown."""
        page, definition = self._page, self._vocabulary.tags[call.name]
        try:
            html, markdown = self.wrapped(call, text, in_markdown)
        except TagRenderError as error:
            page.diagnostics.append(error.diagnostic)
            page.file.replace(node.span, "")
            return None
        if page.file.starts_tag(node.span):
            page.file.replace(node.span, markdown)
        else:  # An alert is already Markdown.
            markdown = page.file.between([node])
        if not self.asks(page.tags_open):
            return Markup(html) if definition.phrasing else RenderedBlock(html)
        attributes = call.attributes
        usual = definition.usual_name
        forms = ChildTagForms(
            ChildTag(usual, attributes, call.content, html), ChildTag(usual, attributes, text, markdown)
        )
        return RenderedTag.of(html, forms, phrasing=definition.phrasing)

    def _attributes(self, node: Node, definition: TagDefinition) -> dict[str, Any]:
        attributes = dict(definition.named(node.attributes))
        for name, role in definition.roles.items():
            value = attributes.get(name)
            attributes[name] = None
            if isinstance(value, str):
                target = value if value.strip() else ""
                written = definition.written_as(name, node.attributes)
                address = self._refer(role, target, shown_text(attributes), f"{definition.name}.{name}", node, written)
                attributes[name] = address if target else None
        return attributes

    def _note(
        self, kind: Any, target: str, text: str, element: str, node: Node, spans: AttributeSpan | None
    ) -> TagAddress:
        place = self._page.place(node.span)
        target_place = self._page.target_place(node.span, spans.value) if spans is not None else place
        return self._page.refer(
            Reference(kind=kind, target=target, text=text, element=element, place=place, target_place=target_place)
        )

    def _refer(self, kind: Any, target: str, text: str, element: str, node: Node, attribute: str) -> TagAddress:
        page = self._page
        spans = node.attribute_spans.get(attribute)
        span = node.span
        address = self._note(kind, target, text, element, node, spans)
        if node.type != "tag" and spans is not None and not page.file.is_bare(span):
            # The target of a reference link is elsewhere in the text, so the whole link is rewritten.
            label = escaped(text)
            written = f"{'!' if kind == 'image' else ''}[{label}]({address})" if spans.value == span else address
            page.file.replace(spans.value, written)
        return address

    def _partial(self, node: Node, config: Config) -> Renderable:
        page = self._page
        name = node.attributes.get("file")
        if not isinstance(name, str) or name not in self._partials or self._include is None:
            return None
        if page.includes(name) or page.depth >= DEEPEST_PARTIAL:
            page.diagnostics.append(recursive_partial(name, page.place(node.span), DEEPEST_PARTIAL))
            return None
        path = f"{self._partials_folder}/{name.lstrip('/')}"
        document = self._partials.document(name)
        if page.variables_known:
            inner = scoped(node, (document.ast,), config)
            written = page.written(node.span)
            place, passed = page.place(node.span), node.attributes.get("variables")
            page.diagnostics.extend(variable_problems(name, document, inner, place, (written, passed)))
        with page.entered(document, path, name, node.span):
            return self._include(node, config)
