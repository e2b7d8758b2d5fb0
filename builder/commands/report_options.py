"""The reports of a check: filtered by code, compared with a baseline, written in each requested format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from builder import __version__
from builder.diagnostics.catalogue import codes, rule
from builder.diagnostics.suggest import nearest
from builder.regular_file import read_file
from builder.reporting.baseline import BaselineError, baseline_text, compared
from builder.reporting.github import github_report
from builder.reporting.gitlab import gitlab_report
from builder.reporting.json import json_report
from builder.reporting.junit import junit_report
from builder.reporting.report import Report, RuleText
from builder.reporting.sarif import sarif_report
from builder.reporting.terminal import console, show, write_out
from builder.reporting.text import TextView

_WRITERS: Mapping[str, Callable[[Report], str]] = {
    "json": json_report,
    "sarif": sarif_report,
    "junit": junit_report,
    "github": github_report,
    "gitlab": gitlab_report,
}
TEXT = "text"
FORMS = (TEXT, *_WRITERS)


class Target(msgspec.Struct, frozen=True):
    """One report: its format and its destination."""

    form: str
    file: Path | None
    """``None`` for standard output; the text report goes to standard error."""


def targets_of(forms: Sequence[str], files: Sequence[Path]) -> tuple[Target, ...]:
    """The destination of each report. Raises UsageError if two would go to standard output, or a file has no report."""
    machine = [form for form in dict.fromkeys(forms) if form != TEXT]
    if len(files) > len(machine):
        raise click.UsageError("Each --output needs a --format for programs: json, sarif, junit, github or gitlab.")
    if len(machine) - len(files) > 1:
        raise click.UsageError("Two reports can't both go to standard output: give each an --output.")
    places: list[Path | None] = [*files, *[None] * (len(machine) - len(files))]
    targets = [Target(form, place) for form, place in zip(machine, places, strict=True)]
    return (*([Target(TEXT, None)] if TEXT in forms else []), *targets)


class Wanted(msgspec.Struct, frozen=True):
    """The codes to report."""

    select: frozenset[str]
    """Empty for all codes."""
    ignore: frozenset[str]

    def of(self, report: Report) -> Report:
        """The report without other codes."""
        chosen = (d for d in report.diagnostics if (not self.select or d.code in self.select))
        return replace(report, diagnostics=tuple(d for d in chosen if d.code not in self.ignore))


def within(report: Report, project: Path, paths: Sequence[Path]) -> Report:
    """The report on these files and folders alone, or the whole one if none is given.

    Raises UsageError for a path that is neither there nor in the report.
    """
    if not paths:
        return report
    top = project.resolve()
    wanted = [inside_project(top, path) for path in paths]
    kept = tuple(each for each in report.diagnostics if any(_is_below(each.path, name) for name in wanted))
    return replace(report, diagnostics=kept)


def inside_project(top: Path, path: Path) -> str:
    """A path of the command line, relative to the project."""
    place = path.resolve()
    if not place.exists() or not place.is_relative_to(top):
        raise click.UsageError(f"'{path}' is not a file or folder of the project '{top.name}'.")
    return place.relative_to(top).as_posix()


def _is_below(path: str, name: str) -> bool:
    return name == "." or path == name or path.startswith(f"{name}/")


def codes_named(names: Sequence[str]) -> frozenset[str]:
    """Codes, given one by one or separated by commas. Raises UsageError for an unknown code."""
    found = frozenset(part.strip() for name in names for part in name.split(",") if part.strip())
    known = codes()
    for code in sorted(found.difference(known)):
        near = nearest(code, known)
        hint = f" Did you mean '{near[0]}'?" if near else " 'handrail explain' lists them all."
        raise click.UsageError(f"There is no diagnostic '{code}'.{hint}")
    return found


def against_baseline(report: Report, file: Path, *, update: bool) -> Report:
    """The report without the problems of the baseline; ``update`` writes a new baseline first.

    Raises ClickException if the file can't be read or is not a baseline.
    """
    if update:
        _write(file, baseline_text(report.diagnostics))
        return replace(report, diagnostics=(), known=len(report.diagnostics))
    try:
        found = compared(read_file(file).decode("utf-8"), report.diagnostics)
    except FileNotFoundError:
        raise click.UsageError(f"There is no baseline '{file}'; --update-baseline writes one.") from None
    except (OSError, UnicodeDecodeError, BaselineError) as error:
        raise click.UsageError(f"'{file}' can't be used as a baseline: {error}.") from None
    return replace(report, diagnostics=found.new, known=found.known, fixed=found.fixed)


def write_reports(project: Path, report: Report, targets: Sequence[Target], view: TextView) -> None:
    """Write every report to its destination. Raises ClickException if a file can't be written."""
    found = sorted({diagnostic.code for diagnostic in report.diagnostics})
    texts = {code: RuleText(rule(code).title, rule(code).explanation, rule(code).help) for code in found}
    whole = replace(report, rules=texts, program=__version__, folder=_folder(project))
    for target in targets:
        if target.form == TEXT:
            show(project, whole, view)
            continue
        text = _WRITERS[target.form](whole)
        if target.file is None:
            write_out(text)
        else:
            _write(target.file, text)
            console().print(f"{target.form}: {target.file}")


def _folder(project: Path) -> str:
    """The project's path from the current folder, with a ``/`` at its end."""
    here, there = Path.cwd(), project.resolve()
    return f"{there.relative_to(here.resolve()).as_posix()}/" if there != here and there.is_relative_to(here) else ""


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"'{file}' can't be written: {error.strerror}.") from None
