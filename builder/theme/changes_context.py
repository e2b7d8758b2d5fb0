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
    """For a removed section, a link to the previous version."""
    words: tuple[WordRun, ...] = ()
    """The words that changed, with some around them."""


class ChangedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that changed."""

    id: str
    """The id of its line, to which pages link."""
    after: LinkView
    """The page in this version."""
    before: LinkView
    """The page in the previous version."""
    is_moved: bool = False
    """Whether its URL changed."""
    sections: tuple[ChangedSection, ...] = ()
    """Empty if the text is the same, or if the sections are on a page of their own."""
    details: LinkView | None = None
    """A link to the sections, on a list that is too long for one page."""


class PagesGroup(msgspec.Struct, frozen=True):
    """Links to pages, or changed pages, of one part of the site."""

    title: str
    """The title of the folder that they are in; empty for pages in none."""
    pages: tuple[Any, ...]
    """The pages, as links or as records with their changes."""


class UpgradeStepView(msgspec.Struct, frozen=True, kw_only=True):
    """A step to look at after an upgrade."""

    kind: Literal["new", "reworded", "changed", "images", "gone"]
    """Whether the step is new, was reworded, changed in another way, has other images, or was removed."""
    link: LinkView
    """The step; for a removed step, its place in the previous version."""
    words: tuple[WordRun, ...] = ()
    """The words that changed, with some around them."""


class UpgradeView(msgspec.Struct, frozen=True, kw_only=True):
    """A guide with steps to look at after an upgrade."""

    id: str
    """The id of the guide's line, after ``upgrade-``."""
    guide: LinkView
    """Link to the guide."""
    steps: tuple[UpgradeStepView, ...]
    """The steps, in the order of the guide."""
    details: str = ""
    """URL of the steps, on a list that is too long for one page."""


class ChangesView(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of ``changes.html``: the text of a version's list of changes, inside ``page.html``."""

    site: SiteView
    """Values of the whole site."""
    version: str
    """The title of the version."""
    since: str
    """The title of the previous version."""
    added: tuple[PagesGroup, ...] = ()
    """Links to the new pages, by part of the site."""
    changed: tuple[PagesGroup, ...] = ()
    """The changed pages, by part of the site."""
    removed: tuple[PagesGroup, ...] = ()
    """Links to pages of the previous version, by part of the site."""
    upgrade: tuple[UpgradeView, ...] = ()
    """The guides with steps that are new, different or removed."""
    part: str = ""
    """Title of this part of a list that is too long for one page."""
