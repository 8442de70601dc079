"""The summary: one page, nothing internal, no names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.dossiers.dossier import Document, Dossier, Entry, Kind, Person, Who
from domain.dossiers.summary import MOST_ASKED, page, without_names

NOW = datetime(2026, 3, 20, 11, tzinfo=UTC)
SOMEBODY = "[betrokkene]"
DOSSIER = Dossier(
    community=50,
    number=3,
    title="Terras van Joris de Wit open tot 01:00",
    sector="vergunningen",
    owner=1,
    asked="Joris wil het terras langer open; <@123456789012345678> belde.",
    wanted="Ontheffing tot 01:00",
    opened_by=1,
    opened_at=NOW,
    people=(Person(1, "Sanne Bakker"), Person(3, "Joris de Wit", insider=False)),
)


def entry(number: int, text: str, *, internal: bool = False, kind: Kind = Kind.NOTE) -> Entry:
    day = date(2026, 1, 1) + timedelta(days=number)
    return Entry(
        id=number, dossier=1, kind=kind, day=day, who=Who.CITY, text=text, internal=internal, person=1, at=NOW
    )


def test_names_and_mentions_are_written_as_somebody() -> None:
    found = page(DOSSIER, [entry(1, "joris de wit belde, Sanne niet")], [], SOMEBODY)
    assert found.title == "Terras van [betrokkene] open tot 01:00"
    assert found.asked == "[betrokkene] wil het terras langer open; [betrokkene] belde."
    assert [one.text for one in found.steps] == ["[betrokkene] belde, [betrokkene] niet"]


def test_the_contact_is_named_and_words_that_only_look_like_a_name_stay() -> None:
    contact = replace(DOSSIER, contact="Sanne Bakker", contact_person=1)
    found = page(contact, [entry(1, "Sanne Bakker belde Joris; de witte muur")], [], SOMEBODY)
    assert found.steps[0].text == "Sanne Bakker belde [betrokkene]; de witte muur"
    assert without_names("de bakker is open", ["De Bakker"], "X") == "X is open"
    assert without_names("De bakker is open", ["De Kok"], "X") == "De bakker is open"


def test_internal_notes_and_documents_never_show() -> None:
    papers = [
        Document(dossier=1, name="Aanvraag", person=1, at=NOW),
        Document(dossier=1, name="Geheim advies", internal=True, person=1, at=NOW),
    ]
    found = page(DOSSIER, [entry(1, "Open"), entry(2, "Intern!", internal=True)], papers, SOMEBODY)
    assert [one.text for one in found.steps] == ["Open"]
    assert found.papers == ("Aanvraag",)


def test_what_the_bot_noted_for_its_people_is_left_out() -> None:
    kinds = [Kind.OPENED, Kind.HANDED, Kind.CLOSED, Kind.REOPENED, Kind.WAITS]
    found = page(DOSSIER, [entry(n, "x", kind=kind) for n, kind in enumerate(kinds)], [], SOMEBODY)
    assert [one.kind for one in found.steps] == [Kind.WAITS]


@given(st.lists(st.integers(1, 400), max_size=120), st.integers(0, 1500))
def test_the_first_and_the_newest_are_kept_and_the_rest_counted(lengths: list[int], asked: int) -> None:
    entries = [entry(n, "x" * length) for n, length in enumerate(lengths, start=1)]
    found = page(replace(DOSSIER, asked="y" * asked), entries, [], SOMEBODY)
    days = [one.day for one in found.steps]
    assert days == sorted(days)
    assert len(found.steps) + found.left_out == len(lengths)
    assert len(found.asked) <= MOST_ASKED
    assert found.cut == (asked > MOST_ASKED)
    if entries:
        assert days[0] == entries[0].day
    if len(days) > 1:
        assert days[-1] == entries[-1].day
        assert days[1:] == [one.day for one in entries[1 + found.left_out :]]
