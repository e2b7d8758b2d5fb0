"""Input: ``handrail.yml``. Every key has a default; unknown keys and invalid values are reported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.config.keys import CONFIG
from builder.config.records import FILE, ProjectConfig
from builder.content.discover import version_folders
from builder.content.json_schema import schema_problem
from builder.content.keys.kinds import Refers
from builder.content.keys.reader import read_keys
from builder.content.languages import LANGUAGES
from builder.content.source import read_source
from builder.content.yaml_document import KeyProblem, KeyReference, YamlDocument
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.catalogue import RULES
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest
from builder.regular_file import is_there

_CODES: Mapping[str, str] = {"unknown": "config-unknown-key"}
"""Codes by kind of problem; any other problem is an invalid value."""

_SAID: Mapping[Refers, str] = {
    "version": "is not a folder in '{content}'",
    "edition": "is not one of the editions",
    "code": "is not a diagnostic code",
    "checklist-language": "is not a language in which guides are read",
    "folder": "is not a folder of the project",
    "file": "is not a file of the project",
}


def load_config(project: Path) -> Outcome[ProjectConfig]:
    """The project's configuration, with defaults for missing and invalid keys."""
    if not is_there(project / FILE):
        return Outcome(ProjectConfig())
    source = read_source(project, FILE)
    if source.value is None:
        return Outcome(ProjectConfig(), source.diagnostics)
    document = read_yaml(source.value.text)
    if document.problems:
        return Outcome(ProjectConfig(), tuple(_not_yaml(document)))
    if document.value is None:
        return Outcome(ProjectConfig())
    reading = read_keys(document, CONFIG)
    config = msgspec.convert(reading.value or {}, ProjectConfig)
    problems = [_diagnostic(problem) for problem in reading.key_problems]
    problems += _schema_problems(document, config)
    misspelt = {name for problem in reading.key_problems if problem.kind == "unknown" for name in problem.near}
    # With 'editions' misspelt, no edition has a name.
    references = [each for each in reading.references if each.refers != "edition" or "editions" not in misspelt]
    problems += _names_nothing(references, _names(project, config), config)
    config = replace(_settled(config), places=document.places)
    return Outcome(config, tuple(sorted(problems, key=lambda problem: problem.sort_key)))


def _not_yaml(document: YamlDocument) -> Iterator[Diagnostic]:
    for problem in document.problems:
        has_control = problem.kind == "control-character"
        said = f"contains {problem.message}" if has_control else f"is not valid YAML: {problem.message}"
        yield diagnostic_at("config-invalid", in_file(FILE, problem.line, problem.column), f"The configuration {said}.")


def _settled(config: ProjectConfig) -> ProjectConfig:
    """The configuration with its default edition, and paths and URL without slashes at their ends."""
    edition = config.edition if config.edition in config.editions else ""
    if config.editions and not edition:
        edition = config.editions[0]
    return replace(
        config,
        edition=edition,
        base_url=config.base_url.rstrip("/"),
        content=config.content.strip().strip("/"),
        images=tuple(folder.strip().strip("/") for folder in config.images),
        reading=replace(
            config.reading,
            static=tuple(folder.strip().strip("/") for folder in config.reading.static),
            partials=config.reading.partials.strip().strip("/"),
        ),
    )


def _names(project: Path, config: ProjectConfig) -> dict[Refers, tuple[str, ...] | Path]:
    """The names that a key may refer to, or the folder that contains them."""
    content = project / config.content
    languages = config.all_languages.all if config.languages.folders else ()
    folders = _folders(content, languages) if config.versions.folders is not None else _versions(content, languages)
    return {
        "version": folders,
        "edition": config.editions,
        "code": tuple(RULES),
        "checklist-language": LANGUAGES,
        "folder": project,
        "file": project,
    }


def _versions(content: Path, languages: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(version_folders(content, None, tuple(languages)))
    except OSError:
        return ()


def _folders(content: Path, languages: Iterable[str]) -> tuple[str, ...]:
    own = (content, *(content / name for name in languages if (content / name).is_dir()))
    try:
        return tuple(sorted(entry.name for folder in own for entry in folder.iterdir() if entry.is_dir()))
    except OSError:
        return ()


def _names_nothing(
    references: Iterable[KeyReference], names: Mapping[Refers, tuple[str, ...] | Path], config: ProjectConfig
) -> Iterator[Diagnostic]:
    """Report each name in the configuration that does not exist."""
    for reference in references:
        known = names[reference.refers]
        name = reference.name.strip().strip("/") if isinstance(known, Path) else reference.name
        if isinstance(known, Path):
            place = os.path.join(known, name)
            found = "\0" not in place and (os.path.isdir if reference.refers == "folder" else os.path.isfile)(place)
            near: tuple[str, ...] = ()
        else:
            found, near = name in known, nearest(name, known)
        if found:
            continue
        key = ".".join(str(part) for part in reference.path)
        said = _SAID[reference.refers].format(content=config.content)
        yield diagnostic_at(
            "config-value-invalid",
            in_file(FILE, reference.line, reference.column),
            f"'{key}': '{reference.name}' {said}.",
            subject=f"{key}: {reference.name}",
            help=f"Did you mean '{near[0]}'?" if near else "",
            suggestions=near,
        )


def _schema_problems(document: YamlDocument, config: ProjectConfig) -> Iterator[Diagnostic]:
    problem, near = schema_problem(config.front_matter) if config.front_matter else ("", ())
    if problem:
        line, column = document.places.get(("front_matter",), (1, 1))
        hint = f"Did you mean '{near[0]}'?" if near else ""
        message = f"'front_matter': {problem}."
        yield diagnostic_at(
            "config-value-invalid", in_file(FILE, line, column), message, "front_matter", help=hint, suggestions=near
        )


def _diagnostic(problem: KeyProblem) -> Diagnostic:
    code = _CODES.get(problem.kind, "config-value-invalid")
    hint = problem.help
    if problem.kind == "unknown":
        above = ".".join(str(part) for part in problem.path[:-1])
        message = f"There is no key '{problem.path[-1]}'" + (f" in '{above}'." if above else ".")
        hint = hint or "The manual's page on configuration lists the keys."
    elif problem.kind == "missing":
        above = ".".join(str(part) for part in problem.path[:-1])
        message = f"'{above}' {problem.message}."
    elif not problem.path:
        message = "The configuration must be a list of 'key: value' lines."
    else:
        message = f"'{problem.name}' {problem.message}."
    place = in_file(FILE, problem.line, problem.column)
    return diagnostic_at(code, place, message, problem.name, help=hint, suggestions=problem.near)
