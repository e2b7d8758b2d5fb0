"""Problems of a tag's template that show only while rendering."""

from __future__ import annotations

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.vocabulary import TagDefinition


def damaged_address(tag: TagDefinition) -> Diagnostic:
    """The diagnostic of a template that changes the placeholder of an address."""
    message = (
        f"The template of the tag '{tag.name}' changes an address, which is only known when the page is published."
    )
    hint = 'Print an attribute with a role as it is, such as href="{{ link }}", without a filter.'
    place = in_file(tag.path, tag.template_line, 1)
    return diagnostic_at("theme-template-invalid", place, message, tag.name, hint)


def harmful_address(tag: TagDefinition, address: str) -> Diagnostic:
    """The diagnostic of a template that writes an unsafe address."""
    message = f"The template of the tag '{tag.name}' writes the address '{address[:60]}', which is never published."
    hint = "Give the attribute that holds the address 'role: link', so that it is checked where it is written."
    return diagnostic_at("link-unsafe", in_file(tag.path, tag.template_line, 1), message, subject=address, help=hint)
