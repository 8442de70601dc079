"""What waits at the desk on the heads' agenda, and what it solved among the year's successes."""

from dataclasses import replace

import pytest
from gatherings import HEADS, HERE, Gatherings, local

from bot.i18n import Say
from bot.minutes_words import item_title
from domain.desk.question import Question
from domain.meetings.agenda import Item
from domain.meetings.kinds import Audience, Kind
from services.decisions import DecisionService
from services.meeting_agenda import MeetingAgendaService
from services.meeting_planning import Wish
from services.party import PartyService
from storage.database import Database

BEGIN = local(2026, 3, 1)
PRIVATE, PUBLIC = "Mijn huurbaas wil me eruit", "Waar kunnen we repeteren?"


class Month:
    def __init__(self, town: Gatherings) -> None:
        self.town = town
        self.agenda = MeetingAgendaService(town.database)

    async def asks(self, text: str, sector: str, *, public: bool = False, **more: object) -> Question:
        question = Question(
            community=HERE,
            asker=1,
            text=text,
            public=public,
            locale="nl",
            sector=sector,
            waits_since=self.town.now,
            asked_at=self.town.now,
            due_at=self.town.now,
            **more,  # type: ignore[arg-type]
        )
        return await self.town.database.write(lambda unit: unit.desk.add(question, click=0))

    async def items(self, kind: Kind, audience: Audience | None = None) -> tuple[Item, ...]:
        wish = Wish(title="Samen", kind=kind, moments=(local(2026, 3, 20, 20),), place="Fabriek")
        if audience is not None:
            wish = replace(wish, audience=audience)
        meeting = await self.town.planning.plan(self.town.caller(HEADS[0]), wish, now=self.town.now)
        shown = await self.agenda.of(self.town.caller(HEADS[0]), meeting.id, now=self.town.now)
        return shown.items


@pytest.fixture
async def month(database: Database) -> Month:
    return Month(await Gatherings.founded(database, BEGIN))


async def test_the_heads_agenda_says_how_many_wait_and_since_when_and_not_what_is_asked(
    month: Month,
) -> None:
    await month.asks(PRIVATE, "locatie")
    month.town.now = local(2026, 3, 9, 12)
    await month.asks(PUBLIC, "locatie", public=True)
    await month.asks("Mag dit?", "vergunningen")
    (found,) = await month.items(Kind.MONTHLY)
    assert item_title(found, Say("nl")).endswith(
        "Locatie/Vastgoed (2, sinds 1 mrt), Vergunningen (1, sinds 9 mrt)"
    )
    assert item_title(found, Say("en")).endswith(
        "Locations/Real estate (2, since 1 Mar), Permits (1, since 9 Mar)"
    )


@pytest.mark.parametrize(
    ("kind", "audience"), [(Kind.QUARTERLY, None), (Kind.ASSEMBLY, None), (Kind.MONTHLY, Audience.EVERYONE)]
)
async def test_where_others_come_private_ones_are_not_even_counted(
    month: Month, kind: Kind, audience: Audience | None
) -> None:
    await month.asks(PRIVATE, "locatie")
    assert await month.items(kind, audience) == ()
    await month.asks(PUBLIC, "locatie", public=True)
    (found,) = await month.items(kind, audience)
    assert found.title == "Locatie/Vastgoed (1, sinds 1 mrt)"


async def test_what_was_solved_is_among_the_successes_as_a_number(month: Month) -> None:
    open_one = await month.asks(PRIVATE, "locatie")
    closed = (await month.asks(PUBLIC, "locatie")).close(why_not="klaar", now=month.town.now)
    await month.town.database.write(lambda unit: unit.desk.save(closed))
    party = PartyService(month.town.database, DecisionService(month.town.database))
    assert (await party.successes(HERE, 2026)).solved == 1
    assert (await party.successes(HERE, 2025)).solved == 0
    assert open_one.is_unanswered
