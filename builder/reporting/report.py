"""The report of a command, ready to be shown in any format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic
from builder.diagnostics.visible import visible
from builder.exit_codes import CLEAN, PROBLEMS


class RuleText(msgspec.Struct, frozen=True):
    """The meaning of a code, for the formats that carry it."""

    title: str
    explanation: str
    help: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Findings, with the texts that they are about."""

    diagnostics: tuple[Diagnostic, ...]
    """By file and place."""
    pages: int = 0
    """How many pages were looked at."""
    lines: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The lines of each file that has findings, by path."""
    rules: Mapping[str, RuleText] = msgspec.field(default_factory=dict)
    """What the codes mean."""
    program: str = ""
    """The program's version."""
    known: int | None = None
    """Findings left out because the baseline has them; ``None`` without a baseline."""
    fixed: tuple[str, ...] = ()
    """Findings of the baseline that are no more."""
    folder: str = ""
    """Where the project is as seen from the folder the program runs in, with a ``/`` at its end; empty if it is that
    folder or lies outside. Code hosts want paths from the top of a repository, which is where their jobs run."""

    fail_on: str = "error"
    """The gravity from which on findings fail a check: ``error`` or ``warning``."""

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity there are."""
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {severity: found[severity] for severity in SEVERITIES}

    def path(self, diagnostic_path: str) -> str:
        """A file's path for a code host; empty for what is in no file."""
        return f"{self.folder}{diagnostic_path}" if diagnostic_path else ""

    def is_failure(self, diagnostic: Diagnostic) -> bool:
        """Whether this finding fails the check."""
        return diagnostic.severity == "error" or diagnostic.severity == self.fail_on

    def exit_code(self, *, fail_on: str = "error") -> int:
        """1 if anything is at or above the failing level (``error`` or ``warning``), else 0."""
        counts = self.counts
        failing = counts["error"] + (counts["warning"] if fail_on == "warning" else 0)
        return PROBLEMS if failing else CLEAN


def in_one_line(diagnostic: Diagnostic) -> str:
    """The message and the help, each a sentence."""
    end = "" if not diagnostic.help or diagnostic.message.endswith((".", "?", "!", ":")) else "."
    return visible(f"{diagnostic.message}{end} {diagnostic.help}".strip())
