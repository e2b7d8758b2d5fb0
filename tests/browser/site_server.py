"""A server for tests: a folder, under the strictest policy that a page may be given."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Handler(SimpleHTTPRequestHandler):
    """Serves files, refusing inline scripts and styles and every other host."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the tests' own report says enough."""


class Server(ThreadingHTTPServer):
    """A page that is left before all of it was sent is no fault."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing; a test that misses something reports it itself."""
