"""The variables of ``changes.html``, and the records in them."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from builder.article.word_changes import WordRun
from builder.theme.context import LinkView, SiteView


class ChangedSection(msgspec.Struct, frozen=True):
    """A section that changed."""

    kind: Literal["added", "changed", "removed"]
    """How it changed."""
    link: LinkView
    """For a removed section, a link to the version before."""
    words: tuple[WordRun, ...] = ()
    """The words that changed, with some around them."""


class ChangedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that changed."""

    id: str
    """The id of its line, to which pages link."""
    after: LinkView
    """The page in this version."""
    before: LinkView
    """The page in the version before."""
    is_moved: bool = False
    """Whether its URL changed."""
    sections: tuple[ChangedSection, ...] = ()
    """Empty if the words are the same, or on a page of their own."""
    details: LinkView | None = None
    """Where the sections are, on a list that is too long for one page."""


class PagesGroup(msgspec.Struct, frozen=True):
    """Links to pages, or changed pages, of one part of the site."""

    title: str
    """The title of the folder that they are in; empty for pages in none."""
    pages: tuple[Any, ...]


class UpgradeStepView(msgspec.Struct, frozen=True, kw_only=True):
    """A step to look at after an upgrade."""

    kind: Literal["new", "reworded", "changed", "images", "gone"]
    """Whether the step is new, has other words, differs otherwise or has other images, or is gone."""
    link: LinkView
    """The step; one that is gone, in the version before."""
    words: tuple[WordRun, ...] = ()
    """The words that changed, with some around them."""


class UpgradeView(msgspec.Struct, frozen=True, kw_only=True):
    """A guide with steps to look at after an upgrade."""

    id: str
    """The id of the guide's line, after ``upgrade-``."""
    guide: LinkView
    steps: tuple[UpgradeStepView, ...]
    details: str = ""
    """URL of the steps, on a list that is too long for one page."""


class ChangesView(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of ``changes.html``: the text of a version's list of changes, inside ``page.html``."""

    site: SiteView
    """Values of the whole site."""
    version: str
    """The title of the version."""
    since: str
    """The title of the version before."""
    added: tuple[PagesGroup, ...] = ()
    """Links to the new pages, by part of the site."""
    changed: tuple[PagesGroup, ...] = ()
    """The changed pages, by part of the site."""
    removed: tuple[PagesGroup, ...] = ()
    """Links to the version before, by part of the site."""
    upgrade: tuple[UpgradeView, ...] = ()
    """The guides with steps that are new, other or gone."""
    part: str = ""
    """Title of this part of a list that is too long for one page."""
