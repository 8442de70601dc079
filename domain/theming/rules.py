"""Rules of one source: what an editor corrected once, said for everything like it that the source brings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from domain.events import Details
from domain.sources import Note, SourceEvent
from domain.theming.categories import speaks_for_itself
from domain.theming.evidence import STRONG, Evidence, Origin
from domain.theming.subject import Read, Subject, categories_of, subject_of
from domain.theming.words import LONGEST_TITLE, holds, words_of


class RuleKind(StrEnum):
    """What a rule looks at."""

    CATEGORY = "category"
    TITLE = "title"
    PLACE = "place"
    ANY = "any"


class Verdict(StrEnum):
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class SourceRule:
    """`text` is a whole category, or whole words that stand in the title, the place or anywhere.

    Case, accents and signs make no difference. An empty text fits nothing.
    """

    kind: RuleKind
    text: str
    theme: str
    verdict: Verdict

    def explained(self) -> Note:
        """The rule in a sentence. `theme` is the key: whoever shows it puts the reader's own name there."""
        return Note(_EXPLAINED[self.kind, self.verdict].message_id, text=self.text, theme=self.theme)

    @property
    def key(self) -> str:
        """Names the rule among those of its source, in 16 characters, for ever."""
        said = "\n".join((self.kind, self.text, self.theme, self.verdict))
        return blake2b(said.encode(), digest_size=8).hexdigest()

    def overrules(self, other: "SourceRule") -> bool:
        """Whether the two speak of the same, so that only the newer one can hold."""
        return (self.kind, self.text, self.theme) == (other.kind, other.text, other.theme)


RULE_WEIGHT: Final = 10 * STRONG
"""More than anything else can gather."""

_EXPLAINED: Final = {
    (RuleKind.CATEGORY, Verdict.ADD): Note("What this source calls “{text}” belongs to {theme}."),
    (RuleKind.CATEGORY, Verdict.REMOVE): Note("What this source calls “{text}” does not belong to {theme}."),
    (RuleKind.TITLE, Verdict.ADD): Note("What has “{text}” in its title belongs to {theme}."),
    (RuleKind.TITLE, Verdict.REMOVE): Note("What has “{text}” in its title does not belong to {theme}."),
    (RuleKind.PLACE, Verdict.ADD): Note("What is at {text} belongs to {theme}."),
    (RuleKind.PLACE, Verdict.REMOVE): Note("What is at {text} does not belong to {theme}."),
    (RuleKind.ANY, Verdict.ADD): Note("What says “{text}” anywhere belongs to {theme}."),
    (RuleKind.ANY, Verdict.REMOVE): Note("What says “{text}” anywhere does not belong to {theme}."),
}
_PRECEDENCE: Final = (RuleKind.ANY, RuleKind.CATEGORY, RuleKind.PLACE, RuleKind.TITLE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a source's rules say of one event. Of `disputed` themes, rules contradict each other."""

    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()


def apply(rules: Iterable[SourceRule], words: Read, known: frozenset[str]) -> Ruling:
    """The rules that fit, in whatever order they come.

    For one theme the rule that looks closer wins: title over place over category over anything, and the
    longer text over the shorter. Rules for themes that are no longer there say nothing.
    """
    fitting = [rule for rule in set(rules) if rule.theme in known and _fits(rule, words)]
    if not fitting:
        return Ruling()
    added: set[str] = set()
    removed: set[str] = set()
    disputed: set[str] = set()
    evidence: list[Evidence] = []
    for theme in sorted({rule.theme for rule in fitting}):
        closest = max(_closeness(rule) for rule in fitting if rule.theme == theme)
        decisive = sorted(
            (rule for rule in fitting if rule.theme == theme and _closeness(rule) == closest),
            key=lambda rule: (rule.verdict, rule.text),
        )
        verdicts = {rule.verdict for rule in decisive}
        if len(verdicts) > 1:
            disputed.add(theme)
        else:
            (added if Verdict.ADD in verdicts else removed).add(theme)
        evidence += [_evidence(rule) for rule in decisive]
    return Ruling(frozenset(added), frozenset(removed), frozenset(disputed), tuple(evidence))


def propose(
    before: Iterable[str],
    after: Iterable[str],
    event: "SourceEvent | Details | Subject",
    *,
    doubtful: bool = False,
) -> tuple[SourceRule, ...]:
    """The smallest rules by which this source's events like this one would have been decided as `after`.

    They look at one thing, the first of these that the event has: a category that is the source's own word
    (a rule on "Concert" would turn all its concerts), the name of a series ("Popquiz #12: ..."), the whole
    title. A place is only for an editor to choose: often everything that a source brings is there. With
    `doubtful`, what the editor kept is confirmed too. Nothing is proposed where nothing was changed, or where
    the title holds no word.
    """
    old, new = set(before), set(after)
    added = sorted(new if doubtful else new - old)
    removed = sorted(old - new)
    if old == new or not new:
        return ()
    chosen = _telling(subject_of(event))
    if chosen is None:
        return ()
    kind, text = chosen
    return (
        *(SourceRule(kind, text, theme, Verdict.REMOVE) for theme in removed),
        *(SourceRule(kind, text, theme, Verdict.ADD) for theme in added),
    )


def _telling(subject: Subject) -> tuple[RuleKind, str] | None:
    own = [
        category
        for category in categories_of(subject)
        if words_of(category) and not speaks_for_itself(category)
    ]
    if len(own) == 1:
        return RuleKind.CATEGORY, own[0]
    title = subject.title[:LONGEST_TITLE]
    for text in (_series(title), " ".join(title.split())):
        if holds(words_of(title), words_of(text)):
            return RuleKind.TITLE, text
    return None


_NUMBER: Final = re.compile(
    r"\s*(?:#|(?<!\w)(?:nr|no|vol|volume|deel|part|editie|edition|episode|aflevering)\b\.?)\s*[\divxlc]+\b",
    re.IGNORECASE,
)
_SUBTITLE: Final = re.compile(r"\s*(?:[:|•]\s|\s[-–—/]+\s)")


def _series(title: str) -> str:
    """What a title calls every evening of its series, empty when it shows none."""
    heads = [
        head for part in (_NUMBER, _SUBTITLE) if (head := part.split(title, 1)[0].strip(" ,:-–—")) != title
    ]
    head = min(heads, key=len, default="")
    return head if any(len(word) > 3 for word in words_of(head)) else ""


def _fits(rule: SourceRule, words: Read) -> bool:
    phrase = _phrase(rule.text)
    match rule.kind:
        case RuleKind.CATEGORY:
            return bool(phrase) and phrase in words.categories
        case RuleKind.TITLE:
            return holds(words.title, phrase)
        case RuleKind.PLACE:
            return holds(words.place, phrase)
        case RuleKind.ANY:
            read = (words.title, words.description, words.place, words.organizer, *words.categories)
            return any(holds(row, phrase) for row in read)


@lru_cache(5_000)
def _phrase(text: str) -> tuple[str, ...]:
    return words_of(text)


def _closeness(rule: SourceRule) -> tuple[int, int]:
    return _PRECEDENCE.index(rule.kind), len(_phrase(rule.text))


def _evidence(rule: SourceRule) -> Evidence:
    if rule.verdict is Verdict.ADD:
        reason = Note("A rule for this source puts “{text}” here.", text=rule.text)
        return Evidence(rule.theme, RULE_WEIGHT, Origin.RULE, reason)
    reason = Note("A rule for this source keeps “{text}” out of here.", text=rule.text)
    return Evidence(rule.theme, -RULE_WEIGHT, Origin.RULE, reason)
