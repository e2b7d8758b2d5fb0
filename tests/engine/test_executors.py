"""The same bytes, wherever pages are composed: this process, two of them, or the workers of a cluster."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site, run

PAGES = 30
WORDS = "Words of *some* weight, with `code` and a [link](/page-0).\n\n" * 200


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="the extra handrail[cluster] is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as running:
        yield running


def address(cluster: Any) -> str:
    return cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    for number in range(PAGES):
        path = f"content/v{number % 2}/page-{number // 2}.md"
        site.write({path: f"---\ntitle: Page {number}\n---\n\n{WORDS}{{% note %}}\nNote {number}.\n{{% /note %}}\n"})
    return site


def test_all_give_the_same_bytes(site: Site, cluster: Any) -> None:
    root = str(site.root)
    worker_sets = {"one": ["--jobs", "1"], "two": ["--jobs", "2"], "cluster": ["--executor", address(cluster)]}
    for name, options in worker_sets.items():
        done = run("build", root, "--no-cache", "-o", str(site.root / name), *options)
        assert done.code == 0, done.err
    one, *others = (site.published(name) for name in worker_sets)
    assert len(one) > PAGES
    assert all(other == one for other in others)


def test_the_workers_do_compose(site: Site, cluster: Any) -> None:
    def composed(dask_scheduler: Any) -> int:
        return sum(prefix.state_counts["memory"] for prefix in dask_scheduler.task_prefixes.values())

    with cluster.get_client() as client:
        before = client.run_on_scheduler(composed)
        assert run("build", str(site.root), "--executor", address(cluster)).code == 0
        assert client.run_on_scheduler(composed) >= before + 2


def test_code_from_files_that_workers_do_not_have(site: Site, cluster: Any) -> None:
    root = str(site.root)
    for number in range(PAGES):
        file = f"examples/code-{number}.py"
        site.write({file: f"# region: part\nprint({number})\n# endregion: part\n"})
        call = f'{{% code file="{file}" region="part" /%}}'
        site.write({f"content/v{number % 2}/code-{number}.md": f"---\ntitle: Code {number}\n---\n\n{call}\n"})
    options = {"one": ["--jobs", "1"], "cluster": ["--executor", address(cluster)]}
    for name, more in options.items():
        done = run("build", root, "--no-cache", "-o", str(site.root / name), *more)
        assert done.code == 0, done.err
    one, other = (site.published(name) for name in options)
    assert other == one
    assert b"29" in one["v1/code-29/index.html"]
    # An edit of a file on this machine reaches the pages, although no worker sees it.
    site.write({"examples/code-3.py": "# region: part\nleave()\n# endregion: part\n"})
    (site.root / "examples/code-4.py").unlink()
    done = run("build", root, "--no-cache", "--keep-going", "-o", str(site.root / "cluster"), *options["cluster"])
    assert done.code == 1
    assert "examples/code-4.py" in done.err
    assert b"leave" in site.published("cluster")["v1/code-3/index.html"]


def test_workers_with_another_program_are_refused(site: Site, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.engine.program_digest.__version__", "another")
    done = run("build", str(site.root), "--executor", address(cluster))
    assert done.code == 2
    assert "run another version of Handrail" in done.err


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("dask://", "is not the address of a Dask scheduler"),
        ("spark://here", "Write dask://HOST:PORT"),
        ("dask://127.0.0.1:1", "No Dask scheduler answers at dask://127.0.0.1:1"),
    ],
)
def test_an_unreachable_scheduler_is_reported(
    site: Site, named: str, said: str, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.engine.cluster.SECONDS_TO_ANSWER", 1)
    done = run("build", str(site.root), "--executor", named)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (site.root / "site").exists()


def test_without_the_extra(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("build", str(site.root), "--executor", "dask://127.0.0.1:8786")
    assert (done.code, "pip install 'handrail[cluster]'" in done.err) == (2, True), done.err
