"""What a use case works on: one open transaction and the repositories in it."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection

from domain.postings import digest_subject
from storage.absences import Absences
from storage.agenda import Agenda
from storage.asked_often import AskedOften
from storage.assembly import Assemblies
from storage.changes import Changes
from storage.communities import Communities
from storage.decision_drafts import PollDrafts
from storage.decisions import Decisions
from storage.desk import Desk
from storage.desk_drafts import DeskDrafts
from storage.digests import Digests
from storage.directory import Directory
from storage.dissents import Dissents
from storage.dossiers import Dossiers
from storage.drafts import Drafts
from storage.events import Events
from storage.files import Files
from storage.finds import Finds
from storage.introductions import Introductions
from storage.journal import Clicks, Journal
from storage.knowledge import Knowledge
from storage.looks import Looks
from storage.mandates import Mandates
from storage.meeting_polls import MeetingPolls
from storage.meetings import Meetings
from storage.meta import Meta
from storage.minutes import Minutes
from storage.mirror import Mirror
from storage.pairs import Pairs
from storage.party import Party
from storage.postings import Postings
from storage.preferences import PreferenceBook
from storage.privacy import Privacy
from storage.publishing import Publishing
from storage.questions import Questions
from storage.runs import Runs
from storage.search import Search
from storage.sightings import Sightings
from storage.solved import Solved
from storage.sources import Sources
from storage.timers import Timers
from storage.venues import Venues
from storage.voting import Voting

T = TypeVar("T")


class Unit:
    """Lives as long as its transaction. `hint` wakes who waits for this kind of work once it is committed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.hints: set[str] = set()
        self._changed_agendas: set[int] = set()

    def hint(self, what: str) -> None:
        self.hints.add(what)

    def agenda_changed(self, community_id: int) -> None:
        """What the agenda shows beside its events is another now: a venue's name, a theme, a setting."""
        self._changed_agendas.add(community_id)

    def run(self, work: "Callable[[Unit], T]") -> T:
        """Do the work of a writing transaction, and what every one of them ends with."""
        result = work(self)
        if self._changed_agendas:
            self.agenda.has_changed(self._changed_agendas)
            for community in sorted(self._changed_agendas):
                for digest in self.digests.open_ones(community):
                    self.postings.touch(community, digest_subject(digest))
            self.hint("agenda")
        return result

    @cached_property
    def communities(self) -> Communities:
        return Communities(self._connection)

    @cached_property
    def events(self) -> Events:
        return Events(self._connection, self._changed_agendas)

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self._connection)

    @cached_property
    def digests(self) -> Digests:
        return Digests(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._connection)

    @cached_property
    def desk_drafts(self) -> DeskDrafts:
        return DeskDrafts(self._connection)

    @cached_property
    def venues(self) -> Venues:
        return Venues(self._connection)

    @cached_property
    def files(self) -> Files:
        return Files(self._connection)

    @cached_property
    def finds(self) -> Finds:
        return Finds(self._connection)

    @cached_property
    def sources(self) -> Sources:
        return Sources(self._connection)

    @cached_property
    def looks(self) -> Looks:
        return Looks(self._connection)

    @cached_property
    def sightings(self) -> Sightings:
        return Sightings(self._connection)

    @cached_property
    def pairs(self) -> Pairs:
        return Pairs(self._connection)

    @cached_property
    def dissents(self) -> Dissents:
        return Dissents(self._connection)

    @cached_property
    def asked_often(self) -> AskedOften:
        return AskedOften(self._connection)

    @cached_property
    def solved(self) -> Solved:
        return Solved(self._connection)

    @cached_property
    def dossiers(self) -> Dossiers:
        return Dossiers(self._connection)

    @cached_property
    def absences(self) -> Absences:
        return Absences(self._connection)

    @cached_property
    def changes(self) -> Changes:
        return Changes(self._connection)

    @cached_property
    def preferences(self) -> PreferenceBook:
        return PreferenceBook(self._connection)

    @cached_property
    def decisions(self) -> Decisions:
        return Decisions(self._connection)

    @cached_property
    def poll_drafts(self) -> PollDrafts:
        return PollDrafts(self._connection)

    @cached_property
    def voting(self) -> Voting:
        return Voting(self._connection)

    @cached_property
    def assemblies(self) -> Assemblies:
        return Assemblies(self._connection)

    @cached_property
    def mandates(self) -> Mandates:
        return Mandates(self._connection)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self._connection)

    @cached_property
    def desk(self) -> Desk:
        return Desk(self._connection)

    @cached_property
    def runs(self) -> Runs:
        return Runs(self._connection)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self._connection)

    @cached_property
    def introductions(self) -> Introductions:
        return Introductions(self._connection)

    @cached_property
    def postings(self) -> Postings:
        return Postings(self._connection)

    @cached_property
    def publishing(self) -> Publishing:
        return Publishing(self._connection)

    @cached_property
    def timers(self) -> Timers:
        return Timers(self._connection)

    @cached_property
    def mirror(self) -> Mirror:
        return Mirror(self._connection)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self._connection)

    @cached_property
    def meeting_polls(self) -> MeetingPolls:
        return MeetingPolls(self._connection)

    @cached_property
    def knowledge(self) -> Knowledge:
        return Knowledge(self._connection, self.search)

    @cached_property
    def search(self) -> Search:
        return Search(self._connection)

    @cached_property
    def minutes(self) -> Minutes:
        return Minutes(self._connection)

    @cached_property
    def party(self) -> Party:
        return Party(self._connection)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self._connection)

    @cached_property
    def privacy(self) -> Privacy:
        return Privacy(self._connection)

    @cached_property
    def clicks(self) -> Clicks:
        return Clicks(self._connection)

    @cached_property
    def meta(self) -> Meta:
        return Meta(self._connection)
