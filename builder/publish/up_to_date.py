"""Detects a site that is up to date: if no input of a build has changed, nothing is loaded.

A build records every file that it could read, by size, time and inode, and its results. If all are the same, and the
site's files are unchanged, the recorded results are used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.config import FILE as CONFIG_FILE
from builder.content.code_files import ReadCode
from builder.content.discover import all_stamps
from builder.content.history import head_commit
from builder.content.listing import FileStamp, Listing
from builder.content.project_files import LOCK_FILE
from builder.diagnostics.diagnostic import Diagnostic
from builder.digests import digest, path_key
from builder.engine.decoding import decoded
from builder.engine.file_stamps import COARSE_TICK_NS, now_ns, settled_ns
from builder.engine.store import Store
from builder.project.project import Project
from builder.publish.manifest import Published, is_left_as
from builder.theme.location import themes_of


class BuildRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a build: its inputs and results."""

    inputs: str
    """A digest of all possible inputs."""
    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]
    code: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The digest of each file of code that a page shows, by name."""


class InputSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """All possible inputs of a build at one moment."""

    key: str
    """Key of the record: one for each output folder."""
    inputs: str
    settled: bool
    """Whether every file is old enough that another change would be visible."""
    request: str
    """A digest of everything but the files."""
    folder: str
    stamps: tuple[FileStamp, ...]
    """The stamps of the files, by path."""
    taken_ns: int

    def others(self, pages: Iterable[str]) -> str:
        """A digest of all inputs but these pages, by path in the project.

        Empty if another change of a file would not be visible.
        """
        apart = {f"{self.folder}/{path}" for path in pages}
        files = [stamp for stamp in self.stamps if stamp.path not in apart]
        if not all(_is_settled(stamp, self.taken_ns) for stamp in files):
            return ""
        return digest(self.request, _encoded(files))


def input_snapshot(project: Project, program: str, target: Path, listing: Listing) -> InputSnapshot:
    """Stat every file that a build of the request could read."""
    moment = now_ns()
    folder, config = project.folder, project.config
    roots = [*(folder / root for root in config.roots), *themes_of(folder)]
    names = (
        CONFIG_FILE,
        config.redirects,
        config.baseline,
        config.markdown.glossary,
        LOCK_FILE,
        *config.inventories.values(),
    )
    files = [folder / name for name in names if name]
    stamps = sorted(all_stamps(files, roots, listing), key=lambda stamp: stamp.path)
    request = digest(
        program,
        repr(config),
        project.edition,
        str(project.drafts),
        repr(project.only),
        str(project.portable),
        head_commit(folder) or "",
    )
    return InputSnapshot(
        key=f"standing/{path_key(folder.resolve())}/{path_key(target.resolve())}",
        inputs=digest(request, _encoded(stamps)),
        settled=all(_is_settled(stamp, moment) for stamp in stamps),
        request=request,
        folder=os.fspath(folder),
        stamps=tuple(stamps),
        taken_ns=moment,
    )


def _is_settled(stamp: FileStamp, moment: int) -> bool:
    if stamp.mtime_ns < moment - COARSE_TICK_NS > stamp.ctime_ns:
        return True  # whatever the clock of its file system
    return settled_ns(stamp.mtime_ns, stamp.ctime_ns) < moment


def _encoded(stamps: Sequence[FileStamp]) -> bytes:
    """The stamps as bytes, of files whose names are not UTF-8 too."""
    paths = os.fsencode("\0".join([stamp.path for stamp in stamps]))
    return _ENCODE((paths, [(each.size, each.mtime_ns, each.ctime_ns, each.inode) for each in stamps]))


_ENCODE = msgspec.msgpack.Encoder().encode
_RECORD = msgspec.msgpack.Decoder(BuildRecord)


def unchanged_since(
    store: Store, target: Path, snapshot: InputSnapshot, earlier: Mapping[str, Published], read_code: ReadCode
) -> BuildRecord | None:
    """The record of the last build, if another build would have the same results."""
    record = decoded(_RECORD, store.get_many([snapshot.key]).get(snapshot.key)) if snapshot.settled else None
    if record is None or record.inputs != snapshot.inputs or not is_left_as(target, earlier):
        return None
    return record if all(read_code(name).digest == digest for name, digest in record.code.items()) else None


def keep_build_record(store: Store, snapshot: InputSnapshot, record: BuildRecord) -> None:
    """Keep the record for the next build. ``snapshot`` was taken before this build.

    The record of an earlier build is replaced in any case: it describes files that this build has replaced.
    """
    kept = record if snapshot.settled else replace(record, inputs="")
    store.put_many({snapshot.key: msgspec.msgpack.encode(kept)})
