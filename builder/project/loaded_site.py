"""A loaded site with all problems found so far, and how it is assembled from composed articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from builder.article.compose_records import ComposeSettings
from builder.article.records import Facts, Suppression
from builder.config import FILE
from builder.content.addresses import SAFE_SCHEMES
from builder.content.document import parse_document
from builder.content.images import ImageInfo
from builder.content.scaled_images import can_scale
from builder.content.source import Source
from builder.content.translation_lock import LOCK_FILE as TRANSLATIONS
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.diagnostics.place import in_page
from builder.engine.gc_tuning import collection_paused
from builder.lint.suppressions import MARK, suppressions_in
from builder.project.config_links import config_names, head_images, own_links
from builder.project.content_loader import ContentLoader
from builder.project.inputs import ProjectInputs
from builder.project.project import Project
from builder.project.translated_items import with_original_items
from builder.structure.assemble import Menus, assemble
from builder.structure.known_links import KnownLinks
from builder.structure.place_pages import Located, Placement, locate
from builder.structure.site import Site, SiteSettings
from builder.structure.target_rules import TargetRules
from builder.structure.translations import paths_of_originals
from builder.vocabulary import Vocabulary


class LoadedSite(msgspec.Struct, frozen=True, kw_only=True):
    """A site, and all problems found while loading it."""

    site: Site
    found: tuple[Diagnostic, ...]
    """Problems found while loading, except those in the articles."""
    content: ContentLoader
    inputs: ProjectInputs
    """The inputs of the site."""
    suppressions: Mapping[str, tuple[Suppression, ...]]
    """Problems that the partial's author suppressed, by partial path."""
    fresh: tuple[str, ...] = ()
    """Paths of the pages composed in this run."""
    reads: Mapping[str, tuple[Read, ...]] = msgspec.field(default_factory=dict)
    """The questions of the pages composed in this run, by path. Empty in ``serve``, which does not need them."""

    articles: Mapping[str, Facts] = msgspec.field(default_factory=dict)
    """Every page as it was composed, placed or not, by path."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The tags of the site."""
        return self.inputs.settings.vocabulary

    @property
    def code_digests(self) -> dict[str, str]:
        """The digest of each file of code that a page shows, by name."""
        names = sorted({name for page in self.site.pages for name in page.facts.code_files})
        return {name: self.inputs.stage.read_code(name).digest for name in names}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems so far; problems of an article are at the pages that show it."""
        return (*self.found, *_article_diagnostics(self.site))


def assembled(
    project: Project,
    inputs: ProjectInputs,
    content: ContentLoader,
    pages: Mapping[str, Facts],
    partials: Mapping[str, Facts],
    links: KnownLinks | None = None,
) -> LoadedSite:
    """Stage 5: places every article. ``pages`` by path, ``partials`` (composed by themselves) by name.

    ``links`` are those of another state of the site.
    """
    with collection_paused():
        facts = inputs.lock.apply(pages, content)
        if project.config.languages.folders:
            originals = paths_of_originals(inputs.tree, project.config.language)
            facts = with_original_items(facts, originals, content)
        located = locate(inputs.tree, facts, _placement(project, inputs), links)
        images = _images(project, inputs, located.value)
        menus = Menus(inputs.menus, inputs.folder_menus)
        site = assemble(located.value, inputs.tree, menus, images, _settings(project, inputs))
    found = (
        *inputs.diagnostics,
        *inputs.index.diagnostics,
        *located.diagnostics,
        *_placed_partials(partials, inputs.settings),
    )
    return LoadedSite(
        site=site,
        found=found,
        content=content,
        inputs=inputs,
        suppressions=_suppressions_in_partials(inputs.settings),
    )


def _placement(project: Project, inputs: ProjectInputs) -> Placement:
    config = project.config
    return Placement(
        versions=inputs.versions,
        editions=config.editions,
        edition=project.edition,
        drafts=project.drafts,
        redirects=inputs.redirects,
        changes=config.changes,
        base_path=config.base_path,
        targets=TargetRules(config.reading.aliases, config.reading.other_parts),
        schemes={*SAFE_SCHEMES, *(scheme.lower() for scheme in project.config.link_schemes)},
    )


def _settings(project: Project, inputs: ProjectInputs) -> SiteSettings:
    config, vocabulary = project.config, inputs.settings.vocabulary
    return SiteSettings(
        title=config.title,
        base_url=config.base_url,
        base_path=config.base_path,
        edition=project.edition,
        image_max_bytes=int(config.image_max_bytes),
        responsive_images=config.responsive_images if config.responsive_images.format and can_scale() else None,
        fingerprint_images=config.fingerprint_images,
        shown_elsewhere=frozenset((config.theme.logo, *head_images(config))),
        front_matter_schema=config.front_matter,
        own_links=tuple(own_links(config)),
        feed=config.feed,
        changes=config.changes,
        editions=config.editions,
        languages=config.all_languages.all if config.languages.folders else (),
        translated=inputs.translations,
        language_titles=config.languages.titles,
        title_always=config.reading.title == "always",
        config_names=tuple(config_names(config)),
        icons=frozenset(vocabulary.icons),
        inventories=inputs.inventories,
        other_files=(
            FILE,
            config.redirects,
            config.ledger,
            config.markdown.glossary,
            *config.inventories.values(),
            *((TRANSLATIONS,) if inputs.translations else ()),
            *vocabulary.files,
        ),
    )


def _images(project: Project, inputs: ProjectInputs, located: Located) -> dict[str, ImageInfo]:
    """The image files that pages and the theme show."""
    shown = frozenset((*located.shown_images(), *(stamp.path for stamp in inputs.tree.static.values())))
    own = (project.config.theme.logo, *head_images(project.config))
    of_theme = {stamp.path for name in own if (stamp := inputs.tree.images.get(name)) is not None}
    files = (*inputs.tree.images.values(), *inputs.tree.files.values())
    stamps = (stamp for stamp in files if stamp.path in shown or stamp.path in of_theme)
    images = inputs.index.images(stamps)
    inputs.index.save()
    return images


def _suppressions_in_partials(settings: ComposeSettings) -> dict[str, tuple[Suppression, ...]]:
    marked = {name: text for name, text in settings.partials.items() if MARK in text}
    documents = {name: parse_document(Source(name, text, ""), name).value for name, text in marked.items()}
    return {settings.partials_folder + name: suppressions_in(document) for name, document in documents.items()}


def _article_diagnostics(site: Site) -> Iterator[Diagnostic]:
    for page in site.pages:
        for diagnostic in page.facts.diagnostics:
            yield in_page(diagnostic, page.path)
    # A page may be left out because of the invalid value itself.
    for page, _ in site.left_out:
        for diagnostic in page.facts.diagnostics:
            if diagnostic.code == "front-matter-wrong-type":
                yield in_page(diagnostic, page.path)


def _placed_partials(partials: Mapping[str, Facts], settings: ComposeSettings) -> Iterator[Diagnostic]:
    for name, facts in partials.items():
        path = settings.partials_folder + name
        yield from (in_page(diagnostic, path) for diagnostic in facts.diagnostics if not diagnostic.path)
