"""Payloads in every place of a page, opened in Chromium: no script of an author's runs, at once or on an event."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "safety"))
from hostile_project import PAYLOADS, pages_project

HOOK = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...given) => { ran.push([name, ...given].join(" ")); };
}
"""
POKE = """() => {
  const found = [...window.ran];
  const allowed = /^(https?|mailto|tel|ftps?|sms|news|ircs?|xmpp|matrix|geo):/i;
  for (const element of document.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      if (name.startsWith("on") || name === "srcdoc") found.push(`${element.tagName} ${name}`);
    }
    for (const name of ["href", "src", "action", "formAction", "data"]) {
      const value = element[name];
      // An address that can't be parsed leads nowhere.
      if (typeof value !== "string" || !URL.canParse(value, document.baseURI)) continue;
      if (allowed.test(new URL(value, document.baseURI).protocol)) continue;
      found.push(`${element.tagName} ${name} ${value}`);
    }
    for (const type of ["load", "error", "focus", "mouseover", "toggle"]) element.dispatchEvent(new Event(type));
  }
  for (const script of document.scripts) {
    if (!script.src && script.type !== "application/ld+json") found.push("script " + script.text);
  }
  return [...found, ...window.ran];
}"""


class Handler(SimpleHTTPRequestHandler):
    """Serves files without any policy, so that every script that can run does; below the site's base path."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/base"))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module", params=range(0, len(PAYLOADS), 30))
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A site of some payloads, and how many."""
    payloads = PAYLOADS[request.param : request.param + 30]
    project = pages_project(tmp_path_factory.mktemp("hostile"), payloads)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(project.root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/base", len(payloads)
    server.shutdown()
    server.server_close()


def test_no_script_of_an_author_runs(browser: Any, address: tuple[str, int]) -> None:
    base, count = address
    context = browser.new_context()
    context.add_init_script(HOOK)
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(base) else route.abort())
    page = context.new_page()
    opened = 0
    for path in ("/", "/404.html", "/menu.html", *(f"/p/{number}/" for number in range(count))):
        answer = page.goto(base + path, wait_until="load")
        opened += answer is not None and answer.ok
        assert page.evaluate(POKE) == [], path
    assert opened > count
    context.close()


def test_the_hook_notices_a_script(browser: Any, address: tuple[str, int]) -> None:
    context = browser.new_context()
    context.add_init_script(HOOK)
    page = context.new_page()
    page.goto(address[0] + "/")
    page.set_content('<img src=x onerror="alert(1)"><a href="javascript:alert(1)">x</a><script>alert(2)</script>')
    found = page.evaluate(POKE)
    assert {"alert 1", "alert 2", "IMG onerror", "A href javascript:alert(1)"} <= set(found)
    context.close()
