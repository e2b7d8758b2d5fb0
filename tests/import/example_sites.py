"""Small sites of each system, and the cases of ``cases/``, which are pages of them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from builder.importing.project import import_site
from builder.importing.records import ImportResult
from builder.importing.source_files import SourceFiles
from builder.importing.systems.table import read_site

CASES = Path(__file__).parent / "cases"
START, BECOMES = "#### case: ", "#### becomes"


def image() -> bytes:
    """A PNG of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


OTHER = "---\ntitle: Other\n---\n\n## Part\n\nWords.\n"

BASES: dict[str, dict[str, str | bytes]] = {
    "docusaurus": {
        "docusaurus.config.js": "module.exports = {title: 'Kettle', url: 'https://kettle.example.com', baseUrl: '/'};",
        "docs/other.md": OTHER,
        "docs/_steps.mdx": "Steps for {props.product}: **{props.count}**.\n",
        "docs/data.js": "export const versions = {now: {app: '1.2'}};",
        "docs/lid.png": image(),
        "static/img/logo.png": image(),
    },
    "mintlify": {
        "docs.json": '{"name": "Kettle", "navigation": {"groups": [{"group": "All", "pages": ["other"]}]}}',
        "other.mdx": OTHER,
        "snippets/hello.mdx": "Hello {name}.\n",
        "snippets/constants.mdx": "export const limit = 12;\n",
        "snippets/counter.jsx": "export const Counter = ({ start, label }) => null;\n",
        "images/logo.png": image(),
        "images/dark.png": image(),
        "images/tour.mp4": b"film",
    },
    "starlight": {
        "astro.config.mjs": (
            "export default defineConfig({site: 'https://kettle.example.com', "
            "integrations: [starlight({title: 'Kettle'})]})"
        ),
        "src/content/docs/other.mdx": OTHER,
        "src/partials/Shared.mdx": "Shared by {props.what}.\n",
        "src/content/docs/lid.png": image(),
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Kettle\n",
        "docs/other.md": OTHER,
        "docs/sub/index.md": OTHER,
        "docs/lid.png": image(),
        "part.md": "Taken **in**.\n",
        "code.py": "import water\n# --8<-- [start:boil]\nwater.boil()\n# --8<-- [end:boil]\n",
    },
    "next-markdoc": {
        "package.json": '{"name": "kettle"}',
        "pages/docs/other.md": OTHER,
        "pages/other.md": OTHER,
        "markdoc/partials/steps.md": "Steps for {% $name %}.\n",
        "markdoc/tags.js": (
            "export const tags = {gauge: {render: Gauge, attributes: {max: {type: Number, required: true}, "
            "unit: {type: String, default: 'bar', matches: ['bar', 'psi']}, labels: {type: Array}}}};"
        ),
        "public/img/logo.png": image(),
    },
}
"""By system, the files around the cases."""

FOLDERS = {
    "docusaurus": "docs/cases/{}.md",
    "mintlify": "cases/{}.mdx",
    "starlight": "src/content/docs/cases/{}.mdx",
    "mkdocs": "docs/cases/{}.md",
    "next-markdoc": "pages/cases/{}.md",
}
"""Where the page of a case is."""


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of a page, and its converted form."""

    title: str
    given: str
    expected: str


def cases_of(system: str) -> list[Case]:
    """The cases of a system, in order."""
    text = (CASES / f"{system}.md").read_text("utf-8")
    found = []
    for part in text.split(START)[1:]:
        title, _, rest = part.partition("\n")
        given, _, expected = rest.partition(f"{BECOMES}\n")
        found.append(Case(title, given, expected.rstrip("\n") + "\n" if expected.strip() else ""))
    return found


def write_cases(system: str, cases: list[Case]) -> None:
    """Write the file of cases, with the present result of each."""
    parts = (f"{START}{case.title}\n{case.given}{BECOMES}\n{case.expected}" for case in cases)
    (CASES / f"{system}.md").write_text("".join(parts), "utf-8")


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    """Put files below a folder."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def site_files(system: str, pages: dict[str, str]) -> dict[str, str | bytes]:
    """The files of a site with these pages, by name."""
    made = {FOLDERS[system].format(name): f"---\ntitle: {name}\n---\n\n{text}" for name, text in pages.items()}
    return {**_beside(system), **BASES[system], **made}


def _beside(system: str) -> dict[str, str | bytes]:
    """Copies of the files that cases name next to their page."""
    folder = FOLDERS[system].rpartition("/")[0]
    names = {"docusaurus": "docs/", "starlight": "src/content/docs/", "mkdocs": "docs/"}.get(system, "")
    beside = {
        path.removeprefix(names): content for path, content in BASES[system].items() if names and path.startswith(names)
    }
    return {f"{folder}/{name}": content for name, content in beside.items()}


def imported(root: Path, system: str) -> ImportResult:
    """The import of the site in a folder."""
    files = SourceFiles(root)
    return import_site(read_site(system, files), files)


def body_of(text: str) -> str:
    """A page without its front matter."""
    return text.split("\n---\n", 1)[1].lstrip("\n")
