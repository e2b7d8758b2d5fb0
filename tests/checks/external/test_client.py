"""Links to other sites, against a server on this machine that plays every answer."""

from __future__ import annotations

import asyncio
import gzip
import resource
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from driver import Site

pytest.importorskip("httpx2")

import httpcore2

from builder.checks.external import connections
from builder.checks.external.answer import Answer, Asking
from builder.checks.external.client import Clock, answers
from builder.checks.external.links import ExternalLink

HTML = (
    b'<!DOCTYPE html><h1 id="top-of-it">A</h1><a name="old">B</a><h2 id="user-content-part">C</h2><p id="\xc3\xbcber">'
)


class Stage(ThreadingHTTPServer):
    """The server, and its requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Player)
        self.asked: Counter[str] = Counter()
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()
        self.closing = threading.Event()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


def packed_twice() -> bytes:
    """A gigabyte of zeros in some kilobytes, made without ever holding it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    inner = b"".join(packer.compress(bytes(10_000_000)) for _ in range(100)) + packer.flush()
    return gzip.compress(inner, 9)


class Player(BaseHTTPRequestHandler):
    server: Stage

    def do_HEAD(self) -> None:
        self._play()

    def do_GET(self) -> None:
        self._play()

    def _play(self) -> None:
        with self.server.lock:
            self.server.asked[f"{self.command} {self.path}"] += 1
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        try:
            self._answer(self.path.strip("/"))
        finally:
            with self.server.lock:
                self.server.at_once -= 1

    def _answer(self, name: str) -> None:
        times = self.server.asked[f"{self.command} {self.path}"]
        if name.isdecimal():
            self._say(int(name))
        elif name == "no-head":
            self._say(405 if self.command == "HEAD" else 200)
        elif name == "no-head-404":
            self._say(404 if self.command == "HEAD" else 200)
        elif name.startswith("to-"):
            _, status, target = name.split("-", 2)
            self._say(int(status), {"Location": target if "://" in target else f"/{target}"})
        elif name == "round":
            self._say(302, {"Location": "/round"})
        elif name == "once-busy":
            self._say(429 if times == 1 else 200, {"Retry-After": "7"})
        elif name == "busy-until":
            self._say(503 if times == 1 else 200, {"Retry-After": "Mon, 23 Nov 2026 12:00:30 GMT"})
        elif name == "busy-for-a-day":
            self._say(429, {"Retry-After": "86400"})
        elif name == "drip":
            self._drip()
        elif name == "long":
            self._say(200, {"Content-Type": "text/html"}, b"<p>" + b"x" * 5_000_000)
        elif name == "never":
            self.server.closing.wait(5)
        elif name == "hang-up":
            self.close_connection = True
        elif name == "bomb":
            self._say(200, {"Content-Type": "text/html", "Content-Encoding": "gzip, gzip"}, packed_twice())
        elif name.startswith("gives-cookie"):
            self._say(302, {"Location": "/cookies", "Set-Cookie": "a=b; Path=/"})
        elif name == "cookies":
            self._say(500 if self.headers.get("Cookie") else 200)
        elif name == "secret":
            self._say(500 if self.headers.get("Authorization") else 200)
        elif name == "page":
            self._say(200, {"Content-Type": "text/html; charset=utf-8"}, HTML)
        else:
            self._say(200, {"Content-Type": "text/plain"}, b"Text.")

    def _say(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _drip(self) -> None:
        """An answer that begins at once, and has no end."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with suppress(OSError):
            while self.command != "HEAD" and not self.server.closing.wait(0.02):
                self.wfile.write(b"<p>")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def stage() -> Iterator[Stage]:
    server = Stage()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


class Waits(list[float]):
    """A clock that goes on as soon as somebody waits for it."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self.sleep, lambda: datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=sum(self)))


def asked(
    stage: Stage, path: str, *, fragment: str = "", waits: Waits | None = None, how: Asking | None = None
) -> Answer:
    link = ExternalLink(f"{stage.base}/{path}", fragment)
    return answers([link], how or Asking(timeout=0.3, private=True), (Waits() if waits is None else waits).clock)[link]


@pytest.mark.parametrize(
    ("path", "status"),
    [("200", 200), ("204", 204), ("404", 404), ("410", 410), ("403", 403), ("401", 401), ("500", 500), ("451", 451)],
)
def test_the_status_is_reported(path: str, status: int, stage: Stage) -> None:
    assert asked(stage, path) == Answer(status=status)


def test_head_is_enough(stage: Stage) -> None:
    asked(stage, "200")
    assert stage.asked == {"HEAD /200": 1}


@pytest.mark.parametrize("path", ["no-head", "no-head-404"])
def test_get_where_head_is_refused(path: str, stage: Stage) -> None:
    assert asked(stage, path).status == 200
    assert stage.asked == {f"HEAD /{path}": 1, f"GET /{path}": 1}


def test_a_busy_site_is_asked_again_when_it_says(stage: Stage) -> None:
    waits = Waits()
    assert asked(stage, "once-busy", waits=waits).status == 200
    assert waits == [7.0]


def test_a_busy_site_may_name_the_time(stage: Stage) -> None:
    waits = Waits()
    # HEAD gets the first answer, which is refused, and GET the second.
    assert asked(stage, "busy-until", fragment="a", waits=waits).status == 200
    assert waits == [30.0]


def test_nothing_is_asked_of_a_host_that_is_busy(stage: Stage) -> None:
    waits = Waits()
    links = [ExternalLink(f"{stage.base}/{name}", "") for name in ("once-busy", "200", "201", "202")]
    answers(links, Asking(timeout=2, per_host=1, private=True), waits.clock)
    assert waits == [7.0]
    assert stage.asked["HEAD /once-busy"] == 2


@pytest.mark.parametrize("path", ["drip", "long"])
def test_anchors_of_an_endless_page_are_not_reported(path: str, stage: Stage) -> None:
    assert asked(stage, path, fragment="far-below") == Answer(status=200)


def test_nobody_waits_for_a_day(stage: Stage) -> None:
    waits = Waits()
    assert asked(stage, "busy-for-a-day", waits=waits).status == 429
    assert waits == []


def test_a_failing_site_is_asked_three_times_with_longer_pauses(stage: Stage) -> None:
    waits = Waits()
    assert asked(stage, "502", waits=waits).status == 502
    assert waits == [0.5, 1.0]
    assert stage.asked["HEAD /502"] == 3


def test_a_missing_page_is_requested_once(stage: Stage) -> None:
    waits = Waits()
    asked(stage, "404", waits=waits)
    assert waits == []


def test_a_move_for_good_is_reported(stage: Stage) -> None:
    assert asked(stage, "to-301-to-308-200") == Answer(status=200, moved_to=f"{stage.base}/200")


def test_a_move_for_a_while_is_reported_apart(stage: Stage) -> None:
    assert asked(stage, "to-302-200") == Answer(status=200, sent_to=f"{stage.base}/200")
    assert asked(stage, "to-301-to-302-200") == Answer(
        status=200, moved_to=f"{stage.base}/to-302-200", sent_to=f"{stage.base}/200"
    )


def test_a_move_to_nowhere_is_broken(stage: Stage) -> None:
    assert asked(stage, "to-301-404").status == 404


def test_a_circle_ends(stage: Stage) -> None:
    stage.RequestHandlerClass = type(
        "Circle", (Player,), {"_answer": lambda self, name: self._say(302, {"Location": "/a"})}
    )
    assert asked(stage, "round").failure == "loop"


def test_a_move_to_another_scheme_is_not_followed(stage: Stage) -> None:
    assert asked(stage, "to-302-file:///etc/hosts").failure == "loop"


def test_a_site_that_says_nothing(stage: Stage) -> None:
    waits = Waits()
    how = Asking(timeout=0.05, retries=1, private=True)
    assert asked(stage, "never", waits=waits, how=how) == Answer(failure="timeout")
    assert waits == [0.5]


def test_a_site_that_hangs_up(stage: Stage) -> None:
    assert asked(stage, "hang-up").failure == "connection"


def test_a_site_without_a_server() -> None:
    link = ExternalLink("http://127.0.0.1:9/", "")
    assert answers([link], Asking(timeout=0.3, private=True), Waits().clock)[link].failure == "connection"


def test_a_site_that_speaks_no_tls(stage: Stage) -> None:
    link = ExternalLink(stage.base.replace("http:", "https:") + "/200", "")
    assert answers([link], Asking(timeout=1, private=True), Waits().clock)[link].failure == "tls"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "0.0.0.0"])
def test_the_own_network_is_not_asked(host: str) -> None:
    link = ExternalLink(f"http://{host}:9/", "")
    assert answers([link], Asking(timeout=0.3), Waits().clock)[link].failure == "private"


@pytest.mark.parametrize(
    "host",
    ["[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0x7f.1", "2130706433", "017700000001", "224.0.0.1"],
)
def test_other_spellings_of_the_own_network_are_not_asked(host: str) -> None:
    link = ExternalLink(f"http://{host}:9/", "")
    assert answers([link], Asking(timeout=0.3), Waits().clock)[link].failure in ("private", "name")


def test_the_address_that_was_looked_at_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name whose address changes between the look and the connection is not followed into the own network."""
    looked_up = iter([["192.0.1.1"], ["127.0.0.1"], ["127.0.0.1"]])
    connected: list[str] = []

    async def addresses(host: str, port: int | None) -> list[str]:
        return next(looked_up)

    async def connect(self: object, host: str, *others: object) -> None:
        connected.append(host)
        raise httpcore2.ConnectError("refused")

    monkeypatch.setattr(connections, "_addresses", addresses)
    monkeypatch.setattr("httpcore2.AnyIOBackend.connect_tcp", connect)
    link = ExternalLink("http://rebinding.example/", "")
    assert answers([link], Asking(timeout=0.3, retries=1), Waits().clock)[link].failure == "private"
    assert connected == ["192.0.1.1"]


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example:port/",
        "http://a.example:99999/",
        "http://[::1",
        "http://[x]/",
        "http://\ud800/",
        "http://",
        "//",
    ],
)
def test_a_url_that_is_none_is_an_answer(url: str) -> None:
    link = ExternalLink(url, "")
    assert answers([link], Asking(timeout=0.3, retries=0), Waits().clock)[link].failure in ("name", "connection")


def test_no_cookie_and_no_password_is_sent(stage: Stage, site: Callable[..., Site]) -> None:
    assert asked(stage, "gives-cookie").status == 200
    with_password = stage.base.replace("//", "//user:word@") + "/secret"
    page = f"---\ntitle: A\n---\n\n[it]({with_password})\n"
    project = site().write({"handrail.yml": "external: {private: true, retries: 0}\n", "content/a.md": page})
    assert [each["code"] for each in project.problems("--external")] == ["link-with-credentials"]
    assert "word" not in "".join(path.read_text() for path in project.root.rglob("external.json"))


def test_a_doubly_packed_answer_is_not_unpacked_completely(stage: Stage) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert asked(stage, "bomb", fragment="a", how=Asking(timeout=20, private=True)).status == 200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("url", ["http://a.example:port/x", "http://[::1", "https://a.example:99999"])
def test_a_url_with_a_bad_host_is_reported(url: str, site: Callable[..., Site]) -> None:
    project = site().write({"content/a.md": f"---\ntitle: A\n---\n\n[it]({url})\n"})
    assert [each["code"] for each in project.problems("--external")] == ["link-malformed"]


def test_each_url_is_asked_for_once(stage: Stage) -> None:
    links = [ExternalLink(f"{stage.base}/page", fragment) for fragment in ("", "old", "part")]
    answers(links, Asking(timeout=0.3, private=True), Waits().clock)
    assert stage.asked == {"GET /page": 1}


def test_it_can_be_asked_from_within_a_loop_of_events(stage: Stage) -> None:
    link = ExternalLink(f"{stage.base}/200", "")

    async def asking() -> dict[ExternalLink, Answer]:
        return answers([link], Asking(timeout=2, private=True))

    # In a thread: the tests in a browser leave a loop behind them.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, asking()).result()[link].failure == ""


def test_few_at_a_time_of_one_host(stage: Stage) -> None:
    links = [ExternalLink(f"{stage.base}/20{n % 3}?{n}", "") for n in range(30)]
    answers(links, Asking(timeout=2, per_host=2, private=True), Waits().clock)
    assert 1 <= stage.most_at_once <= 2


CHECKED = [
    ("200", ""),
    ("page#old", ""),
    ("page#part", ""),
    ("page#%C3%BCber", ""),
    ("page#top", ""),
    ("page#:~:text=A", ""),
    ("text#any", ""),
    ("page#top-of-id", "5:1 warning external-anchor-missing '{base}/page#top-of-id' has no '#top-of-id'."),
    ("404", "5:1 error external-broken '{base}/404' does not exist (404)."),
    ("410", "5:1 error external-broken '{base}/410' does not exist (410)."),
    ("403", "5:1 info external-forbidden '{base}/403' is not shown to programs (403)."),
    ("busy-for-a-day", "5:1 info external-rate-limited '{base}/busy-for-a-day' limits requests (429)."),
    ("500", "5:1 warning external-unavailable '{base}/500' failed (500)."),
    ("to-301-200", "5:1 info external-redirect '{base}/to-301-200' has moved permanently to '{base}/200'."),
    ("to-302-200", "5:1 info external-redirect-temporary '{base}/to-302-200' redirects to '{base}/200' for now."),
]


@pytest.mark.parametrize(("path", "said"), CHECKED, ids=[path for path, _ in CHECKED])
def test_links_are_reported_by_their_answer(path: str, said: str, stage: Stage, site: Callable[..., Site]) -> None:
    config = "external: {private: true, timeout: 0.3, retries: 0}\n"
    page = f"---\ntitle: A\n---\n\n[it]({stage.base}/{path})\n"
    project = site().write({"handrail.yml": config, "content/a.md": page})
    lines = ["{line}:{column} {severity} {code} {message}".format(**each) for each in project.problems("--external")]
    assert lines == ([said.format(base=stage.base)] if said else [])


def test_only_successes_are_remembered_for_a_while(stage: Stage, site: Callable[..., Site]) -> None:
    config = "external: {private: true, retries: 0}\n"
    page = f"---\ntitle: A\n---\n\n[a]({stage.base}/200) [b]({stage.base}/404) [c]({stage.base}/page#nowhere)\n"
    project = site().write({"handrail.yml": config, "content/a.md": page})
    project.check("--external").check("--external")
    assert stage.asked["HEAD /200"] == 1
    assert stage.asked["HEAD /404"] == 2
    assert stage.asked["GET /page"] == 2
    project.write({"handrail.yml": "external: {private: true, retries: 0, cache_days: 0}\n"}).check("--external")
    assert stage.asked["HEAD /200"] == 2


def test_patterns_and_ignores_are_applied(stage: Stage, site: Callable[..., Site]) -> None:
    config = "external: {private: true, retries: 0, ignore: ['/404$']}\n"
    page = (
        f"---\ntitle: A\n---\n\n[a]({stage.base}/404)\n\n"
        f"<!-- handrail-ignore external-broken: it comes back next week -->\n[b]({stage.base}/410)\n"
    )
    project = site().write({"handrail.yml": config, "content/a.md": page})
    assert project.problems("--external") == []
    assert stage.asked["HEAD /404"] == 0
    assert stage.asked["HEAD /410"] == 1


def test_a_pattern_that_is_none_is_wrong_use(site: Callable[..., Site]) -> None:
    files = {"handrail.yml": "external: {ignore: ['(']}\n", "content/a.md": "---\ntitle: A\n---\nText.\n"}
    site().write(files).check("--external").exits(2)


def test_nothing_is_asked_unless_it_is_wanted(stage: Stage, site: Callable[..., Site]) -> None:
    site().write({"content/a.md": f"---\ntitle: A\n---\n\n[it]({stage.base}/404)\n"}).check().exits(0)
    assert not stage.asked


def test_bad_certificates_and_the_own_network_have_codes_of_their_own(stage: Stage, site: Callable[..., Site]) -> None:
    page = f"---\ntitle: A\n---\n\n[it]({stage.base.replace('http:', 'https:')}/200)\n"
    project = site().write({"handrail.yml": "external: {private: true}\n", "content/a.md": page})
    (problem,) = project.problems("--external")
    assert (problem["code"], problem["severity"]) == ("external-tls", "error")
    assert "certificate" in problem["message"]
    (problem,) = project.remove("handrail.yml").problems("--external")
    assert (problem["code"], problem["severity"]) == ("external-private", "info")


def test_a_host_that_needs_no_proxy_is_not_followed_into_the_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = iter([["192.0.1.1"], ["127.0.0.1"], ["127.0.0.1"]])
    connected: list[str] = []

    async def addresses(host: str, port: int | None) -> list[str]:
        return next(looked_up)

    async def connect(self: object, host: str, *others: object, **more: object) -> None:
        connected.append(host)
        raise httpcore2.ConnectError("refused")

    monkeypatch.setattr(connections, "_addresses", addresses)
    monkeypatch.setattr("httpcore2.AnyIOBackend.connect_tcp", connect)
    for name, value in {"HTTP_PROXY": "http://proxy.example:9", "NO_PROXY": "rebinding.example"}.items():
        monkeypatch.setenv(name, value)
    link = ExternalLink("http://rebinding.example/", "")
    assert answers([link], Asking(timeout=0.3, retries=0), Waits().clock)[link].failure == "private"
    assert connected == []
    looked_up = iter([["192.0.1.1"]])
    other = ExternalLink("http://other.example/", "")
    assert answers([other], Asking(timeout=0.3, retries=0), Waits().clock)[other].failure == "connection"
    assert connected == ["proxy.example"]
