"""The HTTP server: answers browsers on this machine with files of the site and a stream of changes."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from builder.diagnostics.diagnostic import Diagnostic
from builder.server.answers import FileAnswer, FileBody, MadeBody, SiteAnswers
from builder.server.byte_ranges import UnsatisfiableRangeError, is_same_file, wanted_range
from builder.server.hosts import AllowedHosts, is_host_name
from builder.server.overlay import Lines, overlay
from builder.server.session import Session

OWN = "/__handrail/"
"""The path of the server's own files."""

EVENTS = OWN + "events"
OWN_FILES = ("reload.js", "morph.js", "overlay.js", "overlay.css")

MOST_STREAMS = 64
"""How many open pages can listen to changes at once. A hidden page closes its stream."""

WAIT_SECONDS = 15.0
"""The seconds after which a quiet stream sends a keep-alive message."""

IDLE_SECONDS = 60.0
"""Seconds after which a silent connection is closed."""


class SiteServer(ThreadingHTTPServer):
    """Serves one session. Refuses requests for other hosts, so that other sites can't read drafts (DNS rebinding)."""

    daemon_threads = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        session: Session,
        project: Path,
        lines: Callable[[Sequence[Diagnostic]], Lines],
        base_path: str = "",
        allowed_hosts: Iterable[str] = (),
    ) -> None:
        """``lines`` reads the source files of problems. Raises OSError if the address can't be used."""
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)
        self.session = session
        self.project = project
        self.lines = lines
        self.base_path = base_path
        self.streams = BoundedSemaphore(MOST_STREAMS)
        self.closing = False
        self._connections: set[socket.socket] = set()
        self.answers = SiteAnswers(session, project, base_path)
        self.hosts = AllowedHosts(address[0], allowed_hosts)

    @property
    def url(self) -> str:
        """The URL of the site."""
        host = str(self.server_address[0])
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}{self.base_path}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a browser that closed its connection."""

    def close(self) -> None:
        """Stop answering, close open connections, and wait for all threads."""
        self.closing = True
        self.session.close()
        self.shutdown()
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "handrail"
    timeout = IDLE_SECONDS
    # Send head and body of an answer in one packet, without waiting for the browser's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        host = self.headers.get("Host", "")
        if not self.server.hosts.allow(host):
            self._send(HTTPStatus.FORBIDDEN, _refused(host).encode(), "text/plain")
            return
        try:
            url = urlsplit(self.path)
        except ValueError:
            self._send(HTTPStatus.BAD_REQUEST, b"This is no address.\n", "text/plain")
            return
        path = unquote(url.path)
        if path == EVENTS and self.command == "GET":
            self._stream(unquote(parse_qs(url.query).get("page", [""])[0]))
        elif path.startswith(OWN):
            self._own(path[len(OWN) :])
        else:
            self._give(self.server.answers.answer(self._as_wanted(path)))

    def _as_wanted(self, path: str) -> str:
        """The path of a page's Markdown, for a program that prefers it to HTML."""
        accept = self.headers.get("Accept", "")
        return path + "index.md" if path.endswith("/") and prefers_markdown(accept) else path

    do_HEAD = do_GET

    def _own(self, name: str) -> None:
        if name not in OWN_FILES:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such file.\n", "text/plain")
            return
        data = files("builder.server").joinpath("client", name).read_bytes()
        self._send(HTTPStatus.OK, data, "text/css" if name.endswith(".css") else "text/javascript")

    def _give(self, answer: FileAnswer) -> None:
        with closing(answer.body) as body:
            if answer.location:
                self._head(answer.status, "", 0, {"Location": answer.location})
                return
            try:
                part = self._part(answer)
            except UnsatisfiableRangeError:
                headers = {"Content-Range": f"bytes */{body.size}"}
                self._head(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "", 0, headers)
                return
            headers = {"ETag": body.etag} if body.etag else {}
            if answer.status == HTTPStatus.OK:
                headers["Accept-Ranges"] = "bytes"
            first, end = part or (0, body.size)
            if part is not None:
                headers["Content-Range"] = f"bytes {first}-{end - 1}/{body.size}"
            status = HTTPStatus.PARTIAL_CONTENT if part is not None else answer.status
            self._head(status, answer.type, end - first, headers)
            if self.command != "HEAD":
                self._write(body, first, end)

    def _part(self, answer: FileAnswer) -> tuple[int, int] | None:
        """The range to send; ``None`` for everything. Raises UnsatisfiableRangeError."""
        header = self.headers.get("Range", "")
        if self.command != "GET" or answer.status != HTTPStatus.OK or not header:
            return None
        if not is_same_file(self.headers.get("If-Range"), answer.body.etag):
            return None
        return wanted_range(header, answer.body.size)

    def _write(self, body: FileBody | MadeBody, first: int, end: int) -> None:
        for data in body.pieces(first, end):
            self.wfile.write(data)
            first += len(data)
        # A file that was cut short while it was read can't have the length that was announced.
        self.close_connection = self.close_connection or first < end

    def _head(self, status: HTTPStatus, type: str, length: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        if type:
            text = type.startswith("text/") or type in ("application/json", "application/xml")
            self.send_header("Content-Type", type + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, type: str) -> None:
        self._head(status, type, len(data), {})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self, page: str) -> None:
        if not self.server.streams.acquire(blocking=False):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many pages are open.\n", "text/plain")
            return
        self.close_connection = True
        try:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            base = self.server.base_path
            path = page[len(base) + 1 :] if page.startswith(base + "/") else ""
            with self.server.session.open_page(path):
                self._print_summary()
        finally:
            self.server.streams.release()

    def _print_summary(self) -> None:
        session, number = self.server.session, -1
        while not self.server.closing:
            state = session.wait(number, WAIT_SECONDS)
            if state.number == number:
                self.wfile.write(b": still here\n\n")
            else:
                data = overlay(state, self._href, self.server.lines)
                data["pictures"] = (
                    [self._href(url) for url in session.images_since(max(number, 0))] if number >= 0 else []
                )
                self.wfile.write(f"event: state\ndata: {json.dumps(data)}\n\n".encode())
                number = state.number
            self.wfile.flush()

    def _href(self, url: str) -> str:
        return self.server.base_path + url

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: the terminal shows builds only."""


def prefers_markdown(accept: str) -> bool:
    """Whether an ``Accept`` header ranks Markdown above HTML (RFC 9110, section 12.5.1)."""
    ranks: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _, options = part.strip().partition(";")
        quality = re.search(r"(?:^|;)\s*q=([^;\s]*)", options)
        try:
            ranks[name.strip()] = float(quality[1]) if quality is not None else 1.0
        except ValueError:
            ranks[name.strip()] = 0.0
    wanted = ranks.get("text/markdown", 0.0)
    html = ranks.get("text/html", 0.0)
    return wanted > 0 and wanted >= html


def _refused(host: str) -> str:
    name = host.rpartition(":")[0] or host
    if not is_host_name(name):
        return "This host is not served.\n"
    return f"This host is not served. If it is yours, start: handrail serve --allow-host {name}\n"
