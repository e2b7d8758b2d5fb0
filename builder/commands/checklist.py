"""``handrail checklist``: print, compare and lock checklists, and carry results over to another version."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from builder import api
from builder.checklist import (
    ChecklistDraft,
    Upgrade,
    differences,
    load,
    load_results,
    lock_data,
    upgrade,
)
from builder.checklist.diff import difference_data, difference_text
from builder.checklist.formats import FORMATS
from builder.content.project_files import LOCK_FILE
from builder.diagnostics.suggest import nearest
from builder.errors import ChecklistError
from builder.outputs.guides import GuideName, Guides
from builder.project.open_project import Options
from builder.project.write_file import write_text
from builder.regular_file import read_file
from builder.reporting.terminal import console, write_out


@click.command("checklist")
@click.argument("words", nargs=-1, metavar="[PROJECT] [SLUG] | diff OLD NEW SLUG | upgrade RESULTS")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="json", help="The format to print.")
@click.option(
    "--explain",
    "form",
    flag_value="explain",
    help="For each sentence, print the rule that made it an item, or why it is not one.",
)
@click.option("--version", default="", help="The guide's version; the default version by default.")
@click.option("--edition", default="", help="The edition of the guide; the first one by default.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--lock", is_flag=True, help=f"Write {LOCK_FILE}: from then on, edits don't change the ids of items.")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, for diff and upgrade.",
)
def command(
    words: tuple[str, ...], form: str, version: str, edition: str, drafts: bool, lock: bool, project: Path | None
) -> int:
    """Print a guide's checklist; without SLUG, list the guides.

    diff prints the changes of a guide between two versions; upgrade carries results over to another version.
    """
    verb = words[0] if words and words[0] in ("diff", "upgrade") else ""
    folder, slugs = (project or Path(), words[1:]) if verb else _folder(words, project)
    with api.guides(Options(project=folder, edition=edition, drafts=drafts)) as guides:
        if lock:
            return _lock(guides, folder, slugs)
        if verb == "diff":
            return _diff(guides, slugs, as_json=form == "json" and _is_given("form"))
        if verb == "upgrade":
            return _upgrade(guides, slugs, version)
        return _print(guides, slugs, form, version)


def _folder(words: tuple[str, ...], project: Path | None) -> tuple[Path, tuple[str, ...]]:
    """The project and the other arguments: the first one may name a folder; by default it is the current folder."""
    if project is not None:
        return project, words
    if len(words) > 1 or (words and Path(words[0]).is_dir()):
        folder = Path(words[0])
        if not folder.is_dir():
            raise click.UsageError(f"There is no folder '{words[0]}'.")
        return folder, words[1:]
    return Path(), words


def _is_given(name: str) -> bool:
    """Whether the command line sets an option."""
    source = click.get_current_context().get_parameter_source(name)
    return source is click.core.ParameterSource.COMMANDLINE


def _print(guides: Guides, slugs: Sequence[str], form: str, version: str) -> int:
    if len(slugs) > 1:
        raise click.UsageError("Name one guide at a time: handrail checklist PROJECT SLUG.")
    if not slugs:
        write_out(listed(guides.listing()))
        return 0
    name = chosen(guides.names(), slugs[0], version, guides.default)
    write_out(printed(guides.data(name), form))
    return 0


def _lock(guides: Guides, folder: Path, slugs: Sequence[str]) -> int:
    if slugs:
        raise click.UsageError("The lock file covers all guides of the project, so don't name one.")
    drafts = guides.drafts()
    write_text(folder, LOCK_FILE, lock_text(drafts))
    console().print(f"{len(drafts)} guides locked in {folder / LOCK_FILE}.", style="green")
    return 0


def _diff(guides: Guides, words: Sequence[str], *, as_json: bool) -> int:
    if len(words) != 3:
        raise click.UsageError("Give two versions and a guide: handrail checklist diff v1.6.x v1.7.x security/example.")
    old, new, slug = words
    names = [chosen(guides.names(), slug, version, version) for version in (old, new)]
    write_out(compared(*(guides.data(name) for name in names), as_json=as_json))
    return 0


def _upgrade(guides: Guides, words: Sequence[str], version: str) -> int:
    if len(words) != 1:
        raise click.UsageError("Give one file of results: handrail checklist upgrade results.json.")
    try:
        text = read_file(words[0]).decode("utf-8")
        results = load_results(text)
    except (OSError, ValueError) as error:
        raise ChecklistError(f"The results in '{words[0]}' can't be read: {error}.") from None
    new = chosen(guides.names(), results.guide_id, version, guides.default)
    upgraded_text, said = upgraded(text, guides.with_digest(results.guide_id, results.guide_digest), guides.data(new))
    write_out(upgraded_text)
    console().print(f"{said}.", style="green")
    return 0


def chosen(guides: Sequence[GuideName], slug: str, version: str, default: str) -> GuideName:
    """The guide of a slug and a version.

    Without a version, the guide of ``default``, or the only one there is. Raises ChecklistError where there is none,
    with suggestions.
    """
    name = slug.strip("/")
    found = [guide for guide in guides if guide.slug == name and (not version or guide.version == version)]
    if not found:
        near = nearest(name, {guide.slug for guide in guides})
        hint = f" Did you mean '{near[0]}'?" if near and near[0] != name else ""
        where = f" in {version}" if version else ""
        raise ChecklistError(f"There is no guide '{name}'{where}.{hint}")
    return next((guide for guide in found if guide.version == default), found[-1])


def listed(guides: Sequence[tuple[GuideName, str, int]]) -> str:
    """The project's guides, one per line: version, slug, number of items, title."""
    return "".join(f"{name.version}\t{name.slug or 'index'}\t{count}\t{title}\n" for name, title, count in guides)


def printed(data: Mapping[str, Any], form: str) -> str:
    """A checklist in one of the formats ``json``, ``markdown``, ``csv``, ``howto``."""
    return FORMATS[form](data)


def compared(old: Mapping[str, Any], new: Mapping[str, Any], *, as_json: bool) -> str:
    """The changes from one version of a guide to another."""
    found = differences(old, new)
    if as_json:
        return json.dumps(difference_data(found), indent=2, ensure_ascii=False) + "\n"
    return difference_text(found)


def upgraded(results: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> tuple[str, str]:
    """A results file carried over to another version of its guide, with a summary of the items.

    Raises ChecklistError for results that can't be read or that belong to another guide.
    """
    try:
        carried = upgrade(load_results(results), load(old) if old is not None else None, load(new))
    except ValueError as error:
        raise ChecklistError(f"The results can't be carried over: {error}.") from error
    return carried.results.text(), _said(carried)


def _said(carried: Upgrade) -> str:
    parts = (
        (len(carried.carried), "carried over"),
        (len(carried.changed), "changed and must be done again"),
        (len(carried.dropped), "gone"),
        (len(carried.added), "new"),
    )
    return ", ".join(f"{count} {what}" for count, what in parts)


def lock_text(guides: Mapping[str, ChecklistDraft]) -> str:
    """The lock file for a project's guides, by their paths."""
    return json.dumps(lock_data(guides), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
