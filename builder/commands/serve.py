"""``handrail serve``: the site on this machine, always as the files say."""

from __future__ import annotations

import threading
import webbrowser
from functools import partial
from pathlib import Path

import click

from builder.cache.fallback import FallbackStore
from builder.cache.store import Store
from builder.commands.rounds import tell
from builder.commands.session import (
    Settings,
    UsageFault,
    opened_store,
    project_argument,
    request_with,
)
from builder.pipeline.gathering import Request
from builder.reporting.excerpts import lines_of
from builder.reporting.report import INTERRUPTED
from builder.reporting.terminal import console
from builder.server.changes import Changes
from builder.server.http import SiteServer
from builder.server.inputs import folders_of
from builder.server.session import Session
from builder.server.state import Unusable


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
    """Serve until interrupted, which is how it ends. Raises UsageFault, or OSError if the address can't be had."""
    store = FallbackStore(opened_store(settings))
    first = request_with(settings, store)
    project = settings.project
    session = Session(partial(opened_request, settings, store), partial(tell, project))
    server = SiteServer(address, session, project, partial(lines_of, project), first.config.base_path)
    answering = threading.Thread(target=server.serve_forever, name="handrail-answering")
    try:
        with Changes(project, lambda: folders_of(session.config or first.config)) as changes:
            session.start(ready=answering.start)
            console().print(f"Serving {server.url}  (Ctrl-C ends it)", style="bold")
            if browse:
                webbrowser.open(server.url)
            for burst in changes:
                session.changed(burst)
    except KeyboardInterrupt:
        console().print("\nServed until here.")
        return INTERRUPTED
    finally:
        if answering.is_alive():
            server.close()
        store.close()
    return 0


def opened_request(settings: Settings, store: Store) -> Request:
    """The request under the present configuration. Raises Unusable."""
    try:
        return request_with(settings, store)
    except UsageFault as fault:
        raise Unusable("handrail.yml has errors.", fault.diagnostics) from fault
    except click.UsageError as error:
        raise Unusable(error.format_message()) from error
