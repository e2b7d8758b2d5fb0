"""Input: the theme's static files, each published under a name with its digest.

A file names another by a relative path in quotes, as in ``import "./tabs.js"`` or ``url("mark.svg")``. Such names are
replaced by the published ones, so a file's digest covers all files that it loads.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath

import msgspec

from builder.caches import bounded_cache
from builder.content.inside import OutsideError
from builder.content.paths import url_path
from builder.content.source import leaves_project, read_whole
from builder.content.unread import printable, wrong_name
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.digests import integrity_digest
from builder.regular_file import files_below
from builder.theme.context import AssetFile
from builder.theme.joined_scripts import join_scripts

FOLDER = "assets"
"""The folder of static files in the output."""

_HASH_LENGTH = 8
_TEXT_SUFFIXES = (".css", ".js")
_COMMENT_LINES = {
    ".js": re.compile(rb"^[ \t]*//.*\n|^[ \t]*/\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n", re.MULTILINE),
    ".css": re.compile(rb"^[ \t]*/\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n", re.MULTILINE),
}
"""Comments on lines of their own; those of the shipped theme are not sent to readers."""
_INDENTATION = re.compile(rb"^[ \t]+|\n(?=\n)", re.MULTILINE)
_BLANKS = (
    (re.compile(rb"\s*([{};])\s*"), rb"\1"),
    (re.compile(rb";}"), b"}"),
    (re.compile(rb"(?<=[a-z-]): "), b":"),
    (re.compile(rb",\s+"), b","),
)
"""Spaces in the shipped style sheets; no text in quotes there contains these patterns."""
_REFERENCE = re.compile(r"""(?<=["'])(\.{1,2}/[\w./-]+\.[a-z0-9]+)(?=["'])""")


class StaticFile(msgspec.Struct, frozen=True):
    """A static file, ready to be written."""

    name: str
    """Name in the theme, below ``static/``: ``handrail.css``."""
    path: str
    """Path in the output: ``assets/handrail.1a2b3c4d.css``."""
    data: bytes
    integrity: str
    """``sha384-…`` of ``data``."""


def load_assets(themes: Sequence[Path], shared: Sequence[str] = ()) -> Outcome[Mapping[str, StaticFile]]:
    """The files below ``static/`` of each theme folder, by name; a later theme overrides by name."""
    raw: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for index, theme in enumerate(themes):
        root = theme / "static"
        for file in sorted(files_below(root)):
            name = file.relative_to(root).as_posix()
            if wrong_name(name):
                found.append(_diagnostic(printable(name), f"'{printable(name)}' has a name that {wrong_name(name)}."))
                continue
            try:
                data = read_whole(theme.parent, f"{theme.name}/static/{name}", shared)
            except OutsideError:
                found.append(leaves_project(f"{theme.name}/static/{name}"))
            except OSError as error:
                found.append(_diagnostic(name, f"'{name}' can't be read: {error.strerror}."))
            else:
                raw[name] = data if index else _compact(name, data)
    naming = _Naming(join_scripts(raw))
    files = {name: naming.published(name) for name in sorted(naming.raw)}
    return Outcome(files, (*found, *naming.diagnostics))


@bounded_cache(128)
def _compact(name: str, data: bytes) -> bytes:
    """A file of the shipped theme without comments, indentation and, in style sheets, other meaningless spaces."""
    suffix = PurePosixPath(name).suffix
    comments = _COMMENT_LINES.get(suffix)
    if comments is None:
        return data
    data = _INDENTATION.sub(b"", comments.sub(b"", data))
    for pattern, instead in _BLANKS if suffix == ".css" else ():
        data = pattern.sub(instead, data)
    return data


def asset_table(files: Mapping[str, StaticFile], base: str) -> dict[str, AssetFile]:
    """The assets as templates see them, for a site below the path ``base``."""
    return {name: AssetFile(base + url_path(file.path), file.integrity) for name, file in files.items()}


def static_file(name: str, data: bytes) -> StaticFile:
    """The published form of a file; also for generated files, such as the project's colours."""
    digest = integrity_digest(data)
    path = PurePosixPath(name)
    hashed = path.with_name(f"{path.stem}.{digest.hex()[:_HASH_LENGTH]}{path.suffix}")
    return StaticFile(name, f"{FOLDER}/{hashed}", data, "sha384-" + b64encode(digest).decode())


class _Naming:
    """Names files from the leaves up, because a file's name depends on the files that it refers to."""

    def __init__(self, raw: Mapping[str, bytes]) -> None:
        self.raw = raw
        self._done: dict[str, StaticFile] = {}
        self._open: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def published(self, name: str) -> StaticFile:
        done = self._done.get(name)
        if done is not None:
            return done
        self._open.append(name)
        data = self.raw[name]
        if name.endswith(_TEXT_SUFFIXES):
            text = data.decode("utf-8", "surrogateescape")
            text = _REFERENCE.sub(lambda match: self._rewritten(match[1], name), text)
            data = text.encode("utf-8", "surrogateescape")
        self._open.pop()
        self._done[name] = file = static_file(name, data)
        return file

    def _rewritten(self, reference: str, name: str) -> str:
        target = normpath(join(dirname(name), reference))
        if target not in self.raw:
            return reference
        if target in self._open:
            chain = " → ".join([*self._open[self._open.index(target) :], target])
            self.diagnostics.append(_diagnostic(name, f"Static files refer to each other in a circle: {chain}."))
            return reference
        published = PurePosixPath(self.published(target).path).name
        return str(reference[: reference.rindex("/") + 1] + published)


def _diagnostic(name: str, message: str) -> Diagnostic:
    return diagnostic_at("theme-file-invalid", in_file(f"theme/static/{name}"), message, subject=name)
