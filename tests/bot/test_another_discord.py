"""The main job on simcord, an independent stand-in: what our sandbox and we agree on could both be wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord
from town import MONDAY, sqlite_url

from bot.app import build_services, features
from bot.client import SektorClient
from bot.clock import SystemClock
from bot.config import Config
from bot.timers import Timers
from domain.communities import Community, Spot
from domain.themes import Theme
from sandbox import MovableClock
from storage.database import Database, open_database
from storage.unit import Unit

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(sqlite_url(tmp_path))
    yield opened
    await opened.close()


def client_on(database: Database) -> SektorClient:
    clock = MovableClock()
    clock.move_to(MONDAY)
    config = Config(web={"port": 0})
    services = build_services(config, database)
    return SektorClient(config, services, database, clock, Timers(database, clock), SystemClock(), features())


async def test_an_event_is_submitted_published_and_still_answers_after_a_restart(database: Database) -> None:
    client = client_on(database)
    async with simcord.run(client, shard_count=1) as env:
        guild = env.create_guild()
        music = guild.create_text_channel("muziek")
        mila = guild.add_member(env.create_user("mila"))

        def community(unit: Unit) -> None:
            unit.communities.save(Community(guild.id, "Sektor", trust_after=0))
            unit.communities.put_theme(guild.id, Theme("music", "Muziek", "Music", "🎸"), 0)
            unit.communities.put_spot(guild.id, Spot("channel", "theme:music", music.id))

        await database.write(community)
        form = await mila.slash(music, "event submit", title="Noise Night")
        preview = await mila.submit_modal(
            form,
            {
                "title": "Noise Night",
                "when": "za 14 maart 21:00",
                "where": "Tankstation",
                "themes": ["music"],
                "poster": ("p.png", PNG),
            },
        )
        assert preview.response is not None
        assert "Saturday 14 March 2026 21:00" in preview.response.content
        await mila.click(preview.response, custom_id="draft:1:send")
        await client.publisher.publish_now()
        card = music.last_message
        assert card.embeds[0].title == "Noise Night"
        assert card.attachments[0].filename == "poster.png"

        restarted = client_on(database)
        await env.restart_bot(restarted)
        pressed = await mila.click(card, custom_id="event:1:interested")
        assert pressed.response is not None
        assert pressed.ephemeral
        assert "You are interested" in pressed.response.content
        await restarted.publisher.publish_now()
        assert len(music.history()) == 1
