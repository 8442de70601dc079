"""300 members press at the same moment on one decision, some twice, some without the right, one at the last
second, and the bot is killed and started again in between.

The bot is a real process here, on a clock that the test moves. The stand-in refuses an answer that comes
later than Discord's three seconds: "answered" means that it was in time.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from polling import card, drawn_up, outcome
from processes import bot_process
from submitting import press, until_async
from town import Town, running_app, settings, sqlite_url

from domain.communities import Role
from domain.decisions.recomputing import recompute
from domain.decisions.terms import moment_from_text
from domain.decisions.times import GRACE
from sandbox import Sandbox
from sandbox.cast import CAST, GuildPlan, Plan
from sandbox.people import Message, People, Person, Result
from sandbox.transport import Transport

CROWD, WITHOUT_RIGHT = 300, 30
TWICE = slice(WITHOUT_RIGHT - 20, WITHOUT_RIGHT + 20)
"""Who presses twice at the same moment: some with the right, some without."""


class Register:
    """What is stored, read beside the bot."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "sektor.db"

    def _rows(self, statement: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as file:
            return file.execute(statement).fetchall()

    async def votes(self) -> dict[int, str | None]:
        """Who has a seat, and the ballot that stands for them."""
        return {
            int(person): ballot
            for person, ballot in await asyncio.to_thread(
                self._rows,
                "SELECT s.person, b.ballot FROM decision_seats s LEFT JOIN decision_ballots b "
                "ON b.decision = s.decision AND b.person = s.person WHERE s.decision = 1",
            )
        }

    async def entries(self, kind: str) -> list[str]:
        """The people of the entries of a kind."""
        return [
            person
            for (person,) in await asyncio.to_thread(
                self._rows,
                "SELECT json_extract(body, '$.person') FROM decision_entries WHERE decision = 1 "
                f"AND json_extract(body, '$.kind') = '{kind}'",
            )
        ]


async def at_once(people: Iterable[Person], where: Message) -> dict[int, list[Result]]:
    """Everyone presses *yes* at the same moment; what each press got."""
    pressing = list(people)
    got = await asyncio.gather(*(press(person, where, "yes") for person in pressing))
    found: dict[int, list[Result]] = {}
    for person, one in zip(pressing, got, strict=True):
        found.setdefault(person.id, []).append(one)
    return found


def receipts(found: Mapping[int, Sequence[Result]]) -> set[int]:
    """Whose vote was acknowledged."""
    return {person for person, got in found.items() if any("je stem is **Ja**" in one.text for one in got)}


def the_crowd(sandbox: Sandbox, people: People) -> list[Person]:
    assert people._session is not None
    return [
        Person(
            people,
            Transport(people._session, sandbox.url, user.id),
            {"id": str(user.id), "display_name": user.name},
        )
        for user in sandbox.world.users.values()
        if user.name.startswith("lid0")
    ]


async def test_every_acknowledged_vote_counts_once_and_nobody_elses(tmp_path: Path) -> None:
    url, clock = sqlite_url(tmp_path), tmp_path / "ahead"
    moved = (str(Path(__file__).parents[2] / "support/moved_bot.py"), str(clock))
    register = Register(tmp_path)
    plan = Plan(guilds=(GuildPlan(people=CAST, crowd=CROWD),))
    async with Sandbox(plan=plan) as sandbox, People(sandbox.url) as people:
        async with running_app(sandbox, settings(sandbox, url), people) as app:
            town = Town(sandbox, people, app)
            await town.set_up()
            await town["Robin"].slash("sector appoint", sector="promotie", person=town["Sanne"], part="head")
            roles = await app.database.read(lambda unit: unit.communities.roles(town.guild))
        crowd = the_crowd(sandbox, people)
        assert len(crowd) == CROWD
        allowed, last = crowd[WITHOUT_RIGHT:], crowd[-1]
        for person in allowed:
            sandbox.guild.members[person.id].roles.append(roles[Role.MEMBERS])

        async with bot_process(sandbox, people, url, tmp_path, moved) as first:
            preview = await drawn_up(town["Sanne"], "Wie doet er mee", deadline="over 2 uur")
            preview = await town["Sanne"].choose(preview, "Wie mag stemmen?", ["members"])
            assert f"{len(allowed)} mensen mogen stemmen" in preview.text
            await press(town["Sanne"], preview, "start")
            where = await card(town, "Wie doet er mee")
            pressing = asyncio.create_task(at_once([*crowd[:-1], *crowd[TWICE]], where))
            await until_async(register.votes, lambda found: sum(map(bool, found.values())) > 20)
            await first.kill()
            before = await pressing

        acknowledged, stand = receipts(before), await register.votes()
        assert set(stand) == {person.id for person in allowed}
        assert acknowledged <= {person for person, ballot in stand.items() if ballot}, "a receipt and no vote"
        cut_off = [person for person in crowd[:-1] if any(one.kind == "failed" for one in before[person.id])]
        assert cut_off, "it was killed when all was over"

        async with bot_process(sandbox, people, url, tmp_path, moved):
            after = await at_once([*cut_off, *crowd[TWICE]], where)
            unanswered = [one for got in after.values() for one in got if one.kind == "failed"]
            assert unanswered == []
            acknowledged |= receipts(after)
            assert acknowledged == {person.id for person in allowed[:-1]}
            assert await register.votes() == {
                person.id: None if person is last else '{"answer":"yes"}' for person in allowed
            }
            # the last second, and the first one after it
            (closes,) = await asyncio.to_thread(register._rows, "SELECT closes FROM decisions WHERE id = 1")
            ahead = moment_from_text(closes[0] + "+00:00") - sandbox.clock.now()
            clock.write_text(str((ahead - timedelta(seconds=1)).total_seconds()), "utf-8")
            assert last.id in receipts(await at_once([last, last], where))
            clock.write_text(str((ahead + timedelta(seconds=2)).total_seconds()), "utf-8")
            late = await press(allowed[0], where, "no")
            assert "gesloten" in late.text
            clock.write_text(str((ahead + GRACE + timedelta(seconds=2)).total_seconds()), "utf-8")
            told = await outcome(town, "B-1")
            assert f"aangenomen ({len(allowed)}-0)" in told.text
            assert await register.votes() == {person.id: '{"answer":"yes"}' for person in allowed}
            assert Counter(await register.entries("vote")) == Counter(str(one.id) for one in allowed)
            export = await town["Sanne"].slash("decision export", decision="B-1")
            assert export.message is not None
            file = await people.fetch(export.message.attachments[0]["url"])
            assert recompute(file).sound
