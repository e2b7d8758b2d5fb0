"""Names of HTML elements, grouped by how Markdown treats them."""

from __future__ import annotations

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements without an end."""

IMPLIED_END = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "thead", "tbody", "option", "colgroup"})
"""Elements whose end may be left out."""

RAW = frozenset({"script", "style"})
"""Elements whose content is not text of the page."""

INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
        *("var", "wbr", "big"),
    }
)
"""Elements that are part of a sentence."""

KNOWN = (
    frozenset(
        {
            *("address", "article", "aside", "audio", "blockquote", "button", "canvas", "caption", "center", "dd"),
            *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
            *("h3", "h4", "h5", "h6", "header", "iframe", "legend", "li", "main", "nav", "noscript", "object", "ol"),
            *("optgroup", "option", "p", "path", "picture", "pre", "progress", "section", "select", "summary", "svg"),
            *("table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "tr", "ul", "video", "colgroup"),
            *("circle", "rect", "g", "line", "polygon", "polyline", "defs", "title", "desc", "use", "ellipse"),
        }
    )
    | VOID
    | RAW
    | INLINE
)
"""All elements that are read in a text that is not MDX."""
