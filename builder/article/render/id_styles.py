"""Anchor styles: how the id of each heading is made, readable, unique in its page, stable.

Each style is a rule that some program has published anchors by; :data:`RULES` describes the differences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import msgspec

from builder.caches import bounded_cache
from builder.content.anchor_styles import AnchorStyle
from builder.content.paths import composed
from builder.markdoc import Node

_NOT_IN_GITHUB_ID = re.compile(r"[^\w\- ]+")
_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_BLANKS = re.compile(r"\s+")


@bounded_cache(4096)
def github_id(text: str) -> str:
    """``Step 1: Log in (SSO)`` → ``step-1-log-in-sso``; vowel signs and accents of all scripts are kept."""
    lower = composed(text.strip().lower())
    kept = _NOT_IN_GITHUB_ID.sub("", lower) if lower.isascii() else "".join(filter(_is_in_github_id, lower))
    return kept.replace(" ", "-")


def _is_in_github_id(character: str) -> bool:
    """Letters, marks, decimal digits, connecting punctuation, as in Ruby's ``\\p{Word}``; dashes and spaces."""
    return character in "- " or unicodedata.category(character) in _WORD_CATEGORIES


@bounded_cache(4096)
def openmetadata_id(text: str) -> str:
    """``Step 1: Log in?`` → ``step-1:-log-in``."""
    return composed(_BLANKS.sub("-", text.replace("?", "")).lower())


_NAMED = {"&": " and ", "\u2665": " love ", "\U0001f984": " unicorn "}
_LATIN = str.maketrans(
    {
        **_NAMED,
        "\u00e4": "ae",
        "\u00f6": "oe",
        "\u00fc": "ue",
        "\u00c4": "Ae",
        "\u00d6": "Oe",
        "\u00dc": "Ue",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "AE",
        "\u0153": "oe",
        "\u0152": "OE",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0111": "d",
        "\u0110": "D",
        "\u00f0": "d",
        "\u00d0": "D",
        "\u00fe": "th",
        "\u00de": "TH",
    }
)
"""Latin letters that Unicode does not take apart, and signs that have a word."""
_CAMEL = (
    (re.compile(r"([A-Z]{2})(\d+)"), r"\1 \2"),
    (re.compile(r"([a-z\d])([A-Z])"), r"\1 \2"),
    (re.compile(r"([A-Z])([A-Z](?!s(?![a-z]))[a-z\d]+)"), r"\1 \2"),
)
_CONTRACTION = re.compile(r"([a-z\d])['\u2019]([ts])(?![a-z\d])")
_NOT_PLAIN = re.compile(r"[^a-z\d]+")


@bounded_cache(4096)
def slugify_id(text: str) -> str:
    """``fooBar & Baz's`` → ``foo-bar-and-bazs``, as @sindresorhus/slugify makes it of Latin letters."""
    taken_apart = unicodedata.normalize("NFKD", composed(text).translate(_LATIN))
    plain = "".join(each for each in taken_apart if not unicodedata.combining(each))
    for pattern, parts in _CAMEL:
        plain = pattern.sub(parts, plain)
    return _NOT_PLAIN.sub("-", _CONTRACTION.sub(r"\1\2", plain.lower())).strip("-")


_NOT_IN_PYTHON_ID = re.compile(r"[^\w\s-]")
_PYTHON_BLANKS = re.compile(r"[-\s]+")


@bounded_cache(4096)
def python_markdown_id(text: str) -> str:
    """``Caf\u00e9 (new)`` → ``cafe-new``, as Python-Markdown's table of contents makes it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _PYTHON_BLANKS.sub("-", _NOT_IN_PYTHON_ID.sub("", plain).strip().lower())


_NOT_IN_MINTLIFY_ID = re.compile(r"[^\w\u2019-]+")
_DASHES = re.compile(r"-{2,}")


@bounded_cache(4096)
def mintlify_id(text: str) -> str:
    """``What's new? (beta)`` → ``what\u2019s-new-beta``: an apostrophe is kept as printers set it."""
    lower = composed(text.strip().lower().replace("'", "\u2019"))
    return _DASHES.sub("-", _NOT_IN_MINTLIFY_ID.sub("-", lower)).strip("-")


class IdRule(msgspec.Struct, frozen=True):
    """How one style makes ids."""

    make: Callable[[str], str]
    of_direct_text: bool = False
    """Whether the text of bold, code and links in the heading is left out."""
    joint: str = "-"
    """Between a name and the number of its repetition."""
    first: int = 1
    """The number of the first repetition."""


RULES: Mapping[AnchorStyle, IdRule] = {
    "github": IdRule(github_id),
    "openmetadata": IdRule(openmetadata_id, of_direct_text=True),
    "markdoc": IdRule(openmetadata_id, of_direct_text=True),
    "slugify": IdRule(slugify_id, first=2),
    "python-markdown": IdRule(python_markdown_id, joint="_"),
    "mintlify": IdRule(mintlify_id, first=2),
}
"""The rules by style. ``markdoc`` is that of Markdoc's own documentation, which other sites have copied."""


def direct_text(node: Node) -> str:
    """The text directly in a heading, without the text of bold, code and links."""
    line = node.children[0] if node.children and node.children[0].type == "inline" else node
    parts = [c.attributes.get("content") for c in line.children if c.type == "text"]
    return " ".join(part for part in parts if isinstance(part, str))


def own_id(style: AnchorStyle, text: str, direct: str) -> str:
    """The id of a heading without an explicit one, as long as no other heading has the same.

    ``text`` is the heading's whole text, ``direct`` the part outside bold, code and links.
    """
    return _id(RULES[style], text, direct) or github_id(text) or "section"


def other_id(style: AnchorStyle, text: str, direct: str) -> str:
    """The heading's id in the style that sites used before they came to this one; may be empty."""
    return _id(RULES["openmetadata" if style == "github" else "github"], text, direct)


def _id(rule: IdRule, text: str, direct: str) -> str:
    return rule.make(direct if rule.of_direct_text else text)


class PageIds:
    """Assigns the ids of one page, each only once."""

    __slots__ = ("_rule", "_taken")

    def __init__(self, style: AnchorStyle) -> None:
        self._rule = RULES[style]
        self._taken: dict[str, int] = {}

    def claim(self, name: str) -> bool:
        """Reserve an id; False if the page already has it."""
        if name in self._taken:
            return False
        self._taken[name] = self._rule.first - 1
        return True

    def numbered(self, name: str) -> str:
        """The id itself, or if the page already has it, with the number of its repetition."""
        if self.claim(name):
            return name
        while True:
            self._taken[name] += 1
            numbered = f"{name}{self._rule.joint}{self._taken[name]}"
            if self.claim(numbered):
                return numbered
