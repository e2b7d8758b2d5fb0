"""The use case of a comparison: a project with a base, and the problems that are new since then. Nothing here prints.

It is apart from :mod:`builder.api` because a build needs none of what it loads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.api import Examination, examine, examine_earlier
from builder.checks.check_site import settled
from builder.checks.suppressions import EXTERNAL
from builder.comparison import Comparison, Side, Surface, compared, items_of, vanished_problem
from builder.comparison.surface import Items, JsonItem
from builder.comparison.vanished import URL_VANISHED
from builder.config import ProjectConfig
from builder.engine.gc_tuning import collection_paused
from builder.errors import ConfigurationError, UsageError
from builder.inventory import (
    NOTHING_SHARED,
    Inventory,
    InventoryPage,
    SharedParts,
    files_of,
    inventory_of,
    shared_parts,
)
from builder.project.open_project import CACHE_FOLDER, Options
from builder.project.revision import WorkTreeFiles, laid_out, revision_of
from builder.publish.published_side import is_project, is_published, published_side
from builder.reporting.report import Report
from builder.structure.site import Site


class ComparedProject(msgspec.Struct, frozen=True):
    """A project now and at its base."""

    comparison: Comparison
    examination: Examination


def compare(options: Options, base: str = "") -> ComparedProject:
    """Compare what a project publishes with what it published at ``base``.

    ``base`` is a revision of the project's repository, empty for the point where the present branch left the default
    one; or a folder: of a project, or that a build has published. Raises an error of :mod:`builder.errors`.
    """
    examination = examine(options)
    return ComparedProject(_compared(options, examination, base), examination)


def report_since(options: Options, examination: Examination, base: str) -> Report:
    """The report on the problems that were introduced since ``base``; those that it had are counted.

    Problems with links to other sites are not known of the base; they are new if their page was changed.
    """
    comparison = _compared(options, examination, base)
    problems = comparison.problems
    changed = {page.path for page in comparison.pages}
    is_old = [each.code.startswith(EXTERNAL) and each.path not in changed for each in problems.new]
    new = tuple(each for each, old in zip(problems.new, is_old, strict=True) if not old)
    fixed = tuple(f"{each.path}: {each.message}" for each in problems.fixed)
    return replace(examination.report, diagnostics=new, known=problems.known + sum(is_old), fixed=fixed)


def _compared(options: Options, examination: Examination, base: str) -> Comparison:
    with collection_paused():
        if base and is_published(Path(base)):
            comparison = compared(published_side(Path(base)), Side(_surface(examination, {}), _items(examination)))
        else:
            with _earlier(options, examination, base) as (earlier, name):
                comparison = compared(*_sides(earlier, examination, name))
        return _with_vanished(comparison, examination)


def _sides(before: Examination | None, after: Examination, name: str) -> tuple[Side, Side]:
    """Two states of a project, with the first one's name; ``None`` published nothing."""
    if before is None:
        return Side(Surface((), ()), lambda inventory, page: (), name), Side(_surface(after, {}), _items(after))
    old = {site.settings.edition: site for site in before.sites}
    shared = {
        site.settings.edition: shared_parts(old[site.settings.edition], site)
        for site in after.sites
        if site.settings.edition in old
    }
    return Side(_surface(before, shared), _items(before), name), Side(_surface(after, shared), _items(after))


def _items(examination: Examination) -> Items:
    """Loads the checklists of a project that was examined: only those of pages that differ are compared."""
    loaded = {each.site.site.settings.edition: each.site for each in examination.editions}
    facts = {
        edition: {page.path: page.facts for page in site.site.pages if page.facts.checklist is not None}
        for edition, site in loaded.items()
    }

    def items(inventory: Inventory, page: InventoryPage) -> Sequence[JsonItem]:
        if page.checklist is None:
            return ()
        edition = inventory.edition
        draft = loaded[edition].content.checklist(page.path, facts[edition][page.path])
        return items_of(draft, inventory, page) if draft is not None else ()

    return items


def _surface(examination: Examination, shared: Mapping[str, SharedParts]) -> Surface:
    """The surface of a project that was examined; ``shared`` has the parts by edition that need no description."""
    files = {path for site in examination.sites for path in files_of(site)}
    inventories = tuple(
        inventory_of(site, shared.get(site.settings.edition, NOTHING_SHARED)) for site in examination.sites
    )
    return Surface(inventories, examination.report.diagnostics, tuple(sorted(files)))


@contextmanager
def _earlier(options: Options, now: Examination, base: str) -> Iterator[tuple[Examination | None, str]]:
    """The project at its base while its files can be read, with a name; ``None`` if there was no such project."""
    if base and is_project(Path(base)):
        yield examine(replace(options, project=Path(base))), f"'{base}'"
        return
    revision = revision_of(options.project, base)
    if not revision.tree:
        yield None, revision.name
        return
    cache = options.cache_dir or options.project / CACHE_FOLDER
    paths = frozenset(path for site in now.sites for path in _pages_and_images(site))
    known = WorkTreeFiles(paths, _levels(now.config), now.listing)
    outside = (*now.config.shared_folders, *now.config.code_folders)
    with laid_out(options.project, revision, known, outside) as files:
        try:
            earlier = examine_earlier(replace(options, project=files.folder, cache_dir=cache), files, now)
        except (ConfigurationError, UsageError) as error:
            raise UsageError(f"The project can't be read at {revision.name}: {error.message}") from error
        yield earlier, revision.name


def _levels(config: ProjectConfig) -> int:
    """The deepest level of the folders that the configuration names, and of the versions and languages in them."""
    parts = 3 if config.all_languages.others else 2
    return max(config.content.count("/") + parts, *(root.count("/") + 1 for root in config.roots))


def _pages_and_images(site: Site) -> Iterator[str]:
    """The paths of files whose content is known, except those that are read for other reasons too."""
    named = {*site.settings.other_files, *(name for page in site.pages for name in page.facts.code_files)}
    stamps = (stamp.path for stamps in site.tree.pages.values() for stamp in stamps)
    return (path for path in (*stamps, *site.images) if path not in named)


def _with_vanished(comparison: Comparison, examination: Examination) -> Comparison:
    """The comparison with a problem for each address that is gone, under the project's severities."""
    listed = {each.subject for each in examination.report.diagnostics if each.code == URL_VANISHED}
    gone = (each for each in comparison.vanished if each.url not in listed)
    found = (vanished_problem(each, examination.config.content) for each in gone)
    more = settled(examination.config, found, examination.suppressions)
    problems = comparison.problems
    return replace(comparison, problems=replace(problems, new=(*more, *problems.new)))
