"""Stages 1 and 2: what a project's files say, before any page is composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.article.compose_records import ComposeSettings
from builder.engine.store import Store
from builder.config import ProjectConfig
from builder.content.discover import ContentLayout, FileTree, discover
from builder.content.listing import Listing
from builder.content.menu import Menu, read_menu
from builder.content.paths import PAGE_SUFFIXES
from builder.content.redirects import Redirect, read_redirects
from builder.content.source import read_source_if_there
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.pipeline.composing import PageText
from builder.pipeline.file_index import FileIndex
from builder.engine.executors import Workers
from builder.structure.version import Version, order_versions
from builder.theme.location import themes_of
from builder.vocabulary import load_vocabulary


class Request(msgspec.Struct, frozen=True):
    """What is to be loaded, and how."""

    project: Path
    config: ProjectConfig
    store: Store
    code: str
    """A digest of the program itself: what another program made is made again."""
    jobs: int
    edition: str = ""
    drafts: bool = False
    only: tuple[str, ...] = ()
    """Versions to load; empty for all."""
    previous_sites: Path | None = None
    """The folder in which the sites before the published ones are kept; ``None`` keeps none."""
    workers: Workers | None = None
    """Who composes pages; processes of this machine unless said."""

    def for_edition(self, edition: str) -> Request:
        """The same for another edition."""
        return replace(self, edition=edition)


class ProjectInputs(msgspec.Struct, frozen=True):
    """A project's files, with all that its pages share."""

    tree: FileTree
    versions: tuple[Version, ...]
    """Newest first."""
    menus: Mapping[str, Menu]
    """By version."""
    redirects: tuple[Redirect, ...]
    """The lines of the project's file of redirects."""
    settings: ComposeSettings
    variables: Mapping[str, Mapping[str, Any]]
    """By version: what a text may say of the version that it stands in."""
    texts: tuple[PageText, ...]
    reading: FileIndex
    """Reads more of the files, and tells what can't be read."""
    diagnostics: tuple[Diagnostic, ...]


def read_inputs(request: Request, listing: Listing | None = None) -> ProjectInputs:
    """Discover and read a project; a text that has not changed is known by its digest and not read.

    ``listing`` has been used a moment ago for the same project.
    """
    config, project = request.config, request.project
    vocabulary = load_vocabulary(themes_of(project))
    layout = ContentLayout(config.content, config.images, config.versions.folders)
    discovered = discover(project, layout, listing)
    whole = _with_pages(discovered.value)
    tree = _only(whole, request.only)
    reading = FileIndex(project, request.store, f"{project.resolve()}/{request.edition}")
    menus = _menus(tree, reading)
    redirects = _redirects(request)
    versions = order_versions(whole.versions, config.versions.titles, config.versions.default)
    settings = ComposeSettings(
        vocabulary.value,
        config.variables,
        request.edition,
        config.anchors,
        _partial_texts(tree, reading),
        f"{tree.content}/partials",
        config.checklist.language,
        config.checklist.verbs,
        config.checklist.headings,
        config.search,
    )
    return ProjectInputs(
        tree,
        versions,
        menus.value,
        redirects.value,
        settings,
        {version.name: version_variables(version) for version in versions},
        tuple(_texts(tree, reading)),
        reading,
        (*discovered.diagnostics, *vocabulary.diagnostics, *menus.diagnostics, *redirects.diagnostics),
    )


def _with_pages(tree: FileTree) -> FileTree:
    """Without the versions that have no page: nothing can lead into them, least of all the front door."""
    return _only(tree, tuple(name for name in tree.versions if tree.pages.get(name)))


def _only(tree: FileTree, versions: tuple[str, ...]) -> FileTree:
    if not versions:
        return tree
    kept = tuple(name for name in tree.versions if name in versions)
    pages = {name: tree.pages[name] for name in kept}
    menus = {name: stamp for name, stamp in tree.menus.items() if name in kept}
    return replace(tree, versions=kept, pages=pages, menus=menus)


def _menus(tree: FileTree, reading: FileIndex) -> Outcome[dict[str, Menu]]:
    menus: dict[str, Menu] = {}
    diagnostics: list[Diagnostic] = []
    for version, stamp in tree.menus.items():
        source = reading.source(stamp.path)
        if source is not None:
            outcome = read_menu(source)
            menus[version] = outcome.value
            diagnostics.extend(outcome.diagnostics)
    return Outcome(menus, tuple(diagnostics))


def _redirects(request: Request) -> Outcome[tuple[Redirect, ...]]:
    read = read_source_if_there(request.project, request.config.redirects)
    return Outcome((), read.diagnostics) if read.value is None else read_redirects(read.value)


def _partial_texts(tree: FileTree, reading: FileIndex) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, stamp in tree.partials.items():
        source = reading.source(stamp.path) if name.endswith(PAGE_SUFFIXES) else None
        if source is not None:
            texts[name] = source.text
    return texts


def _texts(tree: FileTree, reading: FileIndex) -> Iterator[PageText]:
    for version, stamps in tree.pages.items():
        for stamp in stamps:
            digest = reading.digest(stamp)
            if digest is not None:
                yield PageText(stamp.path, version, digest, stamp.size)


def version_variables(version: Version) -> dict[str, Any]:
    """``$version.name`` and the like: what a text may say of the version that it stands in."""
    if not version.name:
        return {}
    return {"version": {"name": version.name, "title": version.title, "isDefault": version.is_default}}
