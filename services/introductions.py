"""Introductions: asking, answering in private, and telling both, only when both want it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.communities import Community
from domain.directory.entry import Entry, may_see
from domain.directory.introduction import LONGEST_WHY, Introduction, State, must_be_askable
from domain.postings import Posting, Surface, Wanted
from domain.refusal import Refusal
from domain.texts import cleaned, within, without_mentions
from domain.when.answers import Message
from services.acting import IN_DM, Caller, acting, community_of
from services.directory_steps import must_exist
from services.meeting_reminders import locale_for
from storage.database import Database
from storage.unit import Unit

LAPSE: Final = "introduction"
"""When a request that nobody answered lapses; the subject is its id."""


@dataclass(frozen=True, slots=True)
class ShownIntroduction:
    """As it is told to one of the two; `locale` is theirs, empty if it is not known."""

    community: Community
    one: Introduction
    locale: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody was asked and asked for, and entries that want them as their contact."""

    community: Community
    asked_me: Sequence[Introduction]
    asked_by_me: Sequence[Introduction]
    contact_for: Sequence[Entry]


class IntroductionService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def may_ask(self, caller: Caller, entry_id: int, *, now: datetime) -> Entry:
        """The entry, if the caller could ask now. Raises `Refusal`: better before than after they typed."""
        return await self._database.read(lambda unit: _askable(unit, caller, entry_id, now)[0])

    async def ask(self, caller: Caller, entry_id: int, why: str, *, now: datetime) -> Introduction:
        """Ask whoever is behind the entry. Nothing of them is told to the caller."""
        words = without_mentions(within(cleaned(why), LONGEST_WHY, Message("The reason")))
        if not words:
            raise Refusal("Say in a few words why you would like to meet.")

        def work(unit: Unit) -> Introduction:
            unit.communities.hold(caller.community)  # two requests at once count one after the other
            if not unit.clicks.is_new(caller.interaction, now=now):
                again = [one for one in unit.introductions.by(caller.community, caller.id) if one.is_open]
                known = next((one for one in again if one.entry == entry_id), None)
                if known is not None:
                    return known
            entry, asked = _askable(unit, caller, entry_id, now)
            one = unit.introductions.add(
                Introduction(
                    id=0,
                    community=caller.community,
                    entry=entry.id,
                    name=entry.name,
                    asker=caller.id,
                    asked=asked,
                    why=words,
                    shown=entry.shown_person is not None,
                    asked_at=now,
                )
            )
            unit.postings.tell(one.community, subject_of(one.id), Wanted(Surface.INTRODUCTION, asked))
            unit.timers.set(LAPSE, str(one.id), one.lapses_at)
            _journal(unit, one, "introduction.ask", caller.id, now)
            unit.hint("postings")
            return one

        return await self._database.write(work)

    async def answer(self, caller: Caller, number: int, accepts: bool, *, now: datetime) -> Introduction:
        def work(unit: Unit) -> Introduction:
            before = _held(unit, caller, number)
            after = before.answered(caller.id, accepts, now=now)
            if after is not before:
                _settle(unit, after, caller.id, now)
            return after

        return await self._database.write(work)

    async def withdraw(self, caller: Caller, number: int, *, now: datetime) -> Introduction:
        def work(unit: Unit) -> Introduction:
            before = _held(unit, caller, number)
            after = before.withdrawn(caller.id, now=now)
            if after is not before:
                _settle(unit, after, caller.id, now)
            return after

        return await self._database.write(work)

    async def lapse(self, number: int, *, now: datetime) -> None:
        """What the timer is for."""

        def work(unit: Unit) -> None:
            one = unit.introductions.locked(number)
            if one is not None and one.is_open and now >= one.lapses_at:
                _settle(unit, one.ended(now=now), None, now)

        await self._database.write(work)

    async def mine(self, caller: Caller) -> Mine:
        def work(unit: Unit) -> Mine:
            community = community_of(unit, caller.community)
            return Mine(
                community,
                [one for one in unit.introductions.to(community.id, caller.id) if one.is_open],
                unit.introductions.by(community.id, caller.id)[:10],
                [
                    one
                    for one in unit.directory.about(community.id, caller.id)
                    if one.asked_contact == caller.id
                ],
            )

        return await self._database.read(work)

    async def shown(self, number: int, person: int) -> ShownIntroduction | None:
        def work(unit: Unit) -> ShownIntroduction | None:
            one = unit.introductions.get(number)
            if one is None or person not in {one.asker, one.asked}:
                return None
            community = community_of(unit, one.community)
            return ShownIntroduction(community, one, locale_for(unit, community.id, person))

        return await self._database.read(work)


def subject_of(number: int) -> str:
    return f"introduction:{number}"


def undelivered(unit: Unit, posting: Posting) -> None:
    """Who was asked takes no private messages: the asker is told, and the request waits for them to look."""
    one = unit.introductions.locked(int(posting.subject.partition(":")[2]))
    if one is not None and one.is_open and not one.undelivered:
        unit.introductions.save(replace(one, undelivered=True))
        unit.postings.tell(one.community, subject_of(one.id), Wanted(Surface.INTRODUCED, one.asker))
        unit.hint("postings")


def end_about(unit: Unit, entry_id: int, *, now: datetime, asked: int | None = None) -> None:
    """Open requests about an entry come to nothing: it is gone, or `asked` is not its contact any more."""
    for one in unit.introductions.open_about(entry_id):
        if asked is None or one.asked == asked:
            _settle(unit, one.ended(now=now), None, now)


def end_of(unit: Unit, community_id: int, person: int, *, now: datetime) -> None:
    """Somebody left: what they asked or were asked comes to nothing, and they hear nothing of it."""
    for one in unit.introductions.open_of(community_id, person):
        _settle(unit, one.ended(now=now), None, now, gone=person)


def _askable(unit: Unit, caller: Caller, entry_id: int, now: datetime) -> tuple[Entry, int]:
    entry = must_exist(unit.directory.get(entry_id), caller)
    if not may_see(entry, acting(unit, caller)):
        must_exist(None)
    asked = entry.person
    must_be_askable(
        caller.id,
        asked,
        entry.id,
        shown=entry.shown_person is not None,
        own=unit.introductions.by(caller.community, caller.id),
        waiting=unit.introductions.waiting_for(caller.community, asked) if asked is not None else 0,
        now=now,
    )
    assert asked is not None  # or it would have been refused
    return entry, asked


def _held(unit: Unit, caller: Caller, number: int) -> Introduction:
    one = unit.introductions.locked(number)
    if one is None or caller.community not in {one.community, IN_DM}:
        raise Refusal("There is no such request any more.")
    return one


def _settle(unit: Unit, one: Introduction, by: int | None, now: datetime, *, gone: int | None = None) -> None:
    """It has come to an end: the request loses its buttons, and who must hear of it does. Declined, lapsed
    and left sound the same to who asked: nobody has to explain themselves."""
    unit.introductions.save(one)
    unit.timers.drop(LAPSE, str(one.id))
    subject = subject_of(one.id)
    unit.postings.refresh(one.community, subject)
    told = {
        State.ACCEPTED: (one.asker, one.asked),
        State.DECLINED: (one.asker,),
        State.LAPSED: (one.asker,),
    }.get(one.state, ())
    for person in told:
        if person != gone:
            unit.postings.tell(one.community, subject, Wanted(Surface.INTRODUCED, person))
    _journal(unit, one, f"introduction.{one.state}", by, now)
    unit.hint("postings")


def _journal(unit: Unit, one: Introduction, action: str, actor: int | None, now: datetime) -> None:
    """That it happened, and not who was asked or why: this stays."""
    unit.journal.add(one.community, action, subject_of(one.id), at=now, actor=actor)
