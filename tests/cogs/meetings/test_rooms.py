"""A public meeting in a voice or stage channel: on Discord's own event list it is in that channel, and a
deleted channel is told to who planned it."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
from event_list import asked, stands
from heads import all_meetings, appointed, in_channel
from lives import lives
from submitting import in_private, settled, until
from town import Town, sqlite_url

from domain.meetings.kinds import Kind
from sandbox import scheduled_events
from sandbox.model import ScheduledEvent

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2026, 3, 17, 20, tzinfo=AMSTERDAM)


async def room(town: Town, name: str = "Vergaderzaal", kind: int = 2) -> int:
    return int((await town["Robin"].create_channel(name, type=kind))["id"])


async def planned(town: Town, channel: int) -> ScheduledEvent:
    """A meeting of everyone on Tuesday at eight, planned by Sanne; how it stands on the list."""
    await appointed(town)
    answer = await town["Sanne"].slash(
        "meeting plan",
        title="Kraakpanden",
        dates="di 17 maart 20:00",
        options={"channel": str(channel), "for-whom": "everyone"},
    )
    assert "Kraakpanden" in answer.text
    (event,) = await stands(town)
    return event


async def test_it_stands_in_its_channel_and_the_file_says_which(town: Town) -> None:
    number = await room(town)
    event = await planned(town, number)
    assert (event.entity_type, event.channel_id, event.location) == (scheduled_events.VOICE, number, None)
    assert "discord.com/channels" not in (event.description or "")
    card = await in_channel(town, "Kraakpanden")
    assert f"📍 <#{number}>" in card.text
    calendar = next(one.custom_id for one in card.buttons if ":cal:" in (one.custom_id or ""))
    answer = await town["Ellen"].press(card, custom_id=str(calendar))
    assert answer.message is not None
    (file,) = answer.message.attachments
    (entry,) = icalendar.Calendar.from_ical(await town.people.fetch(file["url"])).walk("VEVENT")
    assert str(entry["LOCATION"]) == "Discord · Vergaderzaal"
    assert str(entry["URL"]) == f"https://discord.com/channels/{town.guild}/{number}"


async def test_it_begins_on_time_and_ends(town: Town) -> None:
    """Discord begins nothing by itself that is in a channel."""
    event = await planned(town, await room(town))
    await town.people.move_clock_to(TUESDAY - timedelta(minutes=1))
    await settled(town)
    assert event.status == scheduled_events.SCHEDULED
    await town.people.move_clock_to(TUESDAY)
    await until(lambda: event.status == scheduled_events.ACTIVE)
    await town.people.move_clock_to(TUESDAY + timedelta(hours=3, minutes=1))
    await until(lambda: event.status == scheduled_events.COMPLETED)
    await settled(town)
    assert asked(town, "POST") == 1


async def test_another_place_and_another_channel(town: Town) -> None:
    number = await room(town)
    event = await planned(town, number)
    await town["Sanne"].slash("meeting move", meeting="1", where="Tankstation")
    await in_channel(town, "📍 Tankstation")
    assert (await stands(town))[0] is event
    assert (event.entity_type, event.channel_id, event.location) == (
        scheduled_events.EXTERNAL,
        None,
        "Tankstation",
    )
    other = await room(town, "Keuken")
    await town["Sanne"].slash("meeting move", meeting="1", options={"channel": str(other)})
    await in_channel(town, f"📍 <#{other}>")
    assert (await stands(town))[0] is event
    assert (event.entity_type, event.channel_id, event.location) == (scheduled_events.VOICE, other, None)
    assert asked(town, "POST") == 1


async def test_a_stage_without_the_rights_stands_elsewhere_with_a_link(town: Town) -> None:
    town.sandbox.guild.features.append("COMMUNITY")
    number = await room(town, "Podium", 13)
    event = await planned(town, number)
    assert event.entity_type == scheduled_events.EXTERNAL
    assert event.location == "Discord · Podium"
    assert f"discord.com/channels/{town.guild}/{number}" in (event.description or "")


async def test_a_deleted_channel_is_told_once_to_who_planned_it(town: Town) -> None:
    """Discord's event goes with the channel; the meeting stands there again, its place still to be told."""
    number = await room(town)
    event = await planned(town, number)
    await town["Robin"].delete_channel(number)
    told = await in_private(town["Sanne"], "is verwijderd")
    assert "/meeting move" in told.text
    await in_channel(town, "de plek volgt nog")
    (anew,) = await stands(town)
    assert anew.id != event.id
    assert anew.entity_type == scheduled_events.EXTERNAL
    assert "Plek nog niet bekend" in (anew.location or "")
    requests = asked(town, "PATCH"), asked(town, "POST")
    await town.people.move_clock(timedelta(hours=2))
    await settled(town)
    assert (asked(town, "PATCH"), asked(town, "POST")) == requests, "it is not tried again and again"
    dm = await town["Sanne"].messages(await town["Sanne"].dm())
    assert sum("is verwijderd" in one.text for one in dm) == 1
    mila = await town["Mila"].messages(await town["Mila"].dm())
    assert not any("veranderd" in one.text for one in mila), "nobody else can do anything about it"
    await town["Sanne"].slash("meeting move", meeting="1", where="Tankstation")
    assert "Tankstation" in (await in_private(town["Mila"], "veranderd")).text


async def test_a_channel_deleted_and_a_head_gone_while_the_bot_was_down(tmp_path: Path) -> None:
    async with lives(sqlite_url(tmp_path)) as several:
        town = several.town
        number = await room(town)
        await planned(town, number)
        await town["Sanne"].slash("meeting rhythm", kind="monthly", options={"channel": str(number)})
        await several.stop()
        await town["Robin"].delete_channel(number)
        await town["Joris"].leaves()
        town = await several.start()
        await in_private(town["Sanne"], "is verwijderd")
        (anew,) = await stands(town)
        assert anew.entity_type == scheduled_events.EXTERNAL
        rule = await town.app.database.read(lambda unit: unit.meetings.rule(town.guild, Kind.MONTHLY))
        assert rule.channel is None
        heads = await town.app.database.read(lambda unit: unit.communities.appointments(town.guild))
        assert town["Joris"].id not in {one.person for one in heads}
        assert [one.channel for one in await all_meetings(town) if one.title] == [None]
