"""A sheet -> its bytes: what cannot be drawn goes, and what the layout has to know is counted."""

import json
from typing import Any, Final

import segno

from posters.letters import Letters, breakable, longest_word
from posters.sheets import FRAMES, Format, Kind
from posters.typesetting import pages

_A4_WIDTH: Final = 595.276
"""Points."""

_AS_THEY_ARE: Final = frozenset({"paper", "ink", "language", "link", "kind"})
_MOST_LINES: Final = 150
"""More than fit on any format; how many there are beyond is only counted."""


def set_in_type(name: str, data: dict[str, Any], shape: Format, kind: Kind) -> bytes:
    """`data` is what `Sheet.data` gives, `name` its template. The same sheet gives the same bytes."""
    frame = FRAMES[shape]
    letters = Letters(list(_texts(data)))
    filled = _written(data, letters)
    if "lines" in filled:
        for one in (*filled["lines"], *filled.get("after", ())):
            one["text"] = breakable(one["text"])
        filled["steps"] = [breakable(one) for one in filled.get("steps", ())]
        (made,) = pages(name, "faces.typ", output=kind.value, data=json.dumps(filled), made=data["changed"])
        return made
    filled.update(
        width=frame.width,
        height=frame.height,
        margin=frame.margin,
        smallest=frame.smallest,
        largest=frame.largest,
        columns=frame.columns,
        head=frame.head,
        code_size=frame.code,
        code=_modules(data.get("link", "")) if frame.code else [],
    )
    if "days" in filled:
        _prepare_list(filled)
    else:
        filled["name"] = breakable(filled["name"] or filled["untitled"])
        filled["place"] = breakable(filled["place"])
    scale = _A4_WIDTH / frame.width if kind is Kind.PDF and shape is Format.PORTRAIT else 1.0
    (made,) = pages(
        name,
        "common.typ",
        "faces.typ",
        output=kind.value,
        data=json.dumps({**filled, "scale": scale}),
        made=data["changed"],
    )
    return made


def _prepare_list(filled: dict[str, Any]) -> None:
    days, total = filled["days"], len(filled["more"]) - 1
    for day in days:
        day["lines"] = [line for line in day["lines"] if line["rank"] < _MOST_LINES]
        for line in day["lines"]:
            title = line["title"] or filled["untitled"]
            # what is much longer than the others must not make them small
            line["scale"] = 1.0 if len(title) < 70 else 0.8 if len(title) < 160 else 0.6
            line["title"], line["place"] = breakable(title), breakable(line["place"])
    filled["days"] = [day for day in days if day["lines"]]
    lines = [line for day in filled["days"] for line in day["lines"]]
    # from here on the number that is not shown of those that were kept
    filled["more"] = filled["more"][total - len(lines) :]
    filled["count"] = len(lines)
    filled["style"] = "large" if len(lines) <= 4 else "roomy" if len(lines) <= 14 else "close"
    filled["longest"] = longest_word(text for line in lines for text in (line["title"], line["place"]))


def _modules(link: str) -> list[str]:
    """The rows of the QR code, 1 for dark; without its quiet zone."""
    if not link:
        return []
    code = segno.make_qr(link, error="m")
    return ["".join("1" if dark else "0" for dark in row) for row in code.matrix]


def _texts(value: Any, key: str = "") -> "list[str]":
    if isinstance(value, str):
        return [] if key in _AS_THEY_ARE else [value]
    if isinstance(value, dict):
        return [text for name, part in value.items() for text in _texts(part, name)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part, key)]
    return []


def _written(value: Any, letters: Letters, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in _AS_THEY_ARE else letters.written(value)
    if isinstance(value, dict):
        return {name: _written(part, letters, name) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_written(part, letters, key) for part in value]
    return value
