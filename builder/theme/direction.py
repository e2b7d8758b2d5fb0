"""The direction in which a language is written."""

from __future__ import annotations

from builder.theme.context import Direction

_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "azb",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "syr",
    }
    | {"syr", "ug", "ur", "yi"}
)
"""Languages that are written from right to left unless their tag names another script."""

_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
"""ISO 15924 codes of scripts that are written from right to left."""


def direction_of(language: str) -> Direction:
    """That of a BCP 47 tag.

    >>> direction_of("ar-EG"), direction_of("az-Arab"), direction_of("ks-Deva"), direction_of("en")
    ('rtl', 'rtl', 'ltr', 'ltr')
    """
    primary, *others = language.lower().replace("_", "-").split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in _SCRIPTS if script else primary in _LANGUAGES) else "ltr"
