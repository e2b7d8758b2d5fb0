"""A project on disk and the program run on it, in a chain: ``site.write(…).build().edit(…).build()``."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from builder.cli import cli


def image(width: int = 2, height: int = 1) -> bytes:
    """A grey PNG of that size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass(frozen=True, slots=True)
class Run:
    """The result of one command."""

    code: int
    out: str
    err: str


def run(*arguments: str) -> Run:
    """The program, in this process."""
    result = CliRunner().invoke(cli, list(arguments), prog_name="handrail", standalone_mode=False)
    error = result.exception
    if isinstance(error, click.ClickException):
        return Run(error.exit_code, result.stdout, error.format_message())
    if error is not None:
        raise error
    return Run(result.return_value if isinstance(result.return_value, int) else 0, result.stdout, result.stderr)


@dataclass(slots=True)
class Site:
    """A project in a folder of its own, and the last command's outcome."""

    root: Path
    last: Run = field(default_factory=lambda: Run(0, "", ""))

    def write(self, files: Mapping[str, str | bytes]) -> Site:
        """Put these files there, by path."""
        for path, content in files.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def edit(self, path: str, old: str, new: str) -> Site:
        """Change a file: the text must be there, once."""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        return self.write({path: text.replace(old, new)})

    def remove(self, path: str) -> Site:
        (self.root / path).unlink()
        return self

    def build(self, *options: str) -> Site:
        self.last = run("build", str(self.root), "--jobs", "1", *options)
        return self

    def check(self, *options: str) -> Site:
        self.last = run("check", str(self.root), "--jobs", "1", *options)
        return self

    def exits(self, code: int) -> Site:
        assert self.last.code == code, self.last.err
        return self

    def says(self, *texts: str) -> Site:
        for text in texts:
            assert text in self.last.err, self.last.err
        return self

    def published(self, output: str = "site") -> dict[str, bytes]:
        """Every file of the site, by path."""
        folder = self.root / output
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text("utf-8")

    def data(self, path: str) -> Any:
        return json.loads(self.page(path))

    def problems(self, *options: str) -> list[dict[str, Any]]:
        """The problems that ``check`` reports, as data."""
        self.check("--format", "json", *options)
        found: list[dict[str, Any]] = json.loads(self.last.out)["diagnostics"]
        return found
