"""``translations.lock.json`` as a file of the project."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.content.translation_lock import LOCK_FILE, LOCK_VERSION
from builder.project.write_file import write_text
from builder.structure.site import Site


def update_translations(project: Path, sites: Iterable[Site], paths: Sequence[str]) -> None:
    """Record that these translations are those of their present originals; all of them without paths."""
    pages: dict[str, dict[str, str]] = {}
    for site in sites:
        for page in site.pages:
            original = site.translations.original(page)
            if original is None or original.is_fallback:
                continue
            wanted = (
                not paths
                or "." in paths
                or any(page.path == path or page.path.startswith(f"{path}/") for path in paths)
            )
            known = original.facts.sections if wanted else site.settings.translated.get(page.path)
            if known is not None:
                pages[page.path] = dict(known)
    data = {"version": LOCK_VERSION, "pages": pages}
    write_text(project, LOCK_FILE, json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n")
