"""Groups of similar problems, each reported once: one defect in several versions, or many problems of one code about
one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic

MOST_ALIKE = 3
"""Up to this many problems of one code about one thing are shown one by one."""


class ProblemGroup(msgspec.Struct):
    """One problem to show, and the similar ones."""

    first: Diagnostic
    others: list[Diagnostic]
    is_flood: bool = False
    """Whether the group has many mistakes, instead of one in several versions."""

    @property
    def files(self) -> int:
        """The number of files in the group."""
        return len({self.first.path, *(each.path for each in self.others)})


def grouped(diagnostics: Iterable[Diagnostic]) -> list[ProblemGroup]:
    """The problems by file and place; a group is at the place of its first problem."""
    groups = _each_defect_once(diagnostics)
    alike: dict[tuple[str, str, str], list[ProblemGroup]] = {}
    for group in groups:
        first = group.first
        alike.setdefault((first.code, first.severity, first.subject or first.message), []).append(group)
    found: list[ProblemGroup] = []
    for members in alike.values():
        if len(members) <= MOST_ALIKE:
            found += members
            continue
        others = [each for member in members[1:] for each in (member.first, *member.others)]
        found.append(ProblemGroup(members[0].first, [*members[0].others, *others], is_flood=True))
    return sorted(found, key=lambda group: group.first.sort_key)


def _each_defect_once(diagnostics: Iterable[Diagnostic]) -> list[ProblemGroup]:
    """Each defect in the first file that has it, with its places in the other versions.

    If a file has several similar defects, they are matched in order: second to second.
    """
    found: list[ProblemGroup] = []
    before: Counter[tuple[str, str]] = Counter()
    known: dict[tuple[str, int], ProblemGroup] = {}
    for diagnostic in diagnostics:
        in_file = (diagnostic.fingerprint, diagnostic.path)
        defect = (diagnostic.fingerprint, before[in_file])
        before[in_file] += 1
        if defect in known and diagnostic.fingerprint:
            known[defect].others.append(diagnostic)
        else:
            known[defect] = ProblemGroup(diagnostic, [])
            found.append(known[defect])
    return found


def worst_first(groups: Sequence[ProblemGroup], most: int) -> list[ProblemGroup]:
    """The first groups up to a limit, in their order; errors are kept before warnings."""
    if len(groups) <= most:
        return list(groups)
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    order = sorted(range(len(groups)), key=lambda index: ranks[groups[index].first.severity])
    return [groups[index] for index in sorted(order[:most])]
