"""What somebody typed waits for them: in /event mine, after a restart, and for a month."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lives import Lives, lives
from submitting import (
    BASICS,
    acts,
    card_in,
    events,
    fill_in,
    png,
    press,
    published,
    submit,
    the_event,
    until_async,
)
from town import Town, sqlite_url

from sandbox.people import Message, images_of


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Lives]:
    async with lives(sqlite_url(tmp_path)) as several:
        yield several


async def test_a_draft_that_was_not_sent_is_gone_on_with_from_mine(town: Town) -> None:
    priya = town["Priya"]
    await fill_in(priya, poster=("p.png", png()))
    mine = await priya.slash("event mine")
    assert "Not sent yet" in mine.text
    assert "Go on with “Noise Night”" in mine.text
    preview = await press(priya, mine, "show")
    assert "Friday 13 March 2026 20:00" in preview.text
    assert images_of(preview)
    await press(priya, preview, "send")
    assert (await the_event(town)).details.title == "Noise Night"
    assert "Not sent yet" not in (await priya.slash("event mine")).text


async def test_what_was_refused_waits_there_too(town: Town) -> None:
    priya = town["Priya"]
    await fill_in(priya, when="when the moon is full", title="Moon Night")
    answer = await press(priya, await priya.slash("event mine"), "show")
    assert "Moon Night" in answer.text
    assert "when the moon is full" in answer.text
    assert "basics-form" in acts(answer)


async def test_a_form_that_was_only_looked_at_leaves_no_trace(town: Town) -> None:
    priya = town["Priya"]
    await priya.slash("event submit")
    assert "no coming events" in (await priya.slash("event mine")).text
    await published(town)
    await town["Noor"].slash("event edit", event=str((await the_event(town)).id))
    assert "Not sent yet" not in (await town["Noor"].slash("event mine")).text


async def test_a_change_that_was_not_saved_waits_there_as_a_change(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    form = await priya.slash("event edit", event=str((await the_event(town)).id))
    await priya.fill(form, {"title": "Quiet Night"})
    mine = await priya.slash("event mine")
    assert "Quiet Night" in mine.text
    assert "a change of what stands there" in mine.text
    await press(priya, await press(priya, mine, "show"), "send")
    assert (await the_event(town)).details.title == "Quiet Night"


async def test_other_peoples_drafts_are_not_shown(town: Town) -> None:
    await fill_in(town["Priya"])
    assert "no coming events" in (await town["Jonas"].slash("event mine")).text


async def test_a_form_opened_before_a_restart_is_sent_after_it(bot: Lives) -> None:
    form = await bot.town["Priya"].slash("event submit", title="Early", price="€5")
    town = await bot.again()
    preview = await town["Priya"].fill(form, BASICS)
    assert "€5" in preview.text
    await press(town["Priya"], preview, "send")
    assert (await the_event(town)).details.title == "Noise Night"


async def test_every_private_button_works_after_a_restart(bot: Lives) -> None:
    preview = await fill_in(bot.town["Noor"])
    asked = await fill_in(bot.town["Priya"], when="zaterdag half 9")
    town = await bot.again()
    form = await press(town["Noor"], preview, "details-form")
    preview = await town["Noor"].fill(form, {"price": "free"})
    await press(town["Noor"], preview, "send")
    await card_in(town, "music", "free")
    evening = next(button for button in asked.buttons if button.label.startswith("20:30"))
    assert "20:30" in (await town["Priya"].press(asked, custom_id=evening.custom_id)).text


async def test_every_public_button_works_after_a_restart(bot: Lives) -> None:
    card = await published(bot.town)
    await submit(bot.town["Priya"], title="For review")
    town = await bot.again()
    for act in ("interested", "ics", "more"):
        assert "Noise Night" in (await press(town["Priya"], card, act)).text
    review = await town["Noor"].wait_for_message(
        town.channels["review"], lambda message: "For review" in message.text
    )
    await press(town["Noor"], review, "accept")
    await card_in(town, "music", "For review")


async def test_what_was_not_posted_before_the_end_is_posted_after_the_start(bot: Lives) -> None:
    town = bot.town
    town.sandbox.fault(status=500, next=50, path="/messages$", method="POST")
    await submit(town["Noor"])
    await bot.stop()
    town.sandbox.fault(clear=True)
    town = await bot.start()
    await card_in(town, "music", "Noise Night")
    assert len(await cards(town)) == 1


async def cards(town: Town) -> list[Message]:
    return [
        message for message in await town["Noor"].messages(town.channels["theme:music"]) if message.embeds
    ]


async def test_a_draft_nobody_touches_for_a_month_is_forgotten(town: Town) -> None:
    priya = town["Priya"]
    preview = await fill_in(priya)
    await town.people.move_clock(timedelta(days=29))
    assert "Noise Night" in (await priya.slash("event mine")).text
    await town.people.move_clock(timedelta(days=3))
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.drafts.get(1)), lambda draft: draft is None
    )
    answer = await press(priya, preview, "send")
    assert "does not exist any more" in answer.text
    assert await events(town) == []


async def test_clicks_are_forgotten_when_discord_cannot_deliver_them_again(town: Town) -> None:
    card = await published(town)
    clicked = await press(town["Priya"], card, "interested")
    await town.people.move_clock(timedelta(days=2))

    async def is_new() -> bool:
        return await town.app.database.read(lambda unit: not unit.clicks.is_known(clicked.interaction_id))

    await until_async(is_new, bool)


async def test_a_sent_event_that_is_over_is_not_in_the_list(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya, when="vanavond 20:00-23:00")
    assert "Noise Night" in (await priya.slash("event mine")).text
    await town.people.move_clock_to(datetime(2026, 3, 10, 12, tzinfo=UTC))
    assert "no coming events" in (await priya.slash("event mine")).text
