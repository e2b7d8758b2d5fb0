"""``handrail serve``: build, serve locally, and follow every change of the files."""

from __future__ import annotations

import signal
import threading
import warnings
import webbrowser
from functools import partial
from pathlib import Path

import click
import msgspec

from builder.commands.project_option import project_argument
from builder.engine.memory_fallback import FallbackStore
from builder.engine.store import Store
from builder.errors import HandrailError
from builder.exit_codes import INTERRUPTED
from builder.project.open_project import OpenProject, Options, open_store, open_with
from builder.reporting.excerpts import lines_of
from builder.reporting.line import line
from builder.reporting.terminal import console
from builder.server.changed_files import watched_inputs
from builder.server.hosts import is_host_name
from builder.server.http import SiteServer
from builder.server.serve_log import ServeLog
from builder.server.session import Session
from builder.server.state import SessionEvent, UnusableProjectError
from builder.server.watcher import FileWatcher

POLL_SECONDS = 0.1
"""Seconds between two checks whether the server should stop."""

DEFAULT_POLL = 1.0
"""Seconds of ``--poll``."""


class ServeCommand(click.Command):
    """``--poll`` may be followed by a number; anything else after it is the project."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give ``--poll`` its default number if none follows."""
        following = (*args[1:], "")
        given = [
            f"{arg}={DEFAULT_POLL}" if arg == "--poll" and not _is_number(after) else arg
            for arg, after in zip(args, following, strict=True)
        ]
        return super().parse_args(ctx, given)


def _is_number(text: str) -> bool:
    try:
        return float(text) == float(text)
    except ValueError:
        return False


class ServeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a site is served, besides how it is built."""

    host: str = "127.0.0.1"
    port: int = 0
    allowed_hosts: tuple[str, ...] = ()
    """Names under which requests may ask for the site, besides those of this machine."""
    poll: float | None = None
    """Seconds between two looks at all files; ``None`` has the system report changes."""
    browse: bool = False


@click.command("serve", cls=ServeCommand)
@project_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 picks a free one."
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="Also answer requests for this host; can be repeated.",
)
@click.option(
    "--poll",
    type=click.FloatRange(0.1, 3600),
    metavar="[SECONDS]",
    help=f"Check the files every SECONDS ({DEFAULT_POLL:g}) instead of relying on the system to report changes.",
)
@click.option("--open", "browse", is_flag=True, help="Open the site in the browser.")
@click.option("--only", multiple=True, metavar="VERSION", help="Serve this version only; can be repeated.")
@click.option("--edition", default="", help="The edition to serve; the first one by default.")
@click.option("--no-drafts", is_flag=True, help="Leave out drafts, as a build does.")
def command(
    project: Path,
    host: str,
    port: int,
    allowed: tuple[str, ...],
    poll: float | None,
    browse: bool,
    only: tuple[str, ...],
    edition: str,
    no_drafts: bool,
) -> int:
    """Build the site, serve it on this machine, and update open pages after every change. Ctrl-C stops it."""
    # watchdog warns about folders that are created and filled at once; that is of no use to an author.
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    # A killed server must not leave anything behind, either.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for name in allowed:
        if not is_host_name(name):
            raise click.UsageError(f"'{name}' is not the name of a host, such as docs.local, without a port.")
    options = Options(project=project, edition=edition, drafts=not no_drafts, only=only)
    serving = ServeOptions(host=host, port=port, allowed_hosts=allowed, poll=poll, browse=browse)
    try:
        return serve(options, serving)
    except OSError as error:
        raise click.UsageError(f"The project can't be served: {error.strerror or error}.") from error


def _server(serving: ServeOptions, session: Session, project: Path, base_path: str) -> SiteServer:
    try:
        address = (serving.host, serving.port)
        return SiteServer(address, session, project, partial(lines_of, project), base_path, serving.allowed_hosts)
    except OSError as error:
        place = f"{serving.host}:{serving.port}"
        raise click.UsageError(f"Can't serve on {place}: {error.strerror}. Try another --port.") from error


def serve(options: Options, serving: ServeOptions) -> int:
    """Serve until interrupted. Raises OSError and errors of :mod:`builder.errors`."""
    store = FallbackStore(open_store(options))
    first = open_with(options, store)
    project = options.project
    watched = FileWatcher(
        project,
        lambda: watched_inputs(project, session.config or first.project.config, session.code_files),
        poll=serving.poll,
        report=console().print,
    )
    log = ServeLog(project)

    def notify(event: SessionEvent) -> None:
        log(event)
        if event.settled:
            watched.look_again()

    session = Session(partial(reopened, options, store), notify, watched.are_waiting)
    server = _server(serving, session, project, first.project.config.base_path)
    answering = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), name="handrail-answering")
    try:
        with watched as changes:
            session.start(ready=answering.start)
            console().print(f"Serving {server.url}  (press Ctrl-C to stop)", style="bold")
            if serving.browse:
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
