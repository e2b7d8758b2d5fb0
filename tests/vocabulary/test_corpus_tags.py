"""Real pages of the dialect: no tag, and no attribute of one, that the shipped vocabulary doesn't know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.markdoc import NODES, Config, parse, validate
from builder.theme.location import shipped_theme
from builder.vocabulary import FENCE_ATTRIBUTES, load_vocabulary

CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus/openmetadata/content"
OF_THE_VOCABULARY = frozenset(
    {"tag-undefined", "tag-placement-invalid", "tag-selfclosing-has-children", "attribute-undefined"}
    | {"attribute-type-invalid", "attribute-value-invalid", "attribute-missing-required"}
)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_real_pages_use_only_what_is_declared() -> None:
    fence = NODES["fence"]
    nodes = {**NODES, "fence": replace(fence, attributes={**fence.attributes, **FENCE_ATTRIBUTES})}
    config = Config(nodes=nodes, tags=load_vocabulary([shipped_theme()]).value.schemas())
    texts = {text for file in CORPUS.rglob("*.md") if "{%" in (text := file.read_text(encoding="utf-8"))}
    assert len(texts) > 100
    found = {
        (error.id, error.message)
        for text in texts
        for error in validate(parse(text), config)
        if error.id in OF_THE_VOCABULARY
    }
    assert found == set()
