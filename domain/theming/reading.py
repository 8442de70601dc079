"""Everything that speaks for one theme or another in an event, each piece once."""

from collections.abc import Iterable
from typing import Final

from domain.sources import Note
from domain.themes import Theme
from domain.theming.categories import category_evidence
from domain.theming.evidence import Evidence, Habit, Origin, habit_evidence
from domain.theming.lexicon import lexicon_of
from domain.theming.subject import Read, Subject, categories_of
from domain.theming.words import holds, words_of

DEFAULT_WEIGHT: Final = 30

_SHARE: Final = {
    Origin.TITLE: 100,
    Origin.ORGANIZER: 50,
    Origin.DESCRIPTION: 50,
    Origin.PLACE: 30,
}
"""Of a word's points, in hundredths, how many count where it stands: a title says what an event is, a
description tells about it, and a place has a name that is older than the event."""


def gathered(
    subject: Subject,
    words: Read,
    themes: tuple[Theme, ...],
    default: tuple[str, ...],
    habits: Iterable[Habit],
) -> tuple[Evidence, ...]:
    """In no particular order; only for the community's themes."""
    known = {theme.key for theme in themes}
    usual = (
        Evidence(key, DEFAULT_WEIGHT, Origin.DEFAULT, Note("It is a usual theme of this source."))
        for key in dict.fromkeys(default)
        if key in known
    )
    there = (
        piece
        for habit in set(habits)
        if habit.theme in known
        and any(holds(words.place, words_of(name)) for name in (habit.place, *habit.also))
        and (piece := habit_evidence(habit)) is not None
    )
    return (
        *usual,
        *category_evidence(categories_of(subject), themes),
        *_keyword_evidence(words, themes),
        *there,
    )


def _keyword_evidence(words: Read, themes: tuple[Theme, ...]) -> list[Evidence]:
    """Each word once for each theme, where it counts most."""
    lexicon = lexicon_of(themes)
    best: dict[tuple[str, str], Evidence] = {}
    for origin, row in (
        (Origin.TITLE, words.title),
        (Origin.ORGANIZER, words.organizer),
        (Origin.DESCRIPTION, words.description),
        (Origin.PLACE, words.place),
    ):
        for keyword in lexicon.found(row):
            for theme, points in keyword.points.items():
                weight = points * _SHARE[origin] // 100
                known = best.get((theme, keyword.word))
                if known is None or weight > known.weight:
                    best[theme, keyword.word] = Evidence(theme, weight, origin, _reason(origin, keyword.word))
    return list(best.values())


def _reason(origin: Origin, word: str) -> Note:
    match origin:
        case Origin.TITLE:
            return Note("“{word}” stands in the title.", word=word)
        case Origin.DESCRIPTION:
            return Note("“{word}” stands in the description.", word=word)
        case Origin.ORGANIZER:
            return Note("“{word}” stands in the organiser's name.", word=word)
        case _:
            return Note("“{word}” stands in the name of the place.", word=word)
