"""Reasons why a page was rebuilt: its inputs, stored from build to build and compared. Pure.

A few digests are stored for each page, and one for each shared input (partials, variables, tags, templates, the
configuration). A changed shared input is a reason for the pages that asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from builder.article.dependencies import EVERY_NAME, PARTIAL, VARIABLE, partial_digest, variable_digest
from builder.config import FILE, ProjectConfig
from builder.digests import digest
from builder.engine.decoding import decoded
from builder.engine.store import Store
from builder.outputs import Output, RenderContext, inputs_in
from builder.outputs.html import (
    CHANGES,
    LAST_CHANGE,
    MENU_CONTEXT,
    MOVED,
    NEIGHBOURS,
    NEWEST,
    PLACE,
    TARGETS,
    VERSIONS,
)
from builder.outputs.identity import ICON, is_marked
from builder.project.loaded_site import LoadedSite
from builder.project.project import Project
from builder.publish.publication import Why
from builder.structure.page import Page

_ELSEWHERE = frozenset({"output", "severity", "ignore", "ledger", "external", "places", "variables", "front_matter"})
"""Keys of the configuration that change no page, or are compared one by one."""

_PROGRAM, _EDITION = "the program", "--edition"
_TAGS = "theme/tags"

_SEEN = {
    LAST_CHANGE: "its last commit",
    NEIGHBOURS: "the page before or after it",
    NEWEST: "the URL of its newest version",
    CHANGES: "its changes since the version before",
    MOVED: "old anchors that redirect to it",
    MENU_CONTEXT: "the menu of {version}",
    VERSIONS: "the versions that have it",
}
"""Inputs of a page whose change is a reason by itself."""


class PageInputs(msgspec.Struct, frozen=True, array_like=True):
    """The inputs of one page in a build."""

    text: str
    """The digest of its text."""
    address: str
    made: bytes
    """The inputs of its HTML, as :func:`builder.outputs.inputs_in` reads them."""


class BuildInputs(msgspec.Struct, frozen=True):
    """The inputs of all pages in a build."""

    shared: dict[str, str] = msgspec.field(default_factory=dict)
    """The digests of everything that several pages may use, by name."""
    pages: dict[str, PageInputs] = msgspec.field(default_factory=dict)
    """Keyed by page path."""


def inputs_of(
    project: Project,
    program: str,
    loaded: LoadedSite,
    rendered: RenderContext,
    outputs: Iterable[Output],
    before: BuildInputs,
) -> BuildInputs:
    """The inputs of this build's pages; of a page whose output was not declared again, those ``before``."""
    made = {output.path: output.inputs for output in outputs if output.inputs}
    pages: dict[str, PageInputs] = {}
    for page in rendered.site.pages:
        inputs = made.get(page.output("index.html"))
        known = before.pages.get(page.path) if inputs is None else None
        pages[page.path] = known or PageInputs(page.facts.source_digest, page.url, inputs or b"")
    return BuildInputs(dict(_shared(project, program, loaded, rendered)), pages)


def _shared(project: Project, program: str, loaded: LoadedSite, rendered: RenderContext) -> Iterator[tuple[str, str]]:
    settings = loaded.inputs.settings
    yield _PROGRAM, program
    yield _EDITION, project.edition
    by_version = sorted(loaded.inputs.variables.items())
    names = {name: None for _, values in by_version for name in values}
    yield from ((_variable(name), digest(repr([values.get(name) for _, values in by_version]))) for name in names)
    yield from _configured(project.config)
    yield _TAGS, loaded.vocabulary.digest
    yield from loaded.vocabulary.files.items()
    yield from ((f"theme/templates/{name}", digest) for name, digest in rendered.theme.files.items())
    # The shipped icon follows from the configuration.
    own = ((name, file) for name, file in rendered.files.items() if name != ICON or not is_marked(file))
    yield from ((f"theme/static/{name}", file.path) for name, file in own)
    yield from ((_partial(settings.partials_folder, name), partial_digest(t)) for name, t in settings.partials.items())
    yield from (
        (_variable(name), variable_digest(settings.variables, name)) for name in settings.variables if name not in names
    )
    yield from ((path, image.digest) for path, image in rendered.site.images.items())
    yield from loaded.code_digests.items()


def _configured(config: ProjectConfig) -> Iterator[tuple[str, str]]:
    for name in config.__struct_fields__:
        if name not in _ELSEWHERE:
            yield f"{FILE}: {name}", digest(repr(getattr(config, name)))


def _partial(folder: str, name: str) -> str:
    return f"{folder}/{name.lstrip('/')}"


def _variable(name: str) -> str:
    return f"the variable ${name}"


def reasons(before: BuildInputs, after: BuildInputs, loaded: LoadedSite, written: Sequence[str]) -> list[Why]:
    """The changed inputs of each page that was composed or written again, by path."""
    reporter = _ReasonFinder(before, after, loaded)
    there = set(written)
    fresh = set(loaded.fresh)
    found = []
    for page in sorted(loaded.site.pages, key=lambda page: page.path):
        is_written = page.output("index.html") in there
        if is_written or page.path in fresh:
            found.append(
                Why(page.path, tuple(dict.fromkeys(reporter.reasons(page, is_written=is_written))), is_written)
            )
    return found


class _ReasonFinder:
    def __init__(self, before: BuildInputs, after: BuildInputs, loaded: LoadedSite) -> None:
        self._before, self._after, self._loaded = before, after, loaded
        names = {**before.shared, **after.shared}
        self._changed = {name for name in names if before.shared.get(name) != after.shared.get(name)}
        self._partials_folder = loaded.inputs.settings.partials_folder
        everywhere = (_PROGRAM, _EDITION, f"{FILE}: ", "theme/templates/", "theme/static/")
        self._for_all = sorted(name for name in self._changed if name.startswith(everywhere))
        tags = sorted(name for name in self._changed if name.startswith(_TAGS + "/") or name in loaded.vocabulary.files)
        self._tags = tags or sorted(self._changed & {_TAGS})
        self._tag_paths = {name: tag.path for name, tag in loaded.vocabulary.tags.items()}

    def reasons(self, page: Page, *, is_written: bool) -> list[str]:
        """The most informative first; never empty."""
        was, now = self._before.pages.get(page.path), self._after.pages[page.path]
        if was is None:
            return ["a new page" if self._before.pages else "no earlier build is known"]
        found = [page.path] if was.text != now.text else []
        found += self._asked(page)
        found += self._for_all
        if is_written and not found:
            found += self._in_it(page, inputs_in(was.made), inputs_in(now.made))
        return found or self._tags or ["the cache did not have it"]

    def _in_it(self, page: Page, was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
        """The changed inputs of its page."""
        version = page.version or "the site"
        found = [text.format(version=version) for name, text in _SEEN.items() if was.get(name) != now.get(name)]
        found += self._targets(page) if was.get(TARGETS) != now.get(TARGETS) else []
        if not found and was.get(PLACE) != now.get(PLACE):
            found.append("its title, its description or its place in the menu")
        return found or ["its file was changed since the last build"]

    def _asked(self, page: Page) -> Iterator[str]:
        """Partials, variables, tags and images of the page that changed."""
        tags = {self._tag_paths[name] for name in page.facts.tags if name in self._tag_paths}
        names = {*tags, *(resolution.path for resolution in self._loaded.site.resolutions[page.path])}
        names |= {_partial(self._partials_folder, name) for name in page.facts.partials}
        names.update(page.facts.code_files)
        for read in self._loaded.reads.get(page.path, ()):
            if read.kind == VARIABLE:
                names |= {_variable(read.name)} if read.name != EVERY_NAME else set()
            elif read.kind == PARTIAL and read.name != EVERY_NAME:
                names.add(_partial(self._partials_folder, read.name))
        yield from sorted(names & self._changed)

    def _targets(self, page: Page) -> list[str]:
        targets = {resolution.path for resolution in self._loaded.site.resolutions[page.path] if resolution.path}
        before, after = self._before.pages, self._after.pages
        moved = [
            f"{path} is now at {now.address}"
            for path, was, now in ((path, before.get(path), after.get(path)) for path in sorted(targets))
            if now is not None and (was is None or was.address != now.address)
        ]
        return moved or ["a page or file that it links to"]


_INPUTS = msgspec.msgpack.Decoder(BuildInputs)


def earlier_inputs(store: Store, output: str) -> bytes:
    """The inputs of the last build that published there, as stored; empty if they are not known."""
    return store.get_many([_key(output)]).get(_key(output), b"")


def earlier_in(kept: bytes) -> BuildInputs:
    """The same as a record; decoding thousands of pages takes a while, and is rarely needed."""
    return (decoded(_INPUTS, kept) if kept else None) or BuildInputs()


def keep_inputs(store: Store, output: str, inputs: BuildInputs, kept: bytes) -> None:
    """Store the inputs of this build for the next, unless they equal ``kept``."""
    data = msgspec.msgpack.encode(inputs)
    if data != kept:
        store.put_many({_key(output): data})


def _key(output: str) -> str:
    return f"inputs/{output}"
