"""Links, images, paths and slugs that the configuration names, for the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.config import FILE, ProjectConfig
from builder.content.yaml_document import KeyPath
from builder.structure.site import ConfigName, OwnLink


def own_links(config: ProjectConfig) -> Iterator[OwnLink]:
    """The links and images that the configuration itself names."""
    if config.theme.logo:
        yield _own_link(config, "image", config.theme.logo, ("theme", "logo"))
    for index, link in enumerate(config.theme.links):
        yield _own_link(config, "link", link.url, ("theme", "links", index, "url"))
    if config.theme.banner is not None and config.theme.banner.link:
        yield _own_link(config, "link", config.theme.banner.link, ("theme", "banner", "link"))
    for index, entry in enumerate(config.theme.head):
        keys = ("theme", "head", index, "href")
        if entry.href.startswith("/images/"):
            yield _own_link(config, "image", entry.href, keys)
        elif ":" in entry.href:
            yield _own_link(config, "link", entry.href, keys)


def head_images(config: ProjectConfig) -> Iterator[str]:
    """Images that elements of the head lead to."""
    return (entry.href for entry in config.theme.head if entry.href.startswith("/images/"))


def _own_link(config: ProjectConfig, kind: Literal["link", "image"], target: str, keys: KeyPath) -> OwnLink:
    line, column = config.places.get(keys, (1, 1))
    return OwnLink(kind=kind, key=".".join(map(str, keys)), target=target, path=FILE, line=line, column=column)


def config_names(config: ProjectConfig) -> Iterator[ConfigName]:
    """The names and patterns in the configuration that must match something."""
    named: tuple[tuple[Literal["ignore", "url"], KeyPath, tuple[str, ...]], ...] = (
        ("ignore", ("ignore",), config.ignore),
        ("url", ("external", "ignore"), config.external.ignore),
    )
    for kind, keys, names in named:
        for index, name in enumerate(names):
            # A single value may be written without the list.
            line, column = config.places.get((*keys, index)) or config.places.get(keys, (1, 1))
            yield ConfigName(kind=kind, key=".".join(map(str, keys)), name=name, path=FILE, line=line, column=column)
    # No author wrote the default.
    if config.feed.strip("/") and ("feed",) in config.places:
        line, column = config.places["feed",]
        yield ConfigName(kind="feed", key="feed", name=config.feed, path=FILE, line=line, column=column)
