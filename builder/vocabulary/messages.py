"""The words of the theme in one language, with its plural forms and its dates.

Plural rules and dates come from the Unicode CLDR by way of babel, which is loaded only for languages other than
English.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
from markupsafe import Markup, escape

from builder.caches import bounded_cache

ENGLISH = "en"

PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
"""``{page}`` in a message: replaced by a value when the message is shown."""

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""The names of plural forms in the CLDR: https://cldr.unicode.org/index/cldr-spec/plural-rules"""

Message = str | Mapping[str, str]
"""A text, or one for each plural form of a count."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class UnknownMessageError(Exception):
    """A template uses a message that no message file has."""


class Messages(msgspec.Struct, frozen=True):
    """The words of one language, as templates get them under the name ``t``."""

    language: str = ENGLISH
    """BCP 47 tag."""
    theme: Mapping[str, Message] = {}
    """The words of templates, tags and outputs, by key."""
    scripts: Mapping[str, Message] = {}
    """The words of scripts, by key."""

    def __call__(self, key: str, count: int | None = None, **values: object) -> str:
        """The message of that key, with ``{name}`` replaced by values; ``count`` chooses its plural form."""
        message = self.theme.get(key)
        if message is None:
            raise UnknownMessageError(f"There is no message '{key}'.")
        if count is not None:
            values["count"] = count
        if not isinstance(message, str):
            form = plural_form(self.language, count or 0)
            message = message.get(form) or message["other"]
        return filled(message, values) if values else message

    @property
    def own_name(self) -> str:
        """The language's own name for itself."""
        locale = _locale(self.language) if self.language != ENGLISH else None
        name = str(locale.get_display_name() or "") if locale is not None else ""
        return (name[:1].upper() + name[1:]) or ("English" if self.language == ENGLISH else self.language)

    def date(self, day: str) -> str:
        """A day such as ``2026-11-23`` as the language writes it; a text in another form is unchanged."""
        try:
            parsed = date.fromisoformat(day)
        except ValueError:
            return day
        if self.language == ENGLISH:
            return f"{_MONTHS[parsed.month - 1]} {parsed.day}, {parsed.year}"
        locale = _locale(self.language)
        dates: Any = importlib.import_module("babel.dates") if locale is not None else None
        return day if dates is None else str(dates.format_date(parsed, "long", locale))


def filled(message: str, values: Mapping[str, object]) -> str:
    """The message with its values; HTML, in which all other text is escaped, if one of the values is HTML."""
    if any(isinstance(value, Markup) for value in values.values()):
        parts = PLACEHOLDER.split(message)
        names = (escape(values.get(part, "")) if at % 2 else escape(part) for at, part in enumerate(parts))
        return Markup("").join(names)
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], "")), message)


@bounded_cache(4_096)
def plural_form(language: str, count: int) -> str:
    """The name of the plural form of a count by the rules of the CLDR: ``one``, ``few``, ``other``."""
    return _rule(language)(count)


def plural_forms(language: str) -> tuple[str, ...]:
    """The names of all plural forms that a language has; those that any language has for an unknown one."""
    if language == ENGLISH:
        return ("one", "other")
    locale = _locale(language)
    return PLURAL_FORMS if locale is None else tuple(form for form in PLURAL_FORMS if form in _named(locale))


def _named(locale: Any) -> set[str]:
    return {*locale.plural_form.tags, "other"}


@bounded_cache(32)
def _rule(language: str) -> Callable[[int], str]:
    if language == ENGLISH:
        return lambda count: "one" if count == 1 else "other"
    locale = _locale(language)
    rule: Callable[[int], str] = locale.plural_form if locale is not None else (lambda count: "other")
    return rule


@bounded_cache(32)
def _locale(language: str) -> Any:
    """The entry of a language in the CLDR; ``None`` for a language that it does not have."""
    babel: Any = importlib.import_module("babel")
    parts = language.split("-")
    while parts:
        try:
            return babel.Locale.parse("-".join(parts), sep="-")
        except (ValueError, babel.UnknownLocaleError):
            parts.pop()
    return None
