"""Being away: the bot leaves a sign of life, and finds out from it what its absence cost running decisions.

Only votes wait for the bot in this way; whatever else was due is caught up with by its timer.
"""

from datetime import datetime
from typing import Final

from domain.decisions.poll import Entry
from domain.decisions.register import Decision, subject_of
from domain.decisions.terms import moment_as_text
from domain.decisions.times import BEARABLE, after_outage
from services.polls import carry_out, moved
from storage.database import Database
from storage.unit import Unit

BOT: Final = "bot"


class OutageService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def seen(self, *, now: datetime) -> None:
        """The bot is there and people can reach it."""
        await self._database.write(lambda unit: unit.mandates.seen(BOT, now))

    async def back(self, *, now: datetime) -> tuple[Decision, ...]:
        """The bot is there again, after however long: every decision gets back what it lost of its last 24
        hours. Returns the ones whose deadline moved; their message says so. To be called before anything that
        is due is dealt with; who calls second finds that nothing was missed."""

        def work(unit: Unit) -> tuple[Decision, ...]:
            away = unit.mandates.last_seen(BOT)
            unit.mandates.seen(BOT, now)
            if away is None or now - away <= BEARABLE:
                return ()
            return tuple(
                _moved(unit, decision, away, now)
                for decision in sorted(unit.decisions.running(), key=lambda one: one.id)
                if after_outage(decision.closes, away=away, back=now) != decision.closes
            )

        return await self._database.write(work)


def _moved(unit: Unit, decision: Decision, away: datetime, now: datetime) -> Decision:
    later = moment_as_text(after_outage(decision.closes, away=away, back=now))
    at, since = moment_as_text(now), moment_as_text(away)
    one, poll = carry_out(unit, decision.id, Entry.OUTAGE, at=at, away=since, closes=later)
    unit.journal.add(
        decision.community, "decision.outage", subject_of(decision.id), at=now, after={"closes": later}
    )
    return moved(unit, one, poll, now)
