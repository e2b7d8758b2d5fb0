"""A project in a git repository of its own, for tests that compare revisions."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from driver import Run, Site, image, run

PAGE = "---\ntitle: {title}\nslug: {slug}\n---\n{body}\n"

GUIDE = """## Step 1: Log in

Log in to the console.

## Step 2: Create an application

Click **New**. Enter the name of the application.

## Notes

Nothing else is needed."""

FILES: Mapping[str, str | bytes] = {
    "handrail.yml": "title: Sample\n",
    "content/images/logo.png": image(20, 20),
    **{
        f"content/{version}/{name}.md": text
        for version in ("v1.0.x", "v1.1.x")
        for name, text in {
            "index": PAGE.format(title="Home", slug="/", body="# Home\n\n![Logo](/images/logo.png) [guide](/sso)"),
            "sso": PAGE.format(title="SSO", slug="/sso", body=GUIDE),
            "old": PAGE.format(title="Old page", slug="/old", body="# Old page\n\nThis text is long enough."),
        }.items()
    },
}


class Repository:
    """A project below the top of a repository, with its first commit on the branch main."""

    def __init__(self, top: Path, folder: str = "docs", files: Mapping[str, str | bytes] = FILES) -> None:
        self.top = top
        self.site = Site(top / folder).write(files)
        (top / ".gitignore").write_text(".handrail/\nsite/\n")
        self.git("init", "-q", "-b", "main")
        self.commit("Begin")
        self.git("checkout", "-q", "-b", "change")

    def git(self, *arguments: str) -> str:
        names = {
            f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.top, env={**os.environ, **names}, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, subject: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)

    def diff(self, *options: str) -> dict[str, Any]:
        """The JSON of ``handrail diff``."""
        self.last = run("diff", str(self.site.root), "--jobs", "1", "--format", "json", *options)
        found: dict[str, Any] = json.loads(self.last.out)
        return found

    def run(self, *arguments: str) -> Run:
        """A command on the project."""
        return run(arguments[0], str(self.site.root), "--jobs", "1", *arguments[1:])
