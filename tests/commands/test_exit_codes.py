"""Exit codes, and the stream that each kind of output goes to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Run, Site, run

ROOT = Path(__file__).resolve().parents[2]
PAGE = "---\ntitle: A\n---\n\n# A\n"

Make = Callable[..., Site]


def program(*arguments: str, folder: Path = ROOT) -> Run:
    """The program, as a process of its own."""
    result = subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=50,
    )
    return Run(result.returncode, result.stdout, result.stderr)


def test_clean_and_not_clean(site: Make) -> None:
    project = site().write({"content/a.md": PAGE})
    project.check().exits(0).build().exits(0)
    project.write({"content/a.md": PAGE + "\n[Nowhere](/nowhere)\n"}).check().exits(1).build().exits(1)
    project.check("--ignore", "link-unresolved").exits(0)
    project.check("--select", "image-missing").exits(0)


def test_warnings_fail_when_asked(site: Make) -> None:
    project = site().write({"content/a.md": PAGE, "handrail.yml": "severity:\n  link-unresolved: warning\n"})
    project.write({"content/a.md": PAGE + "\n[Nowhere](/nowhere)\n"})
    project.check().exits(0).check("--fail-on", "warning").exits(1)
    project.build().exits(0).build("--strict").exits(1)


def test_a_version_that_is_not_there(site: Make) -> None:
    project = site().write({"content/v1.0.x/a.md": PAGE, "content/v1.1.x/a.md": PAGE})
    project.build("--only", "v1.1").exits(2).says("There is no version 'v1.1' in 'content'. Did you mean 'v1.1.x'?")
    project.build("--only", "v1.1.x").exits(0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("biuld",), "Did you mean 'build'?"),
        (("build", "--no-such-option"), "--no-such-option"),
        (("build", "no-such-folder"), "no-such-folder"),
        (("check", "--format", "prose"), "prose"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert said in result.err


def test_machine_formats_go_to_standard_output_alone(site: Make) -> None:
    project = site().write({"content/a.md": PAGE + "\n[Nowhere](/nowhere)\n"})
    result = program("check", str(project.root), "--format", "json")
    assert result.code == 1
    assert json.loads(result.out)["summary"]["error"] == 1
    assert result.err == ""
    result = program("check", str(project.root))
    assert result.out == ""
    assert "link-unresolved" in result.err
    assert "\x1b" not in result.err


def test_version_and_help() -> None:
    assert program("--version").out.startswith("handrail ")
    assert "build" in program("--help").out


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [".handrail", ".handrail-*"], ids=["while reading", "while publishing"])
def test_interrupted(site: Make, sign: str) -> None:
    project = site().write({"content/a.md": PAGE}).build("--no-cache").exits(0)
    before = project.published()
    project.write({f"content/p{n}.md": PAGE + f"\nSome *text* {n} to read.\n" for n in range(1500)})
    process = subprocess.Popen(
        [sys.executable, "-m", "builder", "build", str(project.root), "--jobs", "2"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Where the tests themselves run in the background, a shell has had interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while process.poll() is None and not list(project.root.glob(sign)):
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=40)
    assert process.returncode == 130, said
    assert b"Traceback" not in said
    assert project.published() == before
    project.build().exits(0)
    assert not list(project.root.glob(".handrail-*"))
    assert len(project.published()) > 1500


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_template_that_fails_is_the_author_s_affair(site: Make, jobs: str) -> None:
    project = site().write({f"content/p{number}.md": PAGE for number in range(300)}).build().exits(0)
    before = project.published()
    project.write({"theme/templates/page.html": "<p>\n{{ nothing.here }}\n"}).build("--jobs", jobs).exits(1)
    project.says("theme/templates/page.html", "2:1", "'nothing' is undefined", "Nothing was published")
    assert project.published() == before
