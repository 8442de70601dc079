"""Digests in the channels: when they come, what they tell, and that they stay true."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from submitting import custom_id, in_private, place, png, press, published, settled, the_event, until_async
from town import Town

from domain.digests import Rhythm
from domain.events import Details, Event, Language, Stage
from sandbox.people import Message, images_of, selects_of
from storage.unit import Unit

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = datetime(2026, 3, 12, 17, tzinfo=AMSTERDAM)


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=AMSTERDAM)


async def stands(town: Town, title: str, starts: datetime, **more: Any) -> Event:
    """An event in the agenda that nobody was told of before."""
    stage = more.pop("stage", Stage.PUBLISHED)
    details = Details(title=title, starts=starts, **{"themes": ("music",), **more})
    now = town.app.clock.now()
    event = Event(id=0, community=town.guild, details=details, stage=stage, created_at=now, updated_at=now)
    return await town.app.database.write(lambda unit: unit.events.add(event))


async def digests(town: Town, theme: str = "agenda") -> list[Message]:
    return [
        message
        for message in await town["Noor"].messages(place(town, theme))
        if any((button.custom_id or "").startswith("digest:") for button in message.buttons)
    ]


async def the_digest(town: Town, theme: str = "agenda") -> Message:
    (found,) = await until_async(lambda: digests(town, theme), lambda found: bool(found))
    return found


async def comes_thursday(town: Town, theme: str = "agenda") -> Message:
    await town.people.move_clock_to(THURSDAY + timedelta(minutes=1))
    message = await the_digest(town, theme)
    await settled(town)
    return message


async def test_on_thursday_at_five_the_week_is_told(town: Town) -> None:
    await stands(town, "Noise Night", at(14, 21), place="Tankstation", language=Language.NONE)
    await stands(town, "Poetry Slam", at(13, 20), themes=("theatre",))
    await stands(town, "Next month", at(20, 20, 4))
    await town.people.move_clock_to(THURSDAY - timedelta(minutes=1))
    assert await digests(town) == []
    message = await comes_thursday(town)
    text = message.text
    assert "do 12 mrt – wo 18 mrt" in text
    assert text.index("vrijdag 13 maart · Friday") < text.index("Poetry Slam")
    assert text.index("Poetry Slam") < text.index("zaterdag 14 maart") < text.index("Noise Night")
    assert "Next month" not in text
    assert "🇬🇧 ook zonder Nederlands · no Dutch needed" in text
    assert "`/event submit`" in text
    (music,) = await digests(town, "music")
    assert "Noise Night" in music.text
    assert "Poetry Slam" not in music.text
    assert await digests(town, "media") == []


async def test_nothing_to_tell_nothing_posted(town: Town) -> None:
    await town.people.move_clock_to(THURSDAY + timedelta(hours=1))
    due = await until_async(
        lambda: town.app.database.read(lambda unit: unit.timers.get("digest", f"{town.guild}:weekly")),
        lambda due: due is not None and due > town.app.clock.now(),
    )
    assert due == THURSDAY + timedelta(days=7)
    assert await digests(town) == []


async def test_it_leads_to_the_cards_and_says_what_is_new(town: Town) -> None:
    card = await published(town, when="za 14 mrt 21:00")
    await stands(town, "Known for long", at(13, 21))
    message = await comes_thursday(town)
    assert f"https://discord.com/channels/{town.guild}/{card.channel_id}/{card.id}" in message.text
    assert "🆕" in message.text


async def test_a_change_afterwards_changes_it(town: Town) -> None:
    await published(town, when="za 14 mrt 21:00")
    message = await comes_thursday(town)
    noor = town["Noor"]
    form = await noor.slash("event edit", event=str((await the_event(town)).id))
    await press(noor, await noor.fill(form, {"when": "zo 15 mrt 15:00"}), "send")
    mended = await noor.wait_for_message(
        message.channel_id, lambda one: one.id == message.id and "zondag 15 maart" in one.text
    )
    assert "zaterdag 14 maart" not in mended.text


async def test_what_was_told_last_time_and_is_cancelled_now_is_named(town: Town) -> None:
    await published(town, when="za 21 mrt 21:00")
    await comes_thursday(town)
    noor = town["Noor"]
    form = await noor.slash("event cancel", event=str((await the_event(town)).id))
    await noor.fill(form, {"reason": "flooded"})
    await settled(town)
    await town.people.move_clock_to(THURSDAY + timedelta(days=7, minutes=1))
    found = await until_async(lambda: digests(town), lambda found: len(found) == 2)
    text = found[-1].text
    assert "Gewijzigd" in text
    assert text.count("Noise Night") == 2
    assert "~~" in text


async def test_the_poster_of_what_most_people_look_forward_to(town: Town) -> None:
    await published(town, when="za 14 mrt 21:00", poster=("p.png", png(0x11)))
    message = await comes_thursday(town)
    (url,) = set(images_of(message))
    assert await town.people.fetch(url) == png(0x11)


async def test_editors_pin_and_add_a_line_to_the_next_one(town: Town) -> None:
    await stands(town, "Noise Night", at(14, 21))
    await stands(town, "Poetry Slam", at(13, 20))
    noor = town["Noor"]
    preview = await noor.slash("digest preview")
    assert "donderdag 12 maart 2026 17:00" in preview.text or "Thursday 12 March 2026 17:00" in preview.text
    slam = next(option for option in _options(preview.message) if option["label"] == "Poetry Slam")
    pinned = await noor.choose(preview, "digest:pin:weekly:", [slam["value"]])
    form = await noor.press(pinned, custom_id="digest:line:weekly:")
    shown = await noor.fill(form, {"line": "Neem oordoppen mee!"})
    assert "Neem oordoppen mee!" in shown.text
    message = await comes_thursday(town)
    assert "Neem oordoppen mee!" in message.text
    assert "⭐" in message.text
    assert message.text.count("Poetry Slam") == 2
    assert message.text.count("Noise Night") == 1
    again = await noor.slash("digest preview")
    assert "Neem oordoppen mee!" not in again.text


async def test_who_is_no_editor_cannot_prepare_it(town: Town) -> None:
    answer = await town["Mila"].slash("digest preview")
    assert answer.message is not None
    assert answer.message.ephemeral
    assert "alleen redacteuren" in answer.text


async def test_copy_for_whatsapp_in_both_languages(town: Town) -> None:
    await stands(town, "Noise *Night*", at(14, 21), place="Tankstation", language=Language.NONE)
    message = await comes_thursday(town)
    mila = town["Mila"]
    first = await mila.press(message, custom_id=custom_id(message, "copy"))
    assert first.message is not None
    texts = {first.message.content}
    other = await mila.press(first, custom_id=first.message.buttons[0].custom_id or "")
    assert other.message is not None
    texts.add(other.message.content)
    assert any("*zaterdag 14 maart*\n21:00 Noise *Night* · Tankstation · ook zonder" in t for t in texts)
    assert any("*Saturday 14 March*\n21:00 Noise *Night* · Tankstation · no Dutch" in t for t in texts)


async def test_the_daily_one_is_for_tonight_and_off_until_it_is_switched_on(town: Town) -> None:
    await stands(town, "Noise Night", at(10, 21))
    await stands(town, "Tomorrow", at(11, 21))
    await town.people.move_clock_to(at(10, 9))
    said = await town["Noor"].slash("digest settings", options={"daily": True, "daily-at": "14u30"})
    assert "14:30" in said.text
    await town.people.move_clock_to(at(10, 15))
    message = await the_digest(town)
    assert "Vanavond" in message.text
    assert "Noise Night" in message.text
    assert "Tomorrow" not in message.text


async def test_a_month_with_a_bot_that_is_down_for_three_days(town: Town) -> None:
    """Down from Wednesday to Saturday, the second week's is told late; after a longer time it is left out."""
    for day in (14, 15, 21, 22, 28):
        await stands(town, f"Night {day}", at(day, 21))
    service = town.app.services.digests
    for now, due in (
        (THURSDAY, THURSDAY),
        (THURSDAY, THURSDAY),  # the handler runs twice
        (at(21, 12), THURSDAY + timedelta(days=7)),  # 43 hours late
        (at(29, 12), THURSDAY + timedelta(days=14)),  # three days late: the weekend is over
    ):
        await town.people.move_clock_to(now)
        await service.due(town.guild, Rhythm.WEEKLY, due, now=now)
    await settled(town)
    found = await digests(town)
    assert ["Night 14" in one.text for one in found] == [True, False]
    assert "Night 21" in found[1].text
    assert "Night 22" in found[1].text


def _options(message: Message | None) -> list[dict[str, Any]]:
    assert message is not None
    return [option for select in selects_of(message) for option in select["options"]]


async def test_an_agenda_full_of_trouble_is_one_valid_message(town: Town) -> None:
    """400 events; titles as long as they get, in every script, with marks and calls."""
    titles = [
        "x" * 1900,
        "word " * 380,
        "@everyone <@1> <@&2> **bold** ~~gone~~ [click](https://evil.example)",
        "مرحبا بالعالم حفلة موسيقية",
        "🎉" * 300,
        "https://evil.example/ # heading\n> quote",
        "]] [[ `code` ||spoiler||",
    ]

    def many(unit: Unit) -> None:
        now = town.app.clock.now()
        for number in range(400):
            details = Details(
                title=titles[number % len(titles)],
                starts=at(12, 20) + timedelta(hours=number % 140),
                place=titles[(number + 1) % len(titles)],
                themes=("music",),
            )
            unit.events.add(
                Event(
                    id=0,
                    community=town.guild,
                    details=details,
                    stage=Stage.PUBLISHED,
                    created_at=now,
                    updated_at=now,
                )
            )

    await town.app.database.write(many)
    message = await comes_thursday(town)
    assert message.mentions == []
    mila = town["Mila"]
    page = await mila.press(message, custom_id=custom_id(message, "page1"))
    seen = 0
    while True:
        seen += page.text.count("<t:")
        turn = [b for b in page.message.buttons if b.label == "▶"] if page.message else []
        if not turn or turn[0].disabled:
            break
        page = await mila.press(page, custom_id=turn[0].custom_id or "")
    assert seen == 400
    copied = await mila.press(message, custom_id=custom_id(message, "copy"))
    assert copied.message is not None
    assert copied.message.attachments


async def test_by_private_message_with_what_somebody_likes_to_hear_of(town: Town) -> None:
    await stands(town, "Noise Night", at(14, 21), language=Language.NONE)
    await stands(town, "Poetry Slam", at(13, 20), themes=("theatre",))
    mila = town["Mila"]
    await mila.speaks("en-GB")
    panel = await mila.slash("interests")
    panel = await mila.choose(panel, "interests:themes", ["music"])
    await mila.choose(panel, "interests:digest", ["weekly"])
    await comes_thursday(town)
    message = await in_private(mila, "This week")
    assert "Saturday 14 March" in message.text
    assert "Noise Night" in message.text
    assert "Poetry Slam" not in message.text
    assert "/interests" in message.text
    copied = await mila.press(message, custom_id=custom_id(message, "copy"))
    assert "Poetry Slam" not in copied.text
    await comes_thursday(town)
    same = [one for one in await mila.messages(await mila.dm()) if "Noise Night" in one.text and one.embeds]
    assert len(same) == 1


async def test_nobody_gets_an_empty_one(town: Town) -> None:
    await stands(town, "Poetry Slam", at(13, 20), themes=("theatre",))
    mila = town["Mila"]
    panel = await mila.choose(await mila.slash("interests"), "interests:themes", ["music"])
    await mila.choose(panel, "interests:digest", ["weekly"])
    await comes_thursday(town)
    assert await mila.messages(await mila.dm()) == []
