"""Who carries which sector: one head and one deputy each, and what follows from appointing somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.naming import bare
from domain.people import Actor
from domain.refusal import Refusal
from domain.sectors import Appointment, Part, Sector

LEADING_SECTOR: Final = "sektor"
"""The key of De Sektor itself; its head looks after the other sectors."""

MOST_SECTORS: Final = 20
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What appointing somebody does: `given_up` are the appointments that end with it."""

    given: Appointment
    given_up: tuple[Appointment, ...] = ()
    unchanged: bool = False

    @property
    def replaced(self) -> int | None:
        """Who had the place until now."""
        return next((old.person for old in self.given_up if old.part is self.given.part), None)

    @property
    def moved_from(self) -> Part | None:
        """The other place that the person had in the same sector."""
        return next((old.part for old in self.given_up if old.part is not self.given.part), None)


def appointing(appointments: Iterable[Appointment], new: Appointment) -> Change:
    """Nobody is head and deputy of the same sector: who moves from one place to the other leaves the first
    vacant. Several sectors for one person are fine."""
    there = [old for old in appointments if old.sector == new.sector]
    if new in there:
        return Change(new, unchanged=True)
    given_up = tuple(old for old in there if old.part is new.part or old.person == new.person)
    return Change(new, given_up)


def holds_role(appointments: Iterable[Appointment], person: int) -> bool:
    """Heads hold the Discord role, and deputies too: they stand in when the head is away."""
    return any(appointment.person == person for appointment in appointments)


def must_keep_sectors(actor: Actor, appointments: Iterable[Appointment]) -> None:
    """Sectors and themes are kept by who may manage the server, and by the head of De Sektor."""
    if not actor.manages and Appointment(LEADING_SECTOR, Part.HEAD, actor.id) not in set(appointments):
        raise Refusal(
            "Only someone who may manage this server or the head of De Sektor can do this. Ask one of them."
        )


def must_appoint(actor: Actor, appointments: Iterable[Appointment], sector: str) -> None:
    """Who carries De Sektor itself is not decided by who carries it."""
    must_keep_sectors(actor, appointments)
    if sector == LEADING_SECTOR and not actor.manages:
        raise Refusal("Who carries De Sektor itself is decided by someone who may manage this server.")


def named(sectors: Iterable[Sector], typed: str) -> Sector:
    """The sector that was chosen or typed: its key, or either of its names. Raises `Refusal`."""
    known = tuple(sectors)
    wanted = bare(typed)
    for sector in known:
        if typed == sector.key or wanted in {bare(sector.nl), bare(sector.en)}:
            return sector
    raise Refusal(
        "There is no sector “{typed}” here. Choose from: {sectors}.",
        typed=typed[:60],
        sectors=", ".join(sector.nl for sector in known) or "–",
    )
