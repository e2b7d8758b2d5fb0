"""The systems that can be imported, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.importing.records import SourceSite
from builder.importing.source_files import SourceFiles
from builder.importing.systems.docusaurus import read_docusaurus
from builder.importing.systems.mintlify import read_mintlify
from builder.importing.systems.mkdocs import read_mkdocs
from builder.importing.systems.next_markdoc import read_next_markdoc
from builder.importing.systems.starlight import read_starlight

SYSTEMS: Mapping[str, Callable[[SourceFiles], SourceSite]] = {
    "docusaurus": read_docusaurus,
    "mintlify": read_mintlify,
    "mkdocs": read_mkdocs,
    "next-markdoc": read_next_markdoc,
    "starlight": read_starlight,
}
