"""What should stand on Discord's event list, and that the steps there break none of Discord's rules."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import Details, Event, Stage
from domain.mirror import (
    MOST,
    Act,
    Outline,
    Span,
    Standing,
    Step,
    is_off,
    key_of,
    next_look,
    opening,
    outline,
    span_of,
    steps,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def what(event: int, starts: datetime, length: timedelta = HOUR, *, off: bool = False) -> Outline:
    return Outline(event, Span(starts, starts + length, False), off, 0, f"{event}/{starts}/{length}/{off}")


def on_list(one: Outline, **changes: object) -> Standing:
    made = Standing(
        event=one.event,
        discord_id=1000 + one.event,
        stamp=one.stamp,
        starts=one.span.starts,
        ends=one.span.ends,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def act(events: list[Outline], standing: list[Standing], others: int = 0) -> list[tuple[Act, int]]:
    found = steps(events, {one.event: one for one in standing}, others=others, zone=AMSTERDAM, now=NOW)
    return [(step.act, step.event) for step in found]


# ---- when it is


def test_an_end_that_is_not_known_is_three_hours_later() -> None:
    starts = local("2026-03-13T20:00")
    assert span_of(starts, None, True, AMSTERDAM) == Span(starts, starts + 3 * HOUR, True)
    assert span_of(starts, starts - HOUR, True, AMSTERDAM) == Span(starts, starts + 3 * HOUR, True)


def test_a_day_without_a_time_lasts_until_its_end_also_when_the_clock_changes() -> None:
    starts = local("2026-03-29T00:00")
    span = span_of(starts, None, False, AMSTERDAM)
    assert span.ends == local("2026-03-30T00:00")
    assert span.ends - span.starts == 23 * HOUR
    assert not span.guessed


def test_a_known_end_is_kept() -> None:
    starts = local("2026-03-13T00:00")
    assert span_of(starts, starts + 3 * DAY, False, AMSTERDAM).ends == starts + 3 * DAY


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2026-03-13T20:00", "2026-03-13T23:00", "2026-03-13T20:00"),  # coming
        ("2026-03-09T11:00", "2026-03-09T14:00", None),  # under way, and over tonight
        ("2026-03-08T22:00", "2026-03-09T22:00", None),  # its next day begins when it ends
        ("2026-03-01T11:00", "2026-03-30T17:00", "2026-03-10T11:00"),  # begun; it opens tomorrow at eleven
        ("2026-03-01T15:00", "2026-03-30T17:00", "2026-03-09T15:00"),  # it opens this afternoon
        ("2026-03-01T00:00", "2026-03-30T00:00", "2026-03-10T00:00"),  # whole days: from tomorrow on
        ("2026-02-01T10:00", "2026-03-09T12:00", None),  # over now
    ],
)
def test_with_which_start_it_can_be_put_there(starts: str, ends: str, expected: str | None) -> None:
    found = opening(Span(local(starts), local(ends), False), AMSTERDAM, NOW)
    assert found == (local(expected) if expected else None)


# ---- what is done about one event


def test_new_ones_are_made_nearest_first_whatever_their_numbers() -> None:
    events = [what(1, NOW + 3 * DAY), what(2, NOW + DAY), what(3, NOW + 2 * DAY)]
    assert act(events, []) == [(Act.CREATE, 2), (Act.CREATE, 3), (Act.CREATE, 1)]


def test_what_agrees_is_left_alone() -> None:
    one = what(1, NOW + DAY)
    assert act([one], [on_list(one)]) == []


@pytest.mark.parametrize(
    ("event", "standing", "expected"),
    [
        (what(1, NOW + DAY), {"stamp": "old"}, Act.EDIT),
        (what(1, NOW + DAY), {"starts": NOW + 2 * DAY}, Act.EDIT),
        (what(1, NOW + DAY, off=True), {}, Act.CANCEL),
        (what(1, NOW + DAY, off=True), {"active": True}, Act.COMPLETE),
        (what(1, NOW - HOUR, 3 * HOUR, off=True), {}, Act.COMPLETE),
        (what(1, NOW - HOUR, 3 * HOUR), {"stamp": "old"}, Act.EDIT),
        (what(1, NOW - HOUR, 3 * HOUR), {"starts": NOW + HOUR}, Act.BEGIN),  # began earlier
        (
            what(1, NOW + DAY),
            {"starts": NOW - HOUR, "ends": NOW + HOUR},
            Act.COMPLETE,
        ),  # moved while under way
        (
            what(1, NOW - 3 * HOUR),
            {"starts": NOW + HOUR, "ends": NOW + 2 * HOUR},
            Act.DELETE,
        ),  # moved to the past
        (what(1, NOW - 3 * HOUR), {"starts": NOW - HOUR, "ends": NOW + 2 * HOUR}, Act.COMPLETE),
        (what(1, NOW - 9 * HOUR), {"active": True}, Act.COMPLETE),  # Discord forgot to end it
    ],
)
def test_one_that_stands_there(event: Outline, standing: dict[str, object], expected: Act) -> None:
    assert act([event], [on_list(event, **standing)]) == [(expected, 1)]


def test_what_is_not_public_any_more_is_taken_off() -> None:
    assert act([], [on_list(what(1, NOW + DAY))]) == [(Act.DELETE, 1)]


def test_what_just_ended_is_left_to_discord() -> None:
    one = what(1, NOW - 2 * HOUR, 2 * HOUR - timedelta(minutes=5))
    assert act([one], [on_list(one)]) == []


def test_what_is_put_there_with_a_later_day_stays_so() -> None:
    one = what(1, NOW - DAY, 9 * DAY)
    assert act([one], [on_list(one, starts=NOW + DAY)]) == []


def test_what_is_under_way_keeps_the_start_that_it_has() -> None:
    one = what(1, NOW - 2 * HOUR, 5 * HOUR)
    (step,) = steps([one], {1: on_list(one, starts=NOW - HOUR, stamp="")}, others=0, zone=AMSTERDAM, now=NOW)
    assert step == Step(Act.EDIT, 1, 1001, NOW - HOUR, NOW + 3 * HOUR, True)


def test_what_people_took_off_or_discord_refused_is_not_made_again_until_it_changes() -> None:
    one = what(1, NOW + DAY)
    assert act([one], [Standing(event=1, removed=0)]) == []
    assert act([one], [Standing(event=1, refused=one.stamp)]) == []
    assert act([replace(one, sequence=1)], [Standing(event=1, removed=0)]) == [(Act.CREATE, 1)]
    assert act([replace(one, stamp="x")], [Standing(event=1, refused=one.stamp)]) == [(Act.CREATE, 1)]
    assert act([one], [on_list(one, stamp="old", refused=one.stamp)]) == []


# ---- a hundred


def test_the_farthest_make_room_before_the_nearest_are_made() -> None:
    far = [what(number, NOW + number * DAY) for number in range(1, 101)]
    near = what(500, NOW + HOUR)
    assert act([*far, near], [on_list(one) for one in far]) == [(Act.DELETE, 100), (Act.CREATE, 500)]


def test_other_peoples_events_take_their_places() -> None:
    events = [what(number, NOW + number * DAY) for number in range(1, 131)]
    assert [number for _, number in act(events, [], others=5)] == list(range(1, 96))
    assert act(events, [], others=100) == []
    assert act(events, [], others=120) == []


def test_one_that_moves_far_away_gives_its_place_up() -> None:
    events = [what(number, NOW + number * DAY) for number in range(1, 102)]
    standing = [on_list(one) for one in events[:100]]
    moved = [what(1, NOW + 300 * DAY), *events[1:]]
    assert act(moved, standing) == [(Act.DELETE, 1), (Act.CREATE, 101)]


def test_when_to_look_again() -> None:
    one, other = on_list(what(1, NOW + DAY)), on_list(what(2, NOW - 2 * HOUR, HOUR * 2 - HOUR / 2))
    assert next_look([one, other], NOW) == NOW + HOUR / 2  # what is over is to be gone by then
    assert next_look([one, Standing(event=3)], NOW) == NOW + DAY + HOUR
    assert next_look([], NOW) is None


# ---- the steps as a whole, against a Discord that keeps to its rules


@dataclass
class Discord:
    """Raises when asked for what Discord refuses."""

    now: datetime
    others: int
    here: dict[int, Standing]

    def take(self, step: Step, known: dict[int, Outline]) -> None:
        if step.act is Act.CREATE:
            assert step.event not in self.here
            assert len(self.pending) + self.others < MOST, "the list is full"
            assert step.starts > self.now, "a start in the past"
            assert step.ends > step.starts
            self.here[step.event] = self._shown(step, known)
            return
        there = self.here[step.event]
        active = there.starts is not None and there.starts <= self.now
        if step.act is Act.EDIT:
            assert not active or step.starts == there.starts, "the start of what is under way"
            assert step.starts > self.now or active, "a start in the past"
            assert step.ends > step.starts
            self.here[step.event] = self._shown(step, known)
        elif step.act is Act.BEGIN:
            assert not active
            self.here[step.event] = replace(self._shown(step, known), active=True)
        elif step.act is Act.CANCEL:
            assert not active
            del self.here[step.event]
        elif step.act is Act.COMPLETE:
            assert active or there.active
            del self.here[step.event]
        else:
            del self.here[step.event]

    @property
    def pending(self) -> list[Standing]:
        return [one for one in self.here.values() if one.ends is not None and one.ends > self.now]

    def _shown(self, step: Step, known: dict[int, Outline]) -> Standing:
        return Standing(
            event=step.event,
            discord_id=1000 + step.event,
            stamp=known[step.event].stamp,
            starts=step.starts,
            ends=step.ends,
            active=step.active,
        )


minutes = st.integers(-3 * 24 * 60, 60 * 24 * 60)
lengths = st.sampled_from([30, 60, 180, 600, 2 * 24 * 60, 20 * 24 * 60])


@st.composite
def agendas(draw: st.DrawFn, most: int = 130) -> dict[int, Outline]:
    count = draw(st.integers(0, most))
    found = {}
    for number in range(1, count + 1):
        starts = NOW + timedelta(minutes=draw(minutes))
        off = draw(st.integers(0, 9)) == 0
        found[number] = what(number, starts, timedelta(minutes=draw(lengths)), off=off)
    return found


@given(agendas(), agendas(), st.integers(0, 110))
def test_the_steps_lead_to_what_should_stand_and_break_no_rule(
    before: dict[int, Outline], after: dict[int, Outline], others: int
) -> None:
    discord = Discord(NOW, min(others, MOST), {})
    for known in (before, after):
        for _ in range(4):  # each turn works out anew what is left
            todo = steps(known.values(), discord.here, others=discord.others, zone=AMSTERDAM, now=NOW)
            if not todo:
                break
            for step in todo:
                discord.take(step, known)
        assert not steps(known.values(), discord.here, others=discord.others, zone=AMSTERDAM, now=NOW)
        standing = set(discord.here)
        assert not any(known[number].off or known[number].span.ends <= NOW for number in standing)
        assert len(standing) <= MOST - discord.others
        coming = sorted(
            (one.span.starts, one.event)
            for one in known.values()
            if not one.off and one.span.starts > NOW + DAY
        )
        missing = [number for _, number in coming if number not in standing]
        assert not missing or len(standing) == MOST - discord.others
        if missing:  # nothing stands there that is farther away than what does not
            first = known[missing[0]].span.starts
            assert all(one.starts is not None and one.starts <= first for one in discord.here.values())


# ---- marks


def event(**changes: object) -> Event:
    made = Event(
        id=42,
        community=7,
        details=Details(title="Night", starts=NOW),
        stage=Stage.PUBLISHED,
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_mark_is_the_events_own_for_ever_and_no_other_events() -> None:
    key = key_of(event())
    assert key.startswith("42-")
    assert key_of(event(sequence=9, updated_at=NOW + DAY, stage=Stage.WITHDRAWN)) == key
    assert key_of(event(created_at=NOW + DAY)) != key
    assert key_of(event(community=8)) != key


def test_the_stamp_changes_with_the_event_and_with_how_it_is_shown() -> None:
    stamps = {
        outline(event(), AMSTERDAM, "a").stamp,
        outline(event(sequence=1), AMSTERDAM, "a").stamp,
        outline(event(updated_at=NOW + DAY), AMSTERDAM, "a").stamp,
        outline(event(), AMSTERDAM, "b").stamp,
    }
    assert len(stamps) == 4
    assert not is_off(event().happening)
