"""Renders tags: turns a use of a tag, with its children's HTML, into HTML.

A template gets the tag's attributes by name (each declared one is defined, ``None`` if unset), ``content``,
``children``, ``number``, ``first``, ``parent``, ``id`` and ``anchor`` (the author's id as an attribute, for an opening
tag), and ``t``, the words of the theme. Every value is escaped except ``content``, ``anchor`` and a child's
``content`` and ``html``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template, TemplateSyntaxError
from markupsafe import Markup, escape

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.vocabulary.attribute_values import default_of, fitted, printable
from builder.vocabulary.call import Render, TagAddress, TagCall, TagRenderError
from builder.vocabulary.definition import CONTENT_ALONE, TagDefinition, Vocabulary
from builder.vocabulary.icons import icon_drawer
from builder.vocabulary.markdown_filters import MARKDOWN_FILTERS
from builder.vocabulary.sandbox import BoundedEnvironment
from builder.vocabulary.template_code import TemplateCode


def html_renderer(vocabulary: Vocabulary) -> Render:
    """The function that renders tags as HTML. It raises :class:`TagRenderError` for a failing template."""
    return _Renderer(vocabulary.tags, _HtmlTemplates(vocabulary)).render


def markdown_renderer(vocabulary: Vocabulary) -> Render:
    """The function that renders tags as plain Markdown; it raises the same error as :func:`html_renderer`."""
    return _Renderer(vocabulary.tags, _MarkdownTemplates(vocabulary)).render


def template_errors(vocabulary: Vocabulary, tags: Iterable[TagDefinition]) -> tuple[Diagnostic, ...]:
    """Syntax errors in the templates of these tags."""
    found: list[Diagnostic] = []
    for templates in (_HtmlTemplates(vocabulary), _MarkdownTemplates(vocabulary)):
        for tag in tags:
            try:
                templates.compiled(tag)
            except TagRenderError as error:
                found.append(error.diagnostic)
    return tuple(found)


class _HtmlTemplates:
    """Compiles the HTML form of tags."""

    wrap: Callable[[str], str] = Markup

    def __init__(self, vocabulary: Vocabulary) -> None:
        tags = vocabulary.tags
        self.sources = {name: tag.template for name, tag in tags.items()}
        self.environments = Environments("html", self.sources, tags, {"dimensions": _dimensions}, autoescape=True)
        for environment in self.environments.all:
            environment.globals["draw"] = icon_drawer(vocabulary.icons)
            environment.globals["t"] = vocabulary.words

    def compiled(self, tag: TagDefinition) -> Template:
        return _compiled(self.environments.of(tag), tag, tag.template_line)


class _MarkdownTemplates:
    """Compiles the Markdown form of tags."""

    wrap: Callable[[str], str] = str

    def __init__(self, vocabulary: Vocabulary) -> None:
        tags = vocabulary.tags
        self.sources = {name: tag.markdown for name, tag in tags.items()}
        self.environments = Environments("markdown", self.sources, tags, MARKDOWN_FILTERS, autoescape=False)
        for environment in self.environments.all:
            environment.globals["t"] = vocabulary.words

    def compiled(self, tag: TagDefinition) -> Template:
        return _compiled(self.environments.of(tag), tag, tag.markdown_line)


class _Renderer:
    """Renders uses of tags; compiles each template on its first use."""

    def __init__(self, tags: Mapping[str, TagDefinition], templates: _HtmlTemplates | _MarkdownTemplates) -> None:
        self._tags = tags
        self._templates = templates
        self._traceless = frozenset(name for name, source in templates.sources.items() if source == CONTENT_ALONE)
        self._compiled: dict[str, Template] = {}
        self._left_out = {
            name: {
                **templates.environments.of(tag).globals,
                **{key: default_of(attribute) for key, attribute in tag.schema.attributes.items()},
            }
            for name, tag in tags.items()
        }
        """The values of each tag's template for a tag without attributes."""

    def render(self, call: TagCall) -> str:
        if call.name in self._traceless:
            return call.content.strip()
        tag = self._tags[call.name]
        template = self._compiled.get(call.name)
        if template is None:
            template = self._compiled[call.name] = self._templates.compiled(tag)
        try:
            # Like template.render, but with one mapping for the variables and the shared values.
            context = template.new_context(self._variables(tag, call), shared=True)
            if tag.is_own:
                self._templates.environments.own.begin()
            return template.environment.concat(template.root_render_func(context)).strip()
        except Exception as error:  # A template of the project may fail in any way.
            message = f"The template of the tag '{tag.name}' failed: {error}"
            raise TagRenderError(_diagnostic(tag, message, tag.template_line)) from error

    def _variables(self, tag: TagDefinition, call: TagCall) -> dict[str, Any]:
        wrap = self._templates.wrap
        given = tag.named(call.attributes)
        declared = tag.schema.attributes
        variables: dict[str, Any] = dict(self._left_out[call.name])
        for name, value in given.items():
            if name in declared:
                variables[name] = fitted(value, declared[name])
        anchor_id = given.get("id")
        identifier = anchor_id if isinstance(anchor_id, str) else None
        variables["content"] = wrap(call.content)
        variables["children"] = [
            {
                "name": child.name,
                "attributes": child.attributes,
                "content": wrap(child.content),
                "html": wrap(child.html),
            }
            for child in call.children
        ]
        variables["number"] = call.number
        variables.setdefault("first", call.number == 1)
        variables["parent"] = call.parent
        variables.setdefault("id", identifier)
        variables["anchor"] = wrap(f' id="{escape(identifier)}"') if identifier else ""
        return variables


class Environments:
    """Where templates are compiled: shipped ones without limits, the project's own in a sandbox."""

    def __init__(
        self,
        kind: str,
        sources: Mapping[str, str],
        tags: Mapping[str, TagDefinition],
        filters: Mapping[str, Callable[..., Any]],
        *,
        autoescape: bool,
    ) -> None:
        settings: dict[str, Any] = {
            "auto_reload": False,
            "autoescape": autoescape,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "finalize": printable,
        }
        ours = {name: source for name, source in sources.items() if not tags[name].is_own}
        self.shipped = Environment(loader=DictLoader(ours), bytecode_cache=TemplateCode(f"tag-{kind}"), **settings)
        self.own = BoundedEnvironment(
            loader=DictLoader(sources), bytecode_cache=TemplateCode(f"tag-{kind}-own"), **settings
        )
        self.all = (self.shipped, self.own)
        for name, function in filters.items():
            self.shipped.filters[name] = function
            self.own.add_filter(name, function)

    def of(self, tag: TagDefinition) -> Environment:
        """Where a tag's template is compiled."""
        return self.own if tag.is_own else self.shipped


def _compiled(environment: Environment, tag: TagDefinition, first_line: int) -> Template:
    try:
        return environment.get_template(tag.name)
    except TemplateSyntaxError as error:
        message = f"The template of the tag '{tag.name}' is not valid: {error.message}"
        raise TagRenderError(_diagnostic(tag, message, first_line + error.lineno - 1)) from error


def _diagnostic(tag: TagDefinition, message: str, line: int) -> Diagnostic:
    help_text = "Fix the file; the manual's page on your own tags lists the variables of a tag's template."
    return diagnostic_at(
        "theme-template-invalid", in_file(tag.path, line, 1), message, subject=tag.name, help=help_text
    )


def _dimensions(image: object) -> Markup:
    """An image's width and height as attributes; ``image`` is its address."""
    return image.dimensions if isinstance(image, TagAddress) else Markup()
