"""The language's errors in an author's words. Ids, levels and places are those of the reference implementation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from builder.article.tag_syntax import is_template_word, shown_tag, syntax_advice
from builder.content.document import Document
from builder.diagnostics.span import Span
from builder.markdoc import Config, ValidationError
from builder.markdoc.delimiters import BLANKS, CLOSE, OPEN, TagEnds
from builder.markdoc.schema import CONTENT


class Words(NamedTuple):
    """The message and the help that a person reads about an error."""

    message: str
    help: str = ""
    """Empty for the catalogue's help."""
    span: Span | None = None
    """The wrong part, where it is smaller than the error's own place."""


class Case(msgspec.Struct, frozen=True):
    """An error with the values that its message needs."""

    error: ValidationError
    document: Document
    config: Config
    ends: TagEnds

    @property
    def written(self) -> str:
        """The source at the error's place."""
        span = self.error.span
        return self.document.text[span.start : span.end] if span is not None else ""

    @property
    def what(self) -> str:
        """The element at which it is reported."""
        return f"the tag '{self.error.tag}'" if self.error.tag else BLOCKS.get(self.error.type, f"a {self.error.type}")


BLOCKS: Mapping[str, str] = {
    "document": "the page",
    "heading": "a heading",
    "paragraph": "a paragraph",
    "inline": "a line of text",
    "list": "a list",
    "item": "a list item",
    "blockquote": "a quotation",
    "table": "a table",
    "thead": "a table's head",
    "tbody": "a table's body",
    "tr": "a table row",
    "td": "a table cell",
    "th": "a table cell",
    "strong": "bold text",
    "em": "emphasis",
    "s": "struck text",
    "fence": "a code block",
    "code_block": "a code block",
    "code": "code",
    "link": "a link",
    "image": "an image",
    "hr": "a thematic break",
    "softbreak": "a line break",
    "hardbreak": "a line break",
    "text": "text",
    "comment": "a comment",
}
"""Authors' names of block types whose names are jargon."""

TYPES: Mapping[str, str] = {
    "String": "text in double quotes",
    "Number": "a number without quotes",
    "Boolean": "true or false, without quotes",
    "Array": 'a list such as ["a", "b"]',
    "Object": 'an object such as {name: "value"}',
}


def in_plain_words(case: Case) -> Words:
    """The message and the help of an error; the reference's own words for an id that no rule knows."""
    say = _WORDS.get(case.error.id)
    return say(case) if say is not None else Words(case.error.message)


def _suggested(error: ValidationError) -> str:
    return f"Did you mean '{error.suggestions[0]}'?" if error.suggestions else ""


def _quoted(message: str) -> list[str]:
    return re.findall(r"'([^']*)'", message)


# Tags that can't be read


def _parse_error(case: Case) -> Words:
    text = case.document.text
    span = case.error.span or Span(0, 0)
    opening = text.rfind(OPEN, 0, span.start + 1)
    if opening < 0:
        return Words("This tag can't be read.", _FORM)
    start = opening + len(OPEN)
    end = case.ends.find(opening)
    content = text[start : end if end >= 0 else span.end]
    return _unreadable(content, start, span, case.config)


def _fence_tag_error(case: Case) -> Words:
    span = case.error.span or Span(0, 0)
    line_end = case.document.text.find("\n", span.start)
    first = case.document.text[span.start : line_end if line_end >= 0 else None]
    at = first.find(OPEN)
    end = first.find(CLOSE, at)
    start = span.start + at + len(OPEN)
    if end < 0:
        return Words(
            "The annotation after the code block's language has no `%}`.",
            "Close it on the same line.",
            Span(start - len(OPEN), span.start + len(first)),
        )
    content = first[at + len(OPEN) : end]
    return _unreadable(content, start, Span(start, start + len(content)), case.config)


_FORM = (
    'A tag is written `{% name attribute="value" %}`. '
    "A value is text in double quotes, a number, true, false, a $variable or a function's call."
)


def _unreadable(content: str, start: int, span: Span, config: Config) -> Words:
    advice = syntax_advice(content, frozenset(config.tags))
    if advice is not None:
        return Words(advice.message, advice.help, Span(start + advice.start, start + advice.end))
    rest = content[max(0, span.start - start) :].split()
    where = f" at '{rest[0][:40]}'" if rest else ""
    return Words(f"The tag `{shown_tag(content)}` can't be read{where}.", _FORM)


# Tags


def _tag_undefined(case: Case) -> Words:
    name = case.error.tag
    ended = re.fullmatch(r"end[_-]?([A-Za-z]\w*)", name)
    if ended is not None and (ended[1] in case.config.tags):
        return Words(f"There is no tag '{name}'.", f"A tag is closed with a slash: `{{% /{ended[1]} %}}`.")
    if name in ("elseif", "elsif", "elif", "else_if", "else-if", "elseIf"):
        return Words(f"There is no tag '{name}'.", "Write `{% else $condition /%}`.")
    if is_template_word(name):
        return Words(
            f"'{name}' is a tag of another template language, which Handrail can't read.",
            "To show it as it is, write it as code: between backquotes, or in a code block.",
        )
    if isinstance(case.config.variables, Mapping) and name in case.config.variables:
        return Words(f"There is no tag '{name}'.", f"The variable of this name is written `{{% ${name} %}}`.")
    if name in case.config.functions:
        return Words(f"There is no tag '{name}'.", f"The function of this name is called `{{% {name}(…) %}}`.")
    near = _suggested(case.error)
    if not near and _inner(case.written) == name:
        near = f"Correct its name, or add a file for it to theme/tags. A variable begins with '$': `{{% ${name} %}}`."
    return Words(f"There is no tag '{name}'.", near)


def _tag_placement(case: Case) -> Words:
    if case.error.message.endswith("inline"):
        return Words(f"The tag '{case.error.tag}' must be inside a line of text.", "Move it into a sentence.")
    return Words(f"The tag '{case.error.tag}' must be on a line of its own.", "Put blank lines before and after it.")


def _self_closing(case: Case) -> Words:
    name = case.error.tag
    return Words(
        f"The tag '{name}' takes no content.",
        f"Write `{shown_tag(_inner(case.written) + ' /')}`, and remove its closing tag `{{% /{name} %}}`.",
    )


def _inner(written: str) -> str:
    return written.removeprefix(OPEN).split(CLOSE)[0].strip(BLANKS)


def _child_invalid(case: Case) -> Words:
    found = re.match(r"Can't nest '(.*)' in '(.*)'", case.error.message)
    child, parent = (found[1], found[2]) if found is not None else ("", "")
    inner = f"the tag '{case.error.tag}'" if child == "tag" else BLOCKS.get(child, f"'{child}'")
    outer = BLOCKS.get(parent, f"the tag '{parent}'")
    return Words(f"{inner[0].upper()}{inner[1:]} can't be in {outer}.", "Move it out.")


def _annotation(case: Case) -> Words:
    if case.error.type == "fence":
        return Words(
            f"`{case.written}` is in a code block and annotates nothing.",
            "Close the code block above it: a line that begins another block, with a language, does not.",
        )
    return Words(f"`{case.written}` annotates nothing.", "Put it at the end of the line that it is for.")


def _table_syntax(case: Case) -> Words:
    found = re.match(r"Found (\S+)(?: (\S+))? where", case.error.message)
    kind, tag = (found[1], found[2]) if found is not None else ("something", None)
    what = f"the tag '{tag}'" if tag else BLOCKS.get(kind, kind)
    return Words(
        f"The table contains {what} between its rows; each row must be a list.",
        "Indent the content of a cell below the cell's own line.",
    )


# Attributes


def _attribute_undefined(case: Case) -> Words:
    name = case.error.attribute
    if name == "primary":
        return Words(
            f"The value {case.written or 'after the name'} has no name, and {case.what} takes only named values.",
            f"Write its name before it: `{_first_required(case) or 'name'}={case.written or 'value'}`.",
        )
    message = f"{case.what[0].upper()}{case.what[1:]} has no attribute '{name}'."
    known = [each for each in _attributes(case) if each not in ("class", "id", "primary")]
    if case.error.suggestions or not known:
        return Words(message, _suggested(case.error))
    listed = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
    return Words(message, f"Its attributes are: {listed}.")


def _first_required(case: Case) -> str:
    schema = case.config.tags.get(case.error.tag)
    return schema.required[0] if schema is not None and schema.required else ""


def _attributes(case: Case) -> tuple[str, ...]:
    config = case.config
    schema = config.tags.get(case.error.tag) if case.error.tag else config.nodes.get(case.error.type)
    return tuple(schema.all_attributes) if schema is not None else ()


def _attribute_type(case: Case) -> Words:
    name, written = case.error.attribute, case.written
    types = re.findall(r"\w+", (_quoted(case.error.message) or [""])[-1])
    if name == "primary" and "boolean" in types:
        return Words(
            f"The condition `{written}` is neither true nor false.",
            f"Compare it: `equals($name, {written})`." if written else "",
        )
    wanted = " or ".join(TYPES.get(each.capitalize(), each) for each in types if each != "undefined")
    help_ = f"Write {wanted}."
    bare = written.strip("\"'")
    if "Boolean" in types and bare.lower() in ("true", "false", "yes", "no"):
        help_ = f"Write `{name}={'true' if bare.lower() in ('true', 'yes') else 'false'}`, without quotes."
    elif "Number" in types and re.fullmatch(r"-?\d+(?:\.\d+)?", bare):
        help_ = f"Write `{name}={bare}`, without quotes."
    elif types == ["String"] and re.fullmatch(r"[\w.-]+", written):
        help_ = f'Write `{name}="{written}"`.'
    elif types == ["Object"] and written.startswith('"{'):
        help_ = f"Write `{name}={bare}`, without quotes."
    return Words(f"The value of '{name}' must be {wanted}.", help_)


def _attribute_value(case: Case) -> Words:
    name, message = case.error.attribute, case.error.message
    partial = re.match(r"Partial `(.*)` not found", message)
    if partial is not None:
        return Words(f"There is no partial '{partial[1]}'.", _partial_help(case, partial[1]))
    if message.startswith("The 'id' attribute"):
        return Words(
            f"The id '{case.written.lstrip('#').strip(chr(34))}' must begin with a letter.",
            "Change its first character.",
        )
    allowed = re.match(r"Attribute '.*?' must match one of (\[.*\])\. Got '(.*)' instead\.\Z", message, re.DOTALL)
    if allowed is not None:
        values = " or ".join(", ".join(allowed[1].strip("[]").replace('"', "").split(",")).rsplit(", ", 1))
        return Words(f"'{name}' can't be '{allowed[2]}'; it can be {values}.", _suggested(case.error))
    pattern = re.match(r"Attribute '.*?' must match (/.*/)\. Got '(.*)' instead\.\Z", message, re.DOTALL)
    if pattern is not None:
        return Words(f"'{name}' can't be '{pattern[2]}'.", f"It must match the regular expression {pattern[1]}.")
    return Words(message)


def _partial_help(case: Case, name: str) -> str:
    if case.error.suggestions:
        return _suggested(case.error)
    return "Its path begins with '/' and is relative to the folder 'partials' of the content."


def _attribute_missing(case: Case) -> Words:
    name = (_quoted(case.error.message) or [""])[0]
    what = f"{case.what[0].upper()}{case.what[1:]}"
    if name == "primary":
        return Words(f"{what} needs a value after its name.", f'Write `{{% {case.error.tag} "…" %}}`.')
    return Words(f"{what} needs the attribute '{name}'.", f'Add `{name}="…"`.')


def _duplicate(case: Case) -> Words:
    name = (_quoted(case.error.message) or [""])[0]
    return Words(f"The attribute '{name}' is set twice; the last value is used.", "Remove one of the two.")


# Variables and functions


def _variable(case: Case) -> Words:
    name = "$" + (_quoted(case.error.message) or [""])[0]
    known = case.error.suggestions
    if known:
        return Words(f"There is no variable '{name}'.", f"Did you mean '{_with_last(name, known[0])}'?")
    return Words(f"There is no variable '{name}'.")


def _with_last(path: str, name: str) -> str:
    before, dot, _ = path.rpartition(".")
    return f"{before}{dot}{name}" if dot else f"${name}"


def _function(case: Case) -> Words:
    name = (_quoted(case.error.message) or [""])[0]
    listed = ", ".join(case.config.functions)
    return Words(f"There is no function '{name}'.", _suggested(case.error) or f"The functions are: {listed}.")


def _parameter_undefined(case: Case) -> Words:
    name = (_quoted(case.error.message) or [""])[0]
    call = case.written.partition("(")[0]
    return Words(f"The function '{call}' takes no '{name}'.", _suggested(case.error) or "Remove it.")


def _parameter_type(case: Case) -> Words:
    found = _quoted(case.error.message)
    wanted = TYPES.get(found[-1], found[-1]) if found else "another kind of value"
    return Words(f"The argument '{found[0] if found else ''}' of '{case.written.partition('(')[0]}' must be {wanted}.")


def _parameter_missing(case: Case) -> Words:
    name = (_quoted(case.error.message) or [""])[0]
    which = f"argument {int(name) + 1}" if name.isdigit() else f"the argument '{name}'"
    return Words(f"The function '{case.written.partition('(')[0]}' needs {which}.", "Add it.")


def _tag_empty(case: Case) -> Words:
    names = case.error.message.split()
    attributes = " or ".join(f"`{name}`" for name in names if name != CONTENT)
    content = f"text between `{{% {case.error.tag} %}}` and `{{% /{case.error.tag} %}}`"
    needed = attributes if CONTENT not in names else f"{attributes} or {content}" if attributes else content
    return Words(f"The tag '{case.error.tag}' shows nothing: it has no {needed}.", "Add it, or remove the tag.")


_WORDS: Mapping[str, Callable[[Case], Words]] = {
    "parse-error": _parse_error,
    "fence-tag-error": _fence_tag_error,
    "tag-undefined": _tag_undefined,
    "tag-placement-invalid": _tag_placement,
    "tag-selfclosing-has-children": _self_closing,
    "child-invalid": _child_invalid,
    "no-inline-annotations": _annotation,
    "table-syntax": _table_syntax,
    "href-format-invalid": lambda case: Words("A tag or a variable in an address is published as it is written."),
    "slot-undefined": lambda case: Words(
        f"{case.what[0].upper()}{case.what[1:]} has no slot '{(_quoted(case.error.message) or [''])[0]}'.",
        _suggested(case.error),
    ),
    "slot-missing-required": lambda case: Words(
        f"{case.what[0].upper()}{case.what[1:]} needs the slot '{(_quoted(case.error.message) or [''])[0]}'."
    ),
    "attribute-undefined": _attribute_undefined,
    "attribute-type-invalid": _attribute_type,
    "attribute-value-invalid": _attribute_value,
    "attribute-missing-required": _attribute_missing,
    "duplicate-attribute": _duplicate,
    "tag-empty": _tag_empty,
    "icon-undefined": lambda case: Words(case.error.message, _suggested(case.error)),
    "variable-undefined": _variable,
    "function-undefined": _function,
    "parameter-undefined": _parameter_undefined,
    "parameter-type-invalid": _parameter_type,
    "parameter-missing-required": _parameter_missing,
}
