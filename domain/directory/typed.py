"""What somebody typed for an entry, and what we make of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from domain.directory.entry import Entry, Kind, Tongue
from domain.naming import bare, name_of
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, web_link, within, without_mentions
from domain.venues import Venue, folded, recognise
from domain.when.answers import Message

MOST: Final = {"name": 80, "offers": 300, "seeks": 300, "about": 700, "link": 500}
"""The typed fields, and how many characters each holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`typed` holds the texts of `MOST` exactly as typed. `own`: it is to be the person's own entry. `entry`
    is the one that it changes; `sent` the one that came of it, so that sending it twice makes one."""

    id: int
    community: int
    person: int
    own: bool
    typed: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = Kind.CREATIVE
    tongues: tuple[Tongue, ...] = ()
    public: bool = False
    shows_person: bool = False
    entry: int | None = None
    sent: int | None = None
    updated_at: datetime


def draft_of(entry: Entry, *, draft_id: int, person: int, now: datetime) -> Draft:
    """An entry opened for changing."""
    return Draft(
        id=draft_id,
        community=entry.community,
        person=person,
        own=entry.owner is not None,
        typed={name: getattr(entry, name) for name in MOST},
        kind=entry.kind,
        tongues=entry.tongues,
        public=entry.public,
        shows_person=entry.shows_person,
        entry=entry.id,
        updated_at=now,
    )


def understand(draft: Draft, before: Entry | None, others: Iterable[Entry], venues: Iterable[Venue]) -> Entry:
    """The entry as it would stand. `others` are all that stand beside it. Raises `Refusal` for the first
    thing that cannot."""
    typed = draft.typed
    if not typed.get("name", "").strip():
        raise Refusal("The entry has no name yet. What are you, or what is it, called?")
    name = without_mentions(name_of(typed["name"], most=MOST["name"]))
    offers, seeks = (without_mentions(one_line(typed.get(part, ""))) for part in ("offers", "seeks"))
    about = without_mentions(cleaned(typed.get("about", "")))
    within(offers, MOST["offers"], Message("What you offer"))
    within(seeks, MOST["seeks"], Message("What you seek"))
    within(about, MOST["about"], Message("The few words"))
    if not (offers or seeks or about):
        raise Refusal("Say at least one thing: what you offer, what you seek, or a few words about it.")
    link = typed.get("link", "").strip()
    known = list(venues)
    venue = recognise(name, known) if draft.kind is Kind.VENUE else None
    entry = Entry(
        id=before.id if before else 0,
        community=draft.community,
        kind=draft.kind,
        name=name,
        tongues=tuple(one for one in Tongue if one in draft.tongues),
        offers=offers,
        seeks=seeks,
        about=about,
        link=web_link(link) if link else "",
        owner=draft.person if draft.own else None,
        shows_person=draft.shows_person,
        public=draft.public,
        venue=venue.id if venue else None,
        made_by=before.made_by if before else draft.person,
        created_at=before.created_at if before else draft.updated_at,
        updated_at=draft.updated_at,
    )
    _must_differ(entry, others)
    if not draft.own:  # who the contact is, and whether that is shown, they say themselves
        entry = replace(entry, shows_person=before.shows_person if before else False)
    if before is not None:
        entry = replace(
            entry,
            contact=before.contact,
            asked_contact=before.asked_contact,
            approach=before.approach,
            lease_ends=before.lease_ends if draft.kind is Kind.VENUE else None,
            hidden=before.hidden,
        )
    return entry


def _must_differ(entry: Entry, others: Iterable[Entry]) -> None:
    """People may be called alike; an organisation or a place stands in the directory once."""
    for other in others:
        if other.id == entry.id:
            continue
        same_venue = entry.venue is not None and entry.venue == other.venue
        same_name = (
            entry.owner is None
            and other.owner is None
            and (bare(entry.name) == bare(other.name) or folded(entry.name) == folded(other.name))
        )
        if same_venue or same_name:
            raise Refusal(
                "“{name}” stands in the directory already. Change that entry with `/directory edit`, or "
                "choose another name.",
                name=other.name,
            )
