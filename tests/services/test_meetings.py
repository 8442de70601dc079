"""Meetings: planning by hand, who comes, moving, cancelling, reminders, and what nobody may do."""

from datetime import date, timedelta

import icalendar
import pytest
from gatherings import HEADS, HERE, Gatherings, local

from domain.agenda import Query
from domain.events import Happening
from domain.meetings.kinds import Audience
from domain.meetings.meeting import Coming, Meeting, Stage
from domain.meetings.polls import Answer
from domain.meetings.reminding import Lead
from domain.postings import Surface
from domain.refusal import Refusal
from services.events import EventService
from services.meeting_planning import Wish
from services.preferences import PreferenceService
from storage.database import Database

NOW = local(2026, 3, 9)
VISITOR = 99
DATES = (local(2026, 4, 14, 20), local(2026, 4, 16, 20), local(2026, 4, 20, 20))
Y, M, N = Answer.YES, Answer.IF_NEED_BE, Answer.NO


@pytest.fixture
async def town(database: Database) -> Gatherings:
    return await Gatherings.founded(database, NOW)


async def current(town: Gatherings, meeting: Meeting) -> Meeting:
    found = await town.meetings.shown(meeting.id)
    assert found is not None
    return found.meeting


async def public(town: Gatherings) -> list[tuple[str, Happening]]:
    events = await town.database.read(lambda unit: unit.agenda.find(HERE, Query()))
    return [(one.details.title, one.happening) for one in events]


async def test_one_date_is_planned_at_once(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", moments=DATES[:1])
    assert meeting.stage is Stage.PLANNED
    assert meeting.starts == DATES[0]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"moments": (local(2026, 3, 1, 20),)}, "passed already"),
        ({"moments": (local(2026, 3, 1, 20), *DATES)}, "passed already"),
        ({"moments": DATES, "limit": local(2026, 4, 15)}, "the first date is"),
        ({"moments": DATES, "limit": local(2026, 3, 1)}, "limit date"),
        ({"moments": tuple(local(2026, 4, 10 + number) for number in range(6))}, "Five dates at most"),
        ({"moments": DATES, "minutes": 3}, "between a quarter"),
        ({"moments": DATES, "about": "x" * 1501}, "1500|fit"),
    ],
)
async def test_what_cannot_be_planned(town: Gatherings, more: dict[str, object], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        await town.plan("Kraakpanden", **more)
    assert await town.all() == []


async def test_pings_and_empty_names_are_refused(town: Gatherings) -> None:
    for title in ("@everyone kom", "   ", "x" * 101):
        with pytest.raises(Refusal):
            await town.plan(title, moments=DATES)


async def test_only_heads_plan_move_and_cancel(town: Gatherings) -> None:
    with pytest.raises(Refusal, match="Only sector heads"):
        await town.plan("Coup", VISITOR, moments=DATES)
    meeting = await town.plan("Kraakpanden", moments=DATES[:1])
    with pytest.raises(Refusal, match="Only sector heads"):
        await town.meetings.move(meeting.id, town.caller(VISITOR), starts=DATES[1], now=NOW)
    with pytest.raises(Refusal, match="Only sector heads"):
        await town.meetings.cancel(meeting.id, town.caller(VISITOR), "no", now=NOW)
    with pytest.raises(Refusal, match="sector heads only"):
        await town.meetings.who(meeting.id, town.caller(VISITOR))


async def test_the_same_click_plans_once(town: Gatherings) -> None:
    caller = town.caller(HEADS[0])
    wish = Wish(title="Kraakpanden", moments=DATES)
    first = await town.planning.plan(caller, wish, now=NOW)
    second = await town.planning.plan(caller, wish, now=NOW)
    assert first.id == second.id
    assert len(await town.all()) == 1


async def test_who_is_required_decides(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", moments=DATES, people={VISITOR: True})
    for head in HEADS:
        assert not await town.says(meeting, head, [Y, Y, N])
    assert await town.says(meeting, VISITOR, [N, M, Y])
    await town.run_until(NOW + timedelta(minutes=11))
    fixed = await current(town, meeting)
    assert fixed.day == date(2026, 4, 16)


async def test_who_is_required_and_leaves_holds_nothing_up(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", moments=DATES, people={VISITOR: True})
    for head in HEADS:
        await town.says(meeting, head, [Y, M, N])
    await town.people.left(HERE, VISITOR, now=NOW)
    await town.run_until(NOW + timedelta(minutes=11))
    assert (await current(town, meeting)).day == date(2026, 4, 14)


async def test_answers_can_be_changed_until_the_limit(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", moments=DATES)
    await town.says(meeting, HEADS[0], [Y, Y, Y])
    await town.says(meeting, HEADS[0], [N, M, Y])
    counts = {
        one.option.day: (one.yes, one.if_need_be, one.no)
        for one in (await town.dates(meeting)).standing.counts
    }
    assert counts == {
        date(2026, 4, 14): (0, 0, 1),
        date(2026, 4, 16): (0, 1, 0),
        date(2026, 4, 20): (1, 0, 0),
    }
    town.now = NOW + timedelta(days=8)
    with pytest.raises(Refusal, match="you could say so"):
        await town.says(meeting, HEADS[0], [Y, Y, Y])


async def test_nobody_fixes_it_and_the_dates_pass(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", moments=DATES)
    await town.says(meeting, HEADS[1], [Y, N, N])
    await town.run_until(local(2026, 5, 1))
    assert (await current(town, meeting)).stage is Stage.LAPSED
    ours = f"meeting:{meeting.id}"
    asked = [one for one in town.told(Surface.MEETING_ASK) if one.subject == ours]
    assert sorted(one.place for one in asked) == sorted(set(HEADS) - {HEADS[1]})
    (chooser,) = [one for one in town.told(Surface.MEETING_CHOOSE) if one.subject == ours]
    assert chooser.place == HEADS[0]


async def test_a_public_meeting_stands_in_the_agenda_and_follows(town: Gatherings) -> None:
    meeting = await town.plan(
        "Open avond", audience=Audience.EVERYONE, moments=DATES[:1], place="Tankstation", translation=True
    )
    assert await public(town) == [("Open avond", Happening.SCHEDULED)]
    (event,) = await town.database.read(lambda unit: unit.agenda.find(HERE, Query()))
    assert "IEDEREEN is welkom" in event.details.description
    assert "EVERYONE is welcome" in event.details.description
    assert "somebody translates" in event.details.description
    await town.meetings.move(meeting.id, town.caller(HEADS[0]), starts=DATES[1], place="Sickhouse", now=NOW)
    (event,) = await town.database.read(lambda unit: unit.agenda.find(HERE, Query()))
    assert (event.details.starts, event.details.place) == (DATES[1], "Sickhouse")
    await town.meetings.cancel(meeting.id, town.caller(HEADS[0]), "Het dak lekt", now=NOW)
    assert await public(town) == [("Open avond", Happening.CANCELLED)]
    with pytest.raises(Refusal, match="cancelled"):
        await town.meetings.come(meeting.id, Coming.YES, town.caller(VISITOR), "nl", now=NOW)


async def test_the_agenda_s_row_is_changed_with_the_meeting_only(town: Gatherings) -> None:
    meeting = await town.plan("Open avond", audience=Audience.EVERYONE, moments=DATES[:1], channel=4711)
    (event,) = await town.database.read(lambda unit: unit.agenda.find(HERE, Query()))
    assert (event.details.place, event.details.link) == (
        "Discord",
        f"https://discord.com/channels/{HERE}/4711",
    )
    events = EventService(town.database)
    with pytest.raises(Refusal, match="is a meeting"):
        await events.may_change(event.id, town.caller(HEADS[0], manages=True))
    with pytest.raises(Refusal, match="is a meeting"):
        await events.cancel(event.id, town.caller(HEADS[0], manages=True), "no", now=NOW)
    assert (await current(town, meeting)).event == event.id


async def test_forget_me_forgets_when_to_be_reminded(town: Gatherings) -> None:
    await town.reminders.leads(HERE, town.caller(VISITOR), frozenset(Lead), "en", now=NOW)
    await PreferenceService(town.database).forget(town.caller(VISITOR), now=NOW)
    leads = await town.reminders.leads(HERE, town.caller(VISITOR), None, "en", now=NOW)
    assert leads == frozenset({Lead.DAY})


async def test_what_is_not_for_everyone_is_on_no_public_surface(town: Gatherings) -> None:
    meeting = await town.plan("Intern", moments=DATES[:1])
    members = await town.plan("Leden", audience=Audience.MEMBERS, moments=DATES[1:2])
    await town.meetings.cancel(meeting.id, town.caller(HEADS[0]), "Toch niet", now=NOW)
    assert await public(town) == []
    assert (await current(town, members)).event is None
    with pytest.raises(Refusal, match="for members"):
        await town.meetings.come(members.id, Coming.YES, town.caller(VISITOR), "nl", now=NOW)
    listing = await town.meetings.listing(town.caller(VISITOR), now=NOW)
    assert listing.coming == ()
    assert [one.title for one in (await town.meetings.listing(town.caller(HEADS[1]), now=NOW)).coming] == [
        "Intern",
        "Leden",
    ]


async def test_anyone_comes_to_a_public_one(town: Gatherings) -> None:
    meeting = await town.plan("Open avond", audience=Audience.EVERYONE, moments=DATES[:1])
    for coming in (Coming.MAYBE, Coming.YES):
        await town.meetings.come(meeting.id, coming, town.caller(VISITOR), "en", now=NOW)
    shown = await town.meetings.who(meeting.id, town.caller(HEADS[0]))
    assert shown.comings == {VISITOR: Coming.YES}


async def test_each_person_is_reminded_as_they_chose(town: Gatherings) -> None:
    await town.reminders.leads(HERE, town.caller(HEADS[0]), frozenset(), "nl", now=NOW)
    await town.reminders.leads(HERE, town.caller(HEADS[1]), frozenset(Lead), "nl", now=NOW)
    meeting = await town.plan("Kraakpanden", moments=DATES[:1])
    await town.meetings.come(meeting.id, Coming.NO, town.caller(HEADS[2]), "nl", now=NOW)
    await town.run_until(local(2026, 4, 15))
    by_person: dict[int, list[tuple[str, str]]] = {}
    for one in town.told(Surface.MEETING_SOON):
        if one.subject.startswith(f"meeting-soon:{meeting.id}:"):
            lead = one.subject.split(":")[2]
            by_person.setdefault(one.place, []).append((lead, f"{one.at.astimezone(NOW.tzinfo):%d-%m %H:%M}"))
    assert HEADS[0] not in by_person
    assert by_person[HEADS[1]] == [("week", "07-04 20:00"), ("day", "13-04 20:00"), ("hour", "14-04 19:00")]
    assert HEADS[2] not in by_person
    assert by_person[HEADS[3]] == [("day", "13-04 20:00")]


async def test_a_moved_meeting_is_reminded_of_anew(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", moments=DATES[:1])
    await town.run_until(local(2026, 4, 13, 21))
    await town.meetings.move(meeting.id, town.caller(HEADS[0]), starts=DATES[2], now=town.now)
    await town.run_until(local(2026, 4, 21))
    mine = [
        one.at
        for one in town.told(Surface.MEETING_SOON)
        if one.place == HEADS[1] and one.subject == f"meeting-soon:{meeting.id}:day"
    ]
    assert mine == [local(2026, 4, 13, 20), local(2026, 4, 19, 20)]


async def test_calendar_files_keep_one_uid(town: Gatherings) -> None:
    for audience in (Audience.HEADS, Audience.EVERYONE):
        meeting = await town.plan("Kraakpanden", audience=audience, moments=DATES[:1])
        files = []
        for step in range(3):
            if step == 1:
                await town.meetings.move(meeting.id, town.caller(HEADS[0]), starts=DATES[1], now=NOW)
            if step == 2:
                await town.meetings.cancel(meeting.id, town.caller(HEADS[0]), "Het dak lekt", now=NOW)
            shown = await town.meetings.attendable(meeting.id, town.caller(HEADS[0]))
            files.append(icalendar.Calendar.from_ical(town.meetings.calendar(shown)).walk("VEVENT")[0])
        assert len({str(one["UID"]) for one in files}) == 1
        assert [int(one["SEQUENCE"]) for one in files] == sorted({int(one["SEQUENCE"]) for one in files})
        assert [str(one["STATUS"]) for one in files] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        assert files[-1]["DTSTART"].dt == DATES[1]


async def test_a_deleted_channel_is_told_once_to_who_planned_it(town: Gatherings) -> None:
    meeting = await town.plan("Kraakpanden", channel=4711, channel_name="Zaal", moments=DATES[:1])
    await town.publish()
    await town.rooms.are(HERE, {4711: "Grote zaal"}, now=NOW)
    assert (await current(town, meeting)).channel_name == "Grote zaal"
    for _ in range(2):
        await town.rooms.are(HERE, {}, now=NOW)
        await town.publish()
    assert [one.place for one in town.told(Surface.MEETING_PLACE)] == [HEADS[0]]
    now = await current(town, meeting)
    assert (now.channel, now.channel_name, now.place) == (None, "", "")
    assert now.sequence == meeting.sequence + 2  # calendars hear of both
    news = len(town.told(Surface.MEETING_NEWS))
    assert await town.rooms.asked(meeting.id, HEADS[0]) is not None
    await town.meetings.move(meeting.id, town.caller(HEADS[0]), place="Tankstation", now=NOW)
    await town.publish()
    assert len(town.told(Surface.MEETING_NEWS)) > news
    assert await town.rooms.asked(meeting.id, HEADS[0]) is None
