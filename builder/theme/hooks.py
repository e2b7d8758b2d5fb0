"""Checks of the files and elements that a project adds to its pages in ``theme`` of ``handrail.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.config import FILE, ProjectConfig
from builder.content.yaml_document import KeyPath
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import is_slip
from builder.theme.assets import StaticFile


def missing_hooks(config: ProjectConfig, files: Mapping[str, StaticFile]) -> Iterator[Diagnostic]:
    """Style sheets and scripts that are not in ``theme/static``, and elements of the head that would say nothing."""
    for key, names, suffix in (("css", config.theme.css, ".css"), ("js", config.theme.js, ".js")):
        for index, name in enumerate(names):
            if name in files and name.endswith(suffix):
                continue
            near = tuple(other for other in sorted(files) if other.endswith(suffix) and is_slip(name, other))
            said = f"does not end in {suffix}" if name in files else "is not a file below theme/static"
            yield _problem(config, ("theme", key, index), f"'{name}' {said}", name, near)
    for index, entry in enumerate(config.theme.head):
        kinds = [name for name in ("name", "property", "rel") if getattr(entry, name)]
        wanted = "href" if entry.rel else "content"
        if len(kinds) != 1 or not getattr(entry, wanted):
            said = "an element needs one of 'name', 'property' (with 'content') and 'rel' (with 'href')"
            yield _problem(config, ("theme", "head", index), said, str(index), ())


def _problem(config: ProjectConfig, keys: KeyPath, said: str, subject: str, near: tuple[str, ...]) -> Diagnostic:
    line, column = config.places.get(keys) or config.places.get(keys[:-1], (1, 1))
    name = ".".join(map(str, keys[:-1]))
    hint = f"Did you mean '{near[0]}'?" if near else ""
    return diagnostic_at("config-value-invalid", in_file(FILE, line, column), f"'{name}': {said}.", subject, hint, near)
