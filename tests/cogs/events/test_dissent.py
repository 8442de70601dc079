"""A source says otherwise than who entered the event: what the editors see, and what they make of it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from agenda_site import AgendaSite, Entry
from lives import Lives, lives
from submitting import acts, card_in, press, published, settled, until_async
from town import Town, sqlite_url

from sandbox.people import Message


@pytest.fixture
async def site() -> AsyncIterator[AgendaSite]:
    async with AgendaSite([Entry("n@kelder", "Noise Night")]) as ready:
        yield ready


@pytest.fixture
async def several(tmp_path: Path, site: AgendaSite) -> AsyncIterator[Lives]:
    """Noor entered Noise Night, and an agenda that tells of it, too, moves it by half an hour."""
    async with AsyncExitStack() as stack:
        ready = await stack.enter_async_context(lives(sqlite_url(tmp_path), scrape={"allow": [site.host]}))
        town = ready.town
        for name in ("Noor", "Mila"):
            await town[name].speaks("en-GB")
        await published(town, when="za 14 mrt 20:00")
        look = await town["Noor"].slash("source add", link=site.url, theme="music", name="De Kelder")
        await press(town["Noor"], look, "music")
        await card_in(town, "music", "De Kelder")
        await moved(town, site, "20260314T203000")
        yield ready


async def moved(town: Town, site: AgendaSite, start: str) -> None:
    site.entries[0] = Entry("n@kelder", "Noise Night", start)
    town.sandbox.clock.forward(timedelta(minutes=5))
    before = await town.app.database.read(lambda unit: unit.sources.get(1))
    await town["Noor"].slash("source read", source="1")

    async def read() -> bool:
        source = await town.app.database.read(lambda unit: unit.sources.get(1))
        return bool(source and before and source.last_good != before.last_good)

    await until_async(read, bool)
    await settled(town)


async def question(town: Town) -> Message:
    return await town["Noor"].wait_for_message(
        town.channels["review"],
        lambda message: {"take", "keep"} == acts(message) and not message.buttons[0].disabled,
    )


async def shown(town: Town) -> list[Message]:
    found = await town["Noor"].messages(town.channels["review"])
    return [each for each in found if {"take", "keep"} <= acts(each)]


async def test_both_words_side_by_side_and_ours_kept_for_good(several: Lives, site: AgendaSite) -> None:
    asked = await question(several.town)
    assert "De Kelder zegt iets anders" in asked.text
    ours, theirs = asked.embeds[0]["fields"]
    assert (ours["name"], theirs["name"]) == ("In onze agenda", "De bron")
    assert ours["value"] != theirs["value"]
    town = await several.again()
    await town["Noor"].speaks("en-GB")
    answer = await press(town["Noor"], asked, "keep")
    assert "stays as it is: Saturday 14 March 2026 20:00" in answer.text
    await town["Noor"].wait_for_message(
        asked.channel_id, lambda message: message.id == asked.id and message.buttons[0].disabled
    )
    await moved(town, site, "20260314T203000")
    assert len(await shown(town)) == 1
    why = await town["Noor"].slash("event why", event="1")
    assert "De Kelder says Saturday 14 March 2026 20:30, and Noor kept ours." in why.text
    assert why.message is not None
    assert not why.message.buttons
    await moved(town, site, "20260314T213000")
    assert len(await shown(town)) == 2


async def test_the_source_s_is_taken_from_event_why_and_changed_back_by_editing(
    several: Lives, site: AgendaSite
) -> None:
    town = several.town
    asked = await question(town)
    why = await town["Noor"].slash("event why", event="1")
    assert "De Kelder says Saturday 14 March 2026 20:30; the editors are asked." in why.text
    assert "Only editors" not in why.text
    answer = await press(town["Noor"], why, "take")
    assert "follows De Kelder now: Saturday 14 March 2026 20:30" in answer.text
    await town["Noor"].wait_for_message(
        asked.channel_id, lambda message: message.id == asked.id and message.buttons[0].disabled
    )
    form = await town["Noor"].slash("event edit", event="1")
    preview = await town["Noor"].fill(form, {"when": "za 14 mrt 20:00"})
    await press(town["Noor"], preview, "send")
    await settled(town)
    await moved(town, site, "20260314T203000")
    assert len(await shown(town)) == 1


async def test_who_may_not_change_the_event_sees_no_buttons_and_cannot_press(several: Lives) -> None:
    town = several.town
    asked = await question(town)
    why = await town["Mila"].slash("event why", event="1")
    assert why.message is not None
    assert not why.message.buttons
    town.sandbox.world.channels[asked.channel_id].overwrites.clear()
    seen = next(each for each in await town["Mila"].messages(asked.channel_id) if each.id == asked.id)
    assert "entered by someone else" in (await press(town["Mila"], seen, "take")).text
