"""Compile the templates that ship, as ``compileall`` compiles modules: ``python tools/compile_templates.py``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # behind what is installed

from builder.theme.environment import load_theme
from builder.theme.location import shipped_theme
from builder.vocabulary import load_vocabulary
from builder.vocabulary.renderer import template_errors


def main() -> None:
    """Ask for each template once: what is not kept yet is compiled and kept."""
    sys.dont_write_bytecode = False
    vocabulary = load_vocabulary([shipped_theme()]).value
    template_errors(vocabulary, vocabulary.tags.values())
    load_theme([shipped_theme()], vocabulary).value.compile_all()


if __name__ == "__main__":
    main()
