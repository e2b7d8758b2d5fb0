"""Output: prints an error that ends a command, with the problems that led to it."""

from __future__ import annotations

from builder.diagnostics.visible import visible
from builder.errors import ConfigurationError, HandrailError
from builder.reporting.report import Report
from builder.reporting.terminal import console, show


def show_error(error: HandrailError) -> None:
    """Print the error, or the report of its problems."""
    if isinstance(error, ConfigurationError):
        show(error.folder, Report(diagnostics=error.diagnostics))
    else:
        console().print(f"handrail: {visible(str(error))}", style="bold red")
