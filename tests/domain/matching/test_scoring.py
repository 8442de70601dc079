"""The verdict: what is clear, what is for an editor, and laws that hold for any two events."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching import Candidate, Verdict, compare

Make = Callable[..., Candidate]

TITLES = (
    "Kapot",
    "Kapot + Roest",
    "Roest",
    "Kapot vol. 2",
    "Kapot vol. 3",
    "Opening Kapot",
    "Open podium",
    "Open mic",
    "Jazznacht",
    "Jazz night",
    "Workshop zeefdruk",
    "Screen printing workshop",
    "Noise Nacht",
    "Nosie Nacht",
    "Zinecafé",
    "Zine café",
    "Afgelast: Kapot",
    "Tank presenteert: Roest",
    "Festival Roest dag 1",
    "",
    "!!",
    "12",
)
WHENS = ("14", "14 20:00", "14 20:30", "14 23:30", "15 00:15", "14 14:00", "15 20:00", "15")
PLACES = (None, "Tankstation", "de Tank", "Metropool", "Loods 9", "Loods 9, Hengelo", "Kelder, Hengelo")

shapes = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES) | st.text(max_size=30),
        "when": st.sampled_from(WHENS),
        "until": st.sampled_from([None, "16", "17", "60"]),
        "place": st.sampled_from(PLACES),
        "source": st.sampled_from("abc"),
        "url": st.sampled_from(
            [None, "https://a.example/e/1", "https://a.example/e/2", "https://a.example/agenda"]
        ),
        "performers": st.sampled_from([(), ("Kapot",), ("Roest", "Zuur")]),
        "organizer": st.sampled_from([None, "Stichting Galm"]),
    }
)


@given(one=shapes, other=shapes)
def test_the_order_never_matters(make: Make, one: dict[str, object], other: dict[str, object]) -> None:
    first, second = make(**one, id="1"), make(**other, id="2")
    assert compare(first, second) == compare(second, first)


@given(one=shapes)
def test_an_event_is_itself(make: Make, one: dict[str, object]) -> None:
    event = make(**one)
    assert compare(event, event).verdict is Verdict.SAME


@given(one=shapes, other=shapes)
def test_the_points_of_the_fields_make_the_total(
    make: Make, one: dict[str, object], other: dict[str, object]
) -> None:
    match = compare(make(**one, id="1"), make(**other, id="2"))
    assert match.total == sum(field.points for field in match.fields)
    assert all(str(field.note) for field in match.fields)


def test_a_name_at_one_time_needs_no_place(make: Make) -> None:
    assert compare(make("IJzervreters"), make("IJzervreters", place=None, source="b")).verdict is Verdict.SAME


@pytest.mark.parametrize("place", [None, "Metropool", "Loods 9, Hengelo"])
def test_a_generic_title_needs_the_same_place(make: Make, place: str | None) -> None:
    tank = make("Open podium")
    assert compare(tank, make("Open mic", place="de Tank", source="b")).verdict is Verdict.SAME
    assert compare(tank, make("Open podium", place=place, source="b")).verdict is not Verdict.SAME


def test_a_shared_link_helps_and_a_list_of_events_does_not(make: Make) -> None:
    def links(url: str) -> list[str]:
        one = make("Kapot", url=url)
        return [field.field for field in compare(one, make("Kapot", url=url, source="b")).fields]

    assert "link" in links("https://tank.example/kapot")
    assert "link" not in links("https://tank.example/agenda/")
    assert "link" not in links("https://tank.example/")


def test_who_performs_may_be_the_other_title(make: Make) -> None:
    night = make("Clubnacht", performers=("Orchid Engine", "Lux Aster"))
    assert compare(night, make("Orchid Engine + Lux Aster", source="b")).verdict is Verdict.DOUBTFUL
    assert compare(night, make("Bleke Zon", source="b")).verdict is Verdict.DIFFERENT


def test_two_entries_of_one_source_are_two(make: Make) -> None:
    first = make("Torenklim", "14 13:00", id="1")
    assert compare(first, make("Torenklim", "14 13:30", id="2")).verdict is Verdict.DIFFERENT
    assert compare(first, make("Torenklim!", "14 13:00", id="2")).verdict is Verdict.SAME
    linked = make("Torenklim", "14 13:00", id="1", url="https://a.example/1")
    other = make("Torenklim", "14 13:00", id="2", url="https://a.example/2")
    assert compare(linked, other).verdict is Verdict.DOUBTFUL
