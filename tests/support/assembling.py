"""A community that holds assemblies: what the tests of the emergency stop share."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deciding import COMMUNITY, DAY, HOUR, NOW, ROBIN, Deciding, person

from bot.config import Config
from domain.assembly import Question
from domain.communities import Channel, Spot
from domain.decisions.ballots import ABSTAIN, NO, YES, Ballot, picked
from domain.decisions.register import Decision
from domain.emergency import Stage
from services.assembly import AssemblyService
from services.settlement import SettlementService
from services.setup import SetupService
from storage.database import Database

MEETINGS = 78
TEN = range(1, 11)
FIRST = NOW + 12 * DAY
MINUTE = timedelta(minutes=1)


_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Assembling(Deciding):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.assembly = AssemblyService(database)
        self.settlement = SettlementService(database)

    async def set_up(self, *, click: int | None = None) -> None:
        await super().set_up(click=click)
        setup = SetupService(self.database, Config().new_community())
        robin = person(ROBIN, manages=True)
        await setup.link(robin, Spot("channel", Channel.MEETINGS, MEETINGS), "created", now=NOW)

    async def convened(self, starts: datetime = FIRST, people: Iterable[int] = TEN) -> int:
        """The number of an assembly, convened nine days before."""
        now = starts - 9 * DAY
        when = starts.astimezone(_AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        draft = await self.assembly.draft(
            person(ROBIN, head=True), when=when, place="De Tank", agenda="1. Noodknop", now=now
        )
        sight = await self.assembly.convene(person(ROBIN, head=True), draft.id, people, now=now)
        assert sight.one is not None
        return sight.one.number

    async def opened(self, starts: datetime = FIRST, people: Iterable[int] = TEN) -> int:
        number = await self.convened(starts, people)
        await self.assembly.open(person(ROBIN, head=True), number, now=starts)
        return number

    async def put(self, question: Question = Question.STOP, *, at: datetime = FIRST) -> Decision:
        return await self.assembly.put_to_vote(
            person(ROBIN, head=True), question, "Noodknop", "Ontbinden?", 30 * MINUTE, now=at + HOUR
        )

    async def cast(
        self, decision: Decision, yes: int, no: int = 0, abstain: int = 0, *, first: int = 1
    ) -> None:
        ballots: list[Ballot] = [YES] * yes + [NO] * no + [ABSTAIN] * abstain
        for who, ballot in enumerate(ballots, first):
            await self.vote(decision, who, ballot, at=decision.opened + MINUTE)

    async def held(
        self,
        yes: int,
        no: int = 0,
        *,
        starts: datetime = FIRST,
        question: Question = Question.STOP,
        people: Iterable[int] = TEN,
    ) -> Stage:
        """A whole assembly, from its convocation to its close; where it leaves the emergency stop."""
        number = await self.opened(starts, people)
        decision = await self.put(question, at=starts)
        await self.cast(decision, yes, no)
        await self.close(decision)
        sight = await self.assembly.close(person(ROBIN, head=True), number, now=starts + 3 * HOUR)
        return sight.record.state.stage

    async def approve(self, decision: Decision, approvals: dict[int, tuple[int, ...]]) -> None:
        for who, options in approvals.items():
            await self.vote(decision, who, picked(*options), at=decision.opened + MINUTE)

    async def stage(self) -> Stage:
        return (await self.assembly.sight(person(ROBIN))).record.state.stage


__all__ = [
    "COMMUNITY",
    "DAY",
    "FIRST",
    "HOUR",
    "MEETINGS",
    "MINUTE",
    "NOW",
    "ROBIN",
    "TEN",
    "Assembling",
    "person",
]
