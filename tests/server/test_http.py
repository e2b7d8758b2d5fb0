"""The requests that the server answers or refuses."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image
from served import LONG, Served, get, on_the_web

from builder.server.http import EVENTS, MOST_STREAMS, SiteServer

FILES: dict[str, str | bytes] = {
    "handrail.yml": "base_url: https://docs.example.com/manual\n",
    "content/v1/index.md": "---\ntitle: Home\n---\n\n![A](/images/a.png)\n",
    "content/v1/área.md": "---\ntitle: Área\n---\n",
    "content/images/a.png": image(),
    "secret.txt": "never shown",
    "content/notes.txt": "never shown",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    served = Served(Site(tmp_path_factory.mktemp("project")).write(FILES).root).start()
    with on_the_web(served, "/manual") as server:
        yield server
    served.close()


class Stream:
    """The events of one open page."""

    def __init__(self, server: SiteServer, page: str = "/manual/v1/") -> None:
        self.connection = HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
        self.connection.request("GET", f"{EVENTS}?page={page}")
        self.answer: HTTPResponse = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        while True:
            line = self.answer.readline().decode()
            assert line, "the stream ended"
            if line.startswith("data: "):
                state: dict[str, Any] = json.loads(line[6:])
                return state

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


ANSWERS = [
    ("/manual/v1/", 200, "text/html; charset=utf-8"),
    ("/manual/v1/?x=1", 200, "text/html; charset=utf-8"),
    ("/manual/v1/index.md", 200, "text/markdown; charset=utf-8"),
    ("/manual/images/a.png", 200, "image/png"),
    ("/manual/", 200, "text/html; charset=utf-8"),
    ("/manual/v1/%C3%A1rea/", 200, "text/html; charset=utf-8"),
    ("/__handrail/reload.js", 200, "text/javascript; charset=utf-8"),
    ("/__handrail/overlay.css", 200, "text/css; charset=utf-8"),
    ("/__handrail/http.py", 404, "text/plain; charset=utf-8"),
    ("/__handrail/../http.py", 404, "text/plain; charset=utf-8"),
    ("/manual/nowhere/", 404, "text/html; charset=utf-8"),
    ("/manual/../secret.txt", 404, "text/html; charset=utf-8"),
    ("/manual/%2e%2e/secret.txt", 404, "text/html; charset=utf-8"),
    ("/manual/..%5csecret.txt", 404, "text/html; charset=utf-8"),
    ("/manual//etc/passwd", 404, "text/html; charset=utf-8"),
    ("/manual/content/notes.txt", 404, "text/html; charset=utf-8"),
    ("/manual/handrail.yml", 404, "text/html; charset=utf-8"),
    ("/manual/v1/%00", 404, "text/html; charset=utf-8"),
    ("/manual/%zz%", 404, "text/html; charset=utf-8"),
]


@pytest.mark.parametrize(("path", "status", "type"), ANSWERS)
def test_only_files_of_the_site_are_answered(server: SiteServer, path: str, status: int, type: str) -> None:
    answered, body, headers = get(server, path)
    assert (answered, headers["Content-Type"]) == (status, type)
    assert "never shown" not in body
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in headers if name.startswith("Access-Control-")]


def test_an_address_that_is_none_is_answered(server: SiteServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), LONG) as connection:
        connection.sendall(b"GET http://[/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")


REDIRECTS = [
    ("/", "/manual/"),
    ("/v1/", "/manual/"),
    ("/manual/v1", "/manual/v1/"),
    ("/manual/v1/%C3%A1rea", "/manual/v1/%C3%A1rea/"),
    ("//evil.example/", "/manual/"),
]


@pytest.mark.parametrize(("path", "target"), REDIRECTS)
def test_redirects_stay_on_this_host(server: SiteServer, path: str, target: str) -> None:
    status, _, headers = get(server, path)
    assert (status, headers["Location"]) == (302, target)


HOSTS = [
    ("localhost:{port}", 200),
    ("127.0.0.1:{port}", 200),
    ("LOCALHOST", 200),
    ("[::1]:{port}", 200),
    ("evil.example:{port}", 403),
    ("127.0.0.1.evil.example", 403),
    ("localhost.evil.example:{port}", 403),
    ("evil.example@localhost", 200),
    ("[::1", 403),
    ("[evil]", 403),
    ("", 403),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_other_hosts_are_refused(server: SiteServer, host: str, status: int) -> None:
    assert get(server, "/manual/v1/", Host=host.format(port=server.server_port))[0] == status
    assert get(server, EVENTS, "HEAD", Host="evil.example")[0] == 403


def test_on_all_addresses_names_of_strangers_are_refused_too(tmp_path: Path) -> None:
    served = Served(Site(tmp_path).write(FILES).root)
    server = SiteServer(("0.0.0.0", 0), served.session, served.project, lambda found: {})
    assert [server.hosts.allow(host) for host in ("192.168.1.7:80", "[fe80::1]", "evil.example")] == [True, True, False]
    server.server_close()
    served.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(server: SiteServer, method: str) -> None:
    assert get(server, "/manual/v1/", method)[0] == 501


def test_head_answers_without_the_body(server: SiteServer) -> None:
    status, body, headers = get(server, "/manual/v1/", "HEAD")
    assert (status, body) == (200, "")
    assert int(headers["Content-Length"]) > 100


def test_the_script_that_follows_changes_runs_before_the_theme_s(server: SiteServer) -> None:
    page = get(server, "/manual/v1/")[1]
    assert 0 < page.index("/__handrail/reload.js") < page.index('type="module" src="/manual/assets/handrail.')


def test_open_pages_are_reported_of_each_change(tmp_path: Path) -> None:
    served = Served(Site(tmp_path).write(FILES).root).start()
    with on_the_web(served, "/manual", watched=True) as server:
        stream = Stream(server)
        first = stream.next()
        assert (first["counts"]["error"], first["pictures"]) == (0, [])
        (tmp_path / "content/v1/index.md").write_text("---\ntitle: Home\n---\n\nNew.\n\n[Lost](/lost)\n")
        state = stream.next()
        while not state["counts"]["error"]:
            state = stream.next()
        assert state["site"] > first["site"]
        problem = state["findings"][0]
        assert (problem["path"], problem["line"], problem["url"]) == ("content/v1/index.md", 7, "/manual/v1/")
        assert [line["text"] for line in problem["excerpt"] if line["meant"]] == ["[Lost](/lost)"]
        assert state["impact"]["pages"] == [{"change": "changed", "title": "Home", "url": "/manual/v1/"}]
        assert "New." in get(server, "/manual/v1/")[1]
        (tmp_path / "content/images/a.png").write_bytes(image(7, 7))
        while not state["pictures"]:
            state = stream.next()
        assert state["pictures"] == ["/manual/images/a.png"]
        stream.close()
    served.close()


def test_streams_have_a_bound(server: SiteServer) -> None:
    streams = [Stream(server) for _ in range(MOST_STREAMS)]
    assert get(server, EVENTS)[0] == 503
    for stream in streams:
        stream.close()


def test_the_end_ends_all_threads(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    served = Served(Site(tmp_path).write(FILES).root).start()
    with on_the_web(served, watched=True) as server:
        stream = Stream(server)
        stream.next()
        idle = HTTPConnection("127.0.0.1", server.server_port)
        idle.connect()
    assert not [thread for thread in set(threading.enumerate()) - before if thread.is_alive()]
    served.close()
    stream.close()
    idle.close()


def test_a_page_whose_template_fails_says_so_and_waits(tmp_path: Path) -> None:
    site = Site(tmp_path).write({**FILES, "theme/templates/page.html": "{{ nothing['<b>'] }}"})
    served = Served(site.root).start()
    with on_the_web(served, "/manual") as server:
        stream = Stream(server)
        while (state := stream.next())["waiting"]:
            pass
        status, body, _ = get(server, "/manual/v1/")
        assert status == 500
        assert "/__handrail/reload.js" in body
        assert "<b>" not in body
        while not state["counts"]["error"]:
            state = stream.next()
        found = state["findings"][0]
        assert (found["path"], found["line"], state["counts"]["error"]) == ("theme/templates/page.html", 1, 1)
        assert found["excerpt"] == [{"line": 1, "text": "{{ nothing['<b>'] }}", "meant": True}]
        get(server, "/manual/v1/")
        assert served.codes().count("theme-template-invalid") == 1
        served.write({"theme/templates/page.html": "{{ body }}"})
        assert (get(server, "/manual/v1/")[0], "theme-template-invalid" in served.codes()) == (200, False)
        stream.close()
    served.close()
