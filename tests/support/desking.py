"""A community with sector heads, and a desk whose clock is the test's."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import Config
from domain.communities import Channel, Spot
from domain.desk.entries import Entry
from domain.desk.question import Question
from domain.free_days import FreeDays
from domain.postings import Surface
from domain.sectors import Appointment, Part
from services.acting import Caller
from services.desk import Asked, Asking, DeskService
from services.desk_closing import DeskClosing
from services.desk_due import DeskDue
from services.desk_listing import DeskListing
from services.desk_steps import NEXT, TELL
from services.desk_threads import DeskThreads
from services.desk_working import DeskWork
from services.sectors import SectorService
from services.setup import SetupService
from storage.database import Database
from storage.unit import Unit

HERE = 50
HOME = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 3, 9, 11, tzinfo=UTC)
"""Noon in Enschede."""
DESK_CHANNEL, REVIEW_CHANNEL = 900, 901
MILA, JAMIE, OUTSIDER = 1, 2, 3
VERA, VICTOR, LOU, SAM, STEF = 11, 12, 13, 14, 15
"""Head and deputy of Vergunningen, head of Locatie, head and deputy of De Sektor."""
PLACES = {
    VERA: Appointment("vergunningen", Part.HEAD, VERA),
    VICTOR: Appointment("vergunningen", Part.DEPUTY, VICTOR),
    LOU: Appointment("locatie", Part.HEAD, LOU),
    SAM: Appointment("sektor", Part.HEAD, SAM),
    STEF: Appointment("sektor", Part.DEPUTY, STEF),
}


@dataclass
class Counter:
    database: Database
    now: datetime = MONDAY
    free: FreeDays = field(default_factory=FreeDays)
    clicks: int = 10_000

    def __post_init__(self) -> None:
        self.desk = DeskService(self.database, self.free)
        self.work = DeskWork(self.database, self.free)
        self.closing = DeskClosing(self.database, self.free)
        self.due = DeskDue(self.database, self.free)
        self.listing = DeskListing(self.database)
        self.threads = DeskThreads(self.database, self.free)
        self.sectors = SectorService(self.database)

    @classmethod
    async def opened(cls, database: Database, *people: int) -> "Counter":
        """Set up at noon on Monday, with these of `PLACES` (all of them if none is named)."""
        one = cls(database)
        setup = SetupService(database, Config().new_community())
        await setup.begin(one.caller(100, manages=True), "De Sektor", now=one.now)

        def work(unit: Unit) -> None:
            unit.communities.put_spot(HERE, Spot("channel", Channel.DESK, DESK_CHANNEL))
            unit.communities.put_spot(HERE, Spot("channel", Channel.REVIEW, REVIEW_CHANNEL))
            for person in people or PLACES:
                if person in PLACES:
                    unit.communities.appoint(HERE, PLACES[person])

        await database.write(work)
        return one

    def caller(self, person: int, **more: Any) -> Caller:
        self.clicks += 1
        return Caller(person, f"person {person}", HERE, self.clicks, **more)

    async def ask(
        self, person: int = MILA, text: str = "Mag ons terras tot 01:00 open?", **more: Any
    ) -> Asked:
        more = {"locale": "nl", "sector": "vergunningen", **more}
        return await self.desk.ask(self.caller(person), Asking(text=text, **more), now=self.now)

    async def question(self, number: int) -> Question:
        found = await self.database.read(lambda unit: unit.desk.by_number(HERE, number))
        assert found is not None
        return found

    async def entries(self, number: int, *, internal: bool = True) -> list[Entry]:
        question = await self.question(number)
        return await self.database.read(lambda unit: unit.desk.entries(question.id, internal=internal))

    async def sent(self) -> list[tuple[str, Surface, int]]:
        """What went out since this was last asked: subject, surface, and the person or channel."""

        def work(unit: Unit) -> list[tuple[str, Surface, int]]:
            claimed = unit.publishing.claim(now=self.now, lease=timedelta(0), calm=timedelta(0), limit=500)
            for one in claimed:
                unit.publishing.confirm(one, message_id=one.id, shown="shown", now=self.now)
            return [(one.subject, one.surface, one.place) for one in claimed if one.wanted]

        return await self.database.write(work)

    async def pass_to(self, *moment: int) -> list[tuple[datetime, Surface, int]]:
        """Let the time pass to a moment (year, month, day, hour, minute in Enschede), every timer of the desk
        on time. What went out: when (local), what, and to whom."""
        until = datetime(*moment, tzinfo=HOME)  # type: ignore[misc, arg-type]
        heard: list[tuple[datetime, Surface, int]] = []
        while True:
            due = await self.database.read(lambda unit: unit.timers.next_due())
            if due is None or due > until:
                break
            self.now = max(self.now, due)
            await self.run_timers()
            at = self.now.astimezone(HOME)
            heard += [(at, surface, place) for _, surface, place in await self.sent()]
        self.now = until.astimezone(UTC)
        return heard

    async def run_timers(self) -> None:
        """What is due now happens; the threads, which are Discord's, are passed over."""
        claimed = await self.database.write(
            lambda unit: unit.timers.claim(now=self.now, real_now=self.now, lease=timedelta(0), limit=500)
        )
        for timer in claimed:
            if timer.kind == NEXT:
                await self.due.look(int(timer.subject), now=self.now)
            elif timer.kind == TELL:
                await self.due.tell(timer.subject, now=self.now)
            await self.database.write(lambda unit, timer=timer: unit.timers.done(timer))  # type: ignore[misc]

    async def timers(self) -> set[tuple[str, str]]:
        """What is due now."""

        def work(unit: Unit) -> set[tuple[str, str]]:
            due = unit.timers.claim(now=self.now, real_now=self.now, lease=timedelta(0), limit=500)
            return {(one.kind, one.subject) for one in due}

        return await self.database.write(work)
