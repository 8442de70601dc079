"""What was solved without a person, counted on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from desking import HERE, JAMIE, LOU, MILA, OUTSIDER, SAM, VERA, Counter

from domain.desk.dispensable import Tally
from domain.knowledge.gaps import Question as Asked
from domain.knowledge.runs import Run, Step
from domain.postings import Surface
from domain.refusal import Refusal
from services.dispensable import DAILY, DispensableService
from services.meeting_agenda import MeetingAgendaService
from storage.database import Database
from storage.unit import Unit

MARCH = date(2026, 3, 1)


@pytest.fixture
async def town(database: Database) -> Counter:
    return await Counter.opened(database)


def service(town: Counter) -> DispensableService:
    return DispensableService(town.database, MeetingAgendaService(town.database))


async def asked(
    town: Counter, article: str = "terras.nl", votes: tuple[tuple[int, bool], ...] = (), *, desk: bool = False
) -> int:
    """Something asked of the knowledge base by Mila, now."""

    def work(unit: Unit) -> int:
        question = unit.questions.add(
            Asked(
                community=HERE, person=MILA, channel=1, text="terras", locale="nl", asked_at=town.now,
                article=article,
            )
        )  # fmt: skip
        for person, helped in votes:
            unit.questions.vote(question.id, person, helped, town.now)
        if desk:
            unit.questions.to_desk(question.id, town.now)
        return question.id

    return await town.database.write(work)


async def workflow(
    town: Counter, ticked: int, *, stopped: bool = False, sector: str = "vergunningen"
) -> None:
    def work(unit: Unit) -> None:
        run = unit.runs.add(
            Run(
                id=0, community=HERE, article="w.nl", title="W", name="n", locale="nl", sector=sector,
                day=date(2026, 4, 1), owner=MILA, steps=(Step(title="a"), Step(title="b")),
                people=frozenset({MILA}),
                started_at=town.now, reminded_at=town.now,
            )
        )  # fmt: skip
        for number in range(ticked):
            unit.runs.tick(run.id, number, MILA, town.now)
        if stopped:
            unit.runs.save(replace(run, stopped_at=town.now))

    await town.database.write(work)


async def whole(town: Counter) -> Tally:
    return (await service(town).numbers(town.caller(VERA), now=town.now)).whole


async def test_what_counts_as_solved_and_what_is_unknown(town: Counter) -> None:
    await asked(town, votes=((MILA, True),))
    await asked(town, votes=((JAMIE, True),))  # helped somebody who read along
    await asked(town, votes=((JAMIE, True), (MILA, False)))  # but not who asked
    await asked(town, votes=((MILA, False),))
    await asked(town)  # nobody said
    await asked(town, article="")  # a gap
    assert await whole(town) == Tally(articles=2, unknown=4)
    await workflow(town, 2)
    await workflow(town, 1)  # goes on
    await workflow(town, 1, stopped=True)
    await workflow(town, 2, stopped=True)  # everything was done before
    assert await whole(town) == Tally(articles=2, workflows=2, unknown=5)


async def test_what_came_to_the_desk_counts_once_as_needing_a_person(town: Counter) -> None:
    helped_then_asked = await asked(town, votes=((MILA, True),))
    await asked(town, desk=True)
    await town.ask(MILA, kb_question=helped_then_asked)
    await town.ask(JAMIE, "En de stoep?")
    assert await whole(town) == Tally(person=2)


async def test_by_month_local_time_and_by_sector_for_heads_only(town: Counter) -> None:
    town.now = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)  # half past midnight on 1 March in Enschede
    await town.ask(MILA)
    town.now = datetime(2026, 2, 28, 22, 30, tzinfo=UTC)
    await town.ask(MILA, "Nog een vraag over een pand", sector="locatie")
    town.now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    await workflow(town, 2, sector="locatie")
    found = await service(town).numbers(town.caller(VERA), now=town.now)
    assert found.months[-2:] == (date(2026, 2, 1), MARCH)
    assert [one.person for one in found.each] == [0, 0, 0, 0, 1, 1]
    assert found.sectors["locatie"][-2:] == (Tally(person=1), Tally(workflows=1))
    assert found.sectors["vergunningen"][-1] == Tally(person=1)
    member = await service(town).numbers(town.caller(OUTSIDER), now=town.now)
    assert member.sectors == {}
    assert member.whole == found.whole == Tally(workflows=1, person=2)


async def test_the_month_is_told_to_the_heads_once_and_only_the_last_one(town: Counter) -> None:
    spent = service(town)
    await spent.wind(now=town.now)
    await town.ask(MILA)
    assert await spent.tell_months(now=town.now) == 0  # nothing in February
    await town.sent()
    town.now = datetime(2026, 4, 1, 8, tzinfo=UTC)
    assert (DAILY, "all") in await town.timers()
    assert await spent.tell_months(now=town.now) == 1
    assert await spent.tell_months(now=town.now) == 0
    sent = [
        (subject, place) for subject, surface, place in await town.sent() if surface is Surface.DESK_MONTH
    ]
    assert sorted(sent) == [("desk-month:2026-03", person) for person in (VERA, LOU, SAM)]
    shown = await spent.told(HERE, MARCH, VERA)
    assert shown is not None
    assert shown.each == (Tally(), Tally(person=1))
    assert await spent.told(HERE, MARCH, MILA) is None
    await town.ask(JAMIE, "In april")
    town.now = datetime(2026, 8, 3, 8, tzinfo=UTC)  # away for months, in which nothing was asked
    assert await spent.tell_months(now=town.now) == 0


async def test_the_report_of_a_quarter(town: Counter) -> None:
    spent = service(town)
    await asked(town, votes=((MILA, True),))
    for person, text in ((MILA, "repetitieruimte?"), (JAMIE, "oefenruimte"), (OUTSIDER, "rehearsal space")):
        await town.ask(person, text, sector="locatie")
    town.now = datetime(2026, 4, 2, 8, tzinfo=UTC)
    found = await spent.quarter(town.caller(OUTSIDER), "", now=town.now)
    assert (found.first, found.ends, found.unfinished) == (date(2026, 1, 1), date(2026, 3, 31), False)
    assert found.whole == Tally(articles=1, person=3)
    assert found.whole.percent == 25
    assert found.before == Tally()
    assert found.topics["en"] == ((("rehearsal space",), 3),)
    assert found.sectors["locatie"] == Tally(person=3)
    later = await spent.quarter(town.caller(OUTSIDER), "Q2 2026", now=town.now)
    assert later.unfinished
    assert later.before == found.whole
    with pytest.raises(Refusal, match="No quarterly meeting"):
        await spent.to_agenda(town.caller(VERA), found.first, "Verslag", "Report", now=town.now)
    with pytest.raises(Refusal, match="Only sector heads"):
        await spent.to_agenda(town.caller(MILA), found.first, "Verslag", "Report", now=town.now)
