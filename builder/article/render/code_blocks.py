"""Renders blocks of code: those that a page contains, and those that it shows from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.article.code_lines import missing_lines
from builder.article.code_snippets import Snippet, SnippetProblem, fenced, snippet_of
from builder.article.dependencies import RecordedCode
from builder.article.node_texts import code_texts
from builder.article.render.highlight import Highlighter
from builder.article.render.markdown_nodes import meanings
from builder.article.render.render_state import PageState
from builder.diagnostics.place import diagnostic_at
from builder.markdoc import Config, Node
from builder.markdoc.resolver import with_changes
from builder.vocabulary import Vocabulary, code_block_html

CODE_TAG = "code"
"""The tag that shows a file."""


class CodeBlocks:
    """Renders code; shared by all pages of a worker."""

    def __init__(self, vocabulary: Vocabulary, files: RecordedCode) -> None:
        self._highlight = Highlighter()
        self._words = vocabulary.words
        self._means = meanings(vocabulary.additions.nodes, "fence")
        self.files = files

    def fence(self, node: Node, config: Config, page: PageState) -> str:
        """The HTML of a block of Markdown; empty for one whose file can't be shown."""
        attributes = node.attributes
        if isinstance(attributes.get("file"), str):
            return self.of_file(node, page)[0]
        page.in_code = True
        code = "".join(code_texts(node, config)).removesuffix("\n")
        page.in_code = False
        language = attributes.get("language")
        if self._means:
            attributes = {**attributes, **{o: attributes[t] for t, o in self._means.items() if t in attributes}}
        coloured = self._highlight(code, language if isinstance(language, str) else "")
        return code_block_html(coloured, attributes, self._words)

    def of_file(self, node: Node, page: PageState) -> tuple[str, str]:
        """The HTML and the Markdown of code from a file; both empty, with a diagnostic, if there is none."""
        if not isinstance(node.attributes.get("file"), str):
            page.file.replace(node.span, "")
            return "", ""  # The schema reports it.
        snippet = self._snippet(node)
        if isinstance(snippet, SnippetProblem):
            spans = node.attribute_spans.get(snippet.attribute)
            place = page.place(spans.value if spans is not None else node.span)
            subject = f"{node.attributes.get('file')} {node.attributes.get(snippet.attribute)}"
            found = diagnostic_at(snippet.code, place, snippet.message, subject, snippet.help, snippet.suggestions)
            if found not in page.diagnostics:
                page.diagnostics.append(found)
            return "", ""
        page.diagnostics.extend(missing_lines(node, snippet.text, page.file.document.lines, page.place(None)))
        language = _language(node.attributes, snippet)
        markdown = "\n".join(fenced(snippet, language))
        page.file.replace(node.span, markdown)
        attributes = {**node.attributes, "language": language}
        return code_block_html(self._highlight(snippet.text, language), attributes, self._words), markdown

    def _snippet(self, node: Node) -> Snippet | SnippetProblem:
        name = str(node.attributes.get("file"))
        content = node.attributes.get("content")
        if node.type == "fence" and isinstance(content, str) and content.strip():
            return SnippetProblem(
                code="code-file-and-text",
                attribute="file",
                message=f"This block has lines of its own, and shows '{name}'.",
                help="Empty the block, or remove 'file'.",
            )
        return snippet_of(self.files(name), node.attributes)

    def with_code(self, root: Node) -> Node:
        """A tree in which nodes that show a file have its code as their content, as other blocks of code have."""
        children = [self.with_code(child) for child in root.children] if root.children else root.children
        attributes = root.attributes
        if (root.type == "fence" or root.tag == CODE_TAG) and isinstance(attributes.get("file"), str):
            snippet = self._snippet(root)
            if isinstance(snippet, Snippet):
                language = _language(attributes, snippet)
                return with_changes(root, {**attributes, "content": snippet.text, "language": language}, [], {})
        if all(new is old for new, old in zip(children, root.children, strict=True)):
            return root
        return with_changes(root, attributes, children, root.slots)


def _language(attributes: Mapping[str, Any], snippet: Snippet) -> str:
    given = attributes.get("language")
    return given if isinstance(given, str) and given else snippet.language
