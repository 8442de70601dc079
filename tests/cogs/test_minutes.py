"""A meeting on the real bot: agenda, start, notes, end, minutes, action points; through a restart."""

from datetime import datetime
from zoneinfo import ZoneInfo

from submitting import in_private
from town import Town

from bot.minutes_words import markdown
from domain.communities import Channel
from domain.meetings.kinds import Audience
from domain.meetings.meeting import Meeting
from sandbox.people import Message
from services.acting import Caller
from services.meeting_planning import Wish

ZONE = ZoneInfo("Europe/Amsterdam")
BEGINS = datetime(2026, 3, 24, 20, tzinfo=ZONE)


async def planned(town: Town) -> Meeting:
    """A meeting that everyone may come to, on Tuesday 24 March at eight."""
    robin = town["Robin"]
    caller = Caller(id=robin.id, name="Robin", community=town.guild, interaction=4711, manages=True)
    wish = Wish(title="Kwartaal", audience=Audience.EVERYONE, moments=(BEGINS,), place="Tankstation")
    return await town.app.services.meeting_planning.plan(caller, wish, now=town.sandbox.clock.now())


async def in_channel(town: Town, words: str) -> Message:
    """The message in the meetings channel whose heading begins so."""
    place = town.channels[Channel.MEETINGS]
    return await town["Robin"].wait_for_message(place, lambda one: words in one.text)


async def test_the_agenda_is_added_to_ordered_and_posted_the_day_before(town: Town) -> None:
    await planned(town)
    mila, robin = town["Mila"], town["Robin"]
    added = await mila.slash("meeting agenda add", title="Nieuwe plek", english="A new place", minutes=100)
    assert "A new place" in added.text
    await mila.slash("meeting agenda add", title="Geld", minutes=30)
    assert "De voorzitter bepaalt" in (await mila.slash("meeting agenda change", item="1", minutes=5)).text
    ordered = await robin.slash("meeting agenda change", item="2", position=1)
    text = ordered.text
    assert text.index("Geld") < text.index("Nieuwe plek")
    assert "10" in text  # 130 minutes wanted, 120 there are
    town.sandbox.clock.move_to(datetime(2026, 3, 23, 10, tzinfo=ZONE))
    posted = await in_channel(town, "Agenda: Kwartaal")
    words = posted.text
    assert "🇬🇧 A new place" in words
    assert "`20:00` **1.** Geld" in words
    assert "`20:30` **2.** Nieuwe plek" in words


async def test_from_start_to_locked_minutes(town: Town) -> None:
    await planned(town)
    robin, mila, priya = town["Robin"], town["Mila"], town["Priya"]
    await mila.slash("meeting agenda add", title="Nieuwe plek")
    assert "vanaf twee uur ervoor" in (await robin.slash("meeting start")).text
    town.sandbox.clock.move_to(BEGINS)
    assert "Alleen sectorhoofden" in (await mila.slash("meeting start")).text
    await robin.slash("meeting start")
    room = await in_channel(town, "Nu: Kwartaal")
    assert "Je bent ingecheckt" in (await mila.press(room, custom_id="meeting-room:1:here")).text
    assert "al ingecheckt" in (await mila.press(room, custom_id="meeting-room:1:here")).text
    await robin.press(room, custom_id="meeting-room:1:next:0")
    room = await in_channel(town, "▶️ **1.** Nieuwe plek")
    form = await mila.press(room, custom_id="meeting-room:1:note:1")
    long = "De fabriek *is* vrij.\n" + "woord " * 500
    assert "Bewaard" in (await mila.fill(form, {"notes": long})).text
    assert "heeft iemand nodig" in (await mila.slash("action", what="Sleutel halen", by="1 april")).text
    noted = await mila.slash("action", what="Sleutel halen", by="1 april", who=priya.id)
    assert "Sleutel halen" in noted.text
    first = await robin.press(room, custom_id="meeting-room:1:end")
    assert "concept-notulen" in first.text
    draft = await in_channel(town, "Notulen: Kwartaal")
    assert "Sleutel halen" in draft.text
    assert "Only who was there" in (await priya.press(draft, custom_id="minutes:1:approve:0")).text
    await robin.press(draft, custom_id="minutes:1:approve:0")
    assert "staan vast" in (await mila.press(draft, custom_id="minutes:1:approve:0")).text
    shown = await town.app.services.minutes_reading.shown(1)
    assert shown is not None
    text = markdown(town.app.services.minutes_reading.lines(shown))
    assert "De fabriek \\*is\\* vrij." in text
    assert text.startswith("# Notulen: Kwartaal")
    pdf = await mila.press(draft, custom_id="minutes:1:pdf")
    assert pdf.message is not None
    assert pdf.message.attachments[0]["filename"] == "minutes-2026-03-24.pdf"

    town.sandbox.clock.move_to(datetime(2026, 3, 30, 10, tzinfo=ZONE))
    reminder = await in_private(priya, "Sleutel halen")
    done = await priya.press(reminder, custom_id="action:1:done")
    assert "Thank you" in done.text
    assert "geen actiepunten" in (await robin.slash("actions")).text
