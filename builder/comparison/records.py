"""The records of a comparison: plain data, in the order in which reports show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from builder.article.section_changes import SectionChange
from builder.checklist import Difference
from builder.diagnostics.diagnostic import Diagnostic

PageChangeKind = Literal["added", "changed", "moved", "removed"]
EntryChangeKind = Literal["added", "changed", "removed"]
MenuChangeKind = Literal["added", "moved", "removed", "renamed"]


class ItemDelta(msgspec.Struct, frozen=True):
    """One checklist item that is not as it was."""

    difference: Difference
    progress: Literal["kept", "to do again", "lost", "new"]
    """The state of a tick that a reader has made: of a reworded item it is shown as changed since."""


class PageDelta(msgspec.Struct, frozen=True, kw_only=True):
    """One page that is not as it was."""

    change: PageChangeKind
    version: str
    path: str
    """The file, relative to the project; of a removed page, the file that it had."""
    url: str
    """Its address now; of a removed page, the address that it had."""
    old_url: str = ""
    """The address that it had, if that was another."""
    title: str
    parts: tuple[str, ...] = ()
    """Parts of a changed page that differ: ``title``, ``description``, ``text``, ``links``, ``images``."""
    sections: tuple[SectionChange, ...] = ()
    items: tuple[ItemDelta, ...] = ()
    images: tuple[str, ...] = ()
    """Image files that it shows and that were changed, by path in the project."""
    is_guide: bool = False
    editions: tuple[str, ...] = ()
    """The editions in which it is so; empty for all."""


class VanishedAddress(msgspec.Struct, frozen=True, kw_only=True):
    """An address that the site answered and doesn't answer any more."""

    url: str
    """With the anchor, if only that is gone."""
    target: str = ""
    """The address that may replace it."""
    path: str = ""
    """The file to add a line to, relative to the project; empty where nothing is near."""
    line: str = ""
    """The line to add."""
    source: str = ""
    """The file that the address came from."""
    editions: tuple[str, ...] = ()


class RedirectDelta(msgspec.Struct, frozen=True):
    """One redirect that is not as it was."""

    change: EntryChangeKind
    url: str
    target: str
    """Where it leads; of a removed redirect, where it led."""
    editions: tuple[str, ...] = ()


class ImageDelta(msgspec.Struct, frozen=True):
    """One image file that differs."""

    change: EntryChangeKind
    path: str
    """Relative to the project."""
    pages: int
    """How many pages show it."""
    editions: tuple[str, ...] = ()


class MenuDelta(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a menu that is not as it was."""

    change: MenuChangeKind
    version: str
    title: str
    url: str
    old_title: str = ""
    editions: tuple[str, ...] = ()


class Problems(msgspec.Struct, frozen=True, kw_only=True):
    """The problems of both sides."""

    new: tuple[Diagnostic, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()
    known: int = 0
    """The number of problems that both sides have."""
    elsewhere: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The files of other versions with the same new problem, by fingerprint."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All differences between the published sites before and after a change."""

    base: str
    """The name of the base, for people."""
    pages: tuple[PageDelta, ...] = ()
    vanished: tuple[VanishedAddress, ...] = ()
    redirects: tuple[RedirectDelta, ...] = ()
    images: tuple[ImageDelta, ...] = ()
    menus: tuple[MenuDelta, ...] = ()
    problems: Problems = Problems()

    @property
    def is_empty(self) -> bool:
        """Whether both sides publish the same, with the same problems."""
        changes = (self.pages, self.vanished, self.redirects, self.images, self.menus)
        return not any(changes) and not self.problems.new and not self.problems.fixed
