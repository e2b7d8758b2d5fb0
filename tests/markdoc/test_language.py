"""Each case of the language through the public functions, with the configuration as plain data."""

from __future__ import annotations

import pytest
from language_cases import Case, cases, compact, syntax_errors

from builder import markdoc


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    document = markdoc.parse(
        case.text,
        slots=case.options.get("slots", False),
        allow_indentation=case.options.get("allowIndentation", False),
    )
    article = markdoc.transform(document, case.config)
    assert isinstance(article, markdoc.Tag)
    assert compact(article)[1:] == case.tree
    assert [error.message for error in markdoc.validate(document, case.config)] == list(case.errors)


@pytest.mark.parametrize(("content", "sentence"), syntax_errors())
def test_syntax_error(content: str, sentence: str) -> None:
    for text in (f"{{% {content} %}}\n", f"a {{% {content} %}} b\n", f"- a {{% {content} %}} b\n"):
        messages = [error.message for error in markdoc.validate(markdoc.parse(text)) if error.id == "parse-error"]
        assert messages == [sentence]
