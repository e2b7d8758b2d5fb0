"""The links and images that the configuration itself names, for the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from builder.config import FILE, ProjectConfig
from builder.content.yaml_reader import KeyPath
from builder.structure.site import OwnLink


def own_links(config: ProjectConfig) -> Iterator[OwnLink]:
    """The links and images that the configuration itself names."""
    if config.theme.logo:
        yield _own_link(config, "image", config.theme.logo, ("theme", "logo"))
    for index, link in enumerate(config.theme.links):
        yield _own_link(config, "link", link.url, ("theme", "links", index, "url"))


def _own_link(config: ProjectConfig, kind: Literal["link", "image"], target: str, keys: KeyPath) -> OwnLink:
    line, column = config.places.get(keys, (1, 1))
    return OwnLink(kind=kind, key=".".join(map(str, keys)), target=target, path=FILE, line=line, column=column)
