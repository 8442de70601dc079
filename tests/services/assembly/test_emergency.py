"""The emergency stop from convocation to count, on both databases."""

import json
from datetime import timedelta

import pytest
from assembling import COMMUNITY, DAY, FIRST, HOUR, MEETINGS, MINUTE, NOW, ROBIN, Assembling, person

from domain.assembly import Phase, Question
from domain.assembly_export import recompute_record
from domain.decisions.ballots import NO, YES
from domain.decisions.kinds import Verdict
from domain.decisions.recomputing import recompute
from domain.decisions.thresholds import MONEY_FLOOR
from domain.emergency import Stage
from domain.postings import Surface
from domain.refusal import Refusal
from domain.sectors import Part
from storage.unit import Unit

CHAIR = ROBIN
SECOND = FIRST + 20 * DAY
THIRD = FIRST + 40 * DAY


async def wanted(assembling: Assembling) -> set[tuple[str, Surface, int]]:
    def work(unit: Unit) -> set[tuple[str, Surface, int]]:
        claimed = unit.publishing.claim(now=NOW, lease=timedelta(0), calm=timedelta(0), limit=1000)
        return {(one.subject, one.surface, one.place) for one in claimed if one.wanted}

    return await assembling.database.write(work)


async def test_six_of_ten_twice_triggers_it(assembling: Assembling) -> None:
    assert await assembling.held(6, 4) is Stage.FIRST_PASSED
    assert await assembling.held(6, 4, starts=SECOND) is Stage.TRIGGERED


async def test_a_valid_one_without_a_majority_in_between_resets(assembling: Assembling) -> None:
    assert await assembling.held(6, 4) is Stage.FIRST_PASSED
    assert await assembling.held(5, 5, starts=SECOND) is Stage.IDLE
    assert await assembling.held(6, 4, starts=THIRD) is Stage.FIRST_PASSED


async def test_unanimous_triggers_at_once_also_before_the_chair_closes(assembling: Assembling) -> None:
    await assembling.opened()
    decision = await assembling.put()
    await assembling.cast(decision, 10)
    await assembling.closing.close_early(person(CHAIR), decision.id, now=decision.opened + 2 * MINUTE)
    assert await assembling.stage() is Stage.TRIGGERED


async def test_nine_of_ten_is_not_unanimous(assembling: Assembling) -> None:
    assert await assembling.held(9) is Stage.FIRST_PASSED


async def test_cancelled_and_inquorate_ones_do_neither(assembling: Assembling) -> None:
    await assembling.held(6, 4)
    number = await assembling.convened(SECOND)
    await assembling.assembly.cancel(person(CHAIR), "De zaal staat blank.", number, now=SECOND - DAY)
    assert await assembling.stage() is Stage.FIRST_PASSED
    assert await assembling.held(2, 3, starts=SECOND + DAY) is Stage.FIRST_PASSED  # five of ten took part
    assert await assembling.held(6, starts=THIRD) is Stage.TRIGGERED


async def test_thirteen_days_are_too_few(assembling: Assembling) -> None:
    await assembling.held(6, 4)
    assert await assembling.held(9, 1, starts=FIRST + 13 * DAY) is Stage.FIRST_PASSED
    assert await assembling.held(6, 4, starts=FIRST + 14 * DAY) is Stage.TRIGGERED


async def test_expelling_people_after_the_convocation_changes_nothing(assembling: Assembling) -> None:
    """Three are thrown out before the vote and one while it runs: the seven who are left are not
    everybody."""
    await assembling.opened()
    for who in (8, 9, 10):
        await assembling.seats.left(COMMUNITY, who, now=FIRST)
    decision = await assembling.put()
    await assembling.cast(decision, 6)
    assert await assembling.seats.left(COMMUNITY, 7, now=decision.opened + MINUTE) == ()
    assert (
        await assembling.seats.suspended(person(ROBIN, manages=True), 6, now=decision.opened + MINUTE) == ()
    )
    with pytest.raises(Refusal, match="Before the deadline"):
        await assembling.closing.close_early(person(CHAIR), decision.id, now=decision.opened + 2 * MINUTE)
    closed = await assembling.close(decision)
    assert closed.outcome is not None
    assert (closed.outcome.electorate, closed.outcome.counts["yes"]) == (10, 6)
    assert await assembling.stage() is Stage.FIRST_PASSED
    assert recompute(await assembling.export(closed)).sound


async def test_five_yes_of_ten_stay_five_of_ten_when_the_rest_is_expelled(assembling: Assembling) -> None:
    await assembling.opened()
    decision = await assembling.put()
    await assembling.cast(decision, 5, 1)
    for who in (7, 8, 9, 10):
        await assembling.seats.left(COMMUNITY, who, now=decision.opened + MINUTE)
    closed = await assembling.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.verdict is Verdict.REJECTED
    assert await assembling.stage() is Stage.IDLE


async def test_who_joins_after_the_convocation_has_no_vote(assembling: Assembling) -> None:
    number = await assembling.opened()
    decision = await assembling.put()
    with pytest.raises(Refusal, match="not among the people"):
        await assembling.vote(decision, 11, YES, at=decision.opened + MINUTE)
    with pytest.raises(Refusal, match="not convened"):
        await assembling.assembly.check_in(person(11), number, now=FIRST)
    with pytest.raises(Refusal, match="nobody steps out"):
        await assembling.seats.recuse(
            person(3), decision.id, "Mijn baan", pressed=decision.opened, now=decision.opened
        )


async def test_the_next_assembly_cannot_leave_it_off_the_agenda(assembling: Assembling) -> None:
    await assembling.held(6, 4)
    number = await assembling.opened(SECOND)
    for who in range(2, 7):
        await assembling.assembly.check_in(person(who), number, now=SECOND)
    with pytest.raises(Refusal, match="has to vote on it"):
        await assembling.assembly.close(person(CHAIR), number, now=SECOND + HOUR)
    decision = await assembling.put(at=SECOND)
    with pytest.raises(Refusal, match="still running"):
        await assembling.assembly.close(person(CHAIR), number, now=SECOND + HOUR)
    with pytest.raises(Refusal, match="has voted, so it cannot be cancelled"):
        await assembling.assembly.cancel(person(CHAIR), "Toch niet.", number, now=SECOND + HOUR)
    await assembling.close(decision)
    with pytest.raises(Refusal, match="voted on it already"):
        await assembling.put(at=SECOND)
    assert await assembling.stage() is Stage.FIRST_PASSED  # nobody voted: no quorum


async def test_a_vote_that_was_called_off_can_be_put_again(assembling: Assembling) -> None:
    await assembling.opened()
    first = await assembling.put()
    await assembling.closing.call_off(person(CHAIR), first.id, "Typefout.", now=first.opened + MINUTE)
    second = await assembling.put()
    assert second.number == first.number + 1


async def test_rights(assembling: Assembling) -> None:
    member, stranger = person(3), person(99)
    with pytest.raises(Refusal, match="Sector heads convene"):
        await assembling.assembly.draft(member, when="28-03-2026 14:00", place="", agenda="x", now=NOW)
    number = await assembling.convened()
    for act in (assembling.assembly.open, assembling.assembly.close):
        with pytest.raises(Refusal, match="Only the chair"):
            await act(member, number, now=FIRST)
    with pytest.raises(Refusal, match="Only the chair"):
        await assembling.assembly.cancel(stranger, "Grapje.", number, now=FIRST)
    await assembling.assembly.open(person(CHAIR), number, now=FIRST)  # the chair, without any role
    with pytest.raises(Refusal, match="Only the chair"):
        await assembling.assembly.put_to_vote(
            member, Question.STOP, "Noodknop", "x", 30 * MINUTE, now=FIRST + HOUR
        )
    with pytest.raises(Refusal, match="who may manage"):
        await assembling.assembly.put_notice(person(4, head=True), 1, now=NOW)


async def test_notice_and_other_bad_input(assembling: Assembling) -> None:
    async def draft(when: str, agenda: str = "1. Opening") -> None:
        await assembling.assembly.draft(
            person(CHAIR, head=True), when=when, place="De Tank", agenda=agenda, now=NOW
        )

    with pytest.raises(Refusal, match="at least 7 days"):
        await draft("16-03-2026 11:59")  # NOW is noon on the ninth
    await draft("16-03-2026 12:00")
    for when, why in (("gisteren 12:00", "."), ("1 april", "what time"), ("op een dag", ".")):
        with pytest.raises(Refusal, match=why):
            await draft(when)
    with pytest.raises(Refusal, match="on the agenda"):
        await draft("1 april 14:00", " ")
    with pytest.raises(Refusal, match="at most"):
        await draft("1 april 14:00", "x" * 2001)
    robin = person(CHAIR, head=True, manages=True)
    for days in (0, 61, -1):
        with pytest.raises(Refusal, match="1 to 60"):
            await assembling.assembly.put_notice(robin, days, now=NOW)
    await assembling.assembly.put_notice(robin, 21, now=NOW)
    with pytest.raises(Refusal, match="at least 21 days"):
        await draft("16-03-2026 12:00")
    mine = await assembling.assembly.draft(robin, when="2 mei 14:00", place="", agenda="1. Opening", now=NOW)
    with pytest.raises(Refusal, match="Nobody would be convened"):
        await assembling.assembly.convene(robin, mine.id, [], now=NOW)
    with pytest.raises(Refusal, match="not yours"):
        await assembling.assembly.convene(person(5, head=True), mine.id, [5], now=NOW)


async def test_when_it_can_be_opened(assembling: Assembling) -> None:
    number = await assembling.convened()
    chair = assembling.assembly
    with pytest.raises(Refusal, match="too early"):
        await chair.open(person(CHAIR), number, now=FIRST - 2 * HOUR)
    with pytest.raises(Refusal, match="too early"):
        await chair.check_in(person(2), number, now=FIRST - 2 * HOUR)
    with pytest.raises(Refusal, match="was to begin"):
        await chair.open(person(CHAIR), number, now=FIRST + DAY)
    with pytest.raises(Refusal, match="has not been opened"):
        await assembling.put()
    other = await assembling.convened(FIRST + HOUR)
    await chair.open(person(CHAIR), number, now=FIRST)
    with pytest.raises(Refusal, match="still open"):
        await chair.open(person(CHAIR), other, now=FIRST + HOUR)
    with pytest.raises(Refusal, match="Say in a few words"):
        await chair.cancel(person(CHAIR), "  ", other, now=FIRST)


async def test_the_same_click_counts_once(assembling: Assembling) -> None:
    robin = person(CHAIR, head=True)
    draft = await assembling.assembly.draft(robin, when="21-03-2026 14:00", place="", agenda="x", now=NOW)
    first = await assembling.assembly.convene(robin, draft.id, [1, 2], now=NOW)
    again = await assembling.assembly.convene(person(CHAIR, head=True), draft.id, [1, 2, 3], now=NOW)
    assert first.one is not None
    assert again.one is not None
    assert (again.one.number, again.one.people) == (first.one.number, frozenset({1, 2}))
    click = person(CHAIR, head=True)
    for _ in range(2):
        await assembling.assembly.open(click, 1, now=first.one.starts)
    vote = person(CHAIR, head=True)
    put = [
        await assembling.assembly.put_to_vote(
            vote, Question.STOP, "Noodknop", "x", 30 * MINUTE, now=first.one.starts
        )
        for _ in range(2)
    ]
    assert put[0].id == put[1].id
    for expected in (True, False):
        _, new = await assembling.assembly.check_in(person(2), 1, now=first.one.starts)
        assert new is expected


async def test_messages_that_follow(assembling: Assembling) -> None:
    await assembling.sectors.appoint(person(CHAIR, manages=True), "Promotie", Part.HEAD, 5, now=NOW)
    await assembling.convened()
    subject = f"assembly:{COMMUNITY}:1"
    everyone = {(subject, Surface.CONVENED, who) for who in range(1, 11)}
    assert await wanted(assembling) == everyone | {(subject, Surface.ASSEMBLY, MEETINGS)}
    await assembling.assembly.open(person(CHAIR), 1, now=FIRST)
    decision = await assembling.put()
    await assembling.cast(decision, 10)
    await assembling.close(decision)
    told = await wanted(assembling)
    stop = f"emergency:{COMMUNITY}:1"
    assert {one for one in told if one[0] == stop} == {
        (stop, Surface.EMERGENCY, MEETINGS),
        (stop, Surface.TRIGGERED, CHAIR),
        (stop, Surface.TRIGGERED, 5),
    }


# ---- proxies


async def test_a_proxy_needs_consent_and_votes_in_the_vote(assembling: Assembling) -> None:
    number = await assembling.convened()
    ask, answer = assembling.assembly.ask_proxy, assembling.assembly.answer_proxy
    await ask(person(2), 3, number, now=FIRST)
    sight = await assembling.assembly.sight(person(1))
    assert sight.one is not None
    assert sight.one.proxies == {}
    with pytest.raises(Refusal, match="Nobody asks you"):
        await answer(person(4), COMMUNITY, number, 2, agrees=True, now=FIRST)
    assert await answer(person(3), COMMUNITY, number, 2, agrees=True, now=FIRST) == "agreed"
    assert await answer(person(3), COMMUNITY, number, 2, agrees=False, now=FIRST) == "agreed"  # once is once
    await ask(person(5), 3, number, now=FIRST)
    assert await answer(person(3), COMMUNITY, number, 5, agrees=False, now=FIRST) == "declined"
    await assembling.assembly.open(person(CHAIR), number, now=FIRST)
    decision = await assembling.put()
    at = decision.opened + MINUTE
    await assembling.voting.vote(person(3), decision.id, YES, on_behalf_of=2, pressed=at, now=at)
    with pytest.raises(Refusal, match="has not given you"):
        await assembling.voting.vote(person(3), decision.id, YES, on_behalf_of=5, pressed=at, now=at)
    with pytest.raises(Refusal, match="in the box"):
        await assembling.vote(decision, 2, NO, at=at)
    assert recompute(await assembling.export(await assembling.close(decision))).sound


async def test_a_proxy_that_is_agreed_to_while_the_vote_runs(assembling: Assembling) -> None:
    number = await assembling.opened()
    await assembling.assembly.ask_proxy(person(2), 3, number, now=FIRST)
    decision = await assembling.put()
    at = decision.opened + MINUTE
    await assembling.assembly.answer_proxy(person(3), COMMUNITY, number, 2, agrees=True, now=at)
    assert await assembling.voting.represents(person(3), decision.id) == (2,)
    await assembling.assembly.check_in(person(2), number, now=at)  # came after all: has the vote back
    assert await assembling.voting.represents(person(3), decision.id) == ()
    await assembling.vote(decision, 2, YES, at=at)


async def test_who_cannot_hold_a_proxy(assembling: Assembling) -> None:
    number = await assembling.convened()
    for holder, why in ((2, "somebody else"), (11, "somebody else")):
        with pytest.raises(Refusal, match=why):
            await assembling.assembly.ask_proxy(person(2), holder, number, now=FIRST)
    with pytest.raises(Refusal, match="not convened"):
        await assembling.assembly.ask_proxy(person(11), 2, number, now=FIRST)
    for giver in (2, 3):
        await assembling.assembly.ask_proxy(person(giver), 4, number, now=FIRST)
        await assembling.assembly.answer_proxy(person(4), COMMUNITY, number, giver, agrees=True, now=FIRST)
    with pytest.raises(Refusal, match="which is the most"):
        await assembling.assembly.ask_proxy(person(5), 4, number, now=FIRST)
    with pytest.raises(Refusal, match="cannot be passed on"):
        await assembling.assembly.ask_proxy(person(4), 6, number, now=FIRST)
    with pytest.raises(Refusal, match="given their own vote away"):
        await assembling.assembly.ask_proxy(person(6), 3, number, now=FIRST)
    await assembling.assembly.end_proxy(person(3), number, now=FIRST)
    with pytest.raises(Refusal, match="to nobody"):
        await assembling.assembly.end_proxy(person(3), number, now=FIRST)


# ---- frozen, and taken back


async def test_no_new_commitments_while_it_is_triggered(assembling: Assembling) -> None:
    robin = person(ROBIN, manages=True)
    await assembling.sectors.appoint(robin, "Promotie", Part.HEAD, ROBIN, now=NOW)
    await assembling.mandates.grant(robin, "promotie", "Drukwerk", up_to=25_000, now=NOW)
    running = await assembling.start([1, 2], floor=MONEY_FLOOR, now=FIRST - HOUR)
    assert await assembling.held(10) is Stage.TRIGGERED
    later = FIRST + DAY
    with pytest.raises(Refusal, match="no new commitments"):
        await assembling.start([1, 2], floor=MONEY_FLOOR, now=later)
    with pytest.raises(Refusal, match="no new commitments"):
        await assembling.decisions.record(
            person(ROBIN, head=True), "promotie", "Flyers", "Op.", cents=1, now=later
        )
    await assembling.start([1, 2], now=later)  # what commits to nothing goes on
    await assembling.vote(running, 1, YES, at=later)
    assert await assembling.held(5, 5, starts=SECOND, question=Question.LIFT) is Stage.TRIGGERED
    assert await assembling.held(6, 4, starts=THIRD, question=Question.LIFT) is Stage.IDLE
    await assembling.start([1, 2], floor=MONEY_FLOOR, now=THIRD + DAY)


async def test_what_cannot_be_asked(assembling: Assembling) -> None:
    await assembling.opened()
    with pytest.raises(Refusal, match="nothing to take back"):
        await assembling.put(Question.LIFT)
    for lasts, why in ((timedelta(minutes=1), "no time"), (timedelta(days=2), "24 hours")):
        with pytest.raises(Refusal, match=why):
            await assembling.assembly.put_to_vote(
                person(CHAIR), Question.STOP, "Noodknop", "x", lasts, now=FIRST
            )
    await assembling.cast(await assembling.put(), 1)


# ---- the record


async def test_the_record_can_be_checked_by_anyone(assembling: Assembling) -> None:
    with pytest.raises(Refusal, match="nothing to export"):
        await assembling.assembly.export(person(3))
    await assembling.held(6, 4)
    await assembling.held(7, 3, starts=SECOND)
    export = await assembling.assembly.export(person(3))
    checked = recompute_record(export)
    assert checked.sound
    assert checked.record is not None
    assert (checked.entries, checked.record.state.stage) == (10, Stage.TRIGGERED)
    sight = await assembling.assembly.sight(person(3), 1)
    assert sight.one is not None
    assert (sight.one.phase, sight.seal) == (Phase.CLOSED, checked.seal)
    entries = json.loads(export)["entries"]
    counts = [entry["body"] for entry in entries if entry["body"]["kind"] == "count"]
    assert [(one["yes"], one["no"], one["stage"]) for one in counts] == [
        (6, 4, "first_passed"),
        (7, 3, "triggered"),
    ]
    seals = [(await assembling.register.find(person(3), f"B-{number}")).seal for number in (1, 2)]
    assert [one["seal"] for one in counts] == seals
    broken = recompute_record(export.replace(b'"yes":6', b'"yes":5'))
    assert (broken.sound, broken.entry) == (False, 4)
    lines = export.split(b"\n")
    assert recompute_record(b"\n".join(lines[:2] + lines[3:])).entry == 2
