"""Which edits of a page reach other pages: those that change the digest of its interface."""

from __future__ import annotations

import pytest
from composing import Compose, new_compose

from builder.article.interface import interface_digest
from builder.article.provisional import provisional_facts
from builder.content.source import Source
from builder.digests import text_digest

PAGE = """\
---
title: Install
slug: /install
tags: [a, b]
---

# Install it

Read [the guide](/guide#first) and run `install`.

{% partial file="/shared.md" /%}

![The console](/images/console.png)

## Step 1: Open the console
"""

SEEN_BY_OTHERS = {
    "the title": ("title: Install", "title: Set up"),
    "the slug": ("slug: /install", "slug: /set-up"),
    "an item of the front matter": ("[a, b]", "[a, c]"),
    "the place of a value in the front matter": ("title: Install", "title:  Install"),
    "a line above a key of the front matter": ("title: Install", "# a comment\ntitle: Install"),
    "a heading": ("## Step 1: Open", "## Step 1: Close"),
    "an id given by the author": ("# Install it", "# Install it {% #own %}"),
    "the partial": ("/shared.md", "/other.md"),
    "the file of an image": ("console.png", "other.png"),
    "a link to a file": ("/guide#first", "/images/guide.pdf"),
    "a link to a file, escaped": ("/guide#first", "/%69mages/guide.pdf"),
    "becoming a guide": ("## Step 1: Open the console", "## Step 1: Open the console\n\n## Step 2: Log in"),
}

ITS_OWN_AFFAIR = {
    "words": ("and run", "then run"),
    "code": ("`install`", "`install --all`"),
    "a link to another page": ("/guide#first", "/guide#second"),
    "a link to another site": ("/guide#first", "https://example.com/"),
    "the text of a link": ("the guide", "this guide"),
    "the alternative text of an image": ("The console", "The open console"),
    "a line above a heading": ("\n## Step", "\n\n\n## Step"),
    "a problem in the text": ("and run", "TODO: and run"),
}


def edited(change: tuple[str, str]) -> str:
    before, after = change
    assert before in PAGE
    return PAGE.replace(before, after)


@pytest.fixture(scope="module")
def compose() -> Compose:
    return new_compose()


@pytest.mark.parametrize("change", SEEN_BY_OTHERS.values(), ids=SEEN_BY_OTHERS)
def test_an_edit_that_other_pages_may_see_changes_the_interface(change: tuple[str, str], compose: Compose) -> None:
    assert interface_digest(compose(edited(change)).value.facts) != interface_digest(compose(PAGE).value.facts)


@pytest.mark.parametrize("change", ITS_OWN_AFFAIR.values(), ids=ITS_OWN_AFFAIR)
def test_an_edit_that_no_other_page_sees_leaves_the_interface(change: tuple[str, str], compose: Compose) -> None:
    old, new = (compose(text).value.facts for text in (PAGE, edited(change)))
    assert new.digest != old.digest
    assert interface_digest(new) == interface_digest(old)


def test_facts_that_were_guessed_have_no_interface() -> None:
    assert provisional_facts(Source("", PAGE, text_digest(PAGE))).is_provisional
