"""What somebody likes to hear of, as far as they chose to say."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.events import Event, Language
from domain.reminders import USUAL, Reminder


class DigestWish(StrEnum):
    """How often the digest comes as a private message."""

    OFF = "off"
    WEEKLY = "weekly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """No themes or no languages chosen: all of them. `locale`: the language in which to write to them; empty
    while it is not known."""

    community: int
    person: int
    themes: frozenset[str] = field(default_factory=frozenset)
    languages: frozenset[Language] = field(default_factory=frozenset)
    digest: DigestWish = DigestWish.OFF
    reminder: Reminder = USUAL
    locale: str = ""

    def likes(self, event: Event) -> bool:
        """Whether the event is one of theirs. Where nobody said which language one needs, it is Dutch."""
        details = event.details
        if self.themes and self.themes.isdisjoint(details.themes):
            return False
        return not self.languages or (details.language or Language.DUTCH) in self.languages
