"""A thread becomes a draft in which nobody can be recognised, and nobody's note stands."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.desk.drafting import MOST_DRAFT, Outcome, article_of, drafted, steps_of, typed_how
from domain.desk.entries import Entry, What
from domain.desk.question import Question
from domain.knowledge.article import Audience, Kind, Language
from domain.redacting import Marks, redacted
from domain.refusal import Refusal

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
PRIYA, SANNE = 3, 4
QUESTION = Question(
    id=9,
    community=1,
    number=12,
    asker=PRIYA,
    text="May our terrace stay open until one? I am Priya, priya@example.org, 06-12345678.",
    locale="en",
    sector="vergunningen",
    waits_since=NOW,
    asked_at=NOW,
    due_at=NOW,
)
NAMES = ("Priya Sharma", "Sanne de Boer", "priya_s")
MARKS = Marks("[x]", "[m]", "[t]", "[r]")


def entry(what: What, text: str, person: int = SANNE, *, internal: bool = False) -> Entry:
    return Entry(question=9, what=what, person=person, text=text, internal=internal, at=NOW)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Vraag het Sanne de Boer.", "Vraag het [x]."),
        ("sanne  de boer weet het", "[x] weet het"),
        ("Volgens Sanne mag het; Boer zei nee.", "Volgens [x] mag het; [x] zei nee."),
        ("Dat is Priya's terras en priya_s woont daar", "Dat is [x] terras en [x] woont daar"),
        ("Mail naar j.jansen+kunst@post.example.nl of bel +31 6 1234 5678", "Mail naar [m] of bel [t]"),
        ("bel 053-4818181, (053) 481 81 81 of 0031612345678", "bel [t], [t] of [t]"),
        ("Maak het over op NL91 ABNA 0417 1643 00.", "Maak het over op [r]."),
        ("<@123456789012345678> en <@!5> weten meer, of @priya.kunst", "[x] en [x] weten meer, of [x]"),
        ("Zie https://discord.com/channels/1/2/3 hier", "Zie [x] hier"),
    ],
)
def test_names_and_ways_to_reach_people_are_taken_out(text: str, left: str) -> None:
    assert redacted(text, NAMES, MARKS).text == left


@pytest.mark.parametrize(
    "text",
    [
        "Op 13-03-2026 om 20:00 kost het € 1.500,00 voor 120 mensen.",
        "Artikel 2:25 van de APV, 7511 JM Enschede, tot 01:00 uur.",
        "De boer op het veld, en de sanne-achtige kleuren",
        "https://www.enschede.nl/ondernemen/terrassen",
        "2026-03-09T12:00:00",
    ],
)
def test_dates_amounts_rules_and_pages_stay(text: str) -> None:
    assert redacted(text, NAMES, MARKS).text == text


@given(st.text(max_size=300), st.sampled_from(["Sanne de Boer", "priya_s", "s.de.boer@example.org"]))
def test_whatever_stands_around_it_the_whole_name_is_gone(around: str, who: str) -> None:
    left = redacted(f"{around} {who} {around}", NAMES, MARKS).text
    assert f" {who} " not in left


@given(st.text(max_size=200))
def test_what_was_taken_out_once_is_not_there_to_be_taken_out_again(text: str) -> None:
    once = redacted(text, NAMES, MARKS).text
    assert redacted(once, NAMES, MARKS).text == once


def test_what_was_said_becomes_an_article_without_names_and_notes() -> None:
    entries = [
        entry(What.ASKED, QUESTION.text, PRIYA),
        entry(What.NOTE, "Zij is al eens beboet.", internal=True),
        entry(What.SAID, "I live above it, at Deurningerstraat 5.", PRIYA),
        entry(What.ANSWERED, "Ja Priya, met een ontheffing. Groet, Sanne de Boer (053-4818181)"),
    ]
    made = drafted(QUESTION, entries, "Vraag een ontheffing aan bij de gemeente.", NAMES, Language.DUTCH)
    assert made.title == "May our terrace stay open until one?"
    assert made.body.startswith("## Zo doe je het zelf\n\nVraag een ontheffing aan bij de gemeente.")
    assert "Ja [naam], met een ontheffing. Groet, [naam] ([telefoonnummer])" in made.body
    for secret in ("Priya", "Sanne", "beboet", "Deurningerstraat", "example.org", "12345678"):
        assert secret not in made.body
    assert set(made.taken) >= {"Priya", "priya@example.org", "06-12345678", "Sanne de Boer", "053-4818181"}


def test_it_fits_the_form_in_which_it_can_be_changed() -> None:
    entries = [entry(What.ANSWERED, f"Regel {n} met woorden.\n" * 60) for n in range(9)]
    made = drafted(QUESTION, entries, "x" * 3000, NAMES, Language.ENGLISH)
    assert len(made.body) <= MOST_DRAFT
    assert made.body.startswith("## How you do it yourself")


def test_a_workflow_has_a_step_a_line() -> None:
    steps = steps_of("1. Bel de gemeente\n\n- Vul het formulier in\n* Wacht acht weken\n---")
    assert [one.title for one in steps] == ["Bel de gemeente", "Vul het formulier in", "Wacht acht weken"]
    article = article_of(
        QUESTION, Outcome.WORKFLOW_NL, "Terras", "tekst", "Bel\nWacht", today=date(2026, 3, 9)
    )
    assert article.kind is Kind.WORKFLOW
    assert len(article.steps) == 2
    with pytest.raises(Refusal, match="steps"):
        article_of(QUESTION, Outcome.WORKFLOW_NL, "Terras", "tekst", "---", today=date(2026, 3, 9))


def test_what_came_of_a_private_question_is_for_members() -> None:
    day = date(2026, 3, 9)
    private = article_of(QUESTION, Outcome.ARTICLE_EN, "T", "b", "", today=day)
    public = article_of(replace(QUESTION, public=True), Outcome.ARTICLE_EN, "T", "b", "", today=day)
    assert private.audience is Audience.MEMBERS
    assert public.audience is Audience.PUBLIC
    assert public.sources[0].name == "The desk, question no. 12"


def test_closing_asks_how_or_why_not() -> None:
    assert typed_how(" Zo. ", "") == ("Zo.", "")
    with pytest.raises(Refusal, match="does this themselves"):
        typed_how("  ", "…")
