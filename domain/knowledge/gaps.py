"""Gaps: what was asked and not answered, alike questions together, most asked first."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rapidfuzz import fuzz

_ALIKE: Final = 80
"""Of 100 (rapidfuzz's token_set_ratio) for the words that carry meaning."""

_EMPTY: Final = """
de het een en of van voor in op te is zijn ik je jij we wij mijn ons onze er dat die dit deze met als aan om
bij hoe wat waar wanneer wie welke waarom kan kun mag moet hoeveel graag iemand weten weet heeft heb
the a an and or of for in on to is are i you we my our there that this these with as at by do does did
how what where when who which why can may must should much many please anyone know have has get
"""
_SMALL: Final = frozenset(_EMPTY.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`article` is what was shown for it, empty where nothing was; `passage` the heading in it. `context` is
    what somebody did already, for who answers. `message` is the message that asked it, 0 for a command."""

    id: int = 0
    community: int
    person: int
    channel: int
    text: str
    locale: str
    asked_at: datetime
    article: str = ""
    passage: str = ""
    context: str = ""
    desk_at: datetime | None = None
    message: int = 0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same, the newest first; `people`: how many different ones asked."""

    questions: tuple[Question, ...]
    people: int
    at_desk: bool

    @property
    def wording(self) -> str:
        """The shortest way in which it was asked."""
        return min((one.text for one in self.questions), key=lambda text: (len(text), text))


def content_words(text: str) -> str:
    """The words that carry meaning, in order of the alphabet; the plain text where there are none."""
    words = {word for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL}
    return " ".join(sorted(words)) or text.casefold().strip()


def grouped(questions: Iterable[Question], meaning: Callable[[str], str] = content_words) -> tuple[Gap, ...]:
    """Each question joins the first group that it is alike enough to. First comes what most people asked,
    then what was asked most often, then what was asked last."""
    groups: list[tuple[str, list[Question]]] = []
    for question in questions:
        words = meaning(question.text)
        for key, members in groups:
            if fuzz.token_set_ratio(words, key) >= _ALIKE and _both_say_enough(words, key):
                members.append(question)
                break
        else:
            groups.append((words, [question]))
    gaps = [_gap(members) for _, members in groups]
    return tuple(
        sorted(
            gaps, key=lambda gap: (-gap.people, -len(gap.questions), -gap.questions[0].asked_at.timestamp())
        )
    )


def _both_say_enough(one: str, other: str) -> bool:
    """One word inside a long question is not the same question: half of the longer must be in both."""
    a, b = set(one.split()), set(other.split())
    return 2 * min(len(a), len(b)) >= max(len(a), len(b))


def _gap(members: Sequence[Question]) -> Gap:
    newest = sorted(members, key=lambda one: one.asked_at, reverse=True)
    return Gap(tuple(newest), len({one.person for one in newest}), any(one.desk_at for one in newest))
