"""Reminding people of what they are interested in: choosing when, and doing so."""

from dataclasses import dataclass
from datetime import datetime

from domain.communities import Community
from domain.events import Event
from domain.postings import Surface, Wanted
from domain.reminders import Reminder, begins, moment_of
from services.acting import Caller, community_of
from services.interest import REMIND, Reminding, forget, reminding, schedule
from services.planning import existing, standing
from storage.database import Database
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """A reminder as it goes to somebody; `locale` is their language, empty if it is not known."""

    community: Community
    event: Event
    locale: str


def reminder_subject(event_id: int) -> str:
    return f"reminder:{event_id}"


class ReminderService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def choose(
        self, event_id: int, caller: Caller, reminder: Reminder, *, now: datetime
    ) -> Reminding | None:
        """From now on this is when the caller is reminded of this event; None if they are not interested."""

        def work(unit: Unit) -> Reminding | None:
            event = existing(unit, event_id, caller)
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.preferences.set_reminder(event.id, caller.id, reminder)
                schedule(unit, event, caller.id, now=now)
            return reminding(unit, event, caller.id, now=now)

        return await self._database.write(work)

    async def remind(self, subject: str, *, now: datetime) -> None:
        """What the timer is for. Nothing is sent for what has begun, was told before, or is not wanted any
        more; what was moved to later is told later."""
        event_id, person = (int(part) for part in subject.split(":"))

        def work(unit: Unit) -> None:
            event = unit.events.locked(event_id)
            wish = unit.preferences.wish(event, person) if event is not None else None
            if event is None or wish is None:
                return
            zone = community_of(unit, event.community).zone
            moment = moment_of(wish.reminder, event, zone)
            if moment is None or wish.reminded_for == event.details.starts or begins(event, zone) <= now:
                return
            if moment > now:
                unit.timers.set(REMIND, subject, moment)
                unit.hint("timers")
                return
            unit.preferences.reminded(event.id, person, event.details.starts)
            unit.postings.tell(event.community, reminder_subject(event.id), Wanted(Surface.REMINDER, person))
            unit.hint("postings")

        await self._database.write(work)

    async def shown(self, event_id: int, person: int, *, now: datetime) -> ShownReminder | None:
        """What to send; None when there is nothing left to remind of by now."""

        def work(unit: Unit) -> ShownReminder | None:
            event = standing(unit, event_id)
            if event is None or unit.preferences.wish(event, person) is None:
                return None
            community = community_of(unit, event.community)
            if moment_of(Reminder.HOUR, event, community.zone) is None:
                return None
            if begins(event, community.zone) <= now:
                return None
            known = unit.preferences.get(event.community, person)
            return ShownReminder(community, event, known.locale if known is not None else "")

        return await self._database.read(work)

    async def lose_interest(self, event_id: int, caller: Caller, *, now: datetime) -> Event:
        """Take the caller's interest back, from a private message; doing so twice changes nothing."""

        def work(unit: Unit) -> Event:
            event = existing(unit, event_id, caller)
            forget(unit, [event], caller.id)
            return event

        return await self._database.write(work)
