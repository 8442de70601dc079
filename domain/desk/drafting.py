"""What was said at the desk as the draft of an article: the next one who asks finds it themselves.

Only what the desk said to who asked goes into it, never a note between those who answer, and nobody's name. A
second person looks at it before anybody else reads it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.desk.entries import Entry, What
from domain.desk.question import Question
from domain.knowledge.article import Article, Audience, Kind, Language, Reference, Step
from domain.redacting import Marks, Redacted, redacted
from domain.refusal import Refusal
from domain.texts import cleaned, one_line, shortened, within
from domain.when.answers import Message

MOST_HOW: Final = 3000
MOST_TITLE: Final = 120
MOST_ASKED: Final = 300
MOST_DRAFT: Final = 4000
"""What fits into one field of a form, so that it can be changed there."""
_BULLET: Final = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s*")


class Outcome(StrEnum):
    """What is written down when a question is closed."""

    ARTICLE_NL = "article:nl"
    ARTICLE_EN = "article:en"
    WORKFLOW_NL = "workflow:nl"
    WORKFLOW_EN = "workflow:en"

    @property
    def language(self) -> Language:
        return Language(self.value.partition(":")[2])

    @property
    def kind(self) -> Kind:
        return Kind.WORKFLOW if self.value.startswith("workflow") else Kind.ARTICLE


@dataclass(frozen=True, slots=True)
class Drafted:
    """`asked` is the question, by which the next asker finds it: they come for the answer, so it does not
    stand in the text itself. `taken` is what was taken out, for who looks at it first."""

    title: str
    body: str
    asked: str
    taken: tuple[str, ...]


MARKS: Final = {
    Language.DUTCH: Marks("[naam]", "[e-mailadres]", "[telefoonnummer]", "[rekening]"),
    Language.ENGLISH: Marks("[name]", "[e-mail address]", "[phone number]", "[account]"),
}
_HEADINGS: Final = {
    Language.DUTCH: ("Wat het loket antwoordde", "Zo doe je het zelf"),
    Language.ENGLISH: ("What the desk answered", "How you do it yourself"),
}


def typed_how(how: str, why_not: str) -> tuple[str, str]:
    """How somebody does it themselves next time, or why that is not written down: one of the two it has to
    be."""
    how = within(cleaned(how), MOST_HOW, Message("How do you do this yourself next time?"))
    why_not = within(cleaned(why_not), 1000, Message("Or why not?"))
    if not any(c.isalnum() for c in how + why_not):
        raise Refusal(
            "Say how somebody does this themselves next time, or why that cannot be written down. The next "
            "one who asks is helped by it."
        )
    return how, why_not


def drafted(
    question: Question, entries: Iterable[Entry], how: str, names: Iterable[str], language: Language
) -> Drafted:
    """The title, and a text of at most what a form holds; each of them without names."""
    taken: list[str] = []
    called = tuple(names)

    def clean(text: str) -> str:
        result: Redacted = redacted(text, called, MARKS[language])
        taken.extend(result.taken)
        return result.text.strip()

    answered, yourself = _HEADINGS[language]
    parts: list[tuple[str, str]] = []
    if how:
        parts.append((yourself, clean(how)))
    answers = _answers(question, entries)
    if answers:
        parts.append((answered, "\n\n".join(clean(one) for one in answers)))
    asked = one_line(clean(question.text))
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts)
    title = shortened(_first_sentence(asked), MOST_TITLE)
    return Drafted(title, _fitting(body), shortened(asked, MOST_ASKED), tuple(dict.fromkeys(taken)))


def _answers(question: Question, entries: Iterable[Entry]) -> Sequence[str]:
    """What the desk said: the answers, and what it wrote in the thread. Not what the asker told of
    themselves."""
    said = [
        one.text
        for one in entries
        if not one.internal
        and one.text.strip()
        and (one.what is What.ANSWERED or (one.what is What.SAID and one.person != question.asker))
    ]
    return tuple(dict.fromkeys(said))


def _first_sentence(text: str) -> str:
    found = re.match(r"(.{15,}?[?!.])(?:\s|$)", text, re.DOTALL)
    return found[1] if found else text


def _fitting(body: str) -> str:
    """Cut at the end of a line: what is left out is what was said last."""
    if len(body) <= MOST_DRAFT:
        return body
    return body[: MOST_DRAFT - 2].rsplit("\n", 1)[0].rstrip() + "\n…"


def steps_of(how: str) -> tuple[Step, ...]:
    """One a line, as somebody writes a list."""
    lines = [one_line(_BULLET.sub("", line)) for line in how.split("\n")]
    titles = [shortened(line, 150) for line in lines if any(c.isalnum() for c in line)]
    return tuple(Step(id=f"stap-{n}", title=title) for n, title in enumerate(titles[:40], 1))


def article_of(
    question: Question, outcome: Outcome, title: str, body: str, how: str, *, asked: str = "", today: date
) -> Article:
    """`how` without names, for the steps of a workflow. A private question's article is for members, until
    somebody opens it up."""
    workflow = outcome.kind is Kind.WORKFLOW
    steps = steps_of(how) if workflow else ()
    if workflow and not steps:
        raise Refusal("A workflow needs steps: write how you do it yourself, one step a line.")
    dutch = outcome.language is Language.DUTCH
    source = (
        f"Het loket, vraag nr. {question.number}" if dutch else f"The desk, question no. {question.number}"
    )
    return Article(
        title=within(one_line(title), MOST_TITLE, Message("The title")),
        body=cleaned(body) + "\n",
        language=outcome.language,
        kind=outcome.kind,
        aliases=(asked,) if asked and asked != title else (),
        audience=Audience.PUBLIC if question.public else Audience.MEMBERS,
        sector=question.sector,
        sources=(Reference(source),),
        checked_on=today,
        steps=steps,
    )
