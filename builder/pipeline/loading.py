"""From a project's files to its site: stages 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from builder.article.article import Ignore
from builder.article.compose import ComposeSettings
from builder.article.ignores import MARK, ignores_in
from builder.cache.store import Store
from builder.config import Config
from builder.content.discover import ContentLayout, FileTree, discover
from builder.content.document import parse_document
from builder.content.menu import Menu, read_menu
from builder.content.paths import PAGE_SUFFIXES
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.pipeline.composing import Composing, ContentDoor, PageText
from builder.pipeline.reading import Reading
from builder.structure.assemble import assemble
from builder.structure.locate import Placement, locate
from builder.structure.site import Site, SiteSettings
from builder.structure.version import Version, order_versions
from builder.theme.location import themes_of
from builder.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be loaded, and how."""

    project: Path
    config: Config
    store: Store
    code: str
    """A digest of the program itself: what another program made is made again."""
    jobs: int
    edition: str = ""
    drafts: bool = False
    only: tuple[str, ...] = ()
    """Versions to load; empty for all."""

    def for_edition(self, edition: str) -> Request:
        """The same for another edition."""
        return replace(self, edition=edition)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site, and everything found on the way to it."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    content: ContentDoor
    vocabulary: Vocabulary
    fresh: tuple[str, ...]
    """Paths of the pages that were composed anew."""
    partial_ignores: Mapping[str, tuple[Ignore, ...]] = field(default_factory=dict)
    """What the authors of partials let stand, by path."""


def load(request: Request) -> Loaded:
    """Discover, read, parse, compose, locate and assemble a project."""
    config, project = request.config, request.project
    vocabulary = load_vocabulary(themes_of(project))
    discovered = discover(project, ContentLayout(config.content, config.images, config.versions.folders))
    tree = _only(discovered.value, request.only)
    reading = Reading(project, request.store, f"{project.resolve()}/{request.edition}")
    menus = _menus(tree, reading)
    versions = order_versions(discovered.value.versions, config.versions.titles, config.versions.default)
    partials = _partial_texts(tree, reading)
    settings = ComposeSettings(
        vocabulary.value,
        config.variables,
        request.edition,
        config.anchors,
        partials,
        f"{tree.content}/partials",
        config.checklist.language,
        config.checklist.verbs,
        config.checklist.headings,
    )
    composing = Composing(settings, request.code, request.store, request.jobs)
    composition = composing.run(
        _texts(tree, reading), {v.name: _version_variables(v) for v in versions}, reading.source
    )
    placement = Placement(versions, config.editions, request.edition, request.drafts)
    located = locate(tree, composition.facts, placement)
    shown = frozenset(located.value.shown_images())
    images = reading.images(stamp for stamp in tree.images.values() if stamp.path in shown)
    reading.save()
    settings_of_site = SiteSettings(
        config.title,
        config.base_url,
        config.base_path,
        request.edition,
        int(config.image_max_bytes),
        frozenset((config.theme.logo,)),
    )
    site = assemble(located.value, tree, menus.value, images, settings_of_site)
    diagnostics = (
        *discovered.diagnostics,
        *vocabulary.diagnostics,
        *reading.diagnostics,
        *menus.diagnostics,
        *located.diagnostics,
        *_article_diagnostics(site),
        *_placed_partials(composing.partials(), settings),
    )
    return Loaded(
        site, diagnostics, ContentDoor(request.store), vocabulary.value, composition.fresh, _ignores(partials, settings)
    )


def _only(tree: FileTree, versions: tuple[str, ...]) -> FileTree:
    if not versions:
        return tree
    kept = tuple(name for name in tree.versions if name in versions)
    pages = {name: tree.pages[name] for name in kept}
    menus = {name: stamp for name, stamp in tree.menus.items() if name in kept}
    return replace(tree, versions=kept, pages=pages, menus=menus)


def _menus(tree: FileTree, reading: Reading) -> Outcome[dict[str, Menu]]:
    menus: dict[str, Menu] = {}
    diagnostics: list[Diagnostic] = []
    for version, stamp in tree.menus.items():
        source = reading.source(stamp.path)
        if source is not None:
            outcome = read_menu(source)
            menus[version] = outcome.value
            diagnostics.extend(outcome.diagnostics)
    return Outcome(menus, tuple(diagnostics))


def _partial_texts(tree: FileTree, reading: Reading) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, stamp in tree.partials.items():
        source = reading.source(stamp.path) if name.endswith(PAGE_SUFFIXES) else None
        if source is not None:
            texts[name] = source.text
    return texts


def _texts(tree: FileTree, reading: Reading) -> Iterator[PageText]:
    for version, stamps in tree.pages.items():
        for stamp in stamps:
            digest = reading.digest(stamp)
            if digest is not None:
                yield PageText(stamp.path, version, digest, stamp.size)


def _ignores(partials: Mapping[str, str], settings: ComposeSettings) -> dict[str, tuple[Ignore, ...]]:
    documents = {
        name: parse_document(Source(name, text, ""), name).value for name, text in partials.items() if MARK in text
    }
    return {settings.partials_folder + name: ignores_in(document) for name, document in documents.items()}


def _version_variables(version: Version) -> dict[str, Any]:
    """``$version.name`` and the like: what a text may say of the version that it stands in."""
    if not version.name:
        return {}
    return {"version": {"name": version.name, "title": version.title, "isDefault": version.is_default}}


def _article_diagnostics(site: Site) -> Iterator[Diagnostic]:
    """The findings of every article, at the page that shows it."""
    for page in site.pages:
        for diagnostic in page.facts.diagnostics:
            yield placed(diagnostic, page.path)


def placed(diagnostic: Diagnostic, path: str) -> Diagnostic:
    """A finding of an article or a partial, where an empty path is ``path``."""
    via = tuple(replace(step, path=step.path or path) for step in diagnostic.via)
    return replace(diagnostic, path=diagnostic.path or path, via=via)


def _placed_partials(found: Mapping[str, tuple[Diagnostic, ...]], settings: ComposeSettings) -> Iterator[Diagnostic]:
    for name, diagnostics in found.items():
        path = settings.partials_folder + name
        yield from (placed(diagnostic, path) for diagnostic in diagnostics if not diagnostic.path)
