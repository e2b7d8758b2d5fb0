"""Turns the answers of other sites into diagnostics of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from builder.checks.external.answer import Answer
from builder.checks.external.links import ExternalLink, Use
from builder.checks.locations import at_reference
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.suggest import nearest

_FAILURES: Mapping[str, tuple[str, str]] = {
    "name": ("external-broken", "has an unknown host"),
    "loop": ("external-broken", "redirects endlessly"),
    "tls": ("external-tls", "has a certificate that is not trusted"),
    "timeout": ("external-unavailable", "did not answer in time"),
    "connection": ("external-unavailable", "can't be reached"),
    "private": ("external-private", "is in a private network and was not requested"),
}


def verdicts(
    links: Mapping[ExternalLink, Iterable[Use]], answers: Mapping[ExternalLink, Answer]
) -> Iterator[Diagnostic]:
    """The problems of all places that name a bad URL."""
    for link, uses in links.items():
        answer = answers.get(link)
        found = _verdict(link, answer) if answer is not None else None
        if found is not None:
            code, said, near = found
            for use in uses:
                message = f"'{use.reference.target}' {said}."
                hint = f"Write '{near[0]}'." if near else ""
                yield at_reference(use.page, use.reference, code, message, help=hint, suggestions=near)


_Verdict = tuple[str, str, tuple[str, ...]]


def _verdict(link: ExternalLink, answer: Answer) -> _Verdict | None:
    if answer.failure:
        code, said = _FAILURES[answer.failure]
        return code, f"{said}{f': {answer.detail}' if answer.detail else ''}", ()
    if answer.status == 429:
        return "external-rate-limited", "limits requests (429)", ()
    if answer.status in (401, 403, 407, 451, 999):
        return "external-forbidden", f"is not shown to programs ({answer.status})", ()
    if answer.status >= 500:
        return "external-unavailable", f"failed ({answer.status})", ()
    if not answer.is_success:
        return "external-broken", f"does not exist ({answer.status})", ()
    return _of_success(link, answer)


def _of_success(link: ExternalLink, answer: Answer) -> _Verdict | None:
    if lacks_anchor(link, answer):
        near = tuple(f"{link.url}#{name}" for name in nearest(link.fragment, sorted(answer.anchors or ()), 1))
        return "external-anchor-missing", f"has no '#{link.fragment}'", near
    if answer.moved_to:
        right = _with_fragment(answer.moved_to, link)
        return "external-redirect", f"has moved permanently to '{right}'", (right,)
    if answer.sent_to:
        return "external-redirect-temporary", f"redirects to '{_with_fragment(answer.sent_to, link)}' for now", ()
    return None


def _with_fragment(url: str, link: ExternalLink) -> str:
    return url if not link.fragment or "#" in url else f"{url}#{link.fragment}"


def lacks_anchor(link: ExternalLink, answer: Answer) -> bool:
    """Whether the page exists but lacks the link's anchor."""
    return bool(link.fragment) and answer.anchors is not None and not _has(answer.anchors, link.fragment)


def _has(anchors: frozenset[str], fragment: str) -> bool:
    """The anchor as GitHub writes it: with a prefix before ids given by authors."""
    names = {fragment, unquote(fragment)}
    return fragment == "top" or any(name in anchors or f"user-content-{name}" in anchors for name in names)
