"""The checklist itself, as published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def json_text(data: Mapping[str, Any]) -> str:
    """``checklist.json``: keys sorted, two spaces of indentation."""
    return json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
