"""A sentence is searched for a pattern only if it has one of the pattern's signs: every match must have one."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checklist import Lexicon, load_words
from builder.checklist.lexicon_file import SignedPattern
from builder.content.languages import LANGUAGES


@cache
def lexicon(language: str) -> Lexicon:
    return load_words(language)


def signed(language: str) -> dict[str, SignedPattern]:
    words = lexicon(language)
    fields = {name: getattr(words, name) for name in words.__struct_fields__}
    return {name: value for name, value in fields.items() if isinstance(value, SignedPattern) and value.signs}


SIGNED = [(language, name) for language in LANGUAGES for name in signed(language)]


def test_some_patterns_have_signs() -> None:
    assert SIGNED


@pytest.mark.parametrize(("language", "name"), SIGNED)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_match_has_a_sign(language: str, name: str, data: st.DataObject) -> None:
    found = signed(language)[name]
    text = data.draw(st.from_regex(found.pattern, alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
    assert any(sign in text.lower() for sign in found.signs), text


@pytest.mark.parametrize(("language", "name"), SIGNED)
def test_signs_are_in_lower_case(language: str, name: str) -> None:
    assert all(sign and sign == sign.lower() for sign in signed(language)[name].signs)
