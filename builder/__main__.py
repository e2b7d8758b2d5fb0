"""``handrail`` and ``python -m builder``: the same program."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import NoReturn

from builder import __version__
from builder.exit_codes import INTERNAL_ERROR, INTERRUPTED, USAGE


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
        pass  # the reader has closed the pipe
    except OSError as error:
        os.write(2, f"handrail: the output can't be written: {error.strerror}.\n".encode())
        code = code or USAGE
    os._exit(code)


def _run() -> int:
    # A terminal that can't show a letter shows its number.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code: int = importlib.import_module("builder.cli").run()
    except BrokenPipeError:
        return 0  # the reader has read enough
    except KeyboardInterrupt as error:
        sys.stderr.write(f"\n{str(error) or 'Interrupted; the previous site is unchanged.'}\n")
        return INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError):
            # The machine refused a request; this is not a bug.
            explained = importlib.import_module("builder.reporting.system_error").explained
            sys.stderr.write(f"handrail: {explained(error)}\n")
            return USAGE
        importlib.import_module("builder.reporting.crash_report").report()
        return INTERNAL_ERROR
    return code


if __name__ == "__main__":
    main()
