"""Taking people out of a text: what they are called, and how they can be reached.

Errs on the side of taking out too much: whoever looks through the text afterwards can put a word back, and
nobody can take back what was published. Nothing here can know a name that it was not told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_MENTION: Final = re.compile(r"<@!?\d{1,20}>")
_LINK: Final = re.compile(r"https?://(?:\w+\.)?discord(?:app)?\.com/(?:channels|users)/\S+", re.IGNORECASE)
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@|\s?[(\[](?:at|apenstaart)[)\]]\s?)[\w-]+(?:\.[\w-]+)+")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_PHONE: Final = re.compile(
    r"(?<![\w/.,-])"
    r"(?:\(0\d{1,4}\)(?:[ .\-–/]{0,2}\d){5,10}|(?:\+|00|0)(?:[ ().\-–/]{0,2}\d){8,14})"
    r"(?![\w/-])"
)
_HANDLE: Final = re.compile(r"(?<![\w@/.])@(?!everyone\b|here\b)[A-Za-z_][\w.]{2,30}\b")

_SMALL: Final = frozenset(
    word
    for line in (
        "aan and bij de den der des die dit een en for het hoe in is jou jouw met mij naar niet of on onze",
        "op per te ten ter the tot uit van voor wat wie with you your zij zijn von und del la le du",
        "sector loket desk music muziek event team bot kunst art club",
    )
    for word in line.split()
)
"""Parts of a display name that are ordinary words: on their own they name nobody."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in place of what was taken out, in the text's language."""

    name: str = "[…]"
    mail: str = "[…]"
    phone: str = "[…]"
    account: str = "[…]"


@dataclass(frozen=True, slots=True)
class Redacted:
    """`taken` is what was taken out, each once, in the order in which it stood there."""

    text: str
    taken: tuple[str, ...] = field(default=())


def redacted(text: str, names: Iterable[str], marks: Marks) -> Redacted:
    """`text` without these names (whole, and each of their parts that is no ordinary word), mentions, links
    into Discord, e-mail addresses, phone and account numbers."""
    taken: list[str] = []

    def take(pattern: re.Pattern[str], mark: str, text: str) -> str:
        def one(match: re.Match[str]) -> str:
            taken.append(match[0])
            return mark

        return pattern.sub(one, text)

    text = take(_LINK, marks.name, text)
    text = take(_MENTION, marks.name, text)
    text = take(_MAIL, marks.mail, text)
    text = take(_IBAN, marks.account, text)
    text = take(_PHONE, marks.phone, text)
    text = take(_HANDLE, marks.name, text)
    named = named_in(names)
    if named is not None:
        text = take(named, marks.name, text)
    doubled = re.escape(marks.name)
    text = re.sub(rf"{doubled}(?:\s+{doubled})+", marks.name, text)
    return Redacted(text, tuple(dict.fromkeys(taken)))


def named_in(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds these names: a whole one however it is written, a part only with its capital."""
    whole, parts = set[str](), set[str]()
    for name in names:
        words = name.split()
        if len(name.strip()) >= 2 and name.strip().casefold() not in _SMALL:
            whole.add(r"\s+".join(re.escape(word) for word in words))
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name):
            if len(word) >= 3 and word.casefold() not in _SMALL:
                parts.add(re.escape(word[0].upper() + word[1:]))
    if not whole and not parts:
        return None
    longest_first = sorted(whole, key=len, reverse=True)
    alternatives = [f"(?i:{one})" for one in longest_first] + sorted(parts, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?:['’]s|s(?!\w))?(?!\w)")
