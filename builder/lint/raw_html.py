"""HTML in a page: Markdoc doesn't pass it on, so readers see it as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.sentence_patterns import in_texts
from builder.markdoc.extensions.html import ANCHOR, DETAILS_TAG, PAIRED

HTML_AS_TEXT = "html-as-text"
"""Each element is reported once per page."""

_ATTRIBUTE = (
    r"\s+[A-Za-z_:@][\w:.\-]{0,60}\s{0,20}=\s{0,20}"
    r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|\{[^{}<>]{0,2000}\}|[^\s\"'<>=`]{1,200})"
)
_ELEMENT = re.compile(
    rf"(?<!\\)<([A-Za-z][\w\-]{{0,40}}(?:\.[A-Za-z][\w\-]{{0,40}}){{0,3}})((?:{_ATTRIBUTE}){{0,40}})\s{{0,200}}/?>"
)
_READ = frozenset((*PAIRED, ANCHOR, "hardbreak", "image"))
_SUMMARY = re.compile(r"<details[^<>]{0,100}>\s{0,100}(<summary>)", re.IGNORECASE)
_SIGN = re.compile(r"<[A-Za-z]")
_NAMES = re.compile(
    r"(?:a|b|big|blockquote|br|center|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark"
    r"|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)\Z",
    re.IGNORECASE,
)
"""Elements that are HTML even without an attribute; other names in angle brackets may be placeholders."""
_NAMES_IF_CLOSED = re.compile(
    r"(?:abbr|address|article|aside|audio|body|button|caption|cite|col|colgroup|dfn|fieldset|footer|form|head|header|html|label"
    r"|legend|main|map|math|nav|nobr|noscript|object|optgroup|option|output|picture|q|rp|rt|ruby|samp|script|section|select|style"
    r"|svg|template|textarea|tfoot|time|title|var)\Z",
    re.IGNORECASE,
)
"""Elements that are HTML if they are closed in the same block."""


def html_texts(text: LintedText) -> Iterator[Diagnostic]:
    """Each opening of an HTML element in a sentence."""
    document = text.document
    if "<" not in document.text or not _SIGN.search(document.text) or not _ELEMENT.search(document.text):
        return
    read = _read_elements(text)
    for match, offset in in_texts(document, _ELEMENT):
        name = match[1]
        start, end = offset + match.start(), offset + match.end()
        if start not in read and _is_html(document.text, match, start):
            message = f"'<{name}>' is HTML, which readers see as text."
            place = Place.between(document.lines, start, end)
            yield diagnostic_at(HTML_AS_TEXT, place, message, name, _help(name))


def _read_elements(text: LintedText) -> frozenset[int]:
    """Offsets of the elements that ``markdown.html`` reads as HTML."""
    source = text.document.text
    spans = (node.span for node in text.document.ast.walk() if node.type in _READ or node.tag == DETAILS_TAG)
    starts = {span.start for span in spans if span is not None and source.startswith("<", span.start)}
    # The heading of a fold is read together with it.
    return frozenset(starts | {found.end() - len(found[1]) for s in starts if (found := _SUMMARY.match(source, s))})


def _help(name: str) -> str:
    """How to write the element here; empty for the catalogue's help."""
    return _WRITTEN.get(name, "") or _WRITTEN.get(name.lower() if name.islower() else "", "")


_CALLOUT = 'Write `{% callout type="note" %}`, the text, and `{% /callout %}`.'
_TABS = 'Write `{% tabs %}`, and in it `{% tab title="…" %}`, the text, and `{% /tab %}`.'
_STEPS = 'Write `{% steps %}`, and in it `{% step title="…" %}`, the text, and `{% /step %}`.'
_CARDS = 'Write `{% cards %}`, and in it `{% card title="…" link="/page" %}`, the text, and `{% /card %}`.'
_DETAILS = 'Write `{% details title="…" %}`, the text, and `{% /details %}`.'
_CODE = "Write it as code, between backquotes."
_BOLD = "Write `**bold**`."
_SLANTED = "Write `*slanted*`."
_LIST = "Write a list: each line begins with `- ` or `1. `."
_TABLE = "Write a Markdown table, or lists in `{% table %}`."

_WRITTEN = {
    **dict.fromkeys(("Note", "Tip", "Warning", "Info", "Check", "Callout", "Admonition", "Aside", "Danger"), _CALLOUT),
    **dict.fromkeys(("Tabs", "Tab", "TabItem", "CodeGroup"), _TABS),
    **dict.fromkeys(("Steps", "Step"), _STEPS),
    **dict.fromkeys(("Card", "CardGroup", "CardGrid", "Cards", "Columns", "LinkCard"), _CARDS),
    **dict.fromkeys(("details", "summary", "Accordion", "AccordionGroup", "Expandable", "Details"), _DETAILS),
    **dict.fromkeys(("code", "kbd", "tt", "pre"), _CODE),
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("i", "em"), _SLANTED),
    **dict.fromkeys(("ul", "ol", "li"), _LIST),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th"), _TABLE),
    "a": "Write `[text](/page)`; an anchor is an id, `{% #id %}`.",
    "img": "Write `![What it shows](/images/file.png)`.",
    "Image": "Write `![What it shows](/images/file.png)`.",
    "Frame": "Write only the image: `![What it shows](/images/file.png)`.",
    "br": "End the line with a backslash, or begin a new paragraph.",
    "hr": "Write a line of three dashes between blank lines.",
    "video": 'Write `{% video src="…" /%}`.',
    "iframe": "Write `{% youtube … /%}`, `{% storylane … /%}`, or a link.",
    "CodeBlock": "Write only the code block, with its language.",
}
"""The most frequent HTML elements and components, with the way to write each here."""


def _is_html(text: str, match: re.Match[str], start: int) -> bool:
    name = match[1]
    if match[2]:
        return True
    if _NAMES.match(name):
        # A letter in angle brackets after a word is a type parameter: List<p>.
        return len(name) > 1 or not text[start - 1 : start].isalnum()
    if _NAMES_IF_CLOSED.match(name):
        return f"</{name}>" in match.string[match.end() :]
    # A component: alone on its line, or closed in the same block. Nothing outside the block may decide, because equal
    # blocks are checked once.
    end = start + len(match[0])
    line = text[text.rfind("\n", 0, start) + 1 : start] + _rest_of_line(text, end)
    return name[0].isupper() and (not line.strip() or f"</{name}>" in match.string)


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]
