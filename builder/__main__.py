"""``handrail`` and ``python -m builder``: the same program."""

from __future__ import annotations

import importlib
import os
import sys
from typing import NoReturn

from builder import __version__

USAGE = 2
INTERRUPTED = 130
INTERNAL_ERROR = 70
"""Of the program itself: ``EX_SOFTWARE`` of sysexits.h."""


def main() -> None:
    """Run the command line; never a traceback, always an exit code that says what happened."""
    if sys.argv[1:] == ["--version"]:
        # Asked often by scripts: answered before anything else is loaded.
        sys.stdout.write(f"handrail {__version__}\n")
        return
    _leave(_run())


def _leave(code: int) -> NoReturn:
    """End with this code, without first taking apart record by record all that the process still holds."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass  # who reads has read enough
    except OSError as error:
        os.write(2, f"handrail: the output can't be written: {error.strerror}.\n".encode())
        code = code or USAGE
    os._exit(code)


def _run() -> int:
    try:
        code: int = importlib.import_module("builder.cli").run()
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted; the last site stands as it was.\n")
        return INTERRUPTED
    except Exception:
        importlib.import_module("builder.commands.crash_report").report()
        return INTERNAL_ERROR
    return code


if __name__ == "__main__":
    main()
