"""The recipes of the manual for nginx and Caddy, run by these servers where they are installed."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from driver import Site

HOSTING = Path(__file__).resolve().parents[2] / "content" / "v0.2.x" / "hosting.md"
MIME_TYPES = Path("/etc/nginx/mime.types")
MARKDOWN = {"Accept": "text/markdown, text/html;q=0.8"}
HTML, PLAIN = "text/html", "text/markdown; charset=utf-8"


class Answer(NamedTuple):
    """The answer of a server."""

    status: int
    headers: Mapping[str, str]
    text: str


def _recipe(language: str, title: str) -> str:
    found = re.search(rf'^```{language} \{{% title="{title}" %\}}\n(.*?)^```$', HOSTING.read_text("utf-8"), re.M | re.S)
    assert found is not None
    return found[1]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _nginx(folder: Path, site: Path, port: int) -> list[str]:
    recipe = _recipe("nginx", "docs.example.com.conf")
    recipe = recipe.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/site", str(site))
    paths = "".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; master_process off; pid {folder / 'pid'}; error_log {folder / 'errors'};\n"
        f"events {{}}\nhttp {{ include {MIME_TYPES}; access_log off; {paths}\n{recipe}}}\n"
    )
    return ["nginx", "-p", str(folder), "-c", str(config), "-e", str(folder / "errors")]


def _caddy(folder: Path, site: Path, port: int) -> list[str]:
    recipe = _recipe("text", "Caddyfile").replace("/srv/site", str(site))
    config = folder / "Caddyfile"
    config.write_text("{\n admin off\n}\n" + recipe.replace("docs.example.com {", f"http://127.0.0.1:{port} {{"))
    return ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"]


SERVERS = {"nginx": _nginx, "caddy": _caddy}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("served"))
    site.write(
        {
            "content/v1/index.md": "---\ntitle: Home\n---\n\nWelcome.\n",
            "content/v1/deploy/lamp.md": "---\ntitle: Lamp\n---\n\nBright.\n",
        }
    )
    site.build("--base-url", "https://docs.example.com").exits(0)
    return site.root / "site"


@pytest.fixture(scope="module", params=sorted(SERVERS))
def port(request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    name = request.param
    if shutil.which(name) is None or (name == "nginx" and not MIME_TYPES.exists()):
        pytest.skip(f"{name} is not installed")
    folder = tmp_path_factory.mktemp(name)
    port = _free_port()
    environment = {"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin:/bin"}
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(SERVERS[name](folder, built, port), stdout=log, stderr=log, env=environment)
        try:
            _wait_for(running, port, folder / "log")
            yield port
        finally:
            running.terminate()
            running.wait(10)


def _wait_for(running: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(400):
        assert running.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


def _get(port: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=dict(headers or {}))
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, found, response.read().decode())
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("path", "headers", "kind", "words"),
    [
        ("/v1/deploy/lamp/", {}, HTML, "<h1"),
        ("/v1/deploy/lamp/", {"Accept": "text/html"}, HTML, "<h1"),
        ("/v1/deploy/lamp/", MARKDOWN, PLAIN, "# Lamp"),
        ("/v1/deploy/lamp/index.md", {}, PLAIN, "# Lamp"),
        ("/v1/deploy/lamp.md", {}, PLAIN, "# Lamp"),
        ("/v1/", MARKDOWN, PLAIN, "# Home"),
        # A list of what is in a folder has no Markdown.
        ("/v1/deploy/", MARKDOWN, HTML, "Lamp"),
        ("/llms.txt", {}, "text/plain", "Lamp"),
        ("/versions.json", {}, "application/json", "v1"),
    ],
)
def test_programs_get_markdown_where_they_ask_for_it(
    port: int, path: str, headers: Mapping[str, str], kind: str, words: str
) -> None:
    answer = _get(port, path, headers)
    assert (answer.status, answer.headers["content-type"].startswith(kind)) == (200, True), answer.headers
    assert words in answer.text
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["cache-control"] == "no-cache"


def test_files_with_a_digest_are_kept_for_a_year(port: int, built: Path) -> None:
    for suffix, kind in (("css", "text/css"), ("js", "javascript")):
        name = next((built / "assets").glob(f"*.{suffix}")).name
        answer = _get(port, f"/assets/{name}")
        assert answer.status == 200
        assert kind in answer.headers["content-type"]
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_missing_addresses_get_the_page_for_them(port: int) -> None:
    answer = _get(port, "/v1/nowhere/")
    assert answer.status == 404
    assert "<html" in answer.text
    assert answer.headers["content-type"].startswith(HTML)


def test_addresses_without_a_slash_redirect(port: int) -> None:
    answer = _get(port, "/v1/deploy/lamp")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith("/v1/deploy/lamp/")
