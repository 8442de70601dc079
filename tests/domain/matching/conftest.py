"""Events to compare, written in few words."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.commands.dedupe import known_places
from domain.matching import Candidate, Places, candidate
from domain.sources import SourcePlace

ZONE = ZoneInfo("Europe/Amsterdam")
Make = Callable[..., Candidate]


def moment(text: str) -> datetime | date:
    """ "14 20:30" is that time in March 2026, "14" the whole day, "15 00:30" the night after."""
    day, _, clock = text.partition(" ")
    first = date(2026, 3, 1) + timedelta(days=int(day) - 1)
    if not clock:
        return first
    hour, minute = map(int, clock.split(":"))
    return datetime(first.year, first.month, first.day, hour, minute, tzinfo=ZONE)


@pytest.fixture(scope="session")
def places() -> Places:
    return known_places()


@pytest.fixture(scope="session")
def make(places: Places) -> Make:
    """make(title, when, place, city, until=..., source=..., id=...) with sensible defaults."""

    def made(
        title: str,
        when: str = "14 20:00",
        place: str | None = "Tankstation",
        city: str | None = None,
        *,
        until: str | None = None,
        source: str = "a",
        id: str = "1",
        url: str | None = None,
        performers: tuple[str, ...] = (),
        organizer: str | None = None,
    ) -> Candidate:
        return candidate(
            source=source,
            id=id,
            title=title,
            start=moment(when),
            end=moment(until) if until else None,
            zone=ZONE,
            places=places,
            location=SourcePlace(place, None, city),
            url=url,
            performers=performers,
            organizer=organizer,
        )

    return made
