"""The chain: what everybody writes alike, and what gives a change away."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chain import BEGINNING, Link, canonical, first_break, linked

single = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5)
plain = single | st.lists(single, max_size=3) | st.dictionaries(st.sampled_from("abc"), single, max_size=2)
bodies = st.lists(st.dictionaries(st.sampled_from(["n", "kind", "who"]), plain, max_size=3), max_size=6)


def chain(values: list[dict[str, object]]) -> list[Link]:
    links: list[Link] = []
    for value in values:
        links.append(linked(links[-1].hash if links else BEGINNING, value))
    return links


def test_as_anybody_can_compute_it() -> None:
    """By hand: the bytes, and SHA-256 over the hash before and them."""
    first, second = chain([{"b": 1, "a": "ë"}, {"n": None}])
    assert first.body == '{"a":"ë","b":1}'
    assert first.hash == sha256(bytes(32) + b'{"a":"\xc3\xab","b":1}').hexdigest()
    assert second.hash == sha256(bytes.fromhex(first.hash) + b'{"n":null}').hexdigest()


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, {1: 2}, {"é": 1}, b"bytes", "\ud800"])
def test_what_is_not_written_alike_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whichever kind
        canonical({"x": value})


@given(bodies, st.data())
def test_every_change_is_found_where_it_is(values: list[dict[str, object]], data: st.DataObject) -> None:
    links = chain(values)
    assert first_break(links) is None
    if not links:
        return
    place = data.draw(st.integers(0, len(links) - 1))
    changed = [*links]
    changed[place] = Link(links[place].body + " ", links[place].hash)
    assert first_break(changed) == place + 1
    if place + 1 < len(links):
        assert first_break(links[:place] + links[place + 1 :]) == place + 1
        swapped = [*links]
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        assert first_break(swapped) == place + 1
