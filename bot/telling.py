"""What every surface says of an event in words, on Discord and elsewhere."""

from datetime import timedelta

from bot.i18n import Say
from domain.events import Details, Event, Happening, Language


def when_words(details: Details, say: Say) -> str:
    """The same in words, for reading back: Friday 13 March 2026 20:00 – 23:00."""
    start = details.starts.astimezone(say.zone)
    if not details.time_known:
        first = start.date()
        last = (details.ends.astimezone(say.zone) - timedelta(days=1)).date() if details.ends else first
        return say.day(first) if last <= first else f"{say.day(first)} – {say.day(last)}"
    text = say.moment(start)
    if details.ends is None:
        return text
    end = details.ends.astimezone(say.zone)
    same_night = details.ends - details.starts < timedelta(hours=18)
    return f"{text} – {say.hour(end) if same_night else say.moment(end)}"


def language_name(language: Language, say: Say) -> str:
    names = {
        Language.DUTCH: say("in Dutch"),
        Language.ENGLISH: say("in English"),
        Language.NONE: say("no language needed"),
    }
    return names[language]


def status_word(event: Event, say: Say) -> str:
    words = {
        Happening.CANCELLED: say("cancelled"),
        Happening.POSTPONED: say("postponed"),
        Happening.RESCHEDULED: say("new date"),
        Happening.MOVED_ONLINE: say("moved online"),
    }
    return words.get(event.happening, "")
