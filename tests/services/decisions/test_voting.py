"""Voting on a real database: what counts, once, for whom, and until when."""

import asyncio
from datetime import timedelta

import pytest
from deciding import COMMUNITY, DAY, HOUR, NOW, ROBIN, Deciding, person

from domain.decisions.ballots import ABSTAIN, NO, OBJECT, YES, picked
from domain.decisions.kinds import Kind, Openness, Verdict
from domain.decisions.poll import Entry
from domain.decisions.recomputing import recompute
from domain.refusal import Refusal
from services.polls import polled

SECOND = timedelta(seconds=1)


async def test_five_to_two_of_seven_is_adopted(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 8))
    for who in range(1, 8):
        await deciding.vote(decision, who, YES if who <= 5 else NO)
    closed = await deciding.close(decision)
    assert (closed.name, closed.outcome and closed.outcome.verdict) == ("B-1", Verdict.ADOPTED)
    assert closed.outcome is not None
    assert closed.outcome.counts == {"yes": 5, "no": 2, "abstain": 0}


async def test_a_vote_can_be_changed_and_taken_back_until_the_close(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4))
    first = await deciding.vote(decision, 1, YES)
    second = await deciding.vote(decision, 1, NO)
    assert (first.before, second.before) == (None, YES)
    assert (await deciding.vote(decision, 1, NO)).again
    await deciding.voting.withdraw(person(1), decision.id, pressed=NOW + HOUR, now=NOW + HOUR)
    mine = await deciding.voting.mine(person(1), decision.id)
    assert mine is not None
    assert (mine.voted, mine.ballot) == (False, None)
    poll = await deciding.database.read(lambda unit: polled(unit, decision.id))
    assert (poll.voted, poll.ballots) == (set(), {})
    kinds = [Entry.START, Entry.VOTE, Entry.CHANGE, Entry.WITHDRAW]
    links = await deciding.database.read(lambda unit: unit.decisions.links(decision.id))
    assert [kind in link.body for kind, link in zip(kinds, links, strict=True)] == [True] * 4


async def test_a_click_that_is_delivered_twice_counts_once(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4))
    for _ in range(2):
        caller = person(1, click=99)
        await deciding.voting.vote(caller, decision.id, YES, pressed=NOW, now=NOW)
    links = await deciding.database.read(lambda unit: unit.decisions.links(decision.id))
    assert len(links) == 2


async def test_who_has_no_seat_is_refused(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4))
    with pytest.raises(Refusal, match="not among the people"):
        await deciding.vote(decision, 9, YES)
    with pytest.raises(Refusal, match="no such decision"):
        await deciding.voting.vote(person(1), 4711, YES, pressed=NOW, now=NOW)


async def test_the_moment_of_pressing_counts_and_not_that_of_arriving(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4))
    late = decision.closes + 5 * SECOND
    await deciding.voting.vote(person(1), decision.id, YES, pressed=decision.closes - SECOND, now=late)
    with pytest.raises(Refusal, match="closed"):
        await deciding.voting.vote(person(2), decision.id, YES, pressed=decision.closes, now=late)
    assert await deciding.closing.close(decision.id, now=late) is None
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.cast == 1
    early = decision.closes - SECOND
    with pytest.raises(Refusal, match="closed"):
        await deciding.voting.vote(person(2), decision.id, YES, pressed=early, now=decision.closes + DAY)


async def test_a_crowd_at_once(deciding: Deciding) -> None:
    """Everyone presses at the same moment: some twice, some without the right, one too late."""
    decision = await deciding.start(range(1, 61))
    closes = decision.closes

    async def press(who: int, click: int, at: timedelta = -SECOND) -> bool:
        ballot = YES if who % 3 else NO
        try:
            caller = person(who, click=click)
            await deciding.voting.vote(caller, decision.id, ballot, pressed=closes + at, now=closes)
        except Refusal:
            return False
        return True

    presses = [press(who, who) for who in range(1, 60)]  # number 60 is too late
    presses += [press(who, who) for who in range(1, 60, 4)]  # delivered twice
    presses += [press(who, 1000 + who) for who in range(1, 60, 5)]  # pressed twice
    strangers = [press(who, who) for who in range(100, 120)]
    done = await asyncio.gather(*presses, *strangers, press(60, 60, timedelta(0)))
    assert done == [True] * len(presses) + [False] * 21
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.counts == {"yes": 40, "no": 19, "abstain": 0}
    assert closed.length == 1 + 59 + 1
    assert recompute(await deciding.export(decision)).sound


async def test_one_person_on_three_phones(deciding: Deciding) -> None:
    """Presses of one person that meet: one vote, the others change it, and the entries say so in order."""
    decision = await deciding.start(range(1, 11))
    for who in range(1, 11):
        presses = [deciding.vote(decision, who, ballot) for ballot in (YES, NO, ABSTAIN)]
        await asyncio.gather(*presses)
    checked = recompute(await deciding.export(decision))
    assert checked.sound
    assert checked.entries == 1 + 3 * 10
    places = await deciding.database.read(lambda unit: unit.decisions.places(decision.id))
    assert checked.poll is not None
    assert {p: c.ballot for p, c in checked.poll.ballots.items()} == {
        p: one.ballot for p, one in places.items()
    }


async def test_reasons_and_objections(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4), kind=Kind.CONSENT)
    with pytest.raises(Refusal, match="needs a reason"):
        await deciding.vote(decision, 1, OBJECT)
    await deciding.vote(decision, 1, OBJECT, reason="Te duur.")
    await deciding.vote(decision, 2, ABSTAIN)
    standing = await deciding.register.standing(decision.id)
    assert standing is not None
    assert [(one.person, one.reason) for one in standing.said] == [(1, "Te duur.")]
    assert standing.so_far is not None
    assert standing.so_far.verdict is Verdict.REJECTED
    with pytest.raises(Refusal, match="nothing to take back"):
        await deciding.voting.withdraw(person(3), decision.id, pressed=NOW, now=NOW)
    await deciding.voting.withdraw(person(1), decision.id, pressed=NOW + HOUR, now=NOW + HOUR)
    await deciding.vote(decision, 3, ABSTAIN)
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.verdict is Verdict.ADOPTED


async def test_a_proxy_only_where_the_rule_allows_it(deciding: Deciding) -> None:
    plain, proxied = await deciding.start(range(1, 6)), await deciding.start(range(1, 6), proxies=True)
    at = {"pressed": NOW + HOUR, "now": NOW + HOUR}
    with pytest.raises(Refusal, match="allows no proxies"):
        await deciding.seats.give_proxy(person(1), plain.id, 2, **at)
    with pytest.raises(Refusal, match="has not given you"):
        await deciding.voting.vote(person(2), proxied.id, YES, on_behalf_of=1, **at)
    await deciding.seats.give_proxy(person(1), proxied.id, 2, **at)
    assert await deciding.voting.represents(person(2), proxied.id) == (1,)
    await deciding.voting.vote(person(2), proxied.id, YES, on_behalf_of=1, **at)
    with pytest.raises(Refusal, match="hold somebody"):
        await deciding.seats.give_proxy(person(2), proxied.id, 3, **at)
    await deciding.voting.vote(person(2), proxied.id, NO, **at)
    # who votes after all takes it back
    await deciding.vote(proxied, 1, ABSTAIN)
    with pytest.raises(Refusal, match="has not given you"):
        await deciding.voting.vote(person(2), proxied.id, NO, on_behalf_of=1, **at)
    checked = recompute(await deciding.export(proxied))
    assert checked.poll is not None
    assert {p: (c.ballot, c.by) for p, c in checked.poll.ballots.items()} == {1: (ABSTAIN, 1), 2: (NO, 2)}


async def test_a_tied_choice_goes_to_a_run_off_and_that_one_to_nothing(deciding: Deciding) -> None:
    options = ("Tankstation", "Sickhouse", "Metropool")
    decision = await deciding.start(range(1, 6), kind=Kind.CHOICE, options=options)
    for who, option in ((1, 0), (2, 0), (3, 2), (4, 2), (5, 1)):
        await deciding.vote(decision, who, picked(option))
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert (closed.outcome.verdict, closed.outcome.winners) == (Verdict.TIED, (0, 2))
    runoff = await deciding.register.find(person(1), "b2")
    assert runoff.terms.options == ("Tankstation", "Metropool")
    assert runoff.terms.runoff_of == 1
    assert runoff.closes - runoff.opened == 3 * DAY
    for who in (1, 2, 3, 4):
        await deciding.vote(runoff, who, picked(who % 2), at=runoff.opened + HOUR)
    again = await deciding.close(runoff)
    assert again.outcome is not None
    assert again.outcome.verdict is Verdict.REJECTED
    assert await deciding.register.waiting(person(1)) == await deciding.register.waiting(person(9))


async def test_leaving_and_being_suspended(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 8))
    for who in (1, 2, 3):
        await deciding.vote(decision, who, YES)
    later = NOW + 2 * HOUR
    assert await deciding.seats.left(COMMUNITY, 1, now=later) == (decision.id,)  # the vote stands
    assert await deciding.seats.left(COMMUNITY, 7, now=later) == (decision.id,)  # the seat goes
    assert await deciding.seats.left(COMMUNITY, 7, now=later) == ()
    await deciding.seats.suspended(person(ROBIN, manages=True), 2, now=later)  # vote void, seat out
    with pytest.raises(Refusal, match="suspended"):
        await deciding.vote(decision, 2, YES, at=later)
    with pytest.raises(Refusal, match="does not give the vote back"):
        await deciding.vote(decision, 7, YES, at=later)
    standing = await deciding.register.standing(decision.id)
    assert standing is not None
    assert (standing.electorate, standing.cast, standing.missing) == (5, 2, (4, 5, 6))
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert (closed.outcome.electorate, closed.outcome.cast) == (5, 2)
    assert closed.outcome.verdict is Verdict.INVALID


async def test_recusal_takes_the_person_out_visibly(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4))
    await deciding.vote(decision, 1, YES)
    at = {"pressed": NOW + HOUR, "now": NOW + HOUR}
    with pytest.raises(Refusal, match="own interest"):
        await deciding.seats.recuse(person(1), decision.id, "  ", **at)
    await deciding.seats.recuse(person(1), decision.id, "Mijn broer verkoopt hem.", **at)
    standing = await deciding.register.standing(decision.id)
    assert standing is not None
    assert (standing.recused, standing.electorate, standing.cast) == ((1,), 2, 0)
    with pytest.raises(Refusal, match="stepped out"):
        await deciding.vote(decision, 1, YES)


async def test_hidden_shows_nothing_until_the_close_and_everything_after(deciding: Deciding) -> None:
    decision = await deciding.start(range(1, 4), openness=Openness.HIDDEN)
    await deciding.vote(decision, 1, YES, reason="Graag.")
    running = await deciding.register.standing(decision.id)
    assert running is not None
    assert (running.so_far, running.voted, running.said, running.missing) == (None, (), (), (2, 3))
    with pytest.raises(Refusal, match="hidden until the close"):
        await deciding.export(decision)
    await deciding.vote(decision, 2, NO)
    await deciding.close(decision)
    closed = await deciding.register.standing(decision.id)
    assert closed is not None
    assert dict(closed.voted) == {1: "yes", 2: "no"}
