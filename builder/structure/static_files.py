"""Static roots: folders whose files are published at their own addresses if that is safe."""

from __future__ import annotations

from msgspec.structs import replace

from builder.content.discover import FileTree
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.content_files import RUN_BY_BROWSERS
from builder.structure.reserved_paths import PAGE_FILES, VERSION_FILES, reserved_file


def serve_static(tree: FileTree) -> Outcome[FileTree]:
    """The tree in which static files are images at their addresses; those that can't be published are reported."""
    if not tree.static:
        return Outcome(tree)
    problems: list[Diagnostic] = []
    served = {}
    for path, stamp in tree.static.items():
        if path in tree.images:
            continue
        reason = _reason_against(path)
        if reason:
            message = f"'{stamp.path}' is not published: {reason}."
            problems.append(diagnostic_at("static-not-published", in_file(stamp.path), message, subject=path))
        else:
            served[path] = stamp
    return Outcome(replace(tree, images={**served, **tree.images}, static=served), tuple(problems))


def _reason_against(path: str) -> str:
    name = path.rpartition("/")[2]
    if path.lower().endswith(RUN_BY_BROWSERS):
        return "browsers would run what is in it"
    if name in PAGE_FILES or name in VERSION_FILES or reserved_file({}, (), "", path.lstrip("/")):
        return "Handrail publishes a file of that name itself"
    return ""
