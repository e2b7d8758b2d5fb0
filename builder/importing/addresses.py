"""Resolves links and images of the source site to their targets in the new project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal
from urllib.parse import quote, unquote

import msgspec

from builder.content.paths import join, normalise, parent
from builder.importing.records import SourcePage, SourceSite
from builder.importing.source_files import SourceFiles

PAGE_SUFFIXES = (".mdx", ".md", ".mdoc", ".markdoc", ".markdown", ".mdoc.md")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SUFFIX = re.compile(r"\.(?:mdx|mdoc|markdoc|markdown|md|html?)$")
SAFE = "/:@!$&'()*+,;=~-._%"
"""Characters of a path that need no escaping."""
_INDEX = re.compile(r"(?:^|/)(?:index|readme|_index)$", re.IGNORECASE)


class SourceAddress(msgspec.Struct, frozen=True):
    """The target of one link."""

    target: str
    """The target as written in the new project."""
    kind: Literal["page", "file", "outside", "same", "elsewhere", "unknown"]
    page: str = ""
    """The path of the page's file."""
    file: str = ""
    """The file of the source to copy."""


class AddressOrigin(msgspec.Struct, frozen=True):
    """The place where a link is written."""

    page: SourcePage | None
    """``None`` in a part."""
    folder: str
    """The folder of the file."""
    version: str


def without_suffix(path: str) -> str:
    """A path without the suffix of a page."""
    return _SUFFIX.sub("", path)


def url_key(path: str) -> str:
    """An address for comparison: without slashes at its ends, suffix and index."""
    clean = _SUFFIX.sub("", path.strip("/"))
    return _INDEX.sub("", clean).strip("/")


class AddressTable:
    """Knows every page and file of the source site."""

    def __init__(self, site: SourceSite, files: SourceFiles) -> None:
        self._site = site
        self._files = files
        self.by_file = {page.path: page for page in site.pages}
        self._by_stem: dict[str, SourcePage] = {}
        self._by_url: dict[str, SourcePage] = {}
        self._folded: dict[str, SourcePage] = {}
        for page in site.pages:
            self._by_stem.setdefault(url_key(page.path), page)
            self._by_url.setdefault(url_key(page.url), page)
            self._folded.setdefault(url_key(page.url).casefold(), page)
        self._tails: dict[str, list[SourcePage]] = {}
        self.home = site.home or _inferred_home(site)
        self._redirects = {url_key(each.source): each.target for each in site.redirects if ":" not in each.source[1:]}
        for page in site.pages:
            for old in page.redirects:
                self._redirects.setdefault(url_key(old), page.url)

    def link(self, written: str, origin: AddressOrigin) -> SourceAddress:
        """The target of a link that is written in a file of ``folder``, on ``page`` or in a snippet."""
        target = written.strip()
        if not target or target.startswith("#"):
            return SourceAddress(target, "same")
        target = target.removeprefix("pathname://")
        if _SCHEME.match(target):
            return SourceAddress(target, "outside")
        path, mark, fragment = target.partition("#")
        path, question, query = path.partition("?")
        tail = (question + query if question else "") + (mark + fragment if mark and fragment else "")
        if not path:
            return SourceAddress(target, "same")
        found = self._page(unquote(path), origin)
        if found is not None:
            return SourceAddress(self.address_of(found, origin.version) + tail, "page", found.path)
        file = self._file(unquote(path), origin)
        if file:
            return SourceAddress(image_address(file, self._site) + tail, "file", file=file)
        if path.startswith("/") and self.home:
            return SourceAddress(self.home.rstrip("/") + target, "elsewhere")
        if path.startswith("/") and f"/{path.strip('/').partition('/')[0]}" in self._site.other_parts:
            return SourceAddress(target, "elsewhere")
        old = self._old_address(unquote(path), origin)
        return SourceAddress(old + tail, "elsewhere") if old else SourceAddress(target, "unknown")

    def image(self, written: str, origin: AddressOrigin) -> SourceAddress:
        """The target of an image."""
        target = written.strip().removeprefix("pathname://")
        if _SCHEME.match(target):
            return SourceAddress(target.replace(" ", "%20"), "outside")
        path = target.partition("#")[0].partition("?")[0]
        file = self._file(unquote(path), origin)
        if file:
            return SourceAddress(image_address(file, self._site), "file", file=file)
        if path.startswith("/") and self.home:
            return SourceAddress(self.home.rstrip("/") + target, "elsewhere")
        return SourceAddress(target, "unknown")

    def _old_address(self, path: str, origin: AddressOrigin) -> str:
        """The URL on the old site of a relative link without a page here; empty if it can't be known."""
        if not self.home or origin.page is None:
            return ""
        joined = join(parent(origin.page.url.strip("/")), _SUFFIX.sub("", path))
        return f"{self.home.rstrip('/')}/{quote(joined, safe=SAFE)}" if joined else ""

    def address_of(self, target: SourcePage, version: str) -> str:
        """The address of a page as it is written on one of that version."""
        slug = quote(target.slug, safe=SAFE)
        if target.version and target.version != version:
            return f"/{target.version}/{slug}".rstrip("/")
        return f"/{slug}"

    def page_at(self, url: str, version: str = "") -> SourcePage | None:
        """The page at an address of the old site."""
        key = url_key(url.partition("#")[0].partition("?")[0])
        for candidate in self._candidates(key, version):
            found = self._by_url.get(candidate) or self._folded.get(candidate.casefold())
            if found is not None:
                return found
        return None

    def _candidates(self, key: str, version: str) -> Iterable[str]:
        prefixes = [prefix.strip("/") for prefix in self._site.url_prefixes]
        stripped = [
            key[len(prefix) :].strip("/") for prefix in prefixes if key == prefix or key.startswith(prefix + "/")
        ]
        for each in (key, *stripped):
            yield each
            if version:
                yield f"{version}/{each}".strip("/")
        for prefix in prefixes:
            yield f"{prefix}/{key}".strip("/")

    def _page(self, path: str, origin: AddressOrigin) -> SourcePage | None:
        aliased = self._aliased(path)
        if aliased is not None:
            return self._at_file(aliased)
        if path.startswith("/"):
            return self._absolute(path, origin.version)
        return self._relative(path, origin)

    def _absolute(self, path: str, version: str) -> SourcePage | None:
        found = self.page_at(path, version)
        if found is not None:
            return found
        clean = normalise(path)
        if clean is None:
            return None
        moved = self._redirects.get(url_key(clean))
        if moved is not None and moved.startswith("/"):
            return self.page_at(moved) or self.page_by_tail(moved)
        tail = self.page_by_tail(clean)
        if tail is not None:
            return tail
        return self._at_file(clean) or next(
            (found for base in self._roots() if (found := self._at_file(f"{base}/{clean}")) is not None), None
        )

    def page_by_tail(self, path: str) -> SourcePage | None:
        """The only page whose address ends like the path, without its first name or with more before it.

        ``None`` in a site whose addresses are known.
        """
        if not self._site.by_tail:
            return None
        if not self._tails:
            for page in self._site.pages:
                parts = url_key(page.url).split("/")
                for start in range(min(len(parts), 6)):
                    self._tails.setdefault("/".join(parts[start:]), []).append(page)
        key = url_key(path.partition("#")[0].partition("?")[0])
        for each in (key, key.partition("/")[2]):
            found = self._tails.get(each, []) if each else []
            if len(found) == 1 or (found and found[0].language != found[-1].language):
                return found[0]
        return None

    def _roots(self) -> tuple[str, ...]:
        return tuple(sorted({page.path.partition("/")[0] for page in self._site.pages[:2000]}))[:20]

    def _relative(self, path: str, origin: AddressOrigin) -> SourcePage | None:
        by_file = join(origin.folder, path)
        page = origin.page
        by_url: list[str] = []
        if page is not None:
            for base in (page.url.strip("/"), parent(page.url.strip("/"))):
                joined = join(base, path)
                if joined is not None:
                    by_url.append(joined)
        first = self._at_file(by_file) if by_file is not None else None
        second = next((found for each in by_url if (found := self.page_at(each)) is not None), None)
        if self._site.relative_to == "url" and not _SUFFIX.search(path):
            return second or first
        return first or second

    def _at_file(self, path: str) -> SourcePage | None:
        if path in self.by_file:
            return self.by_file[path]
        return self._by_stem.get(url_key(path)) or next(
            (self.by_file[path + suffix] for suffix in PAGE_SUFFIXES if path + suffix in self.by_file), None
        )

    def _aliased(self, path: str) -> str | None:
        for alias, folder in self._site.aliases.items():
            if path == alias or path.startswith(alias + "/"):
                return normalise(f"{folder}/{path[len(alias) :]}")
        return None

    def _file(self, path: str, origin: AddressOrigin) -> str:
        for candidate in self._file_candidates(path, origin):
            found = self._files.any_case(candidate) if candidate else ""
            if found and not found.endswith(PAGE_SUFFIXES):
                return found
        return ""

    def _file_candidates(self, path: str, origin: AddressOrigin) -> Iterable[str | None]:
        aliased = self._aliased(path)
        if aliased is not None:
            yield aliased
            return
        if path.startswith("/"):
            clean = normalise(path) or ""
            for root in self._site.static:
                url = root.url.strip("/")
                if not url or clean.startswith(url + "/"):
                    yield f"{root.folder}/{clean[len(url) :].strip('/')}".strip("/")
            for prefix in self._site.url_prefixes:
                short = clean.removeprefix(prefix.strip("/") + "/")
                for root in self._site.static:
                    yield f"{root.folder}/{short}".strip("/")
            yield clean
            return
        page = origin.page
        yield join(origin.folder, path)
        yield normalise(path)
        for root in self._site.static:
            yield join(root.folder, path)
        if page is not None:
            yield join(page.url.strip("/"), path)
            yield join(parent(page.url.strip("/")), path)
            for root in self._site.static:
                yield join(f"{root.folder}/{page.url.strip('/')}", path)


_URL = re.compile(r"https?://[\w.-]+(?=(/[\w./-]{3,200}))")


def _inferred_home(site: SourceSite) -> str:
    """The host that pages use in links to the site's own pages; empty if there is none."""
    keys = {url_key(page.url) for page in site.pages if "/" in page.slug}
    prefixes = [prefix.strip("/") for prefix in site.url_prefixes]
    counts: Counter[str] = Counter()
    for page in site.pages:
        for found in _URL.finditer(page.body):
            key = url_key(found[1].rstrip(".,"))
            bare = next((key[len(each) :].strip("/") for each in prefixes if key.startswith(each + "/")), key)
            if key in keys or bare in keys:
                counts[found[0]] += 1
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= 3 else ""


def image_path(file: str, site: SourceSite) -> str:
    """The path below ``content/images`` to which a file of the source is copied."""
    for root in site.static:
        folder = root.folder.strip("/")
        if not folder or file.startswith(folder + "/"):
            below = file[len(folder) :].strip("/") if folder else file
            whole = f"{root.url.strip('/')}/{below}".strip("/")
            return whole.removeprefix("images/")
    for prefix in ("src/content/", "src/"):
        if file.startswith(prefix):
            return file[len(prefix) :]
    return file


def image_address(file: str, site: SourceSite) -> str:
    """The address of a copied file."""
    return "/images/" + quote(image_path(file, site), safe="/:@!$&'*+,;=~-._")
