"""The press: apart from the bot, each sheet once, at a bounded price, and never for long."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
from printing import card, opened, printed, week

from posters.press import CannotPrint, Lane, Press, TooBusy
from posters.sheets import Format, Kind


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    opened_press = Press()
    yield opened_press
    await opened_press.close()


async def test_it_prints_what_the_setting_makes(press: Press) -> None:
    made = await press.print(card("Noise Night"), Format.LINK, Kind.PNG, Lane.WEB)
    assert made.body == printed(card("Noise Night"), Format.LINK, Kind.PNG)
    assert made.key == press.key(card("Noise Night"), Format.LINK, Kind.PNG)


async def test_the_same_sheet_is_set_once(press: Press) -> None:
    sheet = week(["Noise Night"])
    both = await asyncio.gather(
        *(press.print(sheet, Format.SQUARE, Kind.PNG, lane) for lane in (Lane.WEB, Lane.CHAT, Lane.WEB))
    )
    again = await press.print(sheet, Format.SQUARE, Kind.PNG, Lane.CHAT)
    assert press.sheets_set == 1
    assert {one.body for one in (*both, again)} == {again.body}


async def test_another_content_format_or_kind_is_another_print(press: Press) -> None:
    keys = {
        press.key(week(["A"]), Format.SQUARE, Kind.PNG),
        press.key(week(["B"]), Format.SQUARE, Kind.PNG),
        press.key(week(["A"]), Format.PORTRAIT, Kind.PNG),
        press.key(week(["A"]), Format.SQUARE, Kind.PDF),
    }
    assert len(keys) == 4


async def test_the_event_loop_goes_on_meanwhile(press: Press) -> None:
    turns = 0

    async def turning() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(turning())
    await press.print(week([f"Event {n}" for n in range(120)]), Format.PORTRAIT, Kind.PDF, Lane.WEB)
    other.cancel()
    assert turns > 100


async def test_what_takes_too_long_is_ended() -> None:
    press = Press(time_limit=0.001)
    with pytest.raises(CannotPrint, match="longer"):
        await press.print(week(["Noise Night"]), Format.SQUARE, Kind.PNG, Lane.WEB)
    assert not _has_children()


def _has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


async def test_what_cannot_be_set_is_told_without_what_was_typed(press: Press) -> None:
    broken = week(["A secret title"], paper="no colour")
    with pytest.raises(CannotPrint) as caught:
        await press.print(broken, Format.SQUARE, Kind.PNG, Lane.WEB)
    assert "TypstError" in str(caught.value)
    assert "secret" not in str(caught.value)
    # and the next one is printed
    await press.print(week(["A"]), Format.SQUARE, Kind.PNG, Lane.WEB)


async def test_a_crowd_on_the_web_is_sent_away_and_chat_goes_on(press: Press) -> None:
    crowd = [
        asyncio.create_task(press.print(card(f"Event {n}"), Format.LINK, Kind.PNG, Lane.WEB))
        for n in range(40)
    ]
    mine = await press.print(card("Mine"), Format.LINK, Kind.PNG, Lane.CHAT)
    assert opened(mine.body).size == (1200, 630)
    done = [task for task in crowd if task.done() and not task.exception()]
    assert len(done) < 20, "a person on Discord does not stand behind the crowd"
    results = await asyncio.gather(*crowd, return_exceptions=True)
    turned_away = [one for one in results if isinstance(one, TooBusy)]
    assert len(turned_away) == 20
    assert len([one for one in results if not isinstance(one, BaseException)]) == 20


async def test_it_keeps_no_more_than_it_may() -> None:
    press = Press(kept_bytes=1)
    for name in ("A", "B"):
        await press.print(card(name), Format.LINK, Kind.PNG, Lane.WEB)
    await press.print(card("B"), Format.LINK, Kind.PNG, Lane.WEB)
    assert press.sheets_set == 2
    await press.print(card("A"), Format.LINK, Kind.PNG, Lane.WEB)
    assert press.sheets_set == 3


async def test_who_goes_away_leaves_it_to_the_others(press: Press) -> None:
    sheet = week(["Noise Night"])
    first = asyncio.create_task(press.print(sheet, Format.SQUARE, Kind.PNG, Lane.WEB))
    second = asyncio.create_task(press.print(sheet, Format.SQUARE, Kind.PNG, Lane.WEB))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).body
    assert press.sheets_set == 1
