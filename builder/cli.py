"""The command line: the list of its commands. Each is loaded only when it is called."""

from __future__ import annotations

import importlib

import click

from builder import __version__
from builder.diagnostics.suggest import nearest
from builder.engine.gc_tuning import collection_paused
from builder.errors import HandrailError

VERBS = {
    "build": "Check, render and publish the site.",
    "serve": "Build, serve, watch, and reload the browser.",
    "check": "Check everything without publishing.",
    "diff": "Show what a change would publish: pages, URLs, checklist items, problems.",
    "move": "Move a page or a heading, with all links to it.",
    "fmt": "Tidy the white space in Markdoc source.",
    "checklist": "Print a guide's checklist, or list the guides.",
    "init": "Create a new project that builds.",
    "import": "Convert the site of another system into a project.",
    "explain": "Explain a diagnostic and how to fix it.",
    "cache": "Show or prune the cache.",
}
"""Each command is ``command`` in ``builder.commands.<verb>``; the sentence is its line in ``--help``."""

MODULES = {"import": "import_site"}
"""The modules of commands whose names are Python keywords."""


class Verbs(click.Group):
    """A group whose commands are imported when they are called: start-up time is part of the time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        with collection_paused():
            command: click.Command = importlib.import_module(
                f"builder.commands.{MODULES.get(cmd_name, cmd_name)}"
            ).command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except HandrailError as error:
            importlib.import_module("builder.reporting.error_message").show_error(error)
            return error.exit_code

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = click_suggestion(args[0])
            raise click.UsageError(f"No such command '{args[0]}'.{near}", ctx)
        return super().resolve_command(ctx, args)


def click_suggestion(word: str) -> str:
    """“ Did you mean 'build'?”, or nothing."""
    near = nearest(word, VERBS)
    return f" Did you mean '{near[0]}'?" if near else ""


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail", message="%(prog)s %(version)s")
def cli() -> None:
    """Build a versioned documentation site that people read and programs can follow."""


def run() -> int:
    """Run the command that the arguments name, and return its exit code."""
    try:
        result = cli.main(prog_name="handrail", standalone_mode=False)
    except click.exceptions.Abort as error:
        # click wraps a Ctrl-C; the wrapped exception may say how far the program was.
        cause = error.__cause__
        raise cause if isinstance(cause, KeyboardInterrupt) else KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return result if isinstance(result, int) else 0
