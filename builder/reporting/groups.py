"""Problems that are alike, told as one: a defect of several versions, and floods of one code about one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic

MOST_ALIKE = 3
"""Problems of one code about one thing that are shown one by one."""


class ProblemGroup(msgspec.Struct):
    """One problem to show, and those that are like it."""

    first: Diagnostic
    others: list[Diagnostic]
    is_flood: bool = False
    """Whether it stands for many mistakes, not for one in several versions."""

    @property
    def files(self) -> int:
        """How many files have it."""
        return len({self.first.path, *(each.path for each in self.others)})


def grouped(diagnostics: Iterable[Diagnostic]) -> list[ProblemGroup]:
    """The problems by file and place, those that are alike at the place of the first."""
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
    """Each defect in the first file that has it, with its places in the others.

    Of several alike in a file, the second is the one of the second in another.
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
    """At most so many of them, in their order: of too many, the errors are kept before the warnings."""
    if len(groups) <= most:
        return list(groups)
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    order = sorted(range(len(groups)), key=lambda index: ranks[groups[index].first.severity])
    return [groups[index] for index in sorted(order[:most])]
