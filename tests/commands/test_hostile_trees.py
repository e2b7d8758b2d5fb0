"""Any kind of file in a project: no hang, no crash; a problem with the file's name, or nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site

from builder.regular_file import files_below, read_file
from builder.reporting.system_error import explained

PAGE = "---\ntitle: T\n---\n\nText.\n"

FILES = (
    *("handrail.yml", "checklist.lock.json", "redirects.yml", "urls.txt", "content/menu.yml", "content/b.md"),
    *("content/partials/x.md", "content/images/x.png", "theme/tags/x.html", "theme/templates/page.html"),
    "theme/static/x.js",
)
KINDS: dict[str, Callable[[Path], None]] = {
    "a pipe": lambda path: os.mkfifo(path),
    "a link in a ring": lambda path: path.symlink_to(path.name),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": lambda path: path.mkdir(),
}
FOLDERS = ("content", "content/images", "content/partials", "theme", "theme/tags", "theme/static", "theme/templates")


def checked(site: Site) -> tuple[int, str]:
    """The exit code and the message; the program handles errors of the system in the same way."""
    try:
        site.check()
    except OSError as error:
        return 2, explained(error)
    return site.last.code, site.last.err


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FILES)
def test_what_is_not_a_regular_file(tmp_path: Path, name: str, kind: str) -> None:
    site = Site(tmp_path).write({"content/index.md": PAGE})
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    KINDS[kind](path)
    code, said = checked(site)
    assert code in (0, 1, 2)
    if kind in ("a pipe", "a link in a ring") or name in FILES[:4]:
        assert code, said
        assert path.name in said


@pytest.mark.parametrize("kind", ["a pipe", "a link in a ring", "a link to nowhere", "a file"])
@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_not_a_folder(tmp_path: Path, name: str, kind: str) -> None:
    site = Site(tmp_path)
    if name != "content":
        site.write({"content/index.md": PAGE})
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    KINDS.get(kind, lambda place: place.write_text("x"))(path)
    assert checked(site)[0] in (0, 1, 2)


@pytest.mark.parametrize(
    "folder", ["content", "content/partials", "content/images", "theme/tags", "theme/static", "theme/templates"]
)
def test_folders_that_are_very_deep(tmp_path: Path, folder: str) -> None:
    site = Site(tmp_path).write({"content/index.md": PAGE})
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    subprocess.run(
        f"cd '{tmp_path / folder}' && for i in $(seq 1 1000); do mkdir d && cd d || exit; done", shell=True, check=True
    )
    try:
        assert checked(site)[0] in (0, 1)
    finally:
        subprocess.run(["rm", "-r", str(tmp_path / folder.split("/")[0])], check=True)


@pytest.mark.parametrize("name", [b"\xff", b"a\nb"])
@pytest.mark.parametrize("folder", ["theme/tags", "theme/static", "theme/templates"])
def test_names_in_the_theme_that_can_not_be_used(tmp_path: Path, folder: str, name: bytes) -> None:
    site = Site(tmp_path).write({"content/index.md": PAGE})
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / os.fsdecode(name + b".html")).write_text("x")
    code, said = checked(site)
    assert code == 1
    assert "\\x" in said


@pytest.mark.parametrize("url", ["http://[::1", "http://a:port/", "http://[::1]:99999/", "//a:port/x", "https://[]/"])
@pytest.mark.parametrize(
    "place",
    [
        ("handrail.yml", "base_url: '{}'\n"),
        ("handrail.yml", "edit_url: '{}'\n"),
        ("handrail.yml", "theme: {{links: [{{title: A, url: '{}'}}]}}\n"),
        ("redirects.yml", "/a: '{}'\n"),
        ("content/menu.yml", "site_menu: [{{category: A, url: '{}'}}]\n"),
        ("content/b.md", "---\ntitle: B\n---\n\n[a]({}) ![a b c]({}) <{}>\n"),
    ],
)
def test_addresses_without_a_whole_host_are_reported(tmp_path: Path, place: tuple[str, str], url: str) -> None:
    name, text = place
    site = Site(tmp_path).write({"content/index.md": PAGE, name: text.format(*(url,) * 3)})
    assert checked(site)[0] in (1, 2)
    site.build("--keep-going")
    assert site.last.code in (1, 2)


def test_a_read_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Not a regular file") as caught:
        read_file(tmp_path)
    assert caught.value.filename == str(tmp_path)
    with pytest.raises(OSError, match="name of a file"):
        read_file(tmp_path / "a\0b")


def test_links_in_a_ring_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_text("x")
    (tmp_path / "a/back").symlink_to(tmp_path)
    assert [path.name for path in files_below(tmp_path)] == ["x"]


@pytest.mark.parametrize(
    "name", ["ENOSPC", "EMFILE", "ENFILE", "EIO", "ENOLCK", "EACCES", "EROFS", "ELOOP", "ENAMETOOLONG", "EBUSY"]
)
def test_a_refusal_of_the_system_names_the_file_and_what_to_do(name: str) -> None:
    number = getattr(errno, name)
    said = explained(OSError(number, os.strerror(number), "site/a\udcff.html"))
    assert said.startswith(f"'site/a\\xff.html' can't be used: {os.strerror(number)}. ")
    assert said.isprintable()
    assert said.count(".") >= 3


@pytest.mark.parametrize("name", ["ENOSPC", "EMFILE", "EIO", "ENOLCK"])
@pytest.mark.parametrize("call", ["os.scandir", "os.open", "os.stat", "os.replace", "os.rename", "os.mkdir"])
def test_a_call_that_fails_ends_with_2_or_not_at_all(tmp_path: Path, call: str, name: str) -> None:
    Site(tmp_path).write({"content/index.md": PAGE, "handrail.yml": "title: A\n"})
    program = f"""
import errno, os, sys
from builder import __main__ as program
import builder.commands.build
project, later = sys.argv[1:]
real, count = {call}, 0
def failing(*arguments, **options):
    global count
    first = arguments[0] if arguments else ""
    if isinstance(first, int) or project in str(first):
        count += 1
        if count == int(later):
            raise OSError(errno.{name}, os.strerror(errno.{name}), first)
    return real(*arguments, **options)
{call} = failing
sys.argv = ["handrail", "build", project, "--jobs", "1"]
program.main()
"""
    for later in ("1", "4", "20"):
        words = [sys.executable, "-c", program, str(tmp_path), later]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60)
        assert done.returncode in (0, 1, 2), done.stderr
