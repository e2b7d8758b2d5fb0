"""Videos and pages of others inside a page: they become links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import block_tag, title_text
from builder.importing.markup.nodes import Element, Node

_YOUTUBE = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|watch\?v=|shorts/|live/)|youtu\.be/)([\w-]{6,20})"
)
YOUTUBE = ("YouTube", "Youtube", "YoutubeVideo", "LiteYouTubeEmbed", "YouTubeVideo", "YoutubeEmbed", "YouTubeEmbed")
VIDEOS = ("video", "audio", "Video", "iframe", "embed", "object", "Vimeo", "Loom", "ReactPlayer")


def youtube(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<YouTube id>``."""
    name = page.text(element, "videoId", "id", "youTubeId", "videoID", "src", "url", "video")
    found = _YOUTUBE.search(name)
    if found is not None:
        name = found[1]
    if not name:
        return None
    page.done("video", element.line)
    caption = title_text(page.text(element, "title", "caption"), page, element.line)
    return (block_tag(element, "youtube", {"videoId": name, "caption": caption}, None),)


def video(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<video>``, ``<iframe>``: a link to the video or the page that they show."""
    source = page.text(element, "src", "data", "url")
    for child in element.children:
        if not source and isinstance(child, Element) and child.name == "source":
            source = page.text(child, "src")
    if not source:
        return None
    title = title_text(page.text(element, "title", "caption", "alt"), page, element.line)
    found = _YOUTUBE.match(source)
    page.done("video" if element.name != "iframe" else "HTML: iframe", element.line, source)
    if found is not None:
        return (block_tag(element, "youtube", {"videoId": found[1], "caption": title}, None),)
    target = page.link(source, element.line)
    return (block_tag(element, "video", {"src": target, "title": title}, None),)
