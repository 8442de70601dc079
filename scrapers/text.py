"""Foreign text made harmless: no markup, no control characters, no endless strings, only web links."""

import html
import re
from urllib.parse import quote, urljoin, urlsplit

TITLE, LINE, DESCRIPTION, LINK = 300, 300, 6000, 2000

_BLOCK = re.compile(r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<\s*(?:br\b|/p\b|/div\b|/li\b|/h[1-6]\b|/tr\b|/td\b|p\b|hr\b)[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>", re.DOTALL)
# C0 and C1 controls but tab and newline, lone surrogates, non-characters, and the marks that reorder
# or hide text; the joiner of emoji (200D) stays
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u0085]+")
_LINES = re.compile(r" ?\n[ \n]*")
# a link that is as it should be already: nothing to decode, to quote or to resolve
_PLAIN_LINK = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}/(?:[A-Za-z0-9/_.~+,=:@!$*-]|%[0-9A-Fa-f]{2})*+(?:\?(?:[A-Za-z0-9/_.~+,=:@!$*-]|%[0-9A-Fa-f]{2})++)?"
)
# an ampersand that may begin an entity; in "rock & roll" it is only itself
_ENTITY = re.compile(r"&[^\s<&;]")
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


class Exact(str):
    """A text that says of itself that it is plain text (JSON-LD's xsd:string): what looks like markup or like
    an announcement in it is what somebody wrote."""

    __slots__ = ()


def one_line(value: object, limit: int = LINE) -> str | None:
    """The value as one clean line of at most `limit` characters; None when nothing is left of it."""
    if isinstance(value, str) and len(value) <= limit and _is_plain(value):
        return (" ".join(value.split()) if "  " in value else value.strip()) or None
    text = _clean(value, limit)
    return _like(value, _cut(" ".join(text.split()), limit)) if text else None


def paragraphs(value: object, limit: int = DESCRIPTION) -> str | None:
    """The value as clean text whose line breaks are kept, at most one empty line in a row."""
    if isinstance(value, str) and len(value) <= limit and "  " not in value and _is_plain(value):
        return value.strip() or None
    text = _clean(value, limit)
    if not text:
        return None
    if isinstance(value, Exact):
        return Exact(_cut(text, limit))
    if "\n" not in text and "  " not in text and text.isprintable():
        return _cut(text, limit) or None
    text = _LINES.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", _SPACE.sub(" ", text))
    return _cut(text.strip(), limit) or None


def link(value: object, base: str | None = None) -> str | None:
    """An absolute http(s) link, made absolute against `base`; None for anything else."""
    if not isinstance(value, str) or not value or len(value) > 4 * LINK:
        return None
    if len(value) <= LINK and _PLAIN_LINK.fullmatch(value):
        return value
    text = html.unescape(value.strip()) if "&" in value else value.strip()
    text = _UNSEEN.sub("", text).replace("\n", "").replace("\t", "")
    if not text:
        return None
    try:
        whole = urljoin(base, text) if base else text
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    if "." not in host and host != "localhost" and ":" not in host:
        return None
    whole = _UNSAFE_IN_LINK.sub(lambda unsafe: quote(unsafe[0]), whole)
    return whole if len(whole) <= LINK else None


def _like(value: object, text: str) -> str:
    return Exact(text) if isinstance(value, Exact) else text


def _is_plain(text: str) -> bool:
    """Whether there is nothing in it to clean but spaces; most texts are so, and cleaning takes long."""
    plain = "<" not in text and ("&" not in text or not _ENTITY.search(text))
    return plain and text.isprintable() and type(text) is str


def _clean(value: object, limit: int) -> str:
    if value is None or isinstance(value, bool):
        return ""
    text = value if isinstance(value, str) else str(value)
    # markup outweighs text on some pages, but nothing needs more than this to fill its limit
    text = text[: 40 * limit]
    if ("<" in text or "&" in text) and not isinstance(value, Exact):
        text = _without_markup(text)
    if text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _without_markup(text: str) -> str:
    """Tags out and entities decoded, again while decoding brings new tags to light."""
    for _ in range(3):
        before = text
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\n", _BLOCK.sub(" ", text)))
        if "&" in text:
            text = html.unescape(text)
        if text == before or ("<" not in text and "&" not in text):
            break
    return _TAG.sub("", text) if "<" in text else text


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    space = short.rfind(" ")
    return (short[:space] if space > limit * 0.8 else short).rstrip() + "…"
