"""The systems that can be imported, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from builder.importing.records import SourceSite
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import redirects_and_notes
from builder.importing.systems.docusaurus import read_docusaurus
from builder.importing.systems.host_redirects import host_redirects
from builder.importing.systems.mintlify import read_mintlify
from builder.importing.systems.mkdocs import read_mkdocs
from builder.importing.systems.next_markdoc import read_next_markdoc
from builder.importing.systems.redirect_places import with_places
from builder.importing.systems.starlight import read_starlight

SYSTEMS: Mapping[str, Callable[[SourceFiles], SourceSite]] = {
    "docusaurus": read_docusaurus,
    "mintlify": read_mintlify,
    "mkdocs": read_mkdocs,
    "next-markdoc": read_next_markdoc,
    "starlight": read_starlight,
}


def read_site(system: str, files: SourceFiles) -> SourceSite:
    """The site that a system's files describe, with the redirects of its host."""
    site = SYSTEMS[system](files)
    found, notes = redirects_and_notes(host_redirects(files))
    known = {(each.source, each.target) for each in site.redirects}
    more = (each for each in found if (each.source, each.target) not in known)
    redirects = with_places((*site.redirects, *more), files)
    return replace(site, redirects=redirects, notes=(*site.notes, *notes))
