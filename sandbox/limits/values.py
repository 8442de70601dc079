"""Checks of plain values: text, numbers, ids, addresses, instants."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sandbox.limits.form import At, Check, length

# fmt: off
LOCALES = frozenset((
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi",
    "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th",
    "tr", "uk", "vi", "zh-CN", "zh-TW",
))
# fmt: on
"""Discord's languages (Reference, "Locales")."""

WEB = ("http", "https")
MEDIA = ("http", "https", "attachment")
_SNOWFLAKE = re.compile(r"[0-9]{1,20}", re.ASCII)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")


def anything(value: Any, at: At) -> None:
    """A field that is known but not looked into."""


def text(minimum: int = 0, maximum: int | None = None, *, pattern: re.Pattern[str] | None = None) -> Check:
    """Text of so many characters; what is only white space counts as empty, as Discord trims it."""

    def check(value: Any, at: At) -> None:
        if not isinstance(value, str):
            at.error("STRING_TYPE_CONVERT", f'Could not interpret "{_shown(value)}" as string.')
            return
        size = len(value) if value.strip() else 0
        length(size if minimum else len(value), minimum, maximum, at)
        if pattern is not None and not pattern.fullmatch(value):
            at.error("STRING_TYPE_REGEX", "String value did not match validation regex.")

    return check


def integer(minimum: int | None = None, maximum: int | None = None) -> Check:
    """A whole number; 24.0 is one (discord.py sends a poll's duration so), true is not."""

    def check(value: Any, at: At) -> None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole and not (isinstance(value, float) and value.is_integer()):
            at.error("NUMBER_TYPE_COERCE", f'Value "{_shown(value)}" is not int.')
        else:
            _range("int", value, minimum, maximum, at)

    return check


def number(minimum: float | None = None, maximum: float | None = None) -> Check:
    """Any number."""

    def check(value: Any, at: At) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            at.error("NUMBER_TYPE_COERCE", f'Value "{_shown(value)}" is not float.')
        else:
            _range("float", value, minimum, maximum, at)

    return check


def _range(kind: str, value: float, minimum: float | None, maximum: float | None, at: At) -> None:
    if minimum is not None and value < minimum:
        at.error("NUMBER_TYPE_MIN", f"{kind} value should be greater than or equal to {minimum}.")
    if maximum is not None and value > maximum:
        at.error("NUMBER_TYPE_MAX", f"{kind} value should be less than or equal to {maximum}.")


def flag(value: Any, at: At) -> None:
    """True or false."""
    if not isinstance(value, bool):
        at.error("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


def snowflake(value: Any, at: At) -> None:
    """An id, as a string of digits or (as discord.py often sends it) a number."""
    if not _is_digits(value):
        at.error("NUMBER_TYPE_COERCE", f'Value "{_shown(value)}" is not snowflake.')


def bits(value: Any, at: At) -> None:
    """A set of permissions, as a number or a string of digits (Permissions, "Bitwise Permission Flags")."""
    if not _is_digits(value):
        at.error("NUMBER_TYPE_COERCE", f'Value "{_shown(value)}" is not int.')


def _is_digits(value: Any) -> bool:
    if isinstance(value, str):
        return _SNOWFLAKE.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**64


def one_of(*choices: str | int) -> Check:
    """One of the listed values."""
    listed = ", ".join(repr(choice) for choice in choices)

    def check(value: Any, at: At) -> None:
        plain = isinstance(value, str | int) and not isinstance(value, bool)
        if not plain or value not in choices:
            at.error("BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")

    return check


def url(*schemes: str, maximum: int = 2048) -> Check:
    """An address with one of the schemes; `attachment://name` points at a file of the same message."""
    listed = ", ".join(repr(scheme) for scheme in schemes)

    def check(value: Any, at: At) -> None:
        if not isinstance(value, str):
            at.error("STRING_TYPE_CONVERT", f'Could not interpret "{_shown(value)}" as string.')
            return
        length(len(value), 0, maximum, at)
        scheme = _SCHEME.match(value)
        if scheme is not None and scheme[1].lower() not in schemes:
            at.error("URL_TYPE_INVALID_SCHEME", f'Scheme "{scheme[1]}" must be one of ({listed}).')
        elif scheme is None or not _has_host(value):
            at.error("URL_TYPE_INVALID_URL", "Not a well formed URL.")

    return check


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.netloc) and not re.search(r"\s", parts.netloc)
    except ValueError:
        return False


def moment(value: Any) -> datetime | None:
    """The instant an ISO 8601 text stands for (without a zone it is UTC), None if it is none."""
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def timestamp(value: Any, at: At) -> None:
    """An instant in ISO 8601."""
    if moment(value) is None:
        at.error("DATE_TIME_TYPE_PARSE", f'Could not parse "{_shown(value)}". Should be ISO8601.')


def image(value: Any, at: At) -> None:
    """A picture as a data URI (Reference, "Image Data"); an empty text takes it away."""
    if not isinstance(value, str) or (value and not value.startswith("data:image/")):
        at.error("IMAGE_INVALID", "Invalid image")


def localised(check: Check) -> Check:
    """A dictionary from one of Discord's languages to a text that follows the same rule as the original."""

    def localisations(value: Any, at: At) -> None:
        if not isinstance(value, dict):
            at.error("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        for locale, translation in value.items():
            if locale not in LOCALES:
                place = at["'_errors'" if locale == "_errors" else locale]
                place.error("BASE_TYPE_CHOICES", f"{locale!r} is not one of Discord's locales.")
            elif translation is not None:
                check(translation, at[locale])

    return localisations


def _shown(value: Any) -> str:
    """A wrong value, short enough for a message."""
    # Python refuses to write out an integer of thousands of digits
    huge = isinstance(value, int) and value.bit_length() > 128
    return "a huge number" if huge else str(value)[:60]
