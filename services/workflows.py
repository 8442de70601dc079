"""Working through a workflow together: its checklist, its ticks, its reminders, and who carries it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain.communities import Community
from domain.knowledge.runs import Run, Step, must_have_steps, must_lie_ahead
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, shortened
from services.acting import IN_DM, Caller, acting, community_of
from storage.database import Database
from storage.unit import Unit

REMIND: Final = "workflow.remind"
MOST_NAME: Final = 80
_MOST_LISTED: Final = 25


@dataclass(frozen=True, slots=True)
class ShownRun:
    community: Community
    run: Run


@dataclass(frozen=True, slots=True)
class Stuck:
    """Somebody cannot go on: what they ask, and what they did so far."""

    run: Run
    text: str
    context: str


def run_subject(run_id: int) -> str:
    return f"workflow:{run_id}"


class WorkflowService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(
        self,
        caller: Caller,
        *,
        article: str,
        title: str,
        sector: str,
        locale: str,
        steps: Iterable[Step],
        name: str,
        day: date,
        now: datetime,
    ) -> ShownRun:
        """Begin a checklist. It has no place yet (see `placed`). The same click begins one only."""

        def work(unit: Unit) -> ShownRun:
            community = community_of(unit, caller.community)
            must_lie_ahead(day, now.astimezone(community.zone).date())
            if not unit.clicks.is_new(caller.interaction, now=now):
                again = unit.runs.of(caller.community, caller.id, limit=_MOST_LISTED)
                same = max(
                    (one for one in again if one.article == article), key=lambda one: one.id, default=None
                )
                if same is not None:
                    return ShownRun(community, same)
            run = unit.runs.add(
                Run(
                    id=0,
                    community=caller.community,
                    article=article,
                    title=title,
                    name=shortened(one_line(name), MOST_NAME),
                    locale=locale,
                    sector=sector,
                    day=day,
                    owner=caller.id,
                    steps=must_have_steps(tuple(steps)),
                    people=frozenset({caller.id}),
                    started_at=now,
                    reminded_at=now,
                )
            )
            _wind(unit, run, community, after=now)
            _journalled(
                unit, run, "workflow.start", caller.id, now, {"article": article, "day": day.isoformat()}
            )
            return ShownRun(community, run)

        return await self._database.write(work)

    async def placed(self, run_id: int, *, thread: int | None) -> None:
        """Have the checklist stand in this thread, or with everyone who works on it by private message."""

        def work(unit: Unit) -> None:
            run = _existing(unit, run_id)
            if run.place:
                return
            run = replace(run, place=thread or run.owner, in_private=thread is None)
            unit.runs.save(run)
            if thread is not None:
                unit.postings.plan(run.community, run_subject(run.id), [Wanted(Surface.CHECKLIST, thread)])
            else:
                for person in sorted(run.people):
                    _tell(unit, run, person)
            unit.hint("postings")

        await self._database.write(work)

    async def shown(self, run_id: int) -> ShownRun | None:
        """For whoever shows the checklist where it stands."""

        def work(unit: Unit) -> ShownRun | None:
            run = unit.runs.get(run_id)
            return ShownRun(community_of(unit, run.community), run) if run is not None else None

        return await self._database.read(work)

    async def theirs(self, run_id: int, caller: Caller) -> ShownRun:
        """For one of the people who work on it."""

        def work(unit: Unit) -> ShownRun:
            run = _of(unit, run_id, caller)
            return ShownRun(community_of(unit, run.community), run)

        return await self._database.read(work)

    async def mine(self, caller: Caller) -> tuple[ShownRun, ...]:
        def work(unit: Unit) -> tuple[ShownRun, ...]:
            community = community_of(unit, caller.community)
            found = unit.runs.of(caller.community, caller.id, limit=_MOST_LISTED)
            return tuple(ShownRun(community, run) for run in found)

        return await self._database.read(work)

    async def turn(self, run_id: int, step: int, caller: Caller, *, now: datetime) -> ShownRun:
        """Tick the step, or take the tick back."""

        def work(unit: Unit) -> ShownRun:
            run = _of(unit, run_id, caller, locked=True)
            community = community_of(unit, run.community)
            if not 0 <= step < len(run.steps):
                raise Refusal("This checklist has no such step any more. Open it again with /workflow show.")
            if not unit.clicks.is_new(caller.interaction, now=now):
                return ShownRun(community, run)
            if step in run.ticks:
                unit.runs.untick(run.id, step)
            else:
                unit.runs.tick(run.id, step, caller.id, now)
            action = "workflow.untick" if step in run.ticks else "workflow.tick"
            _journalled(unit, run, action, caller.id, now, {"step": step})
            return ShownRun(community, _changed(unit, run.id, community, now))

        return await self._database.write(work)

    async def add_person(self, run_id: int, person: int, caller: Caller, *, now: datetime) -> ShownRun:
        def work(unit: Unit) -> ShownRun:
            run = _of(unit, run_id, caller, locked=True)
            return _joined(unit, run, run.with_person(person), person, "workflow.add", caller, now)

        return await self._database.write(work)

    async def hand_over(self, run_id: int, person: int, caller: Caller, *, now: datetime) -> ShownRun:
        """From now on `person` carries it and is reminded; who did so until now stays one of its people."""

        def work(unit: Unit) -> ShownRun:
            run = _of(unit, run_id, caller, locked=True)
            return _joined(unit, run, run.handed_to(person), person, "workflow.hand_over", caller, now)

        return await self._database.write(work)

    async def stop(self, run_id: int, caller: Caller, *, now: datetime) -> ShownRun:
        """It does not go on. What was ticked stays in the journal."""

        def work(unit: Unit) -> ShownRun:
            run = _of(unit, run_id, caller, locked=True)
            community = community_of(unit, run.community)
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.runs.save(replace(run, stopped_at=now))
                _journalled(unit, run, "workflow.stop", caller.id, now, {"done": sorted(run.ticks)})
                run = _changed(unit, run.id, community, now)
            return ShownRun(community, run)

        return await self._database.write(work)

    async def stuck(self, run_id: int, step: int | None, text: str, caller: Caller) -> Stuck:
        """What goes to the desk with the question: where in which guide, and what was done so far."""

        def work(unit: Unit) -> Stuck:
            run = _of(unit, run_id, caller)
            number = run.next_open() if step is None else step
            title = run.steps[number].title if number is not None and number < len(run.steps) else run.title
            done = [run.steps[n].title for n in sorted(run.ticks)]
            context = f"{run.title} – {run.name} ({run.day.isoformat()})\n▶ {title}"
            if done:
                context += "\n" + "\n".join(f"✅ {one}" for one in done)
            return Stuck(run, cleaned(text) or title, context)

        return await self._database.read(work)

    async def remind(self, subject: str, *, now: datetime) -> None:
        """What the timer is for: tell who carries it of what cannot wait, and wind the next one."""

        def work(unit: Unit) -> None:
            run = unit.runs.locked(int(subject))
            if run is None or not run.is_open:
                return
            community = community_of(unit, run.community)
            after = run.reminded_at or run.started_at
            due = run.next_reminder(community.zone, after=after)
            if due is not None and due <= now:
                run = replace(run, reminded_at=now)
                unit.runs.save(run)
                if run.pressing(now.astimezone(community.zone).date()):
                    unit.postings.tell(
                        run.community, f"step:{run.id}", Wanted(Surface.STEP_REMINDER, run.owner)
                    )
                    unit.hint("postings")
            _wind(unit, run, community, after=now)

        await self._database.write(work)


def _joined(
    unit: Unit, before: Run, after: Run, person: int, action: str, caller: Caller, now: datetime
) -> ShownRun:
    community = community_of(unit, before.community)
    if not unit.clicks.is_new(caller.interaction, now=now):
        return ShownRun(community, before)
    unit.runs.save(after)
    _journalled(unit, after, action, caller.id, now, {"person": person})
    if after.in_private and after.place and person not in before.people:
        _tell(unit, after, person)
    return ShownRun(community, _changed(unit, after.id, community, now))


def _tell(unit: Unit, run: Run, person: int) -> None:
    unit.postings.tell(run.community, run_subject(run.id), Wanted(Surface.CHECKLIST_DM, person))


def _existing(unit: Unit, run_id: int) -> Run:
    run = unit.runs.locked(run_id)
    if run is None:
        raise Refusal("This checklist does not exist any more. Begin one with /workflow start.")
    return run


def _of(unit: Unit, run_id: int, caller: Caller, *, locked: bool = False) -> Run:
    run = unit.runs.locked(run_id) if locked else unit.runs.get(run_id)
    if run is None or caller.community not in {run.community, IN_DM}:
        raise Refusal("This checklist does not exist any more. Begin one with /workflow start.")
    if not acting(unit, caller).edits:
        run.must_belong(caller.id)
    return run


def _changed(unit: Unit, run_id: int, community: Community, now: datetime) -> Run:
    """What stands of it everywhere is brought up to date, and so is its next reminder."""
    run = _existing(unit, run_id)
    unit.postings.refresh(run.community, run_subject(run.id))
    unit.hint("postings")
    _wind(unit, run, community, after=now)
    return run


def _wind(unit: Unit, run: Run, community: Community, *, after: datetime) -> None:
    moment = run.next_reminder(community.zone, after=after)
    if moment is None:
        unit.timers.drop(REMIND, str(run.id))
        return
    unit.timers.set(REMIND, str(run.id), moment)
    unit.hint("timers")


def _journalled(
    unit: Unit, run: Run, action: str, actor: int, now: datetime, after: dict[str, object]
) -> None:
    unit.journal.add(run.community, action, run_subject(run.id), at=now, actor=actor, after=after)
