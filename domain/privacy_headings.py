"""What is stored of a person, kind by kind, as people are told: what it is, and why not all of it goes."""

from typing import Final

from domain.privacy import Heading
from domain.when.answers import Message

PREFERENCES: Final = Heading("preferences", Message("What you like to hear of"))
INTERESTS: Final = Heading("interests", Message("Events you are interested in"))
LISTED: Final = Heading(
    "listed",
    Message("Events that you marked on Discord's own list"),
    Message(
        "Discord shows this to every bot as long as you are interested there. It goes once the event is off "
        "that list, or you take it back there."
    ),
)
EVENTS: Final = Heading(
    "events",
    Message("Events you entered"),
    Message("They stand in the agenda for everyone, so they stay; your name goes from them."),
)
DRAFTS: Final = Heading("drafts", Message("Drafts that you did not send"))
FINDS: Final = Heading("finds", Message("Links that you had looked up"))
DESK: Final = Heading(
    "desk",
    Message("Questions at the desk: what you asked, and what you answered others"),
    Message(
        "What you asked goes, with all that was said to you about it; what is still open is closed. Its "
        "number, sector and times stay for the figures. An answer that you gave somebody stays theirs, "
        "without your name; a question that you still carry keeps it until it is closed."
    ),
)
DIRECTORY: Final = Heading(
    "directory",
    Message("The directory: what you want to be found with, and entries that you help to keep"),
    Message(
        "Your own entry goes. An entry of an organisation stays, without you as its contact or who made it."
    ),
)
INTRODUCTIONS: Final = Heading("introductions", Message("Introductions that you asked for or were asked"))
CONTACT: Final = Heading("contact", Message("How people may reach you about your sector"))
DOSSIERS: Final = Heading(
    "dossiers",
    Message("Dossiers: those you carry, where you are let in, and what you wrote in them"),
    Message(
        "A dossier has to tell afterwards what happened, so it stays without your name. One that you carry "
        "keeps it until it is closed."
    ),
)
KB: Final = Heading("kb", Message("What you asked the knowledge base"))
KB_VOTES: Final = Heading("kb_votes", Message("Whether an answer helped you"))
ARTICLES: Final = Heading(
    "articles",
    Message("Articles and workflows you wrote or checked"),
    Message("The knowledge base is everyone's, so they stay; that they are yours is taken out."),
)
RUNS: Final = Heading(
    "runs",
    Message("Workflows you are working through"),
    Message("Those you share with others stay with them; yours alone go."),
)
WISHES: Final = Heading("wishes", Message("When you want to be reminded of meetings"))
COMINGS: Final = Heading("comings", Message("Which dates suit you, and whether you come"))
ATTENDANCE: Final = Heading(
    "minutes",
    Message("Meetings you were at, and their minutes"),
    Message(
        "Minutes are a register and stay; a number stands where you were. Of a meeting that goes on right "
        "now, as soon as it is over. What others wrote about you in their own words stays."
    ),
)
ACTIONS: Final = Heading(
    "actions",
    Message("Action points"),
    Message("What was agreed stays, and is nobody's any more."),
)
MEETINGS: Final = Heading(
    "meetings",
    Message("Meetings you planned, and what you put on an agenda"),
    Message("They stay; that it was you is taken out."),
)
DECISIONS: Final = Heading(
    "decisions",
    Message("Decisions: your seats, votes and reasons, and those you started or own"),
    Message(
        "The register has to add up, so your vote stays, and a number stands where you were. Each file is "
        "sealed anew and says so. A decision that is still open is not touched: you keep your vote in it, "
        "and your name goes once it has ended. Of a secret vote nobody knows who cast which."
    ),
)
MUTES: Final = Heading("mutes", Message("Decisions of which you are not reminded"))
ASSEMBLY: Final = Heading(
    "assembly",
    Message("General assemblies: convocations, presence, proxies and ideas"),
    Message(
        "The record of the assemblies has to add up, so it stays, and a number stands where you were. While "
        "an assembly is to come or goes on, or a settlement is not finished, it waits until that is over."
    ),
)
POLL_DRAFTS: Final = Heading("poll_drafts", Message("Decisions and assemblies that you prepared"))
PARTY: Final = Heading(
    "party",
    Message("Where your place wants to host the party"),
    Message("It is about the place, so it stays; that it was you is taken out."),
)
SOURCES: Final = Heading(
    "sources",
    Message("Agendas that you had read"),
    Message("They are read on; that it was you who added them is taken out."),
)
APPOINTMENTS: Final = Heading(
    "appointments",
    Message("The sectors you carry"),
    Message(
        "As long as you carry a sector people have to know who it is. Have somebody else appointed, and it "
        "is gone."
    ),
)
POSTINGS: Final = Heading(
    "postings",
    Message("Private messages that the bot sent you"),
    Message("It forgets them; what already stands in your own messages is yours to delete."),
)
JOURNAL: Final = Heading(
    "journal",
    Message("The journal: what you did here, and when"),
    Message("What was changed stays, to explain it afterwards; that it was you is taken out."),
)
