"""Parts of files over HTTP, as RFC 9110 has them, so that videos can be moved about in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from driver import Site, image
from served import LONG, Served, get, on_the_web

from builder.server.byte_ranges import UnsatisfiableRangeError, wanted_range
from builder.server.http import SiteServer

SIZE = 100
DATA = image(4, 3).ljust(SIZE, b"\0")
FILES = {
    "content/v1/index.md": "---\ntitle: Home\n---\n\n![A picture](/images/a.png)\n",
    "content/images/a.png": DATA,
}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 100)),
        ("bytes=0-", (0, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=95-1000", (95, 100)),
        ("bytes=0-99999999999999999999999", (0, 100)),
        ("Bytes = 5-5 ", (5, 6)),
        ("bytes=100-", "unsatisfiable"),
        ("bytes=99999999999999999999999-", "unsatisfiable"),
        ("bytes=-0", "unsatisfiable"),
        ("bytes=9-0", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=0-1,3-4", None),
        ("bytes=０-9", None),
        ("items=0-9", None),
        ("", None),
    ],
)
def test_a_range_is_read_as_the_rfc_says(header: str, expected: object) -> None:
    try:
        found: object = wanted_range(header, SIZE)
    except UnsatisfiableRangeError:
        found = "unsatisfiable"
    assert found == expected


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    served = Served(Site(tmp_path).write(FILES).root).start()
    with on_the_web(served) as server:
        yield server
    served.store.close()


def _get(server: SiteServer, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, "/images/a.png", headers=named)
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def test_a_part_is_sent(server: SiteServer) -> None:
    status, data, headers = _get(server, Range="bytes=10-19")
    assert (status, data) == (206, DATA[10:20])
    assert (headers["Content-Range"], headers["Content-Length"]) == ("bytes 10-19/100", "10")


def test_a_file_says_that_parts_can_be_had(server: SiteServer) -> None:
    status, data, headers = _get(server)
    assert (status, data, headers["Accept-Ranges"]) == (200, DATA, "bytes")


def test_a_range_after_the_end_is_refused(server: SiteServer) -> None:
    status, data, headers = _get(server, Range="bytes=100-")
    assert (status, data, headers["Content-Range"]) == (416, b"", "bytes */100")


def test_several_ranges_are_answered_with_all(server: SiteServer) -> None:
    assert _get(server, Range="bytes=0-1,5-6")[:2] == (200, DATA)


def test_a_head_is_that_of_the_whole_file(server: SiteServer) -> None:
    status, data, headers = _get(server, "HEAD", Range="bytes=0-1")
    assert (status, data, headers["Content-Length"]) == (200, b"", "100")


def test_a_part_of_another_state_is_not_sent(server: SiteServer) -> None:
    etag = _get(server)[2]["ETag"]
    assert _get(server, Range="bytes=0-1", If_Range=etag)[0] == 206
    assert _get(server, Range="bytes=0-1", If_Range='"other"')[:2] == (200, DATA)
    assert _get(server, Range="bytes=0-1", If_Range="Sat, 01 Jan 2028 00:00:00 GMT")[0] == 200
    place = server.project / "content/images/a.png"
    os.utime(place, (1, 1))
    assert _get(server, Range="bytes=0-1", If_Range=etag)[:2] == (200, DATA)


def test_a_page_has_parts_too(server: SiteServer) -> None:
    whole = get(server, "/v1/")[1]
    status, text, headers = get(server, "/v1/", Range="bytes=0-14")
    assert (status, text) == (206, whole[:15])
    assert "ETag" not in headers
