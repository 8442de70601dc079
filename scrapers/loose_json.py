"""JSON as templates print it: comments, trailing commas, raw line breaks and unescaped quotes in it.

A strict reader loses one event in six on real pages.
"""

import contextlib
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

_WRAPPER = re.compile(
    r"\A(?:\s|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|\ufeff)+|(?:\s|//\s*-->|-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)+\Z"
)
_OUTSIDE = re.compile(r"[^\"'/,\]}]+")
_INSIDE = re.compile(r"[^\"\\\x00-\x1f]+")
_AFTER_STRING = re.compile(
    r"\s*(?:[:}\]]|/[/*]|\Z|\"[@\w]{1,40}\"\s*:\s*[\"{\[\w]"
    r"|,\s*(?:[\"{\[\]}\d/-]|true|false|null|\w{1,40}\s*:\s*[\"{\[\d]))"
)
_COMMAS = re.compile(r",[\s,]*")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_MAX = 1_500_000
# what an editor for text makes of a script: paragraphs, line breaks, typographic quotes
_EDITED = re.compile(r"<br\s*/?>|</?p>", re.IGNORECASE)
_CURLY = str.maketrans("“”„", '"""')
_BARE_KEY = re.compile(r"([A-Za-z_@][\w@]*)(?=\s*:)")
_NO_VALUE = re.compile(r"\b(?:undefined|NaN|None|-?Infinity)\b")
_NO_COMMA = re.compile(r"[\"\w}\]]\Z")
_SINGLE = re.compile(r"'((?:[^'\\]|\\.|'(?!\s*[:,}\]]))*+)'", re.DOTALL)


def values(source: str) -> Iterator[Any]:
    """Every JSON value in the text of one script, mended where it must be.

    Raises ValueError when nothing can be made of it.
    """
    if len(source) > _MAX:
        raise ValueError("too long")
    with contextlib.suppress(ValueError):
        yield orjson.loads(source)
        return
    text = _WRAPPER.sub("", source)
    if "&quot;" in text and text.count('"') < text.count("&quot;"):
        text = html.unescape(text)
    with contextlib.suppress(ValueError, RecursionError):
        yield json.loads(text, strict=False)
        return
    if "<" in text:
        text = _EDITED.sub(" ", text).strip()
    if '"' not in text and "“" in text:
        text = text.translate(_CURLY)
    yield from _in_a_row(_mended(text))


def _in_a_row(text: str) -> Iterator[Any]:
    """Some scripts print one object after the other without making a list of them."""
    decoder = json.JSONDecoder(strict=False)
    at, found = 0, 0
    while at < len(text) and found < 1000:
        try:
            value, at = decoder.raw_decode(text, at)
        except RecursionError:
            raise ValueError("nested too deep") from None
        except ValueError:
            if not found:
                raise
            return
        found += 1
        yield value
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1


def _mended(text: str) -> str:
    parts: list[str] = []
    at, inside, single_quotes = 0, False, True
    while at < len(text):
        plain = (_INSIDE if inside else _OUTSIDE).match(text, at)
        if plain:
            parts.append(plain[0] if inside else _outside(plain[0]))
            at = plain.end()
            continue
        sign = text[at]
        if inside:
            taken, at, inside = _in_string(text, at, sign)
            parts.append(taken)
        elif sign == '"':
            if _NO_COMMA.search(_last(parts)):
                parts.append(",")
            parts.append(sign)
            at, inside = at + 1, True
        elif sign == "'" and single_quotes:
            single = _SINGLE.match(text, at)
            # without an end there is none for those that follow either
            single_quotes = single is not None
            parts.append(_double_quoted(single[1]) if single else sign)
            at = single.end() if single else at + 1
        elif sign == "," and (commas := _COMMAS.match(text, at)):
            at = commas.end()
            _fill_in(parts)
            if at < len(text) and text[at] not in "}]":
                parts.append(",")
        elif sign == "/" and (comment := _COMMENT.match(text, at)):
            at = comment.end()
            _drop_comma_before(parts, text, at)
        else:
            if sign in "}]":
                _fill_in(parts)
            parts.append(sign)
            at += 1
    return "".join(parts).strip()


def _outside(text: str) -> str:
    """What stands between strings: brackets, numbers and words, some of which JSON does not know."""
    if ":" in text:
        text = _BARE_KEY.sub(r'"\1"', text)
    return _NO_VALUE.sub("null", text)


def _double_quoted(text: str) -> str:
    return json.dumps(text.replace("\\'", "'").replace('\\"', '"'))


def _last(parts: list[str]) -> str:
    return next((part.rstrip() for part in reversed(parts) if part.strip()), "")


def _fill_in(parts: list[str]) -> None:
    """A property whose value the template left out."""
    if _last(parts).endswith(":"):
        parts.append("null")


def _in_string(text: str, at: int, sign: str) -> tuple[str, int, bool]:
    if sign == '"':
        if _AFTER_STRING.match(text, at + 1):
            return sign, at + 1, False
        return '\\"', at + 1, True
    if sign == "\\":
        following = text[at + 1 : at + 2]
        if following == "u" and re.match(r"u[0-9a-fA-F]{4}", text[at + 1 : at + 6]):
            return text[at : at + 6], at + 6, True
        if following and following in '"\\/bfnrt':
            return text[at : at + 2], at + 2, True
        return ("", at + 1, True) if following == "'" else ("\\\\", at + 1, True)
    return " ", at + 1, True


def _drop_comma_before(parts: list[str], text: str, at: int) -> None:
    """A comma whose next sign is a closing bracket once the comment between them is gone."""
    rest = re.compile(r"\s*[}\]]").match(text, at)
    if rest:
        while parts and not parts[-1].strip():
            parts.pop()
        if parts and parts[-1].rstrip().endswith(","):
            parts[-1] = parts[-1].rstrip()[:-1]
