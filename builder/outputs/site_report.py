"""``checklist.json`` at the root: the checks before publishing with their results, and the guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from builder.outputs.checklists import guide_entry
from builder.outputs.output import Output, data_output, indented_json
from builder.outputs.render_context import RenderContext

REPORT_SCHEMA = "schema/check-report-1.json"


def publication(emission: RenderContext) -> Iterator[Output]:
    """The publication checklist."""
    data = indented_json(_publication(emission), order="sorted")
    schema = files("builder.outputs").joinpath("check-report.json").read_bytes()
    yield data_output(REPORT_SCHEMA, schema)
    yield data_output("checklist.json", data)


def _publication(emission: RenderContext) -> dict[str, Any]:
    statuses = Counter(check["status"] for check in emission.checks)
    return {
        "$schema": emission.href("/" + REPORT_SCHEMA),
        "schemaVersion": 1,
        "generator": {"name": "handrail", "version": emission.program},
        "site": {
            "title": emission.view.title,
            "edition": emission.site.settings.edition,
            "versions": [version.name for version in emission.site.versions if version.name],
            "pages": len(emission.site.pages),
        },
        **_translations(emission),
        "checks": list(emission.checks),
        "counts": {status: statuses[status] for status in ("pass", "fail", "skipped")},
        "guides": [guide_entry(emission, page) for page in emission.site.pages if page.facts.is_guide],
    }


def _translations(emission: RenderContext) -> dict[str, Any]:
    """The numbers of pages that are translated, missing and behind, by language; empty for a site in one language."""
    site = emission.site
    others = site.settings.languages[1:]
    if not others:
        return {}
    languages = {version.name: version.language for version in site.versions}
    translated = Counter(languages[page.version] for page in site.pages)
    missing = Counter(languages[page.version] for page in site.fallbacks)
    behind = Counter(languages[page.version] for page in site.pages if site.sections_behind(page))
    return {
        "translations": {
            name: {"translated": translated[name], "missing": missing[name], "behind": behind[name]} for name in others
        }
    }
