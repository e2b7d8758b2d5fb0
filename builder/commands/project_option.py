"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

project_argument: Callable[[Any], Any] = click.argument(
    "project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
