"""Whatever a source writes, comparing ends and nothing breaks."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching import Candidate, Places, candidate, cluster, compare
from domain.sources import SourcePlace

Make = Callable[..., Candidate]

HUGE = {
    "letters": "a" * 200_000,
    "spaces": " " * 200_000,
    "words": "ab " * 70_000,
    "one that unfolds": "\ufdfa" * 20_000,
    "right to left": "\u202e" + "مرحبا بكم " * 10_000,
    "emoji": "🎉👩‍🎤" * 10_000,
    "dashes": "- " * 50_000,
    "brackets": "([" * 50_000,
    "presenters": "aa x bb: " * 20_000,
    "numbers": "#1 vol 2 " * 20_000,
    "accents": "e\u0301" * 50_000,
    "control": "\x00\x1b[2J" * 10_000,
    "lone surrogates": "\ud800" * 1_000,
    "empty": "",
}


@pytest.mark.parametrize("title", HUGE.values(), ids=HUGE.keys())
def test_huge_and_strange_titles(make: Make, title: str) -> None:
    one, other = make(title, place=title), make(title + "b", place=title, source="b")
    assert compare(one, other) == compare(other, one)
    assert cluster([one, other])


@given(
    title=st.text(),
    name=st.text(),
    address=st.text(),
    city=st.text(),
    url=st.text(),
    start=st.datetimes(timezones=st.just(UTC)) | st.dates(),
    end=st.none() | st.datetimes(timezones=st.just(UTC)) | st.dates(),
)
def test_any_text_and_any_time(
    places: Places,
    title: str,
    name: str,
    address: str,
    city: str,
    url: str,
    start: datetime | date,
    end: datetime | date | None,
) -> None:
    one, other = (
        candidate(
            source=source,
            id="1",
            title=title,
            start=start,
            end=end,
            zone=UTC,
            places=places,
            location=SourcePlace(name, address, city),
            url=url,
            performers=[title, name],
        )
        for source in "ab"
    )
    assert compare(one, other) == compare(other, one)
    assert sum(len(found.members) for found in cluster([one, other])) == 2


def test_events_that_last_for_ever_are_not_looked_at_day_by_day(places: Places) -> None:
    endless = [
        candidate(
            source=f"s{number}",
            id="1",
            title="Expo",
            start=date(1, 1, 1),
            end=date(9999, 12, 31),
            zone=UTC,
            places=places,
        )
        for number in range(3)
    ]
    assert all(len(event.when.days()) + len(event.when.months()) < 200 for event in endless)
    assert cluster(endless)
