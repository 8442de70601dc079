"""Sector heads in the town, and their meetings channel."""

from submitting import place, settled
from town import Town

from domain.meetings.meeting import Meeting
from domain.sectors import Appointment, Part
from sandbox.people import Message
from storage.unit import Unit

SEVEN = ("Sanne", "Mila", "Joris", "Noor", "Daan", "Priya", "Robin")
SECTORS = ("sektor", "locatie", "promotie", "financien", "community", "evenementen", "vergunningen")


async def appointed(town: Town, names: tuple[str, ...] = SEVEN) -> None:
    """A head for each sector, as far as the names go."""

    def work(unit: Unit) -> None:
        for sector, name in zip(SECTORS, names, strict=False):
            unit.communities.appoint(town.guild, Appointment(sector, Part.HEAD, town[name].id))

    await town.app.database.write(work)


async def in_channel(town: Town, text: str, *, seen_by: str = "Ellen") -> Message:
    """The message in the meetings channel that holds `text`, once everything stands as it should."""
    found = await town[seen_by].wait_for_message(place(town, "meetings"), lambda one: text in one.text)
    await settled(town)
    messages = await town[seen_by].messages(place(town, "meetings"))
    return next(one for one in messages if one.id == found.id)


async def all_meetings(town: Town) -> list[Meeting]:
    def work(unit: Unit) -> list[Meeting]:
        found = (unit.meetings.get(number) for number in range(1, 100))
        return [one for one in found if one is not None]

    return await town.app.database.read(work)
