"""How often an address may ask, and which address that is."""

import pytest
from aiohttp.test_utils import make_mocked_request

from web.visitors import MOST_ADDRESSES, Visitors


class Peer:
    def __init__(self, address: str) -> None:
        self.address = address

    def get_extra_info(self, name: str, default: object = None) -> object:
        return (self.address, 1234) if name == "peername" else default


def request(peer: str, passed: str = "") -> object:
    headers = {"X-Forwarded-For": passed} if passed else {}
    return make_mocked_request("GET", "/", headers=headers, transport=Peer(peer))


@pytest.mark.parametrize(
    ("peer", "passed", "address"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "198.51.100.9, 10.0.0.2", "198.51.100.9"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8::1", "", "2001:db8::/64"),
        ("2001:db8::2", "", "2001:db8::/64"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
    ],
)
def test_who_asks(peer: str, passed: str, address: str) -> None:
    visitors = Visitors(rate=1, burst=1, proxies=["10.0.0.0/8"], clock=lambda: 0.0)
    assert visitors.address(request(peer, passed)) == address  # type: ignore[arg-type]


def test_a_bucket_fills_again() -> None:
    time = 0.0
    visitors = Visitors(rate=0.5, burst=2, clock=lambda: time)
    one = request("192.0.2.1")
    assert [visitors.must_wait(one) for _ in range(3)] == [0, 0, 2]  # type: ignore[arg-type]
    time = 2.0
    assert [visitors.must_wait(one) for _ in range(2)] == [0, 2]  # type: ignore[arg-type]
    assert visitors.must_wait(request("192.0.2.2")) == 0  # type: ignore[arg-type]


def test_many_addresses_take_no_more_memory() -> None:
    visitors = Visitors(rate=1, burst=1, clock=lambda: 0.0)
    peer = Peer("")
    one = make_mocked_request("GET", "/", transport=peer)
    for number in range(MOST_ADDRESSES + 500):
        peer.address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        visitors.must_wait(one)
    assert len(visitors) == MOST_ADDRESSES
