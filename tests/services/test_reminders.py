"""Reminders follow their event and their person, on both databases; each is sent once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.config import Config
from domain.events import Details, Event, Happening, Language, Stage
from domain.postings import Surface
from domain.preferences import DigestWish
from domain.reminders import Reminder
from services.acting import Caller
from services.events import EventService
from services.interest import REMIND
from services.merging import merge
from services.planning import tell_interested
from services.preferences import PreferenceService
from services.reminders import ReminderService
from services.setup import SetupService
from storage.database import Database
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
NIGHT = datetime(2026, 3, 13, 19, tzinfo=UTC)
EVENING_BEFORE = datetime(2026, 3, 12, 17, tzinfo=UTC)
HERE, PRIYA = 50, 3


class Desk:
    """The services, one event, and Priya's clicks."""

    def __init__(self, database: Database, event: Event) -> None:
        self.database, self.event = database, event
        self.events = EventService(database)
        self.reminders = ReminderService(database)
        self.preferences = PreferenceService(database)
        self._clicks = 100

    @property
    def priya(self) -> Caller:
        self._clicks += 1
        return Caller(id=PRIYA, name="Priya", community=HERE, interaction=self._clicks)

    async def press(self, now: datetime = NOW) -> datetime | None:
        reminding = (await self.events.interest(self.event.id, self.priya, now=now)).reminding
        return reminding.moment if reminding is not None else None

    async def due(self) -> datetime | None:
        subject = f"{self.event.id}:{PRIYA}"
        return await self.database.read(lambda unit: unit.timers.get(REMIND, subject))

    async def goes_off(self, now: datetime) -> None:
        await self.reminders.remind(f"{self.event.id}:{PRIYA}", now=now)

    async def sent(self) -> int:
        """How often a reminder was put on its way."""

        def work(unit: Unit) -> int:
            claimed = unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=100)
            unit.publishing.release(claimed)
            return sum(one.touched + 1 for one in claimed if one.surface is Surface.REMINDER)

        return await self.database.write(work)

    async def changes(self, **details: Any) -> None:
        happening = details.pop("happening", self.event.happening)
        before = self.event
        after = replace(before, details=replace(before.details, **details), happening=happening)

        def work(unit: Unit) -> None:
            unit.events.save(after)
            tell_interested(unit, before, after, by=None, now=NOW)

        await self.database.write(work)
        self.event = after


def an_event(title: str = "Noise Night", starts: datetime = NIGHT) -> Event:
    details = Details(title=title, starts=starts, themes=("music",))
    return Event(id=0, community=HERE, details=details, stage=Stage.PUBLISHED, created_at=NOW, updated_at=NOW)


@pytest.fixture
async def desk(database: Database) -> Desk:
    noor = Caller(id=2, name="Noor", community=HERE, interaction=1, manages=True)
    await SetupService(database, Config().new_community()).begin(noor, "De Sektor", now=NOW)
    return Desk(database, await database.write(lambda unit: unit.events.add(an_event())))


async def test_interest_brings_the_usual_reminder_and_taking_it_back_drops_it(desk: Desk) -> None:
    assert await desk.press() == EVENING_BEFORE == await desk.due()
    assert await desk.press() is None
    assert await desk.due() is None


async def test_it_is_sent_once_however_often_the_timer_goes_off(desk: Desk) -> None:
    await desk.press()
    for _ in range(3):
        await desk.goes_off(EVENING_BEFORE)
    assert await desk.sent() == 1
    await desk.goes_off(EVENING_BEFORE + timedelta(hours=1))
    assert await desk.sent() == 1


async def test_a_bot_that_was_down_sends_none_for_what_has_begun_but_a_late_one_for_what_is_ahead(
    desk: Desk,
) -> None:
    await desk.press()
    await desk.goes_off(NIGHT)
    assert await desk.sent() == 0
    await desk.goes_off(NIGHT - timedelta(minutes=10))
    assert await desk.sent() == 1


async def test_it_follows_the_event(desk: Desk) -> None:
    await desk.press()
    await desk.changes(starts=NIGHT + timedelta(days=7))
    assert await desk.due() == EVENING_BEFORE + timedelta(days=7)
    await desk.goes_off(EVENING_BEFORE)
    assert await desk.sent() == 0
    assert await desk.due() == EVENING_BEFORE + timedelta(days=7)
    await desk.changes(happening=Happening.CANCELLED)
    assert await desk.due() is None
    await desk.goes_off(EVENING_BEFORE + timedelta(days=7))
    assert await desk.sent() == 0
    await desk.changes(happening=Happening.SCHEDULED)
    assert await desk.due() == EVENING_BEFORE + timedelta(days=7)


async def test_a_timer_that_nobody_moved_moves_itself(desk: Desk, database: Database) -> None:
    await desk.press()
    later = replace(desk.event, details=replace(desk.event.details, starts=NIGHT + timedelta(days=1)))
    await database.write(lambda unit: unit.events.save(later))
    await desk.goes_off(EVENING_BEFORE)
    assert await desk.sent() == 0
    assert await desk.due() == EVENING_BEFORE + timedelta(days=1)


async def test_who_was_reminded_is_reminded_again_only_of_another_time(desk: Desk) -> None:
    await desk.press()
    await desk.goes_off(EVENING_BEFORE)
    assert await desk.sent() == 1
    await desk.changes(happening=Happening.MOVED_ONLINE)
    assert await desk.due() is None
    await desk.changes(starts=NIGHT + timedelta(days=7))
    await desk.goes_off(EVENING_BEFORE + timedelta(days=7))
    assert await desk.sent() == 2


async def test_each_event_can_be_chosen_for_otherwise(desk: Desk) -> None:
    await desk.press()
    told = await desk.reminders.choose(desk.event.id, desk.priya, Reminder.HOUR, now=NOW)
    assert told is not None
    assert told.moment == NIGHT - timedelta(hours=1) == await desk.due()
    await desk.preferences.choose(desk.priya, "en", reminder=Reminder.WEEK, now=NOW)
    assert await desk.due() == NIGHT - timedelta(hours=1)
    off = await desk.reminders.choose(desk.event.id, desk.priya, Reminder.OFF, now=NOW)
    assert off is not None
    assert off.moment is None is await desk.due()


async def test_another_usual_reminder_goes_for_what_one_is_interested_in_already(desk: Desk) -> None:
    await desk.press()
    await desk.preferences.choose(desk.priya, "en", reminder=Reminder.THREE_HOURS, now=NOW)
    assert await desk.due() == NIGHT - timedelta(hours=3)
    await desk.preferences.choose(desk.priya, "en", reminder=Reminder.OFF, now=NOW)
    assert await desk.due() is None


async def test_too_late_for_it(desk: Desk) -> None:
    assert await desk.press(now=EVENING_BEFORE + timedelta(hours=1)) is None
    assert await desk.due() is None


async def test_a_click_that_is_delivered_twice_counts_once(desk: Desk) -> None:
    caller = desk.priya
    for _ in range(2):
        interest = await desk.events.interest(desk.event.id, caller, now=NOW)
        assert interest.on
        assert interest.reminding is not None


async def test_an_event_that_is_taken_into_another_is_reminded_of_once(
    desk: Desk, database: Database
) -> None:
    await desk.press()
    await desk.reminders.choose(desk.event.id, desk.priya, Reminder.HOUR, now=NOW)

    def work(unit: Unit) -> Event:
        kept = unit.events.add(an_event("Noise Night!", NIGHT + timedelta(hours=1)))
        community = unit.communities.get(HERE)
        assert community is not None
        return merge(
            unit, kept, desk.event, community=community, venues=[], match=None, by="Noor", actor=2, now=NOW
        )

    kept = await database.write(work)
    assert await desk.due() is None
    await desk.goes_off(NIGHT - timedelta(hours=1))
    assert await desk.sent() == 0
    moment = kept.details.starts - timedelta(hours=1)
    assert await database.read(lambda unit: unit.timers.get(REMIND, f"{kept.id}:{PRIYA}")) == moment
    shown = await desk.reminders.shown(kept.id, PRIYA, now=NOW)
    assert shown is not None
    assert shown.event.id == kept.id


async def test_nothing_is_shown_that_makes_no_sense_any_more(desk: Desk) -> None:
    assert await desk.reminders.shown(desk.event.id, PRIYA, now=NOW) is None
    await desk.press()
    shown = await desk.reminders.shown(desk.event.id, PRIYA, now=NOW)
    assert shown is not None
    assert shown.locale == ""
    assert await desk.reminders.shown(desk.event.id, PRIYA, now=NIGHT) is None
    await desk.changes(happening=Happening.POSTPONED)
    assert await desk.reminders.shown(desk.event.id, PRIYA, now=NOW) is None


async def test_choices_are_kept_and_forgotten(desk: Desk) -> None:
    nothing = await desk.preferences.of(desk.priya, now=NOW)
    assert not nothing.kept
    await desk.press()
    await desk.preferences.choose(desk.priya, "en", themes=frozenset({"music", "no such"}), now=NOW)
    await desk.preferences.choose(desk.priya, "nl", languages=frozenset({Language.ENGLISH}), now=NOW)
    chosen = await desk.preferences.choose(desk.priya, "nl", digest=DigestWish.WEEKLY, now=NOW)
    assert chosen.kept
    assert (chosen.interested, chosen.coming) == (1, 1)
    assert chosen.preferences.themes == {"music"}
    assert chosen.preferences.languages == {Language.ENGLISH}
    assert chosen.preferences.locale == "nl"
    weekly = await desk.preferences.people_wanting_digest(HERE, DigestWish.WEEKLY)
    assert weekly == [chosen.preferences]
    assert await desk.preferences.people_wanting_digest(HERE, DigestWish.DAILY) == []

    assert await desk.preferences.forget(desk.priya, now=NOW) == 1
    after = await desk.preferences.of(desk.priya, now=NOW)
    assert (after.kept, after.interested) == (False, 0)
    assert after.preferences.themes == frozenset()
    assert await desk.due() is None
    assert await desk.preferences.people_wanting_digest(HERE, DigestWish.WEEKLY) == []


async def test_interest_is_taken_back_from_a_private_message(desk: Desk) -> None:
    await desk.press()
    in_dm = replace(desk.priya, community=0)
    for _ in range(2):
        await desk.reminders.lose_interest(desk.event.id, in_dm, now=NOW)
    assert await desk.due() is None
    assert (await desk.preferences.of(desk.priya, now=NOW)).interested == 0
