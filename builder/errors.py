"""The errors that Handrail raises on purpose. Each kind owns its exit code; its text describes the problem and the fix.

An author's mistake in the content is a :class:`~builder.diagnostics.diagnostic.Diagnostic`, not an exception.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from builder.diagnostics.diagnostic import Diagnostic
from builder.exit_codes import PROBLEMS, USAGE


class HandrailError(Exception):
    """The base of all errors that Handrail raises on purpose."""

    exit_code: ClassVar[int] = USAGE

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostics = diagnostics
        """The problems that led to it, for a report; often none."""

    def __reduce__(self) -> tuple[object, ...]:
        # A worker sends its error to the process that started it.
        return type(self), (self.message, self.diagnostics)


class UsageError(HandrailError):
    """A request that can't be met: an unknown edition or version, an option that doesn't fit."""


class ConfigurationError(HandrailError):
    """``handrail.yml`` has problems; they are its diagnostics."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...], folder: Path) -> None:
        super().__init__(message, diagnostics)
        self.folder = folder
        """The project's folder."""

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.diagnostics, self.folder)


class ChecklistError(HandrailError):
    """A guide, a version or a results file that was asked for can't be used."""


class FileAccessError(HandrailError):
    """A file that is needed can't be read or written."""


class PublishError(HandrailError):
    """The output can't be written."""


class WorkersUnavailableError(HandrailError):
    """The workers that were asked for can't be used."""


class WorkerLostError(HandrailError):
    """A process ended before its work was done: something stopped it."""


class TemplateRenderError(HandrailError):
    """A template of the theme failed while a page was rendered; the diagnostic says where."""

    exit_code = PROBLEMS

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message, (diagnostic,))
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.diagnostic,)
