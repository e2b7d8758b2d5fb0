"""Loads a state of a project with the results of another state that has most files in common with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from builder.article.records import Facts
from builder.content.listing import Listing
from builder.project.file_index import FileIndex
from builder.project.inputs import ProjectInputs
from builder.project.loaded_site import LoadedSite
from builder.structure.known_links import KnownLinks


class LaidOut(msgspec.Struct, frozen=True):
    """The files of another state of a project."""

    folder: Path
    same: Collection[str]
    """Paths of files that are not in the folder: those of the work tree are the same."""
    listing: Listing
    """Lists these files too."""


class SimilarSite(msgspec.Struct, frozen=True):
    """A loaded site, whose results another state of the project can use."""

    site: LoadedSite
    other: LaidOut
    """The other state."""

    @property
    def index(self) -> FileIndex:
        """Reads the files of the other state."""
        return self.site.inputs.index.apart(self.other.folder, self.other.same)

    @property
    def links(self) -> KnownLinks:
        """The links of the site."""
        return KnownLinks(self.site.site.places, self.site.site.resolutions)

    def articles(self, inputs: ProjectInputs) -> Mapping[str, Facts]:
        """The articles of the other state's pages that are certainly equal, by path: those of unchanged texts, if
        everything else that they depend on is unchanged too.
        """
        own = self.site.inputs
        if _shared_by_pages(own) != _shared_by_pages(inputs):
            return {}
        texts = {text.path: (text.digest, text.version) for text in own.texts}
        articles = self.site.articles
        # A file of code that a page shows may have changed.
        return {
            text.path: articles[text.path]
            for text in inputs.texts
            if texts.get(text.path) == (text.digest, text.version)
            and text.path in articles
            and not articles[text.path].code_files
        }


def _shared_by_pages(inputs: ProjectInputs) -> object:
    stage, settings = inputs.stage, inputs.settings
    return stage.inputs, stage.partials, stage.variables, settings.variables, settings.languages
