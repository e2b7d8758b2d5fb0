"""Fragments that are kept between builds: after an edit of a partial, only blocks that show it are rendered again."""

from __future__ import annotations

import msgspec
import pytest
from composing import PARTIALS, compose_settings

from builder.article.compose import Composer
from builder.article.fragments.block import BlockComposer
from builder.article.fragments.fragment import BlockPosition, Fragment, KnownFragment
from builder.content.document import Document
from builder.content.source import Source
from builder.digests import text_digest
from builder.lint import LINTER

SHOWN = '{% partial file="/shared.md" /%}'
LONG = "These words are long enough to be a block of their own, with a [link](/there) in them."


def page(*blocks: str) -> Source:
    text = "\n\n".join(("---\ntitle: A page\n---", *blocks)) + "\n"
    return Source("a.md", text, text_digest(text))


PAGES = {
    "blocks": page(
        "# A title of the page that is long enough", LONG, f"{SHOWN}\n\n{LONG}", f"## Next\n\n{LONG} Again."
    ),
    "variables": page(f"Of {{% $name %}}. {LONG}", SHOWN, f"{LONG} {{% $version.name %}}"),
    "front matter": page(f"{{% $markdoc.frontmatter.title %}} {LONG}", SHOWN, LONG, f"## Next\n\n{LONG}"),
    "nested": page(
        f'{{% steps %}}\n\n{{% step title="One" %}}\n\n{LONG}\n\n{{% /step %}}\n\n'
        f'{{% step title="Two" %}}\n\n{LONG}\n\n{SHOWN}\n\n{{% /step %}}\n\n{{% /steps %}}',
        LONG,
    ),
    "errors": page(f"{LONG} {{% unknown /%}}", SHOWN, f"{LONG} [Broken]({{% $nothing %}})"),
    "numbered": page(
        '{% tabs %}\n{% tab title="A" %}\nWords of a tab.\n{% /tab %}\n{% /tabs %}',
        SHOWN,
        f'{{% tabs %}}\n{{% tab title="A" %}}\n{LONG}\n{{% /tab %}}\n{{% /tabs %}}',
    ),
    "steps to take": page("# Install it on your machine", f"1. Open the file.\n2. {LONG}\n3. Click **Save**.", SHOWN),
}


def kept(composer: Composer) -> tuple[KnownFragment, ...]:
    """The fragments as the next build gets them."""
    data = msgspec.msgpack.encode(composer.fragments, enc_hook=str)
    return msgspec.msgpack.decode(data, type=tuple[KnownFragment, ...])


def composer_with(shared: str) -> Composer:
    return Composer(compose_settings(partials={**PARTIALS, "/shared.md": shared}), LINTER)


@pytest.mark.parametrize("name", PAGES)
def test_an_article_of_kept_fragments_is_as_one_composed_from_scratch(name: str) -> None:
    variables = {"version": {"name": "v1"}}
    first = composer_with("Before.")
    first.compose(PAGES[name], variables)
    earlier = kept(first)
    for shared in ("After, with **more** words.", "## A heading\n\n1. Click it.", '{% partial file="/image.md" /%}'):
        again = composer_with(shared).compose(PAGES[name], variables, earlier)
        assert again == composer_with(shared).compose(PAGES[name], variables)


def test_a_variable_that_has_changed_is_asked_for_again() -> None:
    first = composer_with("Before.")
    first.compose(PAGES["variables"], {"name": "Ann"})
    article = composer_with("Before.").compose(PAGES["variables"], {"name": "Bob"}, kept(first)).value
    assert article.content is not None
    assert "Of Bob." in article.content.body


def test_only_blocks_that_show_the_partial_are_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    compose = BlockComposer.compose

    def noted(self: BlockComposer, document: Document, position: BlockPosition) -> Fragment:
        rendered.append(document.text.strip())
        return compose(self, document, position)

    first = composer_with("Before.")
    first.compose(PAGES["nested"], {})
    earlier = kept(first)
    monkeypatch.setattr(BlockComposer, "compose", noted)
    composer_with("After.").compose(PAGES["nested"], {}, earlier)
    assert [SHOWN in text for text in rendered] == [True]


def test_nothing_of_a_partial_or_of_the_page_around_is_kept() -> None:
    first = composer_with("Before.")
    for name in ("blocks", "front matter"):
        first.compose(PAGES[name], {})
        texts = [each.text for each in kept(first)]
        assert texts
        assert not any(SHOWN in text or "frontmatter" in text for text in texts)
