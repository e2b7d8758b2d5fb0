"""From a site to what is published: stages 7 and 8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from builder import __version__
from builder.engine.digest import digest
from builder.engine.store import Store
from builder.config import ProjectConfig
from builder.content.history import head_commit, last_changes
from builder.outputs import RenderContext, Output, declare
from builder.outputs.header import header_links, logo
from builder.pipeline.gc_tuning import collection_paused
from builder.pipeline.rebuild_reasons import BuildInputs, earlier_inputs, inputs_of, keep_inputs
from builder.pipeline.project_inputs import Request
from builder.pipeline.loading import Loaded
from builder.pipeline.theme_files import ThemeFiles
from builder.publish import Publication, Published, PreviousSite, Write, publish
from builder.engine.fork_pool import in_copies
from builder.theme import context
from builder.theme.assets import StaticFile, asset_table, static_file
from builder.theme.colours import own_style_sheet
from builder.theme.direction import direction_of

MOST_AT_ONCE = 10_000
"""Outputs that copies of this process make before others take their place."""

RELOAD_SCRIPT = "/__handrail/reload.js"
"""Where the server has the script that open pages run."""


def emission_of(request: Request, loaded: Loaded, theme_files: ThemeFiles, checks: tuple[Mapping[str, Any], ...]) -> RenderContext:
    """What the outputs of a site are made from."""
    config = request.config
    base = config.base_path + "/"
    colours = _own_colours(config)
    files = {**theme_files.files, **({colours.name: colours} if colours is not None else {})}
    assets = asset_table(files, base)
    view = context.SiteView(
        title=config.title,
        base=base,
        language=config.language,
        direction=direction_of(config.language),
        edition=request.edition,
        footer=config.theme.footer,
        search=config.search,
        colours=assets[colours.name] if colours is not None else None,
    )
    emission = RenderContext(
        loaded.site,
        theme_files.theme,
        files,
        assets,
        view,
        loaded.content,
        _last_changes(request),
        checks,
        f"{__version__}/{request.code}",
        __version__,
        config.edit_url,
    )
    links = header_links(emission, tuple(context.LinkView(link.title, link.url) for link in config.theme.links))
    return emission.seen_as(replace(view, links=links, logo=logo(emission, config.theme.logo)))


def _own_colours(config: ProjectConfig) -> StaticFile | None:
    if not config.theme.colors and not config.theme.fonts:
        return None
    sheet = own_style_sheet(config.theme.colors, config.theme.fonts)
    return static_file("own.css", sheet.encode()) if sheet else None


def _last_changes(request: Request) -> Mapping[str, str]:
    """The days of the last commits; read from git anew only when another commit is checked out."""
    head = head_commit(request.project)
    if not head:
        return {}
    key = digest("history", str(request.project.resolve()), request.config.content, head)
    data = request.store.get_many([key]).get(key)
    if data is not None:
        return msgspec.msgpack.decode(data, type=dict[str, str])
    changes = last_changes(request.project, request.config.content)
    request.store.put_many({key: msgspec.msgpack.encode(changes)})
    return changes


def served_emission(request: Request, loaded: Loaded, theme_files: ThemeFiles) -> RenderContext:
    """What the outputs of a site are made from that is served, not published: with the script that follows changes.

    Nothing is checked yet.
    """
    emission = emission_of(request, loaded, theme_files, ())
    return emission.seen_as(replace(emission.view, live_reload=RELOAD_SCRIPT))


_PUBLISHED = msgspec.msgpack.Decoder(dict[str, Published])


class Issue(msgspec.Struct, frozen=True):
    """A site that was published."""

    publication: Publication
    before: bytes
    """What the last build made its pages from, as it was kept; what this one did: :attr:`after`."""
    after: BuildInputs


def publish_site(request: Request, loaded: Loaded, emission: RenderContext, output: Path) -> Issue:
    """Write what has changed. Raises PublishError."""
    place = str(output.resolve())
    earlier = last_published(request.store, output)
    with collection_paused():
        declared = list(declare(emission))
        before, after = earlier_inputs(request.store, place), inputs_of(request, loaded, emission, declared)
    previous = _previous_site(request, place)
    publication = publish(declared, output, request.project, earlier, partial(_spread, request.jobs), previous)
    if publication.files is not earlier:
        now = msgspec.msgpack.encode(dict(publication.files))
        request.store.put_many({_published_key(output): now, _previous_site_key(place): msgspec.msgpack.encode(earlier)})
    keep_inputs(request.store, place, after, before)
    return Issue(publication, before, after)


def _spread(jobs: int, write: Write, outputs: Sequence[Output]) -> list[Published]:
    # The files of one page are made one behind the other, from what is fetched once.
    return in_copies(write, outputs, jobs, lambda output: output.path.rpartition("/")[0], most=MOST_AT_ONCE)


def _previous_site(request: Request, place: str) -> PreviousSite | None:
    """What the build before the last one left for this output."""
    if request.previous_sites is None:
        return None
    return PreviousSite(request.previous_sites / digest(place), _files_kept(request.store, _previous_site_key(place)))


def _published_key(output: Path) -> str:
    return f"published/{output.resolve()}"


def _previous_site_key(place: str) -> str:
    return f"spare/{place}"


def last_published(store: Store, output: Path) -> dict[str, Published]:
    """What the last build left in an output folder, by path; empty if that isn't known."""
    return _files_kept(store, _published_key(output))


def _files_kept(store: Store, key: str) -> dict[str, Published]:
    data = store.get_many([key]).get(key)
    if data is None:
        return {}
    try:
        return _PUBLISHED.decode(data)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
