"""Input: whether the system reports changes of files: file systems that don't, limits, and a probe."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from builder.regular_file import read_file

MOUNTS = "/proc/self/mountinfo"
LIMITS = Path("/proc/sys/fs/inotify")
PROBE = ".handrail-probe-"
"""The head of the name of a file that is made and deleted at once; its event shows that events arrive."""

_REMOTE = frozenset(
    {
        *("9p", "drvfs", "virtiofs", "fakeowner", "grpcfuse", "osxfs"),
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "gfs2", "ocfs2"),
        *("vboxsf", "vmhgfs", "prl_fs"),
    }
)
"""Types of file systems that another machine, or the host of this one, can change without an event here."""


def silent_type(path: str) -> str:
    """The type of the file system that holds a path, if others can change it without an event here; else empty."""
    best, kind = "", ""
    for mount, type in _mounts():
        if len(mount) >= len(best) and (path == mount or path.startswith(mount.rstrip("/") + "/")):
            best, kind = mount, type
    return kind if kind in _REMOTE or kind.startswith("fuse.") else ""


def _mounts() -> Iterator[tuple[str, str]]:
    """Mount points and their types; a later one replaces an earlier one at the same place."""
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return
    for line in lines:
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) > 4 and right:
            yield _unescaped(fields[4]), right.split(" ")[0]


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def limit_reached(error: OSError) -> str:
    """The message about a limit of the system for watched folders, with the command that raises it; else empty."""
    if error.errno == errno.ENOSPC:
        return _limit("max_user_watches", "watched folders", 524_288)
    if error.errno == errno.EMFILE:
        return _limit("max_user_instances", "programs that watch", 1024)
    return ""


def _limit(name: str, counted: str, more: int) -> str:
    value = 0
    with suppress(OSError, ValueError):
        value = int(read_file(LIMITS / name))
    said = f" ({value})" if value else ""
    command = f"sudo sysctl fs.inotify.{name}={max(more, 2 * value)}"
    return f"The system's limit of {counted}{said} is reached. To raise it: {command}."


def probe_path(folder: str) -> str:
    """The path of this process's probe in a folder."""
    return os.path.join(folder, f"{PROBE}{os.getpid()}")


def make_probe(path: str) -> bool:
    """Make and delete the probe; whether its folder could be written to."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        return False
    with suppress(OSError):
        os.unlink(path)
    return True
