"""Entering events as the people of the town, language by language alike: buttons go by what they do."""

import asyncio
import struct
import zlib
from collections.abc import Callable
from typing import Any

from town import Town

from domain.events import Event
from sandbox.people import Message, Person, Result, selects_of
from storage.unit import Unit

BASICS: dict[str, Any] = {
    "title": "Noise Night",
    "when": "vr 13 mrt 20:00",
    "where": "de Tank",
    "themes": ["music"],
}


def png(colour: int = 0x33) -> bytes:
    """A real picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, colour]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def custom_id(where: Message | Result, act: str) -> str:
    """The whole custom_id of the button or menu that ends in `:act`."""
    message = where if isinstance(where, Message) else where.message
    assert message is not None, f"no message, but {where.text}"
    found = [button.custom_id for button in message.buttons if button.custom_id]
    found += [str(select["custom_id"]) for select in selects_of(message)]
    matching = [each for each in found if each.endswith(f":{act}")]
    assert matching, f"nothing ends in :{act}, but there are {found}"
    return matching[0]


def acts(where: Message | Result) -> set[str]:
    """What the buttons do: the last part of each custom_id."""
    message = where if isinstance(where, Message) else where.message
    assert message is not None
    return {button.custom_id.rpartition(":")[2] for button in message.buttons if button.custom_id}


async def press(person: Person, where: Message | Result, act: str, *, settle: bool = True) -> Result:
    return await person.press(where, custom_id=custom_id(where, act), settle=settle)


async def fill_in(person: Person, **fields: Any) -> Result:
    """/event submit with the form, up to the preview."""
    form = await person.slash("event submit")
    return await person.fill(form, {**BASICS, **fields})


async def submit(person: Person, **fields: Any) -> Result:
    """/event submit with the form, the preview and *Send*."""
    return await press(person, await fill_in(person, **fields), "send")


async def published(town: Town, who: str = "Noor", *, theme: str = "music", **fields: Any) -> Message:
    """The card of an event that Noor, an editor, entered just now."""
    title = fields.get("title", BASICS["title"])
    await submit(town[who], **{"themes": [theme], **fields})
    return await card_in(town, theme, str(title))


async def card_in(town: Town, theme: str, text: str, *, seen_by: str = "Noor") -> Message:
    """The message in a theme's channel, as soon as it holds `text`."""
    return await town[seen_by].wait_for_message(place(town, theme), lambda message: text in message.text)


async def waiting_for_review(town: Town, text: str = "Noise Night") -> Message:
    """The review card, as soon as it can be decided on."""
    review = town.channels["review"]
    return await town["Noor"].wait_for_message(
        review, lambda message: text in message.text and "accept" in acts(message)
    )


async def in_private(person: Person, text: str) -> Message:
    """The bot's private message to a person that holds `text`."""
    return await person.wait_for_message(await person.dm(), lambda message: text in message.text)


def place(town: Town, theme: str) -> int:
    return town.channels.get(f"theme:{theme}") or town.channels[theme]


async def events(town: Town) -> list[Event]:
    """Everything that is stored as an event of the town."""

    def work(unit: Unit) -> list[Event]:
        found = (unit.events.get(number) for number in range(1, 400))
        return [event for event in found if event is not None]

    return await town.app.database.read(work)


async def the_event(town: Town) -> Event:
    (event,) = await events(town)
    return event


async def settled(town: Town) -> None:
    """Wait until everything that should stand on Discord stands there, the event list included."""
    await until_async(
        lambda: town.app.database.read(lambda unit: unit.postings.open_count() + unit.mirror.open_count()),
        lambda count: count == 0,
    )


async def until_async(look: Callable[[], Any], holds: Callable[[Any], bool], seconds: float = 20.0) -> Any:
    """Look again and again until it holds; for what nobody is told of."""
    async with asyncio.timeout(seconds):
        while not holds(found := await look()):  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.01)
    return found


async def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.002)
