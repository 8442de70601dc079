"""The rhythm: which meeting comes round when, in local time, and how long before it is thought of.

A period is what one meeting is for: a month ("2026-11"), a quarter ("2026-Q4") or a year ("2026"). There is
at most one meeting of a kind in a period, whatever happens.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from domain.events import Language
from domain.meetings.kinds import Kind
from domain.refusal import Refusal

LEAST_NOTICE: Final = 14
"""Days that people know of a meeting beforehand, at least, when the bot proposes it."""

_MONTHS: Final = {Kind.MONTHLY: 1, Kind.QUARTERLY: 3, Kind.ASSEMBLY: 12, Kind.PARTY: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    months: int

    @classmethod
    def around(cls, kind: Kind, day: date) -> Self:
        months = _MONTHS[kind]
        return cls(date(day.year, (day.month - 1) // months * months + 1, 1), months)

    @property
    def last(self) -> date:
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + self.months - 1, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def following(self) -> "Period":
        return Period(self.last + timedelta(days=1), self.months)

    def __str__(self) -> str:
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        return (
            f"{self.first.year}" if self.months == 12 else f"{self.first.year}-Q{self.first.month // 3 + 1}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a kind of meeting comes round: the `nth` `weekday` (Monday is 0; nth 5 is the last one) of the
    `month`th month of its period, at `at` local time, for `minutes`.

    `lead` days before that day it is put to the heads, who have `answer` days to say when they can. With
    `asks` false no dates are asked for: it is planned on its day at once, or on the nearest that is not a
    public holiday.
    """

    kind: Kind
    on: bool = True
    nth: int
    weekday: int
    month: int = 1
    at: time = time(20)
    minutes: int = 120
    lead: int
    answer: int = 10
    asks: bool = True
    place: str = ""
    channel: int | None = None
    channel_name: str = ""
    language: Language = Language.DUTCH
    translation: bool = False

    def day_in(self, period: Period) -> date:
        """The day that the rule names."""
        month = period.first.month + min(self.month, period.months) - 1
        return nth_weekday(period.first.year, month, self.nth, self.weekday)

    def proposed_at(self, period: Period, zone: ZoneInfo) -> datetime:
        """When it is put to the heads: `lead` days before, at ten in the morning."""
        day = self.day_in(period) - timedelta(days=self.lead)
        return datetime.combine(day, _MORNING, zone)


_MORNING: Final = time(10)

RULES: Final = {
    Kind.MONTHLY: Rule(kind=Kind.MONTHLY, nth=2, weekday=1, lead=28, asks=False),
    Kind.QUARTERLY: Rule(
        kind=Kind.QUARTERLY, nth=3, weekday=3, month=2, lead=42, minutes=150, translation=True
    ),
    Kind.ASSEMBLY: Rule(kind=Kind.ASSEMBLY, nth=3, weekday=2, month=5, lead=56, answer=14, on=False),
    Kind.PARTY: Rule(
        kind=Kind.PARTY,
        nth=3,
        weekday=5,
        month=10,
        lead=84,
        answer=14,
        minutes=300,
        on=False,
        language=Language.NONE,
    ),
}
"""What a community begins with. The assembly and the party are switched on with `/meeting rhythm`: on which
day of the year they belong is for the community to say."""


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of the month, counted from 1; 5 is the last one, even if it is the fourth."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    length = monthrange(year, month)[1]
    return date(year, month, day if day <= length else day - 7)


def due_periods(
    rule: Rule, now: datetime, zone: ZoneInfo, *, since: datetime | None = None
) -> tuple[Period, ...]:
    """The periods whose meeting should have been put to the heads between `since` and now, and can still be
    held with enough notice, soonest first. A bot that was away finds what it missed here, and nothing that is
    over. Without `since`: those whose own day can still be held."""
    soonest = now.astimezone(zone).date() + timedelta(days=LEAST_NOTICE)
    period = Period.around(rule.kind, now.astimezone(zone).date())
    found = []
    while (moment := rule.proposed_at(period, zone)) <= now:
        if (rule.day_in(period) if since is None else period.last) >= soonest and (
            since is None or moment >= since
        ):
            found.append(period)
        period = period.following
    return tuple(found)


def next_due(rule: Rule, now: datetime, zone: ZoneInfo) -> datetime:
    """When the next period's meeting is to be put to the heads, after `now`."""
    period = Period.around(rule.kind, now.astimezone(zone).date())
    while (moment := rule.proposed_at(period, zone)) <= now:
        period = period.following
    return moment


def must_hold(rule: Rule) -> None:
    """Raises `Refusal` for what cannot be."""
    if not (1 <= rule.nth <= 5 and 0 <= rule.weekday <= 6):
        raise Refusal("Say which one of the month: the first to the fourth, or the last.")
    if not 1 <= rule.month <= _MONTHS[rule.kind]:
        raise Refusal(
            "Say in which month of its period it is: a number from 1 to {months}.",
            months=_MONTHS[rule.kind],
        )
    if not 15 <= rule.minutes <= 1440:
        raise Refusal("A meeting lasts between a quarter of an hour and a day.")
    least = LEAST_NOTICE + (rule.answer if rule.asks else 0)
    if not least <= rule.lead <= 180:
        raise Refusal(
            "I need between {least} and 180 days before it: two weeks' notice for everyone, and the days to "
            "answer before that.",
            least=least,
        )
    if not 2 <= rule.answer <= 60:
        raise Refusal("Give people between 2 and 60 days to answer.")
