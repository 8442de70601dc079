"""Reading a ballot that somebody typed: an order of options, or points for them."""

import re
from collections.abc import Sequence

from domain.decisions.ballots import TOP_SCORE, Ballot, picked, scored
from domain.naming import bare
from domain.refusal import Refusal

_APART = re.compile(r"[\n,;>]+")
_NUMBER = re.compile(r"\d{1,2}")


def read_ranking(text: str, options: Sequence[str]) -> Ballot:
    """The favourite first: numbers ("3, 1, 2" or "3 1 2"), or lines that begin with one or are an option."""
    numbers = text.replace(",", " ").replace(">", " ").split()
    if numbers and all(_NUMBER.fullmatch(one.rstrip(".")) for one in numbers):
        parts = numbers
    else:
        parts = [part.strip() for part in _APART.split(text) if part.strip()]
    order = [_option(part, options) for part in parts]
    if not order:
        raise Refusal("Put at least one option in order, or abstain.")
    if len(set(order)) != len(order):
        raise Refusal("The same option stands in your ballot twice. Name each one once.")
    return picked(*order)


def read_scores(text: str, options: Sequence[str]) -> Ballot:
    """A line for each option that ends in its points; one that is missing gets 0."""
    given: dict[int, int] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, _, points = line.rpartition(":")
        if not name or not points.strip().isdecimal() or int(points) > TOP_SCORE:
            raise Refusal(
                "“{line}” does not end in a number from 0 to {most}, after a colon.",
                line=line[:80],
                most=TOP_SCORE,
            )
        given[_option(name.strip(), options)] = int(points)
    return scored(*(given.get(option, 0) for option in range(len(options))))


def _option(part: str, options: Sequence[str]) -> int:
    wanted = bare(part)
    for position, option in enumerate(options):
        if part == option or (wanted and wanted == bare(option)):
            return position
    number = re.match(r"\s*(\d{1,2})\b", part)
    if number and 1 <= int(number[1]) <= len(options):
        return int(number[1]) - 1
    raise Refusal(
        "“{option}” is none of the options. Type their numbers, the favourite first: 2, 1, 3.",
        option=part[:80],
    )
