"""Somebody is erased: every register still adds up, and no longer says that they were there."""

from dataclasses import replace

import pytest
from assembling import Assembling
from deciding import COMMUNITY, DAY, HOUR, NOW, Deciding, person

from bot.config import Config
from domain.assembly_export import recompute_record
from domain.chain import first_break
from domain.decisions.ballots import Answer, Ballot
from domain.decisions.kinds import Openness, Verdict
from domain.decisions.recomputing import recompute
from domain.decisions.register import Decision
from services.privacy import LATER, PrivacyService
from services.register import Form
from storage.unit import Unit

FREE = Config().meetings.free_days()
YES, NO = Ballot(Answer.YES), Ballot(Answer.NO)
MILA = 4


def ids(export: bytes) -> set[str]:
    """Whoever the file of a small electorate names, by the ids that stand between quotes."""
    return {str(who) for who in range(1, 9) if f'"{who}"'.encode() in export}


async def voted(deciding: Deciding, **terms: object) -> Decision:
    decision = await deciding.start(**terms)
    for who in (1, 2, 3):
        await deciding.vote(decision, who, YES)
    await deciding.vote(decision, MILA, NO, reason="P4 vindt het te duur, mail p4@example.org")
    await deciding.vote(decision, 5, NO)
    return decision


async def erase(deciding: Deciding, who: int = MILA) -> None:
    await PrivacyService(deciding.database, FREE).erase(person(who), now=NOW + 5 * DAY)


async def stored(deciding: Deciding, decision: Decision) -> Decision:
    found = await deciding.database.read(lambda unit: unit.decisions.get(decision.id))
    assert found is not None
    return found


async def test_a_closed_decision_still_counts_and_names_them_no_more(deciding: Deciding) -> None:
    closed = await deciding.close(await voted(deciding))
    before = recompute(await deciding.export(closed))
    assert before.poll is not None
    await erase(deciding)
    export = await deciding.export(closed)
    after = recompute(export)
    assert after.sound, after.problem
    assert after.poll is not None
    assert ids(export) == {"1", "2", "3", "5", "6", "7"}
    assert after.poll.outcome is not None
    assert before.poll.outcome is not None
    assert after.poll.outcome.counts == before.poll.outcome.counts == {"yes": 3, "no": 2, "abstain": 0}
    assert after.poll.outcome.verdict is before.poll.outcome.verdict is Verdict.ADOPTED
    assert after.poll.ballots[-1].ballot == NO
    assert "p4@example.org" not in export.decode()
    assert "P4" not in export.decode()
    assert "vindt het te duur" in export.decode()


async def test_the_file_says_what_it_was_sealed_with_before(deciding: Deciding) -> None:
    closed = await deciding.close(await voted(deciding))
    seal = (await stored(deciding, closed)).seal
    await erase(deciding)
    await erase(deciding, 5)
    checked = recompute(await deciding.export(closed))
    assert checked.poll is not None
    assert checked.poll.former_seals[0] == seal
    assert len(checked.poll.former_seals) == 2
    now = await stored(deciding, closed)
    assert now.seal == checked.seal
    assert now.length == checked.entries
    assert set(checked.poll.ballots) == {1, 2, 3, -1, -2}


async def test_one_changed_digit_afterwards_is_found(deciding: Deciding) -> None:
    closed = await deciding.close(await voted(deciding))
    await erase(deciding)
    export = await deciding.export(closed)
    assert not recompute(export.replace(b'"person":"-1"', b'"person":"-2"', 1)).sound
    assert not recompute(export.replace(b'"kind":"nameless"', b'"kind":"withdraw"', 1)).sound


async def test_an_open_decision_is_not_touched_and_they_can_still_vote(deciding: Deciding) -> None:
    decision = await voted(deciding)
    before = await deciding.database.read(lambda unit: unit.decisions.links(decision.id))
    await PrivacyService(deciding.database, FREE).erase(person(MILA), now=NOW + HOUR)
    after = await deciding.database.read(lambda unit: unit.decisions.links(decision.id))
    assert after == before
    await deciding.vote(decision, MILA, YES, at=NOW + 2 * HOUR)
    closed = await deciding.close(decision)
    assert closed.outcome is not None
    assert closed.outcome.counts["yes"] == 4
    assert closed.outcome.electorate == 7


async def test_what_was_open_is_done_once_it_has_ended(deciding: Deciding) -> None:
    decision, privacy = await voted(deciding), PrivacyService(deciding.database, FREE)
    await privacy.erase(person(MILA), now=NOW + HOUR)
    subject = f"decision:{COMMUNITY}:{decision.id}:{MILA}"
    assert await due(deciding, subject) == NOW + HOUR + DAY
    await privacy.look_again(subject, now=NOW + DAY)
    assert await due(deciding, subject) == NOW + 2 * DAY
    closed = await deciding.close(decision)
    await privacy.look_again(subject, now=NOW + 4 * DAY)
    export = await deciding.export(closed)
    assert recompute(export).sound
    assert str(MILA) not in ids(export)


async def due(deciding: Deciding, subject: str) -> object:
    return await deciding.database.read(lambda unit: unit.timers.get(LATER, subject))


async def test_of_a_secret_vote_only_that_they_voted_was_known(deciding: Deciding) -> None:
    decision = await deciding.start(openness=Openness.SECRET)
    for who in (1, 2, MILA):
        await deciding.vote(decision, who, YES)
    closed = await deciding.close(decision)
    box = await deciding.database.read(lambda unit: unit.decisions.counted(decision.id, secret=True))
    await erase(deciding)
    assert await deciding.database.read(lambda unit: unit.decisions.counted(decision.id, secret=True)) == box
    checked = recompute(await deciding.export(closed))
    assert checked.sound
    assert checked.poll is not None
    assert checked.poll.voted == {1, 2, -1}


async def test_the_owner_and_starter_of_a_decision_is_nobody(deciding: Deciding) -> None:
    closed = await deciding.close(await voted(deciding, owner=MILA))
    await erase(deciding)
    await erase(deciding, 1)
    found = await stored(deciding, closed)
    assert (found.starter, found.terms.owner) == (-2, -1)
    assert (await deciding.export(closed, Form.CSV)).count(b"-1") > 0


async def test_a_second_press_and_a_second_time_change_nothing(deciding: Deciding) -> None:
    closed = await deciding.close(await voted(deciding))
    await erase(deciding)
    first = await deciding.export(closed)
    await erase(deciding)
    assert await deciding.export(closed) == first


async def test_it_is_all_or_nothing(deciding: Deciding, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = await deciding.close(await voted(deciding))
    before = await deciding.export(closed)

    def broken(*_: object) -> None:
        raise RuntimeError("the power fails")

    monkeypatch.setattr("storage.privacy.Privacy.sweep", broken)
    with pytest.raises(RuntimeError):
        await erase(deciding)
    assert await deciding.export(closed) == before


async def test_the_record_of_the_assemblies_adds_up_without_them(assembling: Assembling) -> None:
    await assembling.held(yes=6, no=2)
    privacy = PrivacyService(assembling.database, FREE)
    await privacy.erase(replace(person(3), name="P3"), now=NOW + 90 * DAY)
    links = await assembling.database.read(lambda unit: unit.assemblies.links(COMMUNITY))
    assert first_break(links) is None
    checked = recompute_record(await assembling.assembly.export(person(1)))
    assert checked.sound, checked.problem
    assert checked.record is not None
    assert 3 not in checked.record.gatherings[1].people
    assert -1 in checked.record.gatherings[1].people
    assert len(checked.record.former_seals) == 1


async def test_while_an_assembly_goes_on_it_waits(assembling: Assembling) -> None:
    await assembling.opened()
    privacy = PrivacyService(assembling.database, FREE)
    before = await assembling.database.read(lambda unit: unit.assemblies.links(COMMUNITY))
    plan = await privacy.erase(person(3), now=NOW + 90 * DAY)
    assert await assembling.database.read(lambda unit: unit.assemblies.links(COMMUNITY)) == before
    assert [line.heading.key for line in plan.waiting] == ["assembly"]

    def subject(unit: Unit) -> object:
        return unit.timers.get(LATER, f"assembly:{COMMUNITY}:{COMMUNITY}:3")

    assert await assembling.database.read(subject) is not None
