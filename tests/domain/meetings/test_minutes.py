"""The rules of agendas, minutes, action points and the party."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings.actions import Reminder, due_on, makes_sense, moment, must_have_owner, what_typed
from domain.meetings.agenda import Item, merged, minutes_wanted, moved, over_time, timetable, title_typed
from domain.meetings.minutes import following, is_approved
from domain.meetings.party import Candidate, candidates
from domain.refusal import Refusal

ZONE = ZoneInfo("Europe/Amsterdam")
BEGINS = datetime(2026, 3, 24, 19, tzinfo=UTC)


def item(number: int, minutes: int) -> Item:
    return Item(id=number, meeting=1, position=number, title="x", minutes=minutes)


def test_times_follow_on_each_other_and_what_is_over_is_counted() -> None:
    items = [item(1, 10), item(2, 45), item(3, 70)]
    assert [t.strftime("%H:%M") for t in timetable(items, BEGINS)] == ["19:00", "19:10", "19:55"]
    assert over_time(items, 120) == 5
    assert over_time(items, 125) == 0


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=12), st.data())
def test_moving_an_item_loses_none(ids: list[int], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(ids))
    place = data.draw(st.integers(-3, 20))
    after = moved(ids, one, place)
    assert sorted(after) == sorted(ids)
    assert [x for x in after if x != one] == [x for x in ids if x != one]
    assert after.index(one) == max(0, min(place - 1, len(ids) - 1))


LINES = st.lists(st.text("abc ", min_size=1, max_size=5), max_size=5).map("\n".join)


@given(LINES, LINES, LINES)
def test_two_who_write_at_once_lose_nothing(base: str, mine: str, theirs: str) -> None:
    """Mine was kept first; theirs was typed on a form that still showed the beginning."""
    both = merged(mine, base, theirs)
    if mine == base:
        assert both == theirs
        return
    assert both.startswith(mine)
    new = set(theirs.splitlines()) - set(base.splitlines())
    assert new <= set(both.splitlines())


@pytest.mark.parametrize(
    ("present", "approvals", "approved"),
    [
        ([], [], False),
        ([1], [1], True),
        ([1, 2], [1], False),
        ([1, 2, 3], [1, 2], True),
        ([1, 2, 3, 4], [1, 2], False),
        ([1, 2, 3], [1, 8, 9], False),
    ],
)
def test_more_than_half_of_those_present(present: list[int], approvals: list[int], approved: bool) -> None:
    assert is_approved(present, approvals) == approved


def test_item_after_item() -> None:
    assert following([4, 9], None) == 4
    assert following([4, 9], 4) == 9
    assert following([4, 9], 9) is None
    assert following([], None) is None


def test_what_cannot_be_is_refused() -> None:
    for typed in ("", "  ", "x" * 151, "@everyone"):
        with pytest.raises(Refusal):
            title_typed(typed)
    for minutes in (0, 181):
        with pytest.raises(Refusal):
            minutes_wanted(minutes)
    with pytest.raises(Refusal):
        must_have_owner(None)
    with pytest.raises(Refusal):
        what_typed(" ")
    with pytest.raises(Refusal):
        due_on(date(2026, 3, 1), date(2026, 3, 2))
    with pytest.raises(Refusal):
        due_on(date(2029, 3, 1), date(2026, 3, 2))


def test_reminders_of_an_action_are_at_ten_local_and_not_too_late() -> None:
    due = date(2026, 3, 30)  # the clocks went forward the day before
    assert moment(Reminder.SOON, due, ZONE) == datetime(2026, 3, 28, 9, tzinfo=UTC)
    assert moment(Reminder.LATE, due, ZONE) == datetime(2026, 3, 31, 8, tzinfo=UTC)
    assert makes_sense(Reminder.SOON, due, due)
    assert not makes_sense(Reminder.SOON, due, date(2026, 4, 2))
    assert makes_sense(Reminder.LATE, due, date(2026, 4, 20))


def test_the_party_goes_round() -> None:
    venues = [(1, "Tetem"), (2, "Fabriek"), (3, "Artikel 5"), (4, "De Loods")]
    hosts = {2023: 1, 2024: 3, 2025: 2}
    assert candidates(venues, hosts, 2026) == (
        Candidate(4, "De Loods", None),
        Candidate(1, "Tetem", 2023),
        Candidate(3, "Artikel 5", 2024),
    )
    # a year without a party: who hosted last is still the one before
    assert 2 not in {one.venue for one in candidates(venues, hosts, 2028)}
    assert len(candidates(venues, {}, 2026)) == 4
