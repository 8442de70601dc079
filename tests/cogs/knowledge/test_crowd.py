"""Two hundred people talk in a channel: a question is answered once, talk never, commands all the while."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from shelf import filled
from town import Town, running_app, settings, sqlite_url

from bot.app import build_services
from sandbox import Sandbox
from sandbox.cast import CAST, GuildPlan, Plan
from sandbox.people import Message, People, Person
from sandbox.transport import Transport
from services.acting import Caller
from storage.database import open_database

CROWD = 200
HERE = "📚-kennisbank"
TALK = (
    "haha ja precies",
    "wie gaat er mee vanavond, {mila}?",
    "ik heb gisteren nog met de buren gebeld over dat feest",
    "is leuk man",
    "kijk dit dan https://example.org/wat?is=dit",
    "🔥🔥🔥",
    "**zo** kan het dus ook",
    "see you all tonight!",
)
WORDS = {
    "wie staat er achter de bar?": "minstens 21",
    "hoe hard mag het na 19:00 uur?": "50 decibel",
    "who is behind the bar?": "at least 21",
}
PLAIN = tuple(WORDS)
COMMANDS = 20


@asynccontextmanager
async def crowded(folder: Path, *, reads_everything: bool) -> AsyncIterator[tuple[Town, list[Person]]]:
    plan = Plan(guilds=(GuildPlan(people=CAST, crowd=CROWD),))
    async with Sandbox(plan=plan) as sandbox, People(sandbox.url) as people:
        config = settings(sandbox, sqlite_url(folder))
        discord = config.discord.model_copy(update={"message_content": reads_everything})
        async with running_app(sandbox, config.model_copy(update={"discord": discord}), people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            await filled(town)
            session = people._session
            assert session is not None
            crowd = [
                Person(
                    people,
                    Transport(session, sandbox.url, user.id),
                    {"id": str(user.id), "display_name": user.name},
                )
                for user in sandbox.world.users.values()
                if user.name.startswith("lid0")
            ]
            assert len(crowd) == CROWD
            yield town, crowd


async def everyone_talks(town: Town, crowd: list[Person]) -> tuple[dict[int, str], dict[int, str]]:
    """Each says something; every fifth asks plainly, every seventh mentions the bot. Plain and mentioning
    questions by their message."""
    plain: dict[int, str] = {}
    mentioning: dict[int, str] = {}

    async def speak(number: int, person: Person) -> None:
        if number % 5 == 0:
            text = PLAIN[number % len(PLAIN)]
            plain[(await person.say(HERE, text)).id] = text
        elif number % 7 == 0:
            text = PLAIN[number % len(PLAIN)]
            mentioning[(await person.say(HERE, f"<@{town.people.bot_id}> {text}")).id] = text
        else:
            await person.say(HERE, TALK[number % len(TALK)].format(mila=town["Mila"].mention))

    await asyncio.gather(*(speak(number, person) for number, person in enumerate(crowd)))
    return plain, mentioning


def asked_by(message: Message) -> int:
    return int((message.raw.get("message_reference") or {}).get("message_id", 0))


async def answers(town: Town) -> dict[int, list[Message]]:
    """What the bot said beneath each message, once it has answered a question asked after all the others."""
    mila = town["Mila"]
    last = await mila.say(HERE, f"<@{town.people.bot_id}> wie staat er achter de bar?")
    await mila.wait_for_message(HERE, lambda one: asked_by(one) == last.id, timeout=60)
    found: dict[int, list[Message]] = {}
    for message in await mila.messages(HERE, limit=500):
        if message.raw["author"]["id"] == str(town.people.bot_id) and asked_by(message) != last.id:
            found.setdefault(asked_by(message), []).append(message)
    return found


@pytest.mark.parametrize("reads_everything", [True, False], ids=["reads", "mentions"])
async def test_each_question_is_answered_once_and_nothing_else(
    tmp_path: Path, reads_everything: bool
) -> None:
    async with crowded(tmp_path, reads_everything=reads_everything) as (town, crowd):
        talking = asyncio.create_task(everyone_talks(town, crowd))
        for _ in range(COMMANDS):
            found = await town["Daan"].slash("kb search", question="hoe hard mag het na 19:00 uur?")
            assert "50 decibel" in found.text  # the sandbox refuses what comes after Discord's three seconds
        plain, mentioning = await talking
        wanted = {**mentioning, **(plain if reads_everything else {})}
        said = await answers(town)
        assert set(said) == set(wanted)
        assert Counter(map(len, said.values())) == {1: len(wanted)}
        for message_id, question in wanted.items():
            assert WORDS[question] in said[message_id][0].text


async def test_what_was_asked_before_the_bot_went_down_is_answered_when_it_is_back(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    async with Sandbox() as sandbox, People(sandbox.url) as people:
        async with running_app(sandbox, settings(sandbox, url), people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            await filled(town)
            mila, bot = town["Mila"], people.bot_id
            answered = await mila.say(HERE, f"<@{bot}> hoe hard mag het na 19:00 uur?")
            await mila.wait_for_message(HERE, lambda one: asked_by(one) == answered.id)
        owed = await mila.say(HERE, "wie staat er achter de bar?")
        database = await open_database(url)
        services = build_services(settings(sandbox, url), database)
        caller = Caller(mila.id, "Mila", town.guild, owed.id, frozenset(), False)
        await services.asking.ask(
            caller, "wie staat er achter de bar?", "nl", channel=owed.channel_id, in_public=True,
            now=sandbox.clock.now(), message=owed.id,
        )  # fmt: skip
        await database.close()
        for _ in range(2):
            async with running_app(sandbox, settings(sandbox, url), people) as app:
                await mila.wait_for_message(HERE, lambda one: asked_by(one) == owed.id)
                town = Town(sandbox, people, app, town.channels)
                said = await answers(town)
        assert [len(said[one.id]) for one in (answered, owed)] == [1, 1]
