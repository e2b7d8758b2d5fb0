"""Finds files that were renamed by the problems that they keep, so that these do not count as new. Pure.

Pages are matched by their addresses and texts (:mod:`builder.comparison.match_pages`); this is for partials, menus,
images and all other files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.fingerprint import fingerprinted

LEAST_ALIKE = 0.5
"""The share of the problems of two files that must be the same for one file that was renamed."""

_Problem = tuple[str, str]
"""A code, and a subject in which the file's own name doesn't count."""
_OWN_NAME = "\0"


def renamed_files(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], gone: Collection[str], come: Collection[str]
) -> Mapping[str, str]:
    """New paths by old ones, among the files that are ``gone`` and those that have ``come``."""
    old, new = _by_file(before, gone), _by_file(after, come)
    holders: dict[_Problem, list[str]] = {}
    for path, problems in sorted(new.items()):
        for problem in problems:
            holders.setdefault(problem, []).append(path)
    found: list[tuple[float, str, str]] = []
    for path, problems in old.items():
        # Problems that many files have say little about one of them.
        for other in sorted({other for problem in problems for other in holders.get(problem, ())[:20]}):
            likeness = (problems & new[other]).total() / max(problems.total(), new[other].total())
            if likeness >= LEAST_ALIKE:
                found.append((-likeness, path, other))
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for _, path, other in sorted(found):
        if path not in renamed and other not in taken:
            renamed[path] = other
            taken.add(other)
    return renamed


def at_path(diagnostic: Diagnostic, path: str) -> Diagnostic:
    """The problem as it is if its file has this path."""
    if path == diagnostic.path:
        return diagnostic
    subject = diagnostic.subject
    root = diagnostic.path.removesuffix(subject)
    if subject and root != diagnostic.path and path.startswith(root):
        subject = path[len(root) :]
    return fingerprinted(replace(diagnostic, path=path, subject=subject))


def _by_file(diagnostics: Iterable[Diagnostic], files: Collection[str]) -> dict[str, Counter[_Problem]]:
    found: dict[str, Counter[_Problem]] = {}
    for each in diagnostics:
        if each.path in files:
            is_own = bool(each.subject) and each.path.endswith(each.subject)
            problem = each.code, _OWN_NAME if is_own else each.subject
            found.setdefault(each.path, Counter())[problem] += 1
    return found
