"""The community's colours as a style sheet: those of its posters (domain/colours.py)."""

from collections.abc import Callable

from domain.colours import Palette
from domain.themes import Theme
from web.pages import rows
from web.view import Made, View

Colours = Callable[[Theme | None, tuple[Theme, ...]], Palette]
"""The palette of a theme, or of everything, among these themes."""


class ColourSheet:
    def __init__(self, colours: Colours) -> None:
        self._colours = colours

    def make(self, view: View) -> Made:
        themes = view.snapshot.themes
        lines = [_rule(":root", self._colours(None, themes))]
        lines += [_rule(f".{rows.tint(at)}", self._colours(theme, themes)) for at, theme in enumerate(themes)]
        return Made("".join(lines), "text/css; charset=utf-8")


def _rule(selector: str, palette: Palette) -> str:
    return f"{selector}{{--tint:{palette.paper};--on-tint:{palette.ink}}}\n"
