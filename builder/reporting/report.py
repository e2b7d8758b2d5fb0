"""The report of a command, ready to be shown in any format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic
from builder.diagnostics.visible import visible
from builder.exit_codes import CLEAN, PROBLEMS


class RuleText(msgspec.Struct, frozen=True):
    """The meaning of a code, for formats that carry it."""

    title: str
    explanation: str
    help: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Problems, with the texts that they are about."""

    diagnostics: tuple[Diagnostic, ...]
    """The problems, by file and place."""
    pages: int = 0
    """The number of pages checked."""
    lines: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The lines of each file that has problems, by path."""
    rules: Mapping[str, RuleText] = msgspec.field(default_factory=dict)
    """The meaning of each code."""
    program: str = ""
    """The program's version."""
    known: int | None = None
    """The number of problems left out because the baseline lists them; ``None`` without a baseline."""
    fixed: tuple[str, ...] = ()
    """Problems of the baseline that are fixed."""
    folder: str = ""
    """The project's path from the current folder, with a ``/`` at its end; empty for the current folder or a project
    outside it.

    Code hosts expect paths from the top of a repository, where their jobs run.
    """

    fail_on: str = "error"
    """The lowest severity that fails the check: ``error`` or ``warning``."""

    @property
    def counts(self) -> dict[str, int]:
        """The number of problems of each severity."""
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {severity: found[severity] for severity in SEVERITIES}

    def path(self, diagnostic_path: str) -> str:
        """A file's path for a code host; empty for problems without a file."""
        return f"{self.folder}{diagnostic_path}" if diagnostic_path else ""

    def is_failure(self, diagnostic: Diagnostic) -> bool:
        """Whether this problem fails the check."""
        return diagnostic.severity == "error" or diagnostic.severity == self.fail_on

    def exit_code(self, *, fail_on: str = "error") -> int:
        """1 if a problem is at or above the failing level (``error`` or ``warning``), else 0."""
        counts = self.counts
        failing = counts["error"] + (counts["warning"] if fail_on == "warning" else 0)
        return PROBLEMS if failing else CLEAN


def in_one_line(diagnostic: Diagnostic) -> str:
    """The message and the help, each a sentence."""
    end = "" if not diagnostic.help or diagnostic.message.endswith((".", "?", "!", ":")) else "."
    return visible(f"{diagnostic.message}{end} {diagnostic.help}".strip())
