"""Who is no party to a private question never sees it, wherever they look; one walk past every surface."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import aiohttp
from desk_town import asks, gets, sees_thread, with_heads
from discord import app_commands
from submitting import settled
from town import Town

from domain.communities import Role
from domain.meetings.kinds import Audience
from sandbox.people import ActionRefused, Person, Result
from services.acting import Caller
from services.meeting_planning import Wish

BEGINS = datetime(2026, 3, 24, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
SECRET = "zeemeermin"
QUESTION = f"Mag mijn {SECRET} op de gevel van het terras blijven hangen?"
ELSEWHERE = ("agenda", "decisions", "meetings", "knowledge", "desk")
COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("desk show", {"number": 1}),
    ("desk take", {"number": 1}),
    ("desk answer", {"number": 1, "text": "Ja."}),
    ("desk note", {"number": 1, "text": "Ja."}),
    ("desk reply", {"number": 1, "text": "Ja."}),
    ("desk move", {"number": 1, "sector": "promotie"}),
    ("desk consult", {"number": 1, "sector": "promotie", "text": "Mag dit?"}),
    ("desk close", {"number": 1}),
    ("desk draft", {"number": 1, "as": "article:nl"}),
    ("desk reopen", {"number": 1, "text": "Nog iets"}),
    ("desk helped", {"number": 1, "answer": "yes"}),
    ("kb search", {"question": "mag iets op de gevel van een terras blijven hangen?"}),
    ("contact", {"sector": "vergunningen"}),
)
"""With what has to be filled in; all others are tried without anything."""
COMPLETED = ("desk show", "desk take", "desk close", "desk draft", "desk reopen", "desk helped")


async def planned(town: Town) -> None:
    """A meeting that everyone may come to, with an agenda."""
    robin = town["Robin"]
    caller = Caller(id=robin.id, name="Robin", community=town.guild, interaction=4711, manages=True)
    wish = Wish(title="Kwartaal", audience=Audience.EVERYONE, moments=(BEGINS,), place="Tankstation")
    await town.app.services.meeting_planning.plan(caller, wish, now=town.sandbox.clock.now())


def without_options(town: Town) -> list[str]:
    """Every command that can be used just so."""
    found = []
    for command in town.app.client.tree.walk_commands(guild=None):
        if not isinstance(command, app_commands.Command) or any(p.required for p in command.parameters):
            continue
        if (command.root_parent or command).default_permissions is None:  # else Discord hides it from them
            found.append(command.qualified_name)
    assert len(found) > 15
    return sorted(found)


async def what_they_see(town: Town, person: Person) -> str:
    """Everything that comes back to somebody who tries every command and reads every place."""
    seen: list[str] = []
    for name, options in (*COMMANDS, *((name, {}) for name in without_options(town))):
        try:
            answer = await person.slash(name, **options)
        except ActionRefused as refused:
            raise AssertionError(f"/{name} is another one now; walk past it, too") from refused
        seen.append(repr(said(answer)))
        if answer.message is not None:
            for file in answer.message.attachments:
                seen.append((await town.people.fetch(file["url"])).decode("utf-8", "replace"))
    for name in COMPLETED:
        for typed in ("", "1", SECRET[:4]):
            seen.append(repr((await person.complete(name, "number", typed)).choices))
    view = await person.view()
    seen.append(json.dumps(view.raw, default=str))
    for place in ELSEWHERE:
        if place in town.channels and str(town.channels[place]) in json.dumps(view.raw, default=str):
            seen += [message.text for message in await person.messages(town.channels[place])]
    return "\n".join(seen)


def said(answer: Result) -> list[Any]:
    return [answer.text, answer.choices, answer.modal, answer.message.raw if answer.message else None]


async def the_public_page(town: Town) -> str:
    """Every page, feed and file that a link leads to from the two front pages."""
    base = town.app.web_url
    todo, done, texts = (
        [f"{base}/nl/", f"{base}/en/", f"{base}/api/v1/events", f"{base}/sitemap.xml"],
        set[str](),
        [],
    )
    async with aiohttp.ClientSession() as session:
        while todo and len(done) < 150:
            url = todo.pop(0)
            if url in done:
                continue
            done.add(url)
            async with session.get(url) as response:
                text = (await response.read()).decode("utf-8", "replace")
            texts.append(text)
            for link in re.findall(r'(?:href|src)="([^"#]+)"', text):
                follow = urljoin(url, link.replace("&amp;", "&"))
                if follow.startswith(f"{base}/") and follow not in done:
                    todo.append(follow)
    assert len(done) > 10
    return "\n".join(texts)


async def test_a_private_question_is_nowhere_for_who_is_no_party(town: Town) -> None:
    await with_heads(town)
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    await town["Daan"].has_roles(roles[Role.MEMBERS])
    priya, sanne, daan = town["Priya"], town["Sanne"], town["Daan"]
    await planned(town)
    await asks(town, text=QUESTION, locale="nl", for_whom=f"de {SECRET}")
    thread = await sees_thread(priya)
    await sanne.slash("desk take", number=1)
    await sanne.slash("desk note", number=1, text=f"Die {SECRET} kennen we.")
    await sanne.slash("desk answer", number=1, text=f"Die {SECRET} mag, met een ontheffing.")
    await gets(priya, SECRET)
    await settled(town)
    assert SECRET in (await sanne.slash("desk show", number=1)).text  # the walk looks for the right thing
    assert SECRET in (await priya.slash("desk show", number=1)).text
    for _ in range(2):  # while it is open, and once it is closed with a draft that waits
        for stranger in (daan, town["Jonas"]):
            assert SECRET not in await what_they_see(town, stranger), stranger.name
            assert thread not in {int(one["id"]) for one in (await stranger.view()).raw["threads"]}
        assert SECRET not in await the_public_page(town)
        form = await sanne.slash("desk close", number=1) if _ == 0 else None
        if form is not None:
            preview = await sanne.fill(form, {"how": f"Vraag het aan de {SECRET}.", "outcome": "article:nl"})
            await sanne.press(preview, "Stuur het om na te kijken")
            await settled(town)
