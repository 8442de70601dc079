"""Preparing a decision: what is filled in is kept, shown as it would be posted, and started once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.communities import Channel, Community
from domain.decisions.drafting import PollDraft, deadline, preset_of, understand, with_answers
from domain.decisions.presets import Preset
from domain.decisions.register import Decision
from domain.decisions.terms import Proposal
from domain.meetings.meeting import Meeting
from domain.refusal import Refusal
from domain.sectors import Appointment, Sector
from domain.when import AskBack
from services.acting import IN_DM, Caller, community_of
from services.attending import met
from services.decisions import must_start, prepared
from services.polls import begin
from services.presets import presets_of
from storage.database import Database
from storage.unit import Unit

_KEPT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to choose from. `own` are the keys of the sectors that the caller carries, `meetings`
    those whose people can be asked."""

    community: Community
    sectors: tuple[Sector, ...]
    presets: tuple[Preset, ...]
    own: tuple[str, ...]
    channel: int | None
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft, and what we make of it: a proposal, a question, or what is wrong with it."""

    draft: PollDraft
    scene: Scene
    understood: Proposal | AskBack | Refusal


class PollDraftService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def scene(self, caller: Caller, *, now: datetime) -> Scene:
        """Refused for who cannot start decisions, before they fill in anything."""

        def work(unit: Unit) -> Scene:
            must_start(unit, caller)
            return _scene(unit, caller, now)

        return await self._database.read(work)

    async def begin(self, caller: Caller, answers: Mapping[str, str], *, now: datetime) -> Opened:
        """Keep what the form was filled in with."""

        def work(unit: Unit) -> Opened:
            must_start(unit, caller)
            known = unit.poll_drafts.unsent_of(caller.community, caller.id)
            if unit.clicks.is_new(caller.interaction, now=now) or known is None:
                unit.poll_drafts.forget_before(now - _KEPT)
                known = unit.poll_drafts.add(
                    PollDraft(id=0, community=caller.community, person=caller.id, updated_at=now)
                )
            return _changed(unit, caller, known, answers, now)

        return await self._database.write(work)

    async def change(
        self, caller: Caller, draft_id: int, answers: Mapping[str, str], *, now: datetime
    ) -> Opened:
        def work(unit: Unit) -> Opened:
            return _changed(unit, caller, _mine(unit, caller, draft_id, locked=True), answers, now)

        return await self._database.write(work)

    async def settle(self, caller: Caller, draft_id: int, closes: datetime, *, now: datetime) -> Opened:
        """Which of the moments that the deadline's text could mean it means."""

        def work(unit: Unit) -> Opened:
            draft = _mine(unit, caller, draft_id, locked=True)
            draft = replace(draft, settled=(draft["deadline"], closes), updated_at=now)
            unit.poll_drafts.save(draft)
            return _opened(unit, caller, draft, now)

        return await self._database.write(work)

    async def open(self, caller: Caller, draft_id: int, *, now: datetime) -> Opened:
        return await self._database.read(
            lambda unit: _opened(unit, caller, _mine(unit, caller, draft_id), now)
        )

    async def drop(self, caller: Caller, draft_id: int) -> None:
        def work(unit: Unit) -> None:
            _mine(unit, caller, draft_id, locked=True)
            unit.poll_drafts.drop(draft_id)

        await self._database.write(work)

    async def start(
        self,
        caller: Caller,
        draft_id: int,
        electorate: Iterable[int],
        roles: frozenset[int] = frozenset(),
        *,
        now: datetime,
    ) -> Decision:
        """Freeze it and let people vote; pressed twice it starts one decision. `roles`: those by which the
        electorate was drawn up."""
        people = frozenset(electorate)

        def work(unit: Unit) -> Decision:
            draft = _mine(unit, caller, draft_id, locked=True)
            if draft.started is not None:
                there = unit.decisions.get(draft.started)
                assert there is not None
                return there
            understood = _opened(unit, caller, draft, now).understood
            if isinstance(understood, Refusal):
                raise understood
            if isinstance(understood, AskBack):
                raise Refusal("Choose first which time you mean by the deadline.")
            if unit.communities.channels(caller.community).get(Channel.DECISIONS) is None:
                raise Refusal(
                    "There is no channel for decisions yet, so nobody could see this one. Someone who may "
                    "manage the server makes it with /setup."
                )
            ready = prepared(unit, caller, replace(understood, roles=roles), people, now)
            decision = begin(unit, caller.community, ready.terms, ready.electorate, caller.id, now=now)
            unit.poll_drafts.save(replace(draft, started=decision.id, updated_at=now))
            return decision

        return await self._database.write(work)


def _mine(unit: Unit, caller: Caller, draft_id: int, *, locked: bool = False) -> PollDraft:
    draft = unit.poll_drafts.locked(draft_id) if locked else unit.poll_drafts.get(draft_id)
    if draft is None or draft.person != caller.id or caller.community not in {draft.community, IN_DM}:
        raise Refusal("This draft does not exist any more. Begin anew with /decision start.")
    return draft


def _changed(
    unit: Unit, caller: Caller, draft: PollDraft, answers: Mapping[str, str], now: datetime
) -> Opened:
    draft = replace(with_answers(draft, answers), updated_at=now)
    scene = _scene(unit, caller, now)
    try:
        closes = deadline(draft, preset_of(draft, scene.presets), now=now, zone=scene.community.zone)
    except Refusal:
        closes = None
    if isinstance(closes, datetime) and draft["deadline"].strip():
        draft = replace(draft, settled=(draft["deadline"], closes))
    unit.poll_drafts.save(draft)
    return _opened(unit, caller, draft, now)


def _opened(unit: Unit, caller: Caller, draft: PollDraft, now: datetime) -> Opened:
    scene = _scene(unit, caller, now)
    understood: Proposal | AskBack | Refusal
    try:
        understood = understand(draft, presets=scene.presets, now=now, zone=scene.community.zone)
    except Refusal as refusal:
        understood = refusal
    return Opened(draft, scene, understood)


def _scene(unit: Unit, caller: Caller, now: datetime) -> Scene:
    community = community_of(unit, caller.community)
    appointments: list[Appointment] = unit.communities.appointments(caller.community)
    return Scene(
        community,
        unit.communities.sectors(caller.community),
        presets_of(unit, caller.community),
        tuple(dict.fromkeys(a.sector for a in appointments if a.person == caller.id)),
        unit.communities.channels(caller.community).get(Channel.DECISIONS),
        met(unit, community, now),
    )
