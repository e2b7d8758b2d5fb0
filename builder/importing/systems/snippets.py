"""Files that MkDocs pages include, ``--8<-- "file.md"``: their text is inserted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.content.paths import normalise
from builder.importing.records import Note
from builder.importing.source_files import SourceFiles

_LINE = re.compile(r"^([ \t]*)-{1,2}8<-{1,2}[ \t]+(?:\"([^\"\n]+)\"|'([^'\n]+)')[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"^([ \t]*)-{1,2}8<-{1,2}[ \t]*\n((?:.*\n)*?)[ \t]*-{1,2}8<-{1,2}[ \t]*$", re.MULTILINE)
_ESCAPED = re.compile(r"^([ \t]*);(-{1,2}8<-{1,2})", re.MULTILINE)
_SECTION = re.compile(r".*-{1,2}8<-{1,2}[ \t]*\[(start|end):[ \t]*([\w-]+)[ \t]*\]")
_LINES = re.compile(r"(.*?)((?::-?\d*){1,2}(?:,-?\d*:-?\d*)*)$")
DEEPEST = 8
MOST_CHARACTERS = 50_000_000
"""That are taken in for a whole site: parts that take in parts grow fast."""


class Snippets:
    """Knows the folders in which snippets are looked for."""

    def __init__(self, files: SourceFiles, folders: Sequence[str], notes: list[Note]) -> None:
        self._files = files
        self._folders = tuple(dict.fromkeys(folders))
        self._notes = notes
        self._left = MOST_CHARACTERS

    def expanded(self, text: str, path: str, first_line: int, depth: int = 0) -> str:
        """The text with every snippet in its place."""
        if "8<" not in text:
            return text
        text = _BLOCK.sub(lambda found: self._block(found), text)

        def replaced(found: re.Match[str]) -> str:
            line = first_line + text.count("\n", 0, found.start())
            name = found[2] or found[3]
            content = self._content(name) if depth < DEEPEST and self._left > 0 else None
            if content is None:
                self._notes.append(
                    Note(kind="left", construct="part that is missing", path=path, line=line, detail=name)
                )
                return found[0]
            self._left -= len(content)
            self._notes.append(
                Note(kind="done", construct="part that is written out", path=path, line=line, detail=name)
            )
            inner = self.expanded(content, path, line, depth + 1)
            return "\n".join(f"{found[1]}{each}" if each.strip() else each for each in inner.split("\n"))

        return _ESCAPED.sub(r"\1\2", _LINE.sub(replaced, text))

    def _block(self, found: re.Match[str]) -> str:
        """The form with a name on each line between two marks."""
        names = [line.strip() for line in found[2].split("\n") if line.strip()]
        return "\n".join(f'{found[1]}--8<-- "{name}"' for name in names if not name.startswith(";"))

    def _content(self, name: str) -> str | None:
        path, wanted = name, ""
        text = self._text(path)
        if text is None:
            ranged = _LINES.match(name)
            if ranged is not None:
                path, wanted = ranged[1], ranged[2]
            else:
                path, _, wanted = name.rpartition(":")
            text = self._text(path) if path else None
        if text is None:
            return None
        lines = text.rstrip("\n").split("\n")
        if not wanted:
            return "\n".join(line for line in lines if not _SECTION.match(line))
        if wanted[0] == ":":
            return "\n".join(self._ranges(lines, wanted))
        return "\n".join(_section(lines, wanted))

    def _ranges(self, lines: list[str], wanted: str) -> list[str]:
        found: list[str] = []
        for part in wanted.removeprefix(":").split(","):
            first, _, last = part.partition(":")
            start = int(first) if first.lstrip("-").isdigit() else 1
            end = int(last) if last.lstrip("-").isdigit() else len(lines)
            found.extend(lines[max(0, start - 1) : end])
        return found

    def _text(self, path: str) -> str | None:
        for folder in self._folders:
            place = normalise(f"{folder}/{path}")
            if place is not None and self._files.has(place):
                return self._files.text(place)
        return None


def _section(lines: list[str], name: str) -> list[str]:
    found: list[str] = []
    inside = False
    for line in lines:
        mark = _SECTION.match(line)
        if mark is not None:
            if mark[2] == name:
                inside = mark[1] == "start"
            continue
        if inside:
            found.append(line)
    return found
