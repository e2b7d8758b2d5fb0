"""Checks of one document: problems that its own text shows, wherever it is in the site.

:data:`LINT` lists them in order. Each is a function of one signature, from a :class:`LintedText` to diagnostics with an
empty path. Composing a page is given the table, so ``builder.article`` doesn't import this package. Checks that need
the whole site are in ``builder.checks``.
"""

from __future__ import annotations

from builder.article.linting import Lint, LintCheck
from builder.lint.alt_text import unlabelled_references
from builder.lint.broken_links import malformed_links, shown_remarks, undefined_labels
from builder.lint.broken_tags import broken_tags
from builder.lint.code_fences import FENCE_UNCLOSED, code_fences
from builder.lint.foreign_syntax import FOREIGN, foreign_syntax
from builder.lint.headings import duplicate_anchors, heading_order
from builder.lint.hidden_characters import hidden_characters
from builder.lint.pipe_tables import table_checks
from builder.lint.prose import empty_pages, placeholder_words, secrets
from builder.lint.raw_html import HTML_AS_TEXT, html_texts
from builder.lint.stray_else import stray_else
from builder.lint.suppressions import suppressions_in
from builder.lint.tag_anchors import dead_tag_anchors
from builder.lint.unread_markdown import unread_markdown

LINT: tuple[LintCheck, ...] = (
    LintCheck("block", empty_pages),
    LintCheck("block", placeholder_words),
    LintCheck("block", malformed_links),
    LintCheck("block", undefined_labels),
    LintCheck("block", shown_remarks),
    LintCheck("block", broken_tags),
    LintCheck("block", stray_else),
    LintCheck("block", html_texts),
    LintCheck("block", foreign_syntax),
    LintCheck("block", unread_markdown),
    LintCheck("block", hidden_characters),
    LintCheck("block", code_fences),
    LintCheck("block", table_checks),
    LintCheck("block", secrets),
    LintCheck("page", heading_order),
    LintCheck("page", duplicate_anchors),
    LintCheck("page", unlabelled_references),
    LintCheck("document", dead_tag_anchors),
)

LINTER = Lint(LINT, suppressions_in, frozenset({HTML_AS_TEXT, FOREIGN}), frozenset({FENCE_UNCLOSED}))
"""The table for composing pages."""

__all__ = ["LINT", "LINTER"]
