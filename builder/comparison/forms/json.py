"""``diff --format json``: a comparison for programs, valid against ``schema/diff-1.json``."""

from __future__ import annotations

import json
from typing import Any

from builder.comparison.records import Comparison, ItemDelta, PageDelta, VanishedAddress
from builder.reporting.json import plain

VERSION = 1


def diff_json(comparison: Comparison) -> str:
    """The whole comparison, keys sorted, one line end at the end."""
    problems = comparison.problems
    data = {
        "schemaVersion": VERSION,
        "base": comparison.base,
        "pages": [_page(page) for page in comparison.pages],
        "vanished": [_vanished(gone) for gone in comparison.vanished],
        "redirects": [_fields(one, "change", "url", "target") for one in comparison.redirects],
        "images": [_fields(one, "change", "path", "pages") for one in comparison.images],
        "menus": [
            {**_fields(one, "change", "version", "title", "url"), "oldTitle": one.old_title} for one in comparison.menus
        ],
        "problems": {
            "new": [
                {**plain(each), "elsewhere": list(problems.elsewhere.get(each.fingerprint, ()))}
                for each in problems.new
            ],
            "fixed": [plain(each) for each in problems.fixed],
            "known": problems.known,
        },
    }
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _fields(record: Any, *names: str) -> dict[str, Any]:
    return {**{name: getattr(record, name) for name in names}, "editions": list(record.editions)}


def _page(page: PageDelta) -> dict[str, Any]:
    return {
        **_fields(page, "change", "version", "path", "url", "title"),
        "oldUrl": page.old_url,
        "isGuide": page.is_guide,
        "parts": list(page.parts),
        "sections": [{"change": one.kind, "anchor": one.anchor, "heading": one.heading} for one in page.sections],
        "items": [_item(item) for item in page.items],
        "images": list(page.images),
    }


def _item(item: ItemDelta) -> dict[str, Any]:
    one = item.difference
    return {
        "change": one.change,
        "id": one.id,
        "oldId": one.old_id,
        "before": one.before,
        "after": one.after,
        "progress": item.progress,
    }


def _vanished(gone: VanishedAddress) -> dict[str, Any]:
    return {
        **_fields(gone, "url", "target", "path", "line"),
        "source": gone.source,
    }
