"""Files of code that pages show are watched, also outside the project, and their pages are rebuilt."""

from __future__ import annotations

import shutil
from pathlib import Path

from served import Served, on_the_web, until

SITE = Path(__file__).resolve().parents[1] / "sites/code_files"


def test_an_edit_of_a_file_outside_the_project_is_shown(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "unused.py").write_text("a = 1\n")
    served = Served(tmp_path / "docs").start()
    with on_the_web(served, watched=True):
        assert served.session.code_files == {"../examples/login.py"}
        login = tmp_path / "examples/login.py"
        login.write_text(login.read_text("utf-8").replace("TOKEN", "PASSWORD"), "utf-8")
        assert until(lambda: "PASSWORD" in served.page("index.html"))
        login.rename(tmp_path / "examples/logout.py")
        assert until(lambda: "code-file-missing" in served.codes())
        (tmp_path / "examples/logout.py").rename(login)
        assert until(lambda: "code-file-missing" not in served.codes())
    served.close()
    fresh = [path for event in served.rounds[1:] for path in event.fresh]
    assert set(fresh) == {"/"}
