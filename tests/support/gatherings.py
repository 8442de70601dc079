"""A community with heads whose meetings run on a clock of the test's: every timer is claimed and handled as
the bot does it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from bot.config import Config
from bot.meeting_words import agenda_words
from domain.communities import Channel, Spot
from domain.free_days import FreeDays
from domain.meetings.kinds import Kind
from domain.meetings.meeting import Meeting
from domain.meetings.polls import Answer
from domain.meetings.reminding import Lead
from domain.postings import Surface
from domain.sectors import Appointment, Part
from services.acting import Caller
from services.meeting_people import MeetingPeople
from services.meeting_planning import MeetingPlanning, Wish
from services.meeting_polls import MeetingPollService, ShownDates
from services.meeting_reminders import MeetingReminders
from services.meeting_rhythm import DUE, MeetingRhythm
from services.meeting_rooms import MeetingRooms
from services.meeting_steps import ASK, FIX, LIMIT, OVER, REMIND
from services.meetings import MeetingService
from services.setup import SetupService
from storage.database import Database
from storage.unit import Unit

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HERE = 50
MEETINGS_CHANNEL = 900
SECTORS = ("sektor", "locatie", "promotie", "financien", "community", "evenementen", "vergunningen")
HEADS = tuple(range(11, 18))


@dataclass(frozen=True)
class Sent:
    """A message as it went out: to a channel, or to a person."""

    at: datetime
    subject: str
    surface: Surface
    place: int


@dataclass
class Gatherings:
    database: Database
    now: datetime
    free: FreeDays = field(default_factory=FreeDays)
    clicks: int = 1000
    sent: "list[Sent]" = field(default_factory=list)

    def __post_init__(self) -> None:
        self.meetings = MeetingService(self.database, agenda_words)
        self.planning = MeetingPlanning(self.database, self.free, agenda_words)
        self.polls = MeetingPollService(self.database, agenda_words)
        self.people = MeetingPeople(self.database)
        self.rooms = MeetingRooms(self.database, agenda_words)
        self.reminders = MeetingReminders(self.database)
        self.rhythm = MeetingRhythm(self.database, self.free, agenda_words)

    @classmethod
    async def founded(cls, database: Database, now: datetime, heads: Iterable[int] = HEADS) -> "Gatherings":
        """Set up at `now`, with a head for each sector and a meetings channel."""
        one = cls(database, now)
        setup = SetupService(database, Config().new_community())
        await setup.begin(one.caller(1, manages=True), "De Sektor", now=now)

        def work(unit: Unit) -> None:
            unit.communities.put_spot(HERE, Spot("channel", Channel.MEETINGS, MEETINGS_CHANNEL))
            for sector, person in zip(SECTORS, heads, strict=False):
                unit.communities.appoint(HERE, Appointment(sector, Part.HEAD, person))

        await database.write(work)
        await one.rhythm.wind(now=now)
        return one

    def caller(self, person: int, *, manages: bool = False) -> Caller:
        self.clicks += 1
        return Caller(id=person, name=f"P{person}", community=HERE, interaction=self.clicks, manages=manages)

    async def do(self, work: Callable[[Unit], Any]) -> Any:
        return await self.database.write(work)

    async def all(self) -> list[Meeting]:
        def work(unit: Unit) -> list[Meeting]:
            found = (unit.meetings.get(number) for number in range(1, 200))
            return [one for one in found if one is not None]

        return await self.database.read(work)

    async def dates(self, meeting: Meeting) -> ShownDates:
        shown = await self.polls.shown(meeting.id)
        assert shown is not None
        return shown

    async def plan(self, title: str, person: int = HEADS[0], **more: Any) -> Meeting:
        return await self.planning.plan(self.caller(person), Wish(title=title, **more), now=self.now)

    async def says(self, meeting: Meeting, person: int, answers: Iterable[Answer]) -> bool:
        """One answer for each date, in order; whether everyone has answered with it."""
        shown = await self.dates(meeting)
        given = {one.id: answer for one, answer in zip(shown.options, answers, strict=True)}
        done = await self.polls.answer(meeting.id, given, self.caller(person), "nl", now=self.now)
        return done.fixes_at is not None

    def told(self, surface: Surface) -> list[Sent]:
        """What was sent of a kind so far, in order."""
        return [one for one in self.sent if one.surface is surface]

    async def run_until(self, end: datetime, heard: "Callable[[Meeting], Any] | None" = None) -> None:
        """Let time pass until `end`: every timer goes off when it is due. `heard` is called with each meeting
        whose dates are asked about, once."""
        asked: set[int] = set()
        while True:
            due = await self.database.read(lambda unit: unit.timers.next_due())
            if due is None or due > end:
                self.now = end
                await self.publish()
                return
            self.now = max(self.now, due)
            await self._fire()
            await self.publish()
            if heard is None:
                continue
            for one in await self.database.read(lambda unit: unit.meetings.finding(HERE)):
                if one.id not in asked:
                    asked.add(one.id)
                    await heard(one)

    async def publish(self) -> None:
        """Send, edit and remove what stands open, as the publisher does."""
        now = self.now
        claimed = await self.database.write(
            lambda unit: unit.publishing.claim(
                now=now, lease=timedelta(seconds=60), calm=timedelta(0), limit=500
            )
        )

        def work(unit: Unit) -> None:
            for one in claimed:
                if not one.wanted:
                    unit.publishing.removed(one)
                    continue
                if one.message_id is None:
                    self.sent.append(Sent(now, one.subject, one.surface, one.place))
                self.clicks += 1
                number = one.message_id or self.clicks
                unit.publishing.confirm(one, message_id=number, shown="shown", now=now)

        if claimed:
            await self.database.write(work)

    def sleep_until(self, moment: datetime) -> None:
        """The bot is down until then: nothing goes off."""
        self.now = moment

    async def _fire(self) -> None:
        now = self.now
        claimed = await self.database.write(
            lambda unit: unit.timers.claim(now=now, real_now=now, lease=timedelta(minutes=5), limit=16)
        )
        for timer in claimed:
            subject = timer.subject
            if timer.kind == DUE:
                community, _, kind = subject.partition(":")
                await self.rhythm.due(int(community), Kind(kind), timer.due, now=now)
            elif timer.kind == ASK:
                await self.polls.remind(int(subject), now=now)
            elif timer.kind == FIX:
                await self.polls.everyone_answered(int(subject), now=now)
            elif timer.kind == LIMIT:
                await self.polls.limit(int(subject), now=now)
            elif timer.kind == OVER:
                await self.meetings.over(int(subject), now=now)
            elif timer.kind == REMIND:
                number, _, lead = subject.partition(":")
                await self.reminders.remind(int(number), Lead(lead), now=now)
            await self.database.write(lambda unit, timer=timer: unit.timers.done(timer))  # type: ignore[misc]


def local(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


def holiday(day: date) -> str:
    """Dutch public holidays worked out by hand from Easter, apart from what the bot uses."""
    sunday = easter(day.year)
    moving = {
        -2: "Good Friday",
        0: "Easter",
        1: "Easter Monday",
        39: "Ascension",
        49: "Whit",
        50: "Whit Monday",
    }
    fixed = {(1, 1), (5, 5), (12, 25), (12, 26), (12, 31)}
    kings = date(day.year, 4, 27)
    if kings.weekday() == 6:
        kings = date(day.year, 4, 26)
    if day == kings:
        return "King's Day"
    return moving.get((day - sunday).days, "") or ("fixed" if (day.month, day.day) in fixed else "")
