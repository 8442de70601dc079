"""To which sector a question goes, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.defaults import SECTORS
from domain.desk.routing import Earlier, Hint, Routing, route
from domain.sectors import Sector

SEVEN = tuple(Sector(**one) for one in SECTORS)


def routed(text: str, **more: object) -> Routing:
    return route(text, SEVEN, otherwise="community", **more)  # type: ignore[arg-type]


def to(text: str, **more: object) -> str:
    best = routed(text, **more).best
    assert best is not None
    return best.sector


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Mag ons terras tot 01:00 open?", "vergunningen"),
        ("where can I find a cheap rehearsal space?", "locatie"),
        ("hoe schrijf ik een subsidieaanvraag voor mijn project?", "financien"),
        ("Wie ontwerpt een poster voor ons feest?", "promotie"),
        ("Ik zoek een bassist", "community"),
        ("Who can lend us a PA system?", "evenementen"),
        ("Hoe word ik lid?", "sektor"),
    ],
)
def test_each_sector_gets_what_is_its_own(text: str, sector: str) -> None:
    assert to(text) == sector


def test_the_words_that_told_are_given_as_they_were_typed() -> None:
    best = routed("Mag ons Terras tot 01:00 open?").best
    assert best is not None
    assert best.words == ("Terras", "01:00")


def test_an_hour_alone_tells_nothing() -> None:
    assert routed("Is er om 20:00 iemand?").of("vergunningen").words == ()


@pytest.mark.parametrize(
    "text",
    ["Vergunnning nodig", "terasvergunning aanvragen", "onze terrasvergunningen", "geluidsontheffng"],
)
def test_slips_and_compounds_are_understood(text: str) -> None:
    assert to(text) == "vergunningen"


def test_what_a_festival_needs_is_the_matter_and_the_festival_the_occasion() -> None:
    routing = routed("Do we need a permit for our festival?")
    assert routing.best is not None
    assert routing.best.sector == "vergunningen"
    assert next(one.sector for one in routing.runners_up) == "evenementen"


def test_nothing_to_go_by_goes_to_who_takes_everything_else() -> None:
    routing = routed("hmm")
    assert not routing.found
    assert routing.best is not None
    assert routing.best.sector == "community"
    assert routing.runners_up == ()


def test_no_sectors_no_proposal() -> None:
    assert route("Mag ons terras open?", ()).best is None


def test_a_renamed_sector_keeps_its_words_and_a_new_one_is_known_by_its_name() -> None:
    own = (
        Sector("vergunningen", "Papierwinkel", "Red tape"),
        Sector("radio-team", "Piratenzender", "Pirate radio"),
    )
    assert route("Heb ik een vergunning nodig?", own).candidates[0].sector == "vergunningen"
    assert route("Who runs the pirate channel?", own).candidates[0].sector == "radio-team"
    assert route("Vraag over de papierwinkel", own).candidates[0].sector == "vergunningen"


def test_what_was_answered_before_counts_and_is_told() -> None:
    text = "Waar kunnen we keramiek bakken?"
    earlier = [
        Earlier("Waar kan ik keramiek bakken?", "locatie"),
        Earlier("Keramiek bakken, waar kan dat?", "locatie"),
        Earlier("Hoe laat begint de jam?", "evenementen"),
    ]
    best = routed(text, earlier=earlier).best
    assert best is not None
    assert (best.sector, best.alike) == ("locatie", 2)


def test_enough_alike_questions_outweigh_a_word() -> None:
    text = "Wie weet iets van de podiumlicht?"
    assert to(text) == "evenementen"
    assert to(text, earlier=[Earlier(text, "locatie")] * 2) == "locatie"


def test_what_others_asked_in_private_shows_in_nobodys_proposal() -> None:
    text = "Waar kunnen we keramiek bakken?"
    hidden = [Earlier(text, "locatie", person=n, told=False) for n in (1, 2)]
    assert not routed(text, earlier=hidden * 5).found
    best = routed(text, earlier=[*hidden, Earlier(text, "locatie", person=3, told=False)]).best
    assert best is not None
    assert (best.sector, best.alike) == ("locatie", 0)


def test_an_article_tips_the_balance() -> None:
    hint = Hint("Keramiek bakken", "locatie", 0.9)
    best = routed("Waar kunnen we keramiek bakken?", articles=[hint]).best
    assert best is not None
    assert (best.sector, best.articles) == ("locatie", ("Keramiek bakken",))
    assert to("Mag ons terras tot 01:00 open?", articles=[hint]) == "vergunningen"


def test_what_belongs_to_a_sector_that_is_gone_counts_for_nobody() -> None:
    gone = {"earlier": [Earlier("keramiek bakken", "weg")], "articles": [Hint("Oven", "weg", 1.0)]}
    assert not routed("keramiek bakken", **gone).found


@given(st.text(max_size=300))
def test_every_text_has_a_way(text: str) -> None:
    routing = routed(text)
    assert sorted(one.sector for one in routing.candidates) == sorted(one.key for one in SEVEN)
    points = [one.points for one in routing.candidates]
    assert points == sorted(points, reverse=True)
    assert all(" ".join(one.words) == "" or one.points > 0 for one in routing.candidates)
