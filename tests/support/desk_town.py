"""The desk on a Discord stand-in: heads, a question, and its thread."""

from town import Town

from domain.sectors import Part
from sandbox.people import Message, Person
from services.acting import Caller
from services.desk import Asked, Asking

TERRACE = "May our terrace stay open until one?"


async def with_heads(town: Town) -> None:
    """Sanne carries permits with Noor as her deputy, Joris carries places, Ellen De Sektor."""
    for person, sector, part in (
        ("Sanne", "vergunningen", Part.HEAD),
        ("Noor", "vergunningen", Part.DEPUTY),
        ("Joris", "locatie", Part.HEAD),
        ("Ellen", "sektor", Part.HEAD),
    ):
        await appoint(town, person, sector, part)


async def appoint(town: Town, person: str, sector: str, part: Part = Part.HEAD) -> None:
    robin = Caller(town["Robin"].id, "Robin", town.guild, _click(), manages=True)
    await town.app.services.sectors.appoint(
        robin, sector, part, town[person].id, now=town.sandbox.clock.now()
    )


async def asks(town: Town, person: str = "Priya", text: str = TERRACE, **more: object) -> Asked:
    values: dict[str, object] = {"locale": "en", "sector": "vergunningen", **more}
    caller = Caller(town[person].id, person, town.guild, _click())
    return await town.app.services.desk.ask(
        caller,
        Asking(text=text, **values),  # type: ignore[arg-type]
        now=town.sandbox.clock.now(),
    )


_clicks = iter(range(10**6, 10**9))


def _click() -> int:
    return next(_clicks)


async def dm(person: Person) -> int:
    return int((await person.dm())["id"])


async def gets(person: Person, words: str) -> Message:
    """The private message with these words, which may be still on its way."""
    return await person.wait_for_message(await dm(person), lambda message: words in message.text)


async def sees_thread(person: Person, number: int = 1) -> int:
    """The thread of a question, once this person sees it; they did nothing since it was asked."""
    made = await person.wait_for_event(
        "THREAD_CREATE", lambda body: str(body["name"]).startswith(f"{number} · ")
    )
    return int(made["id"])


async def card_in(person: Person, thread: int, words: str = "") -> Message:
    """The card at the top of the thread, once it says this."""
    return await person.wait_for_message(
        thread, lambda one: "Vraag nr." in one.text and bool(one.buttons) and words in one.text
    )
