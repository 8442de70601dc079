"""Entering an event: what was typed is kept at once, then understood, shown, and sent when it is right."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from domain.agenda import Listed
from domain.communities import Community
from domain.drafts import (
    Draft,
    Understood,
    brought_up_to_date,
    draft_of,
    settled_as,
    understand,
    with_texts,
)
from domain.events import Event, Language
from domain.refusal import Refusal
from domain.themes import Theme
from domain.venues import Venue
from domain.when import AskBack
from services.acting import IN_DM, Caller, acting, community_of
from services.dissent import otherwise
from services.evenings import clashing
from services.planning import existing, standing
from services.submitting import change, channels_of, create
from storage.database import Database
from storage.files import File
from storage.unit import Unit

KEPT_FOR: Final = timedelta(days=30)
"""How long a draft that nobody touches is kept."""

CLICKS_KEPT_FOR: Final = timedelta(days=1)
"""Much longer than Discord may deliver one again (its token lives 15 minutes)."""

TIDY: Final = "drafts.tidy"
"""The kind of the timer that calls `tidy`; there is one for all communities."""

_ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft and what was made of it: an event as it would stand there, a question, or the first thing that
    cannot stand. `clashes` are other events of the same evening and themes."""

    draft: Draft
    understood: Understood | AskBack | Refusal
    community: Community
    themes: tuple[Theme, ...]
    poster: File | None
    made_by: str
    clashes: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """`again`: it had been sent before; nothing was done this time. `is_new` is false for a change. With
    `joined` it was found to be the same as `event`, which a source had brought before; `typed` is then what
    was entered of the time and the place where `event` says otherwise."""

    event: Event
    channels: tuple[int, ...]
    is_new: bool
    again: bool = False
    joined: bool = False
    typed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form lets one choose from."""

    themes: tuple[Theme, ...]
    venues: tuple[Venue, ...]


class DraftService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def choices(self, community_id: int) -> FormChoices:
        def work(unit: Unit) -> FormChoices:
            community_of(unit, community_id)
            return FormChoices(unit.communities.themes(community_id), tuple(unit.venues.of(community_id)))

        return await self._database.read(work)

    async def begin(
        self,
        caller: Caller,
        typed: Mapping[str, str],
        *,
        themes: tuple[str, ...] = (),
        language: Language | None = None,
        now: datetime,
    ) -> Draft:
        """Keep what somebody has typed so far."""

        def work(unit: Unit) -> Draft:
            community_of(unit, caller.community)
            draft = Draft(
                id=0,
                community=caller.community,
                person=caller.id,
                themes=themes,
                language=language,
                untouched=not (typed or themes or language),
                updated_at=now,
            )
            draft = with_texts(draft, typed)
            return unit.drafts.add(draft)

        return await self._database.write(work)

    async def open_event(self, event_id: int, caller: Caller, *, now: datetime) -> Draft:
        """A draft that changes an event; everything as it stands now."""

        def work(unit: Unit) -> Draft:
            event = existing(unit, event_id, caller)
            community = community_of(unit, event.community)
            event.must_be_changed_by(acting(unit, caller))
            event.must_not_be_cancelled()
            return unit.drafts.add(
                draft_of(event, draft_id=0, person=caller.id, zone=community.zone, now=now)
            )

        return await self._database.write(work)

    async def get(self, draft_id: int, caller: Caller) -> Draft:
        return await self._database.read(lambda unit: _own(unit.drafts.get(draft_id), caller))

    async def put(
        self,
        draft_id: int,
        caller: Caller,
        *,
        typed: Mapping[str, str] | None = None,
        themes: tuple[str, ...] | None = None,
        language: Language | None = None,
        poster: File | None = None,
        now: datetime,
    ) -> None:
        """Keep some of it anew; what is None stays as it is."""

        def work(unit: Unit) -> None:
            draft = _held(unit, draft_id, caller)
            if typed is not None:
                draft = with_texts(draft, typed)
            if themes is not None:
                draft = replace(draft, themes=themes)
            if language is not None:
                draft = replace(draft, language=language)
            if poster is not None:
                draft = replace(draft, poster=unit.files.add(poster))
            unit.drafts.save(replace(draft, untouched=False, updated_at=now))

        await self._database.write(work)

    async def settle(
        self,
        draft_id: int,
        caller: Caller,
        starts: datetime,
        ends: datetime | None,
        *,
        time_known: bool,
        now: datetime,
    ) -> None:
        """These moments are what was typed: the answer to a question about it."""

        def work(unit: Unit) -> None:
            draft = _held(unit, draft_id, caller)
            typed = _current(unit, draft, now).typed
            settled = settled_as(typed, starts, ends, time_known=time_known)
            unit.drafts.save(replace(draft, settled=settled, untouched=False, updated_at=now))

        await self._database.write(work)

    async def preview(self, draft_id: int, caller: Caller, *, now: datetime) -> Preview:
        """What would be posted. What was understood of the times is kept with the draft, so that "vanavond"
        still means the same evening when it is sent after midnight. Raises `Refusal` for a draft that is
        gone; what cannot stand in one that is there is a part of the preview.
        """

        def work(unit: Unit) -> Preview:
            draft = _held(unit, draft_id, caller)
            preview = _understand(unit, draft, caller, now)
            if isinstance(preview.understood, Understood):
                unit.drafts.save(replace(draft, settled=preview.understood.settled, updated_at=now))
                details, number = preview.understood.details, draft.event_id or 0
                others = clashing(unit, preview.community, details, apart_from=number)
                preview = replace(preview, clashes=others)
            return preview

        return await self._database.write(work)

    async def send(self, draft_id: int, caller: Caller, *, now: datetime) -> Sent:
        """Make the draft an event, or bring the event it changes up to date. Once."""

        def work(unit: Unit) -> Sent:
            draft = unit.drafts.locked(draft_id)
            if draft is not None and draft.person == caller.id and draft.sent_event is not None:
                event = standing(unit, draft.sent_event)
                if event is not None:
                    return Sent(event, channels_of(unit, event), is_new=draft.event_id is None, again=True)
            draft = _own(draft, caller)
            preview = _understand(unit, draft, caller, now)
            if isinstance(preview.understood, Refusal):
                raise preview.understood
            if isinstance(preview.understood, AskBack):
                raise Refusal(
                    "One question about the time is still open. `/event mine` brings it back; "
                    "answer it, then send."
                )
            if draft.event_id is not None:
                event = change(unit, draft, preview.understood.details, caller, now)
                standing_for = event
            else:
                event, standing_for = create(unit, draft, preview.understood.details, caller, now)
            unit.drafts.save(replace(draft, sent_event=event.id, updated_at=now))
            return Sent(
                standing_for,
                channels_of(unit, standing_for),
                is_new=draft.event_id is None,
                joined=standing_for.id != event.id,
                typed=otherwise(unit, event, standing_for),
            )

        return await self._database.write(work)

    async def throw_away(self, draft_id: int, caller: Caller) -> None:
        def work(unit: Unit) -> None:
            unit.drafts.drop(_held(unit, draft_id, caller).id)

        await self._database.write(work)

    async def tidy_daily(self, *, now: datetime) -> None:
        """See to it that `tidy` is called; calling this again changes nothing."""

        def work(unit: Unit) -> None:
            if unit.timers.get(TIDY, _ALL) is None:
                unit.timers.set(TIDY, _ALL, now)
                unit.hint("timers")

        await self._database.write(work)

    async def tidy(self, *, now: datetime) -> None:
        """Forget the drafts that nobody touched for a month and the clicks that cannot come again; and do so
        again tomorrow."""

        def work(unit: Unit) -> None:
            unit.drafts.forget_before(now - KEPT_FOR)
            unit.directory.forget_drafts_before(now - KEPT_FOR)
            unit.desk_drafts.forget_before(now - KEPT_FOR)
            unit.clicks.forget_before(now - CLICKS_KEPT_FOR)
            unit.timers.set(TIDY, _ALL, now + timedelta(days=1))

        await self._database.write(work)


def _held(unit: Unit, draft_id: int, caller: Caller) -> Draft:
    return _own(unit.drafts.locked(draft_id), caller)


def _own(draft: Draft | None, caller: Caller) -> Draft:
    if draft is None or draft.person != caller.id or caller.community not in {draft.community, IN_DM}:
        raise Refusal("This draft does not exist any more. Begin again with /event submit.")
    if draft.sent_event is not None:
        raise Refusal("This has been sent already. To change it, use /event edit.")
    return draft


def _current(unit: Unit, draft: Draft, now: datetime) -> Draft:
    """With what others have changed since, if it changes an event."""
    event = standing(unit, draft.event_id) if draft.event_id is not None else None
    if event is None:
        return draft
    zone = community_of(unit, draft.community).zone
    now_there = draft_of(event, draft_id=draft.id, person=draft.person, zone=zone, now=now)
    return brought_up_to_date(draft, now_there)


def _understand(unit: Unit, draft: Draft, caller: Caller, now: datetime) -> Preview:
    draft = _current(unit, draft, now)
    community = community_of(unit, draft.community)
    themes = unit.communities.themes(draft.community)
    understood: Understood | AskBack | Refusal
    try:
        understood = understand(
            draft, now=now, zone=community.zone, venues=unit.venues.of(draft.community), themes=themes
        )
    except Refusal as refusal:
        understood = refusal
    poster = unit.files.get(draft.poster) if draft.poster is not None else None
    changed = unit.events.get(draft.event_id) if draft.event_id is not None else None
    made_by = changed.made_by if changed is not None else caller.name
    return Preview(draft, understood, community, themes, poster, made_by)
