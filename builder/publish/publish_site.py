"""Publishes a site into its output folder, and records for the next build what was published."""

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
from builder.publish.carry_over import CarriedSite, declare_changed, site_state
from builder.publish.declared import DeclaredOutputs
from builder.publish.last_build import LastPublished, previous_site, published_records
from builder.publish.manifest import Published, late_interrupts
from builder.publish.publication import Publication
from builder.publish.publishing import publish
from builder.publish.rebuild_reasons import BuildInputs, earlier_in, earlier_inputs, inputs_of, keep_inputs
from builder.publish.staging import Write

MOST_AT_ONCE = 10_000
"""The number of outputs that this process makes before other processes help."""

_STATE = msgspec.msgpack.Decoder(CarriedSite)


class LastBuild(msgspec.Struct, frozen=True):
    """The last build of the same site into the same folder, if it is known."""

    published: LastPublished = LastPublished()
    others: str = ""
    """The digest of all inputs of this build except the texts of pages; empty if it is not known."""


NO_BUILD = LastBuild()


class PublishedSite(msgspec.Struct, frozen=True):
    """A site that was published."""

    publication: Publication
    before: bytes
    """The record of the inputs of the last build's pages; this build's is :attr:`after`."""
    after: BuildInputs


def publish_site(
    project: Project,
    engine: Engine,
    site: LoadedSite,
    rendered: RenderContext,
    output: Path,
    last: LastBuild = NO_BUILD,
) -> PublishedSite:
    """Write what has changed. Raises PublishError."""
    place = path_key(output.resolve())
    store = engine.store
    earlier = last.published.files
    with collection_paused():
        state_before = _decoded_state(store, place)
        # Pages of a portable site are rewritten as a whole.
        state = site_state(rendered.site, "" if project.portable else last.others, state_before)
        declared = declare_changed(rendered, state_before, state, earlier)
        if project.portable:
            declared = DeclaredOutputs(tuple(portable(declared.outputs, rendered)))
        before = earlier_inputs(store, place)
        after = inputs_of(project, engine.program, site, rendered, declared.outputs, earlier_in(before))
    previous = None
    if project.previous_sites is not None:
        previous = previous_site(store, output, project.previous_sites / digest(place), last.published)
    publication = publish(declared, output, project.folder, earlier, partial(_spread, engine), previous)
    with late_interrupts():
        if publication.files is not earlier:
            records = published_records(output, last.published, publication)
            store.put_many({**records, _state_key(place): msgspec.msgpack.encode(state)})
        keep_inputs(store, place, after, before)
    return PublishedSite(publication, before, after)


def _spread(engine: Engine, write: Write, outputs: Sequence[Output]) -> list[Published]:
    progress = engine.progress
    count = no_count if progress is no_progress else partial(progress, "Writing files")
    # The files of one page are made one after the other, from content that is loaded once.
    return in_copies(write, outputs, engine.jobs, _folder, CopyLimits(most=MOST_AT_ONCE), count)


def _folder(output: Output) -> str:
    return output.path.rpartition("/")[0]


def _decoded_state(store: Store, place: str) -> CarriedSite:
    return decoded(_STATE, store.get_many([_state_key(place)]).get(_state_key(place))) or CarriedSite()


def _state_key(place: str) -> str:
    return f"state/{place}"
