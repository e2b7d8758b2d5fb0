"""Reads a message file: the words of the theme in one language. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from builder.content.yaml_document import YamlDocument
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest
from builder.vocabulary.messages import ENGLISH, PLACEHOLDER, Message, Messages, plural_forms

SECTIONS = ("theme", "scripts")
"""The keys at the top of a message file."""
CONFIGURATION = "handrail.yml"
"""The file that names the site's languages."""
SHOWN_KEYS = 5
"""Keys without a translation that a diagnostic names."""


class MessageFile(msgspec.Struct, frozen=True):
    """The messages of one file."""

    path: str
    language: str
    is_own: bool
    """Whether it is the project's own."""
    document: YamlDocument

    def section(self, name: str) -> Mapping[str, Any]:
        """The messages of one section by key; empty for one that can't be used."""
        value = self.document.value
        found = value.get(name) if isinstance(value, dict) else None
        return found if isinstance(found, dict) else {}


def read_message_file(text: str, path: str, language: str, *, is_own: bool) -> MessageFile:
    """One file; its problems are found when it is compared with English."""
    return MessageFile(path, language, is_own, read_yaml(text))


def languages_for(language: str) -> tuple[str, ...]:
    """The languages whose message files have words for one, the nearest first: ``pt-BR``, ``pt``, ``en``."""
    parts = language.split("-")
    nearer = ("-".join(parts[:end]) for end in range(len(parts), 0, -1))
    return tuple(dict.fromkeys((*nearer, ENGLISH)))


def messages_in(language: str, files: Sequence[MessageFile]) -> Outcome[Messages]:
    """The words of one language. A file of the project's comes before the shipped one of the same language."""
    order = languages_for(language)
    used = sorted((file for file in files if file.language in order), key=lambda file: not file.is_own)
    used.sort(key=lambda file: order.index(file.language))
    english = {name: _joined(used, name, (ENGLISH,)) for name in SECTIONS}
    sections = {name: _joined(used, name, order) for name in SECTIONS}
    missing = [
        key
        for name in SECTIONS
        for key in english[name]
        if not any(key in file.section(name) for file in used if file.language != ENGLISH)
    ]
    found = Messages(language, sections["theme"], sections["scripts"])
    if order == (ENGLISH,) or not missing or language.split("-")[0] == ENGLISH:
        return Outcome(found)
    return Outcome(found, (_untranslated(language, missing),))


def _joined(files: Sequence[MessageFile], section: str, order: Sequence[str]) -> dict[str, Message]:
    """The messages of a section: of each key, that of the first file that has it."""
    joined: dict[str, Message] = {}
    for file in reversed([file for file in files if file.language in order]):
        joined.update((key, each) for key, each in file.section(section).items() if _is_message(each))
    return joined


def _is_message(value: object) -> bool:
    if isinstance(value, dict):
        return "other" in value and all(isinstance(each, str) for each in value.values())
    return isinstance(value, str)


def _untranslated(language: str, missing: Sequence[str]) -> Diagnostic:
    named = ", ".join(missing[:SHOWN_KEYS]) + (", …" if len(missing) > SHOWN_KEYS else "")
    message = f"Some texts of the theme have no translation into '{language}': {named}."
    hint = f"Add them to theme/messages/{language}.yml; until then readers see them in English."
    return diagnostic_at("message-untranslated", in_file(CONFIGURATION), message, subject=language, help=hint)


def file_problems(file: MessageFile, english: Messages) -> Iterator[Diagnostic]:
    """The problems of a file: everything in it must be in English too, with the same placeholders.

    ``english`` has the words of the project's own English file too, which may name words of its own templates.
    """
    for problem in file.document.problems:
        yield _problem(file, f"The file is not valid YAML: {problem.message}.", (), (problem.line, problem.column))
    value = file.document.value
    if file.document.problems or value is None:
        return
    if not isinstance(value, dict):
        yield _problem(file, "A message file has the keys 'theme' and 'scripts', each with messages by key.", ())
        return
    for name, messages in value.items():
        if name not in SECTIONS:
            yield _unknown(file, (name,), SECTIONS)
        elif not isinstance(messages, dict):
            yield _problem(file, f"'{name}' must be a list of 'key: message' lines.", (name,))
        else:
            known = english.theme if name == "theme" else english.scripts
            for key, message in messages.items():
                yield from _message_problems(file, (name, key), message, known)


def _message_problems(
    file: MessageFile, path: tuple[str, str], message: object, known: Mapping[str, Message]
) -> Iterator[Diagnostic]:
    original = known.get(path[1])
    if original is None:
        if not _is_message(message):
            yield _problem(file, f"'{path[1]}' must be text.", path)
        elif file.language != ENGLISH:
            yield _unknown(file, path, tuple(known))
        return
    if isinstance(original, str) != isinstance(message, str) or not _is_message(message):
        forms = ", ".join(plural_forms(file.language))
        wanted = "text" if isinstance(original, str) else f"one text for each plural form: {forms}"
        yield _problem(file, f"'{path[1]}' must be {wanted}.", path)
        return
    texts = {"": message} if isinstance(message, str) else message
    allowed = {name for text in _texts(original) for name in PLACEHOLDER.findall(text)}
    assert isinstance(texts, dict)
    for form, text in texts.items():
        if form and form not in plural_forms(file.language):
            said = ", ".join(plural_forms(file.language))
            yield _problem(file, f"'{form}' is not a plural form of '{file.language}': it has {said}.", (*path, form))
        wrong = [name for name in PLACEHOLDER.findall(text) if name not in allowed]
        if wrong:
            yield _problem(file, f"'{path[1]}' has no value '{{{wrong[0]}}}'.", (*path, form) if form else path)


def _texts(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message.values())


def _unknown(file: MessageFile, path: tuple[str, ...], known: Sequence[str]) -> Diagnostic:
    near = nearest(path[-1], known)
    hint = f"Did you mean '{near[0]}'?" if near else ""
    return _problem(file, f"There is no message '{path[-1]}' in the theme.", (*path, ""), hint=hint, near=near)


def _problem(
    file: MessageFile,
    message: str,
    path: tuple[str, ...],
    place: tuple[int, int] | None = None,
    hint: str = "",
    near: Sequence[str] = (),
) -> Diagnostic:
    line, column = place or file.document.places.get(path, (1, 1))
    subject = ".".join(filter(None, path))
    return diagnostic_at(
        "message-invalid", in_file(file.path, line, column), message, subject, help=hint, suggestions=tuple(near)
    )
