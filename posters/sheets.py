"""What stands on a sheet, word for word, and the formats in which it can be had."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar, Final


class Format(StrEnum):
    """The shapes of a poster. Portrait is the A series, for a board; link is the picture beside a link."""

    PORTRAIT = "portrait"
    INSTAGRAM = "instagram"
    SQUARE = "square"
    LINK = "link"


class Kind(StrEnum):
    PNG = "png"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        return "application/pdf" if self is Kind.PDF else "image/png"


@dataclass(frozen=True, slots=True)
class Frame:
    """A format in numbers. Pixels of the PNG; the type, the margin and the code in hundredths of the shorter
    side; `head` is how high the heading may be."""

    width: int
    height: int
    margin: float
    smallest: float
    largest: float
    columns: int
    head: float
    code: float


FRAMES: Final = {
    # 150 dots an inch on A4, where the smallest type is 10 points
    Format.PORTRAIT: Frame(1240, 1754, 4.5, 1.75, 13, 3, 34, 17),
    Format.INSTAGRAM: Frame(1080, 1350, 4.5, 2.3, 13, 2, 28, 14),
    Format.SQUARE: Frame(1080, 1080, 4.5, 2.3, 12, 2, 20, 12),
    Format.LINK: Frame(1200, 630, 5, 3.4, 13, 1, 40, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event. Of those that do not all fit, the lowest ranks are shown. `time` is at most five letters,
    or two words of that."""

    time: str
    title: str
    place: str = ""
    marks: Sequence[str] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """`short` is for where `name` does not fit on one line."""

    name: str
    short: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every sheet has. `language` is that of its words (ISO 639-1); `title` is for who cannot see it;
    `changed` seconds since 1970; colours as #rrggbb."""

    template: ClassVar[str]

    paper: str
    ink: str
    language: str
    title: str
    community: str
    changed: int = 0

    def data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheet(Sheet):
    """A week. `more[n]` says that n of the lines are not shown, and is empty when that is nothing to tell;
    `empty` is told when there are no lines at all. `link` stands in the code, `address` in letters."""

    template: ClassVar[str] = "week.typ"

    headline: str
    week: str
    dates: str
    days: Sequence[Day]
    more: Sequence[str]
    empty: str
    untitled: str
    link: str = ""
    address: str = ""
    small: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet(Sheet):
    """One event."""

    template: ClassVar[str] = "card.typ"

    headline: str
    name: str
    when: str
    untitled: str
    place: str = ""
    marks: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSheet(Sheet):
    """A text of as many A4 pages as it needs, for PDF only. Each of the `lines` has a `kind` (title, heading,
    bullet or text) and its `text`."""

    template: ClassVar[str] = "minutes.typ"

    lines: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySheet(Sheet):
    """One A4 page, for PDF only: `lines` (as those of `PaperSheet`, or a `fact` with its `label`), then the
    `steps`, then `after`. Where the steps do not all fit, the first and the newest are shown;
    `more[n]` says that n of them are not, and may say something for 0, too."""

    template: ClassVar[str] = "summary.typ"

    lines: Sequence[dict[str, str]]
    steps: Sequence[str]
    more: Sequence[str]
    after: Sequence[dict[str, str]]
