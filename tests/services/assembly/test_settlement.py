"""What is left, and for whom: to the cent, on both databases."""

from datetime import timedelta

import pytest
from assembling import DAY, FIRST, ROBIN, Assembling, person

from domain.assembly import CHECKLIST, MOST_IDEAS
from domain.assembly_export import recompute_record
from domain.decisions.kinds import Verdict
from domain.decisions.recomputing import recompute
from domain.decisions.register import Decision
from domain.emergency import Stage
from domain.refusal import Refusal
from services.register import Form

LATER = FIRST + DAY


async def put_ideas(assembling: Assembling, now_offset: timedelta = DAY) -> Decision:
    return await assembling.settlement.put_to_vote(
        person(ROBIN, head=True), "Verdeling", "Naar rato.", 3 * DAY, now=FIRST + now_offset
    )


async def triggered(assembling: Assembling, *ideas: str) -> None:
    assert await assembling.held(10) is Stage.TRIGGERED
    for who, title in enumerate(ideas, 1):
        await assembling.settlement.hand_in(person(who), title, "", now=LATER)


async def test_sixteen_hundred_over_three_ideas(assembling: Assembling) -> None:
    await triggered(assembling, "Vrijplaats", "Studio", "Zine")
    record = await assembling.settlement.put_amounts(person(ROBIN, head=True), "€ 2.500,00", "900", now=LATER)
    settlement = record.settlement()
    assert settlement is not None
    assert (settlement.left, settlement.shares) == (160_000, {})
    decision = await put_ideas(assembling)
    # 7, 5 and 4 approvals: 1,600.00 in sixteenths
    votes = {1: (0, 1, 2), 2: (0, 1, 2), 3: (0, 1, 2), 4: (0, 1, 2), 5: (0, 1), 6: (0,), 7: (0,)}
    await assembling.approve(decision, votes)
    closed = await assembling.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.verdict is Verdict.ADOPTED
    assert closed.outcome.winners == (0, 1, 2)
    sight = await assembling.assembly.sight(person(ROBIN), 1)
    settlement = sight.record.settlement()
    assert settlement is not None
    assert settlement.shares == {"1": 70_000, "2": 50_000, "3": 40_000}
    assert recompute(await assembling.export(closed, Form.JSON)).sound
    export = await assembling.assembly.export(person(ROBIN))
    checked = recompute_record(export)
    assert checked.sound
    assert checked.record is not None
    assert checked.record.settlement() == settlement
    forged = recompute_record(export.replace(b'"cash":250000', b'"cash":350000'))
    assert not forged.sound


async def test_a_cent_that_does_not_split(assembling: Assembling) -> None:
    await triggered(assembling, "A", "B", "C")
    await assembling.settlement.put_amounts(person(ROBIN, head=True), "2500", "900,00", now=LATER)
    decision = await put_ideas(assembling)
    await assembling.approve(decision, dict.fromkeys(range(1, 7), (0, 1, 2)))
    await assembling.close(decision)
    settlement = (await assembling.assembly.sight(person(ROBIN), 1)).record.settlement()
    assert settlement is not None
    assert settlement.shares == {"1": 53_334, "2": 53_333, "3": 53_333}
    assert settlement.by_order == ("1", "2", "3")


async def test_a_shortfall_leaves_nothing_to_divide(assembling: Assembling) -> None:
    await triggered(assembling, "A")
    record = await assembling.settlement.put_amounts(person(ROBIN, head=True), "900,00", "2500,00", now=LATER)
    settlement = record.settlement()
    assert settlement is not None
    assert (settlement.left, settlement.shortfall, settlement.shares) == (0, 160_000, {})
    with pytest.raises(Refusal, match="Nothing is left"):
        await put_ideas(assembling)


async def test_too_few_votes_and_it_can_be_put_again(assembling: Assembling) -> None:
    await triggered(assembling, "A", "B")
    await assembling.settlement.put_amounts(person(ROBIN, head=True), "100", "0", now=LATER)
    decision = await put_ideas(assembling)
    with pytest.raises(Refusal, match="put to the vote already"):
        await put_ideas(assembling)
    with pytest.raises(Refusal, match="stand as they are"):
        await assembling.settlement.hand_in(person(4), "Te laat", "", now=LATER)
    await assembling.approve(decision, {1: (0,)})
    assert (await assembling.close(decision)).runs is False
    second = await put_ideas(assembling, 5 * DAY)
    await assembling.approve(second, dict.fromkeys(range(1, 7), (1,)))
    await assembling.close(second)
    settlement = (await assembling.assembly.sight(person(ROBIN), 1)).record.settlement()
    assert settlement is not None
    assert settlement.shares == {"1": 0, "2": 10_000}


async def test_who_may_and_what_is_refused(assembling: Assembling) -> None:
    amounts, hand_in = assembling.settlement.put_amounts, assembling.settlement.hand_in
    head = person(ROBIN, head=True)
    for early in (amounts(head, "1", "1", now=LATER), hand_in(person(2), "A", "", now=LATER)):
        with pytest.raises(Refusal, match=r"not triggered|/assembly convene"):
            await early
    await triggered(assembling)
    with pytest.raises(Refusal, match="The board does this"):
        await amounts(person(2), "1", "1", now=LATER)
    for typed in ("-1", "1,5", "1.234.56", "veel", "1,234,5", "", "9" * 30):
        with pytest.raises(Refusal, match="“"):
            await amounts(head, typed, "0", now=LATER)
    with pytest.raises(Refusal, match="First the board"):
        await put_ideas(assembling)
    await amounts(head, "1", "0", now=LATER)
    with pytest.raises(Refusal, match="Nobody has handed in"):
        await put_ideas(assembling)
    with pytest.raises(Refusal, match="who were convened"):
        await hand_in(person(11), "Van buiten", "", now=LATER)
    for title, why in (("", "a name"), ("x" * 81, "at most")):
        with pytest.raises(Refusal, match=why):
            await hand_in(person(2), title, "", now=LATER)
    for title in ("A", "B", "C"):
        await hand_in(person(2), title, "", now=LATER)
    with pytest.raises(Refusal, match="Take one back"):
        await hand_in(person(2), "D", "", now=LATER)
    with pytest.raises(Refusal, match="called “a” already"):
        await hand_in(person(3), "a", "", now=LATER)
    with pytest.raises(Refusal, match="Only who handed"):
        await assembling.settlement.take_back(person(3), 1, now=LATER)
    record = await assembling.settlement.take_back(person(2), 1, now=LATER)
    assert [idea.title for idea in record.ideas.values()] == ["B", "C"]
    for number in range(MOST_IDEAS - 2):
        await hand_in(person(3 + number // 3), f"Idee {number}", "", now=LATER)
    with pytest.raises(Refusal, match="do not fit"):
        await hand_in(person(1), "Nog een", "", now=LATER)


async def test_the_checklist(assembling: Assembling) -> None:
    await triggered(assembling)
    head = person(ROBIN, head=True)
    record = await assembling.settlement.tick(head, frozenset({"notary", "board"}), now=LATER)
    assert record.ticked == {"notary", "board"}
    record = await assembling.settlement.tick(
        person(ROBIN, head=True), frozenset(CHECKLIST) - {"notary"}, now=LATER
    )
    assert record.ticked == set(CHECKLIST) - {"notary"}
    with pytest.raises(Refusal, match="The board does this"):
        await assembling.settlement.tick(person(2), frozenset(), now=LATER)
