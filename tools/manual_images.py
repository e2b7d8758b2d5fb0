"""Renews the screenshots of the manual and the README: the panel of ``serve``, a report of ``check``, pages.

Run it after a change of the theme, the panel or the report: ``python tools/manual_images.py``. It needs the
``browser`` extra and a Chromium on the PATH; without them it writes nothing and reports why.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

try:
    from playwright import sync_api
except ImportError:  # the 'browser' extra is not installed
    sync_api = None  # type: ignore[assignment]

PROJECT = Path(__file__).resolve().parents[1]
IMAGES = PROJECT / "content" / "images"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TICKED = 3
"""Boxes that are ticked in the screenshot of a checklist."""
DESK, PHONE = (1440, 900), (390, 844)
HANDRAIL = [sys.executable, "-m", "builder"]
BROKEN = """---
title: Backup
description: How to keep a copy of your data.
---

# Backup

{% note noteType="Tip" %}
Keep one copy in another building.
{% /note %}

Read [how to begin](/guides) first.
"""
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fff }}
pre {{ display: inline-block; box-sizing: border-box; margin: 0; padding: 20px 24px; border-radius: 8px;
  background: #111827; color: #e5e7eb; font: 15px/1.5 monospace }}
.command {{ color: #fff; font-weight: 700 }}
.error {{ color: #fca5a5; font-weight: 700 }}</style><pre><span class="command">$ handrail check</span>
{report}</pre>"""
"""A terminal with one command and its report."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Logs nothing."""


@contextmanager
def served_folder(folder: Path) -> Iterator[str]:
    """The address of a built site, as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def live_site(project: Path) -> Iterator[str]:
    """The address that ``serve`` prints for a project, as long as the block runs."""
    command = [*HANDRAIL, "serve", str(project), "--port", "0"]
    process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True)
    try:
        lines = iter(process.stderr or ())
        address = next(found[0] for line in lines if (found := re.search(r"http://[\w.:]+", line)))
        threading.Thread(target=lambda: list(lines), daemon=True).start()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def sample_project(folder: Path) -> Path:
    """The project that ``init`` makes."""
    project = folder / "manual"
    subprocess.run([*HANDRAIL, "init", str(project)], cwd=PROJECT, check=True, capture_output=True)
    return project


def panel(browser: Any, project: Path) -> bytes:
    """The panel of ``serve`` beside a page that an edit has just broken."""
    page = browser.new_page(viewport={"width": 1000, "height": 620})
    backup = project / "content" / "v1.0.x" / "backup.md"
    backup.write_text(BROKEN.replace("/guides", "/guide"), encoding="utf-8")
    with live_site(project) as address:
        page.goto(f"{address}/v1.0.x/backup/")
        page.wait_for_timeout(1500)
        backup.write_text(BROKEN, encoding="utf-8")
        page.locator(".handrail-panel").wait_for(state="visible")
        page.wait_for_timeout(500)
        return bytes(page.screenshot())


def ticked_checklist(browser: Any, site: Path, width: int, height: int) -> bytes:
    """The top of the example guide in a window of this size, with its first items ticked."""
    page = browser.new_page(viewport={"width": width, "height": height})
    with served_folder(site) as address:
        page.goto(f"{address}/v0.2.x/guides/django-sign-in/")
        boxes = page.locator("main input.tick")
        boxes.first.wait_for(state="visible")
        for index in range(TICKED):
            boxes.nth(index).check()
        page.evaluate("window.scrollTo(0, 0)")
        page.wait_for_timeout(500)
        return bytes(page.screenshot())


def window(browser: Any, site: Path, path: str, size: tuple[int, int], scheme: str, query: str = "") -> bytes:
    """The top of a page in a window of this size, with the results of a search if ``query`` is given."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    with served_folder(site) as address:
        page.goto(f"{address}/v0.2.x/{path}")
        page.wait_for_selector(":root[data-ready]")
        if query:
            page.locator(".search-open").click()
            page.keyboard.type(query)
            page.locator("[role=listbox][aria-busy=false] [role=option]").first.wait_for()
        page.wait_for_timeout(500)
        return bytes(page.screenshot())


def report(browser: Any, project: Path) -> bytes:
    """The report of ``check`` in a terminal."""
    (project / "content" / "v1.0.x" / "backup.md").write_text(BROKEN, encoding="utf-8")
    done = subprocess.run([*HANDRAIL, "check"], cwd=project, check=False, capture_output=True, text=True)
    text = re.sub(r"\b(errors?)\b", r'<span class="error">\1</span>', escape(done.stderr.strip(), quote=False))
    page = browser.new_page(viewport={"width": 1000, "height": 400})
    page.set_content(TERMINAL.format(report=text))
    return bytes(page.locator("pre").screenshot())


def recompressed(png: bytes) -> bytes:
    """A PNG with its pixels compressed as far as zlib goes, and without optional chunks."""
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind = png[at + 4 : at + 8]
        chunks[kind] = chunks.get(kind, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    pixels = zlib.compress(zlib.decompress(chunks[b"IDAT"]), 9)
    parts = ((b"IHDR", chunks[b"IHDR"]), (b"IDAT", pixels), (b"IEND", b""))
    return png[:8] + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def main() -> int:
    """Write the images; 0 without a browser too, for the images then stay unchanged."""
    if sync_api is None or CHROMIUM is None:
        sys.stderr.write("Nothing written: this needs the 'browser' extra and a Chromium on the PATH.\n")
        return 0
    with tempfile.TemporaryDirectory() as folder, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        project, site = sample_project(Path(folder)), Path(folder) / "site"
        build = [*HANDRAIL, "build", str(PROJECT), "-o", str(site), "--keep-going"]
        subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
        taken = {
            "v0.2/screens/panel": panel(browser, project),
            "v0.2/screens/checklist": ticked_checklist(browser, site, 1000, 900),
            "v0.2/screens/report": report(browser, project),
            "v0.2/theming/layout-desk-light": window(browser, site, "tags/layout/", DESK, "light"),
            "v0.2/theming/code-desk-dark": window(browser, site, "tags/code/", DESK, "dark"),
            "v0.2/theming/guide-phone-dark": window(browser, site, "guides/django-sign-in/", PHONE, "dark"),
            "v0.2/theming/search-phone-light": window(browser, site, "", PHONE, "light", "install"),
            "readme": ticked_checklist(browser, site, 1280, 760),
        }
        browser.close()
    for name, png in taken.items():
        file = IMAGES / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(recompressed(png))
    return 0


if __name__ == "__main__":
    sys.exit(main())
