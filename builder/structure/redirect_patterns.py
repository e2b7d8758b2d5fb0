"""Redirects of many addresses in one line: ``/old/*: /new/*``, ``/blog/:year/:name: /news/:name``.

A site of files has no server that could apply a pattern, so each is expanded: one old address for every page that
matches the target. ``/old/*: /new`` has one target, and ``/old/*: https://example.com/*`` leads to another site: both
redirect the address above, and the addresses below on hosts that read the list of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.content.paths import url_path
from builder.content.redirects import Redirect
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.page import Page

_PARAMETER = re.compile(r"(?<=/):([A-Za-z_]\w*)(?=[/#]|\Z)|(?<=/)\*(?=\Z)")
"""A named segment, or the rest of the path."""
_STAR = "*"
MOST = 100_000
"""The maximum number of redirects that the patterns of a project may expand to."""


def is_pattern(redirect: Redirect) -> bool:
    """Whether the old address is a pattern."""
    return _PARAMETER.search(redirect.source) is not None or _STAR in redirect.source


def written_out(
    redirects: Iterable[Redirect], pages: Mapping[tuple[str, str], Page], aliases: Mapping[str, str]
) -> Outcome[tuple[Redirect, ...]]:
    """The redirects with patterns expanded; lines without a pattern take precedence.

    ``aliases`` are the first segments that name a version, with the version's name.
    """
    plain = [redirect for redirect in redirects if not is_pattern(redirect)]
    said = {redirect.source.strip("/") for redirect in plain}
    diagnostics: list[Diagnostic] = []
    addresses = sorted({_address(page) for page in pages.values()} | {page.slug for page in pages.values()})
    for redirect in redirects:
        if not is_pattern(redirect):
            continue
        above = _above(redirect)
        if above is not None:
            if above.source.strip("/") not in said:
                said.add(above.source.strip("/"))
                plain.append(above)
            continue
        problem = _problem_of(redirect)
        found = [] if problem else list(_filled(redirect, addresses, aliases))
        if len(plain) + len(found) > MOST:
            problem, found = f"The patterns expand to more than {MOST} redirects", []
        new = [each for each in found if each.source.strip("/") not in said]
        said.update(each.source.strip("/") for each in new)
        plain += new
        if problem:
            diagnostics.append(_report(redirect, "redirect-invalid", f"{problem}."))
        elif not found:
            message = f"The redirect to '{redirect.target}' matches no page."
            diagnostics.append(_report(redirect, "redirect-target-missing", message, at_target=True))
    return Outcome(tuple(plain), tuple(diagnostics))


def _above(redirect: Redirect) -> Redirect | None:
    """The redirect of the address above a final ``*`` whose target is one page, or another site; else ``None``."""
    source, target = redirect.source, redirect.target
    if _parameters(source) != [_STAR] or not source.endswith("/*") or source == "/*":
        return None
    if not _parameters(target) and _STAR not in target:
        return replace(redirect, source=source[:-2], below="same")
    if target.startswith(("https://", "http://")) and target.endswith("/*") and target.count(_STAR) == 1:
        return replace(redirect, source=source[:-2], target=target[:-1], below="rest")
    return None


def _address(page: Page) -> str:
    return f"{page.version}/{page.slug}".strip("/")


def _parameters(address: str) -> list[str]:
    return [found[1] or _STAR for found in _PARAMETER.finditer(address)]


def _problem_of(redirect: Redirect) -> str:
    parameters, wanted = _parameters(redirect.source), _parameters(redirect.target)
    if redirect.source.count(_STAR) != parameters.count(_STAR):
        return f"In '{redirect.source}' the '*' must be the last segment, as in /old/*"
    if not redirect.target.startswith("/"):
        return f"'{redirect.source}' can only redirect to pages of this site"
    if len(set(parameters)) != len(parameters) or sorted(parameters) != sorted(wanted):
        names = ", ".join(
            f"'{parameter}'" if parameter == _STAR else f"':{parameter}'" for parameter in dict.fromkeys(parameters)
        )
        return f"'{redirect.source}' and its target must both have {names}, each once"
    return ""


def _filled(redirect: Redirect, addresses: Sequence[str], aliases: Mapping[str, str]) -> Iterator[Redirect]:
    """One redirect for each address that matches the target."""
    target = redirect.target.partition("#")[0].strip("/")
    first, slash, rest = target.partition("/")
    target = f"{aliases.get(first, first)}{slash}{rest}"
    pattern = re.compile(_expression(f"/{target}"), re.DOTALL)
    for address in addresses:
        match = pattern.fullmatch(f"/{address}")
        if match is not None:
            values = {_STAR if name == "all" else name[1:]: value for name, value in match.groupdict().items()}
            yield replace(redirect, source=_fill(redirect.source, values), target=_fill(redirect.target, values))


def _expression(address: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _PARAMETER.finditer(address):
        parts.append(re.escape(address[at : found.start()]))
        parts.append(f"(?P<_{found[1]}>[^/]+)" if found[1] else "(?P<all>.+)")
        at = found.end()
    return "".join(parts) + re.escape(address[at:])


def _fill(address: str, values: Mapping[str, str]) -> str:
    return _PARAMETER.sub(lambda found: url_path(values[found[1] or _STAR]), address)


def _report(redirect: Redirect, code: str, message: str, *, at_target: bool = False) -> Diagnostic:
    place = (redirect.target_line, redirect.target_column) if at_target else (redirect.line, redirect.column)
    return diagnostic_at(code, in_file(redirect.path, *place), message, subject=redirect.source)
