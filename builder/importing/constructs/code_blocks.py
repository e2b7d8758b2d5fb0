"""Code blocks: their titles and highlighted lines in the notation of each system, and code in components."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from builder.importing.constructs.code_lines import joined_numbers, without_magic
from builder.importing.constructs.conversion import Conversion, words_of
from builder.importing.constructs.shapes import column_of
from builder.importing.markup.blocks import MADE_TEXT
from builder.importing.markup.nodes import Element, Expression, Fence, MarkupText, Node, SourceNode
from builder.importing.markup.tags import read_attributes
from builder.importing.markup.values import opening

PROGRAM_TEXT = "text that a program makes"
"""The report's name for text that is made of a program's source while the old site is built."""
_WORD = re.compile(
    r"([\w:@-]+)=(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\{([^{}]*)\}|([^\s\"'{}]+))"
    r"|\{([\d,\s-]*)\}|(\"[^\"]*\"|'[^']*'|/(?:[^/\\\s]|\\.)+/)|([^\s{}]+)|[{}]"
)
_BRACED = re.compile(r"\{[ \t]*\.([\w+#-]+)[ \t]*([^{}]*)\}[ \t]*$")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#./-]+")
_FLAGS = frozenset(
    {
        *("showLineNumbers", "showlinenumbers", "lines", "wrap", "expandable", "live", "noInline", "copy", "nocopy"),
        *("icon", "theme", "focus", "diff", "twoslash", "collapse", "no-copy", "noCopy", "showTitle", "nowrap"),
        *("annotate", "no-copy", "select", ".annotate", "playground", "editable", "no_run", "ignore", "norun"),
    }
)


class Meta(msgspec.Struct, kw_only=True):
    """The attributes in the opening line of a code block."""

    language: str = ""
    title: str = ""
    lines: str = ""
    wrap: bool = False
    dropped: list[str] = msgspec.field(default_factory=list)
    """Words without a counterpart."""


def read_meta(info: str, *, words_are_title: bool) -> Meta:
    """The meaning of an info string."""
    braced = _BRACED.match(info.strip())
    if braced is not None:
        info = f"{braced[1]} {braced[2]}"
    language = _LANGUAGE.match(info.strip())
    meta = Meta(language=language[0] if language is not None else "")
    words: list[str] = []
    for found in _WORD.finditer(info.strip(), language.end() if language is not None else 0):
        if found[1]:
            _named(meta, found[1], next((each for each in found.groups()[1:5] if each is not None), ""))
        elif found[6] is not None:
            meta.lines = joined_numbers(meta.lines, found[6])
        elif found[7]:
            meta.dropped.append(found[7])
        elif found[8] in _FLAGS or (found[8] or "").startswith("."):
            meta.wrap = meta.wrap or found[8] == "wrap"
            meta.dropped.append(found[8])
        elif found[8]:
            words.append(found[8])
    if words and words_are_title and not meta.title:
        meta.title = " ".join(words)
    elif words:
        meta.dropped.extend(words)
    return meta


def _named(meta: Meta, name: str, value: str) -> None:
    match name.lower():
        case "title" | "filename" | "file" | "name" | "file_name":
            meta.title = value.replace('\\"', '"')
        case "hl_lines" | "highlight" | "highlightlines" | "mark" | "hl":
            meta.lines = joined_numbers(meta.lines, value)
        case "lines" if any(mark.isdigit() for mark in value):
            meta.lines = joined_numbers(meta.lines, value)
        case "wrap":
            meta.wrap = value != "false"
        case _:
            meta.dropped.append(f"{name}={value}")


def fence_title(fence: Fence, page: Conversion) -> str:
    """The title that a fence names."""
    if page.dialect.markdoc:
        start, end = fence.info.find("{%"), fence.info.rfind("%}")
        given = read_attributes(fence.info[start + 2 : end]) if 0 <= start < end else ()
        return next((each.value for each in given if each.name in _TITLES), "")
    return read_meta(fence.info, words_are_title=page.site.system == "mintlify").title


def convert_fence(fence: Fence, page: Conversion, *, titled: bool = True) -> Fence:
    """A code block whose info string has the same meaning for Handrail."""
    if page.dialect.markdoc:
        return _annotated(fence, page, titled=titled)
    if fence.info == MADE_TEXT:
        page.left(PROGRAM_TEXT, fence.line, fence.body[0])
        return Fence("yaml", fence.body, fence.column, fence.line)
    meta = read_meta(fence.info, words_are_title=page.site.system == "mintlify")
    body, stressed = without_magic(fence.body)
    if meta.dropped:
        page.done("word of a code block without a counterpart", fence.line, " ".join(meta.dropped))
    if meta.title or meta.lines or stressed:
        page.done("title and lines of a code block", fence.line)
    if meta.language in ("mermaid", "math", "katex", "d2", "plantuml"):
        page.left(f"code block '{meta.language}'", fence.line, "It stays a code block.")
    attributes: dict[str, object] = {}
    if meta.title and titled:
        attributes["title"] = meta.title
    lines = joined_numbers(meta.lines, stressed)
    if lines:
        attributes["lines"] = lines
    if meta.wrap:
        attributes["wrap"] = True
    if any("{%" in line for line in body):
        attributes["process"] = False
    info = f"{meta.language} {opening('', attributes, closes=False)}".strip() if attributes else meta.language
    return Fence(info, body, fence.column, fence.line)


_TITLES = ("title", "filename", "fileName", "file", "name", "label")
_LINES = ("lines", "highlight", "highlightLines", "highlightlines", "hl", "hl_lines")
_SHOWN = re.compile(r"\{%(?!-?\s*(?:/?(?:if|else)\b|\$markdoc\.))")
"""Mark tags in code as text, because they are part of the code."""
_UNKNOWN = re.compile(r"\{%[^%]{0,400}?\$(?!markdoc\b|frontmatter\b)\w")
"""Mark tags in the code of a page as text that have a variable of the old site's program."""
_KEPT = ("process", "wrap", "srNumber", "id", "class")


def _annotated(fence: Fence, page: Conversion, *, titled: bool) -> Fence:
    """A code block of another Markdoc site, with its attributes converted to Handrail's."""
    start = fence.info.find("{%")
    body = "\n".join(fence.body)
    shown = _SHOWN.search(body) is not None or (page.page is not None and _UNKNOWN.search(body) is not None)
    if start < 0:
        return msgspec.structs.replace(fence, info=f"{fence.info} {{% process=false %}}") if shown else fence
    language = fence.info[:start].strip()
    end = fence.info.rfind("%}")
    attributes: dict[str, object] = {}
    for each in read_attributes(fence.info[start + 2 : end if end >= 0 else None]):
        value: object = each.value if each.kind == "text" else SourceNode(each.value)
        if each.name in _TITLES:
            attributes.update({"title": value} if titled else {})
        elif each.name in _LINES and any(mark.isdigit() for mark in each.value):
            attributes["lines"] = joined_numbers("", each.value)
        elif each.name in _KEPT:
            attributes[each.name] = value
        else:
            page.done("word of a code block without a counterpart", fence.line, f"{each.name}={each.value}")
    if shown:
        attributes.setdefault("process", False)
    info = f"{language} {opening('', attributes, closes=False)}".strip() if attributes else language
    return Fence(info, fence.body, fence.column, fence.line)


NAMES = ("CodeBlock", "Code", "CodeSnippet", "CodeExample")


def component(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<CodeBlock language="js" title="…">{`…`}</CodeBlock>``, or such an element around a fence."""
    if any(isinstance(child, Fence) for child in element.children):
        title = page.text(element, "title", "filename")
        page.done("code component", element.line)
        return tuple(
            convert_fence(_titled(child, title), page) if isinstance(child, Fence) else child
            for child in element.children
            if not (isinstance(child, MarkupText) and not child.text.strip())
        )
    code = page.raw(element, "code", "content", "source") or _code_of(element, page)
    if not isinstance(code, str) or not code.strip():
        return None
    language = page.text(element, "language", "lang").removeprefix("language-")
    if not language:
        language = page.text(element, "className").partition("language-")[2].split(" ")[0]
    title = page.text(element, "title", "filename")
    info = f'{language or "text"} title="{title}"' if title else language
    page.done("code component", element.line)
    body = tuple(code.strip("\n").split("\n"))
    return (convert_fence(Fence(info, body, column_of(element), element.line), page),)


def _titled(fence: Fence, title: str) -> Fence:
    if not title or "title=" in fence.info:
        return fence
    return msgspec.structs.replace(fence, info=f'{fence.info or "text"} title="{title}"')


def _code_of(element: Element, page: Conversion) -> str:
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Expression):
            name = child.source.strip()
            value = page.codes[name] if name in page.codes else page.evaluate(child.source)
            if not isinstance(value, (str, int)):
                page.left("expression", child.line, f"{{{name[:200]}}}")
                value = name.strip("`")
            parts.append(str(value))
        else:
            parts.append(words_of((child,)))
    return "".join(parts)


def preformatted(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<pre><code>``."""
    inner = next((child for child in element.children if isinstance(child, Element) and child.name == "code"), element)
    code = _plain(inner, page)
    language = page.text(inner, "class", "className").partition("language-")[2].split(" ")[0]
    page.done("HTML: pre", element.line)
    fence = Fence(language, tuple(code.strip("\n").split("\n")), column_of(element), element.line)
    return (convert_fence(fence, page),)


def _plain(element: Element, page: Conversion) -> str:
    """The text of an element that is shown as it is."""
    parts: list[str] = []
    for child in element.children:
        match child:
            case MarkupText(text=text):
                parts.append(_unescaped(text))
            case Element(name="br"):
                parts.append("\n")
            case Element():
                parts.append(_plain(child, page))
            case Expression(source=source):
                value = page.evaluate(source)
                parts.append(str(value) if isinstance(value, (str, int, float)) else f"{{{source}}}")
            case Fence(body=body):
                parts.append("\n".join(body))
            case _:
                parts.append(words_of((child,)))
    return "".join(parts)


_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_ENTITY = re.compile("|".join(_ENTITIES))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)
