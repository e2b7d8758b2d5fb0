"""Metadata that other programs show with a link to a page: a sentence and an image."""

from __future__ import annotations

import re

from builder.article.records import Content
from builder.article.sections import passages_in
from builder.outputs.fingerprints import image_url
from builder.outputs.render_context import RenderContext
from builder.structure.page import Page

LONGEST = 200
"""The length of the sentence in characters; search engines show about 160."""

SHORTEST_WORDS = 3
"""A text with fewer words does not describe its page."""

_SENTENCE = re.compile(r"(.+?(?:[.!?\u2026\u061f](?=\s|\Z)|[\u3002\uff01\uff1f]))", re.DOTALL)
_LEAD = re.compile(
    r"\s*((?:<div class=\"heading\">)?<h1\b.*?</h1>(?:<a class=\"anchor\"[^<>]*></a></div>)?)?\s*(<p>.*?</p>)?",
    re.DOTALL,
)
_ITEM = '<span class="item'
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Image formats that readers of such descriptions support."""


def first_sentence(content: Content) -> str:
    """The first sentence of the text below the headings; empty if no sentence is long enough."""
    for passage in content.passages or passages_in(content.body):
        text = passage.text[: 4 * LONGEST]
        if len(text.split()) < SHORTEST_WORDS and not _SENTENCE.match(text):
            continue
        found = _SENTENCE.match(text)
        sentence = found[1] if found is not None else text
        return sentence if len(sentence) <= LONGEST else _cut(sentence)
    return ""


def lead_length(body: str) -> int:
    """The length of the HTML up to the end of a page's title and first paragraph, if that asks the reader nothing."""
    found = _LEAD.match(body)
    if found is None:
        return 0
    return found.end() if _ITEM not in (found[2] or "") else max(found.end(1), 0)


def _cut(text: str) -> str:
    """As many words as fit, with a mark if there are more."""
    head = text[:LONGEST]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "\u2026"


def first_image(emission: RenderContext, page: Page) -> str:
    """The absolute URL of the page's first image, else of the logo; empty if the site's URL is not known."""
    settings, logo = emission.site.settings, emission.view.logo
    if not settings.base_url:
        return ""
    for reference, found in zip(page.facts.references, emission.site.resolutions[page.key], strict=True):
        if reference.kind == "image" and found.kind == "file" and found.url.lower().endswith(_IMAGES):
            return emission.absolute(image_url(emission.site, found))
    if logo is None or not logo.url.lower().endswith(_IMAGES):
        return ""
    return settings.base_url.removesuffix(settings.base_path) + logo.url
