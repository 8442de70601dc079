"""The bot was away in the last hours of a decision: the time is given back, and everyone reads it."""

from datetime import timedelta
from pathlib import Path

from lives import lives
from polling import outcome, past_the_close, seven_heads, started, the_decision
from submitting import press
from town import sqlite_url


async def test_time_that_was_lost_is_given_back_and_announced(tmp_path: Path) -> None:
    async with lives(sqlite_url(tmp_path)) as several:
        await seven_heads(several.town)
        where = await started(several.town, deadline="over 10 uur")
        before = await the_decision(several.town)
        await several.stop()
        several.town.sandbox.clock.forward(timedelta(hours=12))  # its deadline falls while the bot is away
        town = await several.start()
        after = await the_decision(town)
        assert timedelta(hours=11) < after.closes - before.closes <= timedelta(hours=13)
        told = await town["Robin"].wait_for_message(
            town.channels["decisions"], lambda message: "die tijd komt erbij" in message.text
        )
        assert "that time is given back" in told.text
        assert "je stem is **Ja**" in (await press(town["Mila"], where, "yes")).text
        await past_the_close(town)
        assert "1 van 7" in (await outcome(town, "B-1")).text
