"""Dossiers on both databases: who sees them, what is told and when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from desking import HERE, JAMIE, LOU, MILA, MONDAY, OUTSIDER, SAM, STEF, VERA, VICTOR, Counter

from domain.desk.question import WaitsFor
from domain.dossiers.dossier import Kind, Outcome, Person, Who
from domain.dossiers.reminding import Lead
from domain.postings import Surface
from domain.refusal import Refusal
from services.dossier_due import DossierDue
from services.dossier_keeping import DossierKeeping
from services.dossiers import TERM, WAIT, DossierService, Opening, ShownDossier
from storage.database import Database
from storage.files import File


class Shelf:
    def __init__(self, town: Counter) -> None:
        self.town = town
        self.dossiers = DossierService(town.database)
        self.keeping = DossierKeeping(town.database)
        self.due = DossierDue(town.database)

    async def open(self, person: int = VERA, **more: Any) -> ShownDossier:
        wish = Opening(**{"title": "Terras open tot 01:00", "sector": "vergunningen", **more})
        return await self.dossiers.open(self.town.caller(person), wish, now=self.town.now)

    async def numbers(self, person: int, *, closed: bool = False) -> list[int]:
        found = await self.dossiers.theirs(self.town.caller(person), closed=closed, now=self.town.now)
        return [one.number for one in found.dossiers]

    async def see(self, person: int, number: int = 1) -> ShownDossier:
        return await self.dossiers.of(self.town.caller(person), number, now=self.town.now)

    async def told(self) -> list[tuple[Surface, int]]:
        """Let every timer that is due go off, as the bot does; what was sent."""
        for kind, subject in sorted(await self.town.timers()):
            number, _, lead = subject.partition(":")
            if kind == TERM:
                await self.due.term(int(number), Lead(lead), now=self.town.now)
            elif kind == WAIT:
                await self.due.wait(int(number), now=self.town.now)
        return sorted((surface, place) for _, surface, place in await self.town.sent())


@pytest.fixture
async def shelf(database: Database) -> Shelf:
    return Shelf(await Counter.opened(database))


async def test_only_its_people_and_the_heads_of_its_sector_see_it(shelf: Shelf) -> None:
    await shelf.open()
    await shelf.open(LOU, title="Plek aan de Havenstraat", sector="locatie")
    assert await shelf.numbers(VERA) == [1]
    assert await shelf.numbers(VICTOR) == [1]  # the deputy
    assert await shelf.numbers(LOU) == [2]
    assert await shelf.numbers(SAM) == []  # De Sektor does not carry it: the sector has its own
    assert await shelf.numbers(MILA) == []
    for stranger in (SAM, LOU, MILA, OUTSIDER):
        with pytest.raises(Refusal, match="no dossier with this number"):
            await shelf.see(stranger)
    with pytest.raises(Refusal, match="no dossier with this number"):
        await shelf.see(VERA, 99)
    manager = shelf.town.caller(77, manages=True)
    with pytest.raises(Refusal, match="no dossier with this number"):
        await shelf.dossiers.of(manager, 1, now=shelf.town.now)


async def test_makers_do_not_open_one_and_nobody_in_a_private_message(shelf: Shelf) -> None:
    with pytest.raises(Refusal, match="Sector heads"):
        await shelf.open(MILA)
    with pytest.raises(Refusal, match="sector from the list"):
        await shelf.open(sector="nergens")
    caller = shelf.town.caller(VERA)
    private = type(caller)(caller.id, caller.name, 0, caller.interaction)
    with pytest.raises(Refusal, match="on the server"):
        await shelf.dossiers.may_open(private)


async def test_the_same_click_opens_one_and_adds_once(shelf: Shelf) -> None:
    click = shelf.town.caller(VERA)
    wish = Opening(title="Terras", sector="vergunningen")
    for _ in range(3):
        shown = await shelf.dossiers.open(click, wish, now=shelf.town.now)
        assert shown.dossier.number == 1
    add = shelf.town.caller(VERA)
    for _ in range(3):
        shown = await shelf.keeping.add(add, 1, "Aanvraag verstuurd", date(2026, 3, 2), now=shelf.town.now)
    assert [one.text for one in shown.entries if one.kind is Kind.NOTE] == ["Aanvraag verstuurd"]


async def test_who_asked_reads_along_but_not_what_is_internal(shelf: Shelf) -> None:
    await shelf.town.ask(MILA)
    question = await shelf.dossiers.from_question(shelf.town.caller(VERA), 1)
    with pytest.raises(Refusal, match="no question with this number"):
        await shelf.dossiers.from_question(shelf.town.caller(LOU), 1)
    await shelf.open(question=1, people=(Person(question.asker, "Mila", insider=False),))
    town, day = shelf.town, date(2026, 3, 9)
    await shelf.keeping.add(town.caller(VERA), 1, "Twijfels", day, internal=True, now=town.now)
    await shelf.keeping.add(town.caller(VERA), 1, "Gebeld", day, who=Who.CITY, now=town.now)
    file = File("advies.pdf", "application/pdf", b"geheim")
    await shelf.keeping.document(town.caller(VERA), 1, "Advies", file=file, internal=True, now=town.now)
    seen = await shelf.see(MILA)
    assert not seen.insider
    assert [one.text for one in seen.entries] == ["", "Gebeld"]
    assert seen.documents == ()
    inside = await shelf.see(VICTOR)
    assert [one.name for one in inside.documents] == ["Advies"]
    with pytest.raises(Refusal, match="not kept here"):
        await shelf.keeping.file(town.caller(MILA), 1, inside.documents[0].id)
    _, kept = await shelf.keeping.file(town.caller(VICTOR), 1, inside.documents[0].id)
    assert kept.data == b"geheim"
    # what they write themselves is open, and theirs
    wrote = await shelf.keeping.add(town.caller(MILA), 1, "Ik belde", day, internal=True, now=town.now)
    assert (wrote.entries[-1].who, wrote.entries[-1].internal) == (Who.ASKER, False)
    with pytest.raises(Refusal, match="Only its owner"):
        await shelf.keeping.close(town.caller(MILA), 1, Outcome.GRANTED, "", now=town.now)
    with pytest.raises(Refusal, match="Only its owner"):
        await shelf.keeping.add_person(town.caller(MILA), 1, Person(OUTSIDER, "X"), now=town.now)


async def test_people_are_added_told_and_taken_off_and_it_is_handed_over(shelf: Shelf) -> None:
    town = shelf.town
    await shelf.open()
    await shelf.keeping.add_person(town.caller(VERA), 1, Person(JAMIE, "Jamie"), now=town.now)
    assert await shelf.told() == [(Surface.DOSSIER_YOURS, JAMIE)]
    assert await shelf.numbers(JAMIE) == [1]
    await shelf.keeping.hand_over(town.caller(JAMIE), 1, Person(LOU, "Lou"), now=town.now)
    assert await shelf.told() == [(Surface.DOSSIER_YOURS, LOU)]
    shown = await shelf.keeping.remove_person(town.caller(LOU), 1, JAMIE, now=town.now)
    assert {one.person for one in shown.dossier.people} == {VERA, LOU}
    assert await shelf.numbers(JAMIE) == []
    assert await shelf.dossiers.told(shown.dossier.id, JAMIE, now=town.now) is None


async def test_a_term_is_told_at_each_lead_once_and_not_when_it_is_over(shelf: Shelf) -> None:
    town = shelf.town
    await shelf.open(term=date(2026, 3, 31))
    await town.sent()
    town.now = datetime(2026, 3, 17, 9, tzinfo=UTC)
    assert await shelf.told() == [(Surface.DOSSIER_TERM, VERA)]
    await shelf.due.term(1, Lead.TWO_WEEKS, now=town.now)  # a handler may run twice
    assert await shelf.told() == []
    # away until the day after: one message, to the heads, too
    town.now = datetime(2026, 4, 1, 12, tzinfo=UTC)
    assert await shelf.told() == [(Surface.DOSSIER_TERM, VERA), (Surface.DOSSIER_TERM, VICTOR)]
    await shelf.keeping.change(town.caller(VERA), 1, term=date(2026, 5, 31), now=town.now)
    town.now = datetime(2026, 5, 18, 12, tzinfo=UTC)
    assert await shelf.told() == [(Surface.DOSSIER_TERM, VERA)]
    await shelf.keeping.close(town.caller(VERA), 1, Outcome.GRANTED, "Tot 01:00", now=town.now)
    town.now = datetime(2026, 6, 10, 12, tzinfo=UTC)
    assert await shelf.told() == []


async def test_a_wait_is_told_once_a_month_however_long_the_bot_was_away(shelf: Shelf) -> None:
    town = shelf.town
    await shelf.open()
    shown = await shelf.keeping.wait(
        town.caller(VERA), 1, WaitsFor.CITY, "ontvangstbevestiging", date(2026, 2, 19), now=town.now
    )
    assert shown.dossier.waited(shown.today) == 18
    await town.sent()
    for days, expected in ((11, 0), (12, 1), (13, 0), (41, 0), (42, 1), (300, 1), (301, 0)):
        town.now = MONDAY + timedelta(days=days)
        assert len(await shelf.told()) == expected, days
    await shelf.keeping.wait(town.caller(VERA), 1, None, now=town.now)
    town.now += timedelta(days=100)
    assert await shelf.told() == []
    texts = [(one.kind, one.who, one.text) for one in (await shelf.see(VERA)).entries]
    assert (Kind.WAITS, Who.CITY, "ontvangstbevestiging") in texts
    assert (Kind.WAITED, Who.CITY, "319") in texts


async def test_who_leaves_hands_over_to_the_head_or_to_de_sektor(shelf: Shelf) -> None:
    town = shelf.town
    for _ in range(20):
        await shelf.open()
    await town.sent()
    assert await shelf.due.left(HERE, VERA, now=town.now) == tuple(range(1, 21))
    assert {one.dossier.owner for one in [await shelf.see(VICTOR, n) for n in range(1, 21)]} == {VICTOR}
    assert len(await shelf.told()) == 20
    assert await shelf.due.left(HERE, VERA, now=town.now) == ()  # delivered twice

    def vacant(unit: Any) -> None:
        places = [one for one in unit.communities.appointments(HERE) if one.sector == "vergunningen"]
        unit.communities.dismiss(HERE, places)

    await town.database.write(vacant)
    assert len(await shelf.due.left(HERE, VICTOR, now=town.now)) == 20
    assert len(await shelf.numbers(SAM)) == 20
    assert len(await shelf.numbers(STEF)) == 20
    assert await shelf.numbers(VICTOR) == []


async def test_the_contact_is_who_says_so_themselves_and_goes_with_them(shelf: Shelf) -> None:
    town = shelf.town
    await shelf.open()
    shown = await shelf.keeping.contact(town.caller(VICTOR), 1, "Victor, 06 12345678", now=town.now)
    assert (shown.dossier.contact, shown.dossier.contact_person) == ("Victor, 06 12345678", VICTOR)
    await shelf.due.left(HERE, VICTOR, now=town.now)
    assert (await shelf.see(VERA)).dossier.contact == ""


async def test_closed_and_opened_again(shelf: Shelf) -> None:
    town = shelf.town
    await shelf.open()
    closed = await shelf.keeping.close(town.caller(VERA), 1, Outcome.PARTLY, "Tot 00:30", now=town.now)
    assert (await shelf.numbers(VERA), await shelf.numbers(VERA, closed=True)) == ([], [1])
    assert closed.entries[-1].text == "partly"
    with pytest.raises(Refusal, match="closed"):
        await shelf.keeping.add(town.caller(VERA), 1, "Nog iets", date(2026, 3, 9), now=town.now)
    with pytest.raises(Refusal, match="closed"):
        await shelf.keeping.document(town.caller(VERA), 1, "Brief", now=town.now)
    await shelf.keeping.reopen(town.caller(VERA), 1, now=town.now)
    assert await shelf.numbers(VERA) == [1]


async def test_the_journal_holds_no_words_of_it(shelf: Shelf) -> None:
    town = shelf.town
    shown = await shelf.open(title="Heel geheim", asked="Geheimer")
    await shelf.keeping.add(town.caller(VERA), 1, "Nog geheimer", date(2026, 3, 9), now=town.now)
    await shelf.keeping.close(town.caller(VERA), 1, Outcome.OTHER, "Geheimst", now=town.now)
    entries = await town.database.read(lambda unit: unit.journal.of(HERE, f"dossier:{shown.dossier.id}"))
    assert [one["action"] for one in entries] == ["dossier.open", "dossier.add", "dossier.close"]
    assert "eheim" not in str(entries)
