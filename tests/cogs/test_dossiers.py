"""/dossier on the real bot, in Dutch and English."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

from heads import appointed
from pypdf import PdfReader
from submitting import in_private
from town import Town

from sandbox.people import Result
from services.acting import Caller
from services.desk import Asking

ZONE = ZoneInfo("Europe/Amsterdam")
# of the seven, Robin carries Vergunningen
FILLED = {
    "title": "Terras open tot 01:00",
    "counterpart": "Gemeente Enschede, vergunningen",
    "asked": "Mila wil het terras langer open.",
    "wanted": "Een ontheffing tot 01:00 op vrijdag en zaterdag",
    "term": "1 april",
}


async def opened(town: Town) -> Result:
    await appointed(town)
    robin = town["Robin"]
    form = await robin.slash("dossier open", sector="vergunningen")
    return await robin.fill(form, FILLED)


async def files_of(town: Town, result: Result) -> dict[str, bytes]:
    assert result.message is not None
    found = result.message.attachments
    return {str(one["filename"]): await town.people.fetch(str(one["url"])) for one in found}


async def test_a_permit_from_opening_to_the_letter_for_the_city(town: Town) -> None:
    shown = await opened(town)
    assert "Dossier 1 is geopend" in shown.text
    assert "termijn: woensdag 1 april 2026" in shown.text
    robin = town["Robin"]
    step = await robin.slash("dossier add", dossier="1", what="Mila belde met de gemeente", when="gisteren")
    assert "Genoteerd op zondag 8 maart 2026, De Sektor: Mila belde met de gemeente" in step.text
    form = await robin.press(step, custom_id="dossier:1:note")
    await robin.fill(form, {"text": "Twijfel of dit haalbaar is", "internal": ["yes"]})
    waiting = await robin.slash("dossier wait", dossier="1", **{"waits-for": "city"}, since="19 februari")
    assert "wacht op: gemeente, 18 dagen" in waiting.text
    paper = await robin.slash(
        "dossier document", dossier="1", name="Plattegrond", file=("plan.pdf", b"%PDF-1.4 test")
    )
    assert "Plattegrond" in paper.text
    sent = await robin.choose(paper, "dossier:1:file", ["1"])
    assert (await files_of(town, sent))["plan.pdf"] == b"%PDF-1.4 test"
    await robin.slash("dossier people", dossier="1", add=town["Mila"], helps=False)
    letter = await robin.slash("dossier summary", dossier="1")
    files = await files_of(town, letter)
    pages = PdfReader(io.BytesIO(files["dossier-1-nl.pdf"])).pages
    assert len(pages) == 1
    for words in (" ".join(pages[0].extract_text().split()), files["dossier-1-nl.md"].decode()):
        order = [
            words.index(one) for one in ("Samenvatting", "Gevraagd besluit", "Termijn", "Verloop tot nu")
        ]
        assert order == sorted(order)
        assert "Mila" not in words
        assert "Twijfel" not in words
        assert "Een ontheffing tot 01:00 op vrijdag en zaterdag" in words
        assert "Sinds donderdag 19 februari 2026 is de zaak in afwachting van de gemeente." in words
    english = await robin.press(letter if letter.buttons else step, custom_id="dossier:1:summary:en")
    words = (await files_of(town, english))["dossier-1-en.md"].decode()
    assert "## Decision requested" in words
    assert "the matter has been awaiting the municipality" in words


async def test_who_is_no_party_sees_nothing_of_it_anywhere(town: Town) -> None:
    shown = await opened(town)
    assert shown.ephemeral
    robin, sanne, noor, priya = town["Robin"], town["Sanne"], town["Noor"], town["Priya"]
    for stranger in (sanne, noor, town["Mila"]):
        assert "geen dossier met dit nummer" in (await stranger.slash("dossier show", dossier="1")).text
        assert "Terras" not in (await stranger.slash("dossier list")).text
        assert (await stranger.complete("dossier show", "dossier", "")).choices == []
        assert "geen dossier" in (await stranger.slash("dossier summary", dossier="1")).text
    assert "no dossier with this number" in (await priya.slash("dossier show", dossier="1")).text
    # a button of the message does not let a stranger in either
    offered = await robin.complete("dossier show", "dossier", "terr")
    assert offered.choices == [("1. Terras open tot 01:00", "1")]
    await robin.slash("dossier people", dossier="1", add=priya)
    told = await in_private(priya, "one of the people of dossier 1")
    assert "/dossier show" in told.text
    seen = await priya.slash("dossier show", dossier="1")
    assert "waits for nobody" in seen.text
    assert [button.label for button in seen.buttons][:2] == ["Add a step", "Waits for …"]


async def test_what_cannot_be_read_gives_back_what_was_typed(town: Town) -> None:
    await appointed(town)
    robin = town["Robin"]
    form = await robin.slash("dossier open")  # Robin's own sector
    shown = await robin.fill(form, {**FILLED, "term": "zo snel mogelijk"})
    assert "Het heeft nog geen termijn" in shown.text
    assert "Sector" in shown.text
    form = await robin.press(shown, custom_id="dossier:1:note")
    refused = await robin.fill(form, {"text": "Een heel verhaal", "day": "ooit"})
    assert "“ooit”" in refused.text
    assert "Een heel verhaal" in refused.text
    assert "Kies het dossier" in (await robin.slash("dossier show", dossier="terras")).text
    ellen = await town["Ellen"].slash("dossier open")
    assert "Sectorhoofden" in ellen.text


async def test_reminded_handed_over_closed_and_opened_again(town: Town) -> None:
    await opened(town)
    robin, sanne = town["Robin"], town["Sanne"]
    town.sandbox.clock.move_to(datetime(2026, 3, 18, 11, tzinfo=ZONE))
    told = await in_private(robin, "moet uiterlijk woensdag 1 april besloten zijn")
    assert "Wacht op niemand" in told.text
    handed = await robin.slash("dossier hand-over", dossier="1", **{"new-owner": sanne})
    assert "Overgedragen aan Sanne" in handed.text
    await in_private(sanne, "Je hoort nu bij dossier 1")
    await sanne.slash("dossier wait", dossier="1", **{"waits-for": "venue"}, note="sleutel")
    town.sandbox.clock.move_to(datetime(2026, 4, 17, 11, tzinfo=ZONE))
    reminded = await in_private(sanne, "wacht op: plek, 30 dagen")
    assert "belletje" in reminded.text
    form = await sanne.press(await sanne.slash("dossier show", dossier="1"), custom_id="dossier:1:close")
    closed = await sanne.fill(form, {"outcome": ["partly"], "text": "Tot 00:30"})
    assert "Gesloten: deels toegewezen" in closed.text
    assert "Tot 00:30" in closed.text
    assert "Terras" in (await sanne.slash("dossier list", closed=True)).text
    reopened = await sanne.press(closed, custom_id="dossier:1:reopen")
    assert "weer geopend" in reopened.text


async def test_begun_from_a_desk_question_who_asked_reads_along(town: Town) -> None:
    await appointed(town)
    robin, priya = town["Robin"], town["Priya"]
    caller = Caller(priya.id, "Priya", town.guild, 5000)
    text = "May our terrace stay open until 01:00? Priya asks for the collective."
    await town.app.services.desk.ask(
        caller, Asking(text=text, locale="en", sector="vergunningen"), now=town.sandbox.clock.now()
    )
    assert "geen vraag met dit nummer" in (await town["Joris"].slash("dossier open", question=1)).text
    form = await robin.slash("dossier open", question=1)
    shown = await robin.fill(form, {"title": "Terras"})
    assert f"<@{priya.id}>" in shown.text
    await robin.slash("dossier add", dossier="1", what="Lastig verhaal", internal=True)
    seen = await priya.slash("dossier show", dossier="1")
    assert "May our terrace" in seen.text
    assert "Lastig" not in seen.text
    assert [button.label for button in seen.buttons] == ["Add a step"]
    letter = await robin.slash("dossier summary", dossier="1")
    assert "Priya" not in (await files_of(town, letter))["dossier-1-nl.md"].decode()


async def test_an_owner_who_leaves_the_server(town: Town) -> None:
    await opened(town)
    robin, sanne = town["Robin"], town["Sanne"]
    await robin.slash("dossier hand-over", dossier="1", **{"new-owner": town["Mila"]})
    await town["Mila"].leaves()
    await in_private(robin, "Je hoort nu bij dossier 1")
    assert "geen dossier" in (await sanne.slash("dossier show", dossier="1")).text
    assert f"<@{robin.id}>" in (await robin.slash("dossier show", dossier="1")).text
