"""Changing, moving and cancelling what stands already."""

import asyncio
from datetime import UTC, datetime

import pytest
from submitting import (
    acts,
    card_in,
    custom_id,
    events,
    place,
    png,
    press,
    published,
    settled,
    submit,
    the_event,
    until_async,
)
from town import Town

from sandbox.people import Message, Result, images_of


async def edit(town: Town, who: str = "Noor", **fields: object) -> Result:
    person = town[who]
    form = await person.slash("event edit", event=str((await the_event(town)).id))
    return await press(person, await person.fill(form, fields), "send")


async def cards(town: Town, theme: str) -> list[Message]:
    return [message for message in await town["Noor"].messages(place(town, theme)) if message.embeds]


async def changed(town: Town, card: Message, text: str) -> Message:
    return await town["Noor"].wait_for_message(
        card.channel_id, lambda message: message.id == card.id and text in message.text
    )


async def test_editing_edits_the_message_that_stands_there(town: Town) -> None:
    card = await published(town)
    await edit(town, title="Noise Morning", when="za 14 mrt 9:00")
    mended = await changed(town, card, "Noise Morning")
    assert str(int(datetime(2026, 3, 14, 8, tzinfo=UTC).timestamp())) in mended.text
    assert mended.edited
    assert [each.id for each in await cards(town, "music")] == [card.id]


async def test_the_form_shows_the_event_as_it_stands(town: Town) -> None:
    await published(town, when="vr 13 mrt 20:00-23:00")
    form = await town["Noor"].slash("event edit", event=str((await the_event(town)).id))
    assert form.modal is not None
    assert form.modal.field("title")["value"] == "Noise Night"
    assert form.modal.field("when")["value"] == "13-03-2026 20:00"
    assert form.modal.field("where")["value"].startswith("Tankstation")
    assert [o["value"] for o in form.modal.field("themes")["options"] if o.get("default")] == ["music"]


async def test_leaving_everything_alone_changes_nothing(town: Town) -> None:
    await published(town, when="vr 13 mrt 20:00-23:00")
    before = await the_event(town)
    await edit(town)
    assert await the_event(town) == before


async def test_mending_a_title_keeps_the_end_and_the_poster(town: Town) -> None:
    card = await published(town, when="vr 13 mrt 20:00-23:00", poster=("p.png", png()))
    await edit(town, title="Noise Morning")
    mended = await changed(town, card, "Noise Morning")
    assert len(set(images_of(mended))) == 1
    details = (await the_event(town)).details
    assert details.ends == datetime(2026, 3, 13, 22, tzinfo=UTC)


async def test_another_poster_replaces_the_first(town: Town) -> None:
    card = await published(town, poster=("p.png", png(0x11)))
    await edit(town, title="Other", poster=("q.png", png(0x22)))
    mended = await changed(town, card, "Other")
    (url,) = set(images_of(mended))
    assert await town.people.fetch(url) == png(0x22)


async def test_an_event_of_the_past_can_still_be_mended(town: Town) -> None:
    card = await published(town, when="vanavond 20:00")
    await town.people.move_clock_to(datetime(2026, 3, 10, 8, tzinfo=UTC))
    await edit(town, title="It was loud")
    await changed(town, card, "It was loud")


async def test_changing_themes_moves_the_message(town: Town) -> None:
    card = await published(town)
    await edit(town, themes=["theatre"])
    moved = await card_in(town, "theatre", "Noise Night")
    await until_async(lambda: cards(town, "music"), lambda there: there == [])
    assert moved.id != card.id
    assert "interested" in acts(moved)


async def test_one_more_theme_leaves_the_first_where_it_is(town: Town) -> None:
    card = await published(town)
    await edit(town, themes=["music", "theatre"])
    await card_in(town, "theatre", "Noise Night")
    await settled(town)
    assert [each.id for each in await cards(town, "music")] == [card.id]


async def test_moving_there_and_back_leaves_one_message(town: Town) -> None:
    await published(town)
    await edit(town, themes=["theatre"])
    await edit(town, themes=["music"])
    await settled(town)
    assert len(await cards(town, "music")) == 1
    assert await cards(town, "theatre") == []


async def test_cancelling_marks_every_message(town: Town) -> None:
    card = await published(town, themes=["music", "theatre"])
    other = await card_in(town, "theatre", "Noise Night")
    number = str((await the_event(town)).id)
    form = await town["Noor"].slash("event cancel", event=number)
    assert form.modal is not None
    await town["Noor"].fill(form, {"reason": "The van broke down."})
    for each in (card, other):
        marked = await changed(town, each, "The van broke down.")
        assert "interested" not in acts(marked)
        assert {"ics", "more"} <= acts(marked)
        assert "CANCELLED" in marked.text  # on the English line; the Dutch word stands in the title
        assert marked.embeds[0]["title"] != "Noise Night"


async def test_cancelling_needs_a_reason(town: Town) -> None:
    await published(town)
    form = await town["Noor"].slash("event cancel", event=str((await the_event(town)).id))
    assert form.modal is not None
    assert form.modal.field("reason")["required"]


async def test_cancelling_twice_is_said_to_be_done_already(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await published(town)
    number = str((await the_event(town)).id)
    await town["Noor"].slash("event cancel", event=number, reason="Rain.")
    again = await town["Noor"].slash("event cancel", event=number, reason="Snow.")
    assert "is cancelled already" in again.text
    assert (await the_event(town)).reason == "Rain."


async def test_a_cancelled_event_is_not_edited(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await published(town)
    number = str((await the_event(town)).id)
    await town["Noor"].slash("event cancel", event=number, reason="Rain.")
    assert "is cancelled already" in (await town["Noor"].slash("event edit", event=number)).text


async def test_the_list_offers_ones_own_events_and_editors_everyones(town: Town) -> None:
    await published(town, title="Noors Night")
    await submit(town["Priya"], title="Priyas Night")
    own = await town["Priya"].complete("event edit", "event", "")
    assert [name for name, _ in own.choices] == ["Fri 13 Mar · Priyas Night"]
    found = await town["Noor"].complete("event cancel", "event", "noors")
    assert len(found.choices) == 1
    assert await_none(await town["Jonas"].complete("event edit", "event", ""))


def await_none(result: Result) -> bool:
    return result.choices == []


@pytest.mark.parametrize("number", ["99", "no number", "999999999999999999999999", "-1", "²"])
async def test_an_event_that_is_none(town: Town, number: str) -> None:
    for command in ("event edit", "event cancel"):
        answer = await town["Priya"].slash(command, event=number)
        assert "does not exist any more" in answer.text or "from the list" in answer.text


async def test_somebody_elses_event_is_neither_edited_nor_cancelled(town: Town) -> None:
    await published(town)
    number = str((await the_event(town)).id)
    for answer in (
        await town["Priya"].slash("event edit", event=number),
        await town["Priya"].slash("event cancel", event=number),
        await town["Priya"].slash("event cancel", event=number, reason="Mine now."),
    ):
        assert "was entered by someone else" in answer.text
    assert not (await the_event(town)).is_cancelled


async def test_mine_shows_and_changes(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    mine = await priya.slash("event mine")
    assert "waiting for an editor" in mine.text
    shown = await priya.choose(mine, "events:mine", [str((await the_event(town)).id)])
    form = await press(priya, shown, "cancel")
    answer = await priya.fill(form, {"reason": "No van."})
    assert "is cancelled" in answer.text
    assert "cancelled" in (await priya.slash("event mine")).text


async def test_two_who_change_at_the_same_time_both_get_through(town: Town) -> None:
    """The later one wins where both changed the same; what only one changed stays changed."""
    card = await published(town)
    number = str((await the_event(town)).id)
    noor, robin = town["Noor"], town["Robin"]
    first = await noor.fill(await noor.slash("event edit", event=number), {"title": "Noors Title"})
    second = await robin.fill(await robin.slash("event edit", event=number), {"where": "Tetem"})
    await press(noor, first, "send")
    await press(robin, second, "send")
    await settled(town)
    event = await the_event(town)
    assert event.details.place.startswith("Tetem")
    assert event.details.title == "Noors Title"
    await changed(town, card, "Tetem")


async def test_many_quick_changes_end_with_the_last(town: Town) -> None:
    card = await published(town)
    number = str((await the_event(town)).id)
    noor = town["Noor"]
    previews = [
        await noor.fill(await noor.slash("event edit", event=number), {"title": f"Title {n}"})
        for n in range(5)
    ]
    await asyncio.gather(*(press(noor, each, "send") for each in previews))
    await settled(town)
    (event,) = await events(town)
    (stands,) = await cards(town, "music")
    assert stands.id == card.id
    assert stands.embeds[0]["title"] == event.details.title


async def test_the_buttons_of_a_moved_card_are_the_same(town: Town) -> None:
    card = await published(town)
    await press(town["Priya"], card, "interested")
    await edit(town, themes=["theatre"])
    moved = await card_in(town, "theatre", "Noise Night")
    assert custom_id(moved, "interested") == custom_id(card, "interested")
    assert "1" in moved.embeds[0]["footer"]["text"]
