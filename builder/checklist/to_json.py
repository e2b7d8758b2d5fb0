"""A checklist at its place in a site: the content of ``checklist.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from builder.checklist.ids import words_digest
from builder.checklist.item_links import ItemLinks, choice_data
from builder.checklist.model import (
    RULES,
    ChecklistDraft,
    Item,
    ItemImage,
    Kind,
    LeftOut,
    Option,
    Origin,
    Section,
    Value,
)
from builder.content.addresses import publishable
from builder.content.unsafe_text import without_harmful_addresses
from builder.diagnostics.diagnostic import Diagnostic

SCHEMA_VERSION = 2
KIND_ORDER: tuple[Kind, ...] = ("step", "verify", "choice", "requirement", "prerequisite", "warning", "info", "collect")


class BoundImage(msgspec.Struct, frozen=True):
    """A published image file."""

    url: str
    width: int
    """0 if unknown."""
    height: int
    digest: str
    """Digest of its bytes; empty if the file does not exist."""


class GuidePlace(msgspec.Struct, frozen=True, kw_only=True):
    """The place of a guide in a site."""

    schema: str
    """URL of the JSON Schema."""
    program: str
    """The program's version."""
    id: str
    """The same in every version of the documentation."""
    title: str
    description: str
    slug: str
    version: str
    edition: str
    url: str
    path: str
    source_digest: str
    includes: tuple[str, ...]
    """Paths of the partials that it shows."""
    digest: str
    """Digest of the text and everything read for it."""
    kind: Literal["guide", "page"] = "guide"
    """Whether the page is a guide, or another page with procedures."""
    reason: str = ""
    """Why it is a guide, or why not."""


class ChecklistPlacement(msgspec.Struct, frozen=True):
    """A guide's place, and the targets of its references."""

    guide: GuidePlace
    link: Callable[[str], str]
    """The published URL of a link's target."""
    image: Callable[[str], BoundImage]


def bind(draft: ChecklistDraft, place: ChecklistPlacement) -> dict[str, Any]:
    """The published mapping; valid against ``schema.json``."""
    anchors = {section.id: section.anchor for section in draft.sections}
    links_of_items = ItemLinks(draft)
    items = [
        {**_item(item, seq, anchors, place), **links_of_items.fields(item)} for seq, item in enumerate(draft.items, 1)
    ]
    images = _images(draft, place)
    links = _links(draft, place)
    return {
        "$schema": place.guide.schema,
        "schemaVersion": SCHEMA_VERSION,
        "generator": {"name": "handrail", "version": place.guide.program, "rules": RULES},
        "guide": {
            "id": place.guide.id,
            "title": place.guide.title,
            "description": place.guide.description,
            "slug": place.guide.slug,
            "docVersion": place.guide.version,
            "edition": place.guide.edition,
            "url": place.guide.url,
            "source": {
                "path": place.guide.path,
                "digest": place.guide.source_digest,
                "includes": list(place.guide.includes),
            },
            "digest": place.guide.digest,
            "kind": place.guide.kind,
            "reason": place.guide.reason,
        },
        "sections": [_section(section) for section in draft.sections],
        "items": items,
        "leftOut": [_left_out(passed, place) for passed in draft.passed],
        "choices": [choice_data(choice) for choice in draft.choices],
        "collect": [_value(value) for value in draft.values],
        "images": images,
        "links": links,
        "diagnostics": [_diagnostic(diagnostic, place) for diagnostic in draft.diagnostics],
        "counts": _counts(draft, images, links),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "stepNumber": section.step_number,
        "anchor": section.anchor,
        "items": list(section.items),
    }


def _item(item: Item, seq: int, anchors: Mapping[str, str], place: ChecklistPlacement) -> dict[str, Any]:
    anchor = item.anchor or anchors.get(item.section, "")
    item_images = [_item_image(item_image, place) for item_image in item.images]
    assets = [item_image["digest"] for item_image in item_images if item_image["digest"]]
    return {
        "id": item.id,
        "seq": seq,
        "section": item.section,
        "parent": item.parent,
        "kind": item.kind,
        "optional": item.optional,
        "severity": item.severity,
        "text": item.text,
        "markdown": without_harmful_addresses(item.markdown),
        "ui": list(item.details.controls),
        "code": [
            {
                "role": code.role,
                "language": code.language,
                "title": code.title,
                "text": code.text,
                "alternative": code.alternative,
            }
            for code in item.code
        ],
        "images": item_images,
        "links": [{"text": a.text, "target": _written(a.target), "url": place.link(a.target)} for a in item.links],
        "options": [_option(option, place) for option in item.options],
        "collects": list(item.collects),
        "uses": list(item.uses),
        "source": _source(item.origin, place),
        "url": f"{place.guide.url}#{anchor}" if anchor else place.guide.url,
        "digest": item.digest,
        "assetDigest": words_digest(" ".join(assets)) if assets else None,
        "rule": item.rule,
    }


def _left_out(passed: LeftOut, place: ChecklistPlacement) -> dict[str, Any]:
    return {"text": passed.text, "reason": passed.reason, "source": _source(passed.origin, place)}


def _option(option: Option, place: ChecklistPlacement) -> dict[str, Any]:
    return {"label": option.label, "text": option.text, "source": _source(option.origin, place)}


def _written(target: str) -> str:
    """A target as its author wrote it, unless its scheme is not published."""
    return publishable(target)


def _item_image(item_image: ItemImage, place: ChecklistPlacement) -> dict[str, Any]:
    bound = place.image(item_image.src)
    return {"src": _written(item_image.src), "alt": item_image.alt, "url": bound.url, "digest": bound.digest}


def _source(origin: Origin, place: ChecklistPlacement) -> dict[str, Any]:
    return {
        "path": origin.path or place.guide.path,
        "start": [origin.line, origin.column],
        "end": [origin.end_line, origin.end_column],
        "via": [
            {"path": step.path or place.guide.path, "line": step.line, "column": step.column} for step in origin.via
        ],
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "id": value.id,
        "label": value.label,
        "type": value.type,
        "secret": value.secret,
        "recipient": value.recipient,
        "foundAt": list(value.found_at),
        "usedAt": list(value.used_at),
        "required": value.required,
        "example": value.example,
    }


def _images(draft: ChecklistDraft, place: ChecklistPlacement) -> list[dict[str, Any]]:
    holders: dict[tuple[str, str], list[str]] = {}
    for item in draft.items:
        for item_image in item.images:
            holders.setdefault((item_image.src, item_image.alt), []).append(item.id)
    found = []
    for (src, alt), items in holders.items():
        bound = place.image(src)
        found.append(
            {
                "src": _written(src),
                "alt": alt,
                "url": bound.url,
                "width": bound.width or None,
                "height": bound.height or None,
                "digest": bound.digest,
                "items": items,
            }
        )
    return found


def _links(draft: ChecklistDraft, place: ChecklistPlacement) -> list[dict[str, Any]]:
    holders: dict[tuple[str, str], list[str]] = {}
    for item in draft.items:
        for link in item.links:
            holders.setdefault((link.target, link.text), []).append(item.id)
    return [
        {"text": text, "target": _written(target), "url": place.link(target), "items": items}
        for (target, text), items in holders.items()
    ]


def _diagnostic(diagnostic: Diagnostic, place: ChecklistPlacement) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": diagnostic.path or place.guide.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
    }


def _counts(draft: ChecklistDraft, images: list[Any], links: list[Any]) -> dict[str, int]:
    kinds = Counter(item.kind for item in draft.items)
    return {
        "items": len(draft.items),
        **{kind: kinds[kind] for kind in KIND_ORDER},
        "images": len(images),
        "links": len(links),
        "values": len(draft.values),
    }
