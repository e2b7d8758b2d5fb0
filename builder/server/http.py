"""Answers browsers on this machine: files of the site, and the stream of what is new."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import unquote, urlsplit

from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline.emitting import RELOAD_SCRIPT
from builder.server.session import Answer, Session, State

EVENTS = "/__handrail/events"
WAIT_SECONDS = 15.0
"""After which a quiet stream says that it is still there."""

MOST_SHOWN = 12
"""Findings shown over the page."""


class SiteServer(ThreadingHTTPServer):
    """Serves one session. Hosts other than its own are refused: a page elsewhere can't read the drafts here."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], session: Session, base_path: str) -> None:
        super().__init__(address, _Handler)
        self.session = session
        self.base_path = base_path
        self.closing = False
        names = {address[0], "localhost", "127.0.0.1", "[::1]"}
        self.hosts = frozenset({f"{name}:{self.server_port}" for name in names} | names)

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{self.server_address[0]!s}:{self.server_port}{self.base_path}/"


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "handrail"

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._send(HTTPStatus.FORBIDDEN, Answer(b"This host is not served.\n", "text/plain"))
            return
        path = unquote(urlsplit(self.path).path)
        if path == EVENTS:
            self._stream()
        elif path == RELOAD_SCRIPT:
            script = files("builder.server").joinpath("live_reload.js").read_bytes()
            self._send(HTTPStatus.OK, Answer(script, "text/javascript"))
        else:
            self._file(path)

    do_HEAD = do_GET

    def _file(self, path: str) -> None:
        base = self.server.base_path
        if not path.startswith(base + "/"):
            self._redirect(base + "/")
            return
        name = path[len(base) + 1 :]
        session = self.server.session
        answer = session.answer(name + "index.html" if name == "" or name.endswith("/") else name)
        if answer is not None:
            self._send(HTTPStatus.OK, answer)
        elif session.answer(f"{name}/index.html") is not None:
            self._redirect(path + "/")
        else:
            missing = session.answer("404.html") or Answer(b"There is no page here.\n", "text/plain")
            self._send(HTTPStatus.NOT_FOUND, missing)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path.replace("\r", "").replace("\n", ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, answer: Answer) -> None:
        self.send_response(status)
        text = answer.type.startswith("text/") or answer.type in ("application/json", "application/xml")
        self.send_header("Content-Type", answer.type + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(len(answer.data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        session = self.server.session
        state = session.state
        self._event(state, changed=False)
        while not self.server.closing:
            newer = session.wait_for_newer(state.number, WAIT_SECONDS)
            try:
                if newer is state:
                    self.wfile.write(b": still here\n\n")
                else:
                    self._event(newer, changed=True)
            except OSError:
                return
            state = newer

    def _event(self, state: State, *, changed: bool) -> None:
        data = {"number": state.number, "changed": changed, "errors": _errors(state.diagnostics)}
        self.wfile.write(f"event: state\ndata: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told of: the terminal is for what was built."""


def _errors(diagnostics: tuple[Diagnostic, ...]) -> str:
    errors = [d for d in diagnostics if d.severity == "error"]
    lines = [f"{d.path}:{d.line}:{d.column}  {d.message}\n    {d.help}" for d in errors[:MOST_SHOWN]]
    if len(errors) > MOST_SHOWN:
        lines.append(f"… and {len(errors) - MOST_SHOWN} more")
    return "\n".join(lines)
