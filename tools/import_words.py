"""Compares the words of a site's source with those that Handrail publishes after an import, page by page, in order.

    python tools/import_words.py docusaurus SRC DST

imports SRC into the folder DST, builds it there, and prints: pages without an error, menu entries, redirects, and the
words of the source that are not on the published page, or are there in another order. Markup is removed from the
source by patterns that know nothing of the importers, so that both can't be wrong in the same way.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from builder.api import build_site
from builder.importing.project import import_site
from builder.importing.project_writer import write_project
from builder.importing.records import MenuItem, SourceSite
from builder.importing.source_files import SourceFiles
from builder.importing.systems.table import SYSTEMS, read_site
from builder.project.open_project import Options

SHOWN = 25
LONGEST = 30_000
"""Words of a page that are compared as a sequence; longer pages only as a bag."""

_WORD = re.compile(r"[^\W_]+")
_TEXT_ATTRIBUTE = re.compile(
    r"\b(?:title|label|caption|description|summary|tip|headline|body|default)"
    r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{`([^`]*)`\}|\{[\"']([^\"']*)[\"']\})"
)
_ELEMENT = re.compile(
    r"</?[A-Za-z][\w.:-]*(?:\s(?:[^<>\"'{]|\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*)?/?>|</?>", re.DOTALL
)
_IN_LINE = "span|a|b|strong|em|i|code|kbd|abbr|sub|sup|small|mark|ins|del|s|u|wbr"
_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})([^\n]*)\n(.*?)^[ \t>]*\2[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def source_text(body: str, system: str) -> str:
    """The text of a page's source that readers see, as far as patterns can tell."""
    parts: list[str] = []
    position = 0
    for fence in _FENCE.finditer(body):
        parts += [_prose(body[position : fence.start()], system), _code(fence[4], system)]
        position = fence.end()
    return "\n".join([*parts, _prose(body[position:], system)])


def _code(text: str, system: str) -> str:
    text = re.sub(r"^.*(?:highlight-(?:next-line|start|end)|\[!code[^\n]*).*$", "", text, flags=re.MULTILINE)
    if system == "mkdocs":
        text = re.sub(r"^[ \t]*-{1,2}8<-{1,2}.*$", "", text, flags=re.MULTILINE)
        return re.sub(r"(?:#|//|<!--|--)?\s*\(\d+\)!?", "", text)
    return text


def _prose(text: str, system: str) -> str:
    text = re.sub(r"<!--.*?-->|\{/\*.*?\*/\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style|svg|iframe)\b.*?</\1>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    if system in ("docusaurus", "mintlify", "starlight"):
        text = re.sub(r"^import\s[^;]*?from\s*['\"][^'\"]*['\"];?[ \t]*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"^import\s*['\"][^'\"]*['\"];?[ \t]*$", "", text, flags=re.MULTILINE)
        text = re.sub(
            r"^export\s+(?:const|function|default)\b.*?^[}\])]*;?[ \t]*$", "", text, flags=re.MULTILINE | re.DOTALL
        )
    text = re.sub(rf"</?(?:{_IN_LINE})(?:\s[^<>]*)?>", "", text)
    text = re.sub(r"\[\^[\w-]+\]:?|^\[TOC\]$|(?<=[-*+] )\[[ xX]\] ", " ", text, flags=re.MULTILINE)
    text = re.sub(r"\{%.*?%\}", _attributes, text, flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}|\$\{.*?\}", " ", text)
    text = _ELEMENT.sub(_attributes, text)
    text = re.sub(r"^([ \t>]*):{3,}[ \t]*(\w*)[ \t]*", r"\1", text, flags=re.MULTILINE)
    text = re.sub(
        r"^([ \t]*)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]*[\w-]*(?: (?:inline|end))*[ \t]*\"?", r"\1", text, flags=re.MULTILINE
    )
    text = re.sub(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\*\[[^\]\n]+\]:.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"!\[[^\]]*\]\[[^\]]*\]", " ", text)
    text = re.sub(r"!\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)", " ", text)
    text = re.sub(r"\]\((?:[^()]|\([^()]*\))*\)", "] ", text)
    text = re.sub(r"\]\[[^\]\n]*\]", "] ", text)
    text = re.sub(r"\{[ ]*[#.:][^{}\n]*\}|\{[ ]*[\w-]+=[^{}\n]*\}", " ", text)
    text = re.sub(r":(?:[a-z]+-)?(?:material|fontawesome|octicons|simple)-[\w-]+:|:[a-z0-9_+-]+:", " ", text)
    text = re.sub(r"<https?://[^>]*>|https?://\S+", " ", text)
    text = re.sub(r"^[ \t>]*(?:\d+[.)]|[-*+][ \t]+\d+[.)])[ \t]", " ", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=\w)(?:\*+|`|~{1,2}|\^{1,2})(?=\w)", "", re.sub(r"\\(?=[^\w\s])", "", text))
    return html.unescape(text)


def _attributes(element: re.Match[str]) -> str:
    if not element[0].lower().startswith(("<tab", "<step", "<card", "<accordion", "{%", "<link", "<details", "<aside")):
        return " "
    return " " + " ".join(next(filter(None, each), "") for each in _TEXT_ATTRIBUTE.findall(element[0])) + " "


def published_text(page: str) -> str:
    """The text of a published page's article, with its title."""
    article = re.search(r"<article\b.*?</article>", page, re.DOTALL)
    text = article[0] if article else ""
    text = re.sub(r'<div class="tab-list".*?</div>|<sup class="footnote-ref".*?</sup>', " ", text, flags=re.DOTALL)
    text = re.sub(rf"</?(?:{_IN_LINE})(?:\s[^<>]*)?>", "", text)
    return html.unescape(re.sub(r"<[^<>]*>", " ", text))


def lost_words(source: Sequence[str], published: Sequence[str]) -> tuple[list[str], int]:
    """The words of the source that are not published, and how many are out of order."""
    lost = list((Counter(source) - Counter(published)).elements())
    if len(source) > LONGEST or len(published) > LONGEST:
        return lost, 0
    same = sum(block.size for block in SequenceMatcher(None, source, published, autojunk=False).get_matching_blocks())
    return lost, len(source) - same - len(lost)


def _entries(items: Iterable[MenuItem]) -> Iterator[MenuItem]:
    for item in items:
        yield item
        yield from _entries(item.children)


def compared(site: SourceSite, folder: Path) -> dict[str, tuple[int, list[str], int]]:
    """By page of the source, how many words it has, those that are lost, and how many are out of order."""
    found = {}
    for page in site.pages:
        place = folder / "site" / page.version / page.slug / "index.html"
        words = words_of(source_text(page.body, site.system))
        published = words_of(published_text(place.read_text("utf-8"))) if place.is_file() else []
        found[page.path] = (len(words), *lost_words(words, published))
    return found


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("system", choices=sorted(SYSTEMS))
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    files = SourceFiles(options.source)
    site = read_site(options.system, files)
    result = import_site(site, files)
    write_project(result, files, options.target, force=True)
    built = build_site(Options(project=options.target, jobs=1, search=False), None, keep_going=True)
    errors = [each for each in built.report.diagnostics if each.severity == "error"]
    codes = Counter(each.code for each in errors)
    broken = {each.path for each in errors}
    pages = [page for page in site.pages if not page.draft]
    say(json.dumps(dict(result.counts)))
    say(
        f"pages: {len(pages)} read, {built.report.pages} published; without an error: "
        f"{100 - 100 * len(broken) / max(built.report.pages, 1):.1f} %"
    )
    say(f"errors: {dict(codes.most_common(12))}")
    wanted = [item for items in site.menus.values() for item in _entries(items)]
    say(f"menu entries in the source: {len(wanted)}; redirects: {len(site.redirects)}")
    left = Counter(note.construct for note in result.notes if note.kind == "left")
    say(f"left: {dict(left.most_common(15))}")
    report = compared(site, options.target)
    words, lost, moved = (
        sum(each) for each in zip(*((n, len(gone), m) for n, gone, m in report.values()), strict=True)
    )
    rates = f"lost {lost} ({100 * lost / words:.3f} %), out of order {moved} ({100 * moved / words:.3f} %)"
    say(f"words: {words}, {rates}")
    for path, (count, gone, out) in sorted(report.items(), key=lambda each: -len(each[1][1]) - each[1][2])[:SHOWN]:
        if gone or out:
            say(f"  {path}: {count} words, lost {len(gone)}, out of order {out}: {' '.join(gone[:14])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
