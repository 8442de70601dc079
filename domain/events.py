"""Events: what happens, where it stands in the agenda, and who may change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.people import Actor
from domain.refusal import Refusal


class Stage(StrEnum):
    """Where an event is on its way to the readers. What is withdrawn came from a source, and is not shown."""

    REVIEW = "review"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Happening(StrEnum):
    """What becomes of it (the words of schema.org's EventStatusType)."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"


class Language(StrEnum):
    """What one must understand to take part."""

    DUTCH = "nl"
    ENGLISH = "en"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the readers are told; everything but title, start and themes may be unknown.

    `starts` and `ends` are aware instants; with `time_known` false they are local midnights of the first day
    and of the day after the last one. `poster` is a file of ours, `image` the address of a picture elsewhere.
    """

    title: str
    starts: datetime
    ends: datetime | None = None
    time_known: bool = True
    place: str = ""
    venue_id: int | None = None
    themes: tuple[str, ...] = ()
    description: str = ""
    price: str = ""
    link: str = ""
    language: Language | None = None
    accessibility: str = ""
    poster: int | None = None
    image: str = ""


FIELDS = tuple(Details.__dataclass_fields__)


def changed_fields(before: Details, after: Details) -> frozenset[str]:
    return frozenset(name for name in FIELDS if getattr(before, name) != getattr(after, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`made_by` is the name shown; `submitter` the Discord id behind it, none for what a source brought.

    `reason` says why it was declined or cancelled, `question` what an editor wants to know, `reviewed` that
    it had to be looked at and `reviewer` who decided.

    `touched` names the details that a person set: a source never overwrites those. `origins` says of every
    known detail whose word it is, "person:ID", "source:ID" or "meeting:ID". `sequence` counts the changes
    that calendars must hear of (RFC 5545, 3.8.7.4).

    `merged_into` is the event that stands for this one since the two were found to be one; `also` are the
    people who entered it, too, and so may change it.
    """

    id: int
    community: int
    details: Details
    stage: Stage
    happening: Happening = Happening.SCHEDULED
    reason: str = ""
    question: str = ""
    reviewed: bool = False
    reviewer: str = ""
    submitter: int | None = None
    made_by: str = ""
    source_id: int | None = None
    touched: frozenset[str] = field(default_factory=frozenset)
    origins: Mapping[str, str] = field(default_factory=dict)
    merged_into: int | None = None
    also: frozenset[int] = field(default_factory=frozenset)
    sequence: int = 0
    created_at: datetime
    updated_at: datetime

    @property
    def is_public(self) -> bool:
        return self.stage is Stage.PUBLISHED and self.merged_into is None

    @property
    def is_cancelled(self) -> bool:
        return self.happening is Happening.CANCELLED

    @property
    def is_meeting(self) -> bool:
        """It shows a meeting, and is kept in step with that."""
        return self.origins.get("title", "").startswith("meeting:")

    def may_be_changed_by(self, actor: Actor) -> bool:
        if self.is_meeting:
            return False
        return actor.id == self.submitter or actor.id in self.also or actor.edits

    def must_be_changed_by(self, actor: Actor) -> None:
        if self.is_meeting:
            raise Refusal(
                "“{title}” is a meeting: sector heads change it with `/meeting move` and `/meeting cancel`.",
                title=self.details.title,
            )
        if not self.may_be_changed_by(actor):
            raise Refusal(
                "“{title}” was entered by someone else. Ask them or an editor to change it.",
                title=self.details.title,
            )

    def must_be_reviewed_by(self, actor: Actor) -> None:
        actor.must_edit()
        self.must_not_be_cancelled()
        if self.stage is not Stage.REVIEW:
            raise Refusal(
                "Another editor already dealt with “{title}”. Nothing was changed.", title=self.details.title
            )

    def must_not_be_cancelled(self) -> None:
        if self.is_cancelled:
            raise Refusal("“{title}” is cancelled already. Nothing was changed.", title=self.details.title)


def first_stage(*, accepted_before: int, trust_after: int, actor: Actor) -> Stage:
    """Who is trusted publishes at once; everyone else's event is looked at first.

    Editors and heads are trusted, and so is anyone with `trust_after` accepted events (0: everyone).
    """
    return Stage.PUBLISHED if actor.edits or accepted_before >= trust_after else Stage.REVIEW
