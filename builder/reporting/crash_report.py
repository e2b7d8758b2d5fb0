"""A bug of ours: one sentence for the author, a file with the traceback for the bug report."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback

from builder import __version__
from builder.diagnostics.visible import visible


def report() -> None:
    """Write the exception being handled to a file, and print where the file is."""
    error = sys.exc_info()[1]
    handle, path = tempfile.mkstemp(prefix="handrail-fault-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"handrail {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    sys.stderr.write(
        f"handrail: a bug in the program ({type(error).__name__}: {visible(str(error))}).\n"
        f"The previous site is unchanged. Please report this with the file {path}\n"
    )
