"""Who is not known yet is looked at first; accepting, asking, declining, and what the submitter hears."""

import asyncio
from dataclasses import replace

import pytest
from submitting import (
    acts,
    card_in,
    events,
    fill_in,
    in_private,
    place,
    png,
    press,
    settled,
    submit,
    the_event,
    waiting_for_review,
)
from town import Town

from domain.communities import Role
from domain.events import Stage
from sandbox.people import Message, images_of
from storage.unit import Unit


async def decide(town: Town, review: Message, act: str, reason: str, who: str = "Noor") -> str:
    form = await press(town[who], review, act)
    return (await town[who].fill(form, {"reason": reason})).text


async def outcome(town: Town, review: Message, text: str) -> Message:
    return await town["Noor"].wait_for_message(
        town.channels["review"], lambda message: message.id == review.id and text in message.text
    )


async def trust(town: Town, number: int) -> None:
    def work(unit: Unit) -> None:
        community = unit.communities.get(town.guild)
        assert community is not None
        unit.communities.save(replace(community, trust_after=number))

    await town.app.database.write(work)


async def test_a_first_event_waits_for_an_editor(town: Town) -> None:
    sent = await submit(town["Priya"])
    assert "with the editors now" in sent.text
    review = await waiting_for_review(town)
    assert "Priya" in review.text
    assert acts(review) == {"accept", "ask", "decline", "edit"}
    assert (await the_event(town)).stage is Stage.REVIEW
    assert await town["Noor"].messages(place(town, "music")) == []


async def test_accepting_publishes_and_the_submitter_hears_it(town: Town) -> None:
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    await press(town["Noor"], review, "accept")
    await card_in(town, "music", "Noise Night")
    assert "is published" in (await in_private(town["Priya"], "is published")).text
    decided = await outcome(town, review, "Noor")
    assert acts(decided) == {"edit"}
    assert (await the_event(town)).reviewer == "Noor"


async def test_declining_needs_a_reason_and_the_submitter_reads_it(town: Town) -> None:
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    form = await press(town["Noor"], review, "decline")
    assert form.modal is not None
    assert form.modal.field("reason")["required"]
    await decide(town, review, "decline", "There is no such *evening*.")
    notice = await in_private(town["Priya"], "There is no such")
    assert "Noor declined “Noise Night”: There is no such \\*evening\\*." in notice.text
    assert (await the_event(town)).stage is Stage.DECLINED
    mine = await town["Priya"].slash("event mine")
    assert "declined: There is no such" in mine.text
    assert await town["Noor"].messages(place(town, "music")) == []
    assert acts(await outcome(town, review, "There is no such")) == {"edit"}


async def test_invisible_characters_are_no_reason(town: Town) -> None:
    await town["Noor"].speaks("en-GB")
    await submit(town["Priya"])
    assert "Say why in a sentence" in await decide(town, await waiting_for_review(town), "decline", "\u200b")
    assert (await the_event(town)).stage is Stage.REVIEW


async def test_a_declined_event_is_changed_and_sent_again(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    review = await waiting_for_review(town)
    await decide(town, review, "decline", "Where is it?")
    notice = await in_private(priya, "Where is it?")
    button = next(button.custom_id for button in notice.buttons)
    form = await priya.press(notice, custom_id=button)
    preview = await priya.fill(form, {"title": "Noise Night II"})
    sent = await press(priya, preview, "send")
    assert "with the editors now" in sent.text
    again = await waiting_for_review(town, "Noise Night II")
    assert again.id > review.id  # at the end of the channel, where it is seen
    assert review.id not in [each.id for each in await town["Noor"].messages(town.channels["review"])]
    await press(town["Noor"], again, "accept")
    await card_in(town, "music", "Noise Night II")
    await the_event(town)


async def test_a_declined_event_may_be_sent_again_without_a_change(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    await decide(town, await waiting_for_review(town), "decline", "A mistake of mine")
    await in_private(priya, "A mistake")
    form = await priya.slash("event edit", event=str((await the_event(town)).id))
    await press(priya, await priya.fill(form), "send")
    assert (await the_event(town)).stage is Stage.REVIEW
    await press(town["Noor"], await waiting_for_review(town), "accept")
    await card_in(town, "music", "Noise Night")


async def test_asking_for_more_reaches_the_submitter_and_the_answer_the_editors(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    review = await waiting_for_review(town)
    await decide(town, review, "ask", "Is there a lift?")
    question = await in_private(priya, "Is there a lift?")
    assert "Noor asks about “Noise Night”" in question.text
    assert "an editor asks: Is there a lift?" in (await priya.slash("event mine")).text
    asked = await outcome(town, review, "Is there a lift?")
    assert "accept" in acts(asked)  # it can be decided all the same
    form = await priya.press(question, custom_id=question.buttons[0].custom_id)
    preview = await priya.fill(form, {"title": "Noise Night with a lift"})
    await press(priya, preview, "send")
    again = await waiting_for_review(town, "with a lift")
    assert again.id > review.id
    assert "Is there a lift?" not in again.text


async def test_a_second_question_is_a_second_message(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    review = await waiting_for_review(town)
    await decide(town, review, "ask", "First question?")
    await in_private(priya, "First question?")
    await decide(town, review, "ask", "Second question?")
    await in_private(priya, "Second question?")
    texts = [message.text for message in await priya.messages(await priya.dm())]
    assert sum("First question?" in text for text in texts) == 1
    assert sum("Second question?" in text for text in texts) == 1


async def test_who_takes_no_private_messages_loses_nothing(town: Town) -> None:
    priya = town["Priya"]
    await priya.takes_dms(False)
    await submit(priya)
    await decide(town, await waiting_for_review(town), "decline", "Not our neighbourhood")
    mine = await priya.slash("event mine")
    assert "declined: Not our neighbourhood" in mine.text
    options = mine.message.raw["components"][0]["components"][0]["options"]  # type: ignore[union-attr]
    shown = await priya.choose(mine, "events:mine", [options[0]["value"]])
    assert "edit" in acts(shown)
    # and nobody else's messages wait behind it
    await submit(town["Noor"], title="Other Night")
    await card_in(town, "music", "Other Night")


async def test_two_editors_at_once_decide_once(town: Town) -> None:
    await edits(town, "Sanne")
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    answers = await asyncio.gather(
        press(town["Noor"], review, "accept"), press(town["Sanne"], review, "accept")
    )
    texts = sorted(answer.text for answer in answers)
    assert len(set(texts)) == 2
    await card_in(town, "music", "Noise Night")
    await in_private(town["Priya"], "is published")
    await settled(town)
    assert len(await town["Priya"].messages(await town["Priya"].dm())) == 1


async def edits(town: Town, who: str) -> None:
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    await town[who].has_roles(str(roles[Role.EDITORS]))


async def test_a_decision_that_comes_too_late_changes_nothing(town: Town) -> None:
    await edits(town, "Jonas")
    jonas = town["Jonas"]  # his Discord is in German, so he reads English
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    form = await press(jonas, review, "decline")
    await press(town["Noor"], review, "accept")
    late = await jonas.fill(form, {"reason": "No."})
    assert "dealt with" in late.text
    assert (await the_event(town)).stage is Stage.PUBLISHED


@pytest.mark.parametrize("who", ["Priya", "Daan", "Mila"])
async def test_who_is_no_editor_decides_nothing(town: Town, who: str) -> None:
    """They do not see the channel; but a channel can be opened by mistake."""
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    stranger = await seeing(town, who, review)
    for act in ("accept", "ask", "decline"):
        answer = await press(town[who], stranger, act)
        assert answer.modal is None
        assert answer.ephemeral
        assert answer.message is not None
    assert (await the_event(town)).stage is Stage.REVIEW


async def seeing(town: Town, who: str, review: Message) -> Message:
    channel = town.sandbox.world.channels[review.channel_id]
    channel.overwrites.clear()
    return next(each for each in await town[who].messages(review.channel_id) if each.id == review.id)


async def test_the_refusal_says_who_may(town: Town) -> None:
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    answer = await press(town["Priya"], await seeing(town, "Priya", review), "accept")
    assert "Only editors and sector heads can do this" in answer.text


async def test_an_editor_publishes_at_once(town: Town) -> None:
    await submit(town["Noor"])
    await card_in(town, "music", "Noise Night")
    assert not (await the_event(town)).reviewed
    assert await town["Noor"].messages(town.channels["review"]) == []


async def test_after_enough_accepted_events_somebody_is_trusted(town: Town) -> None:
    priya = town["Priya"]
    for number in range(2):  # trust_after is 2
        await submit(priya, title=f"Night {number}")
        await press(town["Noor"], await waiting_for_review(town, f"Night {number}"), "accept")
    sent = await submit(priya, title="Third Night")
    assert "is published" in sent.text
    await card_in(town, "music", "Third Night")
    # one person's trust is nobody else's
    assert "with the editors" in (await submit(town["Jonas"])).text


async def test_declined_events_earn_no_trust(town: Town) -> None:
    await trust(town, 1)
    await submit(town["Priya"], title="First Night")
    await decide(town, await waiting_for_review(town, "First Night"), "decline", "No.")
    assert "with the editors" in (await submit(town["Priya"], title="Second Night")).text


async def test_with_trust_after_nought_everyone_publishes(town: Town) -> None:
    await trust(town, 0)
    assert "is published" in (await submit(town["Priya"])).text
    await card_in(town, "music", "Noise Night")


async def test_changing_an_accepted_event_needs_no_second_look(town: Town) -> None:
    priya = town["Priya"]
    await submit(priya)
    await press(town["Noor"], await waiting_for_review(town), "accept")
    card = await card_in(town, "music", "Noise Night")
    form = await priya.slash("event edit", event=str((await the_event(town)).id))
    sent = await press(priya, await priya.fill(form, {"title": "Noise Morning"}), "send")
    assert "is changed" in sent.text
    assert (await card_in(town, "music", "Noise Morning")).id == card.id


async def test_an_editor_mends_a_typo_before_accepting(town: Town) -> None:
    await submit(town["Priya"], title="Noize Night")
    review = await waiting_for_review(town, "Noize Night")
    form = await press(town["Noor"], review, "edit")
    await press(town["Noor"], await town["Noor"].fill(form, {"title": "Noise Night"}), "send")
    mended = await waiting_for_review(town, "Noise Night")
    assert mended.id == review.id
    event = await the_event(town)
    assert (event.submitter, event.made_by) == (town["Priya"].id, "Priya")
    assert event.stage is Stage.REVIEW


async def test_what_its_submitter_withdraws_is_not_accepted_any_more(town: Town) -> None:
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    await town["Priya"].slash("event cancel", event=str((await the_event(town)).id), reason="No van.")
    shown = await outcome(town, review, "No van.")
    assert acts(shown) == {"edit"}
    assert len(await events(town)) == 1
    assert await town["Noor"].messages(place(town, "music")) == []


async def test_a_poster_is_seen_before_it_is_accepted(town: Town) -> None:
    await submit(town["Priya"], poster=("p.png", png()))
    assert images_of(await waiting_for_review(town))


async def test_the_review_card_pings_nobody(town: Town) -> None:
    preview = await fill_in(town["Priya"], where="<@1329057497096388610>")
    assert "would notify people" in preview.text
    await submit(town["Priya"])
    review = await waiting_for_review(town)
    assert review.mentions == []
