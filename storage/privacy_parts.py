"""Where persons stand in the tables, and what becomes of each place when one of them is erased.

A new table with a person in it adds its `Part` to `PARTS`, in the order in which the file tells of it; a
table without any adds a reason to `NOBODY`. A test walks all tables and fails for what stands in neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, Table, exists, select

from domain import privacy_headings as told
from domain.decisions.kinds import Verdict
from domain.desk.question import Status
from domain.meetings.minutes import State
from domain.privacy import Fate, Heading
from storage.article_tables import article_versions, articles
from storage.asked_often import desk_groups
from storage.assembly import assembly_attendance, assembly_drafts, assembly_proxies_asked, emergency_entries
from storage.communities import appointments
from storage.decision_drafts import poll_drafts
from storage.decision_tables import (
    decision_ballots,
    decision_entries,
    decision_mutes,
    decision_proxies,
    decision_seats,
    decisions,
)
from storage.desk_drafts import desk_drafts
from storage.desk_tables import desk_entries, desk_helpers, desk_questions
from storage.directory_tables import (
    contact_cards,
    directory_drafts,
    directory_entries,
    introductions,
    lease_warnings,
)
from storage.dossiers import dossier_documents, dossier_entries, dossier_people, dossiers
from storage.drafts import drafts
from storage.event_tables import events, interests
from storage.finds import finds
from storage.journal import journal
from storage.meeting_tables import (
    meeting_answers,
    meeting_attendance,
    meeting_comings,
    meeting_people,
    meeting_told,
    meeting_wishes,
    meetings,
)
from storage.minutes_tables import (
    actions,
    meeting_approvals,
    meeting_items,
    meeting_names,
    meeting_notes,
    meeting_sessions,
)
from storage.mirror import mirror_interests
from storage.party import party_wants
from storage.postings import postings
from storage.preferences import preferences
from storage.questions import questions as kb_questions
from storage.questions import votes as kb_votes
from storage.runs import run_people, runs, ticks
from storage.sources import sources

Clause = Callable[[], "ColumnElement[bool]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table.

    `who`: its columns that hold a person's id. `shows`: what the person gets to read of a row that is
    theirs; `mine` limits a column to the rows in which this other column is the person. `names`: columns with
    their name, by the column of whose name it is. `subjects`: what the messages on Discord are about that
    show a row, from its columns. `later`: rows that cannot be changed yet. `also`: rows that are
    about this person, although others wrote them: they read them, too. `beside`: tables whose rows go
    with these. `root`: rows with the same value here count together, so that everybody who was erased has a
    number of their own in it. `by_chain`: it is changed together with its chain, and nowhere else.
    `marked`: NOBODY stands there afterwards, also where the column could be empty, which means something
    else.
    """

    table: Table
    heading: Heading
    who: tuple[str, ...] = ("person",)
    fate: Fate
    shows: tuple[str, ...] = ()
    mine: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    later: Clause | None = None
    also: Callable[[int], "ColumnElement[bool]"] | None = None
    beside: tuple[Table, ...] = ()
    root: str = ""
    by_chain: bool = False
    marked: bool = False


def _running_session() -> ColumnElement[bool]:
    return meeting_sessions.c.state == State.RUNNING.value


def _meeting_runs(table: Table) -> Clause:
    return lambda: exists(
        select(1).where(meeting_sessions.c.meeting == table.c.meeting, _running_session())
    ).correlate(table)


def decision_is_open() -> ColumnElement[bool]:
    """It runs, or its owner still has to conclude it."""
    return decisions.c.ended.is_(None) | (decisions.c.verdict == Verdict.ADVISED.value)


def _of_open_decision(table: Table) -> Clause:
    return lambda: table.c.decision.in_(select(decisions.c.id).where(decision_is_open()))


def _said_to(person: int) -> ColumnElement[bool]:
    """What the desk said to who asked; never its internal notes."""
    asked = select(desk_questions.c.id).where(desk_questions.c.asker == person)
    return desk_entries.c.question.in_(asked) & ~desk_entries.c.internal


PARTS: Final[tuple[Part, ...]] = (
    Part(
        table=preferences,
        heading=told.PREFERENCES,
        fate=Fate.GOES,
        shows=("themes", "languages", "digest", "reminder", "locale", "updated_at"),
    ),
    Part(
        table=interests,
        heading=told.INTERESTS,
        fate=Fate.GOES,
        shows=("event", "since", "reminder"),
        subjects=("event:{event}",),
    ),
    Part(table=mirror_interests, heading=told.LISTED, fate=Fate.STAYS, shows=("event",)),
    Part(
        table=events,
        heading=told.EVENTS,
        who=("submitter",),
        fate=Fate.NAMELESS,
        shows=("title", "starts", "place", "description", "stage", "made_by", "reason", "created_at"),
        names={"made_by": "submitter"},
        subjects=("event:{id}",),
    ),
    Part(table=drafts, heading=told.DRAFTS, fate=Fate.GOES, shows=("typed", "themes", "updated_at")),
    Part(table=finds, heading=told.FINDS, fate=Fate.GOES, shows=("link", "at")),
    Part(
        table=kb_questions,
        heading=told.KB,
        fate=Fate.GOES,
        shows=("text", "asked_at", "article", "context"),
        beside=(kb_votes,),
    ),
    Part(table=kb_votes, heading=told.KB_VOTES, fate=Fate.GOES, shows=("question", "helped", "at")),
    Part(
        table=desk_questions,
        heading=told.DESK,
        who=("asker", "owner"),
        fate=Fate.NAMELESS,
        shows=(
            "number",
            "sector",
            "status",
            "asked_at",
            "text",
            "for_whom",
            "by",
            "context",
            "closed_at",
            "how",
            "why_not",
            "helped",
        ),
        mine=dict.fromkeys(("text", "for_whom", "by", "context", "why_not", "helped"), "asker"),
        subjects=("desk:{id}",),
        later=lambda: desk_questions.c.status != Status.CLOSED.value,
    ),
    Part(
        table=desk_entries,
        heading=told.DESK,
        fate=Fate.NAMELESS,
        shows=("question", "at", "what", "text"),
        also=_said_to,
        marked=True,
        subjects=("desk:{question}",),
    ),
    Part(
        table=desk_helpers,
        heading=told.DESK,
        fate=Fate.GOES,
        shows=("question",),
        subjects=("desk:{question}",),
    ),
    Part(
        table=desk_groups,
        heading=told.DESK,
        who=("dealt_by",),
        fate=Fate.NAMELESS,
        shows=("dealt_at",),
        marked=True,
    ),
    Part(
        table=desk_drafts,
        heading=told.DRAFTS,
        fate=Fate.GOES,
        shows=("text", "for_whom", "by_text", "about", "context", "updated_at"),
    ),
    Part(
        table=directory_entries,
        heading=told.DIRECTORY,
        who=("owner",),
        fate=Fate.GOES,
        shows=("kind", "name", "tongues", "offers", "seeks", "about", "link", "public", "created_at"),
        beside=(lease_warnings,),
        subjects=("directory:{id}",),
    ),
    Part(
        table=directory_entries,
        heading=told.DIRECTORY,
        who=("contact", "asked_contact", "made_by"),
        fate=Fate.NAMELESS,
        shows=("kind", "name", "created_at"),
        subjects=("directory:{id}",),
    ),
    Part(
        table=directory_drafts,
        heading=told.DIRECTORY,
        fate=Fate.GOES,
        shows=("typed", "kind", "tongues", "updated_at"),
    ),
    Part(
        table=introductions,
        heading=told.INTRODUCTIONS,
        who=("asker", "asked"),
        fate=Fate.GOES,
        shows=("name", "why", "state", "asked_at", "answered_at"),
    ),
    Part(table=contact_cards, heading=told.CONTACT, fate=Fate.GOES, shows=("reach", "name", "line")),
    Part(
        table=dossiers,
        heading=told.DOSSIERS,
        who=("owner", "contact_person", "opened_by"),
        fate=Fate.NAMELESS,
        shows=("number", "title", "sector", "stage", "contact", "opened_at", "closed_at"),
        mine={"contact": "contact_person"},
        names={"contact": "contact_person"},
        subjects=("dossier:{id}",),
        later=lambda: dossiers.c.closed_at.is_(None),
    ),
    Part(
        table=dossier_people,
        heading=told.DOSSIERS,
        fate=Fate.GOES,
        shows=("dossier", "name"),
        subjects=("dossier:{dossier}",),
    ),
    Part(
        table=dossier_entries,
        heading=told.DOSSIERS,
        fate=Fate.NAMELESS,
        shows=("dossier", "day", "kind", "text", "at"),
        subjects=("dossier:{dossier}",),
    ),
    Part(
        table=dossier_documents,
        heading=told.DOSSIERS,
        fate=Fate.NAMELESS,
        shows=("dossier", "name", "link", "at"),
        subjects=("dossier:{dossier}",),
    ),
    Part(
        table=article_versions,
        heading=told.ARTICLES,
        who=("author", "decided_by"),
        fate=Fate.NAMELESS,
        shows=("article", "number", "stage", "at", "text", "note"),
        mine={"text": "author", "note": "decided_by"},
        marked=True,
        subjects=("kbdraft:{article}:{number}",),
    ),
    Part(table=articles, heading=told.ARTICLES, who=("owner",), fate=Fate.NAMELESS, shows=("title",)),
    Part(
        table=runs,
        heading=told.RUNS,
        who=("owner",),
        fate=Fate.NAMELESS,
        shows=("title", "name", "started_at", "stopped_at", "steps"),
        subjects=("workflow:{id}",),
    ),
    Part(table=run_people, heading=told.RUNS, fate=Fate.GOES, shows=("run",), subjects=("workflow:{run}",)),
    Part(
        table=ticks,
        heading=told.RUNS,
        fate=Fate.NAMELESS,
        shows=("run", "step", "at"),
        subjects=("workflow:{run}",),
    ),
    Part(table=meeting_wishes, heading=told.WISHES, fate=Fate.GOES, shows=("leads", "locale")),
    Part(
        table=meeting_answers, heading=told.COMINGS, fate=Fate.GOES, shows=("date", "answer", "answered_at")
    ),
    Part(
        table=meeting_comings,
        heading=told.COMINGS,
        fate=Fate.GOES,
        shows=("meeting", "coming", "said_at"),
        subjects=("meeting:{meeting}",),
    ),
    Part(
        table=meeting_people,
        heading=told.COMINGS,
        fate=Fate.GOES,
        shows=("meeting", "required"),
        subjects=("meeting:{meeting}",),
    ),
    Part(table=meeting_told, heading=told.COMINGS, fate=Fate.GOES, shows=("meeting", "what", "told_at")),
    Part(
        table=meeting_attendance,
        heading=told.ATTENDANCE,
        fate=Fate.NAMELESS,
        shows=("meeting", "came_at"),
        root="meeting",
        later=_meeting_runs(meeting_attendance),
        subjects=("minutes:{meeting}",),
    ),
    Part(
        table=meeting_names,
        heading=told.ATTENDANCE,
        fate=Fate.NAMELESS,
        shows=("meeting", "name"),
        names={"name": "person"},
        root="meeting",
        later=_meeting_runs(meeting_names),
        subjects=("minutes:{meeting}",),
    ),
    Part(
        table=meeting_approvals,
        heading=told.ATTENDANCE,
        fate=Fate.NAMELESS,
        shows=("meeting",),
        root="meeting",
        subjects=("minutes:{meeting}",),
    ),
    Part(
        table=meeting_sessions,
        heading=told.ATTENDANCE,
        who=("chair", "approved_by"),
        fate=Fate.NAMELESS,
        shows=("meeting", "began_at", "ended_at", "approved_at"),
        later=_running_session,
        subjects=("minutes:{meeting}",),
    ),
    Part(table=meeting_notes, heading=told.ATTENDANCE, fate=Fate.NAMELESS, shows=("item", "notes", "at")),
    Part(
        table=actions,
        heading=told.ACTIONS,
        who=("person", "made_by"),
        fate=Fate.NAMELESS,
        shows=("what", "name", "due", "state", "made_at", "done_at"),
        mine={"name": "person"},
        names={"name": "person"},
        subjects=("minutes:{meeting}",),
    ),
    Part(
        table=meetings,
        heading=told.MEETINGS,
        who=("planner",),
        fate=Fate.NAMELESS,
        shows=("title", "about", "day", "at", "stage", "created_at"),
        subjects=("meeting:{id}",),
    ),
    Part(
        table=meeting_items,
        heading=told.MEETINGS,
        who=("owner", "by"),
        fate=Fate.NAMELESS,
        shows=("meeting", "title"),
        subjects=("minutes:{meeting}",),
    ),
    Part(
        table=decisions,
        heading=told.DECISIONS,
        who=("starter",),
        fate=Fate.NAMELESS,
        shows=("number", "terms", "opened", "ended"),
        later=decision_is_open,
        by_chain=True,
    ),
    Part(
        table=decision_seats,
        heading=told.DECISIONS,
        fate=Fate.NAMELESS,
        shows=("decision", "seat", "voted"),
        later=_of_open_decision(decision_seats),
        by_chain=True,
    ),
    Part(
        table=decision_ballots,
        heading=told.DECISIONS,
        who=("person", "by"),
        fate=Fate.NAMELESS,
        shows=("decision", "ballot", "reason"),
        later=_of_open_decision(decision_ballots),
        by_chain=True,
    ),
    Part(
        table=decision_proxies,
        heading=told.DECISIONS,
        who=("person", "holder"),
        fate=Fate.NAMELESS,
        shows=("decision",),
        later=_of_open_decision(decision_proxies),
        by_chain=True,
    ),
    Part(table=decision_mutes, heading=told.MUTES, fate=Fate.GOES, shows=("decision",)),
    Part(
        table=assembly_attendance,
        heading=told.ASSEMBLY,
        fate=Fate.NAMELESS,
        shows=("assembly", "at"),
        by_chain=True,
    ),
    Part(
        table=assembly_proxies_asked,
        heading=told.ASSEMBLY,
        who=("person", "holder"),
        fate=Fate.NAMELESS,
        shows=("assembly", "answer"),
        by_chain=True,
    ),
    Part(table=poll_drafts, heading=told.POLL_DRAFTS, fate=Fate.GOES, shows=("answers", "updated_at")),
    Part(table=assembly_drafts, heading=told.POLL_DRAFTS, fate=Fate.GOES, shows=("body",)),
    Part(
        table=party_wants, heading=told.PARTY, who=("by",), fate=Fate.NAMELESS, shows=("year", "wants", "at")
    ),
    Part(table=sources, heading=told.SOURCES, who=("added_by",), fate=Fate.NAMELESS, shows=("name", "url")),
    Part(table=appointments, heading=told.APPOINTMENTS, fate=Fate.STAYS, shows=("sector", "part")),
    Part(
        table=postings,
        heading=told.POSTINGS,
        who=("place",),
        fate=Fate.GOES,
        shows=("subject", "surface", "published_at"),
    ),
    Part(
        table=journal,
        heading=told.JOURNAL,
        who=("actor",),
        fate=Fate.NAMELESS,
        shows=("at", "action", "subject", "before", "after"),
    ),
)

CHAINS: Final[Mapping[Table, Heading]] = {decision_entries: told.DECISIONS, emergency_entries: told.ASSEMBLY}
"""Registers in which every entry is sealed by the next: read and changed entry by entry (`domain.nameless`).
The rest of a chain's tables follows it."""

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "events": ("reviewer",),
    "pairs": ("by",),
    "absences": ("by",),
    "dissents": ("by",),
    "brakes": ("by",),
}
"""Columns that hold the name of who decided something, and no id."""

_SITES: Final = "what other people's sites published"
_SETTING: Final = "a setting of the server"
_MACHINE: Final = "how the bot works; no person stands in it"

NOBODY: Final[Mapping[str, str]] = {
    "desk_grouped": "which questions are alike",
    "desk_months": _MACHINE,
    "desk_numbers": _MACHINE,
    "desk_sectors": "which sectors were asked along",
    "desk_settings": _SETTING,
    "dossier_numbers": _MACHINE,
    "lease_warnings": "which warnings of the end of a lease went out",
    "absences": "an event that a source does not list any more; the name in `by` is in NAMES",
    "agendas": _MACHINE,
    "brakes": "a source that dropped much at once; the name in `by` is in NAMES",
    "changes": "when and where an event was, before and after",
    "clicks": "numbers of clicks, for a quarter of an hour; no person",
    "communities": _SETTING,
    "decision_numbers": _MACHINE,
    "decision_presets": _SETTING,
    "digest_plans": _SETTING,
    "digest_schedules": _SETTING,
    "digests": "what was announced",
    "dissents": "what a source says otherwise; the name in `by` is in NAMES",
    "emergency_records": "the end of a chain; its entries are in CHAINS",
    "files": "pictures; those of drafts that go, go with them",
    "heartbeats": _MACHINE,
    "kb_reads": "how often an article is read, by nobody in particular",
    "looks": _SITES,
    "mandates": "which sector may decide what; the head is in appointments",
    "meeting_dates": "days that were proposed",
    "meeting_motions": _MACHINE,
    "meeting_rules": _SETTING,
    "meta": _MACHINE,
    "mirrored": _MACHINE,
    "mirrors": _MACHINE,
    "pairs": "events that are or are not the same; the name in `by` is in NAMES",
    "party_choices": _MACHINE,
    "party_hosts": "which place hosted the party in which year",
    "passages": "where a passage stands in its article",
    "search_indexes": _MACHINE,
    "search_postings": "words of articles",
    "search_words": "words of articles",
    "secret_ballots": "how often each ballot was cast; nobody knows by whom",
    "sectors": _SETTING,
    "sightings": _SITES,
    "spots": _SETTING,
    "themes": _SETTING,
    "timers": "what happens when; a timer that names somebody goes with what it was for",
    "venues": "places and their addresses",
}
"""Tables in which no person stands, each with the reason."""

NOT_A_PERSON: Final[Mapping[str, str]] = {
    "*.community": "a server",
    "communities.id": "a server",
    "clicks.interaction": "a click",
    "desk_drafts.channel": "a channel",
    "desk_entries.message": "a message",
    "desk_questions.channel": "a channel",
    "desk_questions.click": "a click",
    "desk_questions.thread": "a thread",
    "spots.discord_id": "a channel or a role",
    "mirrors.community": "a server",
    "mirrored.channel": "a channel",
    "mirrored.discord_id": "an event on Discord's list",
    "mirror_interests.discord_id": "an event on Discord's list",
    "meetings.channel": "a channel",
    "meeting_rules.channel": "a channel",
    "kb_questions.channel": "a channel",
    "kb_questions.message": "a message",
    "workflow_runs.place": "a thread, or the owner's own private channel",
    "postings.message_id": "a message",
}
"""Columns for an id of Discord that is not a person's."""
