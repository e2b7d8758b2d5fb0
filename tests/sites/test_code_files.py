"""Code from files: what is shown, what is refused, and what an edit of a file rebuilds."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from driver import Site, run

PROJECT = Path(__file__).parent / "code_files"
TOKEN = 'def token(self, user):\n    value = os.environ["TOKEN"]\n    return f"{user}:{value}"'
LOGIN = "examples/login.py"


@pytest.fixture
def project(tmp_path: Path) -> Site:
    shutil.copytree(PROJECT, tmp_path, dirs_exist_ok=True)
    return Site(tmp_path / "docs")


def blocks(html: str) -> list[str]:
    """The text of each block of code."""
    found = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", each)).rstrip("\n") for each in found]


def page(body: str) -> str:
    return f"---\ntitle: T\n---\n\n# T\n\n{body}\n"


def test_the_page_shows_the_region_without_its_marks(project: Site) -> None:
    project.build().exits(0)
    html = project.page("index.html")
    whole = blocks(html)[2]
    assert blocks(html)[:2] == [TOKEN, 'value = os.environ["TOKEN"]']
    assert whole.startswith("import os\n\n\nclass Login:\n    def token(self, user):\n        value =")
    assert 'return "{% leave %} <b>"' in whole
    assert "region" not in whole
    assert "[START" not in whole
    assert '<figcaption class="code-title">login.py</figcaption><pre tabindex="0"><code><span class="hll">' in html
    assert 'data-language="python"' in html


def test_adjacent_blocks_of_a_group_are_tabs(project: Site) -> None:
    project.build().exits(0)
    tabs = project.page("index.html").partition('<div class="tabs tabs-code">')[2]
    assert re.findall(r'role="tab"[^>]*>([^<]*)<', tabs) == ["Python", "Shell"]
    assert blocks(tabs)[:2] == ['def leave(self):\n    return "{% leave %} <b>"', "exit"]
    assert "data-group" not in tabs
    assert "code-title" not in tabs


def test_markdown_search_and_checklist_have_the_code(project: Site) -> None:
    project.build().exits(0)
    markdown = project.page("index.md")
    indented = TOKEN.replace("\n", "\n   ")
    assert f"   ```python\n   {indented}\n   ```" in markdown
    assert "{% code" not in markdown
    items = project.data("index/checklist.json")["items"]
    assert [(item["text"], item["code"][0]["text"], item["code"][0]["language"]) for item in items[:2]] == [
        ("Write this class:", TOKEN, "python"),
        ("Read the token:", 'value = os.environ["TOKEN"]', "python"),
    ]
    index = b"".join(data for name, data in project.published().items() if name.startswith("search/"))
    assert b"environ" in index


def test_an_edit_rebuilds_only_the_pages_that_show_the_file(project: Site) -> None:
    project.build().exits(0)
    before = project.published()
    project.build().exits(0).says("0 files written")
    login = project.root.parent / LOGIN
    login.write_text(login.read_text("utf-8").replace("TOKEN", "KEY"), "utf-8")
    project.build("--explain", "--prove").exits(0).says("content/index.md: ../examples/login.py")
    assert "content/other.md" not in project.last.err
    after = project.published()
    assert 'os.environ["KEY"]' in blocks(project.page("index.html"))[0]
    assert before["other/index.html"] == after["other/index.html"]
    login.unlink()
    project.build().exits(1).says("There is no code file '../examples/login.py'")


def test_the_formatter_keeps_the_tag(project: Site) -> None:
    before = (project.root / "content/index.md").read_text("utf-8")
    assert run("fmt", str(project.root)).code == 0
    assert (project.root / "content/index.md").read_text("utf-8") == before


def test_a_comparison_with_a_revision_sees_the_code(project: Site) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], cwd=project.root.parent, check=True)
    login = project.root.parent / LOGIN
    login.write_text(login.read_text("utf-8").replace("TOKEN", "KEY"), "utf-8")
    found = run("diff", str(project.root), "--base", "HEAD")
    assert "1 page changed" in found.out + found.err
    assert "text (Step 1: Sign in, All of it)" in found.out + found.err


def test_what_a_page_may_show(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key.py").write_text("key = 1\n", "utf-8")
    site = Site(tmp_path / "docs").write(
        {
            "handrail.yml": "title: T\n",
            "src/a.py": "a = 1\n",
            ".git/config": "token\n",
            "src/.env": "token\n",
            "src/image.bin": b"\xff\xfe\x00",
            "content/index.md": page(
                '{% code file="src/a.py" /%}\n\n{% code file="/src/a.py" /%}\n\n{% code file="../secret/key.py" /%}\n\n'
                '{% code file="src/link.py" /%}\n\n{% code file=".git/config" /%}\n\n{% code file="src/.env" /%}\n\n'
                '{% code file="src/config" /%}\n\n{% code file="/etc/passwd" /%}\n\n{% code file="src" /%}\n\n'
                '{% code file="../../../../../etc/passwd" /%}\n\n{% code file="src/image.bin" /%}'
            ),
        }
    )
    (site.root / "src/link.py").symlink_to(tmp_path / "secret/key.py")
    (site.root / "src/config").symlink_to(site.root / ".git/config")
    problems = [(each["line"], each["code"]) for each in site.problems() if each["severity"] == "error"]
    outside, missing = "code-file-outside", "code-file-missing"
    assert problems == [
        *((11, outside), (13, outside), (15, outside), (17, outside), (19, outside)),
        *((21, missing), (23, missing), (25, outside), (27, missing)),
    ]
    site.build("--keep-going")
    assert blocks(site.page("index.html")) == ["a = 1", "a = 1"]
    assert not any(b"token" in data or b"key = 1" in data for data in site.published().values())


MARKS = [
    ("a.ts", "// #region r\nx\n// #endregion r", "x"),
    ("a.ts", "// #region r\nx\n  // #region in\n  y\n  // #endregion\n// #endregion", "x\n  y"),
    ("a.cs", "#region r\nx\n#endregion", "x"),
    ("a.c", "#pragma region r\nx\n#pragma endregion r", "x"),
    ("a.java", "//region r\nx\n//endregion", "x"),
    ("a.html", "<!-- #region r -->\n<b>\n<!-- #endregion r -->", "<b>"),
    ("a.css", "/* #region r */\nx {}\n/* #endregion r */", "x {}"),
    ("a.sql", "-- #region r\nselect\n-- #endregion", "select"),
    ("a.go", "// [START r]\nx\n// [END r]", "x"),
    ("a.py", "# --8<-- [start:r]\nx\n# --8<-- [end:r]", "x"),
    ("a.rb", "# tag::r[]\nx\n# end::r[]", "x"),
    ("a.rs", "// ANCHOR: r\nx\n// ANCHOR_END: r", "x"),
    ("a.js", "// snippet-start:[r]\nx\n// snippet-end:[r]", "x"),
    ("a.py", "# [START r]\nx\n# [START s]\ny\n# [END r]\nz\n# [END s]", "x\ny"),
    ("a.py", "# [START r]\nx\n# [END r]\ny\n# [START r]\nz\n# [END r]", "x\nz"),
    ("a.yml", "# region r\nregion: eu\nzone: 1\n# endregion", "region: eu\nzone: 1"),
    ("a.py", "if a:\n    # [START r]\n\n    if b:\n        c\n    # [END r]", "if b:\n    c"),
    ("a.go", "\t// [START r]\n\tx\n\t\ty\n\t// [END r]", "x\n\ty"),
]


@pytest.mark.parametrize(("name", "text", "shown"), MARKS)
def test_marks_of_regions(tmp_path: Path, name: str, text: str, shown: str) -> None:
    site = Site(tmp_path).write(
        {
            f"src/{name}": f"before\n{text}\nafter\n",
            "content/index.md": page(f'{{% code file="src/{name}" region="r" /%}}'),
        }
    )
    site.build("--no-search").exits(0)
    assert blocks(site.page("index.html")) == [shown]


LINES = [
    ('lines="2-3"', "b\nc"),
    ("lines=2", "b"),
    ('lines="1,3-"', "a\nc\nd"),
    ('lines="-2"', "a\nb"),
    ('region="r" lines="1"', "c"),
]


@pytest.mark.parametrize(("attributes", "shown"), LINES)
def test_lines_of_a_file(tmp_path: Path, attributes: str, shown: str) -> None:
    text = "a\nb\nc\nd\n" if "region" not in attributes else "a\n# [START r]\nc\nd\n# [END r]\n"
    site = Site(tmp_path).write({"a.py": text, "content/index.md": page(f'{{% code file="a.py" {attributes} /%}}')})
    site.build("--no-search").exits(0)
    assert blocks(site.page("index.html")) == [shown]


def test_regions_take_linear_time(tmp_path: Path) -> None:
    lines = "".join(f"# [START a{n}]\n" for n in range(20_000)) + "".join(f"# [END b{n}]\n" for n in range(20_000))
    site = Site(tmp_path).write({"a.py": lines, "content/index.md": page('{% code file="a.py" region="a1" /%}')})
    assert [each["code"] for each in site.problems() if each["severity"] == "error"] == ["code-region-missing"]
