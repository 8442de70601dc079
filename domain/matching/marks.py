"""Marks: the part of a title that tells two of a kind apart (number 3, day 2, the late show, 8+)."""

import re
from typing import Final

Mark = tuple[str, str]
"""What it counts and its value: ("number", "3"). Two titles with different values of one kind are two."""

_ROMAN: Final = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_SHORT_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_COUNTING: Final = {
    word: number
    for number, words in enumerate(
        (
            "een one eerste first 1e 1ste 1st",
            "twee two tweede second 2e 2de 2nd",
            "drie three derde third 3e 3de 3rd",
            "vier four vierde fourth",
            "vijf five vijfde fifth",
            "zes six zesde sixth",
        ),
        1,
    )
    for word in words.split()
}
_WEEKDAYS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            "maandag monday",
            "dinsdag tuesday",
            "woensdag wednesday",
            "donderdag thursday",
            "vrijdag friday",
            "zaterdag saturday",
            "zondag sunday",
        )
    )
    for word in words.split()
}
_MONTHS: Final = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|march|mar|apr(?:il)?|mei|may|juni?|june?|juli?|july?"
    r"|aug(?:ustus|ust)?|sep(?:t|tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ANY_NUMBER: Final = r"(?P<n>\d{1,4}|[ivx]{1,4}|" + "|".join(_COUNTING) + r")\b"
_ORDINAL: Final = r"(?P<n>\d{1,3}(?=e\b|de\b|ste\b|th\b|st\b|nd\b|rd\b)|" + "|".join(_COUNTING) + r")"

_COUNTED: Final = "editie|edition|keer|deel|ronde|round|part|aflevering|episode"

_NOISE: Final = re.compile(
    r"\b(?:van |op |on )?(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)?\.?\s?"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}\b(?: 20\d\d)?"
    rf"|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:20)?\d\d\b|\b\d{{1,2}}/\d{{1,2}}\b"
    r"|\b(?:inloop|deuren?|doors|aanvang)?:? ?\d{1,2}[:.]\d\d(?: ?(?:uur|u|h|pm|am)\b)?"
    r"|\b\d{1,2} ?(?:uur|pm|am)\b"
)
"""Dates and times of day: the event's own fields know them better."""

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str], str | None], ...]] = tuple(
    (kind, re.compile(pattern), value)
    for kind, pattern, value in (
        ("age", r"\b(?P<n>\d{1,2})\s?(?:-|–|tot|t/m|to)\s?\d{1,2}\s?(?:jaar|jr|years?)\b", None),
        ("age", r"\b(?:vanaf |from )?(?P<n>\d{1,2})\s?(?:\+|jaar en ouder|jaar|jr\b|years? and up)", None),
        ("spoken", r"\b(?:nl|nederlands)[ -](?:gesproken|versie|ingesproken)\b|\(nl\)|\bdubbed\b", "nl"),
        ("spoken", r"\(ov\)|\bov$|\boriginal version\b|\b(?:engels gesproken|english spoken)\b", "ov"),
        ("level", r"\b(?:voor |for )?(?:beginners?|starters)\b|\bbasis(?=cursus|training)", "1"),
        ("level", r"\b(?:voor |for )?(?:gevorderden?|advanced)\b|\bvervolg(?=cursus|training)", "2"),
        ("show", rf"{_ORDINAL}\w{{0,3}} (?:show|voorstelling|set)\b", None),
        ("show", r"\b(?:early|vroege?|matinee|middag|ochtend)[ -]?(?:show|voorstelling)\b", "1"),
        ("show", r"\bmatinee\b|\(vroeg\)", "1"),
        ("show", r"\b(?:late|laat|avond)[ -]?(?:show|voorstelling)\b|\blate night\b|\(laat\)", "2"),
        ("show", r"(?<=[,(|:–-])\s*(?:middag|ochtend|afternoon|morning)\)?\s*$", "1"),
        ("show", r"(?<=[,(|:–-])\s*(?:avond|evening)\)?\s*$", "2"),
        ("round", r"\b(?:halve finales?|semi-?finals?)\b", "semi"),
        ("round", r"\b(?:voorrondes?|heats?|qualifiers?)\b", "heat"),
        ("round", r"\b(?:finale|finals?)\b", "final"),
        ("day", rf"\b(?:dag|day) {_ANY_NUMBER}", None),
        ("day", rf"{_ORDINAL}\w{{0,3}} (?:dag|day)\b", None),
        ("group", r"\b(?:groep|group|klasse|class|zaal|room) (?P<n>[a-h]|\d{1,2})\b", None),
        ("group", r"(?<=\w{3})\s(?P<n>[a-h])\s*$", None),
        ("number", rf"{_ORDINAL}\w{{0,3}} (?:{_COUNTED})\b", None),
        ("number", r"#\s?(?P<n>\d{1,4})\b", None),
        (
            "number",
            r"\b(?:vol(?:ume)?|deel|part|pt|editie|edition|ed|nr|no|nummer|number|aflevering|afl|episode"
            r"|ep|ronde|round|sessie|session|seizoen|season|hoofdstuk|chapter|les|lesson|week|programma)"
            rf"\.? ?#?{_ANY_NUMBER}",
            None,
        ),
    )
)
_YEAR: Final = re.compile(r"(?<![\w#])(20[0-4]\d)(?!\w)")
_EIGHTIES: Final = re.compile(r"\bjaren '?(\d0)\b")
_NUMBER_AT_END: Final = re.compile(r"(?<=\w)\W+(?P<n>\d{1,4}|" + "|".join(_ROMAN) + r")\W*$")
_NUMBER_BEFORE_COLON: Final = re.compile(r"(?<=[^\W\d])\s(?P<n>\d{1,3})(?=\s?[:|–]|\s-\s)")
_WEEKDAY: Final = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b")
_WORDS_LEFT: Final = re.compile(r"[^\W\d_]{2,}|\d{3,}")


def read_marks(text: str) -> tuple[frozenset[Mark], str]:
    """The marks of a folded title and the title without them.

    A weekday stays in the title, since it is a name as often ("Drone Zondag"); nothing is taken that would
    leave no title ("1984").
    """
    text = _EIGHTIES.sub(r"\1s", text)
    text = _without(text, _NOISE)
    marks: set[Mark] = {("weekday", _WEEKDAYS[found]) for found in _WEEKDAY.findall(text)}
    for kind, pattern, value in _PATTERNS:
        match = pattern.search(text)
        number = value or (_number(match["n"]) if match else None)
        if match and number:
            rest = text[: match.start()] + " " + text[match.end() :]
            if _WORDS_LEFT.search(rest):
                marks.add((kind, number))
                text = rest
    year = _YEAR.search(text)
    if year and _WORDS_LEFT.search(text.replace(year[1], " ")):
        marks.add(("year", year[1]))
        text = text.replace(year[1], " ")
    if not any(kind in {"number", "day", "show"} for kind, _ in marks):
        match = _NUMBER_BEFORE_COLON.search(text) or _NUMBER_AT_END.search(text)
        if match and (number := _number(match["n"])):
            marks.add(("number", number))
            text = text[: match.start()] + " " + text[match.end() :]
    return frozenset(marks), text


def contradiction(one: frozenset[Mark], other: frozenset[Mark]) -> tuple[str, str, str] | None:
    """The first kind of mark (by name) on which two titles disagree, with the lower and the higher value."""
    for kind in sorted({kind for kind, _ in one} & {kind for kind, _ in other}):
        ours = {value for name, value in one if name == kind}
        theirs = {value for name, value in other if name == kind}
        if not ours & theirs:
            low, high = sorted((min(ours), min(theirs)))
            return kind, low, high
    return None


def _without(text: str, pattern: re.Pattern[str]) -> str:
    rest = pattern.sub(" ", text)
    return rest if _WORDS_LEFT.search(rest) else text


def _number(text: str) -> str | None:
    if text.isdecimal():
        return str(int(text))
    number = _COUNTING.get(text) or _ROMAN.get(text) or _SHORT_ROMAN.get(text)
    return str(number) if number else text if len(text) == 1 else None
