"""Loads a state of a project with the results of another state that has most files in common with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from builder.article.records import Facts
from builder.project.file_index import FileIndex
from builder.project.inputs import ProjectInputs
from builder.project.loaded_site import LoadedSite


class SimilarSite(msgspec.Struct, frozen=True):
    """A loaded site of another state of the project."""

    site: LoadedSite
    same: Collection[str]
    """Paths of the files that both states share; they are in the folder of this site alone."""

    def index(self, folder: Path) -> FileIndex:
        """Reads the files of the other state, which is in ``folder``."""
        return self.site.inputs.index.apart(folder, self.same)

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
