"""Tag files: valid keys, errors at their places, and the theme that wins."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from tag_cases import Case, read_cases

from builder.markdoc.schema import Attribute
from builder.theme.location import shipped_theme
from builder.vocabulary import (
    TagCall,
    TagRenderError,
    ToneChoice,
    Vocabulary,
    html_renderer,
    load_vocabulary,
    markdown_renderer,
)

INVALID = read_cases(Path(__file__).with_name("tag_files_invalid.md"), 2)

GOOD = """\
---
description: Mine.
attributes:
  title: {type: String, required: true, description: Its heading.}
  size: {type: [Number, String], default: 2}
  kind: {matches: [a, b]}
  code: {pattern: "[A-Z]+"}
  link: {role: link}
aliases: [meins]
children: [paragraph]
selfClosing: true
inline: false
meaning: note
tone: warning
tones: {kind: {a: info}}
edition: oss
phrasing: true
markdown: "> {{ title }}"
example: "{% mine /%}"
---
<p>{{ title }} {{ size }}</p>
"""


def theme(root: Path, name: str = "theme", /, **tags: str) -> Path:
    folder = root / name
    (folder / "tags").mkdir(parents=True, exist_ok=True)
    for tag, text in tags.items():
        (folder / "tags" / f"{tag}.html").write_text(text, encoding="utf-8")
    return folder


def loaded(*themes: Path) -> Vocabulary:
    outcome = load_vocabulary(themes)
    assert outcome.diagnostics == ()
    return outcome.value


def test_every_key_of_a_tag_file_is_read(tmp_path: Path) -> None:
    tag = loaded(theme(tmp_path, mine=GOOD)).tags["mine"]
    attributes = tag.schema.attributes
    assert attributes["title"] == Attribute(type="String", required=True, description="Its heading.")
    assert attributes["size"] == Attribute(type=("Number", "String"), default=2)
    assert attributes["kind"] == Attribute(type="String", matches=("a", "b"))
    assert attributes["code"] == Attribute(type="String", matches=re.compile("[A-Z]+"))
    assert (tag.schema.children, tag.schema.self_closing, tag.schema.inline) == (("paragraph",), True, False)
    assert tag.roles == {"link": "link"}
    assert (tag.meaning, tag.tone, tag.tone_choice) == ("note", "warning", ToneChoice("kind", {"a": "info"}))
    assert (tag.tone_for({"kind": "a"}), tag.tone_for({"kind": "b"}), tag.tone_for({})) == (
        "info",
        "warning",
        "warning",
    )
    assert (tag.edition, tag.phrasing, tag.example) == ("oss", True, "{% mine /%}")
    assert (tag.path, tag.template, tag.template_line) == (
        "theme/tags/mine.html",
        "<p>{{ title }} {{ size }}</p>\n",
        21,
    )


def test_a_tag_goes_by_its_other_names(tmp_path: Path) -> None:
    vocabulary = loaded(theme(tmp_path, mine=GOOD))
    assert set(vocabulary.schemas()) == {"mine", "meins"}
    assert html_renderer(vocabulary)(TagCall(name="meins", attributes={"title": "x"})) == "<p>x 2</p>"
    assert markdown_renderer(vocabulary)(TagCall(name="meins", attributes={"title": "x"})) == "> x"


@pytest.mark.parametrize("case", INVALID, ids=str)
def test_a_bad_tag_file_is_reported_where_it_is_bad(case: Case, tmp_path: Path) -> None:
    shipped = theme(tmp_path, "shipped", mine="---\n---\n<p>shipped</p>")
    outcome = load_vocabulary([shipped, theme(tmp_path, mine=case.parts[0])])
    found = [
        f"{d.line}:{d.column} {d.code} {d.message}"
        + (f" (did you mean: {', '.join(d.suggestions)})" if d.suggestions else "")
        for d in outcome.diagnostics
    ]
    assert "\n".join(found) == case.parts[1]
    assert {d.path for d in outcome.diagnostics} == {"theme/tags/mine.html"}
    if "tag-file-invalid" in case.parts[1]:
        assert html_renderer(outcome.value)(TagCall(name="mine", attributes={})) == "<p>shipped</p>"


def test_a_tag_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    folder = theme(tmp_path)
    (folder / "tags" / "mine.html").write_bytes(b"---\n---\n\xff")
    outcome = load_vocabulary([folder])
    assert [d.message for d in outcome.diagnostics] == ["'theme/tags/mine.html' can't be read: it is not UTF-8."]
    assert outcome.value.tags == {}


def test_a_tag_file_whose_name_is_not_a_tag_name_is_reported(tmp_path: Path) -> None:
    outcome = load_vocabulary([theme(tmp_path, **{"my tag": "---\n---\n"})])
    assert [(d.code, d.line) for d in outcome.diagnostics] == [("tag-file-invalid", 1)]


def test_a_later_theme_overrides_file_by_file(tmp_path: Path) -> None:
    own = theme(tmp_path, note="---\n---\n<aside>{{ content }}</aside>")
    vocabulary = loaded(shipped_theme(), own)
    render = html_renderer(vocabulary)
    assert render(TagCall(name="note", attributes={}, content="<p>x</p>")) == "<aside><p>x</p></aside>"
    assert 'class="badge' in render(TagCall(name="badge", attributes={"text": "x"}))


def test_a_later_theme_adds_icons(tmp_path: Path) -> None:
    own = theme(tmp_path)
    (own / "icons.svg").write_text(
        '<svg><symbol id="mine" viewBox="0 0 9 9" data-names="ours"><path d="M0 0"/></symbol></svg>'
    )
    html = html_renderer(loaded(shipped_theme(), own))(TagCall(name="icon", attributes={"iconName": "ours"}))
    assert html == '<svg class="icon" viewBox="0 0 9 9" aria-hidden="true"><path d="M0 0"/></svg>'


def test_the_digest_covers_every_file(tmp_path: Path) -> None:
    digests = {loaded(theme(tmp_path, mine=GOOD)).digest}
    digests.add(loaded(theme(tmp_path, mine=GOOD + "x")).digest)
    digests.add(loaded(theme(tmp_path, mine=GOOD + "x", other="---\n---\n")).digest)
    (tmp_path / "theme" / "icons.svg").write_text("<svg></svg>")
    digests.add(loaded(tmp_path / "theme").digest)
    assert len(digests) == 4
    assert loaded(tmp_path / "theme").digest in digests


def test_a_template_that_fails_names_its_file(tmp_path: Path) -> None:
    vocabulary = loaded(theme(tmp_path, mine="---\n---\n{{ nothing.at.all }}"))
    with pytest.raises(TagRenderError) as caught:
        html_renderer(vocabulary)(TagCall(name="mine", attributes={}))
    found = caught.value.diagnostic
    assert (found.code, found.path, found.line) == ("theme-template-invalid", "theme/tags/mine.html", 3)
    assert "'nothing' is undefined" in found.message


def test_the_shipped_vocabulary_is_data_that_another_process_can_get() -> None:
    vocabulary = loaded(shipped_theme())
    assert pickle.loads(pickle.dumps(vocabulary)) == vocabulary


def test_each_shipped_tag_explains_itself() -> None:
    for tag in loaded(shipped_theme()).tags.values():
        assert tag.description.endswith("."), tag.name
        names = (tag.name, tag.path.rsplit("/", 1)[1].removesuffix(".html"))
        assert any("{% " + name in tag.example for name in names), tag.name
        assert all(attribute.description for attribute in tag.schema.attributes.values()), tag.name
