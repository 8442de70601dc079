"""What is asked often: alike questions are shown to the heads, by the words that several people used and by
nothing else, and become an item for their next meeting."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from domain.communities import Community
from domain.desk.alike import Group, alike, topic
from domain.meetings.kinds import Kind
from domain.meetings.meeting import Meeting, Stage
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.sectors import Part
from services.acting import IN_DM, Caller, community_of
from services.desk_people import reader_of
from services.meeting_agenda import MeetingAgendaService
from services.meeting_reminders import locale_for
from services.meeting_steps import heads_of
from storage.asked_often import Kept
from storage.database import Database
from storage.unit import Unit

LOOK_BACK: Final = timedelta(days=365)
AGENDA: Final = "agenda"
NOT_NEEDED: Final = "no"
MINUTES: Final = 15


@dataclass(frozen=True, slots=True)
class Often:
    """One topic as one head may see it. `numbers` are of the questions that they may read; `has_article`: it
    was answered with an article before."""

    group: int
    topic: tuple[str, ...]
    times: int
    askers: int
    numbers: tuple[int, ...]
    has_article: bool
    kept: Kept


@dataclass(frozen=True, slots=True)
class ShownOften:
    community: Community
    topics: tuple[Often, ...]
    locale: str = ""


class Wording(Protocol):
    """What stands on the agenda: in the community's language, and in English."""

    def __call__(self, often: Often, locale: str) -> str: ...


def often_subject(group: int) -> str:
    return f"often:{group}"


class DeskOften:
    def __init__(self, database: Database, agenda: MeetingAgendaService, wording: Wording) -> None:
        self._database = database
        self._agenda = agenda
        self._wording = wording

    async def look(self, *, now: datetime) -> int:
        """Group what was asked since, in every community, and tell the heads of what has grown. Gives how
        many groups were told of; run again, none."""

        def work(unit: Unit) -> int:
            told = 0
            for community in unit.communities.all():
                for group in _grouped(unit, community.id, now):
                    if not group.step or not topic(group, community.locale):
                        continue
                    if unit.asked_often.tell(group.key, group.step):
                        told += 1
                        for person in carriers(unit, community.id):
                            notice = Wanted(Surface.ASKED_OFTEN, person)
                            unit.postings.tell(community.id, often_subject(group.key), notice)
                        unit.hint("postings")
            return told

        return await self._database.write(work)

    async def listing(self, caller: Caller, locale: str, *, now: datetime) -> ShownOften:
        """What is asked often, for a sector head or deputy; most people first."""

        def work(unit: Unit) -> ShownOften:
            community = community_of(unit, caller.community)
            _must_carry(unit, community.id, caller.id)
            found = (
                _often(unit, group, caller.id, locale)
                for group in _grouped(unit, community.id, now)
                if group.step
            )
            topics = sorted((one for one in found if one.topic), key=lambda one: (-one.askers, one.group))
            return ShownOften(community, tuple(topics))

        return await self._database.write(work)

    async def told(self, group: int, person: int, *, locale: str = "", now: datetime) -> ShownOften | None:
        """As the notice shows it to one head, in their language unless another is asked for; None for who
        carries nothing any more."""

        def work(unit: Unit) -> ShownOften | None:
            kept = unit.asked_often.get(group)
            if kept is None or person not in heads_of(unit, kept.community):
                return None
            community = community_of(unit, kept.community)
            known = locale_for(unit, community.id, person)
            found = _one(unit, kept, person, locale or known or community.locale, now)
            return ShownOften(community, (found,), known) if found.topic else None

        return await self._database.read(work)

    async def to_agenda(self, caller: Caller, group: int, *, now: datetime) -> Meeting:
        """Make it an item of the heads' next meeting. Once: who presses after somebody else is told so."""

        def claim(unit: Unit) -> tuple[Often, Often, Community, Meeting]:
            kept = _held(unit, caller, group)
            if kept.dealt == AGENDA:
                raise Refusal("{person} put this on the agenda already.", person=f"<@{kept.dealt_by}>")
            community = community_of(unit, kept.community)
            found = _one(unit, kept, caller.id, community.locale, now)
            english = _one(unit, kept, caller.id, "en", now)
            meeting = _next_of_the_heads(unit, community, now)
            unit.asked_often.deal(group, AGENDA, caller.id, now)
            _refresh(unit, kept)
            return found, english, community, meeting

        found, english, community, meeting = await self._database.write(claim)
        try:
            shown, _ = await self._agenda.add(
                replace(caller, community=community.id),
                meeting.id,
                self._wording(found, community.locale),
                english=self._wording(english, "en"),
                minutes=MINUTES,
                now=now,
            )
        except Refusal:
            await self._database.write(lambda unit: unit.asked_often.deal(group, "", None, None))
            raise
        return shown.meeting

    async def not_needed(self, caller: Caller, group: int, *, now: datetime) -> None:
        """No initiative for now. When many more ask, it is shown again."""

        def work(unit: Unit) -> None:
            kept = _held(unit, caller, group)
            if kept.dealt != AGENDA:
                unit.asked_often.deal(group, NOT_NEEDED, caller.id, now)
                _refresh(unit, kept)

        await self._database.write(work)


def gaps_of(
    unit: Unit, community: int, locale: str, now: datetime
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Topics that several people asked the desk about and no article answers: their words, and how many
    asked."""
    found = []
    for group in alike(unit.asked_often.questions(community, since=now - LOOK_BACK)):
        words = topic(group, locale) if group.step else ()
        if words and not unit.asked_often.has_article(group.key):
            found.append((words, group.askers))
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _grouped(unit: Unit, community: int, now: datetime) -> tuple[Group, ...]:
    """As they are now; what is new stays in its group from here on."""
    asked = unit.asked_often.questions(community, since=now - LOOK_BACK)
    known = {one.id for one in asked if one.group}
    groups = alike(asked)
    for group in groups:
        for one in group.questions:
            if one.id not in known:
                unit.asked_often.put(community, one.id, group.key)
    return groups


def _one(unit: Unit, kept: Kept, person: int, locale: str, now: datetime) -> Often:
    asked = unit.asked_often.questions(kept.community, since=now - LOOK_BACK)
    members = tuple(one for one in asked if one.group == kept.id)
    return _often(unit, Group(kept.id, members), person, locale)


def _often(unit: Unit, group: Group, person: int, locale: str) -> Often:
    kept = unit.asked_often.get(group.key)
    assert kept is not None
    return Often(
        group.key,
        topic(group, locale),
        len(group.questions),
        group.askers,
        tuple(unit.asked_often.numbers(group.key, reader_of(unit, kept.community, person))),
        unit.asked_often.has_article(group.key),
        kept,
    )


def _held(unit: Unit, caller: Caller, group: int) -> Kept:
    kept = unit.asked_often.get(group, locked=True)
    if kept is None or caller.community not in {kept.community, IN_DM}:
        raise Refusal("There is no such topic any more. `/desk often` shows what is asked often.")
    _must_carry(unit, kept.community, caller.id)
    return kept


def _must_carry(unit: Unit, community: int, person: int) -> None:
    if person not in heads_of(unit, community):
        raise Refusal("Only sector heads and their deputies can do this.")


def carriers(unit: Unit, community: int) -> list[int]:
    """The head of each sector, where it has none its deputy; each person once."""
    seats: dict[str, int] = {}
    for one in unit.communities.appointments(community):
        if one.part is Part.HEAD or one.sector not in seats:
            seats[one.sector] = one.person
    return sorted(set(seats.values()))


def _next_of_the_heads(unit: Unit, community: Community, now: datetime) -> Meeting:
    today = now.astimezone(community.zone).date()
    open_to_items = {Stage.FINDING, Stage.PLANNED, Stage.UNDER_WAY}
    for one in (*unit.meetings.coming(community.id, since=today), *unit.meetings.finding(community.id)):
        ended = one.ends is not None and one.ends <= now
        if one.kind is Kind.MONTHLY and one.stage in open_to_items and not ended:
            return one
    raise Refusal("No meeting of the heads is planned yet. Plan one with `/meeting plan`, then press again.")


def _refresh(unit: Unit, kept: Kept) -> None:
    unit.postings.refresh(kept.community, often_subject(kept.id))
    unit.hint("postings")
