"""Which hosts a request may name: this machine's, and those that the author allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from driver import Site
from served import Served, get, on_the_web

from builder.commands.serve import command
from builder.server.hosts import AllowedHosts, is_host_name


@pytest.mark.parametrize(
    ("served", "names", "host", "allowed"),
    [
        ("127.0.0.1", (), "localhost:8000", True),
        ("127.0.0.1", (), "LOCALHOST.", True),
        ("127.0.0.1", (), "[::1]:8000", True),
        ("127.0.0.1", (), "docs", False),
        ("127.0.0.1", ("docs",), "docs:8000", True),
        ("127.0.0.1", ("Docs.Test",), "docs.test", True),
        ("127.0.0.1", ("docs.test",), "evil.docs.test", False),
        ("127.0.0.1", ("docs.test",), "docs.test.evil", False),
        ("127.0.0.1", ("docs",), "user@docs", True),
        ("127.0.0.1", (), "192.168.1.7", False),
        ("127.0.0.1", ("192.168.1.7",), "192.168.1.7:8000", True),
        ("0.0.0.0", (), "192.168.1.7", True),
        ("0.0.0.0", (), "docs", False),
        ("0.0.0.0", ("docs",), "docs", True),
        ("0.0.0.0", (), "", False),
        ("127.0.0.1", (), "[", False),
    ],
)
def test_hosts(served: str, names: tuple[str, ...], host: str, allowed: bool) -> None:
    assert AllowedHosts(served, names).allow(host) == allowed


@pytest.mark.parametrize("name", ["*", "docs:8000", "http://docs", "", "a b", "docs/x"])
def test_a_name_that_is_not_a_host_is_refused(name: str) -> None:
    assert not is_host_name(name)
    result = CliRunner().invoke(command, ["--allow-host", name])
    assert result.exit_code == 2
    assert "is not the name of a host" in result.output


def test_the_answer_to_a_refused_host_names_the_option(tmp_path: Path) -> None:
    served = Served(Site(tmp_path).write({"content/index.md": "---\ntitle: Home\n---\n"}).root).start()
    with on_the_web(served) as server:
        status, text, _ = get(server, "/", Host="docs.test:8000")
        assert (status, "handrail serve --allow-host docs.test\n" in text) == (403, True)
        server.hosts = AllowedHosts("127.0.0.1", ("docs.test",))
        assert get(server, "/", Host="docs.test:8000")[0] == 200
    served.store.close()


def test_poll_takes_a_number_or_none(tmp_path: Path) -> None:
    # The word after --poll is its number, or else the project.
    for arguments in (["--poll", "nowhere"], ["--poll", "2", "nowhere"], ["nowhere", "--poll"]):
        result = CliRunner().invoke(command, arguments)
        assert "nowhere" in result.output + str(result.exception)
    assert CliRunner().invoke(command, ["--poll", "0"]).exit_code == 2
