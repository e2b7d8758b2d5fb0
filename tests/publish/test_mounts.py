"""Outputs that can't be replaced by another folder: mount points, and layers of container images."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOUNTS: Mapping[str, str] = {
    "a volume": "mount -t tmpfs none $ROOT/out/site",
    "a folder of the same disk": "mount --bind $ROOT/volume $ROOT/out/site",
    "a layer of an image": "cd $ROOT; mount -t overlay -o lowerdir=lower,upperdir=up,workdir=work none out; cd -",
    "a cache on another disk": "mount -t tmpfs none $ROOT/project/.handrail",
    "a cache that looks as if it were here": "mount --bind $ROOT/volume $ROOT/project/.handrail",
}
SCRIPT = """
set -e
build() { "$PYTHON" -B -m builder build "$ROOT/project" -o "$ROOT/out/site" --jobs 1; }
page() { printf -- '---\\ntitle: %s\\n---\\n\\nSaid %s.\\n' "$1" "$2" > "$ROOT/project/content/$1.md"; }
page index once; page gone once
MOUNT
build
test -e "$ROOT/out/site/gone/index.html"
for said in twice thrice; do
    page index $said; rm -f "$ROOT/project/content/gone.md"
    build
    grep -q "Said $said" "$ROOT/out/site/index.html"
    test ! -e "$ROOT/out/site/gone"
done
build
"$PYTHON" -B -m builder build "$ROOT/project" -o "$ROOT/clean" --no-cache --jobs 1
diff -r "$ROOT/clean" "$ROOT/out/site"
test -z "$(find "$ROOT" -name '.handrail-st*' -o -name '.handrail-journal*')"
"""


@pytest.fixture
def mounting() -> list[str]:
    """The command before a script that may mount; only it sees what it mounts."""
    command = [shutil.which("unshare") or "", "-Urm"]
    if (
        not command[0]
        or subprocess.run([*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode
    ):
        pytest.skip("needs to mount file systems, which is not allowed here")
    return command


@pytest.mark.parametrize("name", MOUNTS)
def test_a_site_is_published_there(tmp_path: Path, mounting: list[str], name: str) -> None:
    for folder in ("project/content", "project/.handrail", "volume", "out/site", "lower/site", "up", "work"):
        (tmp_path / folder).mkdir(parents=True)
    if "overlay" in MOUNTS[name]:
        # The site was made as the layer below was.
        (tmp_path / "project/content/index.md").write_text("---\ntitle: Old\n---\n\nOld.\n")
        _built(tmp_path, "lower/site")
    script = SCRIPT.replace("MOUNT", MOUNTS[name])
    done = subprocess.run(
        [*mounting, "sh", "-c", script], cwd=ROOT, env=_environment(tmp_path), capture_output=True, text=True
    )
    if "mount: " in done.stderr or "unknown filesystem" in done.stderr:
        pytest.skip("that can't be mounted here")
    assert done.returncode == 0, done.stdout + done.stderr


def _built(root: Path, output: str) -> None:
    command = [sys.executable, "-m", "builder", "build", str(root / "project"), "-o", str(root / output), "--jobs", "1"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _environment(root: Path) -> dict[str, str]:
    return {**os.environ, "ROOT": str(root), "PYTHON": sys.executable}
