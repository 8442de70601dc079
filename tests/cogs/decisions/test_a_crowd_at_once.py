"""300 members press at the same moment, some twice, some without the right, and the bot is killed meanwhile.

The bot is a real process here, `python -m bot run`, killed and started again.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from polling import card, drawn_up
from processes import bot_process
from submitting import press, until_async
from town import Town, running_app, settings, sqlite_url

from domain.communities import Role
from sandbox import Sandbox
from sandbox.cast import CAST, GuildPlan, Plan
from sandbox.people import Message, People, Person
from sandbox.transport import Transport

CROWD, WITHOUT_RIGHT, TWICE = 300, 30, 40


def votes(folder: Path) -> dict[int, str | None]:
    """Who has a seat, and the ballot that stands for them; read beside the bot, which has the file to
    itself as far as other bots go."""
    with closing(sqlite3.connect(f"file:{folder / 'sektor.db'}?mode=ro", uri=True)) as file:
        return dict(
            file.execute(
                "SELECT s.person, b.ballot FROM decision_seats s LEFT JOIN decision_ballots b "
                "ON b.decision = s.decision AND b.person = s.person WHERE s.decision = 1"
            ).fetchall()
        )


async def look(folder: Path) -> dict[int, str | None]:
    return await asyncio.to_thread(votes, folder)


async def answered(people: Sequence[Person], where: Message) -> dict[int, list[bool]]:
    """Everyone presses *yes* at the same moment, some twice; by person, which presses got a receipt."""
    presses = [*people, *people[:TWICE]]

    async def once(person: Person) -> bool:
        result = await press(person, where, "yes")
        return "je stem is **Ja**" in result.text

    got = await asyncio.gather(*(once(person) for person in presses))
    found: dict[int, list[bool]] = {}
    for person, one in zip(presses, got, strict=True):
        found.setdefault(person.id, []).append(one)
    return found


@pytest.mark.parametrize("killed", [False, True], ids=["whole", "killed"])
async def test_every_acknowledged_vote_counts_once(tmp_path: Path, killed: bool) -> None:
    url = sqlite_url(tmp_path)
    plan = Plan(guilds=(GuildPlan(people=CAST, crowd=CROWD),))
    async with Sandbox(plan=plan) as sandbox, People(sandbox.url) as people:
        async with running_app(sandbox, settings(sandbox, url), people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            await town["Robin"].slash("sector appoint", sector="promotie", person=town["Sanne"], part="head")
            roles = await app.database.read(lambda unit: unit.communities.roles(town.guild))
        assert people._session is not None
        crowd = [
            Person(
                people,
                Transport(people._session, sandbox.url, user.id),
                {"id": str(user.id), "display_name": user.name},
            )
            for user in sandbox.world.users.values()
            if user.name.startswith("lid0")
        ]
        assert len(crowd) == CROWD
        allowed = crowd[WITHOUT_RIGHT:]
        for person in allowed:
            sandbox.guild.members[person.id].roles.append(roles[Role.MEMBERS])
        async with bot_process(sandbox, people, url, tmp_path) as first:
            preview = await drawn_up(town["Sanne"], "Wie doet er mee", deadline="over 2 uur")
            preview = await town["Sanne"].choose(preview, "Wie mag stemmen?", ["members"])
            assert f"{len(allowed)} mensen mogen stemmen" in preview.text
            await press(town["Sanne"], preview, "start")
            where = await card(town, "Wie doet er mee")
            pressing = asyncio.create_task(answered(crowd, where))
            if killed:
                await until_async(lambda: look(tmp_path), lambda found: sum(map(bool, found.values())) > 20)
                await first.kill()
            receipts = await pressing
        async with bot_process(sandbox, people, url, tmp_path):
            stands = await look(tmp_path)
            acknowledged = {person for person, got in receipts.items() if any(got)}
            voted = {person for person, ballot in stands.items() if ballot}
            assert set(stands) == {person.id for person in allowed}
            assert acknowledged <= voted, "a vote that was acknowledged is lost"
            if not killed:
                assert voted == {person.id for person in allowed}
                assert acknowledged == voted, "nobody without the right got a receipt"
                assert all(all(got) for person, got in receipts.items() if person in voted)
            rest = [person for person in allowed if person.id not in acknowledged]
            again = await asyncio.gather(*(press(person, where, "yes") for person in rest))
            assert all("je stem is **Ja**" in result.text for result in again)
            stands = await look(tmp_path)
            assert list(stands.values()) == ['{"answer":"yes"}'] * len(allowed)
            told = f"{len(allowed)} van {len(allowed)} stemden"
            await town["Robin"].wait_for_message(
                town.channels["decisions"], lambda message: told in message.text, timeout=30
            )
