"""The context in which every output of a site is rendered: configuration, theme and site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from builder import __version__
from builder.config import ProjectConfig
from builder.content.scaled_images import ResponsiveImages, scaled_image
from builder.outputs.header import banner, head_tags, header_links, logo
from builder.outputs.identity import accent_of, mark_of, with_icon
from builder.outputs.render_context import RenderContext
from builder.project.loaded_site import LoadedSite
from builder.project.project import Project
from builder.theme import context
from builder.theme.assets import StaticFile, asset_table, static_file
from builder.theme.colours import own_style_sheet
from builder.theme.direction import direction_of
from builder.theme.theme_files import ThemeFiles, words_file

RELOAD_SCRIPT = "/__handrail/reload.js"
"""The path of the server's script for open pages."""


def site_context(
    project: Project,
    site: LoadedSite,
    theme: ThemeFiles,
    checks: tuple[Mapping[str, Any], ...],
    *,
    history: Mapping[str, str],
    program: str,
) -> RenderContext:
    """The context of all outputs. ``history`` has the day of each page's last commit, ``program`` the
    program's digest.
    """
    config = project.config
    base = config.base_path + "/"
    colours = _own_colours(config)
    files = {**theme.files, **({colours.name: colours} if colours is not None else {})}
    files = with_icon(files, config)
    assets = asset_table(files, base)
    view = context.SiteView(
        title=config.title,
        base=base,
        language=config.language,
        direction=direction_of(config.language),
        edition=project.edition,
        footer=config.theme.footer,
        search=config.search,
        words=assets[words_file(config.language)],
        colours=assets[colours.name] if colours is not None else None,
        styles=tuple(assets[name] for name in config.theme.css if name in assets),
        scripts=tuple(assets[name] for name in config.theme.js if name in assets),
        theme_colour=accent_of(config),
        mark=mark_of(config.title),
    )
    made = RenderContext(
        site=site.site,
        theme=theme.theme,
        files=files,
        assets=assets,
        view=view,
        content=site.content,
        checklist=site.content.checklist,
        last_changes=history,
        checks=checks,
        version=f"{__version__}/{program}",
        program=__version__,
        scale=partial(_scaled, project) if config.responsive_images.format else None,
        edit_base=config.edit_url,
    )
    links = tuple(context.LinkView(link.title, link.url) for link in config.theme.links)
    view = replace(
        view,
        links=header_links(made, links),
        logo=logo(made, config.theme.logo),
        head=tuple(head_tags(made, config.theme.head)),
        banner=banner(made, config.theme.banner),
    )
    others = config.all_languages.others
    return made.seen_as(view, {name: _in_language(made, view, links, name) for name in others})


def _in_language(
    made: RenderContext, view: context.SiteView, links: tuple[context.LinkView, ...], language: str
) -> context.SiteView:
    """The site as templates see it in another of its languages."""
    return replace(
        view,
        language=language,
        direction=direction_of(language),
        words=made.assets[words_file(language)],
        links=header_links(made, links, language),
    )


def _scaled(project: Project, path: str, width: int, how: ResponsiveImages) -> bytes:
    return scaled_image(project.folder, path, project.shared, width, how)


def with_live_reload(rendered: RenderContext) -> RenderContext:
    """The same for served pages, which run the script that follows changes."""
    others = {name: replace(view, live_reload=RELOAD_SCRIPT) for name, view in rendered.other_views.items()}
    return rendered.seen_as(replace(rendered.view, live_reload=RELOAD_SCRIPT), others)


def _own_colours(config: ProjectConfig) -> StaticFile | None:
    if not config.theme.colors and not config.theme.fonts:
        return None
    sheet = own_style_sheet(config.theme.colors, config.theme.fonts)
    return static_file("own.css", sheet.encode()) if sheet else None
