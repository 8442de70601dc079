"""A question to the agenda fits in a button, whatever it is, and comes out of it as it went in."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.agenda.asked import MOST_PAGE, MOST_WORDS, Asked
from domain.events import Language
from domain.texts import one_line
from domain.when.answers import Period

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
questions = st.builds(
    lambda one, other, **rest: Asked(period=Period(min(one, other), max(one, other)), **rest),
    days,
    days,
    theme=st.from_regex(r"[a-z][a-z0-9_]{0,29}", fullmatch=True) | st.just(""),
    venue=st.integers(0, 36**7 - 1),
    language=st.sampled_from(["", "f", "d", "e", "n"]),
    words=st.text(max_size=MOST_WORDS).map(one_line),
    page=st.integers(1, MOST_PAGE),
)


@given(questions)
def test_it_comes_back_as_it_went_in(asked: Asked) -> None:
    assert len(asked.custom_id) <= 100
    assert Asked.of(asked.custom_id) == asked


def test_neighbouring_pages_have_other_buttons() -> None:
    asked = Asked(period=Period(date(2026, 3, 9), date(2026, 3, 23)))
    assert len({asked.at(page).custom_id for page in (0, 1, 2, MOST_PAGE)}) == 4


@pytest.mark.parametrize("text", ["", "agenda:show", "event:1:more", "agenda:show:1:0:0::::"])
def test_anything_else_is_no_question(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        Asked.of(text)


def test_of_today_only_what_is_still_to_come() -> None:
    today = Asked(period=Period(date(2026, 3, 9), date(2026, 3, 10))).query(ZONE, NOW)
    assert today.since == NOW - timedelta(hours=2)
    assert today.until == datetime(2026, 3, 10, tzinfo=ZONE)
    yesterday = Asked(period=Period(date(2026, 3, 8), date(2026, 3, 9))).query(ZONE, NOW)
    assert yesterday.since == datetime(2026, 3, 8, tzinfo=ZONE)


def test_languages() -> None:
    def query(code: str) -> object:
        asked = Asked(period=Period(date(2026, 3, 9), date(2026, 3, 10)), language=code).query(ZONE, NOW)
        return asked.english_friendly, asked.languages

    assert query("") == (False, frozenset())
    assert query("f") == (True, frozenset())
    assert query("e") == (False, frozenset({Language.ENGLISH}))
