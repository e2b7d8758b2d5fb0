"""Everything a page may ask for besides its own text; each question is recorded with a digest of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.content.code_files import CodeFile, ReadCode
from builder.content.document import Document, parse_document
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.content.source import Source
from builder.diagnostics.outcome import Read
from builder.diagnostics.suggest import HasNames, Names
from builder.digests import text_digest
from builder.markdoc import Node

CODE = "code"
PARTIAL = "partial"
VARIABLE = "variable"
EVERY_NAME = "*"
"""The question which names there are, asked to suggest one."""


class RecordedPartials(Mapping[str, Node], HasNames):
    """The trees of partials by name, parsed when first asked for and kept for the next page."""

    def __init__(self, texts: Mapping[str, str], options: MarkdownOptions = LANGUAGE_ALONE) -> None:
        self._options = options
        self._texts = texts
        self._documents: dict[str, Document] = {}
        self._asked: dict[str, str] = {}
        self._names: Names | None = None
        self._names_digest = ""

    def begin(self) -> None:
        """Forget what the page before asked for."""
        self._asked = {}

    def reads(self) -> tuple[Read, ...]:
        """Everything this page asked for, in order."""
        return tuple([Read(PARTIAL, name, digest) for name, digest in self._asked.items()])

    def document(self, name: str) -> Document:
        """A partial's document. Raises KeyError if there is none."""
        document = self._documents.get(name)
        if document is None:
            text = self._texts[name]
            source = Source(name, text, text_digest(text))
            document = self._documents[name] = parse_document(source, name, self._options).value
        return document

    def __getitem__(self, name: str) -> Node:
        self._ask(name)
        return self.document(name).ast

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._ask(name)

    def _ask(self, name: str) -> bool:
        there = name in self._texts
        if name not in self._asked:
            self._asked[name] = partial_digest(self._texts.get(name))
        return there

    def __iter__(self) -> Iterator[str]:
        self._ask_names()
        return iter(self._texts)

    def names(self) -> Names:
        """The names of all partials."""
        self._ask_names()
        if self._names is None:
            self._names = Names(self._texts)
        return self._names

    def _ask_names(self) -> None:
        self._names_digest = self._names_digest or names_digest(self._texts)
        self._asked[EVERY_NAME] = self._names_digest

    def __len__(self) -> int:
        return len(self._texts)


class RecordedCode:
    """The files of code that pages show."""

    def __init__(self, read: ReadCode) -> None:
        self._read = read
        self._asked: dict[str, str] = {}

    def begin(self) -> None:
        """Forget what was asked for before."""
        self._asked = {}

    def reads(self) -> tuple[Read, ...]:
        """Everything that was asked for, in order."""
        return tuple([Read(CODE, name, digest) for name, digest in self._asked.items()])

    def __call__(self, name: str) -> CodeFile:
        """The file of that name."""
        file = self._read(name)
        self._asked[name] = file.digest
        return file


class RecordedVariables(Mapping[str, Any], HasNames):
    """The variables that a page may use: the project's, its version's, and its own front matter."""

    def __init__(self, variables: Mapping[str, Any], front_matter: Mapping[str, Any]) -> None:
        self._variables = variables
        self._own = {"markdoc": {"frontmatter": dict(front_matter)}}
        self._asked: dict[str, str] = {}
        self._names: Names | None = None
        self._names_digest = ""
        self.is_personal = False
        """Whether the page's own front matter was asked for."""

    def begin(self) -> None:
        """Forget what was asked for before."""
        self._asked = {}
        self.is_personal = False

    def reads(self) -> tuple[Read, ...]:
        """Everything the page asked for, in order, except its own front matter."""
        return tuple([Read(VARIABLE, name, digest) for name, digest in self._asked.items()])

    def repeats(self, reads: Iterable[Read]) -> bool:
        """Whether the same questions have the same answers here."""
        return all(self._answer(read.name) == read.digest for read in reads)

    def _answer(self, name: str) -> str:
        if name != EVERY_NAME:
            return variable_digest(self._variables, name)
        self._names_digest = self._names_digest or names_digest(self._variables)
        return self._names_digest

    def __getitem__(self, name: str) -> Any:
        if name in self._own and name not in self._variables:
            self.is_personal = True
            return self._own[name]
        self._ask(name)
        return self._variables[name]

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        if name in self._own and name not in self._variables:
            self.is_personal = True
            return True
        self._ask(name)
        return name in self._variables

    def _ask(self, name: str) -> None:
        if name not in self._asked:
            self._asked[name] = self._answer(name)

    def __iter__(self) -> Iterator[str]:
        self._ask(EVERY_NAME)
        return iter({**self._own, **self._variables})

    def __len__(self) -> int:
        return len({**self._own, **self._variables})

    def names(self) -> Names:
        """The names of all variables."""
        self._ask(EVERY_NAME)
        if self._names is None:
            self._names = Names({**self._own, **self._variables})
        return self._names


def names_digest(names: Mapping[str, Any]) -> str:
    """The digest of which names there are."""
    return text_digest("\n".join(sorted(names)))


def partial_digest(text: str | None) -> str:
    """The digest of a partial as an answer; empty where there is none."""
    return "" if text is None else text_digest(text)


def variable_digest(variables: Mapping[str, Any], name: str) -> str:
    """The digest of a variable as an answer; empty where there is none."""
    if name not in variables:
        return ""
    return text_digest(json.dumps(variables[name], sort_keys=True, default=str))
