"""When somebody hears of a question by itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desk.question import Question, Status, WaitsFor
from domain.desk.reminding import Nudge, next_moment, reminder, what_is_due
from domain.desk.terms import DeskSettings, aloud, due_after
from domain.free_days import FreeDays

HOME = ZoneInfo("Europe/Amsterdam")
FREE = FreeDays()
USUAL = DeskSettings()


def asked(at: datetime, *, term: int = 3, by: date | None = None) -> Question:
    return Question(
        id=1,
        community=50,
        number=12,
        asker=1,
        text="Mag het?",
        locale="nl",
        sector="a",
        owner=11,
        by=by,
        waits_since=at,
        asked_at=at,
        due_at=due_after(at, term, HOME, FREE),
    )


def local(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=HOME)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (asked(local(2026, 3, 9, 12)), local(2026, 3, 11, 9)),  # due on Thursday: on Wednesday morning
        (asked(local(2026, 3, 9, 12), term=1), local(2026, 3, 10, 9)),  # due tomorrow: tomorrow morning
        (asked(local(2026, 3, 11, 12)), local(2026, 3, 13, 9)),  # due on Monday: on Friday morning
        (asked(local(2026, 3, 9, 12), by=date(2026, 3, 10)), local(2026, 3, 10, 9)),  # needed tomorrow
        (asked(local(2026, 3, 9, 12), by=date(2026, 3, 9)), local(2026, 3, 11, 9)),  # needed today: was told
    ],
)
def test_the_owner_hears_before_the_term_ends(question: Question, first: datetime) -> None:
    found = reminder(question, 0, HOME, FREE)
    assert found is not None
    assert (found.nudge, found.at) == (Nudge.SOON, first)


def test_then_who_stands_in_and_then_the_board_on_working_days() -> None:
    question = asked(local(2026, 3, 10, 12))  # due on Friday 13 March
    late, board = (reminder(question, count, HOME, FREE) for count in (1, 2))
    assert late is not None
    assert board is not None
    assert (late.nudge, late.at) == (Nudge.LATE, local(2026, 3, 16, 9))
    assert (board.nudge, board.at) == (Nudge.BOARD, local(2026, 3, 17, 9))
    assert reminder(question, 3, HOME, FREE) is None


_STATES = st.sampled_from(
    [
        (Status.OPEN, None),
        (Status.TAKEN, None),
        *((Status.WAITING, one) for one in WaitsFor),
        (Status.ANSWERED, None),
        (Status.CLOSED, None),
    ]
)
_MINUTES = st.integers(0, 3 * 366 * 24 * 60)
_QUIET = st.tuples(st.integers(0, 23), st.integers(0, 23))


@given(_MINUTES, _STATES, st.integers(0, 120 * 24 * 60), st.integers(1, 10), _QUIET)
def test_nothing_is_said_twice_and_nothing_in_the_quiet_hours(
    minutes: int, state: tuple[Status, WaitsFor | None], later: int, term: int, quiet: tuple[int, int]
) -> None:
    settings = DeskSettings(quiet_from=time(quiet[0]), quiet_until=time(quiet[1]))
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    question = replace(asked(at, term=term), status=state[0], waits_for=state[1])
    now = at + timedelta(minutes=later)
    found, count = what_is_due(question, HOME, FREE, now=now)
    after = question.reminded_of(count)
    assert count >= question.reminded
    assert found is None or found.at <= now
    # looked at again at once: nothing more
    assert what_is_due(after, HOME, FREE, now=now) == (None, count)
    coming = next_moment(after, settings, HOME, FREE)
    if coming is not None:
        assert coming > now or aloud(coming, settings, HOME) == coming
        assert aloud(coming, settings, HOME) == coming
    if not question.is_unanswered:
        assert (found, count, coming) == (None, 0, None)
