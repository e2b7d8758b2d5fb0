"""The manual is complete and clean: every feature is on its page, and the manual passes its own checks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

from builder.cli import MODULES, VERBS, cli
from builder.config import ProjectConfig
from builder.theme.location import shipped_theme
from builder.vocabulary.code_block import FENCE_ATTRIBUTES
from builder.vocabulary.load import load_vocabulary

PROJECT = Path(__file__).resolve().parents[2]
MANUAL = PROJECT / "content" / "v0.2.x"

pytestmark = pytest.mark.skipif(not MANUAL.is_dir(), reason="the manual is not part of this distribution")


def page(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, anchor: str) -> str:
    """The part of a page below the heading with this id, up to the next heading of its level."""
    found = re.search(rf"^(##+) [^\n]*{{% #{re.escape(anchor)} %}}\n(.*?)(?=^\1 |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[2] if found else ""


def config_keys(value: msgspec.Struct, prefix: str = "") -> Iterator[str]:
    for name in value.__struct_fields__:
        inner = getattr(value, name)
        if isinstance(inner, msgspec.Struct):
            yield from config_keys(inner, f"{name}.")
        elif name != "places":
            yield prefix + name


def flags(command: click.Command) -> set[str]:
    """The long names of a verb's options, and of those of its own verbs."""
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    options = [parameter for one in (command, *inner) for parameter in one.params]
    return {max(option.opts, key=len) for option in options if isinstance(option, click.Option)}


def commands() -> Mapping[str, click.Command]:
    """Those that can be called, by verb."""
    modules = {
        verb: import_module(name) for verb in VERBS if find_spec(name := f"builder.commands.{MODULES.get(verb, verb)}")
    }
    return {verb: module.command for verb, module in modules.items() if hasattr(module, "command")}


@pytest.mark.parametrize(("verb", "command"), list(commands().items()), ids=list(commands()))
def test_each_verb_is_there_with_its_flags(verb: str, command: click.Command) -> None:
    reported = section(page("commands"), verb)
    assert reported, f"commands.md has no section with the id {verb}"
    assert [flag for flag in sorted(flags(command)) if f"`{flag}" not in reported] == []


def test_no_flag_is_there_that_does_not_exist() -> None:
    known = {"--help", "--version"}.union(*map(flags, commands().values()))
    assert set(re.findall(r"`(?:-\w`, `)?(--[a-z-]+)", page("commands"))) - known == set()


@pytest.mark.parametrize("key", list(config_keys(ProjectConfig())))
def test_each_key_of_the_configuration_is_there(key: str) -> None:
    assert f"| `{key}` |" in page("configuration")


def test_no_key_is_there_that_does_not_exist() -> None:
    reported = set(re.findall(r"^\| `([\w.]+)` \|", page("configuration"), re.MULTILINE))
    assert reported == set(config_keys(ProjectConfig()))


@pytest.mark.parametrize("tool", ["diagnostics_page.py", "icons_table.py", "keys_pages.py", "templates_page.py"])
def test_the_generated_pages_are_current(tool: str) -> None:
    check = [sys.executable, str(PROJECT / "tools" / tool), "--check"]
    done = subprocess.run(check, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)}, check=False)
    assert done.returncode == 0, f"run: python tools/{tool}"


def test_each_tag_is_there_with_its_attributes() -> None:
    groups = [path.read_text(encoding="utf-8") for path in sorted((MANUAL / "tags").glob("*.md"))]
    vocabulary = load_vocabulary((shipped_theme(),)).value
    aliases = {alias for tag in vocabulary.tags.values() for alias in tag.aliases}
    missing: list[str] = []
    for name, tag in vocabulary.tags.items():
        if name in aliases:
            continue
        reported = next((part for text in groups if (part := section(text, name))), "")
        missing += [] if reported else [name]
        missing += [
            f"{name}.{attribute}" for attribute in tag.schema.attributes if f"| `{attribute}` |" not in reported
        ]
    assert missing == []


def test_what_a_block_of_code_may_say_is_there() -> None:
    reported = page("tags/code")
    unused = {"isCodeBlock"}
    assert [name for name in FENCE_ATTRIBUTES if f"`{name}`" not in reported and name not in unused] == []


def test_the_manual_is_clean() -> None:
    arguments = ["check", str(PROJECT), "--fail-on", "warning", "--format", "json", "--jobs", "1", "--no-cache"]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert result.return_value == 0, result.output
