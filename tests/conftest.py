"""Fixtures for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site
from hypothesis import HealthCheck, settings

SEED = "HANDRAIL_EDIT_SEED"


def pytest_report_header() -> str:
    """The seed of the random edit scripts, to play them again."""
    return f"{SEED}={os.environ.get(SEED, '0')}"


# The time that an example takes is the machine's affair. Settings of Hypothesis for CI, if it is there, remain.
settings.register_profile(
    "any machine", parent=settings(), deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

SITES = Path(__file__).parent / "sites"
SHARED = Path(__file__).resolve().parents[1] / "../shared"


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], Site]:
    """A project: a copy of the case of that name in ``tests/sites``, or an empty one."""

    def make(case: str = "") -> Site:
        root = tmp_path / "project"
        if case:
            shutil.copytree(SITES / case, root)
        else:
            root.mkdir()
        return Site(root)

    return make


@pytest.fixture
def shared() -> Path:
    """The folder of real pages beside the checkout; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, which holds real pages that are not ours to carry")
    return SHARED.resolve()
