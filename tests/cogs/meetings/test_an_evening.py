"""A whole meeting on the real bot, which is stopped and started again in between: agenda, check-in, notes, a
vote, the end, minutes that are approved; and what is then public of it, and what is not."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from heads import all_meetings, in_channel
from lives import Lives, lives
from polling import card as vote_card
from polling import outcome, past_the_close, seven_heads
from submitting import in_private, place, press, settled
from town import Town, sqlite_url

from domain.meetings.meeting import Stage
from sandbox.people import Message

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEADS = ("Sanne", "Joris", "Mila", "Daan", "Priya")
BEGINS = datetime(2026, 3, 17, 20, tzinfo=AMSTERDAM)


@pytest.fixture
async def several(tmp_path: Path) -> AsyncIterator[Lives]:
    async with lives(sqlite_url(tmp_path)) as living:
        await seven_heads(living.town, HEADS)
        yield living


async def planned(town: Town, whom: str, title: str = "Kwartaal") -> None:
    answer = await town["Sanne"].slash(
        "meeting plan",
        title=title,
        dates="di 17 maart 20:00",
        where="Tankstation",
        options={"for-whom": whom},
    )
    assert "staat op" in answer.text or "is op" in answer.text


async def begun(town: Town, *present: str) -> Message:
    """Sanne begins it at eight; the message of the meeting that runs."""
    await settled(town)
    await town.people.move_clock_to(BEGINS)
    assert "begonnen" in (await town["Sanne"].slash("meeting start")).text
    room = await in_channel(town, "Nu: ")
    for name in present:
        await press(town[name], room, "here")
    return room


async def room_of(town: Town, text: str) -> Message:
    return await in_channel(town, text, seen_by="Sanne")


async def papers(town: Town) -> list[Message]:
    return [one for one in await town["Sanne"].messages(place(town, "meetings")) if "Notulen: Kw" in one.text]


def button(message: Message, part: str) -> str:
    return next(str(one.custom_id) for one in message.buttons if part in (one.custom_id or ""))


async def test_from_a_message_to_minutes_that_everyone_can_read(several: Lives) -> None:
    town = several.town
    await planned(town, "everyone")
    said = await town["Ellen"].say("algemeen", "Zullen we een broedplaats in de *fabriek* beginnen?")
    form = await town["Ellen"].menu("Put on the agenda", said)
    town = await several.again()
    added = await town["Ellen"].fill(form, {"minutes": "15", "english": "A place in the factory"})
    assert "staat op de agenda" in added.text
    assert "A place in the factory" in added.text

    await town.people.move_clock_to(BEGINS - timedelta(days=1, hours=9))
    posted = await in_channel(town, "Agenda: Kwartaal")
    assert f"/{said.id})" in posted.text
    assert "🇬🇧 A place in the factory" in posted.text
    town = await several.again()

    room = await begun(town, "Mila", "Joris", "Ellen")
    await town["Sanne"].press(room, custom_id=button(room, ":next:"))
    town = await several.again()
    room = await room_of(town, "▶️ **1.**")
    note = await town["Mila"].press(room, custom_id=button(room, ":note:"))
    town = await several.again()
    assert "Bewaard" in (await town["Mila"].fill(note, {"notes": "De gemeente denkt mee."})).text

    form = await town["Joris"].press(room, custom_id=button(room, ":motion:"))
    answer = await town["Joris"].fill(
        form, {"title": "We huren de fabriek", "sector": "locatie", "minutes": "10"}
    )
    assert "onder de aanwezigen" in answer.text
    voted = await vote_card(town, "We huren de fabriek")
    refused = await press(town["Priya"], voted, "yes")
    assert "Je stem" not in refused.text, "who is not there does not vote"
    for name in ("Sanne", "Mila", "Joris", "Ellen"):
        await press(town[name], voted, "yes")
    await town["Mila"].slash("action", what="Huurcontract vragen", by="1 april", who=town["Joris"].id)
    town = await several.again()
    await past_the_close(town)
    await outcome(town, "We huren de fabriek")

    room = await room_of(town, "We huren de fabriek")
    ended = await asyncio.gather(
        town["Sanne"].press(room, custom_id=button(room, ":end")),
        town["Mila"].press(room, custom_id=button(room, ":end")),
    )
    already = [any(words in one.text for words in ("al afgesloten", "ended already")) for one in ended]
    assert sorted(already) == [False, True]
    town = await several.again()
    draft = await in_channel(town, "Notulen: Kwartaal")
    assert "website" in draft.text
    assert len(await papers(town)) == 1

    async with aiohttp.ClientSession(town.app.web_url) as web:
        assert (await web.get("/nl/notulen/1")).status == 404, "a draft is nobody's but theirs"
        for name in ("Sanne", "Mila", "Joris"):
            await town[name].press(draft, custom_id=button(draft, ":approve:"))
        await in_channel(town, "🔒")
        page = await (await web.get("/nl/notulen/1")).text()
        assert "De gemeente denkt mee." in page
        assert "Er waren 4 mensen." in page
        assert "Huurcontract vragen" in page
        assert "Joris" not in page
        english = await (await web.get("/en/minutes/1")).text()
        assert "4 people were there." in english
        (meeting,) = [one for one in await all_meetings(town) if one.title]
        event = await (await web.get(f"/nl/evenement/{meeting.event}")).text()
        assert "/nl/notulen/1" in event
        decision = await (await web.get("/nl/besluit/1")).text()
        assert 'href="/nl/notulen/1"' in decision
    await settled(town)
    shown = await town["Ellen"].slash("decision show", decision="B-1")
    assert "Hierover is gestemd op “Kwartaal”" in shown.text
    (paper,) = await papers(town)
    assert f"/{paper.id})" in shown.text
    assert f"/{paper.id})" in (await town["Ellen"].slash("decisions")).text


async def test_what_the_heads_keep_to_themselves_is_on_no_public_page(several: Lives) -> None:
    town = several.town
    await planned(town, "heads", "Personeel")
    await town["Mila"].slash("meeting agenda add", title="Vertrouwelijk")
    room = await begun(town, "Mila")
    await town["Sanne"].press(room, custom_id=button(room, ":next:"))
    room = await room_of(town, "▶️ **1.**")
    form = await town["Sanne"].press(room, custom_id=button(room, ":motion:"))
    await town["Sanne"].fill(form, {"title": "Geheim plan", "sector": "sektor", "minutes": "10"})
    voted = await vote_card(town, "Geheim plan")
    for name in ("Sanne", "Mila"):
        await press(town[name], voted, "yes")
    await past_the_close(town)
    await outcome(town, "Geheim plan")
    await town["Sanne"].slash("meeting end")
    draft = await in_channel(town, "Notulen: Personeel")
    assert "website" not in draft.text
    for name in ("Sanne", "Mila"):
        await town[name].press(draft, custom_id=button(draft, ":approve:"))
    await in_channel(town, "🔒")
    async with aiohttp.ClientSession(town.app.web_url) as web:
        for path in ("/nl/notulen/1", "/en/minutes/1", "/nl/besluit/1"):
            assert (await web.get(path)).status == 404
        for path in ("/nl/", "/nl/besluiten", "/nl/agenda.atom", "/nl/agenda.ics", "/api/v1/events"):
            assert "Personeel" not in await (await web.get(path)).text()
    assert "notulen" in (await town["Joris"].slash("decision show", decision="B-1")).text.casefold()
    for refused in ("decision show", "decisions"):
        options = {"decision": "B-1"} if refused == "decision show" else {}
        assert "notulen" not in (await town["Ellen"].slash(refused, **options)).text.casefold()


async def test_minutes_of_thirty_thousand_characters(several: Lives) -> None:
    """Nothing is refused or lost; the message shows what fits, the files hold all of it."""
    town = several.town
    await planned(town, "everyone")
    await town["Mila"].slash("meeting agenda add", title="Alles")
    room = await begun(town, "Mila")
    await town["Sanne"].press(room, custom_id=button(room, ":next:"))
    room = await room_of(town, "▶️ **1.**")
    written: list[str] = []
    for part in range(8):
        lines = [hashlib.sha256(f"{part}/{one}".encode()).hexdigest() for one in range(60)]
        written += lines
        form = await town["Mila"].press(room, custom_id=button(room, ":note:"))
        assert "Bewaard" in (await town["Mila"].fill(form, {"notes": "\n".join(lines)})).text
        room = await room_of(town, "▶️ **1.**")
    assert sum(map(len, written)) > 30_000
    town = await several.again()
    await town["Sanne"].slash("meeting end")
    draft = await in_channel(town, "Notulen: Kwartaal")
    assert len(draft.text) < 6000
    assert "in de hele tekst" in draft.text
    file = await town["Mila"].press(draft, custom_id=button(draft, ":md"))
    assert file.message is not None
    text = (await town.people.fetch(file.message.attachments[0]["url"])).decode()
    assert [line for line in written if line not in text] == []
    pdf = await town["Mila"].press(draft, custom_id=button(draft, ":pdf"))
    assert pdf.message is not None
    assert pdf.message.attachments[0]["filename"].endswith(".pdf")


async def test_who_leaves_before_the_meeting(several: Lives) -> None:
    """Joris would lead an item and do something; he leaves while the bot is down."""
    town = several.town
    await planned(town, "everyone")
    await town["Joris"].slash("meeting agenda add", title="Nieuwe plek")
    card = await in_channel(town, "Kwartaal")
    await press(town["Joris"], card, "come:yes:card")
    noted = await town["Sanne"].slash("action", what="Sleutel halen", by="20 maart", who=town["Joris"].id)
    assert "Sleutel halen" in noted.text
    joris = town["Joris"].id
    await several.stop()
    await town["Joris"].leaves()
    town = await several.start()
    await settled(town)
    people = await town.app.services.meeting_people.counted_on(town.guild, now=town.app.clock.now())
    assert joris in people  # his action point waits, for somebody else
    shown = await town.app.services.meetings.shown(1)
    assert shown is not None
    assert joris not in shown.comings
    agenda = await town["Sanne"].slash("meeting agenda show")
    assert "Nieuwe plek" in agenda.text
    assert f"<@{joris}>" not in agenda.text
    assert "(is weg van de server)" in (await town["Sanne"].slash("actions")).text
    before = len(list(town.sandbox.exchanges))
    await town.people.move_clock_to(BEGINS - timedelta(hours=20))
    await in_private(town["Sanne"], "🔔")
    await town.people.move_clock_to(datetime(2026, 3, 18, 10, 1, tzinfo=AMSTERDAM))
    await settled(town)
    written = [
        one for one in list(town.sandbox.exchanges)[before:] if one.path.endswith("/users/@me/channels")
    ]
    assert written
    assert not any(str(joris) in str(one.request) for one in written)


async def test_without_the_meetings_channel_it_goes_on_by_commands(several: Lives) -> None:
    """Its channel is deleted while the bot is down: nothing is tried in a loop, and the minutes are there."""
    town = several.town
    await planned(town, "heads")
    await town["Mila"].slash("meeting agenda add", title="Nieuwe plek")
    await settled(town)
    await several.stop()
    await town["Robin"].delete_channel(place(town, "meetings"))
    town = await several.start()
    await town.people.move_clock_to(BEGINS)
    assert "begonnen" in (await town["Sanne"].slash("meeting start")).text
    assert "afgelopen" in (await town["Sanne"].slash("meeting end")).text
    await settled(town)
    tried = len(list(town.sandbox.exchanges))
    await town.people.move_clock(timedelta(hours=1))
    await settled(town)
    again = [one for one in list(town.sandbox.exchanges)[tried:] if one.path.endswith("/messages")]
    assert not [one for one in again if one.status >= 400]
    draft = await town["Sanne"].slash("meeting minutes")
    assert "Nieuwe plek" in draft.text
    approved = await press(town["Sanne"], draft, "approve:0")
    assert "staan vast" in approved.text


async def test_what_cannot_be_planned(several: Lives) -> None:
    """The past, a limit after the first date, and who has left are refused with what to do instead, and
    nothing is planned; with one date there is nothing to ask."""
    town = several.town
    sanne = town["Sanne"]
    known = len(await all_meetings(town))

    async def refusal(**options: str) -> str:
        return (await sanne.slash("meeting plan", title="Plan", options=options)).text

    assert "al geweest" in await refusal(dates="3 februari 2026 20:00")
    assert "al geweest" in await refusal(dates="3 februari 2026 20:00; 17 maart 2026 20:00")
    assert "al voorbij" in await refusal(dates="vandaag 11:00; di 17 maart 20:00")
    both = "di 17 maart 20:00; do 19 maart 20:00"
    late = await refusal(dates=both, **{"answer-until": "18 maart 20:00"})
    assert "eerste datum" in late
    assert "al geweest" in await refusal(dates=both, **{"answer-until": "1 februari 2026"})
    twice = await refusal(dates="di 17 maart 20:00; di 17 maart 20:00")
    assert "is op" in twice or "staat op" in twice, "one date plans it at once"
    gone = town["Joris"].mention
    await town["Joris"].leaves()
    assert "niet meer op deze server" in await refusal(dates=both, **{"also-ask": gone})
    assert len(await all_meetings(town)) == known + 1
    (one,) = [one for one in await all_meetings(town) if one.title == "Plan"]
    assert one.stage is Stage.PLANNED
    nobody = await sanne.slash("action", what="Sleutel halen", by="1 april")
    assert "heeft iemand nodig" in nobody.text
    assert (
        "al geweest" in (await sanne.slash("action", what="Sleutel", by="1 februari 2026", who=sanne.id)).text
    )
