"""The composition root: config -> database -> services -> client, publisher, timers, web; and their end."""

import asyncio
import logging
import pkgutil
from contextlib import AsyncExitStack
from typing import Final, Self

import aiohttp
import discord

import cogs
from bot.alive import Alive
from bot.client import SektorClient, point_at
from bot.clock import Clock, SystemClock
from bot.config import Config
from bot.meeting_words import agenda_words
from bot.minutes_words import minutes_lines
from bot.often_words import agenda_wording
from bot.source_reader import SiteReader
from bot.timers import Timers
from posters.press import Press
from services import Services
from services.actions import ActionService
from services.agenda import AgendaService
from services.asking import AskingService
from services.assembly import AssemblyService
from services.closing import ClosingService
from services.dataset import DatasetService
from services.decisions import DecisionService
from services.desk import DeskService
from services.desk_asking import DeskAskingService
from services.desk_closing import DeskClosing
from services.desk_door import DeskDoor
from services.desk_due import DeskDue
from services.desk_listing import DeskListing
from services.desk_often import DeskOften
from services.desk_threads import DeskThreads
from services.desk_working import DeskWork
from services.digests import DigestService
from services.directory import DirectoryService
from services.directory_drafts import DirectoryDraftService
from services.directory_people import DirectoryPeople
from services.dispensable import DispensableService
from services.dissent import DissentService
from services.dossier_due import DossierDue
from services.dossier_keeping import DossierKeeping
from services.dossiers import DossierService
from services.drafts import DraftService
from services.evenings import EveningService
from services.events import EventService
from services.explaining import ExplainingService
from services.guides import GuideService
from services.introductions import IntroductionService
from services.knowledge import KnowledgeService
from services.leases import LeaseService
from services.linking import LinkService
from services.mandates import MandateService
from services.matching import MatchingService
from services.meeting_agenda import MeetingAgendaService
from services.meeting_people import MeetingPeople
from services.meeting_planning import MeetingPlanning
from services.meeting_polls import MeetingPollService
from services.meeting_reminders import MeetingReminders
from services.meeting_rhythm import MeetingRhythm
from services.meeting_rooms import MeetingRooms
from services.meetings import MeetingService
from services.minutes import MinutesService
from services.minutes_reading import MinutesReading
from services.mirror import MirrorService
from services.outages import OutageService
from services.party import PartyService
from services.poll_drafts import PollDraftService
from services.posters import PosterService
from services.preferences import PreferenceService
from services.presets import PresetService
from services.privacy import PrivacyService
from services.reaching import ReachingService
from services.reading import ReadingService
from services.register import RegisterService
from services.reminders import ReminderService
from services.roles import RoleService
from services.rules import RuleService
from services.searching import SearchService
from services.seats import SeatService
from services.sectors import SectorService
from services.settlement import SettlementService
from services.setup import SetupService
from services.sources import SourceService
from services.themes import ThemeService
from services.vanishing import VanishingService
from services.venues import VenueService
from services.voting import VotingService
from services.workflows import WorkflowService
from services.writing import WritingService
from storage.database import Database, open_database
from storage.unit import Unit
from web.app import serve

log = logging.getLogger(__name__)

_LAST_ANSWERS: Final = 3.0
"""Seconds that the end waits for answers that are being made; Discord waits no longer either."""


class CannotStart(Exception):  # noqa: N818 - reads as what it is
    """The bot cannot run; the text says in one line why and what to do."""


class App:
    """All that runs, started and stopped as one: `async with App.of(config) as app: await app.run()`."""

    def __init__(self, config: Config, clock: Clock) -> None:
        self.config = config
        self.clock = clock
        self._stack = AsyncExitStack()
        self.database: Database
        self.services: Services
        self.client: SektorClient
        self.timers: Timers
        self.alive: Alive
        self.web_url = ""

    @classmethod
    def of(cls, config: Config, clock: Clock | None = None) -> Self:
        return cls(config, clock or SystemClock())

    async def __aenter__(self) -> Self:
        try:
            await self._open()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def _open(self) -> None:
        config = self.config
        if not config.discord.token.get_secret_value():
            raise CannotStart("There is no token: set DISCORD_TOKEN (docs/running.md says where to get one).")
        point_at(config)
        self.database = await open_database(config.database.url)
        self._stack.push_async_callback(self.database.close)
        if self.database.alone:
            await self.database.write(_release_claims)
        self.services = build_services(config, self.database)
        self._stack.push_async_callback(self.services.reading.close)
        self._stack.push_async_callback(self.services.posters.close)
        self.timers = Timers(self.database, self.clock)
        self.client = SektorClient(
            config, self.services, self.database, self.clock, self.timers, SystemClock(), features()
        )
        self._stack.push_async_callback(self.client.close)
        self.alive = Alive(self.services.outages, self.client, self.clock)
        # before anything that is due is dealt with: a deadline that passed meanwhile may have moved
        await self.services.outages.back(now=self.clock.now())
        self.web_url = await serve(config.web, self.services, self.clock.now, self._stack)

    async def run(self) -> None:
        """Be signed in until cancelled. Raises `CannotStart`."""
        client = self.client
        try:
            await client.login(self.config.discord.token.get_secret_value())
        except discord.LoginFailure as problem:
            raise CannotStart(
                "Discord does not accept the token: copy it anew from the application's Bot page."
            ) from problem
        except (aiohttp.ClientError, OSError) as problem:
            raise CannotStart(
                f"Discord cannot be reached at {self.config.discord.api_url}: {problem}"
            ) from problem
        try:
            for loop in (client.publisher, self.timers, *client.loops):
                loop.start()
            self.alive.start()
            await client.connect(reconnect=True)
        except discord.PrivilegedIntentsRequired as problem:
            raise CannotStart(
                "The application may not see the server's members: "
                "switch on “Server Members Intent” on its Bot page."
            ) from problem
        finally:
            # what is half done is finished, what is not begun stays in the database for the next start
            await asyncio.gather(
                client.under_way.finished(_LAST_ANSWERS),
                *(loop.stop() for loop in (client.publisher, self.timers, *client.loops)),
                self.alive.stop(),
            )


def _release_claims(unit: Unit) -> None:
    """Whoever held them was ended in the middle; what they did not finish is taken up again at once."""
    unit.publishing.release_all()
    unit.timers.release_all()
    unit.mirror.release_all()


def features() -> list[str]:
    """The cogs, one a feature."""
    return sorted(f"cogs.{module.name}" for module in pkgutil.iter_modules(cogs.__path__))


def build_services(config: Config, database: Database) -> Services:
    reader = SiteReader(config.scrape)
    free = config.meetings.free_days()
    searching = SearchService(database)
    return Services(
        agenda=AgendaService(database),
        dataset=DatasetService(database),
        desk=DeskService(database, free),
        desk_due=DeskDue(database, free),
        desk_listing=DeskListing(database),
        desk_threads=DeskThreads(database, free),
        desk_work=DeskWork(database, free),
        desk_asking=DeskAskingService(database, searching, free),
        desk_door=DeskDoor(database),
        desk_closing=DeskClosing(database, free),
        digests=DigestService(database),
        drafts=DraftService(database),
        evenings=EveningService(database),
        events=EventService(database),
        sectors=SectorService(database),
        setup=SetupService(database, config.new_community()),
        sources=SourceService(database, reader, interval_minutes=config.scrape.interval_minutes),
        themes=ThemeService(database),
        roles=RoleService(database),
        dissent=DissentService(database),
        explaining=ExplainingService(database),
        rules=RuleService(database),
        linking=LinkService(database, reader),
        matching=MatchingService(database),
        meetings=MeetingService(database, agenda_words),
        meeting_agenda=MeetingAgendaService(database),
        minutes=MinutesService(database, minutes_lines, DecisionService(database)),
        minutes_reading=MinutesReading(database, minutes_lines),
        actions=ActionService(database),
        party=PartyService(database, DecisionService(database)),
        meeting_planning=MeetingPlanning(database, free, agenda_words),
        meeting_polls=MeetingPollService(database, agenda_words),
        meeting_people=MeetingPeople(database),
        meeting_reminders=MeetingReminders(database),
        meeting_rooms=MeetingRooms(database, agenda_words),
        meeting_rhythm=MeetingRhythm(database, free, agenda_words),
        mirror=MirrorService(database),
        posters=PosterService(database, Press(), config.posters.look(), config.web.public_url),
        preferences=PreferenceService(database),
        privacy=PrivacyService(database, free),
        reminders=ReminderService(database),
        reading=ReadingService(database, reader),
        vanishing=VanishingService(database),
        venues=VenueService(database),
        decisions=DecisionService(database),
        poll_drafts=PollDraftService(database),
        voting=VotingService(database),
        seats=SeatService(database),
        closing=ClosingService(database),
        register=RegisterService(database),
        mandates=MandateService(database),
        presets=PresetService(database),
        outages=OutageService(database),
        knowledge=KnowledgeService(database),
        searching=searching,
        asking=AskingService(database, searching),
        guides=GuideService(database),
        workflows=WorkflowService(database),
        assembly=AssemblyService(database),
        settlement=SettlementService(database),
        writing=WritingService(database),
        directory=DirectoryService(database),
        directory_drafts=DirectoryDraftService(database),
        directory_people=DirectoryPeople(database),
        introductions=IntroductionService(database),
        leases=LeaseService(database),
        reaching=ReachingService(database),
        dossiers=DossierService(database),
        dossier_keeping=DossierKeeping(database),
        dossier_due=DossierDue(database),
        desk_often=DeskOften(database, MeetingAgendaService(database), agenda_wording),
        dispensable=DispensableService(database, MeetingAgendaService(database)),
    )
