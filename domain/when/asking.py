"""More than one meaning -> a question with a button for each."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.when.answers import AskBack, Choice, Message, When
from domain.when.hours import part_of
from domain.when.local_time import instants
from domain.when.words import Part

# a row of Discord buttons holds five
_MOST_CHOICES = 5


def answer(meanings: list[When], words: str, zone: ZoneInfo) -> When | AskBack:
    """The one meaning, or the question which of them is meant; `words` are what the person typed."""
    if len(meanings) == 1:
        return meanings[0]
    meanings = meanings[:_MOST_CHOICES]
    starts_differ = len({_key(when.start) for when in meanings}) > 1
    moments = [when.start if starts_differ else when.end or when.start for when in meanings]
    choices = tuple(
        Choice(_label(moment, moments, until=not starts_differ), when)
        for moment, when in zip(moments, meanings, strict=True)
    )
    return AskBack(_question(moments, words, zone), choices)


def _key(moment: date) -> object:
    return (moment, moment.fold) if isinstance(moment, datetime) else moment


def _question(moments: list[date], words: str, zone: ZoneInfo) -> Message:
    times = [moment for moment in moments if isinstance(moment, datetime)]
    if len(times) == 2:
        first, second = (moment.replace(tzinfo=None) for moment in times)
        if first == second:
            return Message(
                "On {date} the clock goes back and {time} comes twice. Which one do you mean?",
                {"date": first.date(), "time": first.time()},
            )
        # the two times offered for a skipped one lie equally far from it
        middle = (first + (second - first) / 2).replace(fold=0)
        if not instants(middle, zone):
            return Message(
                "On {date} the clock goes forward and {time} does not exist. Which time do you mean?",
                {"date": middle.date(), "time": middle.time()},
            )
    if not times:
        return Message("Which day do you mean with “{read}”?", {"read": words})
    if len(times) == len(moments) and len({moment.date() for moment in times}) == 1:
        if {part_of(moment.time()) for moment in times} == {Part.MORNING, Part.EVENING}:
            return Message("Do you mean “{read}” in the morning or in the evening?", {"read": words})
        return Message("Which time do you mean with “{read}”?", {"read": words})
    return Message("Which of these do you mean with “{read}”?", {"read": words})


def _label(moment: date, moments: list[date], *, until: bool) -> Message:
    if not isinstance(moment, datetime):
        return Message("{date}", {"date": moment})
    others = [other for other in moments if isinstance(other, datetime)]
    wall = moment.replace(tzinfo=None)
    if sum(other.replace(tzinfo=None, fold=0) == wall.replace(fold=0) for other in others) > 1:
        # summer time is the one that comes first and lies furthest from UTC
        if moment.fold == 0:
            return Message("{when}, the first time (summer time)", {"when": moment})
        return Message("{when}, the second time (winter time)", {"when": moment})
    if until:
        return Message("until {when}", {"when": moment})
    if len({other.date() for other in others}) == 1 and len(others) == len(moments):
        return _hour_label(moment)
    return Message("{when}", {"when": moment})


def _hour_label(moment: datetime) -> Message:
    places = {"time": moment.time()}
    match part_of(moment.time()):
        case Part.MORNING:
            return Message("{time} in the morning", places)
        case Part.AFTERNOON:
            return Message("{time} in the afternoon", places)
        case Part.EVENING:
            return Message("{time} in the evening", places)
        case Part.NIGHT:
            return Message("{time} at night", places)
