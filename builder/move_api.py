"""The use case of a move: the plan that gives pages, folders or headings another address. Nothing here prints."""

from __future__ import annotations

from msgspec.structs import replace

from builder.api import examine
from builder.errors import UsageError
from builder.moves import MovePlan, is_asked_for, plan_move, read_request
from builder.moves.apply_move import text_if_there
from builder.project.open_project import Options


def plan_of_move(
    options: Options, addresses: tuple[str, str], versions: tuple[str, ...], *, everywhere: bool = False
) -> MovePlan:
    """The plan for moving a page, a folder of pages or a heading from one address to another; nothing is written.

    ``versions`` are those in which it is moved; without any, the one that the old address names, else the default
    one. Raises an error of :mod:`builder.errors`.
    """
    examination = examine(options)
    sites = examination.sites
    known = sites[0].versions
    for name in versions:
        if name not in {version.name for version in known}:
            raise UsageError(f"There is no version '{name}'.")
    request = read_request(*addresses, known, versions)
    if everywhere:
        having = {page.version for site in sites for page in site.pages if is_asked_for(page, request)}
        request = replace(
            request, versions=tuple(each.name for each in known if each.name in having) or request.versions
        )

    def read(path: str) -> str | None:
        return text_if_there(options.project, path)

    return plan_move(sites, request, examination.config.redirects, read)
