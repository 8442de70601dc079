"""A community that decides: what the tests of decisions share."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.config import Config
from domain.communities import Channel, Role, Spot
from domain.decisions.ballots import Ballot
from domain.decisions.kinds import Voters
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from services.acting import Caller
from services.closing import ClosingService
from services.decisions import DecisionService
from services.mandates import MandateService
from services.outages import OutageService
from services.presets import PresetService
from services.register import Form, RegisterService
from services.seats import SeatService
from services.sectors import SectorService
from services.setup import SetupService
from services.voting import Receipt, VotingService
from storage.database import Database

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
COMMUNITY, PLACE, HEADS_ROLE = 50, 77, 30
ROBIN = 1
_CLICKS = count(10_000)


def person(who: int, *, head: bool = False, manages: bool = False, click: int | None = None) -> Caller:
    """Somebody who presses something now."""
    return Caller(
        id=who,
        name=f"P{who}",
        community=COMMUNITY,
        interaction=next(_CLICKS) if click is None else click,
        role_ids=frozenset({HEADS_ROLE} if head else ()),
        manages=manages,
    )


@dataclass
class Deciding:
    """All services of decisions on one database."""

    database: Database

    def __post_init__(self) -> None:
        self.decisions = DecisionService(self.database)
        self.voting = VotingService(self.database)
        self.seats = SeatService(self.database)
        self.closing = ClosingService(self.database)
        self.register = RegisterService(self.database)
        self.mandates = MandateService(self.database)
        self.presets = PresetService(self.database)
        self.outages = OutageService(self.database)
        self.sectors = SectorService(self.database)

    async def set_up(self, *, click: int | None = None) -> None:
        setup = SetupService(self.database, Config().new_community())
        robin = person(ROBIN, manages=True, click=click)
        await setup.begin(robin, "De Sektor", now=NOW)
        await setup.link(robin, Spot("channel", Channel.DECISIONS, PLACE), "created", now=NOW)
        await setup.link(robin, Spot("role", Role.HEADS, HEADS_ROLE), "created", now=NOW)

    async def start(
        self,
        people: Iterable[int] = range(1, 8),
        *,
        now: datetime = NOW,
        by: int = ROBIN,
        click: int | None = None,
        **terms: object,
    ) -> Decision:
        proposal = Proposal(
            title="Een nieuwe mengtafel",
            sector="promotie",
            closes=now + 3 * DAY,
            owner=by,
            voters=Voters.MEMBERS,
        )
        proposal = replace(proposal, **terms)  # type: ignore[arg-type]
        return await self.decisions.start(person(by, head=True, click=click), proposal, people, now=now)

    async def vote(
        self, decision: Decision, who: int, ballot: Ballot, *, at: datetime = NOW + HOUR, reason: str = ""
    ) -> Receipt:
        return await self.voting.vote(person(who), decision.id, ballot, reason=reason, pressed=at, now=at)

    async def close(self, decision: Decision, *, after: timedelta = timedelta(minutes=1)) -> Decision:
        closed = await self.closing.close(decision.id, now=decision.closes + after)
        assert closed is not None
        return closed

    async def export(self, decision: Decision, form: Form = Form.JSON) -> bytes:
        return await self.register.export(person(ROBIN), decision.id, form)
