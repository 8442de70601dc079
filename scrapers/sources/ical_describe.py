"""What an iCalendar event says about itself, cleaned once and shared by all its occurrences."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from domain.sources import NOWHERE, SourceEvent, SourceKind, SourcePlace, SourceStatus
from scrapers import status, text, zones
from scrapers.sources.ical_series import Instance
from scrapers.sources.ical_text import CalendarText

_DAY = timedelta(days=1)
_STATUS = {"CANCELLED": SourceStatus.CANCELLED, "CANCELED": SourceStatus.CANCELLED}


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value] if value is not None else []:
        yield from (str(part) for part in getattr(item, "cats", [item]))


class Describer:
    """What is said once about an event and holds for each of its occurrences."""

    def __init__(self, calendar: CalendarText, base: str | None) -> None:
        self._calendar = calendar
        self._base = base
        self._known: dict[int, Callable[..., SourceEvent]] = {}

    def title(self, event: Any) -> str:
        return (
            text.one_line(event.get("SUMMARY"), text.TITLE)
            or text.one_line((text.paragraphs(event.get("DESCRIPTION")) or "").partition("\n")[0], text.TITLE)
            or text.one_line(event.get("LOCATION"), text.TITLE)
            or text.one_line(self._calendar.name, text.TITLE)
            or "…"
        )

    def event(self, instance: Instance) -> SourceEvent:
        component: Any = instance.component
        make = self._known.get(id(component))
        if make is None:
            make = self._known[id(component)] = self._described(component)
        start, end = instance.start, instance.end
        if isinstance(start, datetime):
            if end == start and "DTEND" not in component:
                return make(start=start, end=None, recurrence_id=_mark(instance.recurrence_id))
            if _is_whole_days(component, start, end):
                start, end = start.date(), end.date() if isinstance(end, datetime) else end
        if not isinstance(start, datetime):
            end = max(end, start + _DAY)
        return make(start=start, end=end, recurrence_id=_mark(instance.recurrence_id))

    def _described(self, component: Any) -> Callable[..., SourceEvent]:
        description = text.paragraphs(component.get("DESCRIPTION")) or text.paragraphs(
            component.get("X-ALT-DESC")
        )
        announced, title = status.from_title(self.title(component))
        said = _STATUS.get(str(component.get("STATUS", "")).strip().upper())
        uid = str(component["UID"])
        shared: dict[str, Any] = {
            "title": title,
            "status": said or announced or status.from_text(description) or SourceStatus.SCHEDULED,
            "location": _place(component.get("LOCATION")),
            "url": next(filter(None, (text.link(u, self._base) for u in _texts(component.get("URL")))), None),
            "description": description,
            "image": _image(component, self._base),
            "price": next(
                filter(None, (text.one_line(c, 100) for c in _texts(component.get("X-COST")))), None
            ),
            "organizer": _organizer(component.get("ORGANIZER")),
            "external_id": None if uid.startswith("\x00") else text.one_line(uid, 500),
            "categories": _categories(component.get("CATEGORIES")),
        }
        return lambda start, end, recurrence_id: SourceEvent(
            start=start,
            end=end,
            recurrence_id=recurrence_id,
            all_day=not isinstance(start, datetime),
            timezone=zones.zone_name(start.tzinfo) if isinstance(start, datetime) else None,
            source_kind=SourceKind.ICAL,
            **shared,
        )


def _is_whole_days(component: Any, start: datetime, end: datetime | date) -> bool:
    """Outlook marks whole days apart from their times, which run from midnight to midnight."""
    flag = str(component.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper()
    return (
        flag == "TRUE"
        and isinstance(end, datetime)
        and end > start
        and not any((start.hour, start.minute, end.hour, end.minute))
    )


def _mark(recurrence_id: datetime | date | None) -> str | None:
    if isinstance(recurrence_id, datetime):
        utc = recurrence_id.astimezone(UTC) if recurrence_id.tzinfo else recurrence_id
        return utc.isoformat().replace("+00:00", "Z")
    return recurrence_id.isoformat() if recurrence_id else None


def _place(value: Any) -> SourcePlace:
    lines = ", ".join(
        line.strip(" ,") for one in _texts(value) for line in (text.paragraphs(one, 600) or "").split("\n")
    )
    name = text.one_line(lines)
    return SourcePlace(name=name) if name else NOWHERE


def _image(component: Any, base: str | None) -> str | None:
    for name in ("IMAGE", "ATTACH"):
        value = component.get(name)
        for item in value if isinstance(value, list) else [value] if value is not None else []:
            kind = str(getattr(item, "params", {}).get("FMTTYPE", "image/" if name == "IMAGE" else ""))
            if kind.lower().startswith("image/") and (found := text.link(str(item), base)):
                return found
    return None


def _organizer(value: Any) -> str | None:
    first = value[0] if isinstance(value, list) and value else value
    if first is None:
        return None
    # the address itself is a person's, so only the name is shown
    called = str(getattr(first, "params", {}).get("CN") or "")
    return text.one_line(unquote(called) if " " not in called else called, 200)


def _categories(value: Any) -> tuple[str, ...]:
    names = (text.one_line(name, 60) for name in _texts(value))
    return tuple(dict.fromkeys(name for name in names if name))[:20]
