"""Applies what a project's schema file declares of tags: names and attributes of the program that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace as with_fields
from typing import cast

from msgspec.structs import replace

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.suggest import nearest
from builder.markdoc.schema import Attribute, Schema
from builder.vocabulary.additions import TagAddition, TagAttribute
from builder.vocabulary.definition import CONTENT_ALONE, Meaning, TagDefinition
from builder.vocabulary.front_matter import invalid_file


def with_additions(
    tags: Mapping[str, TagDefinition], additions: Mapping[str, TagAddition], path: str
) -> Outcome[dict[str, TagDefinition]]:
    """The tags with their additions; a tag that there is not shows its content."""
    found = dict(tags)
    problems: list[Diagnostic] = []
    for name, addition in additions.items():
        known = tags.get(name) or _new(name, addition, path)
        problems.extend(_problems(known, addition, path))
        tag = _extended(known, addition)
        for each in (name, *addition.aliases):
            found[each] = replace(tag, name=each, alias_of=tag.usual_name if each != tag.usual_name else "")
    return Outcome(found, tuple(problems))


def _new(name: str, addition: TagAddition, path: str) -> TagDefinition:
    return TagDefinition(
        name=name,
        schema=Schema(self_closing=addition.self_closing, inline=True if addition.inline else None),
        template=CONTENT_ALONE,
        path=path,
        template_line=addition.line,
        meaning=cast(Meaning, addition.meaning),
        phrasing=addition.inline,
        is_own=True,
    )


def _extended(tag: TagDefinition, addition: TagAddition) -> TagDefinition:
    means = {name: each.means for name, each in addition.attributes.items() if each.means}
    attributes = {
        # The attribute may be given by another name.
        name: with_fields(declared, required=False) if name in means.values() else declared
        for name, declared in tag.schema.attributes.items()
    }
    attributes.update(
        (name, _with_values(attributes[name], each) if name in attributes else each.declared)
        for name, each in addition.attributes.items()
    )
    needs = (*tag.schema.needs, *(name for name, meant in means.items() if meant in tag.schema.needs))
    return replace(
        tag,
        schema=with_fields(tag.schema, attributes=attributes, needs=needs),
        means={**tag.means, **means},
        values={name: each.values for name, each in addition.attributes.items() if each.values},
    )


def _with_values(own: Attribute, addition: TagAttribute) -> Attribute:
    """The tag's own attribute, which takes more values, or those of other types."""
    matches = (*own.matches, *addition.values) if isinstance(own.matches, tuple) else own.matches
    return with_fields(own, matches=matches, type=addition.declared.type or own.type)


def _problems(tag: TagDefinition, addition: TagAddition, path: str) -> Iterator[Diagnostic]:
    """Attributes that stand for one that the tag does not have."""
    own = tag.schema.attributes
    for name, each in addition.attributes.items():
        if each.means and each.means not in own:
            message = f"'tags.{tag.name}.attributes.{name}.means': the tag has no attribute '{each.means}'."
            yield invalid_file(path, message, addition.line, 1, nearest(each.means, own))
