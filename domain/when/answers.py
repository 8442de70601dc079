"""What reading a text about time can give back: a moment, a period, or a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be translated: the English text is the catalogue's key.

    `params` fill its {places} and stay raw (date, datetime, time, str); whoever shows the sentence
    formats them in the reader's language.
    """

    message_id: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class When:
    """When an event takes place. Three kinds, told apart by `all_day` and `time_known`:

    - at a time: `start` (and `end`, when given) are aware datetimes in the asked zone;
    - all day, or several days: `all_day`, dates, with an exclusive `end` as in iCalendar
      (13 up to and including 15 March: start 13, end 16);
    - on a day, at a time that is not known yet: `start` is a date, `end` is None.
    """

    start: datetime | date
    end: datetime | date | None = None
    all_day: bool = False

    @property
    def time_known(self) -> bool:
        """False for a date that still waits for its time: shown as "time not known yet"."""
        return self.all_day or isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible meaning: what stands on its button, and what it stands for."""

    label: Message
    when: When


@dataclass(frozen=True, slots=True)
class AskBack:
    """The text has more than one meaning (or none that exists), so the person chooses."""

    question: Message
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days: `start` belongs to it, `end` does not."""

    start: date
    end: date
