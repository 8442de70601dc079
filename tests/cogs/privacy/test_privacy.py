"""/privacy: somebody reads what is stored of them, and has it taken away; the others see that on Discord."""

import json

from desk_town import asks, with_heads
from polling import outcome, past_the_close, seven_heads, started, votes
from submitting import press, published, submit, waiting_for_review
from town import Town

from domain.chain import first_break
from domain.desk.question import Question
from storage.unit import Unit


async def test_the_file_is_private_and_says_everything_in_the_reader_s_language(town: Town) -> None:
    note, mila = await published(town), town["Mila"]
    await press(mila, note, "interested")
    answer = await mila.slash("privacy inzage")
    assert answer.ephemeral
    assert "alles wat op deze server over je bewaard wordt" in answer.text
    assert answer.message is not None
    names = [file["filename"] for file in answer.message.attachments]
    assert names == ["over-mij-bewaard.md", "over-mij-bewaard.json"]
    read, data = [await town.people.fetch(file["url"]) for file in answer.message.attachments]
    assert "## Evenementen waarin je geïnteresseerd bent" in read.decode()
    assert "Noise Night" in read.decode()
    document = json.loads(data)
    assert document["person"]["id"] == str(mila.id)
    assert "interests" in {one["what"] for one in document["stored"]}


async def test_nothing_of_you_is_an_answer_too(town: Town) -> None:
    answer = await town["Priya"].slash("privacy export")
    assert "Nothing is stored about you" in answer.text
    asked = await town["Priya"].slash("privacy erase")
    assert asked.message is not None
    assert not asked.message.buttons


async def test_erase_says_beforehand_what_happens_and_no_leaves_everything(town: Town) -> None:
    note, mila = await published(town), town["Mila"]
    await press(mila, note, "interested")
    before = await town.app.database.read(lambda unit: unit.privacy.lines(town.guild, mila.id))
    asked = await mila.slash("privacy wissen")
    assert asked.ephemeral
    assert "Dit gaat weg" in asked.text
    assert "Evenementen waarin je geïnteresseerd bent** (1)" in asked.text
    kept = await press(mila, asked, "no")
    assert "Er is niets veranderd" in kept.text
    after = await town.app.database.read(lambda unit: unit.privacy.lines(town.guild, mila.id))
    assert after == before


async def test_who_entered_an_event_is_gone_from_the_review_that_others_see(town: Town) -> None:
    mila = town["Mila"]
    await submit(mila)
    review = await waiting_for_review(town)
    assert "Mila" in review.text
    asked = await mila.slash("privacy wissen")
    assert "Evenementen die je hebt ingediend" in asked.text
    done = await press(mila, asked, "yes")
    assert "Gewist" in done.text
    again = await town["Noor"].wait_for_message(
        town.channels["review"], lambda m: m.id == review.id and "Mila" not in m.text
    )
    assert str(mila.id) not in again.text


async def test_in_a_closed_decision_a_number_stands_for_them_and_the_register_still_adds_up(
    town: Town,
) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Sanne="yes", Joris="yes", Mila="yes", Daan="yes", Ellen="no")
    await past_the_close(town)
    mila = town["Mila"]
    told = await outcome(town, "Waarom is dit aangenomen?")
    assert f"<@{mila.id}>" in told.text
    asked = await mila.slash("privacy wissen")
    assert "Besluiten: je stemrecht, stemmen en redenen" in asked.text
    assert "De sectoren die je draagt" in asked.text
    await press(mila, asked, "yes")
    told = await town["Noor"].wait_for_message(
        told.channel_id, lambda m: m.id == told.id and f"<@{mila.id}>" not in m.text
    )
    assert "iemand die is gewist" in told.text
    assert "5 yes" not in told.text

    def links(unit: Unit) -> bool:
        decision = unit.decisions.numbered(town.guild, 1)
        assert decision is not None
        chain = unit.decisions.links(decision.id)
        return first_break(chain) is None and str(mila.id) not in "".join(link.body for link in chain)

    assert await town.app.database.read(links)


async def files(town: Town, who: str) -> str:
    answer = await town[who].slash("privacy export")
    assert answer.message is not None
    found = [await town.people.fetch(file["url"]) for file in answer.message.attachments]
    return b"".join(found).decode()


async def test_of_a_private_question_everybody_gets_what_is_theirs(town: Town) -> None:
    await with_heads(town)
    await asks(town, text="Mag mijn zeemeermin op de gevel?", locale="nl")
    await town["Sanne"].slash("desk take", number=1)
    await town["Sanne"].slash("desk consult", number=1, sector="locatie", text="Wie kent die gevel?")
    await town["Joris"].slash("desk note", number=1, text="Die gevel is een monument.")
    await town["Sanne"].slash("desk answer", number=1, text="Dat mag met een vergunning.")
    asker, head, other = [await files(town, who) for who in ("Priya", "Sanne", "Joris")]
    assert "zeemeermin" in asker
    assert "Dat mag met een vergunning." in asker
    assert "monument" not in asker
    assert "Wie kent die gevel" not in asker
    for theirs in (head, other):
        assert "zeemeermin" not in theirs
        assert str(town["Priya"].id) not in theirs
    assert "Dat mag met een vergunning." in head
    assert "monument" in other
    assert "monument" not in head


async def test_who_asked_is_erased_with_what_was_said_to_them_and_the_figures_stay(town: Town) -> None:
    await with_heads(town)
    await asks(town, text="Mag mijn zeemeermin op de gevel?", locale="nl")
    await town["Sanne"].slash("desk answer", number=1, text="Die zeemeermin mag.")
    priya = town["Priya"]
    await press(priya, await priya.slash("privacy erase"), "yes")

    def work(unit: Unit) -> Question | None:
        question = unit.desk.by_number(town.guild, 1)
        assert question is not None
        assert not any(one.text for one in unit.desk.entries(question.id, internal=True))
        return question

    question = await town.app.database.read(work)
    assert question is not None
    assert (question.asker, question.text, question.is_closed) == (0, "—", True)
    assert (question.number, question.sector) == (1, "vergunningen")
    assert question.answered_at is not None
    shown = await town["Sanne"].slash("desk show", number=1)
    assert "zeemeermin" not in shown.text
    assert str(priya.id) not in shown.text
    assert "*iemand die is gewist*" in shown.text
    assert "<@0>" not in shown.text


async def test_afterwards_there_is_nothing_left_to_erase(town: Town) -> None:
    mila = town["Mila"]
    await submit(mila)
    await press(mila, await mila.slash("privacy wissen"), "yes")
    again = await mila.slash("privacy wissen")
    assert "Er wordt niets over je bewaard" in again.text
    assert again.message is not None
    assert not again.message.buttons
