"""From a project's files to its site: stages 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from builder.article.records import Facts, Suppression
from builder.article.compose_records import ComposeSettings
from builder.lint.suppressions import MARK, ignores_in
from builder.article.locations import placed
from builder.content.document import parse_document
from builder.content.listing import Listing
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.pipeline.gc_tuning import collection_paused
from builder.pipeline.composing import Composing, ContentLoader
from builder.pipeline.project_inputs import ProjectInputs, Request, read_inputs
from builder.pipeline.locking import with_lock
from builder.pipeline.config_links import own_links
from builder.engine.executors import Workers
from builder.structure.assemble import assemble
from builder.structure.place_pages import Placement, locate
from builder.structure.site import Site, SiteSettings
from builder.vocabulary import Vocabulary


class Loaded(msgspec.Struct, frozen=True):
    """A site, and everything found on the way to it."""

    site: Site
    found: tuple[Diagnostic, ...]
    """What was found on the way, but in the articles."""
    content: ContentLoader
    vocabulary: Vocabulary
    fresh: tuple[str, ...]
    """Paths of the pages that were composed anew."""
    project_inputs: ProjectInputs
    """What it was made from."""
    partial_ignores: Mapping[str, tuple[Suppression, ...]] = msgspec.field(default_factory=dict)
    """What the authors of partials let stand, by path."""
    reads: Mapping[str, tuple[Read, ...]] = msgspec.field(default_factory=dict)
    """What the pages asked that were composed anew, by path; empty where nobody wants to know."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, the articles' findings at the pages that show them."""
        return (*self.found, *_article_diagnostics(self.site))


def load(request: Request, listing: Listing | None = None, *, renderings: bool = True) -> Loaded:
    """Discover, read, parse, compose, locate and assemble a project; ``listing`` as :func:`read_inputs` takes it.

    Without ``renderings``, pages are looked at, and not made.
    """
    with collection_paused():
        project_inputs = read_inputs(request, listing)
    composing = composing_of(request, project_inputs)
    reading = project_inputs.reading
    composition = composing.run(
        project_inputs.texts, project_inputs.variables, reading.source, release_texts=reading.forget, renderings=renderings
    )
    loaded = loaded_of(request, project_inputs, composing, composition.facts, composition.fresh)
    return replace(loaded, reads=composition.reads)


def composing_of(request: Request, project_inputs: ProjectInputs) -> Composing:
    """Composes the pages of what was gathered."""
    return Composing(project_inputs.settings, request.code, request.store, request.workers or Workers(request.jobs))


def loaded_of(
    request: Request, project_inputs: ProjectInputs, composing: Composing, facts: Mapping[str, Facts], fresh: tuple[str, ...]
) -> Loaded:
    """Stage 5 over the facts of all pages, by path: every article at its place."""
    config, tree, reading = request.config, project_inputs.tree, project_inputs.reading
    placement = Placement(
        project_inputs.versions, config.editions, request.edition, request.drafts, project_inputs.redirects, config.changes
    )
    with collection_paused():
        locked = with_lock(request.project, facts)
        located = locate(tree, locked.value, placement)
        shown = frozenset(located.value.shown_images())
        logo = tree.images.get(config.theme.logo)
        images = reading.images(stamp for stamp in tree.images.values() if stamp.path in shown or stamp is logo)
        reading.save()
        settings = SiteSettings(
            config.title,
            config.base_url,
            config.base_path,
            request.edition,
            int(config.image_max_bytes),
            frozenset((config.theme.logo,)),
            config.front_matter,
            tuple(own_links(config)),
            config.feed,
            config.changes,
            config.editions,
        )
        site = assemble(located.value, tree, project_inputs.menus, images, settings)
    found = (
        *project_inputs.diagnostics,
        *reading.diagnostics,
        *locked.diagnostics,
        *located.diagnostics,
        *_placed_partials(composing.partials(), project_inputs.settings),
    )
    return Loaded(
        site,
        found,
        composing.content_loader(project_inputs.variables, project_inputs.reading.text),
        project_inputs.settings.vocabulary,
        fresh,
        project_inputs,
        _ignores(project_inputs.settings),
    )


def _ignores(settings: ComposeSettings) -> dict[str, tuple[Suppression, ...]]:
    marked = {name: text for name, text in settings.partials.items() if MARK in text}
    documents = {name: parse_document(Source(name, text, ""), name).value for name, text in marked.items()}
    return {settings.partials_folder + name: ignores_in(document) for name, document in documents.items()}


def _article_diagnostics(site: Site) -> Iterator[Diagnostic]:
    """The findings of every article, at the page that shows it."""
    for page in site.pages:
        for diagnostic in page.facts.diagnostics:
            yield placed(diagnostic, page.path)
    # A page may be left out because of the very value that is wrong.
    for page, _ in site.left_out:
        for diagnostic in page.facts.diagnostics:
            if diagnostic.code == "front-matter-wrong-type":
                yield placed(diagnostic, page.path)


def _placed_partials(found: Mapping[str, tuple[Diagnostic, ...]], settings: ComposeSettings) -> Iterator[Diagnostic]:
    for name, diagnostics in found.items():
        path = settings.partials_folder + name
        yield from (placed(diagnostic, path) for diagnostic in diagnostics if not diagnostic.path)
