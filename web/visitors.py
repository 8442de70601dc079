"""Who asks, and how often they may: a token bucket for every address."""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from aiohttp import web

MOST_ADDRESSES: Final = 10_000


class Visitors:
    """`burst` requests at once, and `rate` a second after that. `proxies` are the networks of which an
    X-Forwarded-For is believed; nobody else's is."""

    def __init__(
        self, *, rate: float, burst: int, proxies: Sequence[str] = (), clock: Callable[[], float]
    ) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._clock = clock
        self._networks = [ipaddress.ip_network(proxy) for proxy in proxies]
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """Addresses that are remembered."""
        return len(self._buckets)

    def must_wait(self, request: web.BaseRequest) -> int:
        """0 if the address may ask now (and it is counted), else after how many seconds it may again."""
        address = self.address(request)
        now = self._clock()
        tokens, seen = self._buckets.pop(address, (self._burst, now))
        tokens = min(self._burst, tokens + (now - seen) * self._rate)
        if tokens >= 1:
            self._buckets[address] = (tokens - 1, now)
            if len(self._buckets) > MOST_ADDRESSES:
                self._buckets.popitem(last=False)
            return 0
        self._buckets[address] = (tokens, now)
        return max(1, int((1 - tokens) / self._rate + 0.999))

    def address(self, request: web.BaseRequest) -> str:
        """The nearest one that is no proxy of ours; an IPv6 address stands for its whole /64, which is what
        one household gets."""
        peer = request.transport.get_extra_info("peername") if request.transport is not None else None
        found = str(peer[0]) if peer else ""
        if self._networks:
            passed = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
            while self._trusted(found) and passed:
                before = passed.pop().strip()
                if _read(before) is None:
                    break
                found = before
        return _household(found)

    def _trusted(self, address: str) -> bool:
        parsed = _read(address)
        return parsed is not None and any(
            parsed in network for network in self._networks if network.version == parsed.version
        )


@lru_cache(4096)
def _household(address: str) -> str:
    parsed = _read(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address


@lru_cache(4096)
def _read(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
