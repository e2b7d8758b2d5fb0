"""Each key of each table, given each value that it can't have: a diagnostic at the value's place."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from builder.config.keys import CONFIG
from builder.config.records import ProjectConfig
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.kinds import (
    Anything,
    ChoiceKind,
    Flag,
    JsonSchema,
    Key,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    TextKind,
)
from builder.content.keys.menu import ENTRY, MENU
from builder.content.keys.reader import read_keys
from builder.content.redirects import REDIRECTS
from builder.content.yaml_reader import read_yaml
from builder.vocabulary.tag_keys import TAG_FILE

WRONG: dict[type[Kind], tuple[str, ...]] = {
    TextKind: ("[a]", "{a: b}"),
    Flag: ("perhaps", "[true]", "1", '"true"', "2026-01-31"),
    Number: ("many", "true", "[1]", ".inf", "-.inf", ".nan", "1" * 25, "0x" + "f" * 5000, "!!int many", "1_0:99:x"),
    ChoiceKind: ("nobody", "[error]", "7"),
    ListOf: ("{a: b}",),
    MapOf: ("text", "[a]", "7"),
    Record: ("text", "[a]", "7"),
    JsonSchema: ("text", "[a]"),
    Anything: (),
}


CHOSEN = ("mine", "https://mine.example.com/v1", "de")
"""Names that an author may choose."""


def leaves(kind: Kind, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Kind]]:
    yield path, kind
    if isinstance(kind, Record):
        for key in kind.keys:
            yield from leaves(key.kind, (*path, key.name))
    elif isinstance(kind, MapOf):
        yield from leaves(
            kind.value, (*path, next(name for name in CHOSEN if not kind.name.fits or kind.name.fits(name)))
        )


def written(path: tuple[str, ...], value: str) -> str:
    """YAML in which the keys lead to the value, on a line of its own."""
    lines = [f"{'  ' * depth}{name}:" for depth, name in enumerate(path)]
    return "\n".join(lines) + f"\n{'  ' * len(path)}{value}\n"


TABLES: dict[str, Kind] = {
    "handrail.yml": CONFIG,
    "front matter": FRONT_MATTER,
    "menu": MENU,
    "menu entry": ENTRY,
    "redirects": REDIRECTS,
    "tag file": TAG_FILE,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_value_of_another_kind_is_reported_at_its_place(table: Kind) -> None:
    tried = 0
    for path, kind in leaves(table, ()):
        if not path:
            continue
        for value in WRONG[type(kind)]:
            reading = read_keys(read_yaml(written(path, value)), table)
            problem = next(problem for problem in reading.key_problems if problem.kind != "missing")
            assert (problem.path[: len(path)], problem.line) == (path, len(path) + 1), (path, value)
            tried += 1
    assert tried > 1


@pytest.mark.parametrize(
    "value", ["404", "1.10", "12:30", "2024", "no", "On", "1e3", "0x10", "007", "2026-01-31", ".inf", "9" * 25]
)
def test_a_text_is_taken_as_it_is_written(value: str) -> None:
    assert read_keys(read_yaml(f"title: {value}"), FRONT_MATTER).value == {"title": value}
    assert read_keys(read_yaml(f"versions: {{folders: [{value}]}}"), CONFIG).value == {"versions": {"folders": [value]}}
    assert read_keys(read_yaml(f"category: {value}"), ENTRY).value == {"category": value}


@pytest.mark.parametrize("table", [CONFIG, ENTRY, MENU, TAG_FILE])
def test_a_key_with_a_letter_too_many_is_reported_with_the_right_one(table: Record) -> None:
    for path, _ in leaves(table, ()):
        if not path or path[-1] in CHOSEN:
            continue
        name = path[-1]
        found = read_keys(read_yaml(written((*path[:-1], name + "x"), "1")), table).key_problems
        unknown = next(problem for problem in found if problem.kind == "unknown")
        assert unknown.line == len(path)
        assert unknown.near, path


def test_every_key_is_a_field_of_its_record_and_every_field_a_key() -> None:
    assert fields(ProjectConfig()) == keys(CONFIG.keys)


def fields(value: msgspec.Struct) -> set[str]:
    found: set[str] = set()
    for name in value.__struct_fields__:
        inner = getattr(value, name)
        found |= {f"{name}.{below}" for below in fields(inner)} if isinstance(inner, msgspec.Struct) else {name}
    return found - {"places"}


def keys(table: tuple[Key, ...]) -> set[str]:
    found: set[str] = set()
    for key in table:
        if isinstance(key.kind, Record) and not key.about:
            found |= {f"{key.name}.{below}" for below in keys(key.kind.keys)}
        else:
            found.add(key.name)
    return found
