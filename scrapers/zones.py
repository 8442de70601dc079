"""Names of time zones as other people's software writes them -> zones we can calculate with."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_ZULU = {"utc", "z", "gmt", "zulu", "etc/utc", "utc+0", "utc-0", "gmt+0", "coordinated universal time"}
_PATH = re.compile(r"([A-Z][A-Za-z]+/[A-Za-z_+-]+(?:/[A-Za-z_+-]+)?)\Z")
# the display names that name no city, by the words that tell them apart
_REGIONS = (
    ("eastern time", "America/New_York"),
    ("central time", "America/Chicago"),
    ("mountain time", "America/Denver"),
    ("pacific time", "America/Los_Angeles"),
    ("atlantic time", "America/Halifax"),
    ("alaska", "America/Anchorage"),
    ("hawaii", "Pacific/Honolulu"),
    ("arizona", "America/Phoenix"),
    ("newfoundland", "America/St_Johns"),
    ("greenwich mean time", "Europe/London"),
    ("central european", "Europe/Berlin"),
    ("mitteleurop", "Europe/Berlin"),
    ("westeurop", "Europe/Berlin"),
    ("west-europa", "Europe/Amsterdam"),
    ("eastern european", "Europe/Bucharest"),
    ("western european", "Europe/Lisbon"),
)
# cities in Windows' display names that the zone database files under another name
_CITIES = {
    "bern": "Europe/Zurich",
    "osaka": "Asia/Tokyo",
    "sapporo": "Asia/Tokyo",
    "beijing": "Asia/Shanghai",
    "chennai": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "edinburgh": "Europe/London",
    "canberra": "Australia/Sydney",
    "st. petersburg": "Europe/Moscow",
    "abu dhabi": "Asia/Dubai",
    "brasilia": "America/Sao_Paulo",
    "indiana (east)": "America/Indiana/Indianapolis",
}


@lru_cache(maxsize=2000)
def named(name: str) -> tzinfo | None:
    """The zone behind an IANA, Windows, display or prefixed name, or a bare offset; None if unknown.

    >>> named("W. Europe Standard Time"), named("/mozilla.org/20070129_1/Europe/Kiev")
    (zoneinfo.ZoneInfo(key='Europe/Berlin'), zoneinfo.ZoneInfo(key='Europe/Kiev'))
    >>> named("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna")
    zoneinfo.ZoneInfo(key='Europe/Amsterdam')
    """
    name = name.strip().strip("\"'").strip()
    if not name or len(name) > 200:
        return None
    if name.casefold() in _ZULU:
        return UTC
    return _iana(name) or _windows(name) or _prefixed(name) or _offset(name) or _display(name)


def zone_name(zone: tzinfo | None) -> str | None:
    """The IANA name of a zone; None for bare offsets and zones that a file defined itself."""
    if isinstance(zone, ZoneInfo):
        return zone.key
    return "UTC" if zone is UTC else None


@cache
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _iana(name: str) -> tzinfo | None:
    found = _known().get(name.replace(" ", "_").casefold())
    return ZoneInfo(found) if found else None


def _windows(name: str) -> tzinfo | None:
    if not name.casefold().endswith((" time", "utc", "utc+12", "utc+13")) and not name.startswith("tzone:"):
        return None
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    if name.casefold() == "tzone://microsoft/utc":
        return UTC
    plain = " ".join(name.replace("Daylight Time", "Standard Time").split())
    found = WINDOWS_TO_OLSON.get(plain)
    return _iana(found) if found else None


def _prefixed(name: str) -> tzinfo | None:
    """`/freeassociation.sourceforge.net/Tzfile/Europe/Berlin`, `/citadel.org/20070227_1/Europe/Rome`."""
    if "/" not in name:
        return None
    parts = name.split("/")
    for take in (3, 2):
        if len(parts) > take and (zone := _iana("/".join(parts[-take:]))):
            return zone
    return None


def _offset(name: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(name)
    if not match:
        return None
    delta = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if delta > timedelta(hours=14):
        return None
    return timezone(delta if match[1] == "+" else -delta)


@cache
def _by_city() -> dict[str, str]:
    cities = {}
    for name in sorted(available_timezones(), reverse=True):
        if "/" in name and not name.startswith(("Etc/", "posix", "right", "SystemV")):
            cities[name.rpartition("/")[2].replace("_", " ").casefold()] = name
    return cities | _CITIES


def _display(name: str) -> tzinfo | None:
    """Outlook's `(UTC+01:00) Amsterdam, Berlin, Bern, ...` and its like: by region, then by city."""
    text = re.sub(r"^\((?:UTC|GMT)[^)]*\)\s*", "", name)
    if text == name and ", " not in name and not any(region in name.casefold() for region, _ in _REGIONS):
        return _iana(_by_city().get(name.casefold(), ""))
    for city in re.split(r"[,;:/]| - ", text):
        found = _by_city().get(city.strip().casefold())
        if found and (zone := _iana(found)):
            return zone
    folded = text.casefold()
    for region, zone_key in _REGIONS:
        if region in folded:
            return _iana(zone_key)
    offset = re.match(r"\(([^)]*)\)", name)
    return _offset(offset[1]) if offset else None
