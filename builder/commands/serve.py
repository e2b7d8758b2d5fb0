"""``handrail serve``: build, serve locally, and follow every change of the files."""

from __future__ import annotations

import signal
import threading
import warnings
import webbrowser
from functools import partial
from pathlib import Path

import click

from builder.commands.project_option import project_argument
from builder.engine.memory_fallback import FallbackStore
from builder.engine.store import Store
from builder.errors import HandrailError
from builder.exit_codes import INTERRUPTED
from builder.project.open_project import OpenProject, Options, open_store, open_with
from builder.reporting.excerpts import lines_of
from builder.reporting.line import line
from builder.reporting.terminal import console
from builder.server.changed_files import folders_of
from builder.server.http import SiteServer
from builder.server.serve_log import ServeLog
from builder.server.session import Session
from builder.server.state import UnusableProjectError
from builder.server.watcher import FileWatcher

POLL_SECONDS = 0.1
"""Seconds between two checks whether the server should stop."""


@click.command("serve")
@project_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 picks a free one."
)
@click.option("--open", "browse", is_flag=True, help="Open the site in the browser.")
@click.option("--only", multiple=True, metavar="VERSION", help="Serve this version only; can be repeated.")
@click.option("--edition", default="", help="The edition to serve; the first one by default.")
@click.option("--no-drafts", is_flag=True, help="Leave out drafts, as a build does.")
def command(
    project: Path, host: str, port: int, browse: bool, only: tuple[str, ...], edition: str, no_drafts: bool
) -> int:
    """Build the site, serve it on this machine, and update open pages after every change. Ctrl-C stops it."""
    # watchdog warns about folders that are created and filled at once; that is of no use to an author.
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    # A killed server must not leave anything behind, either.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = Options(project=project, edition=edition, drafts=not no_drafts, only=only)
    try:
        return serve(options, (host, port), browse=browse)
    except OSError as error:
        # The system limits the number of watched folders, too.
        raise click.UsageError(f"The project can't be served: {error.strerror or error}.") from error


def _server(address: tuple[str, int], session: Session, project: Path, base_path: str) -> SiteServer:
    try:
        return SiteServer(address, session, project, partial(lines_of, project), base_path)
    except OSError as error:
        place = f"{address[0]}:{address[1]}"
        raise click.UsageError(f"Can't serve on {place}: {error.strerror}. Try another --port.") from error


def serve(options: Options, address: tuple[str, int], *, browse: bool = False) -> int:
    """Serve until interrupted. Raises OSError and errors of :mod:`builder.errors`."""
    store = FallbackStore(open_store(options))
    first = open_with(options, store)
    project = options.project
    watched = FileWatcher(project, lambda: folders_of(session.config or first.project.config))
    session = Session(partial(reopened, options, store), ServeLog(project), watched.are_waiting)
    server = _server(address, session, project, first.project.config.base_path)
    answering = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), name="handrail-answering")
    try:
        with watched as changes:
            session.start(ready=answering.start)
            console().print(f"Serving {server.url}  (press Ctrl-C to stop)", style="bold")
            if browse:
                webbrowser.open(server.url)
            for burst in changes:
                session.changed(burst)
    except KeyboardInterrupt:
        console().lines([line(""), line("Stopped.")])
        return INTERRUPTED
    finally:
        if answering.is_alive():
            server.close()
        store.close()
    return 0


def reopened(options: Options, store: Store) -> OpenProject:
    """The project under its current configuration. Raises UnusableProjectError."""
    try:
        return open_with(options, store)
    except HandrailError as error:
        raise UnusableProjectError(error.message, error.diagnostics) from error
