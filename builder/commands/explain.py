"""``handrail explain``: the meaning of a diagnostic code and how to fix it."""

from __future__ import annotations

import click

from builder.diagnostics.catalogue import codes, rule
from builder.diagnostics.suggest import nearest
from builder.reporting.terminal import write_out


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain the diagnostic CODE and how to fix it; without CODE, list all codes."""
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
    """An explanation of a code in a few lines. Raises KeyError for an unknown code."""
    known = rule(code)
    return f"{known.code}: {known.title}\n\n{known.explanation}\n\nHow to fix it: {known.help}"
