"""What a digest tells, read from the agenda as it is now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.agenda import Listed, Query, by_day
from domain.communities import Community
from domain.decisions.kinds import Verdict
from domain.decisions.register import Decision
from domain.digests import (
    EVERYTHING,
    Digest,
    Edition,
    Rhythm,
    before_news,
    edition,
    themes_on_one_evening,
)
from domain.events import Event
from domain.postings import Surface, subject_of
from domain.themes import Theme
from services.agenda import listed
from storage.files import File
from storage.unit import Unit

_LOOKS_AHEAD: Final = timedelta(days=90)
"""How far ahead of a digest's days what is new is told."""


@dataclass(frozen=True, slots=True)
class ShownDigest:
    """A digest with all that its message needs. `pictures` are the posters of its highlights by event,
    `cards` the channel and message of each event's first card."""

    edition: Edition
    community: Community
    themes: tuple[Theme, ...]
    pictures: dict[int, File]
    cards: dict[int, tuple[int, int]]
    decided: tuple[Decision, ...] = ()
    """What was decided since the digest before; each decision stands in one of them."""

    @property
    def theme(self) -> Theme | None:
        return next((theme for theme in self.themes if theme.key == self.edition.digest.theme), None)


def shown_digest(unit: Unit, community: Community, digest: Digest) -> ShownDigest:
    """With `digest.id` 0 for one that is not posted yet."""
    themes = unit.communities.themes(community.id)
    told = _edition(unit, community, digest, themes)
    pictures = {
        one.event.id: file
        for one in told.highlights
        if one.event.details.poster is not None
        and (file := unit.files.get(one.event.details.poster)) is not None
    }
    subjects = {
        subject_of(one.event.id): one.event.id
        for one in (*told.listed, *told.later, *told.pinned, *(one for one, _ in told.changed))
    }
    standing = unit.postings.messages_about(community.id, subjects, Surface.CARD)
    cards = {subjects[subject]: where for subject, where in standing.items()}
    return ShownDigest(told, community, themes, pictures, cards, _decided(unit, digest))


def _decided(unit: Unit, digest: Digest) -> tuple[Decision, ...]:
    """Only the weekly one of everything names them: from where the last one ended, up to its own days."""
    if digest.theme != EVERYTHING or digest.rhythm is not Rhythm.WEEKLY:
        return ()
    ended = unit.decisions.ended_between(digest.community, digest.news_since, digest.since)
    return tuple(one for one in ended if one.outcome and one.outcome.verdict is not Verdict.CALLED_OFF)


def _edition(unit: Unit, community: Community, digest: Digest, themes: tuple[Theme, ...]) -> Edition:
    wanted = digest.themes
    venues = unit.venues.of(community.id)

    def find(since: datetime, until: datetime, changed_after: datetime | None = None) -> list[Listed]:
        query = Query(since=since, until=until, themes=wanted)
        events = unit.agenda.find(community.id, query, changed_after=changed_after)
        return listed(unit, events, venues)

    inside = find(digest.since, digest.until)
    later = [
        one
        for one in find(digest.until, digest.until + _LOOKS_AHEAD, digest.news_since)
        if one.event.details.starts >= digest.until
    ]
    pinned = listed(unit, _pinned(unit, digest, {one.event.id for one in (*inside, *later)}), venues)
    everything = [*inside, *later, *pinned]
    changed = [one.event for one in everything if one.event.updated_at > digest.news_since]
    entries = unit.digests.history(community.id, [event.id for event in changed], since=digest.news_since)
    days = by_day(inside, community.zone, since=digest.since.astimezone(community.zone).date())
    clashes = themes_on_one_evening(days, [theme.key for theme in themes], community.zone)
    return edition(
        digest,
        everything,
        histories={
            event.id: before_news(event, entries[event.id]) for event in changed if event.id in entries
        },
        days=days,
        clashes=[one for one in clashes if not wanted or one.theme in wanted],
    )


def _pinned(unit: Unit, digest: Digest, known: set[int]) -> list[Event]:
    """The pinned events that are not in the digest's days: an editor may point further ahead."""
    others = [unit.events.get(number) for number in digest.pinned if number not in known]
    return [
        event
        for event in others
        if event is not None and event.is_public and event.community == digest.community
    ]
