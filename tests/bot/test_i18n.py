"""Two languages, dates as each writes them, and words of others that stay as they are."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import discord
import pytest

from bot.i18n import AMSTERDAM, Say, locale_of, timestamp
from domain.refusal import Refusal
from domain.when.answers import Message

NIGHT = datetime(2026, 3, 13, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "day", "moment", "short", "money"),
    [
        ("nl", "vrijdag 13 maart 2026", "vrijdag 13 maart 2026 20:00", "vr 13 mrt", "€\xa012,50"),
        ("en", "Friday 13 March 2026", "Friday 13 March 2026 20:00", "Fri 13 Mar", "€12.50"),
    ],
)
def test_dates_and_money_are_written_as_the_language_does(
    locale: str, day: str, moment: str, short: str, money: str
) -> None:
    say = Say(locale)
    assert say.day(date(2026, 3, 13)) == day
    assert say.moment(NIGHT) == moment
    assert say.short_day(NIGHT) == short
    assert say.money(1250) == money
    assert say.hour(NIGHT) == "20:00"


def test_values_in_a_sentence_are_written_so_too() -> None:
    say = Say("en")
    filled = say("{a} {b} {c} {d} {e}", a=NIGHT, b=date(2026, 3, 13), c=time(8, 5), d=12345, e=True)
    assert filled == "Friday 13 March 2026 20:00 Friday 13 March 2026 08:05 12,345 True"


def test_the_zone_is_the_readers() -> None:
    assert Say("en", ZoneInfo("America/New_York")).moment(NIGHT) == "Friday 13 March 2026 15:00"
    assert Say("en", AMSTERDAM).moment(datetime(2026, 7, 1, 22, tzinfo=UTC)) == "Thursday 2 July 2026 00:00"


@pytest.mark.parametrize("typed", ["{title}", "{0}", "{a.b!r:>9}", "100%", "}{", "{{x}}"])
def test_what_people_typed_is_not_read_as_a_pattern(typed: str) -> None:
    assert Say("en")("“{title}” is here.", title=typed) == f"“{typed}” is here."


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    refusal = Refusal(
        "{field} is {length} characters long and at most {most} fit. Shorten it a little.",
        field=Message("The title"),
        length=5000,
        most=100,
    )
    told = {locale: Say(locale).message(refusal.message_id, refusal.params) for locale in ("nl", "en")}
    assert told["en"].startswith("The title is 5,000 characters long")
    assert told["nl"].startswith("De titel: dit zijn 5.000 tekens")


def test_one_and_many() -> None:
    say = Say("en")
    assert say.many("{n} thing", "{n} things", 1) == "1 thing"
    assert say.many("{n} thing", "{n} things", 1000) == "1,000 things"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (discord.Locale.dutch, "nl"),
        (discord.Locale.british_english, "en"),
        (discord.Locale.german, "en"),
        (discord.Locale.japanese, "en"),
    ],
)
def test_dutch_for_the_dutch_and_english_for_everybody_else(theirs: discord.Locale, ours: str) -> None:
    assert locale_of(theirs) == ours


def test_a_sentence_without_a_translation_is_said_in_english() -> None:
    assert (
        Say("nl")("No such sentence stands in any catalogue.") == "No such sentence stands in any catalogue."
    )


def test_a_timestamp_is_the_instant_whatever_its_zone() -> None:
    assert timestamp(NIGHT) == timestamp(NIGHT.astimezone(AMSTERDAM)) == "<t:1773428400:F>"
