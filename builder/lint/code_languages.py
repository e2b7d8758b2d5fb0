"""Languages of code blocks: those that other programs draw, misspelt ones, and others without highlighting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.render.highlight import PLAIN, known_languages
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.suggest import is_slip

LANGUAGE = re.compile(r"[\w+#./-]+(?![\w+#./=-])")

_DRAWN = {
    **dict.fromkeys(
        ("mermaid", "plantuml", "puml", "ditaa", "nomnoml", "wavedrom", "bpmn", "blockdiag", "seqdiag"), "a diagram"
    ),
    **dict.fromkeys(
        ("vega", "vega-lite", "vegalite", "geojson", "topojson", "chart", "echarts", "markmap"), "a diagram"
    ),
    **dict.fromkeys(("flowchart", "sequence", "kroki", "excalidraw", "svgbob", "pikchr"), "a diagram"),
    **dict.fromkeys(("math", "katex", "asciimath"), "a formula"),
}
"""Languages that other programs draw."""

_USUAL = (
    *("python", "javascript", "typescript", "bash", "shell", "console", "powershell", "json", "yaml", "toml", "html"),
    *("java", "kotlin", "scala", "groovy", "swift", "ruby", "rust", "golang", "csharp", "perl", "haskell", "elixir"),
    *("erlang", "clojure", "julia", "markdown", "dockerfile", "makefile", "terraform", "graphql", "nginx", "http"),
    *("diff", "text", "plaintext", "scss", "less", "properties", "protobuf", "cmake", "docker", "dart"),
)
"""Languages that documentation has often. Others are short, or rare, so that another word is seldom a misspelt one."""

_OTHERS = frozenset(
    {
        *("jsonl", "jsonc", "jsonp", "json1", "ndjson", "hjson", "cjson", "bson", "jison", "xaml", "hocon"),
        *("htm", "http2", "http3", "https", "shtml", "xhtml", "pshell", "jshell"),
    }
)
"""Words that are names of their own although a letter makes them one of the usual languages."""

_UNCOLOURED = frozenset(
    {*PLAIN, "log", "logs", "csv", "tsv", "env", "dotenv", "example", "response", "result", "raw", "nohighlight"}
)
"""Words by which authors mark a block as text, or as code without colours."""


def languages(document: Document, opening: re.Match[str]) -> Iterator[Diagnostic]:
    """The problem of a code block's language; group 2 of ``opening`` is what its first line has after the fence."""
    match = LANGUAGE.match(opening[2])
    if match is None:
        return
    written, name = match[0], match[0].lower()
    place = Place.between(document.lines, opening.start(2), opening.start(2) + len(written))
    drawn = _DRAWN.get(name)
    if drawn is not None:
        message = f"`{written}` is {drawn}: readers see its source."
        yield diagnostic_at("fence-drawn-elsewhere", place, message, written)
    elif name not in _UNCOLOURED and name not in known_languages():
        near = next((usual for usual in _USUAL if is_slip(name, usual)), "") if name not in _OTHERS else ""
        message = f"`{written}` is not a language that is highlighted, so this code has no colours."
        if near:
            hint = f"Did you mean `{near}`?"
            yield diagnostic_at("fence-language-misspelt", place, message, written, hint, (near,))
        else:
            yield diagnostic_at("fence-language-unknown", place, message, written)
