"""The interface of a page: everything that the rest of the site may ask of it.

While a page is edited, ``serve`` replaces its facts and keeps the rest of the site, as long as the page's interface is
the same. So each field of :class:`Facts` that anything but the page's own files depends on belongs in the digest:

- title and front matter, with their places: address, edition, order in menus, redirects, and the problems of those;
- anchors: links of other pages lead to them;
- partials: each partial's problems are reported with the pages that show it;
- whether there is a checklist: other pages may link to its files;
- targets that may be files of the image folders: those files are read and published.

Files that repeat a page's text, such as the search index, depend on :attr:`Facts.content_digest` besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import msgspec

from builder.article.records import Facts, Reference
from builder.digests import bytes_digest

_ENCODE = msgspec.msgpack.Encoder().encode

IMAGE_FOLDER = "images"
"""The first folder of each address that leads to a file."""


def interface_digest(facts: Facts) -> str:
    """The digest of a page's interface."""
    return bytes_digest(_ENCODE((*_asked(facts), facts.anchors, sorted(set(_file_targets(facts.references))))))


def repeated_digest(facts: Facts) -> str:
    """The digest of everything that the files of other pages may repeat: the interface without anchors and files.

    Whether an anchor exists is a matter of checks and of redirects. Only the whole site shows which targets are files.
    """
    return bytes_digest(_ENCODE(_asked(facts)))


def _asked(facts: Facts) -> tuple[object, ...]:
    return (
        facts.title,
        facts.front_matter,
        facts.front_matter_places,
        facts.front_matter_key_places,
        facts.partials,
        (facts.checklist is not None, facts.is_guide),
    )


def _file_targets(references: Iterable[Reference]) -> Iterator[str]:
    """The targets that may lead to a file: those of images, and of links into an image folder."""
    for reference in references:
        if reference.kind == "image" or IMAGE_FOLDER in unquote(reference.target):
            yield reference.target
