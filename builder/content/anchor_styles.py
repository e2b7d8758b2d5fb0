"""The names of the styles in which headings get their ids."""

from __future__ import annotations

from typing import Literal

AnchorStyle = Literal["github", "openmetadata", "markdoc", "slugify", "python-markdown", "mintlify"]
