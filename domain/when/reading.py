"""Text -> pieces: the left-to-right reading that both strict and tolerant readers share."""

import re

from domain.when.clock_rules import CLOCK_RULES
from domain.when.date_rules import DATE_RULES
from domain.when.pieces import Found, Mark, Number, Piece, Role, Until, Year
from domain.when.rule import Rule, rule
from domain.when.text import normalise
from domain.when.words import DOORS_ROLES, END_ROLES, FILLERS, START_ROLES, alternation


def _always(pattern: str, piece: Piece) -> Rule:
    return rule(pattern, lambda match: (piece,))


def _words(words: str) -> str:
    return alternation(words.split())


_MONEY = r"[€$£]\s*\d+(?:[.,](?:\d\d|-))?-?|\d+(?:[.,](?:\d\d|-))?\s*(?:euro|eur|€)"
_SMALL_RULES: tuple[Rule, ...] = (
    _always(r"(?:tot|until|till?|-)\s*(?:laat|late|the\s+end|\?)|open\s+end(?:e|ed)?", Mark.FILLER),
    _always(
        r"tot\s+en\s+met|t/m|tm|t\.m\.|tot|until|till|til|through|thru|to|bis|up\s+to", Until(loose=False)
    ),
    _always(rf"(?:zaal|deuren|deur|doors?)\s+(?:gaan\s+)?opens?|{_words(DOORS_ROLES)}", Role.DOORS),
    _always(_words(START_ROLES), Role.START),
    _always(_words(END_ROLES), Role.END),
    _always(r"om|at|vanaf|van|from|ab", Mark.LEAD),
    _always(_words(FILLERS), Mark.FILLER),
    _always(r"a\.s\.?|aanstaande", Mark.FILLER),  # "13 maart a.s."
    rule(r"(?P<year>20\d\d)(?!:)", lambda match: (Year(int(match["year"])),)),
    rule(r"\d{1,2}", lambda match: (Number(int(match[0])),)),
    Rule(re.compile(r"@"), lambda match: (Mark.LEAD,)),
    Rule(re.compile(r"[-/>]+"), lambda match: (Until(loose=True),)),
    Rule(re.compile(r"[,;:|()\[\]\"'!?.~*&“”„«»·•_]+"), lambda match: (Mark.FILLER,)),
)
_UNKNOWN = re.compile(r"\w+|[^\w\s]+")
_SPACE = re.compile(r"\s+")
_MONEY_RULE = _always(_MONEY, Mark.UNKNOWN)

_RULES = (_MONEY_RULE, *DATE_RULES, *CLOCK_RULES, *_SMALL_RULES)


def read(text: str) -> list[Found]:
    """All pieces of `text`, left to right; nothing is dropped, so what was not understood can be told."""
    plain = normalise(text)
    found: list[Found] = []
    position, length = 0, len(plain.plain)
    while position < length:
        if space := _SPACE.match(plain.plain, position):
            position = space.end()
            continue
        pieces, end = _read_one(plain.plain, position)
        typed = plain.typed(position, end)
        found.extend(Found(piece, typed, position) for piece in pieces)
        position = end
    return found


def _read_one(plain: str, position: int) -> tuple[tuple[Piece, ...], int]:
    for candidate in _RULES:
        match = candidate.pattern.match(plain, position)
        if match and match.end() > position and (pieces := candidate.build(match)) is not None:
            return pieces, match.end()
    unknown = _UNKNOWN.match(plain, position)
    return (Mark.UNKNOWN,), unknown.end() if unknown else position + 1
