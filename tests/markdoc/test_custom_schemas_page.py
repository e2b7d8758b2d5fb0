"""The manual's page on custom schemas: its code runs, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from builder import markdoc

PAGE = Path(__file__).resolve().parents[2] / "content" / "v0.2.x" / "custom-schemas.md"


def test_the_code_prints_the_output_on_the_page() -> None:
    fences = [node for node in markdoc.parse(PAGE.read_text(encoding="utf-8")).walk() if node.type == "fence"]
    code, results = fences[::2], fences[1::2]
    assert len(code) == len(results) >= 8
    namespace: dict[str, object] = {}
    for source, result in zip(code, results, strict=True):
        assert (source.attributes["language"], result.attributes["language"]) == ("python", "text")
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(source.attributes["content"], str(PAGE), "exec"), namespace)
        assert output.getvalue() == result.attributes["content"]
