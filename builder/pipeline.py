"""The order of everything, as code: discover, read → compose → assemble → check → emit, publish.

This is the only module in which stages meet the engine; ``build``, ``check`` and ``serve`` all call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from builder.article.compose_stage import PageText, partial_texts, partials_stage
from builder.article.records import Facts
from builder.checks.check_site import Checked, check_site
from builder.content.listing import Listing
from builder.diagnostics.diagnostic import Diagnostic
from builder.engine.engine import Engine, Run
from builder.engine.executors import Workers
from builder.engine.gc_tuning import collection_paused
from builder.lint import LINTER
from builder.outputs import RenderContext
from builder.outputs.site_context import site_context
from builder.project.content_loader import ContentLoader
from builder.project.history import last_changes
from builder.project.inputs import ProjectInputs, read_inputs
from builder.project.loaded_site import LoadedSite, assembled
from builder.project.project import Project
from builder.project.similar_site import SimilarSite
from builder.publish.publish_site import NO_BUILD, LastBuild, PublishedSite, publish_site
from builder.structure.known_links import KnownLinks
from builder.theme.theme_files import ThemeFiles, load_theme_files


def load(
    project: Project,
    engine: Engine,
    listing: Listing | None = None,
    *,
    renderings: bool = True,
    similar: SimilarSite | None = None,
) -> LoadedSite:
    """The site of a project: discover, read, compose, assemble. ``listing`` was just used for the same project.

    Without ``renderings``, pages can be checked but not published. ``similar`` provides articles where they are equal.
    """
    engine.progress("Reading files", 0, 0)
    inputs = discover_and_read(project, engine, listing, similar)
    known = similar.articles(inputs) if similar is not None else {}
    texts = (text for text in inputs.texts if text.path not in known)
    run = compose(inputs, engine, texts, renderings=renderings, release_texts=inputs.index.forget)
    engine.progress("Linking pages", 0, 0)
    articles = {**known, **run.values}
    site = assemble(project, engine, inputs, articles, similar.links if similar is not None else None)
    return replace(site, fresh=run.fresh, reads=run.reads, articles=articles)


def discover_and_read(
    project: Project, engine: Engine, listing: Listing | None = None, similar: SimilarSite | None = None
) -> ProjectInputs:
    """Everything that is read before pages are composed: tags, menus, redirects, partials, digests of texts."""
    with collection_paused():
        if similar is not None:
            return read_inputs(project, engine.store, LINTER, similar.other.listing, similar.index)
        return read_inputs(project, engine.store, LINTER, listing)


def compose(
    inputs: ProjectInputs,
    engine: Engine,
    texts: Iterable[PageText],
    *,
    renderings: bool = True,
    workers: Workers | None = None,
    release_texts: Callable[[], None] = lambda: None,
) -> Run[Facts]:
    """The articles of these pages: pure, in parallel, remembered."""
    return engine.run(inputs.stage, texts, attachments=renderings, workers=workers, release_inputs=release_texts)


def assemble(
    project: Project, engine: Engine, inputs: ProjectInputs, articles: Mapping[str, Facts], links: KnownLinks | None
) -> LoadedSite:
    """Every article at its place: the lock, slugs, menus, redirects, links (``links`` are known). The one barrier."""
    alone = partials_stage(inputs.stage)
    partials = engine.run(alone, partial_texts(alone), attachments=False)
    content = ContentLoader(engine, inputs)
    return assembled(project, inputs, content, articles, partials.values, links)


def theme_of(project: Project, site: LoadedSite) -> ThemeFiles:
    """The templates and static files of the site."""
    return load_theme_files(project.folder, project.config, site.vocabulary, project.shared)


def check(
    project: Project,
    site: LoadedSite,
    more: Iterable[Diagnostic] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Checked:
    """Every check over the site, with ``more`` problems. Raises SupersededError as soon as ``stop`` says so."""
    return check_site(project.config, site, more, stop)


def render_context(
    project: Project, engine: Engine, site: LoadedSite, theme: ThemeFiles, checks: tuple[Mapping[str, Any], ...] = ()
) -> RenderContext:
    """The context in which the outputs of a site are rendered; ``checks`` are the results of the checks."""
    history = last_changes(project, engine.store)
    context = site_context(project, site, theme, checks, history=history, program=engine.program)
    return context.remembering(engine.remembered)


def publish(
    project: Project, engine: Engine, site: LoadedSite, context: RenderContext, output: Path, last: LastBuild = NO_BUILD
) -> PublishedSite:
    """Write the files that changed into the output folder, all or none. Raises PublishError."""
    return publish_site(project, engine, site, context, output, last)
