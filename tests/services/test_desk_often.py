"""What is asked often, on both databases: once for each step, and no word of a single person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desking import HERE, JAMIE, LOU, MILA, OUTSIDER, SAM, STEF, VERA, VICTOR, Counter

from bot.meeting_words import agenda_words
from bot.often_words import agenda_wording
from domain.communities import Channel, Spot
from domain.free_days import FreeDays
from domain.meetings.kinds import Kind
from domain.postings import Surface
from domain.refusal import Refusal
from services.acting import Caller
from services.desk_often import DeskOften, gaps_of
from services.meeting_agenda import MeetingAgendaService
from services.meeting_planning import MeetingPlanning, Wish
from storage.database import Database
from storage.unit import Unit

SPACE = (
    (MILA, "where can I find a cheap rehearsal space?"),
    (JAMIE, "Is er ergens een repetitieruimte vrij? Mijn buurman Kobus klaagt"),
    (OUTSIDER, "wij zoeken een oefenruimte"),
    (41, "oefen ruimte gezocht"),
    (42, "repetitieruimte?"),
)


@pytest.fixture
async def town(database: Database) -> Counter:
    return await Counter.opened(database)


def service(town: Counter) -> DeskOften:
    return DeskOften(town.database, MeetingAgendaService(town.database), agenda_wording)


async def ask(town: Counter, count: int, *, begin: int = 0) -> None:
    for person, text in SPACE[begin:count]:
        await town.ask(person, text, sector="locatie")


async def told(town: Counter) -> list[tuple[str, int]]:
    sent = await town.sent()
    return sorted((subject, place) for subject, surface, place in sent if surface is Surface.ASKED_OFTEN)


async def test_the_heads_are_told_once_and_again_when_it_has_grown(town: Counter) -> None:
    often = service(town)
    await ask(town, 2)
    assert await often.look(now=town.now) == 0
    await ask(town, 3, begin=2)
    assert await often.look(now=town.now) == 1
    assert await often.look(now=town.now) == 0  # the handler may run twice
    # the heads, not their deputies
    assert await told(town) == [("often:1", VERA), ("often:1", LOU), ("often:1", SAM)]
    await ask(town, 4, begin=3)
    town.now += timedelta(days=90)
    assert await often.look(now=town.now) == 0
    await ask(town, 5, begin=4)
    assert await often.look(now=town.now) == 1


async def test_the_same_person_three_times_is_told_to_nobody(town: Counter) -> None:
    for _, text in SPACE[:3]:
        await town.ask(MILA, text)
    assert await service(town).look(now=town.now) == 0
    assert (await service(town).listing(town.caller(LOU), "nl", now=town.now)).topics == ()


async def test_a_head_who_is_no_party_sees_the_common_words_only(town: Counter) -> None:
    often = service(town)
    await ask(town, 3)
    for head, numbers in ((LOU, (1, 2, 3)), (VERA, ()), (VICTOR, ())):
        shown = await often.listing(town.caller(head), "nl", now=town.now)
        (one,) = shown.topics
        assert (one.topic, one.times, one.askers, one.numbers) == (("repetitieruimte",), 3, 3, numbers)
        assert "Kobus" not in str(shown)
    english = await often.told(1, VERA, locale="en", now=town.now)
    assert english is not None
    assert english.topics[0].topic == ("rehearsal space",)
    assert await often.told(1, MILA, now=town.now) is None
    for nobody in (MILA, OUTSIDER):
        with pytest.raises(Refusal, match="Only sector heads"):
            await often.listing(town.caller(nobody), "nl", now=town.now)


async def test_with_one_press_it_is_on_the_agenda_of_the_heads(town: Counter) -> None:
    often = service(town)
    await ask(town, 3)
    await often.look(now=town.now)
    in_private = Caller(LOU, "Lou", 0, town.caller(LOU).interaction)
    with pytest.raises(Refusal, match="No meeting of the heads"):
        await often.to_agenda(in_private, 1, now=town.now)
    planned = await plan(town)
    found = await often.to_agenda(Caller(LOU, "Lou", 0, 777), 1, now=town.now)
    assert found.id == planned
    items = await town.database.read(lambda unit: unit.minutes.items(planned))
    assert [(one.title, one.english) for one in items if one.by == LOU] == [
        (
            "Vaak gevraagd: repetitieruimte (3 keer). Een initiatief?",
            "Asked often: rehearsal space (3 times). An initiative?",
        )
    ]
    with pytest.raises(Refusal, match="on the agenda already"):
        await often.to_agenda(town.caller(SAM), 1, now=town.now)
    with pytest.raises(Refusal, match="Only sector heads"):
        await often.not_needed(town.caller(MILA), 1, now=town.now)
    with pytest.raises(Refusal, match="no such topic"):
        await often.to_agenda(town.caller(STEF), 99, now=town.now)


async def test_what_no_article_answers_is_a_gap(town: Counter) -> None:
    await ask(town, 3)
    await service(town).look(now=town.now)

    def gaps(unit: Unit) -> object:
        return gaps_of(unit, HERE, "nl", town.now)

    assert await town.database.read(gaps) == ((("repetitieruimte",), 3),)

    def close(unit: Unit) -> None:
        question = unit.desk.by_number(HERE, 2)
        assert question is not None
        unit.desk.save(question.close(how="oefenruimte.nl", now=town.now))

    await town.database.write(close)
    assert await town.database.read(gaps) == ()


async def plan(town: Counter) -> int:
    """A monthly meeting of the heads, in ten days."""

    def channel(unit: Unit) -> None:
        unit.communities.put_spot(HERE, Spot("channel", Channel.MEETINGS, 903))

    await town.database.write(channel)
    planning = MeetingPlanning(town.database, FreeDays(), agenda_words)
    wish = Wish(title="Maandoverleg", moments=(town.now + timedelta(days=10),), place="Tankstation")
    made = await planning.plan(town.caller(SAM), wish, now=town.now)
    await town.database.write(lambda unit: unit.meetings.save(replace(made, kind=Kind.MONTHLY)))
    return made.id
