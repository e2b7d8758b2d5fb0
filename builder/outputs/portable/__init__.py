"""Makes the outputs of a site portable: it works from ``file://`` and below any folder of any server.

Links become relative, modules become classic scripts, and files that scripts fetch get a script beside them that
holds the same text, because a page from ``file://`` may load neither modules nor data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from builder.outputs.output import Known, Output, Recipe, archive_output, data_of, data_output, is_rendered, known
from builder.outputs.portable.classic_scripts import classic_script, is_module
from builder.outputs.portable.data_scripts import NoRecord, data_script
from builder.outputs.portable.relative_links import PortablePage, PortablePages, relative_html
from builder.outputs.portable.relative_markdown import relative_markdown
from builder.outputs.render_context import RenderContext
from builder.theme.assets import FOLDER as ASSETS
from builder.theme.assets import static_file

ARCHIVE = "handrail.zip"
"""The whole site, for readers without a network."""

_FETCHED = re.compile(r"(?:.*/)?(?:search/[\w-]+\.json|checklist\.json|menu\.html|index\.md)")
"""Files that the theme's scripts fetch."""
_MARKDOWN = re.compile(r".*\.md|(?:.*/)?llms(?:/\d+)?\.txt")
"""Markdown for programs, but for the text of all pages in one file: its parts are from many folders."""
_NOT_IN_NAME = re.compile(r"[^\w.-]+")


def portable(declared: Iterable[Output], emission: RenderContext) -> list[Output]:
    """The outputs of a portable site, and its archive. Raises UsageError for a script that can't be made classic."""
    outputs = [*declared]
    runtime = static_file("portable.js", files("builder.outputs.portable").joinpath("runtime.js").read_bytes())
    settings = emission.site.settings
    paths = frozenset(output.path for output in outputs)
    pages = PortablePages(
        base=settings.base_path,
        host=settings.base_url.removesuffix(settings.base_path),
        identity=settings.base_url or emission.view.title,
        paths=paths,
        runtime=runtime.path,
    )
    shared = known(pages, pages.base, pages.host, pages.identity, pages.runtime, sorted(paths))
    made = [each for output in outputs for each in _portable(output, shared, emission.recipe)]
    made.append(data_output(runtime.path, runtime.data))
    folder = _NOT_IN_NAME.sub("-", emission.view.title).strip("-.") or "site"
    return [*made, archive_output(ARCHIVE, folder, made)]


def _portable(output: Output, pages: Known[PortablePages], recipe: Recipe) -> Iterator[Output]:
    """A file of the portable site, and the script that holds its text if a script fetches it."""
    made = output
    if is_rendered(output):
        if output.path.endswith(".html"):
            made = recipe.derived(output, output.path, PortablePage(output.path, pages), relative_html)
        elif _MARKDOWN.fullmatch(output.path):
            made = recipe.derived(output, output.path, PortablePage(output.path, pages), relative_markdown)
        elif output.path.startswith(f"{ASSETS}/") and output.path.endswith(".js") and is_module(data_of(output)):
            made = data_output(output.path, classic_script(data_of(output), output.path))
        if _FETCHED.fullmatch(output.path):
            yield recipe.derived(made, f"{output.path}.js", NoRecord(), data_script)
    yield made
