"""The directory as the people of the town use it."""

from typing import Any

from submitting import in_private, settled
from town import Town

from domain.communities import Role
from domain.directory.entry import Entry
from domain.directory.introduction import Introduction
from sandbox.people import Message, Result
from storage.unit import Unit

MILA: dict[str, Any] = {
    "name": "Studio Mila",
    "kind": "creative",
    "offers": "drums, zeefdruk",
    "seeks": "repetitieruimte",
    "about": "Ik maak lawaai en posters.",
}


async def english(town: Town, *names: str) -> None:
    for name in names:
        await town[name].speaks("en-GB")


async def heads(town: Town, *names: str) -> None:
    """They carry the role of sector heads."""
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    for name in names:
        await town[name].has_roles(roles[Role.HEADS])


async def stands(
    town: Town, who: str = "Mila", *, shows: bool = False, public: bool = False, **words: Any
) -> Entry:
    """Their own entry, made in the form and sent from the preview."""
    person = town[who]
    preview = await person.fill(await person.slash("directory add"), {**MILA, **words})
    if shows or public:
        form = await person.press(preview, custom_id=of(preview, "more"))
        more = {"public": ["yes" if public else "no"], "shows": ["yes" if shows else "no"]}
        preview = await person.fill(form, more)
    await person.press(preview, custom_id=of(preview, "send"))
    return await own(town, who)


async def kept(town: Town, who: str = "Noor", **words: Any) -> Entry:
    """An organisation that heads and editors keep."""
    person = town[who]
    form = await person.slash("directory add-organisation")
    preview = await person.fill(
        form, {"name": "Broedplaats West", "kind": "venue", "offers": "ateliers", **words}
    )
    await person.press(preview, custom_id=of(preview, "send"))
    return (await entries(town))[-1]


async def asked(town: Town, who: str, entry: Entry, why: str = "Samen een plaat maken?") -> Result:
    person = town[who]
    form = await person.slash("directory introduce", entry=str(entry.id))
    return await person.fill(form, {"why": why})


def of(where: Result | Message, act: str) -> str:
    """The custom_id that ends in `:act`."""
    message = where if isinstance(where, Message) else where.message
    assert message is not None, where
    found = [button.custom_id for button in message.buttons if button.custom_id]
    return next(one for one in found if one.endswith(f":{act}"))


async def own(town: Town, who: str) -> Entry:
    entry = await town.app.database.read(lambda unit: unit.directory.own(town.guild, town[who].id))
    assert entry is not None
    return entry


async def entries(town: Town) -> list[Entry]:
    return await town.app.database.read(lambda unit: unit.directory.of(town.guild))


async def the_request(town: Town, number: int = 1) -> Introduction:
    def work(unit: Unit) -> Introduction | None:
        return unit.introductions.get(number)

    found = await town.app.database.read(work)
    assert found is not None
    return found


__all__ = ["in_private", "settled"]
