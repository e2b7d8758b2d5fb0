"""The HTTP server: answers browsers on this machine with files of the site and a stream of changes."""

from __future__ import annotations

import json
import mimetypes
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from builder.content.source import read_whole
from builder.diagnostics.diagnostic import Diagnostic
from builder.errors import TemplateRenderError
from builder.outputs import CopyOf, Output
from builder.outputs.site_context import RELOAD_SCRIPT
from builder.server.live_site import NotComposedError
from builder.server.overlay import Lines, overlay
from builder.server.session import Session

OWN = "/__handrail/"
"""The path of the server's own files."""

EVENTS = OWN + "events"
OWN_FILES = ("reload.js", "morph.js", "overlay.js", "overlay.css")

MOST_STREAMS = 64
"""How many open pages can listen to changes at once. A hidden page closes its stream."""

WAIT_SECONDS = 15.0
"""Seconds after which a quiet stream sends a sign of life."""

IDLE_SECONDS = 60.0
"""Seconds after which a silent connection is closed."""

FAILED = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>This page can't be made</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/__handrail/overlay.css"><script type="module" src="{script}"></script></head>
<body class="handrail-failed" data-failed><main><h1>This page can't be made</h1><p>{message}</p>
<p>The page appears here as soon as the problem is fixed.</p></main></body></html>
"""


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
        self._names = frozenset({address[0].lower(), "localhost", "127.0.0.1", "::1"})
        self._everywhere = address[0] in ("0.0.0.0", "::", "")

    def allows(self, host: str) -> bool:
        """Whether the Host header of a request is accepted: a foreign name that resolves to this machine is not.

        When serving the whole network, any numeric address is accepted: nobody can register one as a name.
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._names or (self._everywhere and _is_address(name))

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
        if not self.server.allows(self.headers.get("Host", "")):
            self._send(HTTPStatus.FORBIDDEN, b"This host is not served.\n", "text/plain")
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
            self._file(path)

    do_HEAD = do_GET

    def _own(self, name: str) -> None:
        if name not in OWN_FILES:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such file.\n", "text/plain")
            return
        data = files("builder.server").joinpath("client", name).read_bytes()
        self._send(HTTPStatus.OK, data, "text/css" if name.endswith(".css") else "text/javascript")

    def _file(self, path: str) -> None:
        base = self.server.base_path
        if not path.startswith(base + "/"):
            self._redirect(base + "/")
            return
        name = path[len(base) + 1 :]
        place = name + "index.html" if name == "" or name.endswith("/") else name
        try:
            self._answer(place, name, path)
        except TemplateRenderError as error:
            self.server.session.failed(error.diagnostic)
            self._fail(error.diagnostic.message)
        except NotComposedError:
            self._fail("The pages that it shows are not composed yet.")
        except (OSError, LookupError) as error:
            # An image or a text was just deleted: the next state reports that.
            self._fail(str(error))

    def _answer(self, place: str, name: str, path: str) -> None:
        session = self.server.session
        output = session.output(place)
        if output is not None:
            self._send(HTTPStatus.OK, self._data(output), _type(place))
        elif place == name and session.output(f"{name}/index.html") is not None:
            self._redirect(path + "/")
        else:
            missing = session.output("404.html")
            data = self._data(missing) if missing is not None else b"There is no page here.\n"
            self._send(HTTPStatus.NOT_FOUND, data, "text/html" if missing is not None else "text/plain")

    def _data(self, output: Output) -> bytes:
        if isinstance(output.make, CopyOf):
            return read_whole(self.server.project, output.make.path, output.make.shared)
        return self.server.session.data(output)

    def _fail(self, message: str) -> None:
        page = FAILED.format(script=RELOAD_SCRIPT, message=escape(message))
        self._send(HTTPStatus.INTERNAL_SERVER_ERROR, page.encode(), "text/html")

    def _redirect(self, path: str) -> None:
        # Two slashes at the beginning would point to another host.
        target = "/" + quote(path.replace("\\", "/").lstrip("/"))
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, type: str) -> None:
        self.send_response(status)
        text = type.startswith("text/") or type in ("application/json", "application/xml")
        self.send_header("Content-Type", type + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
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


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _type(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
