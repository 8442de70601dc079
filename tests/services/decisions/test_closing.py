"""Deadlines, reminders, outages, numbers, and what follows an outcome."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from deciding import COMMUNITY, DAY, HOUR, NOW, PLACE, ROBIN, Deciding, person

from domain.decisions.ballots import ADVICE, NO, YES, picked
from domain.decisions.kinds import Kind, Verdict
from domain.decisions.recomputing import recompute
from domain.decisions.register import CLOSE, LOOK_BACK, REMIND, Decision
from domain.decisions.terms import Proposal
from domain.decisions.times import GRACE
from domain.postings import Surface
from domain.refusal import Refusal
from domain.sectors import Part
from services.register import Form
from storage.unit import Unit

MINUTE = timedelta(minutes=1)


async def wanted(deciding: Deciding) -> set[tuple[str, Surface, int]]:
    def work(unit: Unit) -> set[tuple[str, Surface, int]]:
        claimed = unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=1000)
        return {(one.subject, one.surface, one.place) for one in claimed if one.wanted}

    return await deciding.database.write(work)


async def due(deciding: Deciding, kind: str, subject: str) -> Any:
    return await deciding.database.read(lambda unit: unit.timers.get(kind, subject))


async def test_numbers_have_no_gaps_and_no_doubles(deciding: Deciding) -> None:
    async def start(number: int) -> int | None:
        try:
            title = "" if number % 4 == 0 else f"Besluit {number}"  # every fourth is refused
            return (await deciding.start(title=title)).number
        except Refusal:
            return None

    numbers = await asyncio.gather(*(start(number) for number in range(40)))
    assert sorted(n for n in numbers if n) == list(range(1, 31))


async def test_starting(deciding: Deciding) -> None:
    proposal = Proposal(title="x", sector="promotie", closes=NOW + DAY, owner=2)
    with pytest.raises(Refusal, match="Sector heads start"):
        await deciding.decisions.start(person(2), proposal, [1], now=NOW)
    with pytest.raises(Refusal, match="Nobody could vote"):
        await deciding.start([])
    with pytest.raises(Refusal, match="no sector"):
        await deciding.start(sector="bestaat niet")
    decision = await deciding.start()
    assert decision.terms.sector == "promotie"
    assert await wanted(deciding) == {("decision:1", Surface.DECISION, PLACE)}
    subject = str(decision.id)
    assert await due(deciding, CLOSE, subject) == decision.closes + GRACE
    assert await due(deciding, REMIND, f"{subject}:half") == NOW + 1.5 * DAY
    assert await due(deciding, REMIND, f"{subject}:last") == NOW + 2.4 * DAY


async def test_the_same_click_starts_one_decision(deciding: Deciding) -> None:
    proposal = Proposal(title="Eén keer", sector="promotie", closes=NOW + DAY, owner=1)
    head = person(1, head=True)
    first = await deciding.decisions.start(head, proposal, [1, 2], now=NOW)
    assert await deciding.decisions.start(head, proposal, [1, 2], now=NOW) == first


async def test_it_closes_once_and_not_before_its_time(deciding: Deciding) -> None:
    decision = await deciding.start()
    assert await deciding.closing.close(decision.id, now=decision.closes - HOUR) is None
    assert await due(deciding, CLOSE, str(decision.id)) == decision.closes + GRACE
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.verdict is Verdict.INVALID
    assert await deciding.closing.close(decision.id, now=decision.closes + DAY) is None
    assert ("decision:1", Surface.OUTCOME, PLACE) in await wanted(deciding)
    for kind, subject in ((CLOSE, "1"), (REMIND, "1:half"), (REMIND, "1:last")):
        assert await due(deciding, kind, subject) is None


async def test_closing_early(deciding: Deciding) -> None:
    decision = await deciding.start([1, 2, 3])
    await deciding.vote(decision, 1, YES)
    await deciding.vote(decision, 2, YES)
    with pytest.raises(Refusal, match="Only the owner"):
        await deciding.closing.close_early(person(2, head=True), decision.id, now=NOW + HOUR)
    with pytest.raises(Refusal, match="when everyone"):
        await deciding.closing.close_early(person(ROBIN), decision.id, now=NOW + HOUR)
    await deciding.vote(decision, 3, NO)
    closed = await deciding.closing.close_early(person(ROBIN), decision.id, now=NOW + HOUR)
    assert closed.outcome is not None
    assert closed.outcome.verdict is Verdict.ADOPTED


async def test_extending_once_announced_and_with_its_timers(deciding: Deciding) -> None:
    decision = await deciding.start()
    with pytest.raises(Refusal, match="Say why"):
        await deciding.closing.extend(person(ROBIN), decision.id, NOW + 6 * DAY, " ", now=NOW + DAY)
    moved = await deciding.closing.extend(
        person(ROBIN), decision.id, NOW + 6 * DAY, "Vakantie.", now=NOW + DAY
    )
    assert (moved.closes, moved.extended) == (NOW + 6 * DAY, True)
    assert ("decision:1", Surface.MOVED, PLACE) in await wanted(deciding)
    assert await due(deciding, CLOSE, "1") == NOW + 6 * DAY + GRACE
    assert await due(deciding, REMIND, "1:half") == NOW + 3 * DAY
    with pytest.raises(Refusal, match="once"):
        await deciding.closing.extend(person(ROBIN), decision.id, NOW + 7 * DAY, "Weer.", now=NOW + DAY)
    with pytest.raises(Refusal, match="Only the owner"):
        await deciding.closing.extend(person(5), decision.id, NOW + 7 * DAY, "Weer.", now=NOW + DAY)
    await deciding.vote(decision, 1, YES, at=NOW + 5 * DAY)


async def test_calling_off_only_before_anybody_voted(deciding: Deciding) -> None:
    first, second = await deciding.start(), await deciding.start()
    await deciding.vote(second, 2, YES)
    off = await deciding.closing.call_off(person(ROBIN), first.id, "Typefout.", now=NOW + HOUR)
    assert off.outcome is not None
    assert off.outcome.verdict is Verdict.CALLED_OFF
    with pytest.raises(Refusal, match="runs to its end"):
        await deciding.closing.call_off(person(ROBIN), second.id, "Spijt.", now=NOW + HOUR)


async def test_reminders_go_once_to_who_still_may_vote_and_wants_them(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 7))
    await deciding.vote(decision, 1, YES)
    await deciding.register.mute(person(2), decision.id)
    await deciding.register.mute(person(3), decision.id, every=True)
    await deciding.seats.left(COMMUNITY, 4, now=NOW + HOUR)
    half = NOW + 1.5 * DAY
    assert await deciding.closing.remind("1:half", now=half) == (5, 6)
    assert await deciding.closing.remind("1:half", now=half) == ()
    assert ("reminder:1:half", Surface.VOTE_REMINDER, 5) in await wanted(deciding)
    await deciding.register.unmute(person(2), decision.id)
    assert await deciding.closing.remind("1:last", now=decision.closes) == ()  # overdue: makes no sense now


async def test_waiting_for_me(deciding: Deciding) -> None:
    first, second = await deciding.start([1, 2]), await deciding.start([2, 3])
    assert [d.id for d in (await deciding.register.waiting(person(2))).votes] == [first.id, second.id]
    await deciding.vote(first, 2, YES)
    assert [d.id for d in (await deciding.register.waiting(person(2))).votes] == [second.id]
    assert (await deciding.register.waiting(person(9))).votes == ()


async def test_an_advice_round_waits_for_its_owner(deciding: Deciding) -> None:
    decision = await deciding.start([1, 2, 3], kind=Kind.ADVICE, owner=3)
    await deciding.vote(decision, 2, ADVICE, reason="Doe het in mei.")
    await deciding.close(decision)
    assert (f"decision:{decision.id}", Surface.CONCLUDE, 3) in await wanted(deciding)
    assert [d.id for d in (await deciding.register.waiting(person(3))).conclusions] == [decision.id]
    later = {"adopted": True, "now": NOW + 4 * DAY}
    with pytest.raises(Refusal, match="Only the owner"):
        await deciding.closing.conclude(person(1, manages=True), decision.id, "Omdat.", **later)
    with pytest.raises(Refusal, match="Say why"):
        await deciding.closing.conclude(person(3), decision.id, "", **later)
    done = await deciding.closing.conclude(person(3), decision.id, "In mei is er plek.", **later)
    assert done.outcome is not None
    assert done.outcome.verdict is Verdict.ADOPTED
    reasons = await deciding.register.reasons(person(9), decision.id)
    assert reasons.why[-1].params == {"reason": "In mei is er plek."}
    assert (await deciding.register.waiting(person(3))).conclusions == ()


# ---- being away


async def away(deciding: Deciding, since: Any, until: Any) -> list[Decision]:
    await deciding.outages.seen(now=since)
    return list(await deciding.outages.back(now=until))


async def test_an_outage_in_the_last_day_moves_the_deadline_and_says_so(deciding: Deciding) -> None:
    soon, late = await deciding.start(), await deciding.start(closes=NOW + 20 * DAY)
    (moved,) = await away(deciding, NOW + 2.5 * DAY, NOW + 4 * DAY)
    assert moved.id == soon.id
    assert moved.closes == NOW + 4.5 * DAY  # half a day was left, and is again
    assert ("decision:1", Surface.MOVED, PLACE) in await wanted(deciding)
    assert not moved.extended  # its one extension is still there
    # the timer that was due meanwhile finds the new deadline
    assert await deciding.closing.close(soon.id, now=NOW + 4 * DAY) is None
    await deciding.vote(moved, 1, YES, at=NOW + 4.4 * DAY)
    assert (await deciding.close(moved)).outcome is not None
    assert (await deciding.register.get(person(1), late.id)).closes == NOW + 20 * DAY


async def test_an_outage_is_found_once(deciding: Deciding) -> None:
    await deciding.start()
    await deciding.outages.seen(now=NOW + 2.5 * DAY)
    found = await asyncio.gather(*(deciding.outages.back(now=NOW + 2.7 * DAY) for _ in range(5)))
    assert sorted(map(len, found)) == [0, 0, 0, 0, 1]


async def test_a_restart_moves_nothing_and_it_closes_at_its_deadline(deciding: Deciding) -> None:
    decision = await deciding.start()
    assert await away(deciding, decision.closes - MINUTE, decision.closes + MINUTE) == []
    closed = await deciding.close(decision)
    assert closed.closes == NOW + 3 * DAY
    assert (
        await deciding.outages.back(now=NOW + 9 * DAY) == ()
    )  # the first sign of life ever, or nothing runs


# ---- the register


async def test_amending_refers_to_an_adopted_one(deciding: Deciding) -> None:
    old = await deciding.start([1, 2, 3])
    with pytest.raises(Refusal, match="not adopted"):
        await deciding.start(amends=1)
    with pytest.raises(Refusal, match="no B-12"):
        await deciding.start(amends=12)
    for who in (1, 2):
        await deciding.vote(old, who, YES)
    await deciding.close(old)
    new = await deciding.start([1, 2, 3], now=NOW + 5 * DAY, amends=1)
    for who in (1, 2):
        await deciding.vote(new, who, YES, at=NOW + 6 * DAY)
    standing = await deciding.register.standing(old.id)
    assert standing is not None
    assert standing.amended_by == ()
    await deciding.close(new)
    standing = await deciding.register.standing(old.id)
    assert standing is not None
    assert standing.amended_by == (2,)


async def test_searching(deciding: Deciding) -> None:
    one = await deciding.start([1], title="Café in de kelder", public=True)
    await deciding.start([1], title="100% meer zines", sector="financien", now=NOW + 365 * DAY)
    await deciding.start([1], kind=Kind.CHOICE, options=("Kelder", "Zolder"), title="Waar?")
    await deciding.vote(one, 1, YES)
    await deciding.close(one)

    async def found(**wanted: Any) -> list[int]:
        return [decision.number for decision in await deciding.register.search(COMMUNITY, **wanted)]

    assert await found() == [3, 2, 1]
    assert await found(words="CAFE kelder") == [1]
    assert await found(words="kelder") == [3, 1]
    assert await found(words="100%") == [2]
    assert await found(words="_") == []
    assert await found(sector="Financiën") == [2]
    assert await found(year=2027) == [2]
    assert await found(year=2026) == [3, 1]
    assert await found(verdict=Verdict.ADOPTED) == [1]
    assert await found(public_only=True) == [1]
    assert await found(limit=1, offset=1) == [2]
    with pytest.raises(Refusal):
        await found(year=10**6)
    for typed in ("B-1", "b1", " 1 ", "B–1"):
        assert (await deciding.register.find(person(1), typed)).id == one.id
    for typed in ("", "B-9", "x", "9" * 40):
        with pytest.raises(Refusal, match="no decision"):
            await deciding.register.find(person(1), typed)
    decided = await deciding.register.decided(COMMUNITY, NOW, NOW + 9 * DAY)
    assert [d.number for d in decided] == [1]


async def test_the_owner_is_reminded_on_the_review_date(deciding: Deciding) -> None:
    decision = await deciding.start([1, 2], review_on=date(2026, 9, 1), owner=2)
    for who in (1, 2):
        await deciding.vote(decision, who, YES)
    await deciding.close(decision)
    when = await due(deciding, LOOK_BACK, "1")
    assert when.isoformat() == "2026-09-01T07:00:00+00:00"  # nine in the morning in Amsterdam
    assert (await deciding.closing.look_back(decision.id, now=when)) is not None
    assert ("decision:1", Surface.LOOK_BACK, 2) in await wanted(deciding)
    assert (await deciding.closing.look_back(decision.id, now=when)) is None


async def test_only_inside_the_mandate_alone(deciding: Deciding) -> None:
    robin = person(ROBIN, manages=True)
    await deciding.sectors.appoint(robin, "Promotie", Part.HEAD, 5, now=NOW)
    record = deciding.decisions.record
    with pytest.raises(Refusal, match="a poll is needed"):
        await record(person(5, head=True), "promotie", "Flyers", "Ze zijn op.", cents=4000, now=NOW)
    with pytest.raises(Refusal, match="Name the decision"):
        await deciding.mandates.grant(person(5, head=True), "promotie", "Drukwerk", up_to=25_000, now=NOW)
    mandate = await deciding.mandates.grant(robin, "promotie", "Drukwerk", up_to=25_000, now=NOW)
    with pytest.raises(Refusal, match=r"at most 250\.0 euros"):
        await record(person(5, head=True), "promotie", "Flyers", "Ze zijn op.", cents=25_001, now=NOW)
    with pytest.raises(Refusal, match="Only the head or deputy"):
        await record(person(6, head=True), "promotie", "Flyers", "Ze zijn op.", cents=1, now=NOW)
    with pytest.raises(Refusal, match="Say why"):
        await record(person(5, head=True), "promotie", "Flyers", " ", cents=1, now=NOW)
    done = await record(person(5, head=True), "promotie", "Flyers", "Ze zijn op.", cents=25_000, now=NOW)
    assert (done.number, done.outcome and done.outcome.verdict) == (1, Verdict.ADOPTED)
    assert await wanted(deciding) >= {("decision:1", Surface.OUTCOME, PLACE)}
    assert recompute(await deciding.export(done)).sound
    await deciding.mandates.end(robin, mandate.id, now=NOW)
    with pytest.raises(Refusal, match="a poll is needed"):
        await record(person(5, head=True), "promotie", "Flyers", "Ze zijn op.", cents=1, now=NOW)


async def test_exports_in_all_forms(deciding: Deciding) -> None:
    ranked = await deciding.start([1, 2], kind=Kind.RANKED, options=("Kelder", "Zolder"))
    await deciding.vote(ranked, 1, picked(1, 0))
    assert (await deciding.export(ranked, Form.BLT)).startswith(b"2 1\n1 2 1 0\n")
    assert b"Zolder > Kelder" in await deciding.export(ranked, Form.CSV)
    motion = await deciding.start([1, 2])
    with pytest.raises(Refusal, match="BLT"):
        await deciding.export(motion, Form.BLT)
    elsewhere = replace(person(1), community=51)
    with pytest.raises(Refusal, match="no such decision"):
        await deciding.register.export(elsewhere, motion.id, Form.JSON)
