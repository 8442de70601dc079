"""Clusters: no chains, no dependence on order, every event once."""

from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.matching import Candidate, Verdict, cluster, compare

Make = Callable[..., Candidate]

shapes = st.fixed_dictionaries(
    {
        "title": st.sampled_from(
            ["Kapot", "Kapot + Roest", "Roest", "Kapot 2", "Kapot 3", "Open podium", "Kapto"]
        ),
        "when": st.sampled_from(["14", "14 20:00", "14 20:45", "14 21:30", "14 23:30", "15 00:15"]),
        "place": st.sampled_from([None, "Tankstation", "Metropool"]),
        "source": st.sampled_from("abcd"),
    }
)


def made(make: Make, shapes: list[dict[str, object]]) -> list[Candidate]:
    return [make(**shape, id=str(number)) for number, shape in enumerate(shapes)]


@given(shapes=st.lists(shapes, max_size=9), chance=st.randoms())
def test_the_order_of_the_input_never_matters(
    make: Make, shapes: list[dict[str, object]], chance: Random
) -> None:
    events = made(make, shapes)
    mixed = list(events)
    chance.shuffle(mixed)
    assert cluster(events) == cluster(mixed)


@given(shapes=st.lists(shapes, max_size=9))
def test_no_cluster_holds_what_contradicts(make: Make, shapes: list[dict[str, object]]) -> None:
    events = made(make, shapes)
    found = cluster(events)
    assert sorted(event.name for one in found for event in one.members) == sorted(e.name for e in events)
    for one in found:
        for event in one.members:
            for other in one.members:
                match = compare(event, other)
                assert not match.contradicts
                if event.source == other.source:
                    assert match.verdict is Verdict.SAME


def test_two_shows_of_one_source_are_not_joined_by_a_third(make: Make) -> None:
    early = make("Kort Lontje", "14 19:00", source="venue", id="1")
    late = make("Kort Lontje", "14 20:30", source="venue", id="2")
    between = make("Kort Lontje", "14 19:45", source="city", id="9")
    found = cluster([early, late, between])
    assert [len(one.members) for one in found] == [1, 2] or [len(one.members) for one in found] == [2, 1]
    assert [link.verdict for one in found for link in one.doubts] == [Verdict.DOUBTFUL]


def test_a_chain_over_contradicting_numbers_is_cut(make: Make) -> None:
    found = cluster([make("Kapot 2", source="a"), make("Kapot", source="b"), make("Kapot 3", source="c")])
    assert max(len(one.members) for one in found) == 2


def test_three_sources_of_one_event_are_one_cluster(make: Make) -> None:
    found = cluster(
        [
            make("IJzervreters", source="a"),
            make("Tankstation presenteert: IJzervreters", "14 20:30", "de Tank", source="b"),
            make("IJZERVRETERS + support", "14", source="c"),
            make("Bleke Zon", source="a", id="2"),
        ]
    )
    assert [len(one.members) for one in found] == [3, 1]
    assert all(link.verdict is Verdict.SAME for link in found[0].links)
