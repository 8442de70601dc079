"""Meetings of the heads from their agenda to locked minutes, on both databases."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from gatherings import AMSTERDAM, HEADS, HERE, Gatherings, local

from bot.i18n import Say
from bot.minutes_words import english_line, item_title, markdown, minutes_lines
from domain.desk.question import Question
from domain.meetings.actions import Reminder, State
from domain.meetings.agenda import Source
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import Meeting, Stage
from domain.meetings.minutes import State as MinutesState
from domain.refusal import Refusal
from services.actions import ActionService
from services.decisions import DecisionService
from services.meeting_agenda import MeetingAgendaService
from services.meeting_planning import Wish
from services.minutes import MinutesService
from services.minutes_reading import MinutesReading
from storage.database import Database

BEGIN = local(2026, 3, 1)
FIRST, SECOND, THIRD = HEADS[:3]


@dataclass
class Held:
    town: Gatherings
    agenda: MeetingAgendaService
    minutes: MinutesService
    reading: MinutesReading
    actions: ActionService

    async def meeting(self, starts: datetime) -> Meeting:
        wish = Wish(title="Maandoverleg", kind=Kind.MONTHLY, moments=(starts,), place="Fabriek")
        return await self.town.planning.plan(self.town.caller(FIRST), wish, now=self.town.now)

    async def begun(self, starts: datetime, *present: int) -> Meeting:
        meeting = await self.meeting(starts)
        self.town.now = starts
        await self.minutes.start(self.town.caller(FIRST), meeting.id, now=starts)
        for person in present:
            await self.minutes.check_in(self.town.caller(person), meeting.id, now=starts)
        return meeting


@pytest.fixture
async def held(database: Database) -> Held:
    return Held(
        await Gatherings.founded(database, BEGIN),
        MeetingAgendaService(database),
        MinutesService(database, minutes_lines, DecisionService(database)),
        MinutesReading(database, minutes_lines),
        ActionService(database),
    )


async def test_what_is_open_comes_back_on_the_next_agenda_until_done(held: Held) -> None:
    town = held.town
    first = await held.begun(local(2026, 3, 10, 20), SECOND)
    noted = await held.actions.add(
        town.caller(SECOND), THIRD, "P13", "Sleutel halen", date(2026, 3, 20), now=town.now
    )
    assert noted.action.meeting == first.id
    await held.minutes.end(town.caller(FIRST), first.id, now=town.now)
    second = await held.meeting(local(2026, 4, 14, 20))
    shown = await held.agenda.of(town.caller(FIRST), second.id, now=town.now)
    assert [one.source for one in shown.items] == [Source.MINUTES, Source.ACTION]
    again = await held.agenda.of(town.caller(FIRST), second.id, now=town.now)
    assert again.items == shown.items  # looked at twice, it is not there twice
    await held.agenda.remove(town.caller(FIRST), shown.items[0].id, now=town.now)
    after = await held.agenda.of(town.caller(FIRST), second.id, now=town.now)
    assert [one.source for one in after.items] == [Source.ACTION]  # what was taken off stays off
    await held.actions.finish(town.caller(THIRD), noted.action.id, State.DONE, now=town.now)
    assert not (await held.agenda.of(town.caller(FIRST), second.id, now=town.now)).items


async def test_open_questions_at_the_desk_are_counted_by_sector_and_not_told(held: Held) -> None:
    town = held.town

    async def ask(sector: str, click: int, *, public: bool = False) -> None:
        one = Question(
            community=HERE,
            asker=99,
            text="Mag mijn buurman dit weten?",
            locale="nl",
            sector=sector,
            public=public,
            waits_since=town.now,
            asked_at=town.now,
            due_at=town.now + timedelta(days=3),
        )
        await town.do(lambda unit: unit.desk.add(one, click=click))

    await ask("promotie", 1)
    await ask("promotie", 2, public=True)
    await ask("locatie", 3)
    heads = await held.meeting(local(2026, 3, 10, 20))
    everyone = await town.planning.plan(
        town.caller(FIRST),
        Wish(
            title="",
            kind=Kind.QUARTERLY,
            audience=Audience.EVERYONE,
            moments=(local(2026, 3, 12, 20),),
            place="Fabriek",
        ),
        now=town.now,
    )
    (theirs,) = (await held.agenda.of(town.caller(FIRST), heads.id, now=town.now)).items
    dutch, english = Say("nl", AMSTERDAM), Say("en", AMSTERDAM)
    told = item_title(theirs, dutch)
    assert told.startswith("Open vragen aan het loket: ")
    assert "Locatie/Vastgoed (1, sinds 1 mrt)" in told
    assert "Promotie (2, sinds 1 mrt)" in told
    assert "Promotion (2, since 1 Mar)" in english_line(theirs, english)
    (public,) = (await held.agenda.of(town.caller(FIRST), everyone.id, now=town.now)).items
    assert item_title(public, dutch) == "Open vragen aan het loket: Promotie (1, sinds 1 mrt)"
    await ask("promotie", 4, public=True)
    (public,) = (await held.agenda.of(town.caller(FIRST), everyone.id, now=town.now)).items
    assert item_title(public, dutch) == "Open vragen aan het loket: Promotie (2, sinds 1 mrt)"


async def test_two_end_at_once(held: Held) -> None:
    town = held.town
    meeting = await held.begun(local(2026, 3, 10, 20), SECOND)
    done = await asyncio.gather(
        held.minutes.end(town.caller(FIRST), meeting.id, now=town.now),
        held.minutes.end(town.caller(SECOND), meeting.id, now=town.now),
    )
    assert sorted(ended for _, ended in done) == [False, True]
    journal = await town.do(lambda unit: unit.journal.of(HERE, f"minutes:{meeting.id}"))
    assert [one["action"] for one in journal] == ["meeting.start", "meeting.end"]
    assert done[0][0].meeting.stage is Stage.OVER


async def test_two_press_next_at_once(held: Held) -> None:
    town = held.town
    meeting = await held.meeting(local(2026, 3, 10, 20))
    for title in ("Een", "Twee", "Drie"):
        await held.agenda.add(town.caller(SECOND), meeting.id, title, now=town.now)
    town.now = local(2026, 3, 10, 20)
    await held.minutes.start(town.caller(FIRST), meeting.id, now=town.now)
    await asyncio.gather(
        *(held.minutes.next_item(town.caller(who), meeting.id, 0, now=town.now) for who in (FIRST, SECOND))
    )
    shown = await held.reading.shown(meeting.id)
    assert shown is not None
    assert shown.session.item == shown.items[0].id


async def test_amended_until_approved_then_locked(held: Held) -> None:
    town = held.town
    meeting = await held.meeting(local(2026, 3, 10, 20))
    _, item = await held.agenda.add(town.caller(FIRST), meeting.id, "Plek", now=town.now)
    town.now = local(2026, 3, 10, 20)
    await held.minutes.start(town.caller(FIRST), meeting.id, now=town.now)
    for person in (SECOND, THIRD):
        await held.minutes.check_in(town.caller(person), meeting.id, now=town.now)
    await held.minutes.note(town.caller(FIRST), item.id, 0, "De fabriek is vrij.", now=town.now)
    _, both = await held.minutes.note(town.caller(SECOND), item.id, 0, "De loods ook.", now=town.now)
    assert both
    await held.minutes.end(town.caller(FIRST), meeting.id, now=town.now)
    with pytest.raises(Refusal, match="Only who was there"):
        await held.minutes.note(town.caller(HEADS[5]), item.id, 2, "Nee.", now=town.now)
    await held.minutes.approve(town.caller(FIRST), meeting.id, 0, now=town.now)
    await held.minutes.note(
        town.caller(THIRD), item.id, 2, "De fabriek is vrij.\nDe loods ook.\nTot mei.", now=town.now
    )
    with pytest.raises(Refusal, match="amended"):
        await held.minutes.approve(town.caller(SECOND), meeting.id, 0, now=town.now)
    shown = await held.minutes.approve(town.caller(SECOND), meeting.id, 1, now=town.now)
    assert shown.approvals == (SECOND,)  # the first approved something else
    shown = await held.minutes.approve(town.caller(FIRST), meeting.id, 1, now=town.now)
    assert shown.session.state is MinutesState.APPROVED
    text = markdown(held.reading.lines(shown))
    assert "De fabriek is vrij.\n\nDe loods ook.\n\nTot mei." in text
    assert "P11, P12, P13" in text
    with pytest.raises(Refusal, match="locked"):
        await held.minutes.note(town.caller(FIRST), item.id, 3, "Toch niet.", now=town.now)


async def test_minutes_of_30000_characters_are_kept_whole(held: Held) -> None:
    town = held.town
    meeting = await held.meeting(local(2026, 3, 10, 20))
    _, item = await held.agenda.add(town.caller(FIRST), meeting.id, "Plek", now=town.now)
    town.now = local(2026, 3, 10, 20)
    await held.minutes.start(town.caller(FIRST), meeting.id, now=town.now)
    said = "\n".join(f"{n} " + "woord " * 20 + "einde" for n in range(240))
    assert len(said) > 30_000
    await held.minutes.note(town.caller(FIRST), item.id, 0, said, now=town.now)
    with pytest.raises(Refusal, match="characters long"):
        await held.minutes.note(town.caller(FIRST), item.id, 1, said + said, now=town.now)
    shown, _ = await held.minutes.end(town.caller(FIRST), meeting.id, now=town.now)
    text = markdown(held.reading.lines(shown))
    assert all(line in text for line in said.splitlines())


async def test_a_meeting_that_nobody_ended_ends_by_itself(held: Held) -> None:
    town = held.town
    meeting = await held.begun(local(2026, 3, 10, 20))
    due = await town.do(lambda unit: unit.timers.get("meeting.end", str(meeting.id)))
    assert due == local(2026, 3, 11, 4)
    await held.minutes.forgotten(meeting.id, now=due)
    shown = await held.reading.shown(meeting.id)
    assert shown is not None
    assert shown.session.state is MinutesState.DRAFT


async def test_an_action_reminds_its_owner_until_it_is_done(held: Held) -> None:
    town = held.town
    noted = await held.actions.add(
        town.caller(FIRST), THIRD, "P13", "Sleutel halen", date(2026, 3, 20), now=town.now
    )
    subject = f"action:{noted.action.id}"
    with pytest.raises(Refusal, match="needs somebody"):
        await held.actions.add(town.caller(FIRST), None, "", "Iets", date(2026, 3, 20), now=town.now)
    # the bot was away: "two days before" is not told after the day itself
    await held.actions.remind(noted.action.id, Reminder.SOON, now=local(2026, 3, 25))
    assert subject not in {one.subject for one in town.sent}
    await held.actions.remind(noted.action.id, Reminder.LATE, now=local(2026, 3, 25))
    await town.publish()
    assert [(one.subject, one.place) for one in town.sent if one.subject == subject] == [(subject, THIRD)]
    await held.actions.finish(town.caller(THIRD), noted.action.id, State.DONE, now=town.now)
    assert await held.actions.told(noted.action.id) is None


async def test_those_present_vote_on_a_motion(held: Held, database: Database) -> None:
    town = held.town
    meeting = await held.meeting(local(2026, 3, 10, 20))
    _, item = await held.agenda.add(town.caller(FIRST), meeting.id, "Plek", now=town.now)
    town.now = local(2026, 3, 10, 20)
    chair = town.caller(FIRST, manages=True)
    await held.minutes.start(chair, meeting.id, now=town.now)
    await held.minutes.check_in(town.caller(SECOND), meeting.id, now=town.now)
    decision = await held.minutes.motion(
        town.caller(FIRST, manages=True),
        item.id,
        "locatie",
        "De fabriek huren",
        "",
        town.now + timedelta(minutes=10),
        now=town.now,
    )
    voters = await database.read(lambda unit: set(unit.decisions.places(decision.id)))
    assert voters == {FIRST, SECOND}
    shown = await held.reading.shown(meeting.id)
    assert shown is not None
    assert [one.id for one in shown.motions[item.id]] == [decision.id]
    assert await database.read(lambda unit: unit.minutes.meeting_of_decision(decision.id)) == meeting.id
