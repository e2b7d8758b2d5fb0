"""Ids of headings are those that GitHub gives, in every script."""

from __future__ import annotations

import pytest

from builder.article.render.id_styles import github_id


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Step 1: Log in (SSO)", "step-1-log-in-sso"),
        ("स्थापना कैसे करें?", "स्थापना-कैसे-करें"),
        ("วิธีติดตั้ง", "วิธีติดตั้ง"),
        ("Größe – Übersicht", "größe--übersicht"),
        ("Cafe\u0301", "caf\u00e9"),
        ("x² und y", "x-und-y"),
        ("snake_case ‿ tie", "snake_case-‿-tie"),
        ("🚀 Launch", "-launch"),
        ("日本語、見出し", "日本語見出し"),
    ],
)
def test_github_ids(heading: str, expected: str) -> None:
    assert github_id(heading) == expected
