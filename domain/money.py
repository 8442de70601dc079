"""Amounts as people type them: whole cents come out, and what could mean two amounts is refused."""

import re
from typing import Final

from domain.refusal import Refusal

MOST_CENTS: Final = 10**12
"""Ten thousand million euros: more is a mistake in typing."""

_NUMBER: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?P<by>[.,' ])[0-9]{3})(?:(?P=by)[0-9]{3})*|[0-9]+)(?P<rest>[.,][0-9]{2})?"
)


def cents_of(typed: str, *, empty: int | None = None) -> int:
    """250000 for "2.500,00", "2,500.00", "2500", "€ 2.500,-" and "EUR 2500.00".

    A point or comma with three digits behind it stands for thousands, with two for cents; the two cannot be
    the same sign in one number. Nothing typed is `empty`, where that has a meaning. Anything else,
    also a third of a cent or less than nothing, is refused: here nothing is rounded.
    """
    text = " ".join(typed.split())
    if not text and empty is not None:
        return empty
    bare = re.sub(r"^(?:€|eur(?:o)?)\s*|\s*(?:€|eur(?:o)?)$", "", text, flags=re.IGNORECASE)
    bare = re.sub(r"[.,](?:-|–)$", "", bare)
    found = _NUMBER.fullmatch(bare)
    if found is None or (found["by"] and found["rest"] and found["rest"][0] == found["by"]):
        raise Refusal(
            "“{typed}” is not an amount that can be read in one way. Type euros and cents, such as 2.500,00.",
            typed=text[:40],
        )
    euros, cents = re.sub(r"\D", "", found["whole"]), (found["rest"] or ".00")[1:]
    amount = int(euros[:15]) * 100 + int(cents) if len(euros) <= 15 else MOST_CENTS + 1
    if amount > MOST_CENTS:
        raise Refusal(
            "“{typed}” is more than can be true. Type euros and cents, such as 2.500,00.", typed=text[:40]
        )
    return amount
