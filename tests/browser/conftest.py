"""A browser, and a folder served under the strictest policy that a page may be given."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from driver import run
from site_server import Handler, Server

try:
    from playwright import sync_api
except ImportError:  # the 'browser' extra is not installed
    sync_api = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parents[2]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if sync_api is None or CHROMIUM is None:
        pytest.skip("needs the 'browser' extra and a Chromium on the PATH")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Any]:
    """A function that serves a folder and gives its address."""
    servers: list[Server] = []

    def start(folder: Path) -> str:
        server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def manual(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> str:
    """The address of this project's own manual, built and served."""
    folder = tmp_path_factory.mktemp("manual")
    built = run("build", str(ROOT), "-o", str(folder / "site"), "--cache-dir", str(folder / "cache"))
    assert built.code == 0, built.err
    return str(serve(folder / "site"))
