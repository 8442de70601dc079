"""Where a page keeps what its events say: CSS selectors from a configuration, or found by ourselves."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

from cssselect import HTMLTranslator, SelectorError

from domain.refusal import Refusal

_LONGEST: Final = 300
_NEEDED: Final = "item"


@dataclass(frozen=True, slots=True)
class Pick:
    """One selector, and the attribute to take instead of the words: `a@href`, `time@datetime`.

    An empty `css` means the element that is looked in itself (`@href` of an item that is a link).
    """

    css: str
    attribute: str | None = None

    @classmethod
    def of(cls, written: str, name: str) -> Self:
        """The selector as somebody wrote it for the field `name`; raises `Refusal` with what is wrong."""
        text = " ".join(written.split())
        if len(text) > _LONGEST:
            raise Refusal(
                "The selector for {name} is longer than {most} characters; write a shorter one.",
                name=name,
                most=_LONGEST,
            )
        css, attribute = _apart(text)
        if attribute is not None and not _is_name(attribute):
            raise Refusal(
                "“{attribute}” in the selector for {name} is no attribute; write one like a@href.",
                attribute=attribute,
                name=name,
            )
        if not css and attribute is None:
            raise Refusal(
                "The selector for {name} is empty; write one, or leave {name} out altogether.", name=name
            )
        if css:
            _translated(css, name)
        return cls(css, attribute)

    def __str__(self) -> str:
        return self.css if self.attribute is None else f"{self.css}@{self.attribute}"

    @property
    def xpath(self) -> str:
        """The same as XPath, for elements at or below the one that it is asked of."""
        return _translated(self.css, "") if self.css else "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """How one page is read. Only `item`, the element that each event has, must be known.

    `list` is the element around them, when they are to be looked for there only. Whatever else has no
    selector is looked for within the item as a person would. `date` may also stand above its items, as
    a heading; `time` and `end` are for hours that stand apart from the date.
    """

    item: Pick
    list: Pick | None = None
    title: Pick | None = None
    date: Pick | None = None
    time: Pick | None = None
    end: Pick | None = None
    place: Pick | None = None
    link: Pick | None = None
    image: Pick | None = None
    price: Pick | None = None
    status: Pick | None = None
    next_page: Pick | None = None

    @classmethod
    def of(cls, written: Mapping[str, object]) -> Self:
        """The selectors as somebody wrote them; raises `Refusal` with one sentence for the first mistake."""
        known = tuple(field.name for field in fields(cls))
        picks: dict[str, Pick] = {}
        for name, value in written.items():
            if name not in known:
                raise Refusal(
                    "“{name}” is not something a selector can be given for; known are {known}.",
                    name=name,
                    known=", ".join(known),
                )
            if not isinstance(value, str):
                raise Refusal(
                    'The selector for {name} must be text in quotes, such as {name} = "h3.title".', name=name
                )
            picks[name] = Pick.of(value, name)
        if _NEEDED not in picks:
            raise Refusal("A selector for item is missing: the element that every event on the page has.")
        for name in (_NEEDED, "list"):
            if name in picks and (picks[name].attribute is not None or not picks[name].css):
                raise Refusal(
                    "The selector for {name} names an attribute, but it has to lead to an element.", name=name
                )
        return cls(**picks)

    def as_dict(self) -> dict[str, str]:
        """What `of` reads, without what has no selector."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: str(pick) for name, pick in named if pick is not None}


def _apart(text: str) -> tuple[str, str | None]:
    """(selector, attribute): the last @ splits them, unless it stands inside brackets or quotes."""
    css, sign, attribute = text.rpartition("@")
    if not sign or any(mark in attribute for mark in "]\"')"):
        return text, None
    return css.strip(), attribute.strip().lower()


def _is_name(attribute: str) -> bool:
    return bool(attribute) and all(sign.isalnum() or sign in "-_:" for sign in attribute)


def _translated(css: str, name: str) -> str:
    try:
        return HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        raise Refusal(
            "The selector for {name}, “{selector}”, cannot be read: {problem}.",
            name=name,
            selector=css,
            problem=str(error).rstrip("."),
        ) from error
    except RecursionError:
        raise Refusal("The selector for {name} is nested too deep; write a simpler one.", name=name) from None
