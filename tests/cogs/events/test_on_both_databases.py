"""The same use cases on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from lives import Lives, lives
from submitting import (
    acts,
    card_in,
    events,
    fill_in,
    in_private,
    press,
    published,
    settled,
    submit,
    the_event,
    waiting_for_review,
)


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[Lives]:
    async with lives(database_url) as several:
        yield several


async def test_from_the_form_to_the_card(bot: Lives) -> None:
    town, priya, noor = bot.town, bot.town["Priya"], bot.town["Noor"]
    preview = await fill_in(priya)
    form = await press(priya, preview, "details-form")
    await press(priya, await priya.fill(form, {"price": "€5"}), "send")
    review = await waiting_for_review(town)
    question = await press(noor, review, "ask")
    await noor.fill(question, {"reason": "Is there a lift?"})
    await in_private(priya, "Is there a lift?")
    declined = await press(noor, review, "decline")
    await noor.fill(declined, {"reason": "No lift."})
    await in_private(priya, "No lift.")
    opened = await priya.slash("event edit", event=str((await the_event(town)).id))
    await press(priya, await priya.fill(opened, {"title": "With a lift"}), "send")
    await press(noor, await waiting_for_review(town, "With a lift"), "accept")
    card = await card_in(town, "music", "With a lift")
    assert "€5" in card.text
    for act in ("interested", "more", "ics"):
        assert "With a lift" in (await press(priya, card, act)).text
    assert "With a lift" in (await priya.slash("event mine")).text
    assert (await noor.complete("event cancel", "event", "")).choices
    shown = await priya.choose(await priya.slash("event mine"), "events:mine", ["1"])
    cancelling = await press(priya, shown, "cancel")
    await priya.fill(cancelling, {"reason": "No van."})
    marked = await town["Noor"].wait_for_message(card.channel_id, lambda message: "No van." in message.text)
    assert marked.id == card.id
    await settled(town)


async def test_send_at_the_same_moment_is_sent_once(bot: Lives) -> None:
    preview = await fill_in(bot.town["Priya"])
    answers = await asyncio.gather(*(press(bot.town["Priya"], preview, "send") for _ in range(6)))
    assert sum("once is enough" in answer.text for answer in answers) == 5
    await the_event(bot.town)


async def test_many_presses_at_once_are_all_answered_and_counted(bot: Lives) -> None:
    town = bot.town
    card = await published(town)
    names = ["Priya", "Jonas", "Daan", "Mila", "Joris", "Sanne", "Ellen", "Robin"]
    answers = await asyncio.gather(*(press(town[name], card, "interested") for name in names))
    assert [answer.error for answer in answers] == [None] * len(names)
    number = (await the_event(town)).id
    people = await town.app.database.read(lambda unit: list(unit.events.people_interested(number)))
    assert len(people) == len(names)


async def test_many_events_at_once_all_stand_once(bot: Lives) -> None:
    town = bot.town
    await asyncio.gather(*(submit(town["Noor"], title=f"Night {number:02}") for number in range(10)))
    await settled(town)
    titles = [each.embeds[0]["title"] for each in await town["Noor"].messages(town.channels["theme:music"])]
    assert sorted(titles) == [f"Night {number:02}" for number in range(10)]
    assert len(await events(town)) == 10


async def test_a_restart_in_between(bot: Lives) -> None:
    preview = await fill_in(bot.town["Noor"])
    town = await bot.again()
    await press(town["Noor"], preview, "send")
    card = await card_in(town, "music", "Noise Night")
    town = await bot.again()
    assert "You are interested" in (await press(town["Priya"], card, "interested")).text
    await settled(town)
    assert acts(card) == {"interested", "ics", "more"}
