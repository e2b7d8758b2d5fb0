"""Resolves every link once, for the checks and the outputs alike.

A target is read as follows, in this order:

1. ``https://…``, ``mailto:…``, ``//host/…``: external; any other scheme is unsafe and never published;
2. ``#anchor``: this page;
3. ``/images/…``: a file of the image roots;
4. ``/v1.6.x/…`` or ``/latest/…``: a slug in that version; ``/…``: a slug in this version;
5. anything else is relative: to the file's folder first (``okta.md``, ``../okta``), then to the page's URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from msgspec.structs import replace

from builder.caches import once
from builder.content.addresses import NEVER_SAFE, NOWHERE, is_publishable, scheme_of
from builder.content.listing import FileStamp
from builder.content.page_names import PageNames
from builder.content.paths import composed, join, normalise, parent, url_path
from builder.structure.content_files import ContentFiles
from builder.structure.malformed_urls import has_good_host, proper_form
from builder.structure.page import Page
from builder.structure.places import Places, Problem, Resolution
from builder.structure.reserved_paths import is_file_of
from builder.structure.translations import LanguageVersions

_OUTSIDE = ("http://", "https://")
_ABSOLUTE = ("/", *_OUTSIDE)
_UNESCAPED = re.compile(r"[\x00-\x20\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_TEXT_FRAGMENT = ":~:"
"""After it come words that browsers search for, not an id."""
_HTML_SUFFIXES = (".html", ".htm")


_UNSAFE = Resolution(kind="none", url=NOWHERE, problem="unsafe")


class Resolver:
    """Resolves targets against one site, and caches the results."""

    __slots__ = (
        "_anchors",
        "_by_disk",
        "_files",
        "_folded_images",
        "_folded_pages",
        "_known",
        "_known_images",
        "_languages",
        "_longest_prefix",
        "_outside",
        "_places",
        "_prefixes",
    )

    def __init__(self, places: Places) -> None:
        self._places = places
        self._files = ContentFiles(places.files, places.pages, places.images)
        self._prefixes = {v.name: v.name for v in places.versions if v.name}
        self._prefixes.update({alias: v.name for v in places.versions for alias in v.aliases})
        self._languages = LanguageVersions(places.versions)
        self._longest_prefix = max((name.count("/") + 1 for name in self._prefixes), default=0)
        self._known: dict[str, dict[str, Resolution]] = {}
        """Results by target; for each version, and by path for a single page."""
        self._outside: dict[str, Resolution] = {}
        self._known_images: dict[str, Resolution] = {}
        """Results of targets that are the same from everywhere."""
        self._anchors: dict[str, frozenset[str]] = {}
        self._folded_pages = once(partial(_folded_pages, places))
        self._folded_images = once(partial(_folded_images, places))
        self._by_disk = {places.images[served].path: served for served in places.static}
        """Static files, by their path in the project."""

    def resolve(self, target: str, page: Page) -> Resolution:
        """The resolution of ``target``, written on ``page``."""
        # An absolute target is the same from all pages of a version, an external one from every version.
        by_target = self._known.setdefault(page.version if target.startswith(_ABSOLUTE) else page.key, {})
        known = by_target.get(target)
        if known is None:
            known = self._outside.get(target) or self._resolve(target, page)
            by_target[target] = known
            if target.startswith(_OUTSIDE):
                self._outside[target] = known
        return known

    def all(self, page: Page) -> tuple[Resolution, ...]:
        """The resolutions of the page's references: one for each, in their order."""
        absolute, images = self._known.get(page.version, {}), self._known_images
        return tuple(
            images.get(reference.target) or self.image(reference.target, page)
            if reference.kind == "image"
            else absolute.get(reference.target) or self.resolve(reference.target, page)
            for reference in page.facts.references
        )

    def _resolve(self, target: str, page: Page) -> Resolution:
        if target != target.strip():
            return _has_outer_blanks(self.resolve(target.strip(), page))
        target = self._places.targets.read(target)
        scheme = scheme_of(target)
        if scheme in NEVER_SAFE:
            return _UNSAFE
        if proper_form(target) is not None:
            return Resolution(kind="none", url=target, problem="malformed")
        if scheme or target.startswith("//"):
            return self._external(target, scheme)
        path, hash_mark, fragment = target.partition("#")
        fragment = unquote(fragment)
        path, question_mark, query = path.partition("?")
        path = composed(unquote(path))
        if self._places.targets.is_elsewhere(path):
            found = Resolution(kind="external", url=url_path(path))
        elif not path:
            found = _to(page)
            self._anchors.setdefault(page.path, frozenset(page.facts.anchors))  # A draft may be at no address.
        elif path.startswith("/"):
            found = self._absolute(path, page.version)
        else:
            found = self._relative(path, page)
        suffix = f"?{query}" if question_mark else ""
        found = replace(found, url=found.url + suffix) if suffix and not found.moved_from else found
        return self._with_fragment(found, fragment) if hash_mark else found

    def _with_fragment(self, found: Resolution, fragment: str) -> Resolution:
        anchor = fragment.partition(_TEXT_FRAGMENT)[0]
        if not anchor:
            return replace(found, url=f"{found.url}#{url_path(fragment)}") if fragment else found
        if found.kind == "page" and anchor not in self._anchors_of(found):
            # Ids of headings are in composed Unicode, whatever the link is.
            anchor, fragment = composed(anchor), composed(fragment)
        moved = self._moved(found, anchor)
        if moved is not None:
            return moved
        is_there = found.kind == "page" and found.problem in ("", "redirected")
        missing = is_there and anchor != "top" and anchor not in self._anchors_of(found)
        url = f"{found.url}#{url_path(fragment)}"
        return replace(found, url=url, fragment=anchor, problem="anchor-missing" if missing else found.problem)

    def _moved(self, found: Resolution, fragment: str) -> Resolution | None:
        """The target of an anchor that no longer exists, or of an old address with a single target."""
        version, slug = found.moved_from or (found.version, found.slug)
        position = self._places.redirects.anchor(version, slug, fragment)
        if position is None:
            return found if found.fragment or (found.moved_from and found.kind == "external") else None
        if isinstance(position, str):
            return Resolution(kind="external", url=position, problem="redirected")
        return _at(self._places.pages[position[:2]], position[2])

    def _anchors_of(self, found: Resolution) -> frozenset[str]:
        anchors = self._anchors.get(found.path)
        if anchors is None:
            pages = self._places.pages
            anchors = self._anchors[found.path] = frozenset(pages[found.version, found.slug].facts.anchors)
        return anchors

    def _absolute(self, path: str, version: str) -> Resolution:
        clean = normalise(path)
        if clean is None:
            return Resolution(kind="none", url=path, problem="escapes-root")
        if clean.startswith("images/"):
            return self._image("/" + clean)
        named, rest = self._version_of(clean)
        if named is not None:
            named = self._languages.meant(named, version, clean)
            return self._in_version(rest, named) or self._slug(rest, named)
        return self._in_version(clean, version) or self._below_base_path(clean, version)

    def _version_of(self, path: str) -> tuple[str | None, str]:
        """The version whose prefix a path begins with, and the rest; of several prefixes, the longest one."""
        parts = path.split("/")
        for count in range(min(len(parts), self._longest_prefix), 0, -1):
            named = self._prefixes.get("/".join(parts[:count]))
            if named is not None:
                return named, "/".join(parts[count:])
        return None, path

    def _in_version(self, path: str, version: str) -> Resolution | None:
        """Resolve a slug or a file of the version, or a file at the top of the site."""
        found = self._slug(path, version)
        if found.problem != "unresolved":
            return found
        file = self._files.find(version, path)
        if file is not None:
            return _shown(*file)
        at_the_top = self._places.beside.get(path)
        if at_the_top is None and f"/{path}" in self._places.static:
            return _shown(f"/{path}", self._places.images[f"/{path}"])
        return Resolution(kind="published", url=at_the_top) if at_the_top else None

    def _below_base_path(self, path: str, version: str) -> Resolution:
        """A path on the host without the site's base path: ``/docs/guide`` becomes ``/guide``."""
        base = self._places.base_path.strip("/")
        if base and (path == base or path.startswith(base + "/")):
            below = path[len(base) :].strip("/")
            named, rest = self._version_of(below)
            found = self._in_version(below, version) if named is None else self._in_version(rest, named)
            if found is not None:
                return found
        return self._slug(path, version)

    def _relative(self, path: str, page: Page) -> Resolution:
        folder = parent(page.folder_path)
        escaped = True
        for base in (folder, page.slug, parent(page.slug)):
            candidate = join(base, path)
            if candidate is None:
                continue
            escaped = False
            by_file = self._by_file(candidate, page.version)
            if by_file is not None:
                return by_file
            file = self._files.find(page.version, candidate) if base is folder else None
            if file is not None:
                return _shown(*file)
            found = self._slug(candidate, page.version)
            if found.kind in ("page", "published"):
                return found
        other = self._file_of_version(join(f"{page.version}/{folder}", path) or "") or self._static_file(path, page)
        if other is not None:
            return other
        if escaped:
            return Resolution(kind="none", url=path, problem="escapes-root")
        return self._slug(join(page.slug, path) or "", page.version)

    def _file_of_version(self, path: str) -> Resolution | None:
        """Resolve a path from one version to another: ``../v1.1.x/guide.md``."""
        named, rest = self._version_of(path)
        return self._by_file(rest, named) if rest and named is not None else None

    def _static_file(self, path: str, page: Page) -> Resolution | None:
        """Resolve a path to a static file as it is on disk: ``../../static/img/a.png``."""
        served = self._by_disk.get(join(parent(page.path), path) or "") if self._by_disk else None
        return _shown(served, self._places.images[served]) if served is not None else None

    def _by_file(self, path: str, version: str) -> Resolution | None:
        page = self._places.by_file.get((version, path))
        return None if page is None else _to(page)

    def _slug(self, slug: str, version: str) -> Resolution:
        pages = self._places.pages
        readings = tuple(_readings(slug, self._places.names))
        original = self._languages.originals.get(version)
        for candidate in readings:
            page = pages.get((version, candidate))
            if page is None and original is not None and (original, candidate) in pages:
                # The translation has another slug.
                page = self._places.by_file.get((version, pages[original, candidate].folder_path))
            if page is not None:
                return _to(page)
        url = f"/{version}/{url_path(slug)}/" if version else f"/{url_path(slug)}/"
        url = url.replace("//", "/")
        for candidate in readings:
            moved = self._redirected(version, candidate)
            if moved is not None:
                return moved
            reason = self._places.left_out.get((version, candidate))
            if reason is not None:
                return Resolution(kind="none", url=url, version=version, problem=reason)
            other_case = self._folded_pages().get((version, candidate.casefold()))
            if other_case is not None:
                return _to(other_case, "case")
        published = self._published(slug, version)
        return published or Resolution(kind="none", url=url, version=version, problem="unresolved")

    def _published(self, slug: str, version: str) -> Resolution | None:
        """Resolve a file for programs, or the list of changes."""
        url = self._places.beside.get(f"{version}/{slug}".lstrip("/"))
        if url is not None:
            return Resolution(kind="published", url=url, version=version)
        folder, _, name = slug.rpartition("/")
        page = self._places.pages.get((version, folder))
        return (
            Resolution(kind="published", url=page.url + url_path(name), version=version)
            if page and is_file_of(page, name)
            else None
        )

    def _redirected(self, version: str, slug: str) -> Resolution | None:
        redirects = self._places.redirects
        outside = redirects.outside.get((version, slug))
        if outside is not None:
            return Resolution(kind="external", url=outside, problem="redirected", moved_from=(version, slug))
        moved = redirects.target(version, slug)
        if moved is None:
            return None
        fragment = redirects.fragments.get((version, slug), "")
        return replace(_at(self._places.pages[moved], fragment), moved_from=(version, slug))

    def image(self, target: str, page: Page) -> Resolution:
        """The file of ``target``, written on ``page`` as an image's source."""
        known = self._known_images.get(target)
        if known is None:
            known = self._resolve_image(target, page)
            if target.startswith(_ABSOLUTE):
                self._known_images[target] = known
        return known

    def _resolve_image(self, target: str, page: Page) -> Resolution:
        if target != target.strip():
            return _has_outer_blanks(self.image(target.strip(), page))
        target = self._places.targets.read(target)
        scheme = scheme_of(target)
        if scheme or target.startswith("//"):
            return self._external(target, scheme)
        path = composed(unquote(target.partition("#")[0].partition("?")[0]))
        if self._places.targets.is_elsewhere(path):
            return Resolution(kind="external", url=url_path(path))
        if path.startswith("/"):
            return self._image(path)
        file = self._files.find(page.version, join(parent(page.folder_path), path) or "", shown=True)
        if file is not None:
            return _shown(*file)
        static = self._static_file(path, page)
        if static is not None:
            return static
        clean = join("images", path)
        found = self._image("/" + clean) if clean is not None else None
        if found is not None and found.kind == "file":
            return found
        beside = join(f"images/{parent(page.folder_path)}", path)
        if beside is None:
            return Resolution(kind="none", url=path, problem="escapes-root")
        return self._image("/" + beside)

    def _image(self, path: str) -> Resolution:
        clean = normalise(path)
        if clean is None:
            return Resolution(kind="none", url=path, problem="escapes-root")
        served = "/" + clean
        stamp = self._places.images.get(served)
        if stamp is not None:
            return _shown(served, stamp)
        base = self._places.base_path
        if base and served.startswith(base + "/") and served[len(base) :] in self._places.images:
            return _shown(served[len(base) :], self._places.images[served[len(base) :]])
        actual = self._folded_images().get(served.casefold())
        if actual is not None:
            return _shown(actual, self._places.images[actual], "case")
        return Resolution(kind="none", url=url_path(served), problem="unresolved", served=served)

    def _external(self, target: str, scheme: str) -> Resolution:
        if scheme and not is_publishable(target, self._places.schemes):
            return _UNSAFE if scheme in NEVER_SAFE else Resolution(kind="none", url=NOWHERE, problem="scheme")
        if _UNESCAPED.search(target) is not None:
            escaped = _UNESCAPED.sub(lambda found: f"%{ord(found[0]):02X}", target)
            return Resolution(kind="external", url=escaped, problem="malformed")
        rest = target[len(scheme) + 1 :] if scheme else target
        if scheme in ("", "http", "https") and (not rest.startswith("//") or rest.strip("/") == ""):
            return Resolution(kind="external", url=target, problem="malformed")
        return Resolution(kind="external", url=target, problem="" if has_good_host(target) else "malformed")


def _has_outer_blanks(found: Resolution) -> Resolution:
    """Resolve a target with blanks around it: the blanks are the problem if there is no other."""
    return found if found.problem else replace(found, problem="malformed")


def _shown(served: str, stamp: FileStamp, problem: Problem = "") -> Resolution:
    return Resolution(kind="file", url=url_path(served), path=stamp.path, problem=problem, served=served)


def _to(page: Page, problem: Problem = "") -> Resolution:
    return Resolution(kind="page", url=page.url, path=page.path, version=page.version, slug=page.slug, problem=problem)


def _at(page: Page, fragment: str) -> Resolution:
    """Resolve the target of an old address."""
    found = _to(page, "redirected")
    return replace(found, url=f"{found.url}#{url_path(fragment)}", fragment=fragment) if fragment else found


def _readings(slug: str, names: PageNames) -> Iterator[str]:
    """The slugs that a path may mean: itself, then without the name of an index, ``.md`` and ``.html``."""
    yield slug
    bare = names.without_suffix(slug)
    for suffix in _HTML_SUFFIXES:
        bare = bare.removesuffix(suffix)
    if bare != slug:
        yield bare
    folder = names.slug(bare)
    if folder != bare:
        yield folder


def _folded_pages(places: Places) -> dict[tuple[str, str], Page]:
    """Every page by version and folded slug. Only a link to no page asks for it."""
    return {(version, slug.casefold()): page for (version, slug), page in places.pages.items()}


def _folded_images(places: Places) -> dict[str, str]:
    return {path.casefold(): path for path in places.images}
