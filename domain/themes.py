"""Themes: under which heading an event is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.refusal import Refusal
from domain.venues import folded

MOST_THEMES = 10


@dataclass(frozen=True, slots=True)
class Theme:
    """`topics` are the sub-topics, each as (Dutch, English)."""

    key: str
    nl: str
    en: str
    emoji: str = ""
    topics: tuple[tuple[str, str], ...] = ()

    def name(self, locale: str) -> str:
        return self.nl if locale == "nl" else self.en

    def topic_names(self, locale: str) -> tuple[str, ...]:
        return tuple(nl if locale == "nl" else en for nl, en in self.topics)


def called(text: str, themes: Iterable[Theme]) -> Theme | None:
    """The theme that somebody typed, in either language or by its key."""
    wanted = folded(text)
    return next(
        (theme for theme in themes if wanted in {folded(theme.key), folded(theme.nl), folded(theme.en)}), None
    )


def chosen(keys: "tuple[str, ...] | list[str]", themes: "tuple[Theme, ...]") -> tuple[str, ...]:
    """The chosen themes in the community's own order, each once; what is no theme here is refused."""
    known = {theme.key for theme in themes}
    for key in keys:
        if key not in known:
            raise Refusal(
                "There is no theme “{theme}” here. Choose from: {themes}.",
                theme=key,
                themes=", ".join(t.nl for t in themes),
            )
    return tuple(theme.key for theme in themes if theme.key in keys)
