"""Files with any name are reached through a real HTTP server: each address of each output answers."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlsplit

import pytest
from driver import Site
from driver import image as image_file
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

HOST = "https://docs.example.com"
NAME = st.text(
    st.sampled_from("aA1 #?%+&=@:;,!'()[]{}<>~^`$*_.-\"|")
    | st.sampled_from("ößé\u0301\u0308日本क\u093fทั\u1112\u1161\u11ab🚀\u200dλ"),
    min_size=1,
    max_size=12,
).filter(lambda name: name.strip(" .") == name and not name.lower().endswith((".md", ".html", ".htm")))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def status(server: ThreadingHTTPServer, url: str) -> tuple[int, bytes]:
    """The response at an address as it is written: nothing is encoded on the way."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    parts = urlsplit(url)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        connection.close()


def addresses(site: Site) -> Iterator[tuple[str, str]]:
    """Each address of each output, with the output's name."""
    for path, data in site.published().items():
        text = data.decode("utf-8", "replace")
        if path.endswith(".html"):
            for url in re.findall(r'(?:href|src|data-target)="([^"#][^"]*)"', text):
                yield path, unescape(url)
        elif path == "sitemap.xml":
            yield from ((path, unescape(url)) for url in re.findall("<loc>([^<]*)", text))
        elif path == "pages.json":
            yield from ((path, url) for url, *_ in json.loads(text))
        elif path.endswith("checklists.json") or (path.startswith("search/") and path.endswith(".json")):
            yield from ((path, url) for url in re.findall(r'"((?:/|https://docs)[^"\\]*)"', text))
        elif path == "redirects.json":
            yield from ((path, move[end]) for move in json.loads(text) for end in ("from", "to"))
        elif path == "_redirects":
            yield from ((path, url) for line in text.splitlines() for url in line.split()[:2])
        elif path.endswith((".md", "llms.txt")):
            yield from ((path, url) for url in re.findall(r"\]\(<?(/[^)>\s]*|https://docs[^)>\s]*)", text))


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(NAME, NAME, NAME)
@example("c#", "100%", "a?b=c&d")
@example("50% off", "%41", "two words + more")
@example("größe", unicodedata.normalize("NFD", "größe2"), "कि")
@example("a:b", "*", ":slug")
@example("index", "images", "latest")
def test_every_address_answers(folder: str, page: str, image: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        site = Site(Path(place))
        old = json.dumps("/old-" + image.replace("?", "").replace("#", ""), ensure_ascii=False)
        target, shown = quote(f"/{folder}/{page}"), quote(f"/images/{image}.png")
        site.write(
            {
                "handrail.yml": f"base_url: {HOST}\n",
                "content/index.md": f"---\ntitle: Home\n---\n\n[There]({target})\n\n![A drawing of it]({shown})\n",
                f"content/{folder}/{page}.md": f"---\ntitle: There\nredirect_from: {old}\n---\n\nMARK\n",
                f"content/images/{image}.png": image_file(),
            }
        ).build()
        if site.last.code != 0:
            # Refused, with a reason: never published under an address that can't be opened.
            assert re.search(r"(output-collision|slug-invalid|redirect-\w+|link-\w+|image-\w+)", site.last.err), (
                site.last.err
            )
            return
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.root / "site"))) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            try:
                found = set(addresses(site))
                for output, url in sorted(found):
                    local = url.removeprefix(HOST)
                    if local.startswith("/"):
                        assert re.fullmatch(r"[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+", local), (output, url)
                        assert status(server, local)[0] == 200, (output, url)
                assert b"MARK" in status(server, next(u for o, u in found if o == "pages.json" and u != "/"))[1]
            finally:
                server.shutdown()


@pytest.mark.parametrize("name", [b"gr\xf6\xdfe", b"a\nb", b"a\x1b[31mb", b"a\\b", b"\xff"])
@pytest.mark.parametrize(
    "place", ["content/{}.md", "content/{}/a.md", "content/images/{}.png", "content/partials/{}.md"]
)
def test_a_name_that_no_address_can_have_is_reported(tmp_path: Path, name: bytes, place: str) -> None:
    site = Site(tmp_path).write({"content/index.md": "---\ntitle: Home\n---\n\nText.\n"})
    path = site.root / place.format(name.decode("utf-8", "surrogateescape"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"---\ntitle: A\n---\n\nText.\n")
    found = site.problems()
    assert [problem["code"] for problem in found] == ["file-name-invalid"]
    assert found[0]["path"].isprintable()
    site.build().exits(1)
