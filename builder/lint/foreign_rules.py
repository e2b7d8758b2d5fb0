"""Markdown of other programs: patterns that recognise it, and its counterpart here.

Such a page builds, but readers see the characters. Each rule checks one block, because a block reads the same on every
page. If ``markdown`` in ``handrail.yml`` switches on a construct, the parser has read it, and its rule finds nothing.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Where = Literal["block", "text", "heading", "item", "quote"]
"""Where a pattern is tried: at the beginning of a block's text, anywhere in it, or in the text of one kind of block."""


class ForeignRule(NamedTuple):
    """One construct."""

    name: str
    """Part of the fingerprint; a page reports each construct once."""
    signs: tuple[str, ...]
    """One of these is in every text with the construct: checked first, because most texts have none."""
    where: Where
    pattern: re.Pattern[str]
    anywhere: re.Pattern[str]
    """Matches wherever :attr:`pattern` does, in the whole text: a quick test before blocks are checked one by one."""
    message: str
    """With ``{}`` for the matched text."""
    help: str


_SEEN = "readers see it as text"


def _rule(name: str, signs: str | tuple[str, ...], where: Where, pattern: str, what: str, help_: str) -> ForeignRule:
    message = f"`{{}}` is {what}: {_SEEN}."
    # Without the line before, because that would be searched at each character.
    bare = pattern.removeprefix(_LINE).replace(r"\A", "").replace(r"\Z", "")
    return ForeignRule(
        name=name,
        signs=tuple(signs.split(" ")) if isinstance(signs, str) else signs,
        where=where,
        pattern=re.compile(pattern, re.MULTILINE),
        anywhere=re.compile(bare, re.MULTILINE),
        message=message,
        help=help_,
    )


_LINE = r"\A[^\n]{1,120}"


_CALLOUT = 'Write `{% callout type="note" %}`, the text, and `{% /callout %}`.'
_ATTRIBUTES = "Write `{% #id .class %}` with a percent sign on both sides."

_EMOJI_NAMES = (
    "warning tada rocket bulb white_check_mark heavy_check_mark information_source memo fire bug sparkles construction"
    " point_right smile star x zap lock key book link boom eyes heart thumbsup +1"
)
_EMOJI = tuple(_EMOJI_NAMES.split(" "))
_ICONS = ("material", "octicons", "fontawesome", "simple")
_EMOJI_SIGNS = (*(f":{name}:" for name in _EMOJI), *(f":{name}-" for name in _ICONS))

RULES: tuple[ForeignRule, ...] = (
    _rule("admonition", ":::", "block", r"\A:{3,}[ \t]*\{?[A-Za-z][\w-]*[^\n]{0,80}", "an admonition", _CALLOUT),
    _rule(
        "admonition-mkdocs",
        "!!! ???",
        "block",
        r"\A(?:!!!|\?\?\?\+?) +[a-z][\w-]*[^\n]{0,80}",
        "an admonition",
        _CALLOUT,
    ),
    _rule(
        "alert",
        "[!",
        "quote",
        r"\A\[!(?i:note|tip|important|warning|caution|info|danger|example|quote|abstract|success|question|bug|failure)\]"
        r"[ \t]*\Z",
        "an alert",
        f"Set `markdown: {{alerts: true}}` in handrail.yml. Or: {_CALLOUT[0].lower()}{_CALLOUT[1:]}",
    ),
    _rule(
        "tabs-mkdocs",
        "===",
        "block",
        r"\A===[+!]? +\"[^\"\n]{1,80}\"",
        "a tab",
        'Write `{% tabs %}`, and in it `{% tab title="…" %}`, the text, and `{% /tab %}`.',
    ),
    _rule(
        "shortcode",
        "{{< {{%",
        "text",
        r"\{\{[<%]-?\s*/?\s*[\w./-]+[^\n{}]{0,80}(?:\}\})?",
        "a shortcode",
        "Write a tag: `{% name %}`; your own are files in theme/tags.",
    ),
    _rule(
        "template",
        "{{",
        "text",
        r"\{\{-?\s*(?:site|page|config|params|frontmatter|\.Site|\.Page|\.Params)\.[\w.]{1,60}[^{}\n]{0,60}\}\}",
        "a variable of another template language",
        "Write `{% $name %}`, and define the variable in handrail.yml.",
    ),
    _rule("template-comment", "{#", "text", r"\{#\s[^\n{}]{1,200}\s#\}", "a comment", "Write `<!-- a comment -->`."),
    _rule(
        "heading-id",
        "{",
        "heading",
        r"\{\s*#[\w.:-]+(?:\s[^{}\n]{0,60})?\}\s*\Z",
        "the id of a heading",
        "Write `{% #id %}`. Or set `markdown: {heading_ids: true}` in handrail.yml.",
    ),
    _rule(
        "attribute-list",
        "{:",
        "text",
        r"\{:\s*(?:[.#][\w-]|[\w-]{1,40}=)[^{}\n]{0,120}\}",
        "an attribute list",
        _ATTRIBUTES,
    ),
    _rule(
        "attribute-list-spaced",
        "]{ ){ *{ `{ _{",
        "text",
        r"(?<=[\])*`_])\{\s*(?:[.#][A-Za-z][\w-]*|[a-z][\w-]{1,20}=[\w\"'%.-]{1,40})(?:\s[^{}\n]{0,120})?\}",
        "an attribute list",
        _ATTRIBUTES,
    ),
    _rule(
        "footnote",
        "[^",
        "block",
        r"\A\[\^[\w-]{1,40}\]:",
        "a footnote",
        "Set `markdown: {footnotes: true}` in handrail.yml, or write the remark in brackets.",
    ),
    _rule(
        "task",
        ("[ ]", "[x]", "[X]"),
        "item",
        r"\A\[[ xX]\](?=[ \t])",
        "a task",
        "Set `markdown: {task_lists: true}` in handrail.yml, or remove the box.",
    ),
    _rule(
        "math",
        "$$",
        "block",
        r"\A\$\$(?:[^$\n]{0,200}\$\$)?[ \t]*$",
        "a formula",
        "Formulas can't be shown: write it as code, or add an image of it.",
    ),
    _rule(
        "setext",
        "===",
        "block",
        _LINE + r"\n[ \t>]*={3,}[ \t]*\Z",
        "a heading with a line below it",
        "Write `# Title`, or `## Title`.",
    ),
    _rule(
        "import",
        "import export",
        "block",
        r"\A(?:import (?:[\w*{][^\n'\"]{0,200} from )?['\"][^'\"\n]{1,200}['\"];?"
        r"|export (?:const|default|function|let) [^\n]{1,80})",
        "JavaScript",
        'Remove it. A text that several pages share is a partial: `{% partial file="/part.md" /%}`.',
    ),
    _rule(
        "expression",
        "{/* {props. {frontmatter. {process.env. {import.meta. {' {\" {`",
        "text",
        r"(?<![\\$\w{%=])\{(?:/\*[^\n]{0,200}?\*/|(?:props|frontmatter|process\.env|import\.meta)\.[\w.]{1,60}|'[^'\n{}]{0,80}'"
        r"|\"[^\"\n{}]{0,80}\"|`[^`\n{}]{0,80}`)\}",
        "a JavaScript expression",
        "Write the text itself, or a variable: `{% $name %}`.",
    ),
    _rule(
        "snippet",
        "--8<--",
        "block",
        r"\A-{1,2}8<-{1,2}[ \t]*(?:\"[^\"\n]{0,200}\")?",
        "a snippet",
        'Write `{% partial file="/part.md" /%}`.',
    ),
    _rule(
        "directive",
        "..",
        "block",
        r"\A\.\.[ \t]+[A-Za-z][\w-]*::[^\n]{0,80}",
        "a directive of reStructuredText",
        "Write a tag in its place, such as `{% callout %}` or `{% image %}`.",
    ),
    _rule(
        "heading-without-blank",
        "##",
        "block",
        r"\A#{2,6}[A-Za-z][^\n#]{0,100}$",
        "a heading without a blank after its signs",
        "Write `## Title`, with a blank.",
    ),
    _rule(
        "toml",
        "+++",
        "block",
        r"\A\+\+\+\n[\w-]{1,40} *= *[^\n]{1,80}",
        "front matter in TOML",
        "Write it as YAML between two lines '---'.",
    ),
    _rule(
        "comment-unclosed",
        "<!--",
        "text",
        r"<!--(?![^\n]*-->)[^\n]{0,80}",
        "a comment that is never closed",
        "Close it with `-->`.",
    ),
    _rule(
        "bold-with-blanks",
        ("** ",),
        "text",
        r"(?<![^\s(])\*\* [A-Za-z][^*\n]{0,80} \*\*(?![^\s.,;:!?)])",
        "bold text with blanks inside its signs",
        "Write `**text**`, without blanks inside.",
    ),
    _rule(
        "image-size",
        (" =",),
        "text",
        r"!\[[^\]\n]{0,100}\]\([^()\s/]{1,200} +=\d{0,5}%?x?\d{0,5}%?\)",
        "an image with its size",
        'Write `{% image src="…" alt="…" width=100 /%}`.',
    ),
    _rule(
        "keys",
        "++",
        "text",
        r"(?<![\w+])\+\+[a-z0-9]{1,20}(?:\+[a-z0-9-]{1,20}){1,4}\+\+(?![\w+])",
        "a key combination",
        "Write **Ctrl+C**, or add a tag for keys to theme/tags.",
    ),
    _rule(
        "target",
        ")=",
        "block",
        r"\A\([A-Za-z][\w-]{1,60}\)=[ \t]*$",
        "the target of a link",
        "Write `{% #id %}` at the end of the heading.",
    ),
    _rule(
        "include",
        "{{#include {{#rustdoc_include {{#playground {{#title {{#template",
        "text",
        r"\{\{#(?:include|rustdoc_include|playground|title|template)\b[^{}\n]{0,120}\}\}",
        "an inclusion",
        'Write `{% partial file="/part.md" /%}`.',
    ),
    _rule(
        "math-inline",
        "$$",
        "text",
        r"(?<=[^$\n\\])\$\$[^$\n]{1,200}\$\$",
        "a formula",
        "Formulas can't be shown: write it as code, or add an image of it.",
    ),
    _rule(
        "footnote-inline",
        "^[",
        "text",
        r"\^\[[^\[\]\n]{1,200}\](?![(\[])",
        "a footnote",
        "Write the remark in brackets.",
    ),
    _rule(
        "role",
        ":`",
        "text",
        r"(?<![\w`]):(?:ref|doc|term|class|func|meth|mod|attr|option|envvar|guilabel|menuselection|kbd|abbr|numref):`[^`\n]{1,200}`",
        "a role of reStructuredText",
        "Write a link `[text](/page)`, or **bold** text.",
    ),
    _rule(
        "contents",
        "[TOC] [toc] [[_TOC_]] [[toc]] [[TOC]]",
        "block",
        r"\A\[?\[_?(?:TOC|toc)_?\]\]?[ \t]*\Z",
        "a list of contents",
        "Remove it: each page has one beside its text.",
    ),
    _rule(
        "wiki-link",
        "[[",
        "text",
        r"(?<![\[\\])\[\[[A-Za-z][^\[\]|\n]{0,80}(?:[ /][^\[\]|\n]{1,80}|\|[^\[\]\n]{1,80})\]\](?![(\[])",
        "a link of a wiki",
        "Write `[text](/page)`.",
    ),
    _rule(
        "definition-list",
        ":",
        "block",
        _LINE + r"\n[ \t]{0,3}:[ \t]+\S[^\n]{0,80}",
        "a definition list",
        "Set `markdown: {definition_lists: true}` in handrail.yml, or write a list: `- **Term:** text`.",
    ),
    _rule(
        "abbreviation",
        "*[",
        "block",
        r"\A\*\[[^\[\]\n]{1,60}\]:[ \t]",
        "an abbreviation",
        "Set `markdown: {abbreviations: true}` in handrail.yml, or write it out where it is used first.",
    ),
    _rule(
        "highlight",
        "==",
        "text",
        r"(?<![=!<>\w])==(?=[^\s=])[^=\n`]{1,80}(?<=[^\s=])==(?![=\w])",
        "marked text",
        "Write `**bold**`.",
    ),
    _rule(
        "emoji",
        _EMOJI_SIGNS,
        "text",
        rf"(?<![\w:]):(?:{'|'.join(map(re.escape, _EMOJI))}|(?:{'|'.join(_ICONS)})-[a-z0-9-]{{2,60}}):(?![\w:])",
        "the name of an emoji",
        'Write the character itself, or an icon: `{% icon iconName="check" /%}`.',
    ),
)
