"""Input: requests pages of other sites to see whether they exist.

It tries ``HEAD`` first, and ``GET`` where that is refused or an anchor is needed. It sends few requests to a host at a
time, none while the host is busy, and repeats failed ones after a pause. It follows redirects step by step and checks
each: it never requests an address in the own network unless the project allows it.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx2
import msgspec

from builder.checks.external.answer import Answer, Asking
from builder.checks.external.connections import PrivateAddressError, client, has_proxy, is_private
from builder.checks.external.links import ExternalLink, without_credentials
from builder.checks.external.page_anchors import anchors_in
from builder.progress import Count, no_count

AT_ONCE = 64
"""Number of simultaneous requests to all hosts."""

MOST_REDIRECTS = 10
MOST_BYTES = 4_000_000
"""The most bytes of a page that are searched for anchors; anchors of a longer page are not checked."""

LONGEST_WAIT = 60.0
"""The longest pause that a site may ask for, in seconds; with a longer one, the request is not repeated."""

_REFUSES_HEAD = frozenset({400, 401, 403, 404, 405, 406, 410, 500, 501, 503, 999})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_FOR_GOOD = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


class Clock(msgspec.Struct, frozen=True):
    """The clock, which tests replace."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def answers(
    links: Iterable[ExternalLink], how: Asking, clock: Clock | None = None, count: Count = no_count
) -> dict[ExternalLink, Answer]:
    """The answers of the sites, by link; each URL is requested once. ``count`` is called after each answer."""
    asking = _answers(list(links), how, clock or Clock(), count)
    if not _is_looping():
        return asyncio.run(asking)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


def _is_looping() -> bool:
    """Whether an event loop is running already, in which another can't run."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def _answers(links: list[ExternalLink], how: Asking, clock: Clock, count: Count) -> dict[ExternalLink, Answer]:
    wanted: dict[str, bool] = {}
    for link in links:
        wanted[link.url] = wanted.get(link.url, False) or bool(link.fragment)
    async with client(how.timeout, AT_ONCE, private=how.private) as opened:
        asker = _Asker(opened, how, clock)
        by_url: dict[str, Answer] = {}

        async def ask(url: str, whole: bool) -> None:
            by_url[url] = await asker.ask(url, whole)
            count(len(by_url), len(wanted))

        await asyncio.gather(*(ask(url, whole) for url, whole in wanted.items()))
    return {link: by_url[link.url] for link in links}


class _Host(msgspec.Struct):
    """The state of one host while its URLs are requested."""

    turns: asyncio.Semaphore
    free_at: datetime | None = None
    """The time from which it accepts requests again."""


class _Asker:
    def __init__(self, client: httpx2.AsyncClient, how: Asking, clock: Clock) -> None:
        self._client = client
        self._how = how
        self._clock = clock
        self._all = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, _Host] = {}
        self._headers = {"User-Agent": how.program, "Accept": "text/html,*/*;q=0.8"}
        self._resolves_itself = how.private or not has_proxy()

    async def ask(self, url: str, whole: bool) -> Answer:
        """The last answer for one URL, after as many tries as allowed; ``whole`` if its anchors are needed."""
        for attempt in range(self._how.retries + 1):
            answer, wait = await self._once(url, whole)
            if wait is None or attempt == self._how.retries or wait > LONGEST_WAIT:
                break
            if not wait:
                await self._clock.sleep(0.5 * 2**attempt)
        return answer

    async def _once(self, url: str, whole: bool) -> tuple[Answer, float | None]:
        """One try, and the pause before the next: 0 if the site names none, ``None`` for no further try."""
        try:
            return await self._followed(url, whole)
        except (httpx2.TimeoutException, TimeoutError):
            return Answer(failure="timeout"), 0.0
        except httpx2.HTTPError as error:
            return _failed(error)
        except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
            return Answer(failure="name", detail=str(error)), None

    async def _followed(self, url: str, whole: bool) -> tuple[Answer, float | None]:
        here, for_good, moved_to = url, True, ""
        for _ in range(MOST_REDIRECTS):
            # A proxy resolves the name itself: then nothing more can be checked here.
            host = urlsplit(here).hostname or ""
            if not self._resolves_itself and await is_private(host):
                return Answer(failure="private", detail=host), None
            response = await self._response(here, whole)
            target = response.headers.get("location", "")
            if response.status_code not in _REDIRECTS or not target:
                sent_to = "" if for_good else here
                anchors = _anchors(response, whole)
                answer = Answer(status=response.status_code, moved_to=moved_to, sent_to=sent_to, anchors=anchors)
                return answer, self._rest(here, response) if response.status_code in _AGAIN else None
            here = without_credentials(urljoin(here, target))
            if not here.lower().startswith(("http://", "https://")):
                return Answer(failure="loop", detail=here[:80]), None
            for_good = for_good and response.status_code in _FOR_GOOD
            moved_to = here if for_good else moved_to
        return Answer(failure="loop"), None

    async def _response(self, url: str, whole: bool) -> httpx2.Response:
        host = self._host(url)
        async with host.turns:
            await self._until_free(host)
            async with self._all:
                if not whole:
                    try:
                        response = await self._request("HEAD", url)
                        if response.status_code not in _REFUSES_HEAD:
                            return response
                    except httpx2.RemoteProtocolError:
                        pass  # Some servers hang up on HEAD.
                return await self._request("GET", url)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(urlsplit(url).netloc, _Host(asyncio.Semaphore(max(1, self._how.per_host))))

    async def _until_free(self, host: _Host) -> None:
        left = (host.free_at - self._clock.now()).total_seconds() if host.free_at is not None else 0.0
        if left > 0:
            await self._clock.sleep(left)

    async def _request(self, method: str, url: str) -> httpx2.Response:
        """The answer; with its content only if all of it came in time and is not too long."""
        content = b""
        async with asyncio.timeout(self._how.timeout) as limit:
            async with self._client.stream(method, url, headers=self._headers) as response:
                if method == "GET" and response.is_success:
                    limit.reschedule(None)
                    content = await self._content(response)
        headers = {name: value for name, value in response.headers.items() if name != "content-encoding"}
        return httpx2.Response(response.status_code, headers=headers, content=content)

    async def _content(self, response: httpx2.Response) -> bytes:
        content = bytearray()
        try:
            async with asyncio.timeout(self._how.timeout):
                async for part in response.aiter_bytes():
                    content += part
                    if len(content) > MOST_BYTES:
                        return b""
        except (TimeoutError, httpx2.HTTPError):
            return b""
        return bytes(content)

    def _rest(self, url: str, response: httpx2.Response) -> float:
        """Seconds of pause that the site asks for; 0 if none."""
        seconds = self._said_to_wait(response.headers.get("retry-after", "").strip())
        if 0 < seconds <= LONGEST_WAIT:
            self._host(url).free_at = self._clock.now() + timedelta(seconds=seconds)
        return seconds

    def _said_to_wait(self, said: str) -> float:
        if said.isdecimal():
            return float(said[:9])
        try:
            return max(0.0, (parsedate_to_datetime(said) - self._clock.now()).total_seconds())
        except (ValueError, TypeError):
            return 0.0


def _failed(error: httpx2.HTTPError) -> tuple[Answer, float | None]:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            reason = getattr(cause, "verify_message", "") or cause.reason or "it does not support TLS"
            return Answer(failure="tls", detail=str(reason)), None
        if isinstance(cause, socket.gaierror):
            return Answer(failure="name"), None
        if isinstance(cause, PrivateAddressError):
            return Answer(failure="private", detail=str(cause)), None
        cause = cause.__cause__ or cause.__context__
    return Answer(failure="connection", detail=str(error)[:80]), 0.0


def _anchors(response: httpx2.Response, whole: bool) -> frozenset[str] | None:
    kind = response.headers.get("content-type", "")
    if not whole or not response.is_success or "html" not in kind or not response.content:
        return None
    said = _CHARSET.search(kind)
    try:
        text = response.content.decode(said[1] if said is not None else "utf-8", "replace")
    except LookupError:
        text = response.content.decode("utf-8", "replace")
    return anchors_in(text)
