"""Which network addresses a source may live at: public ones, and what the configuration adds."""

from collections.abc import Callable, Container, Iterable
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import socket
from typing import Any
from urllib.parse import urlsplit

WEB_PORTS = frozenset((80, 443))
# inside 2000::/3 but leading elsewhere: Teredo and its neighbours, documentation, 6to4
_NOT_PUBLIC_6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NOT_PUBLIC_4 = tuple(map(ip_network, ("192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4")))
_GLOBAL_UNICAST = ip_network("2000::/3")

refused_addresses: ContextVar[list[str] | None] = ContextVar("refused_addresses", default=None)
"""Collects what the guard refused during one request, since the connector reports it as a mere OSError."""


class AddressRefused(OSError):  # noqa: N818 - a decision, not an error of ours
    """The socket was not opened: its address is not public."""


def is_public(address: str) -> bool:
    """Whether the address is one on the open internet, reached directly.

    Addresses that wrap another one (IPv4-mapped, NAT64 64:ff9b::/96, 6to4 2002::/16) are not: what they
    lead to is decided elsewhere.
    """
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return parsed.is_global and not any(parsed in network for network in _NOT_PUBLIC_4)
    return (
        parsed in _GLOBAL_UNICAST
        and parsed.is_global
        and not any(parsed in network for network in _NOT_PUBLIC_6)
    )


def permitted(address: str, port: int, allowed: Container[tuple[str, int]]) -> bool:
    """Public on a web port, or named in the configuration with its port."""
    return (address, port) in allowed or (port in WEB_PORTS and is_public(address))


def named(written: Iterable[str]) -> frozenset[tuple[str, int]]:
    """What the configuration allows beyond public addresses: (address, port) of each "127.0.0.1:8400"."""
    parts = [urlsplit(f"//{one}") for one in written]
    return frozenset((one.hostname or "", one.port or 80) for one in parts)


def guarded_sockets(allowed: Container[tuple[str, int]]) -> Callable[[Any], socket]:
    """A socket factory for aiohttp's connector that refuses on the very address being connected to."""

    def open_socket(info: tuple[int, int, int, str, tuple[Any, ...]]) -> socket:
        family, kind, protocol, _, address = info
        host, port = str(address[0]), int(address[1])
        if not permitted(host, port, allowed):
            if (seen := refused_addresses.get()) is not None:
                seen.append(host)
            raise AddressRefused(f"{host} is not a public address")
        opened = socket(family=family, type=kind, proto=protocol)
        opened.setblocking(False)
        return opened

    return open_socket
