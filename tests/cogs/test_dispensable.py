"""What is asked often and what is solved without a person, on the real bot."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from heads import appointed
from submitting import in_private
from town import Town

from domain.meetings.kinds import Kind
from services.acting import Caller
from services.desk import Asking
from services.meeting_planning import Wish
from storage.unit import Unit

ZONE = ZoneInfo("Europe/Amsterdam")
QUESTIONS = {
    "Ellen": "Wij zoeken een oefenruimte, mijn schuldeiser Kobus belt steeds",
    "Jonas": "where can I find a cheap rehearsal space?",
    "Robin": "repetitieruimte vrij?",
}


async def three_ask(town: Town) -> None:
    await appointed(town, ("Sanne", "Mila", "Joris", "Noor", "Daan", "Priya"))
    for number, (name, text) in enumerate(QUESTIONS.items()):
        caller = Caller(town[name].id, name, town.guild, 5000 + number)
        await town.app.services.desk.ask(
            caller, Asking(text=text, locale="nl", sector="locatie"), now=town.sandbox.clock.now()
        )


async def planned(town: Town) -> None:
    """The heads meet in two weeks."""
    sanne = town["Sanne"]
    caller = Caller(sanne.id, "Sanne", town.guild, 6000)
    now = town.sandbox.clock.now()
    wish = Wish(title="", kind=Kind.MONTHLY, moments=(now + timedelta(days=14),), place="Tankstation")
    await town.app.services.meeting_planning.plan(caller, wish, now=now)


async def test_three_ask_the_same_and_the_heads_put_it_on_their_agenda(town: Town) -> None:
    await three_ask(town)
    await planned(town)
    town.sandbox.clock.move_to(datetime(2026, 3, 10, 10, 1, tzinfo=ZONE))
    told = await in_private(town["Joris"], "Vaak gevraagd: **repetitieruimte**, 3 keer.")
    assert "Een initiatief beginnen?" in told.text
    assert "Asked often: **rehearsal space**, 3 times." in told.text
    assert [button.label for button in told.buttons] == [
        "Zet het op de agenda · Put it on the agenda",
        "Niet nodig · Not needed",
    ]
    assert "Kobus" not in told.text
    assert "Die jij mag lezen" not in told.text
    own = await in_private(town["Mila"], "Vaak gevraagd: **repetitieruimte**")
    assert "Die jij mag lezen: nr. 1, 2, 3" in own.text
    done = await town["Joris"].press(told, custom_id="often:1:agenda")
    assert "Het staat op de agenda van “Maandoverleg van de sectorhoofden" in done.text
    agenda = await town["Sanne"].slash("meeting agenda show")
    assert "Vaak gevraagd: repetitieruimte (3 keer). Een initiatief?" in agenda.text
    # what stood with the others says so now, and has no button any more
    changed = await in_private(town["Mila"], "Het staat op de agenda van de hoofden")
    assert changed.id == own.id
    assert f"<@{town['Joris'].id}>" in changed.text
    assert changed.buttons == []
    assert (await town["Noor"].complete("desk often", "agenda", "")).choices == []
    listed = await town["Noor"].slash("desk often")
    assert "Het staat op de agenda van de hoofden" in listed.text
    assert "Alleen sectorhoofden" in (await town["Ellen"].slash("desk often")).text
    english = await town["Priya"].slash("desk often")
    assert "Asked often: **rehearsal space**, 3 times." in english.text
    health = await town["Noor"].slash("kb health")
    assert "repetitieruimte: 3 mensen" in health.text
    assert "Kobus" not in health.text


async def test_the_same_by_command(town: Town) -> None:
    await three_ask(town)
    offered = await town["Priya"].complete("desk often", "not-needed", "rehear")
    assert offered.choices == [("rehearsal space", "1")]
    assert "Noted" in (await town["Priya"].slash("desk often", **{"not-needed": "1"})).text
    early = await town["Mila"].slash("desk often", agenda="1")
    assert "nog geen bijeenkomst van de hoofden gepland" in early.text
    await planned(town)
    assert "Het staat op de agenda" in (await town["Mila"].slash("desk often", agenda="1")).text
    assert "Kies uit de lijst" in (await town["Mila"].slash("desk often", agenda="oefenruimte")).text
    assert (await town["Ellen"].complete("desk often", "agenda", "")).choices == []


async def test_numbers_for_heads_and_totals_for_everybody(town: Town) -> None:
    await three_ask(town)
    shown = await town["Mila"].slash("desk numbers")
    assert "0 % (0 van 3)" in shown.text
    assert "Per sector, de laatste 6 maanden" in shown.text
    totals = await town["Ellen"].slash("desk numbers")
    assert "0 % (0 van 3)" in totals.text
    assert "Per sector" not in totals.text
    english = await town["Jonas"].slash("desk numbers")
    assert "Solved without a person" in english.text
    town.sandbox.clock.move_to(datetime(2026, 4, 1, 10, 1, tzinfo=ZONE))
    line = await in_private(town["Mila"], "In maart is zoveel opgelost")
    assert "0 % (0 van 3)" in line.text
    assert "In March, this much" in line.text


async def test_the_report_of_the_quarter_goes_on_the_agenda_of_the_public_meeting(town: Town) -> None:
    await three_ask(town)
    town.sandbox.clock.move_to(datetime(2026, 4, 2, 12, tzinfo=ZONE))
    report = await town["Ellen"].slash("report quarter", which="Q1 2026")
    assert "Verslag van kwartaal 1 van 2026" in report.text
    assert "repetitieruimte: 3 mensen" in report.text
    assert report.message is not None
    (file,) = report.message.attachments
    assert file["filename"] == "2026-q1-nl.md"
    text = (await town.people.fetch(str(file["url"]))).decode()
    assert "## Opgelost zonder dat er iemand aan te pas kwam" in text
    english = await town["Priya"].slash("report quarter", which="Q1 2026", language="en")
    assert "3 questions that needed a person" in english.text
    assert (
        "Alleen sectorhoofden" in (await town["Ellen"].press(report, custom_id="report:2026:1:agenda")).text
    )

    def quarterly(unit: Unit) -> list[int]:
        coming = unit.meetings.coming(town.guild, since=datetime(2026, 4, 2, tzinfo=ZONE).date())
        finding = unit.meetings.finding(town.guild)
        return [one.id for one in (*coming, *finding) if one.kind is Kind.QUARTERLY]

    if not await town.app.database.read(quarterly):
        caller = Caller(town["Sanne"].id, "Sanne", town.guild, 6001)
        now = town.sandbox.clock.now()
        wish = Wish(title="", kind=Kind.QUARTERLY, moments=(now + timedelta(days=21),), place="Tankstation")
        await town.app.services.meeting_planning.plan(caller, wish, now=now)
    put = await town["Mila"].press(
        await town["Mila"].slash("report quarter", which="1 2026"), custom_id="report:2026:1:agenda"
    )
    assert "Het staat op de agenda van “Kwartaalbijeenkomst" in put.text
    again = await town["Mila"].slash("report quarter", which="1 2026", agenda=True)
    assert "Het staat al op de agenda" in again.text
