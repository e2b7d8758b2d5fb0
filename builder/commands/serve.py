"""``handrail serve``: the site on this machine, always as the files say."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from builder.cache.store import Store
from builder.commands.session import (
    CACHE_FOLDER,
    Settings,
    UsageFault,
    opened_store,
    output_folder,
    project_argument,
    request_with,
)
from builder.pipeline import Request
from builder.reporting.report import Report
from builder.reporting.terminal import console, show
from builder.server.changes import Changes
from builder.server.http import SiteServer
from builder.server.session import Session, State


@click.command("serve")
@project_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--open", "browse", is_flag=True, help="Open the site in a browser.")
@click.option("--only", multiple=True, metavar="VERSION", help="Serve only this version.")
@click.option("--edition", default="", help="The edition to serve.")
@click.option("--no-drafts", is_flag=True, help="Leave drafts out, as a build does.")
def command(
    project: Path, host: str, port: int, browse: bool, only: tuple[str, ...], edition: str, no_drafts: bool
) -> int:
    """Build, serve on this machine, watch, and show every change in the open page. Ends with Ctrl-C."""
    settings = Settings(project, edition, not no_drafts, only)
    try:
        return serve(settings, (host, port), browse=browse)
    except UsageFault as fault:
        return fault.exit_code
    except OSError as error:
        raise click.UsageError(f"Can't serve on {host}:{port}: {error.strerror}. Try another --port.") from error


def serve(settings: Settings, address: tuple[str, int], *, browse: bool = False) -> int:
    """Serve until interrupted. Raises UsageFault, or OSError if the address can't be had."""
    store = opened_store(settings)
    first = request_with(settings, store)
    session = Session(settings.project, lambda: _request(settings, store))
    server = SiteServer(address, session, first.config.base_path)
    _tell(session.rebuild(), settings.project)
    console().print(f"Serving {server.url}  (Ctrl-C ends it)", style="bold")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if browse:
        webbrowser.open(server.url)
    ignored = (output_folder(settings, first.config, None), settings.project / CACHE_FOLDER)
    try:
        with Changes(settings.project, ignored) as changes:
            for burst in changes:
                _rebuild(session, settings.project, burst)
    finally:
        server.closing = True
        server.shutdown()
        store.close()
    return 0


def _request(settings: Settings, store: Store) -> Request:
    return request_with(settings, store)


def _rebuild(session: Session, project: Path, burst: frozenset[str]) -> None:
    """Build after a change; whatever is wrong is said, and the last good state stays."""
    names = ", ".join(sorted(burst)[:3]) + (f" and {len(burst) - 3} more" if len(burst) > 3 else "")
    console().print(f"Changed: {names}", style="dim")
    try:
        _tell(session.rebuild(), project)
    except UsageFault:
        return
    except OSError as error:
        console().print(f"Can't build: {error.strerror or error}. The last state stays.", style="bold red")


def _tell(state: State, project: Path) -> None:
    if state.diagnostics:
        show(project, Report(state.diagnostics, state.pages))
    fresh = f"{len(state.fresh)} composed anew" if state.fresh else "nothing composed anew"
    console().print(f"{state.pages} pages, {fresh}, {state.seconds * 1000:.0f} ms.", style="green")
