"""The errors that Handrail raises on purpose. Each kind owns its exit code; its text says what is wrong and what to do.

An author's mistake in the content is a :class:`~builder.diagnostics.diagnostic.Diagnostic`, not an exception.
"""

from __future__ import annotations

from typing import ClassVar

from builder.diagnostics.diagnostic import Diagnostic

CLEAN = 0
PROBLEMS = 1
"""The content has problems at or above the failing level."""
USAGE = 2
INTERNAL_ERROR = 70
"""A bug in Handrail itself: ``EX_SOFTWARE`` of sysexits.h."""
INTERRUPTED = 130


class HandrailError(Exception):
    """The base of all errors that Handrail raises on purpose."""

    exit_code: ClassVar[int] = USAGE

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostics = diagnostics
        """The problems that led to it, for a report; often none."""


class UsageError(HandrailError):
    """What was asked for can't be done: an unknown edition or version, an option that doesn't fit."""


class ConfigurationError(HandrailError):
    """``handrail.yml`` has problems; they are its diagnostics."""


class FileAccessError(HandrailError):
    """A file that is needed can't be read or written."""


class PublishError(HandrailError):
    """The output can't be written."""


class WorkersUnavailableError(HandrailError):
    """The workers that were asked for can't be used."""


class TemplateRenderError(HandrailError):
    """A template of the theme failed while a page was rendered; the diagnostic says where."""

    exit_code = PROBLEMS
