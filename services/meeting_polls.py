"""Finding a date: what people answer, reminding who has not, and fixing the best one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.communities import Community
from domain.meetings.meeting import Meeting, Stage, must_plan, plans
from domain.meetings.notes import Note
from domain.meetings.polls import Answer, Answers, Option, Standing, standing, unanswered
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from services.acting import Caller, acting, community_of
from services.meeting_steps import (
    FIX,
    GRACE,
    LIMIT,
    Wording,
    asked_of,
    change,
    chooser_of,
    existing_meeting,
    fix,
    heads_of,
    held_meeting,
    meeting_subject,
    show,
    wish_of,
)
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownDates:
    """A meeting whose date is being found, or was. `asked`: whose answers are waited for; `names` are not
    here: who said what is for the heads only."""

    community: Community
    meeting: Meeting
    options: tuple[Option, ...]
    others: tuple[Option, ...]
    answers: Answers
    asked: frozenset[int]
    required: frozenset[int]
    standing: Standing
    open_to: frozenset[int]

    @property
    def answered(self) -> frozenset[int]:
        """Who is asked and left no date blank."""
        return self.asked - self.open_to


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody's answers are now, and when the date fixes itself since everyone has answered; None while
    it does not."""

    shown: ShownDates
    own: Mapping[int, Answer]
    fixes_at: datetime | None


class MeetingPollService:
    def __init__(self, database: Database, wording: Wording) -> None:
        self._database = database
        self._wording = wording

    async def shown(self, meeting_id: int) -> ShownDates | None:
        def work(unit: Unit) -> ShownDates | None:
            meeting = unit.meetings.get(meeting_id)
            return dates_of(unit, meeting) if meeting is not None else None

        return await self._database.read(work)

    async def overview(self, meeting_id: int, caller: Caller) -> ShownDates:
        """The same for who may see the names: the heads, and who was asked."""

        def work(unit: Unit) -> ShownDates:
            meeting = existing_meeting(unit, meeting_id, caller)
            _must_be_asked(unit, meeting, caller)
            return dates_of(unit, meeting)

        return await self._database.read(work)

    async def answer(
        self, meeting_id: int, given: Mapping[int, Answer], caller: Caller, locale: str, *, now: datetime
    ) -> Given:
        """Say of some dates (their ids) when the caller can; changeable until the limit date. Once everyone
        has answered, the best date fixes itself in a moment. `locale`: the language in which they read."""

        def work(unit: Unit) -> Given:
            meeting = held_meeting(unit, meeting_id, caller)
            _must_be_asked(unit, meeting, caller)
            meeting.must_be_finding()
            known = {one.id: one for one in unit.meeting_polls.options(meeting.id)}
            if not given or not set(given) <= set(known):
                raise Refusal("This date is not asked about any more. Answer the ones that stand there now.")
            if meeting.limit is not None and now > meeting.limit:
                raise Refusal(
                    "Until {limit} you could say so. Tell the one who plans it.", limit=meeting.limit
                )
            if unit.clicks.is_new(caller.interaction, now=now):
                for option, answer in given.items():
                    unit.meeting_polls.put(option, caller.id, answer, now=now)
                leads, _ = wish_of(unit, meeting.community, caller.id)
                unit.meetings.put_wish(meeting.community, caller.id, leads, locale)
                unit.postings.touch(meeting.community, meeting_subject(meeting.id))
            shown = dates_of(unit, meeting)
            fixes_at = fix_soon(unit, shown, now)
            own = {option: said[caller.id] for option, said in shown.answers.items() if caller.id in said}
            return Given(shown, own, fixes_at)

        return await self._database.write(work)

    async def confirm(self, meeting_id: int, option_id: int, caller: Caller, *, now: datetime) -> Meeting:
        """The planner, or any head, fixes a date."""

        def work(unit: Unit) -> Meeting:
            meeting = held_meeting(unit, meeting_id, caller)
            actor = acting(unit, caller)
            if caller.id != meeting.planner:
                must_plan(actor, heads_of(unit, meeting.community))
            if not unit.clicks.is_new(caller.interaction, now=now):
                return meeting
            meeting.must_be_finding()
            shown = dates_of(unit, meeting)
            option = next((one for one in shown.options if one.id == option_id), None)
            if option is None or option.starts(meeting.zone) <= now:
                raise Refusal("This date has passed, or is not asked about. Choose another.")
            best = shown.standing.best
            why = (
                shown.standing.why
                if best is not None and best.id == option.id
                else (Note("Chosen by the one who plans it."),)
            )
            return fix(unit, meeting, option.day, option.at, why, self._wording, by=caller.id, now=now)

        return await self._database.write(work)

    async def everyone_answered(self, meeting_id: int, *, now: datetime) -> None:
        """Fix the best date, if everyone still has answered and there is one."""

        def work(unit: Unit) -> None:
            meeting = unit.meetings.locked(meeting_id)
            if meeting is None or meeting.stage is not Stage.FINDING:
                return
            shown = dates_of(unit, meeting)
            best = _complete(shown, now)
            if best is not None:
                why = shown.standing.why
                fix(unit, meeting, best.day, best.at, why, self._wording, by=None, now=now)

        await self._database.write(work)

    async def remind(self, meeting_id: int, *, now: datetime) -> None:
        """Remind who has not answered yet, once each. Too late it is not done any more."""

        def work(unit: Unit) -> None:
            meeting = unit.meetings.locked(meeting_id)
            if meeting is None or meeting.stage is not Stage.FINDING:
                return
            if meeting.limit is None or now >= meeting.limit:
                return
            for person in sorted(dates_of(unit, meeting).open_to):
                if unit.meetings.tell_once(meeting.id, "ask", person, now=now):
                    notice = Wanted(Surface.MEETING_ASK, person)
                    unit.postings.tell(meeting.community, meeting_subject(meeting.id), notice)
            unit.hint("postings")

        await self._database.write(work)

    async def limit(self, meeting_id: int, *, now: datetime) -> None:
        """The limit date has come: the planner (else the head of De Sektor) is told which date is best, and
        the question stands at the end of the channel again. When every date has passed without one being
        fixed, that is over."""

        def work(unit: Unit) -> None:
            meeting = unit.meetings.locked(meeting_id)
            if meeting is None or meeting.stage is not Stage.FINDING:
                return
            starts = [one.starts(meeting.zone) for one in unit.meeting_polls.options(meeting.id)]
            if not starts or max(starts) <= now:
                change(unit, meeting, _lapsed(meeting), "meeting.lapse", self._wording, by=None, now=now)
                return
            show(unit, meeting)
            if unit.meetings.tell_once(meeting.id, "choose", 0, now=now):
                unit.postings.repeat(meeting.community, meeting_subject(meeting.id), Surface.MEETING_DATES)
                chooser = chooser_of(unit, meeting)
                if chooser is not None:
                    notice = Wanted(Surface.MEETING_CHOOSE, chooser)
                    unit.postings.tell(meeting.community, meeting_subject(meeting.id), notice)
            later = [moment for moment in starts if moment > now]
            unit.timers.set(LIMIT, str(meeting.id), min(later))

        await self._database.write(work)


def _complete(shown: ShownDates, now: datetime, without: int | None = None) -> Option | None:
    """The best date, when nobody is waited for any more (not for `without`, who has left)."""
    best = shown.standing.best
    asked, waiting = shown.asked - {without}, shown.open_to - {without}
    if best is None or waiting or not asked or best.starts(shown.meeting.zone) <= now:
        return None
    return best


def fix_soon(unit: Unit, shown: ShownDates, now: datetime, *, without: int | None = None) -> datetime | None:
    """When the date fixes itself; None when somebody is waited for."""
    if _complete(shown, now, without) is None:
        unit.timers.drop(FIX, str(shown.meeting.id))
        return None
    moment = now + GRACE
    unit.timers.set(FIX, str(shown.meeting.id), moment)
    unit.hint("timers")
    return moment


def dates_of(unit: Unit, meeting: Meeting) -> ShownDates:
    options = unit.meeting_polls.options(meeting.id)
    answers = unit.meeting_polls.answers(meeting.id)
    asked = asked_of(unit, meeting)
    people = unit.meetings.people(meeting.id)
    required = frozenset(person for person, must in people.items() if must)
    return ShownDates(
        community=community_of(unit, meeting.community),
        meeting=meeting,
        options=options,
        others=unit.meeting_polls.others(meeting.id),
        answers=answers,
        asked=asked,
        required=required,
        standing=standing(options, answers, required),
        open_to=unanswered(asked, options, answers),
    )


def _must_be_asked(unit: Unit, meeting: Meeting, caller: Caller) -> None:
    heads = asked_of(unit, meeting)
    if not plans(acting(unit, caller), heads) and caller.id != meeting.planner:
        raise Refusal("Only who was asked says when they can: the sector heads, and who was invited by name.")


def _lapsed(meeting: Meeting) -> Meeting:
    return replace(meeting, stage=Stage.LAPSED)
