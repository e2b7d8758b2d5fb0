"""Reads the request: the page, folder or heading to move, and its new address."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from builder.content.discover import VERSION_FOLDER
from builder.errors import UsageError
from builder.structure.slug import declared_slug
from builder.structure.version import Version


class MoveRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A page or a folder of pages with its new address, or a heading with its new id."""

    versions: tuple[str, ...]
    """The versions in which it is moved."""
    old: str
    """A slug without slashes at its ends."""
    new: str
    """The new slug; of a heading, the slug of its page."""
    old_anchor: str = ""
    """Empty unless a heading is moved."""
    new_anchor: str = ""


def read_request(old: str, new: str, versions: Sequence[Version], chosen: Sequence[str]) -> MoveRequest:
    """The request in two addresses, such as ``/security/saml`` and ``/security/sso``, or ``/sso#old`` and ``#new``.

    ``chosen`` are versions by name; without any, the one that the old address names, else the default version.
    Raises UsageError.
    """
    old_path, old_mark, old_anchor = old.partition("#")
    new_path, new_mark, new_anchor = new.partition("#")
    if bool(old_mark) != bool(new_mark):
        raise UsageError("Name two addresses of pages, or two of headings: /sso#old-id and #new-id.")
    named, old_slug = _split(old_path, versions)
    other, new_slug = _split(new_path, versions) if new_path or not new_mark else (named, old_slug)
    if other not in ("", named):
        raise UsageError("A page can't be moved to another version: each version has pages of its own.")
    if new_mark and (new_slug != old_slug or not old_anchor or not new_anchor):
        raise UsageError(
            "A heading stays on its page: name its old address and its new id, such as /sso#old-id #new-id."
        )
    if not new_mark and new_slug == old_slug:
        raise UsageError("The old and the new address are the same.")
    return MoveRequest(
        versions=tuple(chosen) or ((named,) if named else (_default(versions),)),
        old=old_slug,
        new=new_slug,
        old_anchor=old_anchor,
        new_anchor=new_anchor,
    )


def _split(address: str, versions: Sequence[Version]) -> tuple[str, str]:
    """The version that an address names, and its slug."""
    slug = declared_slug(address)
    if slug is None:
        raise UsageError(f"'{address}' is not the address of a page, such as /security/sso.")
    first, _, rest = slug.partition("/")
    prefixes = {name: version.name for version in versions for name in (version.name, *version.aliases) if name}
    if prefixes and first not in prefixes and VERSION_FOLDER.fullmatch(first):
        raise UsageError(f"There is no version '{first}'.")
    return (prefixes[first], rest) if first in prefixes else ("", slug)


def _default(versions: Sequence[Version]) -> str:
    return next(version.name for version in versions if version.is_default)
