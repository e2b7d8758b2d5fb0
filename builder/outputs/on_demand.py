"""Declares a single file of the site on request, so that a server need not declare the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from builder.outputs.agent_files import addresses_with_suffix, markdown_beside
from builder.outputs.checklists import checklist_path, page_checklist
from builder.outputs.folder_pages import FOLDERS
from builder.outputs.html import HtmlPages
from builder.outputs.markdown import page_markdown
from builder.outputs.menus import MENUS
from builder.outputs.output import Output
from builder.outputs.render_context import RenderContext
from builder.structure.page import Page

PAGE, MARKDOWN = "index.html", "index.md"


class OnDemandOutputs:
    """The outputs of one site, by path."""

    def __init__(self, emission: RenderContext, others: Iterable[Callable[[RenderContext], Iterator[Output]]]) -> None:
        """``others`` declare the files outside the folders of pages."""
        self.emission = emission
        self._declarers = tuple(others)
        self._html = HtmlPages(emission)
        self._taken = addresses_with_suffix(emission)
        self._declared: dict[str, Output] = {}
        self._others = chain(self._html.menus(), chain.from_iterable(declare(emission) for declare in self._declarers))

    def after_edits(self, emission: RenderContext, *, is_exact: bool) -> OnDemandOutputs:
        """The outputs of the site after edits that add and remove no page, and change no menu.

        ``is_exact`` says that all pages have their old interfaces.
        """
        kept = (MENUS, FOLDERS) if is_exact else (MENUS,)
        emission.remembered.update({name: known for name in kept if (known := self.emission.remembered.get(name))})
        return OnDemandOutputs(emission, self._declarers)

    def find(self, path: str) -> Output | None:
        """The output of that path; ``None`` if the site has none."""
        page, name = self.page(path)
        if page is not None and name == PAGE:
            return self._html.output(page)
        if page is not None and name == MARKDOWN and not page.is_fallback:
            return page_markdown(self.emission, page)
        if name.endswith(".md") and name != MARKDOWN:
            return self._markdown_beside(path)
        guide = page if page is not None else self.emission.site.places.pages.get(("", ""))
        if guide is not None and path == checklist_path(guide):
            found = next(page_checklist(self.emission, guide), None)
            if found is not None:
                return found
        return self._other(path)

    def _markdown_beside(self, path: str) -> Output | None:
        page, _ = self.page(path.removesuffix(".md") + "/" + PAGE)
        beside = markdown_beside(self.emission, page, self._taken) if page is not None else None
        return self._other(path) if beside is None else beside

    def page(self, path: str) -> tuple[Page | None, str]:
        """The page whose folder contains the path, and the file's name in it."""
        folder, _, name = path.rpartition("/")
        pages = self.emission.site.places.pages
        unversioned = pages.get(("", folder))
        if unversioned is not None:
            return unversioned, name
        parts = folder.split("/")
        for count in (2, 1):
            found = pages.get(("/".join(parts[:count]), "/".join(parts[count:])))
            if found is not None:
                return found, name
        return None, name

    def _other(self, path: str) -> Output | None:
        """A file outside the folders of pages; outputs before it in the table are declared on the way, once."""
        while path not in self._declared:
            output = next(self._others, None)
            if output is None:
                return None
            self._declared[output.path] = output
        return self._declared[path]
