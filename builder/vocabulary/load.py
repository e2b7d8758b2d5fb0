"""Input: reads the tag files and icon sheets of the themes; later themes override earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from builder.content.inside import OutsideError
from builder.content.source import leaves_project, read_whole
from builder.content.unread import printable, wrong_name
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.digests import bytes_digest, running_digest
from builder.vocabulary.added_tags import with_additions
from builder.vocabulary.additions import SchemaAdditions
from builder.vocabulary.definition import Icon, TagDefinition, Vocabulary
from builder.vocabulary.front_matter import invalid_file
from builder.vocabulary.functions import function_problems
from builder.vocabulary.icons import read_icons
from builder.vocabulary.message_file import MessageFile, file_problems, languages_for, messages_in, read_message_file
from builder.vocabulary.messages import ENGLISH
from builder.vocabulary.renderer import template_errors
from builder.vocabulary.schema_file import SCHEMA_FILE, read_schema_file
from builder.vocabulary.tag_file import read_tag_file

_SUFFIX = ".html"
_ICON_SHEET = "icons.svg"
_MESSAGES = ".yml"


def load_vocabulary(
    themes: Sequence[Path], shared: Sequence[str] = (), languages: Sequence[str] = (ENGLISH,)
) -> Outcome[Vocabulary]:
    """The tags of a site, and the words of its theme in these languages, the site's own first.

    Each theme is a folder that may contain ``tags/<name>.html``, ``messages/<language>.yml`` and ``icons.svg``; the
    first is the shipped one, and later ones add and override by name. An invalid file gives a diagnostic, and the tag
    of that name from an earlier theme, if any, is kept.
    """
    loader = _Loader(shared, languages)
    for index, theme in enumerate(themes):
        loader.add(theme, overrides=index > 0)
    loader.apply_additions()
    messages = {language: messages_in(language, loader.messages) for language in languages}
    vocabulary = Vocabulary(
        tags=loader.tags,
        icons=loader.icons,
        digest=loader.digest.hexdigest(),
        files=loader.files,
        additions=loader.additions,
        broken=frozenset(loader.broken),
        messages={language: outcome.value for language, outcome in messages.items()},
        language=languages[0],
    )
    # Our tests prove that the shipped templates compile; compiling them all would slow down every build.
    found = (
        *loader.diagnostics,
        *template_errors(vocabulary, loader.overrides),
        *function_problems(loader.additions.functions),
        *loader.message_problems(),
        *(diagnostic for outcome in messages.values() for diagnostic in outcome.diagnostics),
    )
    return Outcome(vocabulary, found)


class _Loader:
    """Collects tags, icons and messages, theme by theme."""

    def __init__(self, shared: Sequence[str], languages: Sequence[str]) -> None:
        self._shared = shared
        self._languages = tuple(dict.fromkeys(near for each in languages for near in languages_for(each)))
        self.messages: list[MessageFile] = []
        self.tags: dict[str, TagDefinition] = {}
        self.overrides: list[TagDefinition] = []
        self.icons: dict[str, Icon] = {}
        self.broken: set[str] = set()
        self.digest = running_digest()
        self.files: dict[str, str] = {}
        self.additions = SchemaAdditions()
        self.schema_path = ""
        self.diagnostics: list[Diagnostic] = []

    def add(self, theme: Path, *, overrides: bool) -> None:
        """Add one theme."""
        for file in sorted((theme / "tags").glob("*" + _SUFFIX)):
            self._add_tag(file, f"{theme.name}/tags/{file.name}", overrides)
        sheet = theme / _ICON_SHEET
        if sheet.is_file():
            self.icons.update(read_icons(self._read(sheet, f"{theme.name}/{_ICON_SHEET}") or ""))

        self._add_messages(theme, overrides)
        schema = theme / SCHEMA_FILE
        if schema.is_file():
            path = f"{theme.name}/{SCHEMA_FILE}"
            outcome = read_schema_file(self._read(schema, path) or "", path)
            self.diagnostics.extend(outcome.diagnostics)
            self.additions, self.schema_path = outcome.value, path

    def apply_additions(self) -> None:
        """Extend the tags as the schema file says."""
        if self.additions.tags:
            outcome = with_additions(self.tags, self.additions.tags, self.schema_path)
            self.tags = outcome.value
            self.diagnostics.extend(outcome.diagnostics)

    def _add_messages(self, theme: Path, overrides: bool) -> None:
        """The files of the languages that the site has; another one is reported if it is the project's own."""
        for language in self._languages:
            file = theme / "messages" / f"{language}{_MESSAGES}"
            path = f"{theme.name}/messages/{file.name}"
            if file.is_file():
                self.messages.append(read_message_file(self._read(file, path) or "", path, language, is_own=overrides))
        for file in sorted((theme / "messages").glob("*" + _MESSAGES)) if overrides else ():
            if file.stem not in self._languages:
                shown = printable(f"{theme.name}/messages/{file.name}")
                message = f"'{shown}' is not read: the site has no pages in '{printable(file.stem)}'."
                self.diagnostics.append(diagnostic_at("theme-file-unused", in_file(shown), message, subject=shown))

    def message_problems(self) -> Iterator[Diagnostic]:
        """The problems of the project's own message files."""
        english = messages_in(ENGLISH, self.messages).value
        for file in self.messages:
            if file.is_own:
                yield from file_problems(file, english)

    def _add_tag(self, file: Path, path: str, overrides: bool) -> None:
        wrong = wrong_name(file.name)
        text = self._read(file, path) if not wrong else None
        if wrong:
            shown = printable(path)
            self.diagnostics.append(invalid_file(shown, f"'{shown}' can't be used: its name {wrong}.", 1, 1))
        name = file.name.removesuffix(_SUFFIX)
        outcome = read_tag_file(name, text, path) if text is not None else Outcome[TagDefinition | None](None)
        self.diagnostics.extend(outcome.diagnostics)
        tag = outcome.value
        if tag is None:
            self.digest.update(b"broken " + name.encode("utf-8", "surrogateescape"))
            self.broken.add(name)
            return
        for name in (tag.name, *tag.aliases):
            self.tags[name] = replace(tag, name=name, alias_of=tag.name if name != tag.name else "", is_own=overrides)
        if overrides:
            self.overrides.append(self.tags[tag.name])

    def _read(self, file: Path, path: str) -> str | None:
        try:
            data = read_whole(_holder(file, path), path, self._shared)
            text = data.decode("utf-8")
        except OutsideError:
            self.diagnostics.append(leaves_project(path))
            return None
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            self.diagnostics.append(invalid_file(path, f"'{path}' can't be read: {reason}.", 1, 1))
            return None
        self.digest.update(b"%d %s %d " % (len(path), path.encode(), len(data)) + data)
        self.files[path] = bytes_digest(data)
        return text.replace("\r\n", "\n")


def _holder(file: Path, path: str) -> Path:
    """The folder that contains the theme: the project, for its own theme."""
    return file.parents[path.count("/")]
