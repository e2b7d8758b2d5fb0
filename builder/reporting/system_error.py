"""Describes an error of the system: which file, why, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from builder.diagnostics.visible import visible

_ADVICE: Mapping[int, str] = {
    errno.ENOSPC: "The disk is full: free some space, or name another output folder with -o.",
    errno.EDQUOT: "Your quota on the disk is used up: free some space, or name another output folder with -o.",
    errno.EMFILE: "Too many files are open: raise the limit with 'ulimit -n', or use fewer processes with --jobs.",
    errno.ENFILE: "The machine has too many files open: close other programs, or use fewer processes with --jobs.",
    errno.ENOMEM: "The machine is out of memory: use fewer processes with --jobs.",
    errno.EACCES: "Change its permissions, or run Handrail as a user who may use it.",
    errno.EPERM: "Change its permissions, or run Handrail as a user who may use it.",
    errno.EROFS: "The file system is read-only: name another output folder with -o, and use --no-cache.",
    errno.EIO: "The disk or the network failed: look at the system's log, then try again.",
    errno.ESTALE: "The network file system has lost it: try again.",
    errno.ETIMEDOUT: "The network file system does not answer: try again.",
    errno.ENOLCK: "This file system, like some network ones, has no locks: use another one for the output with -o.",
    errno.EOPNOTSUPP: "The file system can't do this: use another one for the output with -o.",
    errno.ENAMETOOLONG: "Shorten the names of its folders.",
    errno.ELOOP: "A symbolic link points back to itself: remove it.",
    errno.ENOENT: "It was there a moment ago: try again when nothing else changes the project.",
    errno.ENOTDIR: "There is a file where a folder is expected: remove or rename it.",
    errno.EISDIR: "There is a folder where a file is expected: remove or rename it.",
    errno.EINVAL: "Replace it with a regular file.",
}


def explained(error: OSError) -> str:
    """One line for the user: ``'handrail.yml' can't be used: Permission denied. Change its permissions, …``."""
    name = error.filename or error.filename2
    text = error.strerror or str(error) or type(error).__name__
    advice = _ADVICE.get(error.errno or 0, "Try again, or look at the system's log.")
    subject = f"'{_printable(name)}' can't be used" if name else "The system refused a request"
    return f"{subject}: {text}. {advice}"


def _printable(name: object) -> str:
    return visible(name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else str(name))
