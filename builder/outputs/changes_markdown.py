"""The list of a version's changes as Markdown, for release notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.theme.changes_context import ChangesView, PagesGroup, UpgradeStepView
from builder.theme.context import LinkView
from builder.vocabulary import Messages

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
STEP_WORDS = {"new": "new", "reworded": "reworded", "changed": "changed", "images": "new_images", "gone": "gone"}
"""The key of the text for each kind of step."""


def changes_markdown(view: ChangesView, words: Messages) -> str:
    """The whole list: steps to do, new pages, changed pages with their sections, removed pages."""
    return "\n".join((*_lines(view, words), ""))


def _lines(view: ChangesView, words: Messages) -> Iterator[str]:
    yield f"# {_escaped(words('changes_since', version=view.since))}"
    if not (view.added or view.changed or view.removed or view.upgrade):
        yield from ("", _escaped(words("changes_none", version=view.version, since=view.since)))
    yield from _upgrade(view, words)
    yield from _pages(words("new_pages"), view.added)
    if view.changed:
        yield from ("", f"## {words('changed_pages')}")
    for group in view.changed:
        yield from ("", *((f"### {_escaped(group.title)}", "") if group.title else ()))
        for page in group.pages:
            yield f"- {_link(page.after)}"
            yield from (f"  - {words(_SECTIONS[part.kind])}: {_link(part.link)}" for part in page.sections)
    yield from _pages(words("removed_pages"), view.removed)


_SECTIONS = {"added": "new", "changed": "changed", "removed": "gone"}


def _upgrade(view: ChangesView, words: Messages) -> Iterator[str]:
    if not view.upgrade:
        return
    count = sum(len(guide.steps) for guide in view.upgrade)
    yield from ("", f"## {_escaped(words('upgrade_from', version=view.since))}")
    yield from ("", _escaped(words("upgrade_steps", count=count, version=view.since)))
    for guide in view.upgrade:
        yield from ("", f"### {_link(guide.guide)}", "")
        yield from (f"- [ ] {words(STEP_WORDS[step.kind])}: {_step(step)}" for step in guide.steps)


def _step(step: UpgradeStepView) -> str:
    text = f"~~{_escaped(step.link.title)}~~" if step.kind == "gone" else _escaped(step.link.title)
    return f"[{text}]({step.link.url})"


def _pages(title: str, groups: Iterable[PagesGroup]) -> Iterator[str]:
    for at, group in enumerate(groups):
        yield from ("", *((f"## {title}", "") if at == 0 else ()))
        yield from (f"### {_escaped(group.title)}", "") if group.title else ()
        yield from (f"- {_link(page)}" for page in group.pages)


def _link(link: LinkView) -> str:
    return f"[{_escaped(link.title)}]({link.url})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
