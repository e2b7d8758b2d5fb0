"""Handrail: documentation that people read and programs can follow.

``builder.build`` and ``builder.check`` do what the commands do; :mod:`builder.markdoc` is the language alone.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.2.0"

_LAZY = ("build", "check")
"""Found in :mod:`builder.api` when asked for: the command line starts without it."""


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module("builder.api"), name)
    raise AttributeError(f"module 'builder' has no attribute '{name}'")
