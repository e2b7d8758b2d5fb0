"""The ways in which a site comes into its place."""

from __future__ import annotations

import pytest
from ways import WAYS


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test that asks for it runs once for each way."""
    for name, function in WAYS[request.param].items():
        monkeypatch.setattr(f"builder.publish.publishing.{name}", function)
    return str(request.param)
