"""Amounts as people type them, in cents."""

import re
from typing import Final

from domain.refusal import Refusal

MOST_CENTS: Final = 10**9
_AMOUNT: Final = re.compile(r"(?P<whole>\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}|-))?")


def read_cents(text: str) -> int:
    """“150”, “€ 1.250,50”, “1,250.50”, “75,-”; nothing typed is nothing."""
    bare = text.replace("€", "").casefold().replace("euro", "").strip()
    if not bare:
        return 0
    match = _AMOUNT.fullmatch(bare)
    if match is None:
        raise Refusal("“{typed}” is no amount that I can read. Type it like 150 or 150,50.", typed=text[:40])
    whole = int(re.sub(r"\D", "", match["whole"]))
    part = match["cents"] or ""
    cents = whole * 100 + (int(part.ljust(2, "0")) if part.isdigit() else 0)
    if cents > MOST_CENTS:
        raise Refusal("“{typed}” is no amount that I can read. Type it like 150 or 150,50.", typed=text[:40])
    return cents
