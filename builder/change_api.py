"""The use cases about changes of a project: compare it with a base, and move its pages. Nothing here prints.

They are apart from :mod:`builder.api` because a build needs none of what they load.
"""

from __future__ import annotations

from itertools import repeat
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.api import Examination, examine, examine_with
from builder.checklist import LOCK_FILE
from builder.checks.check_site import settled
from builder.checks.suppressions import EXTERNAL
from builder.comparison import Comparison, Side, Surface, compared, items_kept, vanished_problem
from builder.comparison.vanished import URL_VANISHED
from builder.config import ProjectConfig
from builder.content.code_files import may_show_code
from builder.digests import digest
from builder.engine.decoding import decoded
from builder.engine.program_digest import own_code_digest
from builder.errors import ConfigurationError, UsageError
from builder.inventory import files_of, inventory_of
from builder.moves import MovePlan, is_asked_for, plan_move, read_request
from builder.moves.apply_move import text_if_there
from builder.project.earlier_pages import ReadFiles, earlier_pages
from builder.project.open_project import CACHE_FOLDER, Options, open_store
from builder.project.revision import Revision, laid_out, revision_of
from builder.publish.published_side import is_project, is_published, published_side
from builder.reporting.report import Report


class ComparedProject(msgspec.Struct, frozen=True):
    """A project beside what it was."""

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
    now = surface_of(examination)
    before = _base(options, base, examination, now)
    comparison = compared(before, Side(now, items_kept))
    return _with_vanished(comparison, examination)


def surface_of(examination: Examination, like: tuple[Examination, Surface] | None = None) -> Surface:
    """The surface of a project that was examined; what it shares with another one is not made again."""
    files = {path for site in examination.sites for path in files_of(site)}
    others = zip(like[0].sites, like[1].inventories, strict=True) if like is not None else repeat(None)
    inventories = tuple(inventory_of(site, other) for site, other in zip(examination.sites, others, strict=False))
    return Surface(inventories, examination.report.diagnostics, tuple(sorted(files)))


def _base(options: Options, base: str, now: Examination, surface: Surface) -> Side:
    if base and is_published(Path(base)):
        return published_side(Path(base))
    if base and is_project(Path(base)):
        return Side(surface_of(examine(replace(options, project=Path(base)))), items_kept, f"'{base}'")
    revision = revision_of(options.project, base)
    earlier = _with_earlier_pages(options, revision, now)
    if earlier is not None:
        return Side(surface_of(earlier, (now, surface)), items_kept, revision.name)
    config = now.config
    store = open_store(options)
    try:
        key = _surface_key(options, revision, config)
        known = decoded(_SURFACES, store.get_many([key]).get(key))
        if known is None:
            known = _surface_at(options, revision, config)
            store.put_many({key: msgspec.msgpack.encode(known)})
    finally:
        store.close()
    return Side(known, items_kept, revision.name)


def _with_earlier_pages(options: Options, revision: Revision, now: Examination) -> Examination | None:
    """The project at a revision from which only texts of pages differ; ``None`` if more differs."""
    config = now.config
    if config.shared_folders or options.only or any(page.facts.code_files for site in now.sites for page in site.pages):
        return None
    trees = [site.tree for site in now.sites]
    pages = {stamp.path for tree in trees for stamps in tree.pages.values() for stamp in stamps}
    named = {*(name for site in now.sites for name in site.settings.other_files), LOCK_FILE}
    files = ReadFiles(
        pages=pages,
        others={path for site in now.sites for path in files_of(site)} - pages - named,
        named=named - {""},
        folders=config.roots,
    )
    sources = earlier_pages(options.project, revision, files)
    if sources is None or any(map(may_show_code, (source.text for source in sources.values()))):
        return None
    return examine_with(options, now, sources)


def _surface_key(options: Options, revision: Revision, config: ProjectConfig) -> str:
    """The name under which the cache keeps what was published at a revision."""
    tree = revision.top_tree if config.shared_folders or config.code_folders else revision.tree
    chosen = (options.edition, str(options.drafts), repr(options.only))
    return f"surface/{digest(own_code_digest(), tree, revision.prefix, *chosen)}"


def _surface_at(options: Options, revision: Revision, config: ProjectConfig) -> Surface:
    """The surface of a project at a revision. A configuration that can't be used published nothing."""
    if not revision.tree:
        return Surface((), ())
    cache = options.cache_dir or options.project / CACHE_FOLDER
    with laid_out(options.project, revision, (*config.shared_folders, *config.code_folders)) as folder:
        try:
            return surface_of(examine(replace(options, project=folder, cache_dir=cache, is_temporary=True)))
        except (ConfigurationError, UsageError) as error:
            raise UsageError(f"The project can't be read at {revision.name}: {error.message}") from error


def _with_vanished(comparison: Comparison, examination: Examination) -> Comparison:
    """The comparison with a problem for each address that is gone, under the project's severities."""
    listed = {each.subject for each in examination.report.diagnostics if each.code == URL_VANISHED}
    gone = (each for each in comparison.vanished if each.url not in listed)
    found = (vanished_problem(each, examination.config.content) for each in gone)
    more = settled(examination.config, found, examination.suppressions)
    problems = comparison.problems
    return replace(comparison, problems=replace(problems, new=(*more, *problems.new)))


_SURFACES = msgspec.msgpack.Decoder(Surface)


def plan_of_move(
    options: Options, addresses: tuple[str, str], versions: tuple[str, ...], *, everywhere: bool = False
) -> MovePlan:
    """The plan for moving a page, a folder of pages or a heading from one address to another; nothing is written.

    ``versions`` are those in which it is moved; without any, the one that the old address names, else the default
    one. Raises an error of :mod:`builder.errors`.
    """
    examination = examine(options)
    sites = examination.sites
    known = sites[0].versions
    for name in versions:
        if name not in {version.name for version in known}:
            raise UsageError(f"There is no version '{name}'.")
    request = read_request(*addresses, known, versions)
    if everywhere:
        having = {page.version for site in sites for page in site.pages if is_asked_for(page, request)}
        request = replace(
            request, versions=tuple(each.name for each in known if each.name in having) or request.versions
        )

    def read(path: str) -> str | None:
        return text_if_there(options.project, path)

    return plan_move(sites, request, examination.config.redirects, read)
