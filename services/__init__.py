"""The use cases, one module a feature. `Services` is what the surfaces are handed."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Services:
    agenda: AgendaService
    dataset: DatasetService
    desk: DeskService
    desk_due: DeskDue
    desk_listing: DeskListing
    desk_threads: DeskThreads
    desk_work: DeskWork
    desk_asking: DeskAskingService
    desk_door: DeskDoor
    desk_closing: DeskClosing
    digests: DigestService
    drafts: DraftService
    evenings: EveningService
    events: EventService
    sectors: SectorService
    setup: SetupService
    sources: SourceService
    themes: ThemeService
    roles: RoleService
    dissent: DissentService
    explaining: ExplainingService
    rules: RuleService
    linking: LinkService
    matching: MatchingService
    meetings: MeetingService
    meeting_agenda: MeetingAgendaService
    minutes: MinutesService
    minutes_reading: MinutesReading
    actions: ActionService
    party: PartyService
    meeting_planning: MeetingPlanning
    meeting_polls: MeetingPollService
    meeting_people: MeetingPeople
    meeting_reminders: MeetingReminders
    meeting_rooms: MeetingRooms
    meeting_rhythm: MeetingRhythm
    preferences: PreferenceService
    privacy: PrivacyService
    mirror: MirrorService
    posters: PosterService
    reading: ReadingService
    reminders: ReminderService
    vanishing: VanishingService
    venues: VenueService
    decisions: DecisionService
    poll_drafts: PollDraftService
    voting: VotingService
    seats: SeatService
    closing: ClosingService
    register: RegisterService
    mandates: MandateService
    presets: PresetService
    outages: OutageService
    knowledge: KnowledgeService
    searching: SearchService
    asking: AskingService
    guides: GuideService
    workflows: WorkflowService
    assembly: AssemblyService
    settlement: SettlementService
    writing: WritingService
    directory: DirectoryService
    directory_drafts: DirectoryDraftService
    directory_people: DirectoryPeople
    introductions: IntroductionService
    leases: LeaseService
    reaching: ReachingService
    dossiers: DossierService
    dossier_keeping: DossierKeeping
    dossier_due: DossierDue
    desk_often: DeskOften
    dispensable: DispensableService
