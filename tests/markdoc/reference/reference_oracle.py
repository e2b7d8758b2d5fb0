"""Asks the reference implementation, in one node process for all questions."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "node_modules" / "@markdoc" / "markdoc"


class Unavailable(Exception):
    """There is no node, or the reference can't be installed."""


def install() -> None:
    """Install the pinned reference beside this file, if it isn't there. Raises Unavailable."""
    if shutil.which("node") is None:
        raise Unavailable("node is not installed")
    if PACKAGE.is_dir():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("npm is not installed")
    command = [npm, "ci", "--omit=optional", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=50, check=False)
    if done.returncode:
        raise Unavailable(f"npm can't install the reference: {done.stderr.strip()[-200:]}")


class Oracle:
    """The process; use it as a context manager."""

    def __enter__(self) -> Oracle:
        install()
        self._process = subprocess.Popen(
            ["node", str(HERE / "oracle.js")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def ask(
        self, text: str, config: Mapping[str, Any], options: Mapping[str, Any], want: Sequence[str] = ()
    ) -> dict[str, Any]:
        """The reference's answer about one document."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"text": text, "config": config, "options": options, "want": list(want)}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
