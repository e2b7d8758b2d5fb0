"""Input: ``handrail.yml``. Every key has a default; a key that isn't known is said, with what may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from builder.article.headings import AnchorStyle
from builder.content.format_config import FormatConfig
from builder.content.json_schema import KEYWORDS, unknown_keywords
from builder.content.source import read_source
from builder.content.style_values import COLOUR_NAMES, FONT_NAMES, is_colour, is_font
from builder.content.yaml_reader import KeyPath, YamlDocument, read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.suggest import nearest

FILE = "handrail.yml"

Level = Literal["error", "warning", "info", "off"]


class VersionsConfig(msgspec.Struct, frozen=True):
    """``versions``: which folders are versions, and what readers see of them."""

    folders: tuple[str, ...] | None = None
    """Names; ``None`` takes every folder named ``v<digit>…``."""
    titles: Mapping[str, str] = msgspec.field(default_factory=dict)
    """By folder name."""
    default: str | None = None
    """The version that ``latest`` means; ``None`` takes the newest released one."""


class LinkConfig(msgspec.Struct, frozen=True):
    """A link in the header."""

    title: str
    url: str


class ThemeConfig(msgspec.Struct, frozen=True):
    """``theme``: the look that needs no template."""

    logo: str = ""
    """A file of the image roots, as pages name it: ``/images/logo.svg``."""
    links: tuple[LinkConfig, ...] = ()
    """In the header."""
    footer: str = ""
    """A sentence at the foot of each page."""
    colors: Mapping[str, str] = msgspec.field(default_factory=dict)
    """By name, as the manual's page on themes lists them."""
    fonts: Mapping[str, str] = msgspec.field(default_factory=dict)


class ExternalConfig(msgspec.Struct, frozen=True):
    """``external``: how links to other sites are checked."""

    ignore: tuple[str, ...] = ()
    """Regular expressions of URLs that are not asked for."""
    timeout: float = 20.0
    """Seconds for one request."""
    retries: int = 2
    per_host: int = 2
    """Requests to one host at a time."""
    cache_days: float = 7.0
    """How long a success is believed."""
    private: bool = False
    """Whether addresses of the own network are asked."""


class ChecklistConfig(msgspec.Struct, frozen=True):
    """``checklist``: how guides are recognised and read."""

    headings: tuple[str, ...] = ()
    """Further patterns of step headings, regular expressions with the number as their first group."""
    verbs: tuple[str, ...] = ()
    """Further verbs that begin a step."""
    language: str = "en"


class Config(msgspec.Struct, frozen=True):
    """Everything that ``handrail.yml`` says."""

    title: str = "Documentation"
    base_url: str = ""
    """Where the site is published: ``https://docs.example.com/product``."""
    language: str = "en"
    """BCP 47 tag of the content."""
    content: str = "content"
    output: str = "site"
    images: tuple[str, ...] = ("content/images", "public/images", "images")
    """Folders served at ``/images/``; the first that has a file wins."""
    versions: VersionsConfig = VersionsConfig()
    editions: tuple[str, ...] = ()
    """Names; a page or tag may belong to one."""
    edition: str = ""
    """The one that is built; the first of ``editions`` unless said."""
    anchors: AnchorStyle = "github"
    variables: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """What pages can show as ``{% $name %}``."""
    severity: Mapping[str, Level] = msgspec.field(default_factory=dict)
    """By diagnostic code; ``off`` silences it."""
    ignore: tuple[str, ...] = ()
    """Paths that checks pass over, as patterns: ``content/v0.13.*/**``."""
    front_matter: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """A JSON Schema that every page's front matter must meet."""
    checklist: ChecklistConfig = ChecklistConfig()
    format: FormatConfig = FormatConfig()
    theme: ThemeConfig = ThemeConfig()
    edit_url: str = ""
    """URL below which a page's source is edited; the page's path is put behind it."""
    feed: str = "/releases"
    """The slug below which releases are told of, for the site's feed; empty for none."""
    redirects: str = "redirects.yml"
    ledger: str = "urls.txt"
    """The file of every URL that was ever published."""
    external: ExternalConfig = ExternalConfig()
    image_max_bytes: int = 2_000_000
    search: bool = True
    changes: bool = True
    """Whether readers are told what has changed since the version before."""
    places: Mapping[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column of each value in the file, by the keys that lead to it; no key itself."""

    @property
    def base_path(self) -> str:
        """The path below which the site is published: empty, or ``/product``."""
        return urlsplit(self.base_url).path.rstrip("/")


_LEVELS: Mapping[str, Level] = {name: name for name in get_args(Level)}

Read = Callable[["_Reader", Any, KeyPath], Any]


def load_config(project: Path) -> Outcome[Config]:
    """The project's configuration; defaults where it has no ``handrail.yml`` or a key is wrong."""
    if not (project / FILE).exists():
        return Outcome(Config())
    source = read_source(project, FILE)
    if source.value is None:
        return Outcome(Config(), source.diagnostics)
    document = read_yaml(source.value.text)
    reader = _Reader(document)
    for problem in document.problems:
        has_control = problem.kind == "control-character"
        fault = f"contains {problem.message}" if has_control else f"is not good YAML: {problem.message}"
        reader.report("config-invalid", f"The configuration {fault}.", problem.line, problem.column)
    if document.value is None or document.problems:
        return Outcome(Config(), tuple(reader.diagnostics))
    config = reader.record(Config, document.value, ())
    config = replace(_settled(config, reader), places=document.places)
    return Outcome(config, tuple(reader.diagnostics))


def _settled(config: Config, reader: _Reader) -> Config:
    """What one key says of another."""
    if config.edition and config.edition not in config.editions:
        near = nearest(config.edition, config.editions)
        reader.wrong(("edition",), f"'{config.edition}' is none of the editions", near)
        config = replace(config, edition="")
    if config.editions and not config.edition:
        config = replace(config, edition=config.editions[0])
    return replace(config, base_url=config.base_url.rstrip("/"))


class _Reader:
    """Turns data into records and says what is wrong with it."""

    def __init__(self, document: YamlDocument) -> None:
        self._places = document.places
        self.diagnostics: list[Diagnostic] = []

    def report(
        self, code: str, message: str, line: int, column: int, hint: str = "", near: tuple[str, ...] = ()
    ) -> None:
        self.diagnostics.append(Diagnostic(code, "error", message, FILE, line, column, help=hint, suggestions=near))

    def wrong(self, path: KeyPath, message: str, near: tuple[str, ...] = ()) -> None:
        line, column = self._places.get(path, (1, 1))
        key = ".".join(str(part) for part in path)
        self.report("config-value-invalid", f"{key}: {message}.", line, column, near=near)

    def record(self, kind: type[Any], value: Any, path: KeyPath) -> Any:
        """A record of that kind; each key that is wrong keeps its default."""
        if not isinstance(value, dict):
            self.wrong(path, "this must be a list of 'key: value' lines")
            return kind()
        known = _READERS[kind]
        found: dict[str, Any] = {}
        for key, item in value.items():
            if key not in known:
                self.unknown(key, tuple(known), path)
                continue
            read = _READERS[kind][key]
            converted = read(self, item, (*path, key))
            if converted is not None:
                found[key] = converted
        return kind(**found)

    def unknown(self, key: str, known: tuple[str, ...], path: KeyPath) -> None:
        """Report a key that isn't known."""
        line, column = self._places.get((*path, key, ""), (1, 1))
        near = nearest(key, known)
        hint = f"Did you mean '{near[0]}'?" if near else "The manual's page on configuration lists the keys."
        where = f" in '{'.'.join(map(str, path))}'" if path else ""
        self.report("config-unknown-key", f"There is no key '{key}'{where}.", line, column, hint, near)


def _text(reader: _Reader, value: Any, path: KeyPath) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    reader.wrong(path, "this must be a text")
    return None


def _folder(reader: _Reader, value: Any, path: KeyPath) -> str | None:
    text = _text(reader, value, path)
    if text is None:
        return None
    clean = text.strip().strip("/")
    if not clean or text.startswith("/") or ".." in clean.split("/"):
        reader.wrong(path, f"'{text}' is no folder below the project")
        return None
    return clean


def _output(reader: _Reader, value: Any, path: KeyPath) -> str | None:
    text = _text(reader, value, path)
    if text is not None and text.strip() in ("", ".", "/"):
        reader.wrong(path, "the output needs a folder of its own")
        return None
    return text


def _boolean(reader: _Reader, value: Any, path: KeyPath) -> bool | None:
    if isinstance(value, bool):
        return value
    reader.wrong(path, "this must be true or false")
    return None


def _number(reader: _Reader, value: Any, path: KeyPath) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0:
        return value
    reader.wrong(path, "this must be a number")
    return None


def _url(reader: _Reader, value: Any, path: KeyPath) -> str | None:
    text = _text(reader, value, path)
    if text and urlsplit(text).scheme not in ("http", "https"):
        reader.wrong(path, f"'{text}' is no URL that begins with https://")
        return None
    return text


def _texts(reader: _Reader, value: Any, path: KeyPath) -> tuple[str, ...] | None:
    found: tuple[str, ...] | None = _many(_text)(reader, [value] if isinstance(value, str) else value, path)
    return found


def _many(read: Read) -> Read:
    def read_all(reader: _Reader, value: Any, path: KeyPath) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            reader.wrong(path, "this must be a list")
            return None
        items = (read(reader, item, (*path, index)) for index, item in enumerate(value))
        return tuple(item for item in items if item is not None)

    return read_all


def _mapping(reader: _Reader, value: Any, path: KeyPath) -> dict[str, Any] | None:
    if isinstance(value, dict):
        return value
    reader.wrong(path, "this must be a list of 'key: value' lines")
    return None


def _schema(reader: _Reader, value: Any, path: KeyPath) -> dict[str, Any] | None:
    found = _mapping(reader, value, path)
    for name in unknown_keywords(found or {}):
        reader.wrong(path, f"'{name}' is no keyword of JSON Schema that is read here", nearest(name, KEYWORDS))
    return found


def _text_mapping(reader: _Reader, value: Any, path: KeyPath) -> dict[str, str] | None:
    found = _mapping(reader, value, path)
    if found is None:
        return None
    texts = {key: _text(reader, item, (*path, key)) for key, item in found.items()}
    return {key: text for key, text in texts.items() if text is not None}


def _styles(names: tuple[str, ...], fits: Callable[[str], bool], kind: str) -> Read:
    def read(reader: _Reader, value: Any, path: KeyPath) -> dict[str, str] | None:
        found = _text_mapping(reader, value, path)
        for name, text in (found or {}).items():
            if name not in names:
                reader.unknown(name, names, path)
            elif not fits(text):
                reader.wrong((*path, name), f"'{text[:60]}' is no {kind}")
        return found

    return read


def _severities(reader: _Reader, value: Any, path: KeyPath) -> dict[str, Level] | None:
    found = _mapping(reader, value, path)
    if found is None:
        return None
    levels: dict[str, Level] = {}
    for code, level in found.items():
        # YAML reads a bare "off" as false.
        name = _LEVELS.get("off" if level is False else str(level))
        if name is not None:
            levels[code] = name
        else:
            reader.wrong((*path, code), "this must be error, warning, info or off")
    return levels


def _one_of(*names: str) -> Read:
    def read(reader: _Reader, value: Any, path: KeyPath) -> str | None:
        if value in names:
            return str(value)
        reader.wrong(path, f"this must be one of {', '.join(names)}", nearest(str(value), names))
        return None

    return read


def _record(kind: type[Any]) -> Read:
    return lambda reader, value, path: reader.record(kind, value, path)


def _link(reader: _Reader, value: Any, path: KeyPath) -> LinkConfig | None:
    if isinstance(value, dict) and isinstance(value.get("title"), str) and isinstance(value.get("url"), str):
        return LinkConfig(value["title"], value["url"])
    reader.wrong(path, "a link needs a 'title' and a 'url'")
    return None


_COLOURS = tuple(name + scheme for name in COLOUR_NAMES for scheme in ("", "-dark"))

_READERS: Mapping[type[Any], Mapping[str, Read]] = {
    VersionsConfig: {"folders": _texts, "titles": _text_mapping, "default": _text},
    ThemeConfig: {
        "logo": _text,
        "links": _many(_link),
        "footer": _text,
        "colors": _styles(_COLOURS, is_colour, "colour, such as '#0f766e' in quotes"),
        "fonts": _styles(FONT_NAMES, is_font, "list of type faces, such as Inter, sans-serif"),
    },
    ExternalConfig: {
        "ignore": _texts,
        "timeout": _number,
        "retries": _number,
        "per_host": _number,
        "cache_days": _number,
        "private": _boolean,
    },
    ChecklistConfig: {"headings": _texts, "verbs": _texts, "language": _text},
    FormatConfig: {"tag_width": _number},
    Config: {
        "title": _text,
        "base_url": _url,
        "language": _text,
        "content": _folder,
        "output": _output,
        "images": _many(_folder),
        "versions": _record(VersionsConfig),
        "editions": _texts,
        "edition": _text,
        "anchors": _one_of(*get_args(AnchorStyle)),
        "variables": _mapping,
        "severity": _severities,
        "ignore": _texts,
        "front_matter": _schema,
        "checklist": _record(ChecklistConfig),
        "format": _record(FormatConfig),
        "theme": _record(ThemeConfig),
        "edit_url": _url,
        "feed": _text,
        "redirects": _folder,
        "ledger": _folder,
        "external": _record(ExternalConfig),
        "image_max_bytes": _number,
        "search": _boolean,
        "changes": _boolean,
    },
}
