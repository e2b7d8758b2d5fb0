"""The systems that can be imported, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.importing.records import SourceSite
from builder.importing.source_files import SourceFiles
from builder.importing.systems.docusaurus import read_docusaurus

SYSTEMS: Mapping[str, Callable[[SourceFiles], SourceSite]] = {
    "docusaurus": read_docusaurus,
}
