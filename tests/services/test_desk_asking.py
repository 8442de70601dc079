"""Asking the desk, on both databases: what was typed is kept, where it goes, and that it is one question."""

from dataclasses import replace
from datetime import date

import pytest
from desking import HERE, HOME, JAMIE, LOU, MILA, MONDAY, VERA, Counter

from bot.routing_words import explained
from domain.desk.draft import day_wanted
from domain.refusal import Refusal
from services.acting import IN_DM
from services.desk_asking import DeskAskingService, Preview, Typed
from services.searching import SearchService
from storage.database import Database

TERRACE = "Mag ons terras tot 01:00 open?"


class Asking:
    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.service = DeskAskingService(counter.database, SearchService(counter.database), counter.free)

    async def preview(self, text: str, person: int = MILA, **more: object) -> Preview:
        caller, now = self.counter.caller(person), self.counter.now
        typed = Typed(text, **more)  # type: ignore[arg-type]
        draft = await self.service.begin(caller, typed, locale="nl", channel=5, now=now)
        return await self.service.preview(draft.id, caller, now=now)

    async def send(self, preview: Preview, person: int = MILA) -> int:
        caller = self.counter.caller(person)
        asked = await self.service.send(preview.draft.id, caller, explained, now=self.counter.now)
        return asked.question.number


@pytest.fixture
async def asking(database: Database) -> Asking:
    return Asking(await Counter.opened(database))


async def test_a_draft_says_where_it_goes_and_becomes_one_question(asking: Asking) -> None:
    preview = await asking.preview(TERRACE, for_whom="ons café", by_text="voor vrijdag", public=True)
    assert preview.sector is not None
    assert (preview.sector.key, preview.carried_by, preview.by) == ("vergunningen", VERA, date(2026, 3, 13))
    assert preview.hears_by == date(2026, 3, 12)
    assert [await asking.send(preview) for _ in range(5)] == [1] * 5
    question = await asking.counter.question(1)
    assert (question.text, question.for_whom, question.public) == (TERRACE, "ons café", True)
    assert "terras" in question.reason.nl
    draft = await asking.service.get(preview.draft.id, asking.counter.caller(MILA))
    assert (draft.text, draft.for_whom, draft.by_text, draft.sent) == ("", "", "", question.id)


async def test_what_is_empty_or_too_long_is_kept_and_asked_of_nobody(asking: Asking) -> None:
    for text in ("", "  \n", "x" * 10_000):
        preview = await asking.preview(text)
        assert preview.problem is not None
        with pytest.raises(Refusal):
            await asking.send(preview)
        kept = await asking.service.get(preview.draft.id, asking.counter.caller(MILA))
        assert kept.text == text


async def test_a_draft_is_its_writers_alone_also_in_private(asking: Asking) -> None:
    preview = await asking.preview(TERRACE)
    number = preview.draft.id
    in_private = replace(asking.counter.caller(MILA), community=IN_DM)
    assert (await asking.service.get(number, in_private)).text == TERRACE
    with pytest.raises(Refusal, match="not kept any more"):
        await asking.service.get(number, asking.counter.caller(JAMIE))
    with pytest.raises(Refusal, match="not kept any more"):
        await asking.send(preview, JAMIE)


async def test_what_was_answered_before_counts_but_not_what_one_other_person_asked(asking: Asking) -> None:
    counter = asking.counter
    for person, public in ((JAMIE, False), (JAMIE, True)):
        text = f"Waar kunnen we keramiek {'laten ' if public else ''}bakken?"
        asked = await counter.ask(person, text, sector="locatie", public=public)
        await counter.work.answer(counter.caller(LOU), asked.question.id, "Bij Lou.", now=counter.now)
        preview = await asking.preview("Waar kan ik keramiek bakken?")
        assert preview.proposed is not None
        assert (preview.proposed.sector, preview.proposed.alike) == (
            ("locatie", 1) if public else ("community", 0)
        )


async def test_a_private_question_is_a_gap_for_nobody_until_it_is_public(asking: Asking) -> None:
    async def gaps() -> list[str]:
        since = asking.counter.now.replace(year=2025)
        found = await asking.counter.database.read(
            lambda unit: unit.questions.open_ones(HERE, since=since, limit=10)
        )
        return [one.text for one in found]

    await asking.send(await asking.preview("Wie leent ons een accordeon?"))
    assert await gaps() == []
    public = await asking.preview("Wie repareert een draaiorgel?", public=True)
    await asking.send(public)
    assert await gaps() == ["Wie repareert een draaiorgel?"]
    question = await asking.counter.question(2)
    counter = asking.counter
    await counter.closing.close(counter.caller(MILA), question.id, why_not="al gevonden", now=counter.now)
    assert await gaps() == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("vrijdag", date(2026, 3, 13)),
        ("uiterlijk voor vrijdag", date(2026, 3, 13)),
        ("before 20 March", date(2026, 3, 20)),
        ("morgen om 9 uur", date(2026, 3, 10)),
        ("21-3", date(2026, 3, 21)),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    assert day_wanted(typed, now=MONDAY, zone=HOME) == day
