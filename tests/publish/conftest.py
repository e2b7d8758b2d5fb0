"""The ways in which a site comes into its place."""

from __future__ import annotations

import pytest
from ways import WAYS


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test with this fixture runs once for each way of publishing."""
    for name, function in WAYS[request.param].items():
        monkeypatch.setattr(f"builder.publish.publishing.{name}", function)
    return str(request.param)
