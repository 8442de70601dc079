"""What meetings are called, and what the agenda says of the public ones."""

from bot.i18n import Say
from bot.telling import language_name
from domain.communities import Community
from domain.meetings.kinds import Audience, Kind
from domain.meetings.meeting import Meeting
from domain.meetings.rhythm import Rule


def kind_name(kind: Kind, say: Say) -> str:
    names = {
        Kind.MONTHLY: say("Monthly meeting of the sector heads"),
        Kind.QUARTERLY: say("Quarterly meeting of De Sektor"),
        Kind.ASSEMBLY: say("General assembly"),
        Kind.PARTY: say("De Sektor Party"),
        Kind.OTHER: say("Meeting"),
    }
    return names[kind]


def audience_name(audience: Audience, say: Say) -> str:
    names = {
        Audience.HEADS: say("for sector heads"),
        Audience.MEMBERS: say("for members"),
        Audience.EVERYONE: say("everyone is welcome"),
    }
    return names[audience]


def title_of(meeting: Meeting, say: Say) -> str:
    return meeting.title or kind_name(meeting.kind, say)


def languages(meeting: Meeting | Rule, say: Say) -> str:
    """What is different for internationals: the language, and whether somebody translates."""
    words = language_name(meeting.language, say)
    if meeting.translation:
        return say("{language}; somebody translates for you", language=words)
    return words


def agenda_words(meeting: Meeting, community: Community) -> tuple[str, str]:
    """Title and description of a public meeting in the agenda: in both languages, whatever the server's own,
    since everyone is welcome."""
    say = Say(community.locale, community.zone)
    voices = [say, Say("en" if community.locale != "en" else "nl", community.zone)]
    parts = [meeting.about] if meeting.about else []
    parts += [_welcome(meeting, voice) for voice in voices]
    return title_of(meeting, say), "\n\n".join(parts)


def _welcome(meeting: Meeting, say: Say) -> str:
    welcome = say("EVERYONE is welcome: you need not be a member, and it costs nothing to come in.")
    if meeting.kind is Kind.PARTY:
        welcome = say("EVERYONE is welcome, member or not.")
    if not meeting.title:
        welcome = f"{kind_name(meeting.kind, say)}. {welcome}"
    return f"{welcome} {say('Language: {language}.', language=languages(meeting, say))}"
