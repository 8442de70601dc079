"""A general assembly on Discord: convened, attended, voted, triggered, frozen, settled; with restarts."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lives import Lives, lives
from submitting import acts, in_private, press, settled
from town import Town, sqlite_url

from domain.communities import Role
from domain.decisions.terms import Proposal
from domain.decisions.thresholds import MONEY_FLOOR
from domain.emergency import Stage
from domain.refusal import Refusal
from sandbox.people import Message, Person, Result
from services.acting import Caller

SATURDAY = datetime(2026, 3, 21, 14, tzinfo=ZoneInfo("Europe/Amsterdam"))
MEMBERS = ("Mila", "Joris", "Sanne", "Noor", "Daan", "Priya")


async def with_members(town: Town) -> None:
    """Six members; Sanne is a sector head."""
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    for name in MEMBERS:
        more = (roles[Role.HEADS],) if name == "Sanne" else ()
        await town[name].has_roles(roles[Role.MEMBERS], *more)


async def convened(town: Town, *, agenda: str = "1. Opening\n2. Noodknop") -> Message:
    """Sanne convenes the members for Saturday the 21st; the card in the channel."""
    sanne = town["Sanne"]
    form = await sanne.slash("assembly convene")
    preview = await sanne.fill(form, {"when": "za 21 maart 14:00", "place": "De Tank", "agenda": agenda})
    assert "6" in preview.text
    sent = await sanne.press(preview, "Oproep versturen")
    assert "6" in sent.text
    return await the_card(town)


async def the_card(town: Town, text: str = "De Tank") -> Message:
    return await town["Robin"].wait_for_message(
        town.channels["meetings"], lambda message: text in message.text and "ALV" in message.text
    )


async def opened(town: Town) -> Message:
    card = await convened(town)
    await town.people.move_clock_to(SATURDAY)
    await town["Sanne"].slash("assembly open")
    return card


async def put(town: Town) -> Message:
    """The emergency stop is put to the vote; the card of its decision."""
    sanne = town["Sanne"]
    sure = await sanne.slash("assembly vote")
    assert "14 dagen" in sure.text
    await sanne.press(sure, "Nu in stemming")
    return await decision(town, "Noodknop: De Sektor ontbinden?")


async def decision(town: Town, title: str) -> Message:
    return await town["Robin"].wait_for_message(
        town.channels["decisions"], lambda message: title in message.text and "mine" in acts(message)
    )


async def stage(town: Town) -> Stage:
    return await town.app.database.read(lambda unit: unit.assemblies.head(town.guild).stage)


async def triggered(town: Town) -> Message:
    """Everyone says yes; the message for the board."""
    await opened(town)
    vote = await put(town)
    for name in MEMBERS:
        await press(town[name], vote, "yes")
    await town.people.move_clock(timedelta(minutes=31))
    return await the_message(town)


async def the_message(town: Town) -> Message:
    return await town["Robin"].wait_for_message(
        town.channels["meetings"], lambda message: "Voor het bestuur" in message.text
    )


@pytest.fixture
async def members(town: Town) -> Town:
    await with_members(town)
    return town


@pytest.fixture
async def several(tmp_path: Path) -> AsyncIterator[Lives]:
    async with lives(sqlite_url(tmp_path)) as found:
        await with_members(found.town)
        yield found


async def file_of(town: Town, result: Result) -> str:
    assert result.message is not None
    raw: Any = result.message.raw
    (attachment,) = raw["attachments"]
    return (await town.people.fetch(attachment["url"])).decode()


async def filled(person: Person, command: str, **fields: str) -> Result:
    return await person.fill(await person.slash(command), fields)


async def test_from_convocation_to_settlement_with_a_restart_before_each_step(several: Lives) -> None:
    town = several.town
    card = await convened(town)
    for name in MEMBERS:
        await in_private(town[name], "Je bent opgeroepen")
    town = await several.again()
    early = await press(town["Mila"], card, "checkin")
    assert "te vroeg" in early.text
    # Daan cannot come, and Joris agrees to vote for him
    asked = await town["Daan"].slash("assembly proxy", person=town["Joris"])
    assert "goedvinden" in asked.text
    question = await in_private(town["Joris"], "vraagt of jij")
    town = await several.again()
    assert "Je stemt ook voor" in (await press(town["Joris"], question, "yes")).text
    await in_private(town["Daan"], "stemt voor jou")
    await town.people.move_clock_to(SATURDAY)
    assert "Geopend" in (await press(town["Sanne"], await press(town["Sanne"], card, "chair"), "open")).text
    for name in ("Mila", "Joris", "Priya"):
        answer = await press(town[name], card, "checkin")
    assert "Welcome" in answer.text  # Priya reads English
    assert "4 of 6" in answer.text
    town = await several.again()
    vote = await put(town)
    for name in MEMBERS:
        if name != "Daan":
            await press(town[name], vote, "yes")
    town = await several.again()
    held = await press(town["Joris"], vote, "mine")
    for_daan = f":for{town['Daan'].id}"
    theirs = await town["Joris"].press(held, custom_id=f"decision:{_id(vote)}:vote{for_daan}")
    await town["Joris"].press(theirs, custom_id=f"decision:{_id(vote)}:yes{for_daan}")
    await town.people.move_clock(timedelta(minutes=31))
    board = await the_message(town)
    assert "B-1: 6 voor, 0 tegen" in board.text
    assert "Een notaris moet het bevestigen" in board.text
    assert "A notary has to confirm it" in board.text
    await in_private(town["Sanne"], "De noodknop is in werking gezet")
    town = await several.again()
    assert await stage(town) is Stage.TRIGGERED
    # three ideas, the amounts, the vote, the document
    for name, title in (("Mila", "Vrijplaats"), ("Priya", "Studio"), ("Daan", "Zine | gratis")):
        await town[name].fill(
            await press(town[name], board, "idea"), {"title": title, "text": "Voor iedereen."}
        )
    amounts = await filled(town["Sanne"], "assembly amounts", cash="2.500,00", bills="€ 900")
    assert "€ 1.600,00" in amounts.text.replace("\xa0", " ")
    await town["Sanne"].slash("assembly divide", hours=1)
    ideas = await decision(town, "Wat er over is: welke ideeën?")
    town = await several.again()
    for name, chosen in (("Mila", ["0"]), ("Joris", ["0", "1"]), ("Sanne", ["0", "1", "2"]), ("Noor", ["0"])):
        await town[name].choose(ideas, f"decision:{_id(ideas)}:pick", chosen)
    await town.people.move_clock(timedelta(hours=1, minutes=1))
    await town["Robin"].wait_for_message(
        town.channels["meetings"], lambda m: m.id == board.id and "Volgens B-2" in m.text
    )
    text = await file_of(town, await town["Mila"].slash("assembly document"))
    text = text.replace("\xa0", " ")
    # 4, 2 and 1 approvals of 160,000 cents: sevenths 91428.57, 45714.29, 22857.14
    for line in (
        "| Vrijplaats | Mila | 4 | € 914,29 |",
        "| Studio | Priya | 2 | € 457,14 |",
        "| Zine \\| gratis | Daan | 1 | € 228,57 |",
        "# Afrekening na de noodknop van De Sektor",
        "Een notaris dient het te bevestigen",
        "## Summary in English",
        "| Studio | Priya | 2 | €457.14 |",
    ):
        assert line in text
    await settled(town)


def _id(message: Message) -> str:
    return next(b.custom_id for b in message.buttons if b.custom_id.endswith(":mine")).split(":")[1]


async def test_frozen_and_what_goes_on(members: Town) -> None:
    town = members
    sanne = town["Sanne"]
    await town["Robin"].slash("sector appoint", sector="promotie", person=sanne, part="head")
    robin = Caller(town["Robin"].id, "Robin", town.guild, interaction=1, manages=True)
    now = town.app.clock.now()
    await town.app.services.mandates.grant(robin, "promotie", "Drukwerk", up_to=25_000, now=now)
    await triggered(town)
    alone = await sanne.slash("decision record", sector="promotie")
    assert alone.modal is None  # before anything is typed
    assert "geen nieuwe verplichtingen" in alone.text
    money = Proposal(
        title="Mengtafel",
        sector="promotie",
        closes=town.app.clock.now() + timedelta(days=2),
        owner=sanne.id,
        floor=MONEY_FLOOR,
    )
    with pytest.raises(Refusal, match="no new commitments"):
        await town.app.services.decisions.prepare(robin, money, [1, 2], now=town.app.clock.now())
    assert (await stage(town)) is Stage.TRIGGERED
    shown = await town["Priya"].slash("assembly show", number=1)
    assert "No new commitments can be made until an assembly takes it back" in shown.text
    ticked = await sanne.slash("assembly show", number=1)
    assert "In werking gezet" in ticked.text
    await settled(town)


async def test_the_checklist_is_ticked_by_the_board(members: Town) -> None:
    town = members
    board = await triggered(town)
    assert "⬜ Bel een notaris" in board.text
    asked = await press(town["Sanne"], board, "checklist")
    done = await town["Sanne"].choose(asked, "emergency:done", ["notary", "board"])
    assert "☑️ Bel een notaris" in done.text
    await town["Robin"].wait_for_message(
        town.channels["meetings"], lambda m: m.id == board.id and "☑️ Bel een notaris" in m.text
    )
    asked = await press(town["Mila"], board, "checklist")
    refused = await town["Mila"].choose(asked, "emergency:done", [])
    assert "Dit doet het bestuur" in refused.text


async def test_only_who_was_convened_and_only_the_chair(members: Town) -> None:
    town = members
    card = await convened(town)
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    await town["Ellen"].has_roles(roles[Role.MEMBERS])  # joins after the convocation
    await town.people.move_clock_to(SATURDAY)
    assert "Alleen de voorzitter" in (await town["Mila"].slash("assembly open")).text
    assert "Alleen de voorzitter" in (await press(town["Mila"], card, "chair")).text
    assert "Sectorhoofden roepen" in (await town["Mila"].slash("assembly convene")).text
    await town["Sanne"].slash("assembly open")
    assert "niet opgeroepen" in (await press(town["Ellen"], card, "checkin")).text
    assert "You were not convened" not in (await press(town["Priya"], card, "checkin")).text
    assert "Alleen de voorzitter" in (await town["Mila"].slash("assembly vote")).text
    vote = await put(town)
    assert "hoort niet bij" in (await press(town["Ellen"], vote, "yes")).text
    assert await stage(town) is Stage.IDLE


async def test_cancelled_and_everyone_hears_it(members: Town) -> None:
    town = members
    card = await convened(town)
    form = await press(town["Sanne"], await press(town["Sanne"], card, "chair"), "cancel")
    await town["Sanne"].fill(form, {"reason": "De zaal staat blank @everyone"})
    await the_card(town, "Afgelast")
    told = await in_private(town["Mila"], "gaat niet door")
    assert not told.buttons
    assert "geen vergadering" in (await town["Mila"].slash("assembly checkin")).text


async def test_bad_input_in_both_languages(members: Town) -> None:
    town = members
    sanne = town["Sanne"]
    for when, why in (("morgen 14:00", "minstens 7 dagen"), ("21 maart", "hoe laat")):
        form = await sanne.slash("assembly convene")
        assert why in (await sanne.fill(form, {"when": when, "agenda": "x"})).text
    assert "geen vergadering bijeengeroepen" in (await sanne.slash("assembly open")).text
    assert "No assembly is convened" in (await town["Priya"].slash("assembly checkin")).text
    assert "niet in werking" in (await sanne.slash("assembly document")).text
    assert "nog nooit" in (await sanne.slash("assembly export")).text
    assert "Dit kan" not in (await town["Robin"].slash("assembly settings", days=14)).text
    form = await sanne.slash("assembly convene")
    refused = await sanne.fill(form, {"when": "za 21 maart 14:00", "agenda": "x"})
    assert "minstens 14 dagen" in refused.text


async def test_the_record_as_a_file(members: Town) -> None:
    town = members
    await convened(town)
    text = await file_of(town, await town["Daan"].slash("assembly export"))
    assert '"format":"sektor-assembly-1"' in text
