"""When a decision closes, what moves that, and when people are reminded."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from domain.refusal import Refusal

SHORTEST: Final = timedelta(minutes=5)
LONGEST: Final = timedelta(days=90)

GRACE: Final = timedelta(seconds=10)
"""After the close, until it is counted: what was pressed in time may still be on its way. Discord itself
gives a press 3 s."""

LAST_STRETCH: Final = timedelta(hours=24)
BEARABLE: Final = timedelta(minutes=2)
"""Being away shorter than this (a restart) moves nothing."""

_DISCORD_EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)


def moment_of(snowflake: int) -> datetime:
    """When Discord made this id, to the millisecond.

    Source: Discord's developer documentation, Reference > Snowflakes.
    """
    return _DISCORD_EPOCH + timedelta(milliseconds=snowflake >> 22)


def must_close_at(closes: datetime, *, opens: datetime) -> datetime:
    """The deadline to the second, if it is one that people can meet."""
    closes = closes.replace(microsecond=0)
    if closes <= opens:
        raise Refusal("That deadline has passed already. Choose one that is still to come.")
    if closes - opens < SHORTEST:
        raise Refusal("That leaves people no time to vote. Give them 5 minutes at the least.")
    if closes - opens > LONGEST:
        raise Refusal("A decision runs for 90 days at most. Choose an earlier deadline.")
    return closes


def in_time(pressed: datetime, closes: datetime) -> bool:
    """A vote counts when it was pressed before the close, whenever it reached us.

    Source: De Sektor's own rule: what counts is what a person did, not how busy the bot was.
    """
    return pressed < closes


def may_count(closes: datetime, now: datetime) -> bool:
    return now >= closes + GRACE


def must_extend(
    closes: datetime, later: datetime, *, opened: datetime, now: datetime, extended: bool
) -> datetime:
    """The new deadline. Source: De Sektor's own rule: once, in time, and for everyone to see."""
    if now >= closes:
        raise Refusal("The deadline has passed, so it cannot be moved any more.")
    if extended:
        raise Refusal("This decision was extended before, and that is possible once.")
    later = later.replace(microsecond=0)
    if later <= closes:
        raise Refusal("The new deadline has to be later than the old one.")
    if later - opened > LONGEST:
        raise Refusal("A decision runs for 90 days at most. Choose an earlier deadline.")
    return later


def after_outage(closes: datetime, *, away: datetime, back: datetime) -> datetime:
    """The deadline when the bot was away from `away` to `back`: what was lost of the last 24 hours is given
    back, to the second. Whoever had ten hours left when it went down has ten hours left when it returns, also
    when the deadline fell in between.

    Source: De Sektor's own rule.
    """
    if back - away <= BEARABLE or away >= closes:
        return closes
    lost_from = max(away, closes - LAST_STRETCH)
    if back <= lost_from:
        return closes
    return closes + timedelta(seconds=int((back - lost_from).total_seconds()))


@dataclass(frozen=True, slots=True)
class Reminders:
    halfway: datetime
    last: datetime


def reminders(opened: datetime, closes: datetime) -> Reminders:
    """Halfway, and when the last fifth of the time begins."""
    whole = closes - opened
    return Reminders(opened + whole / 2, opened + whole * 4 / 5)
