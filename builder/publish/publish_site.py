"""Publishes a site into its output folder, and records the published files for the next build."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from builder.digests import digest, path_key
from builder.engine.decoding import decoded
from builder.engine.engine import Engine
from builder.engine.fork_pool import CopyLimits, in_copies
from builder.engine.gc_tuning import collection_paused
from builder.engine.store import Store
from builder.outputs import Output, RenderContext, portable
from builder.progress import no_count, no_progress
from builder.project.loaded_site import LoadedSite
from builder.project.project import Project
from builder.publish import PreviousSite, Publication, Published, Write, late_interrupts, publish
from builder.publish.carry_over import CarriedSite, declare_changed, site_state
from builder.publish.rebuild_reasons import BuildInputs, earlier_in, earlier_inputs, inputs_of, keep_inputs

MOST_AT_ONCE = 10_000
"""The number of outputs that this process makes before other processes help."""

_STATE = msgspec.msgpack.Decoder(CarriedSite)
_PUBLISHED = msgspec.msgpack.Decoder(dict[str, Published])


class PublishedSite(msgspec.Struct, frozen=True):
    """A site that was published."""

    publication: Publication
    before: bytes
    """The record of the inputs of the last build's pages; this build's is :attr:`after`."""
    after: BuildInputs


def publish_site(
    project: Project, engine: Engine, site: LoadedSite, rendered: RenderContext, output: Path, others: str = ""
) -> PublishedSite:
    """Write the files that have changed. Raises PublishError.

    ``others`` is the digest of all inputs but the texts of pages; empty if it is not known.
    """
    place = path_key(output.resolve())
    store = engine.store
    earlier = last_published(store, output)
    with collection_paused():
        state_before = _decoded_state(store, place)
        # Pages of a portable site are rewritten as a whole.
        state = site_state(rendered.site, "" if project.portable else others, state_before)
        declared = list(declare_changed(rendered, state_before, state, earlier))
        if project.portable:
            declared = portable(declared, rendered)
        before = earlier_inputs(store, place)
        after = inputs_of(project, engine.program, site, rendered, declared, earlier_in(before))
    previous = _previous_site(project, store, place)
    publication = publish(declared, output, project.folder, earlier, partial(_spread, engine), previous)
    with late_interrupts():
        if publication.files is not earlier:
            now = msgspec.msgpack.encode(dict(publication.files))
            store.put_many(
                {
                    _published_key(output): now,
                    _previous_site_key(place): msgspec.msgpack.encode(earlier),
                    _state_key(place): msgspec.msgpack.encode(state),
                }
            )
        keep_inputs(store, place, after, before)
    return PublishedSite(publication, before, after)


def _spread(engine: Engine, write: Write, outputs: Sequence[Output]) -> list[Published]:
    progress = engine.progress
    count = no_count if progress is no_progress else partial(progress, "Writing files")
    # The files of one page are made one after the other, from content that is loaded once.
    return in_copies(write, outputs, engine.jobs, _folder, CopyLimits(most=MOST_AT_ONCE), count)


def _folder(output: Output) -> str:
    return output.path.rpartition("/")[0]


def _previous_site(project: Project, store: Store, place: str) -> PreviousSite | None:
    """The site that the build before the last one wrote to this output."""
    if project.previous_sites is None:
        return None
    return PreviousSite(project.previous_sites / digest(place), _files_kept(store, _previous_site_key(place)))


def _decoded_state(store: Store, place: str) -> CarriedSite:
    return decoded(_STATE, store.get_many([_state_key(place)]).get(_state_key(place))) or CarriedSite()


def _state_key(place: str) -> str:
    return f"state/{place}"


def _published_key(output: Path) -> str:
    return f"published/{path_key(output.resolve())}"


def _previous_site_key(place: str) -> str:
    return f"spare/{place}"


def last_published(store: Store, output: Path) -> dict[str, Published]:
    """The files that the last build left in an output folder, by path; empty if they are not known."""
    return _files_kept(store, _published_key(output))


def _files_kept(store: Store, key: str) -> dict[str, Published]:
    return decoded(_PUBLISHED, store.get_many([key]).get(key)) or {}
