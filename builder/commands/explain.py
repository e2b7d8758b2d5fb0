"""``handrail explain``: what a diagnostic code means and how to mend it."""

from __future__ import annotations

import click

from builder.diagnostics.catalogue import codes, rule
from builder.diagnostics.suggest import nearest
from builder.reporting.terminal import write_out


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Say what the diagnostic CODE means and how to mend it; without CODE, list them all."""
    if code is None:
        width = max(map(len, codes()))
        for name in codes():
            write_out(f"{name:<{width}}  {rule(name).title}\n")
        return 0
    if code not in codes():
        near = nearest(code, codes())
        hint = f" Did you mean '{near[0]}'?" if near else " 'handrail explain' lists them all."
        raise click.UsageError(f"There is no diagnostic '{code}'.{hint}")
    write_out(explanation(code) + "\n")
    return 0


def explanation(code: str) -> str:
    """A few lines about a code. Raises KeyError for one that isn't known."""
    known = rule(code)
    return f"{known.code}: {known.title}\n\n{known.explanation}\n\nHow to fix it: {known.help}"
