"""Who may be contacted: the public internet, and the addresses that the user wrote down for a source.

A link or a redirect must not lead the crawl into the machine or the network it runs in. The check is made on the
addresses that a connection then uses, so a name that resolves differently the next time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scrapy.resolver import HostResolution
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.address import IPv4Address
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from scrapers.urls import netloc

# RFC 6052: the last 32 bits of this network are an IPv4 address behind a NAT64.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """True for a global unicast address. An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) decides."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _inner(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_unspecified or ip.is_reserved)


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in NAT64 or int(ip) >> 32 == 0:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def is_localhost(host: str) -> bool:
    """True for `localhost` and every name under it (RFC 6761, 6.3)."""
    name = host.lower().rstrip(".")
    return name == "localhost" or name.endswith(".localhost")


def literal_address(host: str) -> str | None:
    """The address that `host` itself spells, in any form a resolver takes (`2130706433`, `0x7f.1`); None for a name."""
    if is_localhost(host):
        return "127.0.0.1"
    bare = host.strip("[]")
    if ":" in bare:
        return bare
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, UnicodeError):
        return None


class AddressGuard:
    """Says whether a connection may be made.

    `named` maps each source's id to the `host:port` that the user wrote for it; only these, and the proxies', may be
    anything but public. `refused` collects the `host:port` that were turned away for the addresses they resolved to.
    """

    def __init__(self, named: Mapping[str, frozenset[str]], proxies: Iterable[str] = ()) -> None:
        self._named = named
        self._any = frozenset().union(*named.values())
        self._proxies = frozenset(netloc(url) for url in proxies)
        self._proxy_hosts = frozenset(place.rpartition(":")[0] for place in self._proxies)
        self.refused: set[str] = set()

    def permits(self, host: str, port: int, address: str) -> bool:
        """May a connection for `host:port` go to `address`? (A tunnel through a proxy is resolved with port 0.)"""
        place = f"{host.lower()}:{port}"
        if place in self._any or place in self._proxies or (port == 0 and host.lower() in self._proxy_hosts):
            return True
        return is_public(address)

    async def may_ask(self, source_id: str, url: str, proxied: bool, reactor: Any) -> bool:
        """May this source have `url` asked for? The network is only looked at for another source's own address."""
        place = netloc(url)
        if place in self._named.get(source_id, frozenset()):
            return True
        host = place.rpartition(":")[0]
        literal = literal_address(host)
        if literal is not None:
            return is_public(literal)
        if place not in self._any or proxied:
            return True
        return all(is_public(address) for address in await resolve(reactor, host))


@implementer(IResolutionReceiver)
class _Screen:
    """Passes on the addresses that the guard permits."""

    def __init__(self, receiver: Any, guard: AddressGuard, host: str, port: int) -> None:
        self._receiver, self._guard, self._host, self._port = receiver, guard, host, port
        self._passed = self._turned_away = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 (the interface's name)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._guard.permits(self._host, self._port, address.host):
            self._passed = True
            self._receiver.addressResolved(address)
        else:
            self._turned_away = True

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._turned_away and not self._passed:
            self._guard.refused.add(f"{self._host.lower()}:{self._port}")
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver:
    """A name resolver that the reactor asks before each connection, for names and for literal addresses alike."""

    def __init__(self, inner: Any, guard: AddressGuard) -> None:
        self.inner, self._guard = inner, guard

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        screen = _Screen(resolutionReceiver, self._guard, hostName, portNumber)
        if not is_localhost(hostName):
            return self.inner.resolveHostName(screen, hostName, portNumber, addressTypes, transportSemantics)
        resolution = HostResolution(hostName)
        screen.resolutionBegan(resolution)
        screen.addressResolved(IPv4Address("TCP", "127.0.0.1", portNumber))
        screen.resolutionComplete()
        return resolution


@implementer(IResolutionReceiver)
class _Collected:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.done: Deferred[list[str]] = Deferred()

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self.resolution = resolution

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.done.callback(self.addresses)


async def resolve(reactor: Any, host: str) -> list[str]:
    """The addresses of `host` as the reactor's resolver knows them, screened by nobody; empty when it has none."""
    collected = _Collected()
    resolver = reactor.nameResolver
    getattr(resolver, "inner", resolver).resolveHostName(collected, host)
    return await maybe_deferred_to_future(collected.done)


def install(guard: AddressGuard, reactor: Any) -> None:
    """Put the guard in front of the reactor's resolver."""
    reactor.installNameResolver(GuardedResolver(reactor.nameResolver, guard))
