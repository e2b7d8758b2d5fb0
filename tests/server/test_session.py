"""A session when files change: the page first, then the rest; after an error, the last good site stays."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from driver import Site, image
from served import LONG, Served

from builder.engine.background_pool import background_workers
from builder.engine.executors import Workers
from builder.engine.file_store import FileStore
from builder.engine.memory_fallback import FallbackStore
from builder.server.live_site import LiveSite, NotComposedError

HOME = """---
title: Home
---

See [the guide](/guide#part) and ![a picture](/images/a.png).

{% partial file="/said.md" /%}
"""
GUIDE = """---
title: Guide
---

## Part

Old words.

## Step 1: Open

- Click **Save**.

## Step 2: Close

- Check the lamp.
"""
FILES: Mapping[str, str | bytes] = {
    "handrail.yml": "title: Manual\n",
    "content/v1/index.md": HOME,
    "content/v1/guide.md": GUIDE,
    "content/partials/said.md": "Said once.\n",
    "content/images/a.png": image(4, 3),
}
GUIDE_PAGE, HOME_PAGE = "v1/guide/index.html", "v1/index.html"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(Site(tmp_path).write(FILES).root).start()
    yield served
    served.close()


def test_a_saved_page_is_composed_alone(served: Served) -> None:
    served.write({"content/v1/guide.md": GUIDE.replace("Old", "New")})
    assert "New words." in served.page(GUIDE_PAGE)
    reported = served.rounds[-1]
    assert (reported.changed, dict(reported.fresh), reported.whole) == (
        ("content/v1/guide.md",),
        {"/v1/guide/": "its text"},
        False,
    )


def test_a_newer_change_goes_before_the_checks(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = "content/v1/guide.md"
    served.more_to_come = lambda: True
    served.write({guide: GUIDE.replace("Old", "[New](/nowhere)")})
    assert "New</a> words." in served.page(GUIDE_PAGE)
    assert (served.codes(), served.rounds[-1].settled) == ([], 0)
    served.more_to_come = lambda: False
    # Nothing changed, so the checks are still due.
    served.notify("content/v1/guide.md~")
    assert (served.codes(), served.rounds[-1].changed) == (["link-unresolved"], (guide,))
    served.more_to_come = lambda: True
    served.write({guide: GUIDE.replace("Old", "Newer")})
    assert served.codes() == ["link-unresolved"]
    monkeypatch.setattr("builder.server.session.UNCHECKED_SECONDS", 0)
    served.write({guide: GUIDE.replace("Old", "Newest")})
    assert (served.codes(), served.rounds[-1].settled > 0) == ([], True)


def test_saving_an_unchanged_text_changes_nothing(served: Served) -> None:
    state = served.session.state
    served.write({"content/v1/guide.md": GUIDE})
    assert served.session.state is state


def _edit(path: str, old: str, new: str) -> Callable[[Served], None]:
    def edit(served: Served) -> None:
        text = (served.project / path).read_text()
        assert old in text
        served.write({path: text.replace(old, new)})

    return edit


def _move(old: str, new: str) -> Callable[[Served], None]:
    def move(served: Served) -> None:
        (served.project / new).parent.mkdir(parents=True, exist_ok=True)
        (served.project / old).rename(served.project / new)
        served.notify(old, new)

    return move


def _write(path: str, text: str) -> Callable[[Served], None]:
    return lambda served: (served.write({path: text}), None)[1]


CHANGES: dict[str, tuple[Callable[[Served], None], str, str]] = {
    "a partial": (_edit("content/partials/said.md", "once", "twice"), HOME_PAGE, "Said twice."),
    "a title": (_edit("content/v1/guide.md", "title: Guide", "title: Renamed"), HOME_PAGE, ">Renamed</a>"),
    "a new page": (_write("content/v1/more.md", "---\ntitle: More\n---\n"), HOME_PAGE, ">More</a>"),
    "a renamed page": (_move("content/v1/guide.md", "content/v1/moved.md"), "v1/moved/index.html", "Old words."),
    "a renamed folder": (_move("content/v1", "content/v3"), "v3/guide/index.html", "Old words."),
    "a new version": (_write("content/v2/index.md", "---\ntitle: Second\n---\n"), HOME_PAGE, "/v2/"),
    "a menu": (_write("content/v1/menu.yml", "site_menu:\n  - {category: Way in, url: /guide}\n"), HOME_PAGE, "Way in"),
    "the configuration": (_edit("handrail.yml", "Manual", "Handbook"), HOME_PAGE, "Handbook"),
    "a template": (_write("theme/templates/redirect.html", "Went to {{ target.url }}"), "latest/index.html", "Went to"),
    "a tag": (_write("theme/tags/said.html", "---\n{}\n---\n<q>Hm</q>"), HOME_PAGE, "Said once."),
    "the colours": (
        _edit("handrail.yml", "Manual", "Manual\ntheme: {colors: {accent: teal}}"),
        HOME_PAGE,
        "assets/own.",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_needs_a_restart(served: Served, name: str) -> None:
    change, path, expected = CHANGES[name]
    assert expected not in served.page(path) or name == "a tag"
    change(served)
    assert expected in served.page(path)


def test_a_tag_file_that_comes_is_used(served: Served) -> None:
    served.write({"content/v1/guide.md": GUIDE + "\n{% shout /%}\n"})
    assert "tag-undefined" in served.codes()
    served.write({"theme/tags/shout.html": "---\nselfClosing: true\n---\n<b>Hear!</b>\n"})
    assert "<b>Hear!</b>" in served.page(GUIDE_PAGE)
    assert "tag-undefined" not in served.codes()


def test_a_image_is_reported_of(served: Served) -> None:
    number = served.session.state.number
    served.write({"content/images/a.png": image(9, 9)})
    assert served.session.images_since(number) == ("/images/a.png",)
    assert 'width="9"' in served.page(HOME_PAGE)


def test_problems_come_and_go(served: Served) -> None:
    assert served.codes() == []
    served.write({"content/v1/guide.md": GUIDE.replace("Old words.", "[Lost](/nowhere)")})
    assert "link-unresolved" in served.codes()
    served.write({"content/v1/guide.md": GUIDE})
    assert served.codes() == []


def test_an_anchor_that_goes_breaks_the_links_of_other_pages(served: Served) -> None:
    served.write({"content/v1/guide.md": GUIDE.replace("## Part", "## Section")})
    assert "anchor-missing" in served.codes()
    assert served.session.state.impact.anchors == ("/v1/guide/#part",)


def test_an_edit_that_reaches_further_says_what_was_composed(served: Served) -> None:
    served.write({"content/v1/guide.md": GUIDE.replace("## Part", "## Other part")})
    assert (served.rounds[-1].whole, served.rounds[-1].fresh) == (True, {"/v1/guide/": "its text"})


def test_the_items_of_checklists_that_an_edit_touches_are_listed(served: Served) -> None:
    served.write({"content/v1/guide.md": GUIDE.replace("- Click **Save**.", "- Click **Save**.\n- Press **Go**.")})
    touched = served.session.state.impact
    assert [(item.change, item.text) for item in touched.items] == [("added", "Press Go.")]
    assert [(page.change, page.url) for page in touched.pages] == [("changed", "/v1/guide/")]
    assert touched.versions == ("v1",)


def test_a_partial_touches_each_page_that_shows_it(served: Served) -> None:
    served.write({"content/v2/index.md": HOME})
    served.write({"content/partials/said.md": "Said thrice.\n"})
    assert [page.url for page in served.session.state.impact.pages] == ["/v1/", "/v2/"]
    assert served.rounds[-1].fresh == {"/v1/": "partial /said.md", "/v2/": "partial /said.md"}


def test_a_configuration_with_an_error_leaves_the_last_site(served: Served) -> None:
    served.write({"handrail.yml": "titel: X\n"})
    state = served.session.state
    assert state.failure == "handrail.yml has problems."
    assert [(d.path, d.line) for d in state.diagnostics] == [("handrail.yml", 1)]
    assert "Manual" in served.page(HOME_PAGE)
    served.write({"content/v1/guide.md": GUIDE.replace("Old", "Other")})
    assert "Other words." in served.page(GUIDE_PAGE)
    assert served.session.state.failure == "handrail.yml has problems."
    served.write({"handrail.yml": "title: Mended\n"})
    assert (served.session.state.failure, served.codes()) == ("", [])
    assert "Mended" in served.page(HOME_PAGE)


def test_a_content_folder_that_goes_leaves_the_last_site_until_it_comes_back(served: Served) -> None:
    shutil.move(served.project / "content", served.project / "away")
    served.notify("content", "content/v1/guide.md")
    assert served.session.state.failure == "No page is left."
    assert served.codes() == ["content-missing"]
    assert "Old words." in served.page(GUIDE_PAGE)
    shutil.move(served.project / "away", served.project / "content")
    served.write({"content/v1/guide.md": GUIDE.replace("Old", "Back")})
    assert (served.session.state.failure, served.codes()) == ("", [])
    assert "Back words." in served.page(GUIDE_PAGE)


def test_a_template_that_fails_is_reported_and_fixed(served: Served) -> None:
    served.write({"theme/templates/page.html": "{% if %}"})
    assert "theme-template-invalid" in served.codes()
    served.write({"theme/templates/page.html": "Plain: {{ body }}"})
    assert served.page(GUIDE_PAGE).startswith("Plain: ")
    assert served.codes() == []


def test_a_failing_template_is_reported_even_if_no_page_is_open(served: Served) -> None:
    contents = "\n{{ nothing.at.all }}\n"
    served.write({"theme/templates/page.html": "{% include 'part.html' %}", "theme/templates/part.html": contents})
    (found,) = served.session.state.diagnostics
    assert (found.path, found.line) == ("theme/templates/part.html", 2)
    served.write({"theme/templates/part.html": "Well."})
    assert (served.page(GUIDE_PAGE), served.codes()) == ("Well.", [])


def test_many_changes_at_once_are_one_round(served: Served) -> None:
    rounds = len(served.rounds)
    pages = {f"content/v1/area/p{n}.md": f"---\ntitle: P{n}\n---\n\nText {n}.\n" for n in range(60)}
    (served.project / "content/v1/guide.md").unlink()
    served.write({**pages, "content/v1/guide.md": GUIDE.replace("Old", "Checked out")})
    assert len([reported for reported in served.rounds[rounds:] if reported.settled]) == 1
    assert served.session.state.pages == 62
    assert "Text 59." in served.page("v1/area/p59/index.html")


def test_files_that_no_stage_reads_are_passed_over(served: Served) -> None:
    state = served.session.state
    served.write({"notes.txt": "", "content/v1/guide.md~": "", "content/v1/.guide.md.swp": "", "src/a.md": ""})
    assert served.session.state is state


def test_a_page_that_waits_is_composed_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.server.live_site.LiveSite.compose_more", lambda live, workers=None: None)
    served = Served(Site(tmp_path).write(FILES).root)
    served.session.start()
    try:
        assert served.session.state.waiting == 2
        assert ">Guide</a>" in served.page(HOME_PAGE)
        assert served.page("v1/guide/index.md").partition("\n\n")[2].startswith("# Guide\n")
        assert '"Click Save."' in served.page("v1/guide/checklist.json")
    finally:
        served.close()


def test_a_page_composed_in_the_background_is_served_before_all_are(tmp_path: Path) -> None:
    """It has left the list of those that wait, and the site still has only its title."""
    served = Served(Site(tmp_path).write(FILES).root)
    live = LiveSite(served.session._opened())
    live.compose_more()
    assert (live.waiting, live.is_whole) == (0, False)
    served.session._live = live
    try:
        assert "Old words." in served.page(GUIDE_PAGE)
        assert "See <a" in served.page(HOME_PAGE)
        assert '"Click Save."' in served.page("v1/guide/checklist.json")
        live.finish()
        assert "Old words." in served.page(GUIDE_PAGE)
    finally:
        served.close()


@pytest.mark.parametrize("path", ["v1/llms-full.txt", "v1/search/index.json", "v1/search/text-0.json"])
def test_a_file_that_shows_all_pages_waits_until_they_are_composed(tmp_path: Path, path: str) -> None:
    served = Served(Site(tmp_path).write(FILES).root)
    live = served.session._live = LiveSite(served.session._opened())
    found: list[bytes] = []
    output = served.session.output(path)
    assert output is not None
    asking = threading.Thread(target=lambda: found.append(served.session.data(output)))
    asking.start()
    try:
        live.compose_more()
        assert not found
        live.finish()
        served.session._publish(site=True)
        asking.join(LONG)
        assert [data.decode() for data in found] == [served.page(path)]
    finally:
        served.close()


def test_a_file_that_shows_all_pages_is_not_waited_for_after_the_end(tmp_path: Path) -> None:
    served = Served(Site(tmp_path).write(FILES).root)
    served.session._live = LiveSite(served.session._opened())
    output = served.session.output("v1/llms-full.txt")
    assert output is not None
    served.close()
    with pytest.raises(NotComposedError):
        served.session.data(output)


def test_an_edit_while_others_wait_is_shown_without_a_new_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("builder.server.live_site.LiveSite.compose_more", lambda live, workers=None: time.sleep(0.01))
        served = Served(Site(tmp_path).write(FILES).root)
        served.session.start()
        live = served.session._live
        (served.project / "content/v1/guide.md").write_text(GUIDE.replace("Guide", "Manual").replace("Old", "New"))
        served.session.changed(frozenset({"content/v1/guide.md"}))
        assert served.session._live is live
        assert served.session.state.waiting == 1
        assert "New words." in served.page(GUIDE_PAGE)
    try:
        served.settled()
        assert served.session._live is live
        assert "New words." in served.page(GUIDE_PAGE)
        assert ">Manual</a>" in served.page(HOME_PAGE)
        assert served.codes() == []
    finally:
        served.close()


def test_a_bug_in_the_background_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(live: object, workers: object = None) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("builder.server.live_site.LiveSite.compose_more", fails)
    served = Served(Site(tmp_path).write(FILES).root)
    served.session.start()
    try:
        state = served.session.state
        while not state.failure:
            state = served.session.wait(state.number, LONG)
        assert "ZeroDivisionError" in state.failure
        assert "Old words." in served.page(GUIDE_PAGE)
    finally:
        served.close()


def broken(jobs: int) -> AbstractContextManager[Workers]:
    raise BrokenProcessPool


def refused(jobs: int) -> AbstractContextManager[Workers]:
    raise OSError


@pytest.mark.parametrize("workers", [background_workers, broken, refused])
def test_many_that_wait_are_composed_by_others_if_they_can_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: Callable[[int], AbstractContextManager[Workers]]
) -> None:
    asked: list[int] = []

    def helpers(jobs: int) -> AbstractContextManager[Workers]:
        asked.append(jobs)
        return workers(jobs)

    monkeypatch.setattr("builder.server.session.MANY", 2)
    monkeypatch.setattr("builder.server.session.background_workers", helpers)
    served = Served(Site(tmp_path).write(FILES).root, jobs=2).start()
    try:
        assert asked == [2]
        assert "Old words." in served.page(GUIDE_PAGE)
        assert (served.session.state.failure, served.codes()) == ("", [])
    finally:
        served.close()


def test_the_page_that_is_open_comes_first(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.write({f"content/v1/p{n}.md": HOME for n in range(5)})
    monkeypatch.setattr("builder.server.live_site.LiveSite.compose_more", lambda live, workers=None: None)
    with served.session.open_page("v1/p3/"):
        (served.project / "content/partials/said.md").write_text("Said now.\n")
        served.session.changed(frozenset({"content/partials/said.md"}))
    fresh = served.session._live.loaded.fresh  # type: ignore[union-attr]
    assert (fresh, served.session.state.waiting) == (("content/v1/p3.md",), 5)
    served.session.close()


def test_a_full_disk_costs_nothing_but_the_cache(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "cache")
    store._connection.execute("PRAGMA max_page_count=8")
    served = Served(Site(tmp_path / "project").write(FILES).root, FallbackStore(store)).start()
    try:
        served.write({"content/v1/guide.md": GUIDE.replace("Old", "Unkept " * 4000)})
        assert "Unkept" in served.page(GUIDE_PAGE)
        assert "Said once." in served.page(HOME_PAGE)
        assert served.session.state.failure == ""
    finally:
        served.close()


def test_a_bug_does_not_end_the_session(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(live: object, paths: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("builder.server.live_site.LiveSite.edit", fails)
        served.write({"content/v1/guide.md": GUIDE.replace("Old", "New")})
    assert "ZeroDivisionError" in served.session.state.failure
    served.write({"handrail.yml": "title: Again\n"})
    assert served.session.state.failure == ""
    assert "New words." in served.page(GUIDE_PAGE)
