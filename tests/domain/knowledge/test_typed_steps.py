"""Steps as people type them: what they mean, what is kept, and what is refused by its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.knowledge import Step
from domain.knowledge.typed_steps import read_steps, typed
from domain.refusal import Refusal

PERMIT = Step(
    id="permit",
    title="Vraag de vergunning aan",
    who="organisator",
    days_before=56,
    basis="source",
    links=("evenementenvergunning.md",),
    pitfalls="Zonder plattegrond",
)


def test_one_a_line_with_weeks_and_days_after() -> None:
    steps = read_steps("8 weken | Vraag aan | ik | Te laat\n\n3|Bel de buren\n-2 dagen | Ruim op | allemaal")
    assert [(one.days_before, one.title, one.who, one.pitfalls) for one in steps] == [
        (56, "Vraag aan", "ik", "Te laat"),
        (3, "Bel de buren", "", ""),
        (-2, "Ruim op", "allemaal", ""),
    ]
    assert len({one.id for one in steps}) == 3


def test_a_step_that_keeps_its_title_keeps_its_id_and_links_and_loses_the_source_of_another_number() -> None:
    (same,) = read_steps(typed([PERMIT]), [PERMIT])
    assert same == PERMIT
    (moved,) = read_steps("70 | Vraag de vergunning aan | bestuur", [PERMIT])
    assert (moved.id, moved.links, moved.who, moved.pitfalls) == (
        "permit",
        ("evenementenvergunning.md",),
        "bestuur",
        "",
    )
    assert (moved.days_before, moved.basis) == (70, "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("   \n ", "at least one step"),
        ("5 | Bel\nVergunning aanvragen", "Line {n}"),
        ("5", "Line {n}"),
        ("5 | ", "Line {n}"),
        ("999 weken | Ooit", "at most {most} days"),
        ("5 | Bel\n6 | bel", "Two steps"),
        ("\n".join(f"{n} | Stap {n}" for n in range(21)), "at most {most} steps"),
    ],
)
def test_what_does_not_hold_is_refused_by_its_line(text: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_steps(text)
    assert says in refused.value.message_id


def test_the_line_that_is_wrong_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        read_steps("5 | Bel\n\nVergunning aanvragen")
    assert refused.value.params["n"] == 2


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_and_reads_the_same_again(text: str) -> None:
    try:
        steps = read_steps(text)
    except Refusal:
        return
    again = read_steps(typed(steps), steps)
    assert [(one.title, one.days_before, one.id) for one in again] == [
        (one.title, one.days_before, one.id) for one in steps
    ]
