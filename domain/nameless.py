"""A register without one of its people: what was decided stays, and no longer says that they were there.

In a chain every hash covers the one before, so it is sealed anew from the first entry that named them. That
is written down in one more entry, with the seal that the chain had before: whoever kept a file from then can
still show that it is the same record, number for person.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from domain.chain import BEGINNING, Link, linked
from domain.redacting import Marks, redacted

NAMELESS: Final = "nameless"
"""The kind of the entry that says so, in every chain of ours."""

_ONE: Final = frozenset({"person", "by", "holder", "owner", "chair"})
_MANY: Final = frozenset({"electorate", "people", "present"})
_WROTE: Final = frozenset({"reason"})


def must_be_nameless(body: Mapping[str, Any]) -> str:
    """The former seal that such an entry holds. Raises ValueError for what is no such entry."""
    seal = body["seal"]
    if int(body["person"]) >= 0 or len(seal) != len(BEGINNING) or not set(seal) <= set("0123456789abcdef"):
        raise ValueError("this is not how somebody is taken out of a register")
    date.fromisoformat(body["day"])
    return str(seal)


def concerns(bodies: Iterable[Mapping[str, Any]], person: int) -> bool:
    return any(person in _people(body) for body in bodies)


def without(
    links: Sequence[Link], person: int, names: Iterable[str] = (), *, day: date
) -> tuple[list[Link], int] | None:
    """The chain without them and the number that stands there instead; None where they are not in it.

    Their names (`names`) go from the reasons that they gave, and from where the entry holds their name."""
    bodies = [json.loads(link.body) for link in links]
    if not concerns(bodies, person):
        return None
    number = min(0, min(p for body in bodies for p in _people(body))) - 1
    names = tuple(names)
    chain: list[Link] = []
    previous = BEGINNING
    for body in bodies:
        link = linked(previous, _without(body, person, number, names))
        chain.append(link)
        previous = link.hash
    last = {
        "n": len(chain) + 1,
        "kind": NAMELESS,
        "day": day.isoformat(),
        "person": str(number),
        "seal": links[-1].hash,
    }
    chain.append(linked(previous, last))
    return chain, number


def _people(value: Any) -> set[int]:
    found: set[int] = set()
    for key, inner in value.items():
        if key in _ONE and isinstance(inner, str):
            found.add(int(inner))
        elif key in _MANY and isinstance(inner, list):
            found.update(int(one) for one in inner)
        elif isinstance(inner, Mapping):
            found |= _people(inner)
    return found


def _without(body: Mapping[str, Any], person: int, number: int, names: Sequence[str]) -> dict[str, Any]:
    old, new = str(person), str(number)
    theirs = body.get("by", body.get("person")) == old or body.get("person") == old
    changed: dict[str, Any] = {}
    for key, inner in body.items():
        if key in _ONE and inner == old:
            changed[key] = new
        elif key in _MANY and isinstance(inner, list):
            changed[key] = sorted((new if one == old else one for one in inner), key=int)
        elif isinstance(inner, Mapping):
            changed[key] = _without(inner, person, number, names)
        elif theirs and key in _WROTE and isinstance(inner, str):
            changed[key] = redacted(inner, names, Marks()).text
        elif theirs and key == "name":
            changed[key] = "–"
        else:
            changed[key] = inner
    return changed
