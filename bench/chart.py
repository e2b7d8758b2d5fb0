"""A chart of build times as SVG: a line for each program, a mark for each situation, on a scale by powers of ten.

It follows the light or dark scheme of the reader's system, needs no scripts and fonts, and describes itself in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from bench.results import Row
from bench.table import seconds_text

SITUATIONS = ("cold", "unchanged", "one page changed")
"""Those that are drawn."""
WIDTH = 760
LEFT = 170
"""Where the scale begins; names are before it."""
RIGHT = 30
TOP = 56
LINE = 34
"""The height of a program's line."""
STYLE = """\
.ground { fill: #fff; }
text { font: 13px system-ui, sans-serif; fill: #333; }
.name { text-anchor: end; }
.ours { font-weight: 700; }
.tick { text-anchor: middle; font-size: 12px; fill: #666; }
.rule { stroke: #ddd; }
.span { stroke: #bbb; stroke-width: 2; }
.cold { fill: #b45309; }
.unchanged { fill: #0f766e; }
.one-page-changed { fill: #4338ca; }
@media (prefers-color-scheme: dark) {
.ground { fill: #15181c; }
text { fill: #ddd; }
.tick { fill: #aaa; }
.rule { stroke: #3a3a3a; }
.span { stroke: #666; }
.cold { fill: #fbbf24; }
.unchanged { fill: #5eead4; }
.one-page-changed { fill: #a5b4fc; }
}"""


def chart(rows: Sequence[Row]) -> str:
    """The chart of one size's builds; programs that failed are left out."""
    drawn = [row for row in rows if row.situation in SITUATIONS and row.timed]
    programs = list(dict.fromkeys(row.program for row in drawn))
    scale = Scale(min(row.seconds for row in drawn), max(row.seconds for row in drawn))
    height = TOP + LINE * len(programs) + 36
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">Build times, {rows[0].pages:,} pages</title>',
        f'<desc id="desc">{escape(_said(drawn, programs))}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="8"/>',
        *_legend(),
        *_grid(scale, height),
    ]
    for number, program in enumerate(programs):
        of_program = [row for row in drawn if row.program == program]
        parts += _line(of_program, scale, TOP + LINE * number + LINE // 2, ours=number == 0)
    return "\n".join([*parts, "</svg>", ""])


class Scale:
    """Seconds to pixels, by powers of ten."""

    def __init__(self, least: float, most: float) -> None:
        self.first = math.floor(math.log10(max(least, 0.001)))
        self.last = max(math.ceil(math.log10(most)), self.first + 1)

    def place(self, seconds: float) -> float:
        """The distance from the left, in pixels."""
        share = (math.log10(max(seconds, 0.001)) - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> Iterator[float]:
        """The powers of ten, in seconds."""
        yield from (10.0**power for power in range(self.first, self.last + 1))


def _legend() -> Iterator[str]:
    for number, situation in enumerate(SITUATIONS):
        x = LEFT + number * 150
        yield _mark(situation, x, 18)
        yield f'<text x="{x + 12}" y="22">{situation}</text>'


def _grid(scale: Scale, height: int) -> Iterator[str]:
    for seconds in scale.ticks():
        x = scale.place(seconds)
        yield f'<line class="rule" x1="{x}" x2="{x}" y1="{TOP - 12}" y2="{height - 28}"/>'
        yield f'<text class="tick" x="{x}" y="{height - 10}">{seconds:g} s</text>'


def _line(rows: Sequence[Row], scale: Scale, y: int, *, ours: bool) -> Iterator[str]:
    """A program's name, and its marks joined by a line."""
    places = [scale.place(row.seconds) for row in rows]
    yield f'<text class="name{" ours" if ours else ""}" x="{LEFT - 14}" y="{y + 4}">{escape(rows[0].program)}</text>'
    yield f'<line class="span" x1="{min(places)}" x2="{max(places)}" y1="{y}" y2="{y}"/>'
    yield from (_mark(row.situation, place, y) for row, place in zip(rows, places, strict=True))


def _mark(situation: str, x: float, y: int) -> str:
    """Another shape for each situation, so that colour is not all that tells them apart."""
    kind = situation.replace(" ", "-")
    if situation == "cold":
        return f'<circle class="{kind}" cx="{x}" cy="{y}" r="6"/>'
    if situation == "unchanged":
        return f'<rect class="{kind}" x="{x - 5}" y="{y - 5}" width="10" height="10"/>'
    return f'<path class="{kind}" d="M{x} {y - 7}l6.5 12h-13z"/>'


def _said(rows: Sequence[Row], programs: Sequence[str]) -> str:
    """The chart in words."""
    sentences = []
    for program in programs:
        facts = [f"{row.situation} {seconds_text(row.seconds)} s" for row in rows if row.program == program]
        sentences.append(f"{program}: {', '.join(facts)}.")
    return " ".join(sentences)
