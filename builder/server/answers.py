"""Answers a request for a file of the site: with its content or with a redirect."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from builder.content.inside import open_inside
from builder.content.paths import url_path
from builder.errors import TemplateRenderError
from builder.outputs import CopyOf, Output
from builder.outputs.site_context import RELOAD_SCRIPT
from builder.server.live_site import NotComposedError
from builder.server.session import Session

PIECE = 1 << 18
"""The number of bytes of a file that are sent at once; a video need not fit into memory."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/__handrail/overlay.css"><script type="module" src="{script}"></script></head>
<body class="handrail-failed" data-failed><main><h1>{title}</h1>{content}</main></body></html>
"""


class FileBody:
    """A file of the project that is sent as it is."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        status = os.fstat(file.fileno())
        self.size = status.st_size
        self.etag = f'"{status.st_size:x}-{status.st_mtime_ns:x}-{status.st_ino:x}"'
        """Different for each state of the file."""

    def pieces(self, first: int, end: int) -> Iterator[bytes]:
        """The bytes from ``first`` to before ``end``; fewer if the file has been cut short meanwhile."""
        self._file.seek(first)
        while first < end and (data := self._file.read(min(PIECE, end - first))):
            first += len(data)
            yield data

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class MadeBody:
    """The bytes of a file that was made for this answer."""

    etag = ""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def pieces(self, first: int, end: int) -> Iterator[bytes]:
        """The bytes from ``first`` to before ``end``."""
        yield self._data[first:end]

    def close(self) -> None:
        """Nothing to close."""


class FileAnswer:
    """A status with a body, or with the path to go to."""

    def __init__(
        self, status: HTTPStatus, body: FileBody | MadeBody, type: str = "text/html", location: str = ""
    ) -> None:
        self.status = status
        self.body = body
        self.type = type
        self.location = location


class SiteAnswers:
    """Answers for the paths of one site."""

    def __init__(self, session: Session, project: Path, base_path: str) -> None:
        self._session = session
        self._project = project
        self._base = base_path

    def answer(self, path: str) -> FileAnswer:
        """The answer for a decoded path. Whatever fails in making it is the answer, too."""
        if not path.startswith(self._base + "/"):
            return _redirect(self._base + "/")
        name = path[len(self._base) + 1 :]
        place = name + "index.html" if name == "" or name.endswith("/") else name
        try:
            return self._file(place, name)
        except TemplateRenderError as error:
            self._session.failed(error.diagnostic)
            return _failed(error.diagnostic.message)
        except NotComposedError:
            return _failed("The pages that it shows are not composed yet.")
        except (OSError, LookupError) as error:
            # An image or a text that went away this moment: the next state reports it.
            return _failed(str(error))

    def _file(self, place: str, name: str) -> FileAnswer:
        session = self._session
        output = session.output(place)
        if output is not None:
            return FileAnswer(HTTPStatus.OK, self._body(output), _type(place))
        folder = name.rstrip("/") + "/"
        if place == name and session.output(folder + "index.html") is not None:
            return _redirect(f"{self._base}/{folder}")
        url = f"/{url_path(folder.strip('/'))}/"
        target = session.moves.now_at(url)
        if target:
            return _redirect(self._base + unquote(target))
        if session.moves.file_of(url):
            return self._gone(url)
        missing = session.output("404.html")
        if missing is None:
            return FileAnswer(HTTPStatus.NOT_FOUND, MadeBody(b"There is no page here.\n"), "text/plain")
        return FileAnswer(HTTPStatus.NOT_FOUND, self._body(missing))

    def _body(self, output: Output) -> FileBody | MadeBody:
        if not isinstance(output.make, CopyOf):
            return MadeBody(self._session.data(output))
        with ExitStack() as opened:
            file = opened.enter_context(open_inside(self._project, output.make.path, output.make.shared))
            body = FileBody(file)
            opened.pop_all()
            return body

    def _gone(self, url: str) -> FileAnswer:
        """The answer for a page that was there before in this session."""
        file = escape(self._session.moves.file_of(url))
        content = f"<p>Its file was <code>{file}</code>, which was deleted or renamed, or is now a draft.</p>"
        links = [
            f'<li><a href="{escape(self._base + page.url)}">{escape(page.title)}</a></li>'
            for page in self._session.pages_near(url)
        ]
        content += f"<p>Pages with similar addresses:</p><ul>{''.join(links)}</ul>" if links else ""
        content += "<p>If it comes back, it appears here.</p>"
        return _own_page(HTTPStatus.NOT_FOUND, "This page is gone", content)


def _failed(message: str) -> FileAnswer:
    content = f"<p>{escape(message)}</p><p>The page appears here as soon as the problem is fixed.</p>"
    return _own_page(HTTPStatus.INTERNAL_SERVER_ERROR, "This page can't be built", content)


def _own_page(status: HTTPStatus, title: str, content: str) -> FileAnswer:
    page = _PAGE.format(script=RELOAD_SCRIPT, title=escape(title), content=content)
    return FileAnswer(status, MadeBody(page.encode()))


def _redirect(path: str) -> FileAnswer:
    # Two slashes at the head would lead to another host.
    target = "/" + quote(path.replace("\\", "/").lstrip("/"))
    return FileAnswer(HTTPStatus.FOUND, MadeBody(b""), location=target)


def _type(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
