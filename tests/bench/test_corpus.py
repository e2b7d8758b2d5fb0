"""The content that the bench makes: the same each time, and as different between versions as it says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bench.corpus.page import PARTIAL, Page
from bench.corpus.plain import plain_text
from bench.corpus.sources import Sources, connect, read_sources
from bench.corpus.versions import CHANGED, make_corpus, read_size
from bench.peers.tree import edited_page, file_of, parents

MANUAL = Path(__file__).resolve().parents[2]

SOURCES = Sources(
    tuple(Page(f"topic/page-{n}", f"Page {n}", f"The text of page {n}.\n\n```sh\nrun {n}\n```\n") for n in range(40)),
    {"/images/a.png": MANUAL / "content/images/handrail.png"},
)


def page(tmp_path: Path, text: str) -> tuple[Page, ...]:
    path = tmp_path / "content/v1.0.x/a/b.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: A page\n---\n{text}\n{'Some more words to make it a page. ' * 10}\n", "utf-8")
    return read_sources(tmp_path).pages


def test_the_manual_is_enough_to_make_content_of() -> None:
    corpus = make_corpus(read_sources(MANUAL), read_size("3x60"))
    assert [len(version.pages) for version in corpus.versions] == [60, 60, 60]
    assert corpus == make_corpus(read_sources(MANUAL), read_size("3x60"))


def test_no_two_pages_of_a_version_are_alike() -> None:
    (version,) = make_corpus(SOURCES, read_size("120")).versions
    assert len({page.slug for page in version.pages}) == 120
    assert len({page.text for page in version.pages}) == 120


def test_equal_versions_share_every_byte() -> None:
    first, second = make_corpus(SOURCES, read_size("2x40-equal")).versions
    assert first.pages == second.pages
    assert first.name != second.name


def test_different_versions_differ_as_real_ones_do() -> None:
    versions = make_corpus(SOURCES, read_size("6x200")).versions
    for before, after in pairwise(versions):
        changed = sum(a != b for a, b in zip(before.pages, after.pages, strict=True)) / 200
        assert changed == pytest.approx(CHANGED, abs=0.12)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("{% note %}\nInside.\n{% /note %}", True),
        ("{% note %}\nNever closed.", False),
        ("{% /note %}", False),
        ('{% unheard name="x" /%}', False),
        ("An {% unfinished tag", False),
        ("```\n{% note %}\n```", True),
    ],
)
def test_pages_with_broken_or_unknown_tags_are_left_out(tmp_path: Path, text: str, kept: bool) -> None:
    assert bool(page(tmp_path, text)) is kept


def test_files_that_other_programs_would_interpret_are_left_out(tmp_path: Path) -> None:
    (found,) = page(tmp_path, "# First\n\nA <b>word</b>.\n\n```\n{{< include >}}\n```\n\n#### Deep\n")
    assert "<b>" not in found.text
    assert "include" not in found.text
    assert found.text.startswith("## First\n")
    assert "### Deep" in found.text


def test_links_and_images_lead_to_existing_files() -> None:
    text = "See [it](/gone), [there](/b), [out](https://example.com/x) and ![](/no.png).\n\n```\n[it](/gone)\n```\n"
    first, _ = connect([Page("a", "A", text), Page("b", "B", "Nothing.\n")], {"/images/a.png": MANUAL})
    prose, sample, _ = first.text.split("```")
    assert "/gone" not in prose
    assert "[there](/b)" in prose
    assert "(https://example.com/x)" in prose
    assert "![a](/images/a.png)" in prose
    assert "[it](/gone)" in sample


def test_plain_text_keeps_what_tags_say() -> None:
    text = (
        '{% note %}\nMind the [step](/a/b).\n{% /note %}\n{% image src="/images/a.png" alt="A gate" /%}\n'
        '{% tile title="More" description="Of it." link="/c" /%}\n'
        '```yaml {% srNumber=1 %}\nkey: "{% not a tag %}"\n```\n'
    )
    assert plain_text(Page("a", "A", text), base="/v1.0.x") == (
        "\nMind the [step](/v1.0.x/a/b/).\n\n![A gate](/images/a.png)\n[More](/v1.0.x/c/)\nOf it.\n\n"
        '```yaml\nkey: "{% not a tag %}"\n```\n'
    )


def test_pages_above_others_are_folders() -> None:
    (version,) = make_corpus(SOURCES, read_size("41")).versions
    above = parents(version)
    assert above == {"", "topic"}
    assert file_of(Page("topic", "", ""), above, "index.md") == "topic/index.md"
    assert file_of(Page("", "", ""), above, "_index.md") == "_index.md"
    assert file_of(edited_page(version), above, "index.md").startswith("topic/page-")


def test_every_page_asks_for_the_partial_once() -> None:
    (version,) = make_corpus(SOURCES, read_size("100")).versions
    assert {page.text.count(PARTIAL) for page in version.pages} == {1}


@pytest.mark.parametrize("name", ["500", "10x500", "10x500-equal"])
def test_a_size_has_one_name(name: str) -> None:
    assert read_size(name).name == name


@pytest.mark.parametrize("text", ["", "many", "10x", "5-different"])
def test_an_invalid_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a size"):
        read_size(text)
