"""Stage 6: runs every check over the site, and adds the problems of earlier stages."""

from __future__ import annotations

import fnmatch
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.article.records import Suppression
from builder.checks import CHECKS
from builder.checks.suppressions import ignores_of, not_ignored, without_ignored
from builder.config import ProjectConfig
from builder.diagnostics.catalogue import FAMILIES, family, rule
from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic
from builder.diagnostics.fingerprint import fingerprinted
from builder.project.loaded_site import LoadedSite


class Checked(msgspec.Struct, frozen=True):
    """The results of all checks."""

    diagnostics: tuple[Diagnostic, ...]
    """Each problem once, by file and place."""
    results: tuple[Mapping[str, Any], ...]
    """The publication checklist: one entry for each family of checks."""


class SupersededError(Exception):
    """The checks were abandoned because there is a newer site to check."""


def check_site(
    config: ProjectConfig,
    loaded: LoadedSite,
    more: Iterable[Diagnostic] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Checked:
    """Every problem, with the project's severities. Raises SupersededError as soon as ``stop`` says so."""
    found = [*more, *loaded.diagnostics]
    for check in CHECKS:
        for diagnostic in check(loaded.site):
            found.append(diagnostic)
            if stop():
                raise SupersededError
        if stop():
            raise SupersededError
    diagnostics = _settled(config, without_ignored(found, ignores_of(loaded)))
    return Checked(diagnostics, _results(diagnostics))


EXTERNAL = "external"
"""The family of the checks of links to other sites."""


def settled(
    config: ProjectConfig, found: Iterable[Diagnostic], ignores: Mapping[str, Sequence[Suppression]]
) -> tuple[Diagnostic, ...]:
    """Problems found later, with the project's severities and without suppressed ones."""
    return _settled(config, not_ignored(found, ignores))


def _settled(config: ProjectConfig, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    kept = {d for d in (_with_severity(d, config) for d in found) if d is not None and not _ignored(d, config)}
    return tuple(sorted((fingerprinted(d) for d in kept), key=lambda d: d.sort_key))


def _with_severity(diagnostic: Diagnostic, config: ProjectConfig) -> Diagnostic | None:
    known = rule(diagnostic.code)
    help_text = diagnostic.help or known.help
    level = config.severity.get(diagnostic.code, diagnostic.severity)
    return None if level == "off" else replace(diagnostic, severity=level, help=help_text)


def _ignored(diagnostic: Diagnostic, config: ProjectConfig) -> bool:
    return any(fnmatch.fnmatchcase(diagnostic.path, pattern) for pattern in config.ignore)


def _results(diagnostics: tuple[Diagnostic, ...]) -> tuple[Mapping[str, Any], ...]:
    by_family: dict[str, Counter[str]] = {}
    for diagnostic in diagnostics:
        by_family.setdefault(family(diagnostic.code), Counter())[diagnostic.severity] += 1
    return tuple(
        {
            "id": name,
            "title": title,
            "status": _status(name, by_family.get(name, Counter())),
            "counts": {level: by_family.get(name, Counter())[level] for level in SEVERITIES},
            "findings": [_problem(d) for d in diagnostics if family(d.code) == name],
        }
        for name, (title, _) in FAMILIES.items()
    )


def _status(name: str, counts: Counter[str]) -> str:
    """Only ``check --external`` requests links to other sites; a build does not."""
    if name == EXTERNAL and not counts:
        return "skipped"
    return "fail" if counts["error"] else "pass"


def _problem(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "fingerprint": diagnostic.fingerprint,
    }
