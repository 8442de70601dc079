"""What a title or text announces about its event, in the words that agendas use."""

import re

import pytest
from hypothesis import example, given
from hypothesis.strategies import from_regex

from domain.sources import SourceStatus
from scrapers import status
from scrapers.status import from_label, from_text, from_title

CANCELLED, POSTPONED = SourceStatus.CANCELLED, SourceStatus.POSTPONED
RESCHEDULED, ONLINE = SourceStatus.RESCHEDULED, SourceStatus.MOVED_ONLINE


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("AFGELAST: Stormvogel", CANCELLED),
        ("Stormvogel (geannuleerd)", CANCELLED),
        ("Stormvogel – AFGELAST", CANCELLED),
        ("Afgelast! Stormvogel", CANCELLED),
        ("AFGELAST wegens ziekte: Stormvogel", CANCELLED),
        ("Stormvogel - afgelast wegens ziekte", CANCELLED),
        ("Stormvogel gaat helaas niet door", CANCELLED),
        ("Stormvogel is geannuleerd", CANCELLED),
        ("CANCELLED: Stormvogel", CANCELLED),
        ("Stormvogel has been cancelled", CANCELLED),
        ("UITGESTELD | Stormvogel", POSTPONED),
        ("Uitgesteld tot nader order: Stormvogel", POSTPONED),
        ("Stormvogel [postponed until further notice]", POSTPONED),
        ("[VERPLAATST NAAR 3 MEI] Stormvogel", RESCHEDULED),
        ("Verplaatst naar 3 mei: Stormvogel", RESCHEDULED),
        ("Stormvogel - verplaatst naar 3 mei", RESCHEDULED),
        ("Stormvogel (verplaatst naar 12 juni 2026)", RESCHEDULED),
        ("Stormvogel | verzet naar 4 juni", RESCHEDULED),
        ("Verplaatst naar online: Stormvogel", ONLINE),
        ("Stormvogel (nu online)", ONLINE),
        ("Let op: afgelast! Stormvogel", CANCELLED),
        ("Event canceled: Stormvogel", CANCELLED),
        ("Gecanceld: Stormvogel", CANCELLED),
        ("🚫 GEANNULEERD 🚫 Stormvogel", CANCELLED),
        ("Stormvogel // AFGELAST //", CANCELLED),
        ("ANULAT: Stormvogel", CANCELLED),
        ("Stormvogel (verplaatst van 3 april)", RESCHEDULED),
    ],
)
def test_a_title_is_cleaned_of_what_it_announces(title: str, status: SourceStatus) -> None:
    assert from_title(title) == (status, "Stormvogel")


@pytest.mark.parametrize(
    ("title", "status", "rest"),
    [
        ("Board Meeting Cancelled", CANCELLED, "Board Meeting"),
        ("Derde repetitie geannuleerd", CANCELLED, "Derde repetitie"),
        ("CANCELLED", CANCELLED, "CANCELLED"),
    ],
)
def test_a_gathering_may_be_called_off_without_a_mark(title: str, status: SourceStatus, rest: str) -> None:
    assert from_title(title) == (status, rest)


@pytest.mark.parametrize(
    "title",
    [
        "UITVERKOCHT: Stormvogel",
        "Stormvogel (uitverkocht)",
        "SOLD OUT - Stormvogel",
        "Online: workshop haken",
        "Workshop haken | online",
        "Cancelled",
        "Afgelast",
        "The Cancelled",
        "one is cancelled",
        "Uitgesteld verdriet",
        "De vervallen stad",
        "Verplaatst naar de toekomst",
        "Reported missing",
        "How I cancelled my show",
    ],
)
def test_a_title_that_announces_nothing_stays_as_it_is(title: str) -> None:
    assert from_title(title) == (None, title)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("AFGELAST wegens ziekte", CANCELLED),
        ("Helaas is dit optreden afgelast.", CANCELLED),
        ("Dit evenement gaat niet door.", CANCELLED),
        ("Wegens ziekte gaat het concert van vrijdag niet door.", CANCELLED),
        ("We regret to announce that this show has been cancelled.", CANCELLED),
        ("Dit concert is helaas uitgesteld.", POSTPONED),
        ("Dit concert is verplaatst naar 3 mei.", RESCHEDULED),
        ("Deze avond is verplaatst naar online.", ONLINE),
        ("Let op: uitverkocht!", None),
        ("De voorstelling is uitverkocht.", None),
        ("Het evenement vindt online plaats.", None),
        ("Het concert gaat door, ook bij regen.", None),
        ("If it rains, the event is cancelled.", None),
        ("Bij regen wordt het festival afgelast.", None),
        ("The event will be cancelled if fewer than five people come.", None),
        ("Vorig jaar werd alles afgelast.", None),
        (None, None),
    ],
)
def test_a_text_counts_only_when_it_is_about_its_own_event(
    text: str | None, status: SourceStatus | None
) -> None:
    assert from_text(text) is status


def test_a_sticker_says_it_in_one_word() -> None:
    assert from_label(" Geannuleerd ") is CANCELLED
    assert from_label("Uitverkocht") is None
    assert from_label("Laatste kaarten") is None


@given(from_regex(re.compile(f"(?:{status._ANY})"), fullmatch=True).filter(str.isprintable))
@example("fällt aus")
@example("Entfällt")
@example("INSTÄLLT")
@example("ANNULÉ")
def test_no_word_for_it_is_passed_over_by_the_quick_look(word: str) -> None:
    assert status._has_any(word, status._ROOTS)


@pytest.mark.parametrize("word", ["fällt aus", "ENTFÄLLT", "Inställt", "odwołane", "Annulé", "uppskjutet"])
def test_announcements_of_the_neighbours_are_known_too(word: str) -> None:
    assert from_title(f"Stormvogel ({word})")[1] == "Stormvogel"
