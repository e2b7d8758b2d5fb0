"""The ordered table of converters: the first that accepts an element converts it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from builder.importing.constructs import (
    admonitions,
    anchors,
    cards,
    code_blocks,
    dropped,
    folds,
    html_blocks,
    html_inline,
    html_tables,
    images,
    media,
    parameters,
    parts,
    small,
    steps,
    tabs,
)
from builder.importing.constructs.conversion import Convert


class Row(msgspec.Struct, frozen=True):
    """A converter and the names of the elements that it accepts."""

    names: tuple[str, ...]
    convert: Convert


ROWS: tuple[Row, ...] = (
    Row(admonitions.NAMES, admonitions.component),
    Row(("!!!", "???", "???+"), admonitions.python),
    Row(tabs.SETS, tabs.tabs),
    Row(tabs.PANELS, tabs.panel),
    Row(tabs.CODE, tabs.code_group),
    Row(code_blocks.NAMES, code_blocks.component),
    Row(("pre",), code_blocks.preformatted),
    Row(cards.GRIDS, cards.grid),
    Row(cards.CARDS, cards.card),
    Row(("Column", "Col", "Row"), cards.column),
    Row(("Steps", "Stepper", "StepList"), steps.steps),
    Row(("Step",), steps.step),
    Row(("details",), folds.details),
    Row(folds.NAMES, folds.fold),
    Row(folds.GROUPS, folds.group),
    Row(images.NAMES, images.image),
    Row(("picture",), images.html_image_sources),
    Row(("Frame",), images.frame),
    Row(("figure", "Figure"), images.figure),
    Row(media.YOUTUBE, media.youtube),
    Row(media.VIDEOS, media.video),
    Row(parameters.NAMES, parameters.field),
    Row(parts.SNIPPETS, parts.snippet),
    Row(anchors.NAMES, anchors.link),
    Row(tuple(html_inline.MARKS), html_inline.marked),
    Row(tuple(html_inline.TAGS), html_inline.tagged),
    Row(html_inline.CODES, html_inline.code),
    Row(("abbr", "dfn"), html_inline.abbreviation),
    Row(html_inline.BARE, html_inline.bare),
    Row(("br",), html_inline.line_break),
    Row(html_blocks.HEADINGS, html_blocks.heading),
    Row(("p",), html_blocks.paragraph),
    Row(("hr",), html_blocks.rule),
    Row(("blockquote",), html_blocks.quotation),
    Row(html_blocks.LISTS, html_blocks.listing),
    Row(("li",), html_blocks.item),
    Row(("dl",), html_blocks.definitions),
    Row(("dt", "dd"), html_blocks.term),
    Row(("table",), html_tables.table),
    Row(html_blocks.DIVISIONS, html_blocks.division),
    Row(("Icon",), small.icon),
    Row(("Badge", "Pill", "Chip"), small.badge),
    Row(("Tooltip",), small.tooltip),
    Row(("FileTree", "Tree"), small.tree),
    Row(("Update",), small.update),
    Row(small.PASSED, small.passed),
    Row(("Prompt", "Color"), small.translated),
    Row(dropped.SILENT, dropped.silent),
    Row(dropped.LOUD, dropped.loud),
)


def _by_name(rows: Iterable[Row]) -> dict[str, tuple[Convert, ...]]:
    found: dict[str, tuple[Convert, ...]] = {}
    for row in rows:
        for name in row.names:
            found[name] = (*found.get(name, ()), row.convert)
    return found


CONVERTERS = _by_name(ROWS)
