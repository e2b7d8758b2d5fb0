"""Composes one block: a segment's text with its tags, as a fragment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from builder.article.dependencies import RecordedPartials
from builder.article.fragments.fragment import BlockPosition, Fragment, in_order
from builder.article.language_errors import language_diagnostics
from builder.article.render.link_definitions import unused_definitions
from builder.article.render.render_state import PageState
from builder.article.render.rendered_tags import forms_in
from builder.article.render.renderer import Renderer
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.markdoc import ValidationError, render_html, transform, validate

LintBlock = Callable[[Document], Sequence[Diagnostic]]
"""Finds the problems that a block shows by itself, with an empty path."""


class BlockComposer:
    """Composes blocks one after the other, under the same settings."""

    def __init__(self, renderer: Renderer, partials: RecordedPartials, lint: LintBlock, broken: frozenset[str]) -> None:
        """``broken`` are the names of tags whose files can't be used."""
        self._renderer = renderer
        self._partials = partials
        self._lint = lint
        self._broken = broken

    def compose(self, document: Document, position: BlockPosition) -> Fragment:
        """The fragment of a block at a position of its page.

        1. Validate the tree. 2. Render it: templates write the tags, and the state collects headings and references.
        3. Lint it. Everything it asks of its context on the way is recorded.
        """
        variables = position.variables
        variables.begin()
        self._partials.begin()
        self._renderer.code.files.begin()
        state = PageState(document, position.counts, position.around)
        config = self._renderer.config(state, variables)
        state.variables_known = position.is_page
        errors = validate(document.ast, config if position.is_page else replace(config, variables=None))
        if errors:
            state.diagnostics.extend(language_diagnostics(self._of_block(errors, position), document, "", config))
        state.references.extend(unused_definitions(document))
        rendered = [transform(child, config) for child in document.ast.children]
        body = render_html(rendered)
        before = position.counts
        return Fragment(
            body=body,
            markdown=state.file.whole(),
            headings=tuple(state.headings),
            references=tuple(state.references),
            partials=tuple(state.partials),
            counts={name: n - before.get(name, 0) for name, n in state.counts.items() if n > before.get(name, 0)},
            errors=tuple(state.diagnostics),
            remarks=tuple(self._lint(document)),
            reads=in_order((*self._partials.reads(), *variables.reads(), *self._renderer.code.files.reads())),
            is_personal=variables.is_personal,
            elements=forms_in(rendered) if self._renderer.asks(position.around) else (),
        )

    def _of_block(self, errors: Sequence[ValidationError], position: BlockPosition) -> tuple[ValidationError, ...]:
        """The errors of a block. Inside a tag, errors about the kinds of blocks in a document don't apply; tags whose
        files can't be used are reported there.
        """
        broken, inside = self._broken, bool(position.around)
        return tuple(
            error
            for error in errors
            if error.tag not in broken and not (inside and error.id == "child-invalid" and error.type == "document")
        )
