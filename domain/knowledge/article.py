"""What an article is, and whether it may still be relied on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    ARTICLE = "article"
    WORKFLOW = "workflow"
    TERM = "term"


class Language(StrEnum):
    DUTCH = "nl"
    ENGLISH = "en"

    @property
    def other(self) -> "Language":
        return Language.ENGLISH if self is Language.DUTCH else Language.DUTCH


class Audience(StrEnum):
    """Who may know that the article exists."""

    PUBLIC = "public"
    MEMBERS = "members"


class Standing(StrEnum):
    """Whether an article may be relied on today."""

    FRESH = "fresh"
    OVERDUE = "overdue"
    """It should have been checked again; it is shown with a warning."""
    EXPIRED = "expired"
    """It was valid until a day that has passed."""


Value = str | tuple[str, ...]
More = tuple[tuple[str, Value], ...]
"""Keys that the front matter has and the code does not know, in order; nothing that was written is
dropped."""

CHECK_EVERY: Final = 180
"""Days between two checks where the article says nothing."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a fact was found; `url` is empty for what has no address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a workflow. `days_before` counts back from the day itself; negative: after it. `basis` says
    where that number comes from."""

    id: str
    title: str
    who: str = ""
    days_before: int = 0
    basis: str = ""
    links: tuple[str, ...] = ()
    pitfalls: str = ""
    more: More = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a scheme (grant, permit, venue) asks of whoever wants it. `conditions` are sentences for people,
    `tests` what the rule of `/match` weighs (`for_whom`, `lead_weeks`, ...), as written."""

    id: str
    name: str
    scheme: str = ""
    conditions: tuple[str, ...] = ()
    tests: More = ()

    def all(self, test: str) -> tuple[str, ...]:
        """The values of a test; empty when the scheme does not ask."""
        value = dict(self.tests).get(test, ())
        return (value,) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """`body` is Markdown, exactly as written. `translation_of` is the slug or key of the article in the other
    language. `checked_note` is what follows the day in `checked_on`. `owner` is a Discord id or a name;
    empty: the head of the sector looks after it."""

    title: str
    language: Language
    body: str
    kind: Kind = Kind.ARTICLE
    audience: Audience = Audience.PUBLIC
    translation_of: str = ""
    aliases: tuple[str, ...] = ()
    sector: str = ""
    owner: str = ""
    sources: tuple[Reference, ...] = ()
    checked_on: date | None = None
    checked_note: str = ""
    check_every_days: int = CHECK_EVERY
    valid_until: date | None = None
    criteria: tuple[Criteria, ...] = ()
    steps: tuple[Step, ...] = ()
    more: More = ()

    @property
    def check_again_on(self) -> date | None:
        """None while it was never checked."""
        return self.checked_on + timedelta(days=self.check_every_days) if self.checked_on else None


def standing(article: Article, today: date) -> Standing:
    if article.valid_until is not None and article.valid_until < today:
        return Standing.EXPIRED
    again = article.check_again_on
    return Standing.OVERDUE if again is not None and again <= today else Standing.FRESH


def slug_of(key: str) -> str:
    """`nl/evenementenvergunning` -> `evenementenvergunning`: the name that both languages share."""
    return key.rpartition("/")[2]


def key_of(slug: str, language: Language) -> str:
    return f"{language.value}/{slug}"
