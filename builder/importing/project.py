"""Turns a source site into the files of a Handrail project: pages, snippets, menus, redirects, tags, configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import yaml
from msgspec.structs import replace

from builder.importing.addresses import AddressTable, image_path
from builder.importing.anchors import Anchors
from builder.importing.companion_files import companion_files
from builder.importing.constructs.code_blocks import PROGRAM_TEXT
from builder.importing.constructs.conversion import Conversion, Shared
from builder.importing.constructs.page import convert_body
from builder.importing.constructs.parts import part_name
from builder.importing.front_matter import front_matter, title_of
from builder.importing.headings import with_python_ids
from builder.importing.menus import write_menu
from builder.importing.own_schemes import without_own_schemes
from builder.importing.partials import with_all_variables
from builder.importing.paths import SourcePlaces
from builder.importing.records import OPENAPI_PAGE, ImportedFile, ImportResult, Note, SourcePage, SourceSite
from builder.importing.redirects import write_redirects
from builder.importing.source_files import SourceFiles, split_page
from builder.importing.stub_files import stub_files
from builder.importing.systems.documents import line_of
from builder.progress import Progress, counted_items, no_progress

MOST_PARTS = 20_000


def import_site(site: SourceSite, files: SourceFiles, progress: Progress = no_progress) -> ImportResult:
    """Convert a whole site. Its only input/output is reading files."""
    places = SourcePlaces(site.pages)
    moved = _with_slugs(site, places)
    shared = Shared(site=moved, files=files, addresses=AddressTable(moved, files))
    notes: list[Note] = [*site.notes, *places.notes]
    made: dict[str, ImportedFile] = {}
    titles: dict[str, str] = {}
    for page in counted_items(moved.pages, len(moved.pages), partial(progress, "Converting pages")):
        text = _page(page, shared, notes, places, titles)
        made[places.files[page.path]] = ImportedFile(places.files[page.path], text)
    parts = dict(_parts(shared, notes))
    made.update(parts)
    texts = with_all_variables({path: file.text for path, file in made.items()}, shared.variables)
    made.update((path, ImportedFile(path, text)) for path, text in texts.items())
    anchors = _settle_anchors(made, moved, places, files, notes)
    if anchors.has_added:
        shared.companions.add("anchor")
    entries = _menus(moved, places, titles, made, notes)
    redirects = write_redirects(moved, shared.addresses, anchors.of_redirect)
    notes.extend(redirects.notes)
    if redirects.text:
        made["redirects.yml"] = ImportedFile("redirects.yml", redirects.text)
    stubs = stub_files(shared.uses, site.schemas)
    made.update((stub.path, stub) for stub in stubs)
    made.update((file.path, file) for file in companion_files(shared.companions))
    for name, data in sorted(shared.images.items()):
        made[f"content/images/{name}"] = ImportedFile(f"content/images/{name}", data=data)
    for copy in sorted(shared.copies):
        target = f"content/images/{image_path(copy, moved)}"
        made.setdefault(target, ImportedFile(target, copy_of=copy))
    made["handrail.yml"] = ImportedFile("handrail.yml", _configuration(moved, shared))
    counts = {
        "pages": len(moved.pages),
        "parts": len(parts),
        "menu entries": entries,
        "redirects": redirects.count,
        "files": len(shared.copies) + len(shared.images),
        "tag stubs": len(stubs),
    }
    ordered = tuple(made[path] for path in sorted(made))
    return ImportResult(ordered, tuple(sorted(set(notes))), len(moved.pages), counts)


def _with_slugs(site: SourceSite, places: SourcePlaces) -> SourceSite:
    """The site with the addresses of its pages."""
    from_places = (
        page if places.slugs[page.path] == page.slug else _at(page, places.slugs[page.path]) for page in site.pages
    )
    return replace(site, pages=tuple(from_places))


def _at(page: SourcePage, slug: str) -> SourcePage:
    return replace(page, slug=slug)


def _page(page: SourcePage, shared: Shared, notes: list[Note], places: SourcePlaces, titles: dict[str, str]) -> str:
    conversion = Conversion(shared, page.path, page, page.version)
    conversion.names.setdefault("frontMatter", dict(page.front))
    conversion.names.setdefault("frontmatter", dict(page.front))
    body = _body(page.body, page.body_line, conversion)
    notes.extend(conversion.notes)
    titles[page.path] = title_of(page, body)
    slug = places.slugs[page.path] if places.reported[page.path] else None
    head = front_matter(page, body, slug)
    return f"{head}\n{body}" if body else head


def _settle_anchors(
    made: dict[str, ImportedFile], site: SourceSite, places: SourcePlaces, files: SourceFiles, notes: list[Note]
) -> Anchors:
    """Point every link with an anchor to an id that its page has."""
    pages = {places.files[page.path]: page for page in site.pages}
    versions = {file: page.version for file, page in pages.items()}
    for file in made:
        if file.startswith("content/partials/") and site.version_folders:
            versions[file] = file.split("/")[2]
    addresses = {(page.version, page.slug): file for file, page in pages.items()}
    by_program = {each.path for each in notes if each.construct in (PROGRAM_TEXT, OPENAPI_PAGE)}
    anchors = Anchors(
        {path: file.text for path, file in made.items()},
        addresses,
        frozenset(file for file, page in pages.items() if page.path in by_program),
    )
    for path, text in anchors.settle(versions).items():
        made[path] = ImportedFile(path, text)
    for missing in anchors.missing:
        page = pages.get(missing.file)
        source = page.path if page is not None else missing.file
        line = line_of(files.text(source) or "", f"#{missing.anchor}")
        notes.append(
            Note(
                kind="left",
                construct="link into text that a program makes"
                if missing.made
                else "link to an anchor that is missing",
                path=source,
                line=line,
                detail=f"#{missing.anchor}",
            )
        )
    return anchors


def _body(text: str, line: int, conversion: Conversion) -> str:
    def note(address: str) -> None:
        conversion.left("link with a scheme of its own", line_of(text, address) + line - 1, address)

    body = without_own_schemes(convert_body(text, line, conversion), note)
    return with_python_ids(body) if conversion.site.slug_style == "python" else body


def _parts(shared: Shared, notes: list[Note]) -> Iterator[tuple[str, ImportedFile]]:
    """Every snippet that pages include, and those that snippets include."""
    done: set[tuple[str, str]] = set()
    while len(done) < MOST_PARTS:
        waiting = [key for key in shared.parts if key not in done]
        if not waiting:
            return
        for version, path in waiting:
            done.add((version, path))
            split = split_page(shared.files.text(path) or "")
            conversion = Conversion(shared, path, None, version)
            body = _body(split.body, split.body_line, conversion)
            if not any(key[1] == path for key in done if key != (version, path)):
                notes.extend(conversion.notes)
            name = f"content/partials{part_name(path, version, shared.site.part_folders)}"
            yield name, ImportedFile(name, body)


def _menus(
    site: SourceSite, places: SourcePlaces, titles: Mapping[str, str], made: dict[str, ImportedFile], notes: list[Note]
) -> int:
    entries = 0
    for version, items in sorted(site.menus.items()):
        slugs = {page.path: places.slugs[page.path] for page in site.pages if page.version == version}
        menu = write_menu(items, slugs, titles)
        notes.extend(menu.notes)
        entries += menu.entries
        if menu.text:
            path = f"content/{version}/menu.md" if version else "content/menu.md"
            made[path] = ImportedFile(path, menu.text)
    return entries


def _configuration(site: SourceSite, shared: Shared) -> str:
    values: dict[str, Any] = {}
    if site.title:
        values["title"] = site.title
    if site.base_url.startswith(("http://", "https://")):
        values["base_url"] = site.base_url.rstrip("/")
    if site.language:
        values["language"] = site.language
    versions: dict[str, Any] = {}
    if site.version_folders:
        versions["folders"] = list(site.version_folders)
    if site.version_titles:
        versions["titles"] = dict(site.version_titles)
    if site.default_version:
        versions["default"] = site.default_version
    if versions:
        values["versions"] = versions
    if site.other_parts and not shared.addresses.home:
        values["reading"] = {"other_parts": list(site.other_parts)}
    if shared.markdown:
        values["markdown"] = dict.fromkeys(sorted(shared.markdown), True)
    if shared.variables:
        values["variables"] = dict(sorted(shared.variables.items()))
    return (
        yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10_000)
        if values
        else "title: Documentation\n"
    )
