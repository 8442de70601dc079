"""A time of the day as people type it."""

import re
from datetime import time
from typing import Final

from domain.refusal import Refusal

_HOUR: Final = re.compile(r"(?P<hour>\d{1,2})(?:[:.hu](?P<minute>\d{2})?)?(?: ?uur)?")


def read_hour(text: str) -> time:
    """17:00, 17.30, 17u, 17h30 or 17 as a time of the day."""
    match = _HOUR.fullmatch(text.strip().casefold())
    hour, minute = (int(match["hour"]), int(match["minute"] or 0)) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise Refusal("“{text}” is not a time of the day. Write it like 17:00.", text=text[:20])
    return time(hour, minute)
