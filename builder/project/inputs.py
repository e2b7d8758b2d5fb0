"""Stages 1 and 2: discover and read a project's files, before any page is composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.article.compose_records import ComposeSettings
from builder.article.compose_stage import ComposeStage, PageText, pages_stage
from builder.article.linting import Lint
from builder.config import FILE
from builder.content.discover import ContentLayout, FileTree, discover
from builder.content.folder_menu import FolderMenu, read_folder_menu
from builder.content.glossary import read_glossary
from builder.content.inside import shared_roots
from builder.content.listing import Listing
from builder.content.menu import Menu, read_menu
from builder.content.other_inventories import OtherInventory, read_other_inventory
from builder.content.redirects import Redirect, read_redirects
from builder.content.scaled_images import MISSING as SCALING_MISSING
from builder.content.scaled_images import can_scale
from builder.content.source import Source, read_source_if_there, read_whole
from builder.content.translation_lock import read_translation_lock
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.digests import path_key
from builder.engine.store import Store
from builder.project.checklist_lock import ChecklistLock, read_checklist_lock
from builder.project.file_index import FileIndex
from builder.project.project import Project
from builder.structure.static_files import serve_static
from builder.structure.version import Version, order_versions, versions_in_languages
from builder.theme.location import theme_problems, themes_of
from builder.vocabulary import load_vocabulary


class ProjectInputs(msgspec.Struct, frozen=True, kw_only=True):
    """A project's files, and everything that its pages share."""

    tree: FileTree
    versions: tuple[Version, ...]
    """Versions, newest first."""
    menus: Mapping[str, Menu]
    """Keyed by version."""
    folder_menus: Mapping[str, Mapping[str, FolderMenu]]
    """Keyed by version and folder, in versions without a menu."""
    redirects: tuple[Redirect, ...]
    """The lines of the project's redirects file."""
    settings: ComposeSettings
    stage: ComposeStage
    """Composes the pages. Made once, because it has a digest of every partial."""
    variables: Mapping[str, Mapping[str, Any]]
    """Variables about the version, by version."""
    texts: tuple[PageText, ...]
    lock: ChecklistLock
    translations: Mapping[str, Mapping[str, str]]
    """The sections of the original from which a translation was made, by path of the translation."""
    inventories: Mapping[str, OtherInventory]
    """The inventories of other projects, by URL."""
    index: FileIndex
    """Reads more files, and reports those that can't be read."""
    diagnostics: tuple[Diagnostic, ...]


def read_inputs(
    project: Project, store: Store, lint: Lint, listing: Listing | None = None, index: FileIndex | None = None
) -> ProjectInputs:
    """Discover and read a project; an unchanged text is known by its digest and not read.

    ``lint`` checks pages while they are composed. ``listing`` was just used for the same project. ``index`` reads its
    files; by default, one that remembers them in ``store``.
    """
    config, folder = project.config, project.folder
    vocabulary = load_vocabulary(themes_of(folder), project.shared, config.all_languages.all)
    discovered = discover(folder, _layout(project), listing)
    served = serve_static(discovered.value)
    whole = _with_pages(served.value)
    tree = _only(whole, _named(whole, project.only))
    index = index or _remembering(project, store)
    menus, folder_menus = _menus(tree, index), _folder_menus(tree, index)
    redirects, glossary, inventories = _redirects(project), _glossary(project), _inventories(project)
    versions = _versions(whole, project)
    settings = ComposeSettings(
        vocabulary=vocabulary.value,
        variables=config.variables,
        edition=project.edition,
        anchors=config.anchors,
        partials=_partial_texts(tree, index),
        partials_folder=tree.partials_folder,
        language=config.checklist.language,
        languages={version.name: version.language for version in versions if version.language},
        step_verbs=config.checklist.verbs,
        step_headings=config.checklist.headings,
        passages=config.search,
        markdown=config.markdown,
        glossary=glossary.value,
        fields=config.reading.fields,
    )
    variables = {version.name: version_variables(version, config.versions.variables) for version in versions}
    lock, translations = read_checklist_lock(folder, project.shared), read_translation_lock(folder, project.shared)
    read = (discovered, served, vocabulary, menus, folder_menus, redirects, glossary, inventories, lock, translations)
    return ProjectInputs(
        tree=tree,
        versions=versions,
        menus=menus.value,
        folder_menus=folder_menus.value,
        redirects=redirects.value,
        settings=settings,
        stage=pages_stage(settings, lint, variables, index.source, project.code_files()),
        variables=variables,
        texts=tuple(_texts(tree, index)),
        lock=lock.value,
        translations=translations.value,
        inventories=inventories.value,
        index=index,
        diagnostics=(
            *_refused(project),
            *_left_out(project, discovered.value),
            *_languages_without_folder(project, discovered.value),
            *theme_problems(folder),
            *_unscaled(project),
            *(diagnostic for outcome in read for diagnostic in outcome.diagnostics),
        ),
    )


def _remembering(project: Project, store: Store) -> FileIndex:
    identity = f"{path_key(project.folder.resolve())}/{project.edition}"
    return FileIndex(project.folder, store, identity, project.shared)


def _layout(project: Project) -> ContentLayout:
    config, reading = project.config, project.config.reading
    return ContentLayout(
        content=config.content,
        images=config.images,
        versions=config.versions.folders,
        shared=project.shared,
        names=reading.names,
        partials=reading.partials,
        static=reading.static,
        languages=config.all_languages,
    )


def _refused(project: Project) -> Iterator[Diagnostic]:
    """A diagnostic for each invalid folder outside the project."""
    config = project.config
    for key, names in (("shared_folders", config.shared_folders), ("code_folders", config.code_folders)):
        for name in shared_roots(project.folder, names)[1]:
            message = f"{key}: '{name}' is not a folder of the repository that holds the project."
            hint = (
                "Name a folder of the same repository, such as ../shared; if there is no repository, name a "
                "folder next to the project."
            )
            line, column = config.places.get((key,), (1, 1))
            yield diagnostic_at("config-value-invalid", in_file(FILE, line, column), message, subject=name, help=hint)


def _unscaled(project: Project) -> Iterator[Diagnostic]:
    """A diagnostic where copies of images are wanted and can't be made."""
    if project.config.responsive_images.format and not can_scale():
        line, column = project.config.places.get(("responsive_images",), (1, 1))
        yield diagnostic_at("images-not-scaled", in_file(FILE, line, column), SCALING_MISSING, "responsive_images")


def _left_out(project: Project, tree: FileTree) -> Iterator[Diagnostic]:
    """Diagnostics that count the files left out by each pattern of ``reading.leave_out``."""
    for index, pattern in enumerate(project.config.reading.leave_out):
        line, column = project.config.places.get(("reading", "leave_out", index), (1, 1))
        count = tree.left_out.get(pattern, 0)
        code, message = "pages-left-out", f"'{pattern}' leaves out {count} file{'s' * (count != 1)}."
        if not count:
            code, message = "config-names-nothing", f"reading.leave_out: '{pattern}' matches no file of the content."
        yield diagnostic_at(code, in_file(FILE, line, column), message, subject=pattern)


def _languages_without_folder(project: Project, tree: FileTree) -> Iterator[Diagnostic]:
    there = {part.language for part in tree.parts}
    for index, name in enumerate(project.config.languages.folders):
        if name not in there:
            places = project.config.places
            line, column = places.get(("languages", "folders", index)) or places.get(("languages", "folders"), (1, 1))
            message = f"languages.folders: no version in '{tree.content}' has a folder '{name}'."
            yield diagnostic_at("config-names-nothing", in_file(FILE, line, column), message, subject=name)


def _with_pages(tree: FileTree) -> FileTree:
    """The versions without those that have no page: nothing can link to them, and the home page must not redirect
    there.
    """
    return _only(tree, tuple(name for name in tree.versions if tree.pages.get(name)))


def _versions(tree: FileTree, project: Project) -> tuple[Version, ...]:
    config, languages = project.config, project.config.all_languages
    titles, default = config.versions.titles, config.versions.default
    if not languages.others:
        return order_versions(tree.versions, titles, default)
    there = [part for part in tree.parts if part.name in tree.versions or not tree.versions]
    return versions_in_languages(there, titles, default, languages.all)


def _named(tree: FileTree, releases: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of the site that belong to these versions."""
    return tuple(part.name for part in tree.parts if part.release in releases)


def _only(tree: FileTree, versions: tuple[str, ...]) -> FileTree:
    if not versions:
        return tree
    kept = tuple(name for name in tree.versions if name in versions)
    pages = {name: tree.pages[name] for name in kept}
    menus = {name: stamp for name, stamp in tree.menus.items() if name in kept}
    folder_menus = {name: stamps for name, stamps in tree.folder_menus.items() if name in kept}
    return replace(tree, versions=kept, pages=pages, menus=menus, folder_menus=folder_menus)


def _menus(tree: FileTree, index: FileIndex) -> Outcome[dict[str, Menu]]:
    menus: dict[str, Menu] = {}
    diagnostics: list[Diagnostic] = []
    for version, stamp in tree.menus.items():
        source = index.source(stamp.path)
        if source is not None:
            outcome = read_menu(source)
            menus[version] = outcome.value
            diagnostics.extend(outcome.diagnostics)
    return Outcome(menus, tuple(diagnostics))


def _folder_menus(tree: FileTree, index: FileIndex) -> Outcome[dict[str, dict[str, FolderMenu]]]:
    menus: dict[str, dict[str, FolderMenu]] = {}
    diagnostics: list[Diagnostic] = []
    for version, stamps in tree.folder_menus.items():
        for folder, stamp in stamps.items():
            source = index.source(stamp.path)
            if source is not None:
                outcome = read_folder_menu(source)
                menus.setdefault(version, {})[folder] = outcome.value
                diagnostics.extend(outcome.diagnostics)
    return Outcome(menus, tuple(diagnostics))


def _redirects(project: Project) -> Outcome[tuple[Redirect, ...]]:
    read = read_source_if_there(project.folder, project.config.redirects, project.shared)
    return Outcome((), read.diagnostics) if read.value is None else read_redirects(read.value)


def _glossary(project: Project) -> Outcome[dict[str, str]]:
    name = project.config.markdown.glossary
    read = read_source_if_there(project.folder, name, project.shared) if name else Outcome[Source | None](None)
    return Outcome({}, read.diagnostics) if read.value is None else read_glossary(read.value)


def _inventories(project: Project) -> Outcome[dict[str, OtherInventory]]:
    found: dict[str, OtherInventory] = {}
    diagnostics: list[Diagnostic] = []
    for url, path in project.config.inventories.items():
        try:
            outcome = read_other_inventory(path, read_whole(project.folder, path, project.shared))
        except OSError as error:
            message = f"'{path}' can't be read: {error.strerror}."
            diagnostics.append(diagnostic_at("file-unreadable", in_file(path), message, subject=path))
            continue
        diagnostics.extend(outcome.diagnostics)
        if outcome.value is not None:
            found[url.rstrip("/")] = outcome.value
    return Outcome(found, tuple(diagnostics))


def _partial_texts(tree: FileTree, index: FileIndex) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, stamp in tree.partials.items():
        source = index.source(stamp.path) if tree.names.is_page(name) else None
        if source is not None:
            texts[name] = source.text
    return texts


def _texts(tree: FileTree, index: FileIndex) -> Iterator[PageText]:
    for version, stamps in tree.pages.items():
        for stamp in stamps:
            digest = index.digest(stamp)
            if digest is not None:
                yield PageText(path=stamp.path, version=version, digest=digest, size=stamp.size)


def version_variables(version: Version, given: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The variables of a version's texts: those about it, such as ``$version.name``, and those ``given`` by folder."""
    if not version.release:
        return {}
    about = {"name": version.release, "title": version.title, "isDefault": version.is_default}
    return {**given.get(version.release, {}), "version": about}
