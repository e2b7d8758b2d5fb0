"""Compile the templates that ship, as ``compileall`` compiles modules: ``python tools/compile_templates.py``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # after installed packages

from builder.theme.environment import load_theme
from builder.theme.location import shipped_theme
from builder.vocabulary import load_vocabulary
from builder.vocabulary.renderer import template_errors


def main() -> None:
    """Load each template once: one that is not compiled yet is compiled and kept."""
    sys.dont_write_bytecode = False
    vocabulary = load_vocabulary([shipped_theme()]).value
    template_errors(vocabulary, vocabulary.tags.values())
    load_theme([shipped_theme()], vocabulary).value.compile_all()


if __name__ == "__main__":
    main()
