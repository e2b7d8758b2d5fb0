"""``check --external``: requests links to other sites, and caches successes for a while."""

from __future__ import annotations

import importlib
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from builder import __version__
from builder.checks.external.answer import Answer, Asking
from builder.checks.external.links import ExternalLink, external_links
from builder.checks.external.verdict import lacks_anchor, verdicts
from builder.config import ExternalConfig
from builder.diagnostics.diagnostic import Diagnostic
from builder.errors import UsageError
from builder.progress import Progress, no_progress
from builder.structure.site import Site

CACHE = "external.json"
DAY = 86400.0


def external_problems(
    sites: Sequence[Site],
    config: ExternalConfig,
    cache: Path | None,
    notify: Callable[[str], None],
    progress: Progress = no_progress,
) -> tuple[Diagnostic, ...]:
    """The problems of links to other sites.

    ``cache`` is the folder that keeps successes; ``notify`` is called with a sentence before the requests. Raises
    UsageError if the extra ``external`` is not installed, or a pattern of the configuration is invalid.
    """
    links = external_links(sites, _patterns(config))
    known = _known(cache, config.cache_days)
    waiting = [link for link in links if link not in known]
    if waiting:
        notify(f"Requesting {len({link.url for link in waiting})} URLs of other sites …")
    fresh: Mapping[ExternalLink, Answer] = {}
    if waiting:
        fresh = _asking().answers(waiting, _how(config), count=partial(progress, "Requesting URLs"))
    _keep(cache, known, fresh)
    return tuple(verdicts(links, {**{link: answer for link, (answer, _) in known.items()}, **fresh}))


def _asking() -> Any:
    """The client module: it is imported only here, because it needs an extra."""
    try:
        return importlib.import_module("builder.checks.external.client")
    except ModuleNotFoundError as error:
        if error.name != "httpx2":
            raise
        raise UsageError("--external needs an extra: pip install 'handrail[external]'.") from None


def _how(config: ExternalConfig) -> Asking:
    return Asking(
        timeout=config.timeout,
        retries=int(config.retries),
        per_host=int(config.per_host),
        private=config.private,
        program=f"Handrail/{__version__} (link check)",
    )


def _patterns(config: ExternalConfig) -> tuple[str, ...]:
    for pattern in config.ignore:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UsageError(f"external.ignore: '{pattern}' is not a regular expression: {error}.") from None
    return config.ignore


def _known(cache: Path | None, days: float) -> dict[ExternalLink, tuple[Answer, float]]:
    """The cached successes that are not too old, with their times."""
    if cache is None:
        return {}
    try:
        data = json.loads((cache / CACHE).read_text(encoding="utf-8"))
        found = {ExternalLink(each["url"], each["fragment"]): (_answer(each), each["at"]) for each in data}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    youngest = time.time()
    return {
        link: (answer, at)
        for link, (answer, at) in found.items()
        if isinstance(at, (int, float)) and 0 <= youngest - at < days * DAY and answer.is_success
    }


def _answer(record: Mapping[str, Any]) -> Answer:
    return Answer(status=int(record["status"]), moved_to=record["moved_to"], sent_to=record["sent_to"])


def _keep(
    cache: Path | None, known: Mapping[ExternalLink, tuple[Answer, float]], fresh: Mapping[ExternalLink, Answer]
) -> None:
    """Save the successes; a link whose anchor was missing is requested again."""
    if cache is None or not fresh:
        return
    now = time.time()
    good = {
        link: (answer, now) for link, answer in fresh.items() if answer.is_success and not lacks_anchor(link, answer)
    }
    records = [
        {**asdict(link), "status": answer.status, "moved_to": answer.moved_to, "sent_to": answer.sent_to, "at": at}
        for link, (answer, at) in {**known, **good}.items()
    ]
    try:
        cache.mkdir(parents=True, exist_ok=True)
        (cache / CACHE).write_text(json.dumps(records), encoding="utf-8")
    except OSError:
        return
