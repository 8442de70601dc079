"""A decision from the idea to its outcome, as its people see it."""

import asyncio

from polling import (
    card,
    drawn_up,
    outcome,
    past_the_close,
    seven_heads,
    started,
    the_decision,
    votes,
)
from submitting import acts, custom_id, press
from town import Town

from domain.decisions.kinds import Verdict


async def test_three_answers_are_enough_and_the_preview_is_what_is_posted(town: Town) -> None:
    await seven_heads(town)
    sanne = town["Sanne"]
    form = await sanne.slash("decision start")
    assert form.modal is not None
    assert len(form.modal.labels) == 5
    preview = await sanne.fill(form, {"title": "Een nieuwe mengtafel"})
    assert preview.ephemeral
    assert "7 mensen mogen stemmen" in preview.text
    shown = preview.message
    assert shown is not None
    await press(sanne, preview, "start")
    posted = await card(town, "mengtafel")
    told = {field["name"]: field["value"] for field in shown.embeds[0]["fields"]}
    stands = {field["name"]: field["value"] for field in posted.embeds[0]["fields"]}
    assert told == stands
    assert posted.embeds[0]["title"] == "🗳️ B-1 · Een nieuwe mengtafel"
    assert shown.embeds[0]["title"] == "🗳️ B-… · Een nieuwe mengtafel"


async def test_five_yes_and_two_no_of_seven_is_adopted_and_says_why_in_both_languages(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Sanne="yes", Joris="yes", Mila="yes", Daan="yes", Priya="yes")
    await votes(town, where, Ellen="no", Jonas="no")
    await past_the_close(town)
    told = await outcome(town, "B-1")
    assert told.embeds[0]["title"] == "✅ B-1 · Een nieuwe mengtafel: aangenomen (5-2)"
    assert "Waarom is dit aangenomen?" in told.text
    assert "Why did this pass?" in told.text
    assert "5 ja is meer dan 2 nee" in told.text
    assert "5 yes is more than 2 no" in told.text
    decision = await the_decision(town)
    assert decision.seal[:8] in told.text
    assert decision.outcome is not None
    assert decision.outcome.verdict is Verdict.ADOPTED
    closed = await card(town, "aangenomen (5-2)")
    assert "yes" not in acts(closed)


async def test_a_tie_is_rejected_and_too_few_are_not(town: Town) -> None:
    await seven_heads(town)
    tied = await started(town, "Gelijk")
    for name, act in zip(("Sanne", "Joris", "Mila", "Daan"), ("yes", "yes", "no", "no"), strict=True):
        await press(town[name], tied, act)
    few = await started(town, "Te weinig")
    await votes(town, few, Sanne="yes", Joris="yes")
    await past_the_close(town, 2)
    assert "verworpen: gelijke stand (2-2)" in (await outcome(town, "Gelijk")).text
    assert "ongeldig: te weinig deelnemers (2 van 7)" in (await outcome(town, "Te weinig")).text


async def test_a_vote_is_received_changed_and_taken_back(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    mila = town["Mila"]
    first = await press(mila, where, "yes")
    assert first.ephemeral
    assert "je stem is **Ja**" in first.text
    again = await press(mila, where, "no")
    assert "je stem is nu **Nee** (was Ja)" in again.text
    asked = await press(mila, again, "backask")
    gone = await press(mila, asked, "backdo")
    assert "je hebt niet gestemd" in gone.text
    assert "0 van 7 stemden" in (await card(town, "0 van 7 stemden")).text
    priya = await press(town["Priya"], where, "abstain")
    assert "your vote is **Abstain**" in priya.text


async def test_who_may_not_vote_hears_why(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    refused = await press(town["Noor"], where, "yes")
    assert refused.ephemeral
    assert "niet bij de stemgerechtigden" in refused.text
    assert "0 van 7" in (await card(town, "mengtafel")).text


async def test_only_heads_start(town: Town) -> None:
    refused = await town["Mila"].slash("decision start")
    assert refused.modal is None
    assert "Sectorhoofden" in refused.text


async def test_pressing_start_twice_starts_one(town: Town) -> None:
    await seven_heads(town)
    sanne = town["Sanne"]
    preview = await drawn_up(sanne)
    key = custom_id(preview, "start")
    first, second = await asyncio.gather(*(sanne.press(preview, custom_id=key) for _ in range(2)))
    assert "B-1" in first.text
    assert "B-1" in second.text
    assert await town.app.database.read(lambda unit: unit.decisions.numbered(town.guild, 2)) is None
