"""The vocabulary: which words mean which weekday, month, number or part of the day.

Dutch and English are equals here; German is welcome, because the border is ten kilometres away.
All words stand in lower case and without accents, as `text.normalise` leaves them.
"""

import re
from collections.abc import Iterable
from enum import Enum


class Part(Enum):
    """The part of the day that tells 8 in the morning from 8 in the evening."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Modifier(Enum):
    """What stands before a weekday: "this", "coming", "next" or "last" Friday."""

    THIS = "this"
    COMING = "coming"
    NEXT = "next"
    LAST = "last"


def _numbered(names: Iterable[str], first: int = 0) -> dict[str, int]:
    return {name: number for number, group in enumerate(names, first) for name in group.split()}


WEEKDAYS = _numbered(
    (
        "maandag maandags ma maan monday mondays mon montag mo",
        "dinsdag dinsdags di din dins tuesday tuesdays tue tues dienstag",
        "woensdag woensdags wo woe woens wednesday wednesdays wed weds mittwoch mi",
        "donderdag donderdags do don donder thursday thursdays thu thur thurs donnerstag",
        "vrijdag vrijdags vr vrij vrijd friday fridays fri freitag fr",
        "zaterdag zaterdags za zat zater saturday saturdays sat samstag sonnabend sa",
        "zondag zondags zo zon sunday sundays sun sonntag so",
    )
)

MONTHS = _numbered(
    (
        "januari january januar jan",
        "februari february februar feb febr",
        "maart march marz maerz mrt mar mrz",
        "april apr",
        "mei may mai",
        "juni june jun",
        "juli july jul",
        "augustus august aug augs",
        "september sep sept",
        "oktober october okt oct",
        "november nov",
        "december dezember dec dez",
    ),
    first=1,
)

NUMBERS = _numbered(
    (
        "een one ein a an",
        "twee two",
        "drie three",
        "vier four",
        "vijf five",
        "zes six",
        "zeven seven",
        "acht eight",
        "negen nine",
        "tien ten",
        "elf eleven",
        "twaalf twelve",
    ),
    first=1,
) | {"twintig": 20, "twenty": 20, "vijfentwintig": 25, "kwart": 15, "kwartier": 15, "quarter": 15}

ORDINALS = {
    **_numbered(("eerste first 1e 1ste 1st", "tweede second 2e 2de 2nd", "derde third 3e 3de 3rd"), first=1),
    **_numbered(("vierde fourth 4e 4de 4th", "vijfde fifth 5e 5de 5th"), first=4),
    "laatste": -1,
    "last": -1,
}

MODIFIERS = {
    **dict.fromkeys(("deze", "dit", "this"), Modifier.THIS),
    **dict.fromkeys(("a.s.", "a.s", "as", "as.", "aanstaande", "komende", "aankomende"), Modifier.COMING),
    **dict.fromkeys(("eerstvolgende", "eerstkomende", "komend", "coming", "upcoming"), Modifier.COMING),
    **dict.fromkeys(("volgende", "volgend", "next"), Modifier.NEXT),
    **dict.fromkeys(("afgelopen", "vorige", "vorig", "last", "past"), Modifier.LAST),
}

PARTS = {
    **dict.fromkeys(("ochtend", "ochtends", "morgens", "morning", "mornings", "vroeg", "vm"), Part.MORNING),
    **dict.fromkeys(("middag", "middags", "namiddag", "afternoon", "nm"), Part.AFTERNOON),
    **dict.fromkeys(("avond", "avonds", "evening", "abend", "abends", "eve"), Part.EVENING),
    **dict.fromkeys(("nacht", "nachts", "night", "nite"), Part.NIGHT),
}

# word -> days from today, and the part of the day that the word carries in itself
DAY_WORDS: dict[str, tuple[int, Part | None]] = {
    **dict.fromkeys(("vandaag", "today", "heute"), (0, None)),
    **dict.fromkeys(("vanochtend", "vanmorgen", "deze ochtend", "this morning"), (0, Part.MORNING)),
    **dict.fromkeys(("vanmiddag", "deze middag", "this afternoon"), (0, Part.AFTERNOON)),
    **dict.fromkeys(("vanavond", "deze avond", "this evening", "heute abend"), (0, Part.EVENING)),
    **dict.fromkeys(("vannacht", "deze nacht", "tonight", "tonite"), (0, Part.NIGHT)),
    **dict.fromkeys(("morgen", "tomorrow", "tmrw", "tomorow", "tommorow", "tommorrow"), (1, None)),
    **dict.fromkeys(("overmorgen", "ubermorgen", "the day after tomorrow", "day after tomorrow"), (2, None)),
    **dict.fromkeys(("gisteren", "yesterday", "gestern"), (-1, None)),
    **dict.fromkeys(("gisteravond", "last night"), (-1, Part.EVENING)),
    "eergisteren": (-2, None),
}

START_ROLES = "aanvang aanvangstijd start starttijd starts begin begint begins beginnt showtime show beginn"
DOORS_ROLES = "doors door deuren deur open opens inloop einlass ontvangst"
END_ROLES = "einde eind eindtijd end ends eindigt curfew ende"
FILLERS = (
    "op on de het the of is en and dan then around rond omstreeks ongeveer about approximately circa ca "
    "dus datum date wanneer when tijd time day dag den der in starting vanuit stipt sharp precies "
    "exact exactly onwards gaat los"
)
# words that only somebody who writes English uses; see `Clock.british`
ENGLISH = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|satur|sun|fri)days?|at|on|next|this|tomorrow|today|tonight|the|of|from|until"
    r"|till|evening|morning|afternoon|night|january|february|march|may|june|july|august|october|coming)\b"
)


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words; the longest first, so that "mon" leaves "monday" whole."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def number(text: str) -> int:
    """The value of digits or of a number word."""
    return int(text) if text.isdigit() else NUMBERS[text]
