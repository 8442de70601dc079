"""Postings: the messages of ours on Discord that mirror a record, and which of them should stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from domain.communities import Channel, theme_channel
from domain.events import Event, Stage


class Surface(StrEnum):
    """What a message shows of its subject. The notices go to a person, the others stand in a channel."""

    CARD = "card"
    REVIEW = "review"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    QUESTION = "question"
    PROBLEM = "problem"
    PAIR = "pair"
    ABSENCE = "absence"
    DISSENT = "dissent"
    BRAKE = "brake"
    JOINED = "joined"
    CHANGED = "changed"
    REMINDER = "reminder"
    FAILING = "failing"
    DIGEST = "digest"
    DIGEST_DM = "digest_dm"
    MEETING_DATES = "meeting_dates"
    MEETING = "meeting"
    MEETING_ASK = "meeting_ask"
    MEETING_CHOOSE = "meeting_choose"
    MEETING_NEWS = "meeting_news"
    MEETING_PLACE = "meeting_place"
    MEETING_SOON = "meeting_soon"
    MEETING_AGENDA = "meeting_agenda"
    MEETING_ROOM = "meeting_room"
    MINUTES = "minutes"
    ACTION_DUE = "action_due"
    PARTY = "party"
    DECISION = "decision"
    MOVED = "moved"
    OUTCOME = "outcome"
    VOTE_REMINDER = "vote_reminder"
    LOOK_BACK = "look_back"
    CONCLUDE = "conclude"
    CHECKLIST = "checklist"
    CHECKLIST_DM = "checklist_dm"
    STEP_REMINDER = "step_reminder"
    PROPOSAL = "proposal"
    PROPOSAL_DONE = "proposal_done"
    CHECK_ARTICLE = "check_article"
    DESK_DOOR = "desk_door"
    DESK_CARD = "desk_card"
    DESK_ANSWER = "desk_answer"
    DESK_NEW = "desk_new"
    DESK_HEADLESS = "desk_headless"
    DESK_GIVEN = "desk_given"
    DESK_CONSULTED = "desk_consulted"
    DESK_NOTE = "desk_note"
    DESK_ANSWERED = "desk_answered"
    DESK_REMINDER = "desk_reminder"
    DESK_MOVED = "desk_moved"
    DESK_WAITS = "desk_waits"
    DESK_RESUMED = "desk_resumed"
    DESK_SAID = "desk_said"
    DESK_CLOSED = "desk_closed"
    DESK_DONE = "desk_done"
    DESK_REOPENED = "desk_reopened"
    DESK_ARTICLE = "desk_article"
    ASSEMBLY = "assembly"
    CONVENED = "convened"
    EMERGENCY = "emergency"
    TRIGGERED = "triggered"
    PROXY_ASKED = "proxy_asked"
    PROXY_ANSWERED = "proxy_answered"
    CONTACT_ASKED = "contact_asked"
    INTRODUCTION = "introduction"
    INTRODUCED = "introduced"
    LEASE = "lease"
    LEASE_DM = "lease_dm"
    DOSSIER_YOURS = "dossier_yours"
    DOSSIER_TERM = "dossier_term"
    DOSSIER_WAIT = "dossier_wait"
    ASKED_OFTEN = "asked_often"
    DESK_MONTH = "desk_month"

    @property
    def is_notice(self) -> bool:
        return self in {
            Surface.ACCEPTED,
            Surface.DECLINED,
            Surface.QUESTION,
            Surface.JOINED,
            Surface.CHANGED,
            Surface.REMINDER,
            Surface.FAILING,
            Surface.DIGEST_DM,
            Surface.MEETING_ASK,
            Surface.MEETING_CHOOSE,
            Surface.MEETING_NEWS,
            Surface.MEETING_PLACE,
            Surface.MEETING_SOON,
            Surface.ACTION_DUE,
            Surface.VOTE_REMINDER,
            Surface.LOOK_BACK,
            Surface.CONCLUDE,
            Surface.CHECKLIST_DM,
            Surface.STEP_REMINDER,
            Surface.PROPOSAL_DONE,
            Surface.CHECK_ARTICLE,
            Surface.DESK_NEW,
            Surface.DESK_HEADLESS,
            Surface.DESK_GIVEN,
            Surface.DESK_CONSULTED,
            Surface.DESK_NOTE,
            Surface.DESK_ANSWERED,
            Surface.DESK_REMINDER,
            Surface.DESK_MOVED,
            Surface.DESK_WAITS,
            Surface.DESK_RESUMED,
            Surface.DESK_SAID,
            Surface.DESK_CLOSED,
            Surface.DESK_DONE,
            Surface.DESK_REOPENED,
            Surface.DESK_ARTICLE,
            Surface.CONVENED,
            Surface.TRIGGERED,
            Surface.PROXY_ASKED,
            Surface.PROXY_ANSWERED,
            Surface.CONTACT_ASKED,
            Surface.INTRODUCTION,
            Surface.INTRODUCED,
            Surface.LEASE_DM,
            Surface.DOSSIER_YOURS,
            Surface.DOSSIER_TERM,
            Surface.DOSSIER_WAIT,
            Surface.ASKED_OFTEN,
            Surface.DESK_MONTH,
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """One message that should stand: `place` is a channel's id, or for a notice the person's."""

    surface: Surface
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """`shown` is the hash of what stands there now; `wanted` false means that it has to go.

    `attempted_at` is set before a message is sent and cleared when its id is known: a posting that has it
    may stand on Discord without our knowing. With `anew` the message is to be sent once more, in place of the
    one that stands further up. `generation` counts the messages that this posting has had,
    `touched` the changes of what it shows.
    """

    id: int
    community: int
    subject: str
    surface: Surface
    place: int
    wanted: bool
    message_id: int | None
    shown: str
    generation: int
    touched: int
    attempted_at: datetime | None
    attempts: int
    anew: bool = False

    @property
    def nonce(self) -> str:
        """The same for every try of the same message, different for the next one; 25 characters at most
        fit (Discord's message nonce)."""
        seed = f"{self.community}/{self.subject}/{self.surface}/{self.place}/{self.generation}"
        return blake2b(seed.encode(), digest_size=12).hexdigest()


def subject_of(event_id: int) -> str:
    return f"event:{event_id}"


def digest_subject(digest_id: int) -> str:
    return f"digest:{digest_id}"


def wanted_for(event: Event, channels: Mapping[str, int]) -> frozenset[Wanted]:
    """Where an event should stand: in the review channel if it had to be looked at (afterwards with the
    outcome), and once published in the channel of each of its themes.

    `channels` maps our channel keys to Discord ids; a theme without a channel shows in the agenda channel.
    """
    wanted: set[Wanted] = set()
    if event.merged_into is not None:
        return frozenset()
    if event.reviewed and Channel.REVIEW in channels:
        wanted.add(Wanted(Surface.REVIEW, channels[Channel.REVIEW]))
    if event.stage is Stage.PUBLISHED:
        for theme in event.details.themes:
            place = channels.get(theme_channel(theme), channels.get(Channel.AGENDA))
            if place is not None:
                wanted.add(Wanted(Surface.CARD, place))
    return frozenset(wanted)
