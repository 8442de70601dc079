"""Is this a question, and is it for us? What people type in a channel, with its mentions taken out."""

import re
from dataclasses import dataclass
from typing import Final

from domain.texts import one_line

MOST: Final = 4000
"""Characters of a question that are read; a message on Discord holds no more."""

_NOBODY: Final = re.compile(
    r"<(?:@[!&]?|#|/[^:>]{1,100}:|a?:\w{1,32}:|t:|id:)-?\w*(?::\w)?>|@(?:everyone|here)\b"
)
_SOMEBODY: Final = re.compile(r"<@[!&]?\d+>|@(?:everyone|here)\b")
_LINK: Final = re.compile(r"https?://\S+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?", re.UNICODE)

_FIRST_WORDS: Final = """
hoe wat waar wanneer wie welke welk waarom waarvoor hoeveel hoelang mag moet kan kun kunnen mogen moeten is
zijn heeft heb hebben zou weet weten ken kent zoek
how what where when who which why whose may must can could should would does do did is are has have will
wie wo wann wer welche warum darf muss kann
"""
_ASKS: Final = frozenset(_FIRST_WORDS.split())
"""A sentence that begins with one of these asks something (German too: it gets an honest answer)."""

_FRIENDLY: Final = """
hallo hoi hey hi hello hee heey yo dag goedemorgen goedemiddag goedenavond morgen avond moin mogge goede
goeie good morning evening afternoon night welterusten doei later bye ciao tot ziens dank dankje dankjewel
bedankt thanks thank thx thnx ty merci danke je jou u you wel hoor er veel very much so ok oke okay oké top
super nice mooi cool leuk fijn lekker geweldig great lol haha hahaha hihi grapje ja jep yep yes nee nope no
graag gedaan welkom welcome sorry helder duidelijk clear snap goed het the is dat that allemaal allen
iedereen all everyone everybody sektor bot beste lieve dear there weer again een a fijne day weekend prettig
geniet enjoy
"""
_TALK: Final = frozenset(_FRIENDLY.split())
"""Somebody who uses only these words greets, thanks or agrees."""

_APPROVAL: Final = frozenset("👍👌🙏❤🧡💛💚💙💜🖤🤍♥😀😃😄😁😊🙂😉😍🥰👏🙌🎉✅🤝💪🔥")
"""Emoji that people answer with; alone they ask nothing."""

_PLAIN_TOO: Final = """
is zijn heeft heb hebben kan kun can do does did has have are will moet mag zou weet
"""
_NEEDS_MARK: Final = frozenset(_PLAIN_TOO.split())
"""Words that begin a plain sentence as often as a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is the question without mentions; one without any word ("?!") gets an honest no."""

    text: str


def without_mentions(text: str) -> str:
    """The words alone: people, roles, channels, custom emoji and timestamps left out; one line."""
    return one_line(_NOBODY.sub(" ", text[: 2 * MOST]))[:MOST]


def is_talk(text: str) -> bool:
    """Greetings, thanks and agreement: nothing that one would look up."""
    plain = _LINK.sub(" ", text)
    words = [word.casefold() for word in _WORD.findall(plain)]
    if not words:
        signs = [c for c in plain if not c.isspace() and c not in ".,!\ufe0f\u200d"]
        return bool(plain.strip() or not text.strip()) and all(sign in _APPROVAL for sign in signs)
    return all(word in _TALK for word in words)


def asks(text: str) -> bool:
    """Whether it reads as a question: it has a question mark, or begins as questions do."""
    plain = _LINK.sub(" ", text).strip()
    words = [word.casefold() for word in _WORD.findall(plain)]
    if not words:
        return False
    if "?" in plain:
        return True
    return len(words) >= 3 and words[0] in _ASKS and words[0] not in _NEEDS_MARK


def for_us(text: str, *, bot: int, listens: bool, direct: bool) -> Asked | None:
    """The question that a message puts to the bot; None for talk and for what is meant for somebody else.

    `direct`: a private message, which is for us whatever it says. `listens`: the channel is there for
    questions, and the bot may read in it what does not mention it; what mentions somebody else there is for
    them. A mention in the middle of a sentence is about the bot rather than for it, unless that sentence
    asks something.
    """
    question = without_mentions(text)
    if direct:
        return Asked(question) if text.strip() else None
    trimmed = text.strip()
    if re.search(rf"<@!?{bot}>", trimmed):
        if is_talk(question):
            return None
        at_edge = re.fullmatch(rf"(?s)<@!?{bot}>.*|.*<@!?{bot}>[\s?!.]*", trimmed) is not None
        return Asked(question) if at_edge or asks(question) else None
    if not listens or _NOBODY.match(trimmed) or _SOMEBODY.search(trimmed) or is_talk(question):
        return None
    return Asked(question) if asks(question) else None


_DUTCH: Final = """
de het een hoe ik voor mijn van wat waar wanneer mag moet kan en op niet naar bij om met je jij wij ons zijn
is er hoeveel welke waarom heb heeft nodig krijg kost kosten aanvragen regel vraag vind doe maak nog ook als
dat die dit wie
"""
_ENGLISH: Final = """
the a an how i for my of what where when may must can and on not to at with you we our are there how much
which why do does need get cost costs apply find make who that this it if need should have has want
"""
_GERMAN: Final = """
der die das ein eine wie ich für mein was wo wann darf muss kann und auf nicht zu bei mit wir sind gibt eine
einen viel welche warum brauche bekomme kostet beantragen finde
"""
_OF: Final = {
    "nl": frozenset(_DUTCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
}


def language_of(text: str) -> str:
    """The language in which to answer: nl, en, or empty where the words do not tell. Who writes in another
    language gets English."""
    words = {word.casefold() for word in _WORD.findall(text)}
    scores = {name: len(words & known) for name, known in _OF.items()}
    best = max(scores.values())
    first = [name for name, score in scores.items() if score == best]
    if best == 0 or len(first) > 1:
        return ""
    return first[0] if first[0] == "nl" else "en"
