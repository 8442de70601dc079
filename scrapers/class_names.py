"""Which class names of a page mean something and will still be there next month."""

import re
from collections import Counter

_PARTS = re.compile(r"[-_]+")
_MIXED = re.compile(r"[A-Za-z]*\d+[A-Za-z].*|\d+|.*\d{2,}.*")
_TURN = re.compile(r"[a-z][A-Z]")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
# what says where an item stands, what it looks like or how it is doing, and differs from item to item
_STATE = re.compile(
    r"(?:is|has|js|no|not|u|o)-.+|first|last|odd|even|active|current|selected|featured|highlight(?:ed)?|uitgelicht|new|nieuw"
    r"|sold-?out|uitverkocht|cancell?ed|afgelast|geannuleerd|hidden|visible|show|open|closed|loaded|lazy\w*|fade\w*|animate\w*"
    r"|aos-.+|wow|hentry|publish|status-.+|type-.+|format-.+|category-.+|cat-.+|tag-.+|genre-.+|post-\d+|has-.+|today|past|future",
    re.IGNORECASE,
)
_UTILITY = re.compile(
    r"(?:-?(?:[mp][trblxyse]?|gap|space|top|left|right|bottom|inset|z|order|basis|min|max|w|h|g[xy]?)-.+|col(?:-.+|s)?|row(?:-.+)?"
    r"|d-.+|flex(?:-.+)?|grid(?:-.+)?|block|inline(?:-.+)?|relative|absolute|fixed|sticky|static|float-.+|clear(?:fix)?|container(?:-fluid)?"
    r"|text-.+|font-.+|bg-.+|border(?:-.+)?|rounded(?:-.+)?|shadow(?:-.+)?|align-.+|justify-.+|items-.+|self-.+|content-.+|overflow-.+"
    r"|transition(?:-.+)?|duration-.+|opacity-.+|object-.+|aspect-.+|leading-.+|tracking-.+|divide-.+|cursor-.+|uppercase|lowercase|truncate|bold|italic|underline|small|large|big|group|wrapper|inner|outer|clickable|pointer|w\d+|h\d+|\w+:.+|\[.+)"
)
_TELLING = re.compile(
    r"event|agenda|item|card|concert|show|gig|voorstelling|programm|act(?:iviteit)?s?\b|entry|listing|article|artikel|tile|teaser"
    r"|dat(?:e|um)|day|dag|time|tijd|when|title|titel|name|naam|heading|kop|link|venue|zaal|locati",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")


def cost(name: str) -> float | None:
    """How little a class is to be relied on, from 0 (says what it is) up; None when it is not to be used."""
    if not _PLAIN.fullmatch(name) or len(name) > 50:
        return None
    if _STATE.fullmatch(name) or any(map(_looks_made_up, _PARTS.split(name))):
        return None
    if _UTILITY.fullmatch(name):
        return 4.0
    return 0.0 if _TELLING.search(name) else 1.0


def _looks_made_up(part: str) -> bool:
    """What build tools put into names: digits among letters, capitals at random, no vowel at all."""
    if _MIXED.fullmatch(part):
        return True
    return 4 < len(part) < 9 and (len(_TURN.findall(part)) > 1 or not _VOWEL.search(part))


def shared(classes: "list[str | None]", least: float = 1.0) -> list[str]:
    """The usable classes that all elements have (or the part `least` of them), the most telling first."""
    counted = Counter(name for written in classes for name in set((written or "").split()))
    wanted = max(1.0, least * len(classes))
    usable = [
        (weight, -times, len(name), name)
        for name, times in counted.items()
        if times >= wanted and (weight := cost(name)) is not None
    ]
    return [name for *_, name in sorted(usable)]


def stems(classes: "list[str | None]") -> list[str]:
    """What CSS modules leave of a name before what changes: `Events_item__` of `Events_item__x1Yz9`."""
    found = [{stem for name in (written or "").split() if (stem := _stem(name))} for written in classes]
    return sorted(set.intersection(*found)) if found else []


def _stem(name: str) -> str | None:
    kept, _, last = name.rpartition("__")
    if not kept or not _PLAIN.fullmatch(name) or not _looks_made_up(last) or cost(kept) is None:
        return None
    return f"{kept}__" if _TELLING.search(kept) else None
