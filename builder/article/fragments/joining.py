"""Joins fragments: :func:`shifted` moves the relative positions of one, :func:`joined` puts several in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from builder.article.fragments.fragment import Fragment, in_order
from builder.article.records import Heading, Reference
from builder.article.render.placeholders import renumbered, renumbered_address
from builder.article.render.rendered_tags import ChildTagForms
from builder.diagnostics.diagnostic import Diagnostic, Via
from builder.diagnostics.outcome import Read
from builder.diagnostics.place import Place
from builder.vocabulary import ChildTag, TagAddress


def joined(parts: Sequence[tuple[int, Fragment]]) -> Fragment:
    """Fragments in a row, each with the 0-based line at which it begins."""
    placed: list[Fragment] = []
    references = headings = 0
    for line, fragment in parts:
        placed.append(shifted(fragment, line, references, headings))
        references += len(fragment.references)
        headings += len(fragment.headings)
    if len(placed) == 1:
        return placed[0]
    counts: dict[str, int] = {}
    reads: dict[Read, None] = {}
    for part in placed:
        for name, count in part.counts.items():
            counts[name] = counts.get(name, 0) + count
        if part.reads:
            reads.update(dict.fromkeys(part.reads))
    return Fragment(
        body="".join([part.body for part in placed]),
        markdown="\n".join([part.markdown for part in placed]),
        headings=tuple([heading for part in placed for heading in part.headings]),
        references=tuple([reference for part in placed for reference in part.references]),
        partials=tuple(dict.fromkeys([name for part in placed for name in part.partials])),
        counts=counts,
        errors=tuple([error for part in placed for error in part.errors]),
        remarks=tuple([remark for part in placed for remark in part.remarks]),
        reads=in_order(reads),
        is_personal=any(part.is_personal for part in placed),
        elements=tuple([element for part in placed for element in part.elements]),
    )


def shifted(fragment: Fragment, lines: int, references: int, headings: int) -> Fragment:
    """The fragment after that many lines, references and headings of its page."""
    if not (lines or references or headings):
        return fragment
    return Fragment(
        body=renumbered(fragment.body, references, headings),
        markdown=renumbered(fragment.markdown, references, headings),
        headings=tuple([_heading(heading, lines) for heading in fragment.headings]) if fragment.headings else (),
        references=tuple([_reference(each, lines) for each in fragment.references]) if fragment.references else (),
        partials=fragment.partials,
        counts=fragment.counts,
        errors=_diagnostics(fragment.errors, lines) if fragment.errors else (),
        remarks=_diagnostics(fragment.remarks, lines) if fragment.remarks else (),
        reads=fragment.reads,
        is_personal=fragment.is_personal,
        elements=_elements(fragment.elements, references, headings) if fragment.elements else (),
    )


def _elements(elements: Iterable[ChildTagForms], references: int, headings: int) -> tuple[ChildTagForms, ...]:
    return tuple(
        ChildTagForms(*(_child(child, references, headings) for child in (each.in_html, each.in_markdown)))
        for each in elements
    )


def _child(child: ChildTag, references: int, headings: int) -> ChildTag:
    attributes = {
        name: renumbered_address(value, references) if isinstance(value, TagAddress) else value
        for name, value in child.attributes.items()
    }
    content, html = (renumbered(text, references, headings) for text in (child.content, child.html))
    return ChildTag(child.name, attributes, content, html)


def _heading(heading: Heading, lines: int) -> Heading:
    return Heading(
        level=heading.level,
        text=heading.text,
        id=heading.id,
        aliases=heading.aliases,
        place=_place(heading.place, lines),
        nested=heading.nested,
        in_tag=heading.in_tag,
        is_given=heading.is_given,
    )


def _reference(reference: Reference, lines: int) -> Reference:
    place = _place(reference.place, lines)
    target = place if reference.target_place is reference.place else _place(reference.target_place, lines)
    return Reference(
        kind=reference.kind,
        target=reference.target,
        text=reference.text,
        element=reference.element,
        place=place,
        target_place=target,
    )


def _place(place: Place, lines: int) -> Place:
    """The place, moved if it is in the page itself; tags of the page that include a partial are moved too."""
    via = _via(place.via, lines) if place.via else ()
    if place.path:
        return Place(
            line=place.line,
            column=place.column,
            end_line=place.end_line,
            end_column=place.end_column,
            path=place.path,
            via=via,
        )
    return Place(
        line=place.line + lines,
        column=place.column,
        end_line=place.end_line + lines,
        end_column=place.end_column,
        path="",
        via=via,
    )


def _diagnostics(diagnostics: Iterable[Diagnostic], lines: int) -> tuple[Diagnostic, ...]:
    return tuple([_diagnostic(diagnostic, lines) for diagnostic in diagnostics])


def _diagnostic(diagnostic: Diagnostic, lines: int) -> Diagnostic:
    if diagnostic.via:
        diagnostic = structs.replace(diagnostic, via=_via(diagnostic.via, lines))
    if diagnostic.path:
        return diagnostic
    return structs.replace(diagnostic, line=diagnostic.line + lines, end_line=diagnostic.end_line + lines)


def _via(via: Iterable[Via], lines: int) -> tuple[Via, ...]:
    return tuple(each if each.path else Via("", each.line + lines, each.column) for each in via)
