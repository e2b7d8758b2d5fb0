"""Input: connections to exactly those addresses of other sites that were checked.

A name may resolve to another address a moment later, so the client connects to the address that was found to be public.
Where the environment names a proxy, the proxy resolves names; hosts in ``NO_PROXY`` are connected to directly.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.request import getproxies

import httpcore2
import httpx2

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(httpcore2.ConnectError):
    """The host has an address in the own network."""


def client(timeout: float, at_once: int, *, private: bool) -> httpx2.AsyncClient:
    """A client that keeps no cookies and, unless ``private``, connects to public addresses only."""
    limits = httpx2.Limits(max_connections=at_once)
    jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=()))
    made = httpx2.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False, cookies=jar)
    if not private:
        # A transport that is given to the constructor would turn off the environment's proxies. This one is for
        # requests without a proxy, such as those to hosts in NO_PROXY.
        made._transport = _CheckedTransport(limits)
    return made


def has_proxy() -> bool:
    """Whether requests use a proxy."""
    return bool(getproxies().keys() & {"http", "https", "all"})


async def is_private(host: str) -> bool:
    """Whether any address of the host is in the own network; false for a host without addresses."""
    try:
        return any(not _is_open(address) for address in await _addresses(host, None))
    except OSError:
        return False


async def _addresses(host: str, port: int | None) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _is_open(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return address.is_global and not address.is_multicast


class _OpenNetwork(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses only."""

    def __init__(self) -> None:
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Resolve the host once, refuse it if any address is in the own network, and connect to one of the
        addresses.
        """
        try:
            addresses = await _addresses(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        if any(not _is_open(address) for address in addresses):
            raise PrivateAddressError(host)
        last: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await self._inner.sleep(seconds)


class _CheckedTransport(httpx2.AsyncHTTPTransport):
    """Sends requests over such connections."""

    def __init__(self, limits: httpx2.Limits) -> None:
        super().__init__(limits=limits)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_OpenNetwork(),
        )
