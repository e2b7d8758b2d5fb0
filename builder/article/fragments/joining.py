"""Fragments one behind the other: lines, references and headings are counted anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from builder.article.fragments.fragment import Fragment, Part
from builder.article.records import Heading, Place, Reference
from builder.article.render.placeholders import renumbered, renumbered_address
from builder.article.render.render_state import PageState, PendingHeading
from builder.diagnostics.diagnostic import Diagnostic, Via
from builder.diagnostics.outcome import Read
from builder.vocabulary import Address, ChildTag


def fragment_of(
    state: PageState,
    body: str,
    before: Mapping[str, int],
    reads: tuple[Read, ...],
    elements: tuple[Part, ...],
    remarks: tuple[Diagnostic, ...],
    *,
    is_personal: bool,
) -> Fragment:
    """What ``state`` has gathered; ``before`` are the tags counted before it."""
    return Fragment(
        body,
        state.frame.markdown.whole(),
        tuple(state.headings),
        tuple(state.references),
        tuple(state.partials),
        {name: count - before.get(name, 0) for name, count in state.counts.items() if count > before.get(name, 0)},
        tuple(state.diagnostics),
        remarks,
        reads,
        is_personal,
        elements,
    )


def joined(parts: Sequence[tuple[int, Fragment]]) -> Fragment:
    """Fragments one behind the other, each with the 0-based line at which it begins; none has diagnostics."""
    bodies: list[str] = []
    markdowns: list[str] = []
    headings: list[PendingHeading] = []
    references: list[Reference] = []
    partials: dict[str, None] = {}
    counts: dict[str, int] = {}
    reads: dict[Read, None] = {}
    elements: list[Part] = []
    remarks: list[Diagnostic] = []
    for line, part in parts:
        if part.remarks:
            remarks += [_moved_remark(remark, line) for remark in part.remarks]
        if part.elements:
            elements += [_renumbered_part(each, len(references), len(headings)) for each in part.elements]
        bodies.append(renumbered(part.body, len(references), len(headings)))
        markdowns.append(renumbered(part.markdown, len(references), len(headings)))
        if part.headings:
            headings += [_moved_heading(pending, line) for pending in part.headings]
        if part.references:
            references += [_moved_reference(reference, line) for reference in part.references]
        if part.partials:
            partials.update(dict.fromkeys(part.partials))
        if part.reads:
            reads.update(dict.fromkeys(part.reads))
        for name, count in part.counts.items():
            counts[name] = counts.get(name, 0) + count
    return Fragment(
        "".join(bodies),
        "\n".join(markdowns),
        tuple(headings),
        tuple(references),
        tuple(partials),
        counts,
        (),
        tuple(remarks),
        tuple(sorted(reads, key=lambda read: read.kind)),
        any(part.is_personal for _, part in parts),
        tuple(elements),
    )


def added(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Both counts together, by name."""
    total = dict(counts)
    for name, count in more.items():
        total[name] = total.get(name, 0) + count
    return total


def _moved_remark(remark: Diagnostic, line: int) -> Diagnostic:
    return structs.replace(remark, line=remark.line + line, end_line=remark.end_line + line)


def _renumbered_part(part: Part, references: int, headings: int) -> Part:
    if not references and not headings:
        return part
    return Part(*(_renumbered_child(child, references, headings) for child in (part.in_html, part.in_markdown)))


def _renumbered_child(child: ChildTag, references: int, headings: int) -> ChildTag:
    attributes = {
        name: renumbered_address(value, references) if isinstance(value, Address) else value
        for name, value in child.attributes.items()
    }
    content, html = (renumbered(text, references, headings) for text in (child.content, child.html))
    return ChildTag(child.name, attributes, content, html)


def _moved_heading(pending: PendingHeading, line: int) -> PendingHeading:
    heading = pending.heading
    place = _moved(heading.place, line)
    moved = Heading(heading.level, heading.text, "", (), place, heading.nested, heading.in_tag)
    return PendingHeading(moved, pending.direct, pending.given)


def _moved_reference(reference: Reference, line: int) -> Reference:
    place = _moved(reference.place, line)
    target = place if reference.target_place is reference.place else _moved(reference.target_place, line)
    return Reference(reference.kind, reference.target, reference.text, reference.element, place, target)


def _moved(place: Place, line: int) -> Place:
    """The place, where its file or the tag that takes its file in is the page itself."""
    via = tuple(_moved_via(each, line) for each in place.via) if place.via else ()
    if place.path:
        return Place(place.line, place.column, place.end_line, place.end_column, place.path, via)
    return Place(place.line + line, place.column, place.end_line + line, place.end_column, "", via)


def _moved_via(via: Via, line: int) -> Via:
    return via if via.path else Via("", via.line + line, via.column)
