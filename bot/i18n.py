"""Two languages: the catalogues, and dates and money the way each language writes them.

The English sentence is the key. `Say` is handed to everything that makes text for somebody; it knows their
language and the zone in which they read times.
"""

import gettext
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from datetime import time as clock_time
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from domain.when.answers import Message

LOCALES: Final = ("nl", "en")
AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")

_BABEL: Final = {"nl": "nl_NL", "en": "en_GB"}


@cache
def catalogue(locale: str) -> gettext.NullTranslations:
    """The sentences of a language. English is what the code itself says."""
    if locale == "en":
        return gettext.NullTranslations()
    source = files("locales").joinpath(locale, "LC_MESSAGES", "sektor.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def locale_of(discord_locale: object) -> str:
    """Ours for one of Discord's: Dutch for Dutch, English for everybody else."""
    return "nl" if str(discord_locale).startswith("nl") else "en"


class Say:
    """Speaks to one reader (or one channel).

    `say("It starts at {time}.", time=starts)` looks the sentence up and fills it in; dates, times, weekdays
    and numbers among the values are written as the language does. What people typed is left as it is: the
    places are filled once, so braces in it mean nothing.
    """

    def __init__(self, locale: str, zone: ZoneInfo = AMSTERDAM) -> None:
        self.locale = locale
        self.zone = zone
        self._catalogue = catalogue(locale)
        self._babel = _BABEL[locale]

    def __call__(self, message_id: str, /, **params: object) -> str:
        text = self._catalogue.gettext(message_id)
        return self._filled(text, params)

    def many(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """The sentence for this number of things; `{n}` is the number."""
        text = self._catalogue.ngettext(singular, plural, n)
        return self._filled(text, {"n": n, **params})

    def message(self, message_id: str, params: Mapping[str, object]) -> str:
        """A sentence that was chosen elsewhere (a Refusal, a question)."""
        return self(message_id, **params)

    def _filled(self, text: str, params: Mapping[str, object]) -> str:
        return (
            text.format_map({name: self.value(value) for name, value in params.items()}) if params else text
        )

    def value(self, value: object) -> str:
        if isinstance(value, Message):
            return self.message(value.message_id, value.params)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, clock_time):
            return value.strftime("%H:%M")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return numbers.format_decimal(value, locale=self._babel)

    def day(self, day: date) -> str:
        """vrijdag 13 maart 2026, Friday 13 March 2026."""
        return dates.format_date(day, "EEEE d MMMM y", locale=self._babel)

    def weekday(self, day: date) -> str:
        """vrijdag 13 maart, Friday 13 March: where the year is plain."""
        return dates.format_date(day, "EEEE d MMMM", locale=self._babel)

    def weekday_short(self, day: date) -> str:
        """vr, Fri"""
        return dates.format_date(day, "EEE", locale=self._babel).replace(".", "")

    def letters(self, day: date) -> str:
        """vr, Fr: the weekday in two letters, for narrow columns."""
        return dates.format_date(day, "EEEEEE", locale=self._babel)[:2]

    def date_and_month(self, day: date) -> str:
        """13 mrt, 13 Mar"""
        return dates.format_date(day, "d MMM", locale=self._babel).replace(".", "")

    def month(self, day: date) -> str:
        """maart, March"""
        return dates.format_date(day, "LLLL", locale=self._babel)

    def days(self, first: date, last: date) -> str:
        """From one day to another, both included: ma 9 – zo 22 maart 2026, Mon 9 – Sun 22 March 2026."""
        if first >= last:
            return self.day(first)
        pattern = "EEE d MMMM y"
        if first.year == last.year:
            pattern = "EEE d" if first.month == last.month else "EEE d MMMM"
        begins = dates.format_date(first, pattern, locale=self._babel)
        return f"{begins} – {dates.format_date(last, 'EEE d MMMM y', locale=self._babel)}"

    def short_day(self, day: date) -> str:
        """vr 13 mrt, Fri 13 Mar; a moment's day in the reader's zone."""
        if isinstance(day, datetime):
            day = day.astimezone(self.zone).date()
        return dates.format_date(day, "EEE d MMM", locale=self._babel).replace(".", "")

    def short_month(self, day: date) -> str:
        """mrt 26, Mar 26."""
        return dates.format_date(day, "MMM yy", locale=self._babel).replace(".", "")

    def weekday_name(self, number: int) -> str:
        """vrijdag, Friday; Monday is 0."""
        return str(dates.get_day_names("wide", locale=self._babel)[number])

    def week_day(self, day: date) -> str:
        """vrijdag 13 maart, Friday 13 March."""
        return dates.format_date(day, "EEEE d MMMM", locale=self._babel)

    def short_date(self, day: date) -> str:
        """vr 13 mrt, Fri 13 Mar."""
        return dates.format_date(day, "EEE d MMM", locale=self._babel).replace(".", "")

    def span(self, first: date, last: date) -> str:
        """9–15 mrt 2026, 30 Mar – 5 Apr 2026."""
        return dates.format_interval(first, last, "yMMMd", locale=self._babel).replace(".", "")

    def moment(self, moment: datetime) -> str:
        """vrijdag 13 maart 2026 20:00, in the reader's zone."""
        return dates.format_datetime(moment, "EEEE d MMMM y HH:mm", tzinfo=self.zone, locale=self._babel)

    def hour(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).strftime("%H:%M")

    def money(self, cents: int) -> str:
        return numbers.format_currency(cents / 100, "EUR", locale=self._babel)


def timestamp(moment: datetime, style: str = "F") -> str:
    """Discord's own timestamp: every reader sees it in their zone and language."""
    return f"<t:{int(moment.astimezone(UTC).timestamp())}:{style}>"
