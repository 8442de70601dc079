"""Which themes an event belongs to, and whether that is sure enough to publish it without a look.

Whole points are added up (see `evidence` for the scale) and compared with fixed lines:

1. **Rules win.** What a rule adds is chosen and sure; what one removes is not chosen. Where rules of equal
   closeness contradict each other, the rest decides and an editor looks.
2. **Then the source's categories.** A category that says a theme outright chooses it.
3. **Then the default**, which is what the source's events are when they say nothing else. Evidence for only
   some of several default themes narrows the default to those.
4. **Words** choose where neither of these spoke, add a second theme when they are strong, and put the default
   in doubt when they point elsewhere and nothing else speaks for it. They are sure when they are strong, or
   clear by two signs.

A scene (`SCENES`: underground) says where something belongs and not what it is: it contradicts nothing, and a
default that is only a scene is not contradicted by what the evening is. Whatever stays doubtful still gets
the best guess, so that a reviewer can accept it with one press.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.events import Details
from domain.sources import Note, SourceEvent
from domain.themes import Theme
from domain.theming.categories import SOFT
from domain.theming.evidence import CLEAR, FAIR, HINT, STRONG, Evidence, Habit, Origin
from domain.theming.reading import gathered
from domain.theming.rules import Ruling, SourceRule, apply
from domain.theming.subject import Subject, read, subject_of
from domain.theming.vocabulary import SCENES

MOST_FROM: Final[Mapping[Origin, int]] = {
    Origin.TITLE: 90,
    Origin.DESCRIPTION: 50,
    Origin.ORGANIZER: 30,
    Origin.PLACE: 20,
    Origin.HABIT: FAIR,
}
"""The most points that one theme gets from one place, so that a long text does not outshout a clear title."""

LEAD: Final = FAIR
"""How far ahead the best must be of what was not chosen, where nothing but words speaks."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`themes` in the community's order: at least one, unless the community has none.

    `doubt` says why an editor should look; none when `certain`. `evidence` holds everything that spoke, for
    and against, also for themes that were not chosen; theme by theme, in the order in which it is told.
    """

    themes: tuple[str, ...]
    certain: bool
    evidence: tuple[Evidence, ...]
    doubt: Note | None = None


def decide(
    event: "SourceEvent | Details | Subject",
    *,
    themes: tuple[Theme, ...],
    default: tuple[str, ...],
    rules: tuple[SourceRule, ...] = (),
    habits: Iterable[Habit] = (),
) -> Decision:
    """`default`, `rules` and `habits` are those of the event's source; other keys say nothing."""
    subject = subject_of(event)
    words = read(subject)
    keys = tuple(theme.key for theme in themes)
    evidence = gathered(subject, words, themes, default, habits)
    ruling = apply(rules, words, frozenset(keys))
    choice = _ruled(keys, evidence, ruling)
    guesses = tuple(
        Evidence(key, 0, Origin.GUESS, Note("Nothing speaks for any theme; this one is a guess."))
        for key in choice.themes
        if not any(piece.theme == key for piece in (*evidence, *ruling.evidence))
    )
    ordered = sorted((*evidence, *ruling.evidence, *guesses), key=lambda piece: _told(piece, keys))
    return Decision(choice.themes, choice.doubt is None, tuple(ordered), choice.doubt)


_FIRST: Final = (Origin.RULE, Origin.CATEGORY, Origin.DEFAULT)


def _told(piece: Evidence, keys: tuple[str, ...]) -> tuple[int, int, int, str]:
    """Theme by theme: rules, categories and the default, then words by weight."""
    rank = _FIRST.index(piece.origin) if piece.origin in _FIRST else len(_FIRST)
    return keys.index(piece.theme), rank, -piece.weight, str(piece.reason)


@dataclass(frozen=True, slots=True)
class _Choice:
    themes: tuple[str, ...]
    doubt: Note | None = None


def _ruled(keys: tuple[str, ...], evidence: tuple[Evidence, ...], ruling: Ruling) -> _Choice:
    if not keys:
        return _Choice((), Note("This server has no themes yet."))
    base = _weighed(keys, evidence)
    kept = frozenset(base.themes) - ruling.removed
    if ruling.added:
        # a guess beside a rule would stand in a channel without anybody's word for it
        chosen = ruling.added | (kept if base.doubt is None else frozenset())
        choice = _Choice(_in_order(keys, chosen))
    elif kept:
        choice = replace(base, themes=_in_order(keys, kept))
    else:
        left = tuple(key for key in keys if key not in ruling.removed)
        if left:
            choice = _weighed(left, tuple(piece for piece in evidence if piece.theme in left))
        else:
            choice = _Choice(base.themes, Note("The rules of this source leave no theme over."))
    if ruling.disputed:
        choice = replace(choice, doubt=Note("Two rules of this source contradict each other."))
    return choice


@dataclass(frozen=True, slots=True)
class _Sums:
    """Points by theme: of categories, of words (with the venue's habit), and of words outside the title.

    `signs` counts the words and categories that give a theme at least `HINT`.
    """

    category: Mapping[str, int]
    word: Mapping[str, int]
    outside_title: Mapping[str, int]
    signs: Mapping[str, int]
    default: frozenset[str]

    def said(self, theme: str) -> int:
        return self.category[theme] + self.word[theme]

    def sure(self, theme: str) -> bool:
        """One strong word, or two signs that are clear together: a single clear word may mean anything."""
        return self.said(theme) >= STRONG or (self.said(theme) >= CLEAR and self.signs[theme] > 1)


def _summed(keys: tuple[str, ...], evidence: tuple[Evidence, ...]) -> _Sums:
    found: Counter[tuple[str, Origin]] = Counter()
    signs: Counter[str] = Counter()
    for piece in evidence:
        found[piece.theme, piece.origin] += piece.weight
        signs[piece.theme] += piece.origin is not Origin.DEFAULT and piece.weight >= HINT
    word = {key: sum(min(found[key, origin], most) for origin, most in MOST_FROM.items()) for key in keys}
    title = {key: min(found[key, Origin.TITLE], MOST_FROM[Origin.TITLE]) for key in keys}
    return _Sums(
        category={key: found[key, Origin.CATEGORY] for key in keys},
        word=word,
        outside_title={key: word[key] - title[key] for key in keys},
        signs=signs,
        default=frozenset(piece.theme for piece in evidence if piece.origin is Origin.DEFAULT),
    )


def _weighed(keys: tuple[str, ...], evidence: tuple[Evidence, ...]) -> _Choice:
    sums = _summed(keys, evidence)
    scenes, kinds = (frozenset(key for key in keys if (key in SCENES) is scene) for scene in (True, False))
    named = frozenset(key for key in keys if sums.category[key] >= CLEAR)
    given = frozenset(key for key in scenes if key in sums.default or key in named)
    heard = frozenset(key for key in scenes - given if sums.said(key) >= CLEAR)
    if named & kinds:
        choice = _by_category(keys, sums, named & kinds)
    elif sums.default & kinds:
        choice = _by_default(keys, sums, kinds)
    elif given:
        choice = _beside_a_scene(keys, sums, kinds)
    else:
        choice = _by_words(keys, sums)
    doubt = choice.doubt
    if doubt is None and not all(map(sums.sure, heard)):
        doubt = Note("One word alone speaks for one of these themes.")
    return _Choice(_in_order(keys, (*choice.themes, *given, *heard)), doubt)


def _by_category(keys: tuple[str, ...], sums: _Sums, named: frozenset[str]) -> _Choice:
    """A title may be any name, so only a text that goes on about something else puts a category in doubt."""
    others = frozenset(
        key
        for key in keys
        if key not in named | SCENES and sums.word[key] >= STRONG and sums.outside_title[key] >= FAIR
    )
    if others and not any(sums.word[key] >= FAIR for key in named):
        return _Choice(
            _in_order(keys, named | others),
            Note("The source's category says one thing and its own words another."),
        )
    return _Choice(_in_order(keys, named))


def _by_default(keys: tuple[str, ...], sums: _Sums, kinds: frozenset[str]) -> _Choice:
    usual = sums.default & kinds
    backed = frozenset(key for key in usual if sums.said(key) >= FAIR)
    others = [key for key in keys if key in kinds - usual and sums.said(key) >= FAIR]
    clear = frozenset(key for key in backed if sums.said(key) >= CLEAR)
    narrowed = clear or usual
    if others and not backed:
        best = max(others, key=sums.said)
        better = sums.category[best] >= SOFT or sums.word[best] >= CLEAR
        return _Choice(
            (best,) if better else _in_order(keys, usual),
            Note("What it says points elsewhere than the usual theme of this source."),
        )
    loud = frozenset(key for key in others if sums.word[key] >= STRONG)
    second = frozenset(key for key in loud if sums.outside_title[key] >= FAIR)
    chosen = _in_order(keys, narrowed | second)
    if loud - second or (second and not clear):
        return _Choice(
            chosen, Note("Part of what it says points elsewhere than the usual theme of this source.")
        )
    return _Choice(chosen)


def _beside_a_scene(keys: tuple[str, ...], sums: _Sums, kinds: frozenset[str]) -> _Choice:
    """Where it belongs is given; what it is joins when its words say so."""
    heard = frozenset(key for key in kinds if sums.said(key) >= CLEAR or sums.category[key] >= SOFT)
    if not all(map(sums.sure, heard)):
        return _Choice(_in_order(keys, heard), Note("One word alone speaks for one of these themes."))
    return _Choice(_in_order(keys, heard))


def _by_words(keys: tuple[str, ...], sums: _Sums) -> _Choice:
    ranked = sorted(keys, key=lambda key: (-sums.said(key), keys.index(key)))
    best = ranked[0]
    if sums.said(best) == 0:
        return _Choice((best,), Note("Nothing in it says to which theme it belongs."))
    if sums.said(best) < CLEAR:
        return _Choice((best,), Note("Only weak signs say to which theme it belongs."))
    chosen = {best, *(key for key in keys if sums.said(key) >= STRONG)}
    if chosen <= SCENES:  # where it belongs is known, and what it is deserves a place beside it
        chosen |= {key for key in ranked[1:2] if sums.said(key) >= CLEAR}
    rest = next((key for key in ranked if key not in chosen | SCENES), None)
    if not sums.sure(best):
        return _Choice(_in_order(keys, chosen), Note("One word alone says to which theme it belongs."))
    if rest is not None and best not in SCENES and sums.said(best) - sums.said(rest) < LEAD:
        return _Choice(_in_order(keys, chosen), Note("Almost as much speaks for another theme."))
    return _Choice(_in_order(keys, chosen))


def _in_order(keys: tuple[str, ...], chosen: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(chosen)
    return tuple(key for key in keys if key in wanted)
