"""Edits that move files, or are made by other hands than an author's: by git, by who cleans up."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from driver import image
from editor import IMAGES, PARTIALS, VERSIONS, Editor

from builder.theme.location import themes_of

HOST = re.compile("https://[a-z0-9]+[.]example[.]com")
SLUG = re.compile("^slug: .*$", re.MULTILINE)


def swap_slugs(editor: Editor) -> None:
    first, second = editor.any_page(), editor.any_page()
    heads = [SLUG.search(page.read_text()) for page in (first, second)]
    if first != second and all(heads):
        one, other = (head.group() for head in heads if head is not None)
        first.write_text(SLUG.sub(other, first.read_text(), count=1))
        second.write_text(SLUG.sub(one, second.read_text(), count=1))
        editor.say(f"swap slugs of {first.relative_to(editor.root)} and {second.relative_to(editor.root)}")


def move_to_another_version(editor: Editor) -> None:
    page = editor.any_page()
    version = editor.dice.choice(VERSIONS)
    new = editor.root / "content" / Path(version, *page.relative_to(editor.root / "content").parts[1:])
    new.parent.mkdir(parents=True, exist_ok=True)
    page.replace(new)
    editor.say(f"move {page.relative_to(editor.root)} to {version}")


def file_or_folder(editor: Editor) -> None:
    """``a.md`` becomes ``a/index.md``, or the other way round: the same page."""
    page = editor.any_page()
    if page.name != "index.md":
        new = page.with_suffix("") / "index.md"
    elif page.parent.parent.name not in ("content", ""):
        new = page.parent.with_suffix(".md")
    else:
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    page.replace(new)
    editor.say(f"{page.relative_to(editor.root)} is now {new.relative_to(editor.root)}")


def page_or_partial(editor: Editor) -> None:
    page, partial = editor.any_page(), editor.root / f"content/partials/{editor.dice.choice(PARTIALS)}.md"
    if editor.dice.random() < 0.5 and partial.exists():
        partial.replace(page)
        editor.say(f"{partial.relative_to(editor.root)} becomes {page.relative_to(editor.root)}")
    elif len(editor.pages()) > 6:
        partial.parent.mkdir(parents=True, exist_ok=True)
        page.replace(partial)
        editor.say(f"{page.relative_to(editor.root)} becomes {partial.relative_to(editor.root)}")


def rename_version(editor: Editor) -> None:
    """Rename a file, or rename it back; a file that has that name by then is removed."""
    version = editor.dice.choice(VERSIONS)
    names = [editor.root / "content" / name for name in (version, version.replace("v", "v9"))]
    old, new = names if names[0].exists() else reversed(names)
    if old.exists():
        shutil.rmtree(new, ignore_errors=True)
        old.rename(new)
        editor.say(f"rename version {old.name} to {new.name}")


def letter_case(editor: Editor) -> None:
    """Of a picture or a page alone."""
    files = [*(editor.root / "content/images").rglob("*.png"), *editor.pages()]
    file = editor.dice.choice(sorted(files))
    new = file.with_name(file.stem.swapcase() + file.suffix)
    if file.name != "index.md" and not new.exists():
        file.rename(new)
        editor.say(f"rename {file.relative_to(editor.root)} to {new.name}")


def delete_image(editor: Editor) -> None:
    name = editor.dice.choice(IMAGES)
    (editor.root / "content/images" / name).unlink(missing_ok=True)
    editor.say(f"delete picture {name}")


def same_images(editor: Editor) -> None:
    """Two of the same bytes."""
    (first, second), data = editor.dice.sample(IMAGES, 2), image(editor.dice.randrange(1, 4), 2)
    editor.write(f"content/images/{first}", data)
    editor.write(f"content/images/{second}", data)
    editor.say(f"pictures {first} and {second} alike")


def override_shipped_tag(editor: Editor) -> None:
    own = editor.root / "theme/tags/note.html"
    if own.exists():
        own.unlink()
        editor.say("the shipped note")
        return
    shipped = themes_of(editor.root)[0] / "tags/note.html"
    editor.write("theme/tags/note.html", f"{shipped.read_text()}<!-- {editor.dice.randrange(3)} -->\n")
    editor.say("a note of its own")


def delete_static(editor: Editor) -> None:
    shutil.rmtree(editor.root / "theme/static", ignore_errors=True)
    editor.say("delete static files")


def style_sheet(editor: Editor) -> None:
    """One of its own, or one in the place of the shipped."""
    name = editor.dice.choice(("own.css", "handrail.css", "sub/own.js"))
    editor.write(f"theme/static/{name}", f"/* {editor.dice.randrange(3)} */\n")
    editor.say(f"change static {name}")


def delete_theme(editor: Editor) -> None:
    shutil.rmtree(editor.root / "theme", ignore_errors=True)
    editor.say("delete theme")


def another_host(editor: Editor) -> None:
    """Nothing but the host of ``base_url``: the paths of all addresses stay."""
    file = editor.root / "handrail.yml"
    text, hosts = file.read_text(), ("docs0", "docs1", "manual")
    host = editor.dice.choice(hosts)
    file.write_text(HOST.sub(f"https://{host}.example.com", text))
    editor.say(f"host {host}")


def there_and_back(editor: Editor) -> None:
    """A page becomes a partial, or its name is written in other letters, and the build after next sees it back."""
    if editor.aside:
        old, new = editor.aside.pop()
        if new.exists() and not old.exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            new.rename(old)
            editor.say(f"{new.relative_to(editor.root)} is back at {old.relative_to(editor.root)}")
        return
    page = editor.any_page()
    partial = editor.root / f"content/partials/{editor.dice.choice(PARTIALS)}-{editor.dice.randrange(3)}.md"
    new = editor.dice.choice((partial, page.with_name(page.stem.swapcase() + ".md")))
    if len(editor.pages()) > 6 and not new.exists():
        new.parent.mkdir(parents=True, exist_ok=True)
        page.rename(new)
        editor.aside.append((page, new))
        editor.say(f"{page.relative_to(editor.root)} goes to {new.relative_to(editor.root)}, to come back")


def take_a_slug(editor: Editor) -> None:
    """Two pages swap slugs, and one of the two is deleted."""
    first, second = editor.any_page(), editor.any_page()
    if first != second and len(editor.pages()) > 6:
        head = SLUG.search(first.read_text())
        if head is not None:
            second.write_text(SLUG.sub(head.group(), second.read_text(), count=1))
            first.unlink()
            editor.say(f"{second.relative_to(editor.root)} takes the slug of {first.relative_to(editor.root)}, deleted")


def damage_the_list(editor: Editor) -> None:
    """The list of published files is lost in part, or names files that builds did not write."""
    manifest = editor.root / "site/.handrail-manifest.json"
    if manifest.exists():
        data = manifest.read_bytes()
        cut = editor.dice.randrange(len(data))
        harm = editor.dice.choice(
            (data[:cut], data[:cut] + b"\xff" + data[cut + 1 :], b"{}", b'{"format": 9, "files": {}}')
        )
        manifest.write_bytes(harm)
        editor.say("damage the list of published files")


def same_times(editor: Editor) -> None:
    """A page is edited, and has the size and the time that it had; or it has another time alone."""
    page = editor.any_page()
    status, text = page.stat(), page.read_text()
    if editor.dice.random() < 0.7:
        page.write_text(text.replace("a", "e") if "a" in text else text.swapcase())
        os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    else:
        os.utime(page)
    editor.say(f"edit {page.relative_to(editor.root)}, with its old time")


def touch_the_site(editor: Editor) -> None:
    """Somebody changes or deletes published files."""
    files = sorted(path for path in (editor.root / "site").rglob("*") if path.is_file())
    if files and editor.dice.random() < 0.8:
        file = editor.dice.choice(files)
        if editor.dice.random() < 0.5:
            file.unlink()
        else:
            file.write_text("Not ours.")
        editor.say(f"touch {file.relative_to(editor.root)}")
    else:
        shutil.rmtree(editor.root / "site", ignore_errors=True)
        editor.say("delete the site")


def commit(editor: Editor) -> None:
    if not (editor.root / ".git").exists():
        _git(editor, "init", "-q", "-b", "main")
        editor.write(".gitignore", "/site/\n/clean/\n/.handrail/\n")
    _git(editor, "add", "-A")
    _git(
        editor, "commit", "-q", "--allow-empty", "-m", "Now", "--date", f"2025-01-{editor.dice.randrange(10, 29)}T12:00"
    )
    editor.say("commit")


def go_back(editor: Editor) -> None:
    """All files as they were at the last commit."""
    if (editor.root / ".git").exists():
        _git(editor, "stash", "-q", "-u")
        editor.say("stash")


def check_out(editor: Editor) -> None:
    """Check out an earlier commit, or the newest again; uncommitted changes are lost."""
    if (editor.root / ".git").exists():
        _git(editor, "add", "-A")
        _git(editor, "reset", "-q", "--hard")
        count = len(_git(editor, "rev-list", "main").split())
        back = editor.dice.randrange(count)
        _git(editor, "checkout", "-q", "-f", f"main~{back}" if back else "main")
        editor.say(f"check out main~{back}")


def take_back(editor: Editor) -> None:
    """Apply the newest stash."""
    if (editor.root / ".git").exists() and _git(editor, "stash", "list"):
        _git(editor, "reset", "-q", "--hard")
        _git(editor, "clean", "-qfd")
        with contextlib.suppress(subprocess.CalledProcessError):
            _git(editor, "stash", "pop", "-q")
        editor.say("stash pop")


def _git(editor: Editor, *arguments: str) -> str:
    options = ("-c", "user.name=N", "-c", "user.email=n@example.com", "-c", "gc.auto=0")
    command = ["git", "-C", str(editor.root), *options, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


MOVES: tuple[Callable[[Editor], None], ...] = (
    *(swap_slugs,) * 2,
    move_to_another_version,
    file_or_folder,
    *(page_or_partial,) * 2,
    rename_version,
    *(letter_case,) * 2,
    delete_image,
    same_images,
    override_shipped_tag,
    delete_static,
    style_sheet,
    delete_theme,
    touch_the_site,
    *(another_host,) * 2,
    *(there_and_back,) * 3,
    *(take_a_slug,) * 2,
    damage_the_list,
    same_times,
    commit,
    go_back,
    check_out,
    take_back,
)
