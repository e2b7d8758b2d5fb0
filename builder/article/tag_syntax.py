"""Explains to authors why a tag can't be read, and how to write it.

The grammar only knows what it expected next. Each rule below recognises one habit (other quotes, other template
languages, a forgotten sign) in the text between ``{%`` and ``%}``; the first that fits explains the tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from builder.article.condition_syntax import bare_argument, bare_condition, comparison, filter_pipe, operator
from builder.article.syntax_parts import (
    NAME,
    STRING,
    VARIABLE,
    SyntaxAdvice,
    is_nested,
    trimmed,
    value_at,
    without_braces,
)
from builder.markdoc.delimiters import BLANKS

LONGEST = 2_000
"""The number of code points of a tag that are examined."""

_VALUE = r"[^\s\"'{}\[\]()$,]{1,200}"
_CURLY = "“”„‟‘’‚«»"

_TEMPLATE = re.compile(
    "(?:end)?(?:assign|autoescape|block|break|call|capture|case|comment|continue|cycle|decrement|elif|elsif|embed|extends"
    "|filter|for|from|import|include|increment|layout|load|macro|raw|render|section|set|spaceless|static|trans|unless"
    "|url|verbatim|when|with)"
)
"""Words with which tags of Jinja, Liquid, Twig and Django begin."""

_FIRST_WORD = re.compile(rf"\s*-?\s*({NAME})")


def syntax_advice(content: str, tag_names: Sequence[str] | frozenset[str] = ()) -> SyntaxAdvice | None:
    """Advice about the text of a tag that can't be read; ``None`` if no rule applies.

    ``tag_names`` are the project's tags, whose names may be words of other template languages.
    """
    if len(content) > LONGEST:
        return None
    masked = STRING.sub(_masked, content)
    word = _FIRST_WORD.match(content)
    if word is not None and is_template_word(word[1]) and word[1] not in tag_names:
        return SyntaxAdvice(
            f"`{shown_tag(content)}` is a tag of another template language, which Handrail can't read.",
            "To show it as it is, write it as code: between backquotes, or in a code block.",
            *trimmed(content),
        )
    for rule in _RULES:
        found = rule(content, masked)
        if found is not None:
            return found
    return None


def is_template_word(name: str) -> bool:
    """Whether other template languages have a tag of this name."""
    return _TEMPLATE.fullmatch(name) is not None


def shown_tag(content: str) -> str:
    """A tag's text with its delimiters, on one line, shortened."""
    text = " ".join(content.split())
    shown = text if len(text) <= 60 else text[:57] + "…"
    return f"{{% {shown}{'' if shown.endswith('/') else ' '}%}}"


def _masked(string: re.Match[str]) -> str:
    """A string of the same length without any character that a rule looks for."""
    return '"' + "\x01" * (len(string[0]) - 2) + '"'


def _empty(content: str, masked: str) -> SyntaxAdvice | None:
    if content.strip(BLANKS):
        return None
    return SyntaxAdvice(
        "The tag `{% %}` is empty.", "Write its name, or remove it. To show it, write it as code: `{% %}`.", 0, 0
    )


def _white_space_control(content: str, masked: str) -> SyntaxAdvice | None:
    if re.search(r"\A[-~+]\s|\s[-~+]\s*\Z", content) is None:
        return None
    name = content.strip(" \n\t-~+")
    return SyntaxAdvice("The delimiters of a tag have no dashes.", f"Write `{shown_tag(name)}`.", *trimmed(content))


def _comment(content: str, masked: str) -> SyntaxAdvice | None:
    if re.match(r"\s*(?:#(?![\w-])|//|/\*|!--)", content) is None:
        return None
    return SyntaxAdvice("A tag can't contain a comment.", "Write `<!-- a comment -->`.", *trimmed(content))


def _brace_end(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.match(rf"\s*/?\s*({NAME}[^{{}}]{{0,200}})\}}", masked)
    if found is None:
        return None
    tag = " ".join(content[: found.end() - 1].split())
    return SyntaxAdvice(
        f"`{{% {tag}}}` ends with '}}' instead of '%}}'.", f"Write `{{% {tag} %}}`.", found.end() - 1, found.end()
    )


def _curly_quotes(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"(?:({NAME})\s*=\s*)?[{_CURLY}]([^{_CURLY}\"\n]{{0,200}})[{_CURLY}\"]?", masked)
    if found is None:
        return None
    value = content[found.start(2) : found.end(2)]
    written = f'{found[1]}="{value}"' if found[1] else f'"{value}"'
    start = found.start(2) - 1
    return SyntaxAdvice("A value has curly quotes.", f"Use straight quotes: `{written}`.", start, found.end())


def _single_quotes(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"(?:({NAME})\s*=\s*)?(['`])([^'`\"\n\x01]{{0,200}})\2", masked)
    if found is None or comparison(content, masked) is not None:
        return None
    kind = "single quotes" if found[2] == "'" else "backquotes"
    written = f'{found[1]}="{found[3]}"' if found[1] else f'"{found[3]}"'
    return SyntaxAdvice(
        f"A value is in {kind}.", f"Use double quotes: `{written}`.", found.start(3) - 1, found.end(3) + 1
    )


def _open_quote(content: str, masked: str) -> SyntaxAdvice | None:
    at = masked.rfind('"')
    if masked.count('"') % 2 == 0 or at < 0:
        return None
    first = next(match.start() for match in re.finditer('"', re.sub('"\x01*"', lambda m: "." * len(m[0]), masked)))
    escape = re.search(r"\\[^\"\\nrt]", content[first:])
    if escape is not None:
        return _lone_backslash(content, first + escape.start())
    return SyntaxAdvice("A value has no closing quote.", 'Put `"` at its end.', first, len(content.rstrip(BLANKS)))


def _bad_string(content: str, masked: str) -> SyntaxAdvice | None:
    """A string in which a backslash or a line end keeps it from being one."""
    found = re.search(r'"([^"\x01]{1,500})"', masked)
    if found is None:
        return None
    escape = re.search(r"\\[^\"\\nrt]", found[1])
    if escape is not None:
        return _lone_backslash(content, found.start(1) + escape.start())
    if "\n" in found[1]:
        return SyntaxAdvice(
            "A value in quotes continues on the next line.", "Write the value on one line.", *found.span()
        )
    return None


def _lone_backslash(content: str, at: int) -> SyntaxAdvice:
    return SyntaxAdvice(
        f"'{content[at : at + 2]}' can't be in a value: a backslash only goes before a quote, a backslash, n, r or t.",
        "To write a backslash, double it: `\\\\`.",
        at,
        at + 2,
    )


def _spaced_sign(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"(?<![\w.$-])({NAME})(\s+=\s*|=\s+(?![/%]|{NAME}\s*=|\Z))(?=\S)", masked)
    if found is None:
        return None
    return SyntaxAdvice(
        f"There are spaces around the '=' of '{found[1]}'.",
        f"Write it without them: `{found[1]}={value_at(content, found.end())}`.",
        found.start(2),
        found.end(2),
    )


def _colon(content: str, masked: str) -> SyntaxAdvice | None:
    flat = without_braces(masked)
    found = re.search(rf"(?<![\w.$:-])({NAME}):\s*(?=[^\s:])", flat)
    if found is None:
        return None
    return SyntaxAdvice(
        f"The attribute '{found[1]}' is written with ':'.",
        f"Write `{found[1]}={value_at(content, found.end())}`.",
        found.end(1),
        found.end(1) + 1,
    )


def _comma(content: str, masked: str) -> SyntaxAdvice | None:
    at = without_braces(masked).find(",")
    if at < 0:
        return None
    return SyntaxAdvice("There is a comma between two attributes.", "Separate them with a space.", at, at + 1)


def _expression(content: str, masked: str) -> SyntaxAdvice | None:
    """``name={"value"}``, ``name={{…}}``: braces as in JSX."""
    found = re.search(rf"({NAME})=(\{{\s*(\"\x01*\"|-?[\d.]+|true|false|{VARIABLE})\s*\}})", masked)
    if found is None:
        return None
    value = content[found.start(3) : found.end(3)]
    return SyntaxAdvice(
        f"The value of '{found[1]}' is in braces.", f"Write it without them: `{found[1]}={value}`.", *found.span(2)
    )


def _object_sign(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"\{{(?:[^{{}}]{{0,500}},)?\s*({NAME}|\"\x01*\")\s*(=)\s*", masked)
    if found is None:
        return None
    return SyntaxAdvice(
        "In an object, a name is followed by ':'.",
        f"Write `{{{content[found.start(1) : found.end(1)]}: {value_at(content, found.end())}}}`.",
        *found.span(2),
    )


def _missing_comma(content: str, masked: str) -> SyntaxAdvice | None:
    """Two values of a list, an object or a call, or two attributes, without a separator."""
    found = re.search(r"(\"\x01*\"|[\w\])}])([ \t\n]+)(?=[\"$\w\[{])", masked)
    while found is not None and not is_nested(masked, found.start(2)):
        found = re.compile(found.re.pattern).search(masked, found.end())
    if found is not None:
        return SyntaxAdvice("There is no comma between two values.", "Separate them with a comma.", *found.span(2))
    glued = re.search(r"\"\x01*\"(?=[\w#.]|\")", masked)
    if glued is not None:
        return SyntaxAdvice(
            "There is no space between a value and what follows it.", "Put a space there.", glued.end(), glued.end() + 1
        )
    return None


def _second_value(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"\s((?:\"\x01*\")|-?\d[\d.]*|{VARIABLE})(?=\s|/?\s*\Z)", without_braces(masked))
    if found is None:
        return None
    value = content[found.start(1) : found.end(1)]
    return SyntaxAdvice(
        f"The value `{value}` belongs to no attribute.", f"Write its name before it: `name={value}`.", *found.span(1)
    )


def _braces(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"({NAME})=\{{", masked)
    if found is None:
        return None
    return SyntaxAdvice(
        f"The value of '{found[1]}' is not an object.",
        'Write an object as `{name: "value", other: 1}`; JavaScript doesn\'t work here.',
        found.end() - 1,
        len(content.rstrip(BLANKS)),
    )


def _odd_name(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"(?<!\S)([:@*.#]?{NAME}(?:[.:@]{NAME}){{0,8}}[?!]?)=", masked)
    if found is None or re.fullmatch(NAME, found[1]):
        return None
    return SyntaxAdvice(
        f"'{found[1]}' can't be the name of an attribute.",
        "A name consists of letters, digits, '-' and '_'.",
        *found.span(1),
    )


def _no_value(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"(?<![\w.$-])({NAME})=(?=\s|/?\s*\Z)", masked)
    if found is None:
        return None
    return SyntaxAdvice(
        f"The attribute '{found[1]}' has no value.", f'Write `{found[1]}="…"`, or remove it.', *found.span()
    )


def _no_quotes(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"(?<![\w.$-])({NAME})=({_VALUE})", masked)
    while found is not None and re.fullmatch(r"(?:true|false|null|-?\d+(?:\.\d+)?)/?", found[2]):
        found = re.compile(rf"(?<![\w.$-])({NAME})=({_VALUE})").search(masked, found.end())
    if found is None or masked[found.end() : found.end() + 1] == "(":
        return None
    value = found[2].removesuffix("/") if masked[found.end() :].strip() == "" else found[2]
    if '"' in value or "\x01" in value:
        return None
    return SyntaxAdvice(
        f"The value of '{found[1]}' has no quotes.",
        f'Write `{found[1]}="{value}"`.',
        found.start(2),
        found.start(2) + len(value),
    )


def _closing(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.match(rf"\s*/\s*({NAME})", masked)
    if found is None:
        return None
    return SyntaxAdvice(
        "A closing tag consists of a slash and the name.", f"Write `{{% /{found[1]} %}}`.", *trimmed(content)
    )


def _bare_word(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"\S\s+({NAME})(?=\s|/?\s*\Z)", without_braces(masked))
    if found is None or found[1] in ("true", "false", "null"):
        return None
    return SyntaxAdvice(
        f"The word '{found[1]}' is neither an attribute nor a value.",
        f"An attribute has a value: `{found[1]}=true`. Text is in double quotes.",
        *found.span(1),
    )


def _list_items(content: str, masked: str) -> SyntaxAdvice | None:
    found = re.search(rf"\[[^\[\]{{}}]{{0,500}}?(?<![\w$.\"\x01])((?!true\b|false\b|null\b){NAME})\s*[,\]]", masked)
    if found is None:
        return None
    return SyntaxAdvice(f"The text '{found[1]}' in a list has no quotes.", f'Write `"{found[1]}"`.', *found.span(1))


_RULES: tuple[Callable[[str, str], SyntaxAdvice | None], ...] = (
    _empty,
    _white_space_control,
    _comment,
    _curly_quotes,
    _single_quotes,
    _open_quote,
    _bad_string,
    comparison,
    operator,
    _brace_end,
    bare_condition,
    filter_pipe,
    _expression,
    _object_sign,
    _missing_comma,
    bare_argument,
    _spaced_sign,
    _colon,
    _comma,
    _odd_name,
    _no_value,
    _no_quotes,
    _list_items,
    _closing,
    _bare_word,
    _braces,
    _second_value,
)
