"""One entry of the directory: an organisation, a place or a person who wants to be found."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from domain.people import Actor
from domain.refusal import Refusal

MOST_ENTRIES: Final = 2000
"""Entries of one community; all of them are looked through at once."""


class Kind(StrEnum):
    CREATIVE = "creative"
    ORGANISATION = "organisation"
    VENUE = "venue"
    SUPPORTING = "supporting"
    CITY = "city"
    COMPANY = "company"


class Tongue(StrEnum):
    """The languages in which somebody can be spoken to."""

    DUTCH = "nl"
    ENGLISH = "en"
    GERMAN = "de"
    OTHER = "other"


class Approach(StrEnum):
    """How far the contact with them is. Only heads and editors see and set it."""

    UNKNOWN = ""
    TO_APPROACH = "to_approach"
    APPROACHED = "approached"
    IN_CONTACT = "in_contact"
    PARTNER = "partner"
    NO = "no"


class Side(StrEnum):
    """What of an entry is searched: what they offer, or what they seek."""

    OFFERS = "offers"
    SEEKS = "seeks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`owner` (a Discord id) is the person whose own entry it is; None for one that heads keep.

    `contact` is the person who agreed to be asked about an organisation (an owner needs none),
    `asked_contact` one who has not answered yet. `shows_person`: members of the server see who that is.
    `public`: it stands on the public site too, without any id. `venue` is the known venue that it is.
    `hidden`: its owner left the server. `lease_ends` is the last day of the lease of the place.
    """

    id: int
    community: int
    kind: Kind
    name: str
    tongues: tuple[Tongue, ...] = ()
    offers: str = ""
    seeks: str = ""
    about: str = ""
    link: str = ""
    owner: int | None = None
    contact: int | None = None
    asked_contact: int | None = None
    shows_person: bool = False
    public: bool = False
    approach: Approach = Approach.UNKNOWN
    venue: int | None = None
    lease_ends: date | None = None
    hidden: bool = False
    made_by: int
    created_at: datetime
    updated_at: datetime

    @property
    def person(self) -> int | None:
        """Who is behind it: its owner, or who agreed to be the contact."""
        return self.owner if self.owner is not None else self.contact

    @property
    def shown_person(self) -> int | None:
        """The same as far as members may see it."""
        return self.person if self.shows_person else None

    @property
    def is_public(self) -> bool:
        return self.public and not self.hidden


def may_keep(entry: Entry, actor: Actor) -> bool:
    """A person's entry is theirs alone; the others are kept by editors and sector heads."""
    return entry.owner == actor.id if entry.owner is not None else actor.edits


def may_see(entry: Entry, actor: Actor) -> bool:
    """Who left the server is found by nobody; their entry comes back with them."""
    return not entry.hidden or entry.owner == actor.id


def must_keep(entry: Entry, actor: Actor) -> None:
    """Raises `Refusal`."""
    if may_keep(entry, actor):
        return
    if entry.owner is not None:
        raise Refusal("“{name}” is somebody's own entry. Only they can change it.", name=entry.name)
    raise Refusal("“{name}” is kept by editors and sector heads. Ask one of them.", name=entry.name)
