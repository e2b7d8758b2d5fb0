"""Code that a page shows from a file: the part that its attributes choose, or the reason why there is none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from builder.article.code_regions import MarkedCode, chosen_lines, dedented, marked_code, region_lines
from builder.caches import bounded_cache
from builder.content.code_files import CodeFile
from builder.diagnostics.suggest import nearest

SnippetCode = Literal[
    "code-file-missing", "code-file-outside", "code-region-missing", "code-lines-missing", "code-file-and-text"
]

_OF_SUFFIX = {
    **dict.fromkeys(("py", "pyi"), "python"),
    **dict.fromkeys(("js", "mjs", "cjs"), "javascript"),
    **dict.fromkeys(("ts", "mts", "cts"), "typescript"),
    **dict.fromkeys(("sh", "zsh", "bash"), "bash"),
    **dict.fromkeys(("yml", "yaml"), "yaml"),
    **dict.fromkeys(("cc", "cpp", "cxx", "hpp", "hh", "hxx"), "cpp"),
    **dict.fromkeys(("kt", "kts"), "kotlin"),
    **dict.fromkeys(("md", "mdx", "markdown"), "markdown"),
    **dict.fromkeys(("htm", "html"), "html"),
    **dict.fromkeys(("tf", "tfvars", "hcl"), "hcl"),
    **dict.fromkeys(("ex", "exs"), "elixir"),
    **dict.fromkeys(("ps1", "psm1"), "powershell"),
    **dict.fromkeys(("bat", "cmd"), "bat"),
    **dict.fromkeys(("jsonc", "json5"), "json"),
    **dict.fromkeys(("ini", "cfg", "conf", "properties"), "ini"),
    "rb": "ruby",
    "rs": "rust",
    "cs": "csharp",
    "fs": "fsharp",
    "h": "c",
    "pl": "perl",
    "erl": "erlang",
    "hs": "haskell",
    "clj": "clojure",
    "gql": "graphql",
    "proto": "protobuf",
    "vb": "vbnet",
    "m": "objective-c",
    "txt": "text",
    "log": "text",
    "jl": "julia",
    "ml": "ocaml",
    "sol": "solidity",
    "tex": "latex",
}
_OF_NAME = {"dockerfile": "docker", "makefile": "make", "gemfile": "ruby", "rakefile": "ruby", "jenkinsfile": "groovy"}
_SUFFIX = re.compile(r"[a-z0-9+#-]{1,20}\Z")


class Snippet(msgspec.Struct, frozen=True):
    """Code to show."""

    text: str
    language: str


class SnippetProblem(msgspec.Struct, frozen=True, kw_only=True):
    """The reason why there is no code to show."""

    code: SnippetCode
    attribute: str
    """The attribute that is to be corrected."""
    message: str
    help: str
    suggestions: tuple[str, ...] = ()


def snippet_of(file: CodeFile, attributes: Mapping[str, Any]) -> Snippet | SnippetProblem:
    """The part of a file that ``file``, ``region`` and ``lines`` choose; ``lines`` count in the region, if both are
    given.
    """
    name = str(attributes.get("file"))
    if file.problem:
        return _unreadable(file, name)
    code = _marked(file.text)
    numbers = list(range(len(code.lines)))
    region, wanted = attributes.get("region"), attributes.get("lines")
    if isinstance(region, str):
        inside = region_lines(code, region)
        if inside is None:
            return _no_region(code, name, region)
        numbers = inside
    shown = [number for number in numbers if number not in code.markers] if isinstance(region, str) else numbers
    if wanted is not None:
        chosen = chosen_lines(str(wanted), shown)
        if chosen is None:
            return _no_lines(name, str(wanted), len(shown), region)
        shown = chosen
    text = dedented([code.lines[number] for number in shown if number not in code.markers])
    return Snippet(text, language_of(name))


def language_of(path: str) -> str:
    """The language of a file by its name; empty if the name has no suffix."""
    name = posixpath.basename(path).lower()
    suffix = name.rpartition(".")[2] if "." in name else ""
    if name.partition(".")[0] in _OF_NAME and suffix in ("", name.partition(".")[2]):
        return _OF_NAME[name.partition(".")[0]]
    return _OF_SUFFIX.get(suffix) or (suffix if _SUFFIX.match(suffix) else "")


@bounded_cache(64)
def _marked(text: str) -> MarkedCode:
    return marked_code(text)


def _unreadable(file: CodeFile, name: str) -> SnippetProblem:
    if file.problem == "outside":
        return SnippetProblem(
            code="code-file-outside",
            attribute="file",
            message=f"'{name}' is not shown: it is hidden, or outside the project and its 'code_folders'.",
            help=_meant(file.suggestions) or "Add its folder to handrail.yml: code_folders: [../examples].",
            suggestions=file.suggestions,
        )
    if file.problem == "unreadable":
        return SnippetProblem(
            code="code-file-missing",
            attribute="file",
            message=f"'{name}' can't be shown: {file.reason}.",
            help="Name a text file.",
        )
    return SnippetProblem(
        code="code-file-missing",
        attribute="file",
        message=f"There is no code file '{name}'.",
        help=_meant(file.suggestions) or "Write its path relative to the folder of handrail.yml.",
        suggestions=file.suggestions,
    )


def _no_region(code: MarkedCode, name: str, region: str) -> SnippetProblem:
    if region in code.unclosed:
        return SnippetProblem(
            code="code-region-missing",
            attribute="region",
            message=f"The region '{region}' of '{name}' is never closed.",
            help="End it with the mark that matches its beginning, such as '#endregion' or '[END …]'.",
        )
    names = tuple(dict.fromkeys(each.name for each in code.regions if each.name))
    near = nearest(region, names)
    known = f"It has {', '.join(names[:10])}." if names else "Mark it: '#region NAME' above, '#endregion' below."
    return SnippetProblem(
        code="code-region-missing",
        attribute="region",
        message=f"'{name}' has no region '{region}'.",
        help=_meant(near) or known,
        suggestions=near,
    )


def _no_lines(name: str, wanted: str, count: int, region: object) -> SnippetProblem:
    where = f"the region '{region}' of '{name}'" if isinstance(region, str) else f"'{name}'"
    return SnippetProblem(
        code="code-lines-missing",
        attribute="lines",
        message=f"The lines '{wanted}' are not in {where}, which has {count}.",
        help="Write them as 10-20, or 3,7-9.",
    )


def _meant(suggestions: tuple[str, ...]) -> str:
    return f"Did you mean '{suggestions[0]}'?" if suggestions else ""


def fenced(snippet: Snippet, language: str) -> Iterator[str]:
    """The code as a block of Markdown, line by line; its fence is longer than any in the code."""
    longest = max((len(found) for found in re.findall(r"^[ \t]*(`{3,})", snippet.text, re.MULTILINE)), default=2)
    fence = "`" * (longest + 1)
    yield f"{fence}{language}"
    yield snippet.text
    yield fence
