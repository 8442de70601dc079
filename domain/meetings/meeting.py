"""A meeting: what it is, when, for whom, and how far it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.communities import Role
from domain.events import Language
from domain.meetings.kinds import Audience, Kind
from domain.meetings.notes import Note
from domain.people import Actor
from domain.refusal import Refusal
from domain.texts import one_line, within, without_pings
from domain.when.answers import Message

MOST_TITLE: Final = 100
MOST_ABOUT: Final = 1500
MOST_PLACE: Final = 100
MOST_REASON: Final = 300


class Stage(StrEnum):
    """How far it is. FINDING: people are asked when they can; PLANNED: it has a date; UNDER_WAY and OVER are
    set when it is begun and ended; CANCELLED; LAPSED: no date was found in time."""

    FINDING = "finding"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    OVER = "over"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Coming(StrEnum):
    """What somebody said under the card."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """`title` is empty for what has no name but its kind's. `period` (see rhythm) is empty for what does not
    come round. `day` and `at` are local in `zone_name`, so that 20:00 stays 20:00; `day` is None until a date
    is found. `limit`: until when people can say when they can. `planner` planned it (a Discord id), None when
    the bot did. `channel` is a voice or stage channel of the server, called `channel_name`, or None where
    `place` says where; while nobody has said where, neither is there.

    `event` is the row in the agenda that shows it publicly; there is one only for what everyone may come to.
    `why` it is on this day. `sequence` counts the changes that calendars must hear of.
    """

    id: int = 0
    community: int
    kind: Kind
    audience: Audience
    period: str = ""
    title: str = ""
    about: str = ""
    stage: Stage = Stage.FINDING
    day: date | None = None
    at: time = time(20)
    minutes: int = 120
    zone_name: str = "Europe/Amsterdam"
    place: str = ""
    channel: int | None = None
    channel_name: str = ""
    language: Language = Language.DUTCH
    translation: bool = False
    limit: datetime | None = None
    planner: int | None = None
    event: int | None = None
    why: tuple[Note, ...] = ()
    reason: str = ""
    sequence: int = 0
    created_at: datetime
    updated_at: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def starts(self) -> datetime | None:
        """The instant (UTC); None as long as there is no date."""
        if self.day is None:
            return None
        return datetime.combine(self.day, self.at, self.zone).astimezone(UTC)

    @property
    def ends(self) -> datetime | None:
        starts = self.starts
        return starts + timedelta(minutes=self.minutes) if starts is not None else None

    @property
    def is_public(self) -> bool:
        return self.audience.is_public

    @property
    def is_on(self) -> bool:
        """It has a date on which it is (or was, or is just now)."""
        return self.stage in {Stage.PLANNED, Stage.UNDER_WAY, Stage.OVER}

    def may_attend(self, actor: Actor, people: Collection[int]) -> bool:
        """`people` are those who were asked by name, and the sector heads."""
        if self.is_public or actor.id in people or actor.manages or Role.HEADS in actor.roles:
            return True
        return self.audience is Audience.MEMBERS and Role.MEMBERS in actor.roles

    def must_be_attendable(self, actor: Actor, people: Collection[int]) -> None:
        if not self.may_attend(actor, people):
            if self.audience is Audience.MEMBERS:
                raise Refusal("This meeting is for members. Ask a sector head if you should be one.")
            raise Refusal(
                "This meeting is for sector heads. `/meeting list` shows where everyone is welcome."
            )

    def must_be_planned(self) -> None:
        """It has a date and has not begun."""
        if self.stage is Stage.CANCELLED:
            raise Refusal("This meeting was cancelled already. Nothing was changed.")
        if self.stage is Stage.FINDING:
            raise Refusal("This meeting has no date yet. Fix one first.")
        if self.stage is not Stage.PLANNED:
            raise Refusal("This meeting is not to come any more. Nothing was changed.")

    def must_be_finding(self) -> None:
        if self.stage is not Stage.FINDING:
            raise Refusal("The date of this meeting is fixed already. `/meeting list` shows when it is.")


def plans(actor: Actor, heads: Collection[int]) -> bool:
    """Heads and their deputies plan meetings, and whoever may manage the server."""
    return actor.manages or Role.HEADS in actor.roles or actor.id in heads


def must_plan(actor: Actor, heads: Collection[int]) -> None:
    if not plans(actor, heads):
        raise Refusal("Only sector heads plan meetings. Ask one of them; `/sector list` shows who they are.")


def place_of(typed: str) -> str:
    """A place as people typed it. Raises `Refusal`."""
    return without_pings(within(one_line(typed), MOST_PLACE, Message("The place")))
