"""Asking the knowledge base on a Discord stand-in, as people do it."""

import pytest
from shelf import filled
from town import Town

from domain.communities import Role
from sandbox.people import Message


async def answer_to(town: Town, asked: Message, who: str = "Mila") -> Message:
    def is_it(one: Message) -> bool:
        return (one.raw.get("message_reference") or {}).get("message_id") == str(asked.id)

    return await town[who].wait_for_message(asked.channel_id, is_it)


async def test_a_question_gets_the_passage_with_its_source_in_its_own_language(town: Town) -> None:
    await filled(town)
    found = await town["Mila"].slash("kb search", question="wie staat er achter de bar?")
    assert "Alcohol schenken" in found.text
    assert "> Er staat iemand van minstens 21 achter de bar." in found.text
    assert "Gecontroleerd op zondag 1 maart 2026." in found.text
    assert "https://example.org/drank" in found.text
    assert found.ephemeral
    english = await town["Mila"].slash("kb search", question="who is behind the bar?")
    assert "> Somebody of at least 21 is behind the bar." in english.text
    assert "Checked on Sunday 1 March 2026." in english.text


async def test_a_mention_is_answered_once_and_talk_is_not(town: Town) -> None:
    await filled(town)
    mila, bot = town["Mila"], f"<@{town.people.bot_id}>"
    await mila.say("📚-kennisbank", f"{bot} hallo!")
    await mila.say("📚-kennisbank", "wie staat er achter de bar?")
    asked = await mila.say("📚-kennisbank", f"{bot} wie staat er achter de bar? @everyone")
    answer = await answer_to(town, asked)
    assert "minstens 21" in answer.text
    assert answer.mentions == []
    last = await mila.say("📚-kennisbank", f"{bot} hoe hard mag het na 19:00 uur?")
    assert "50 decibel" in (await answer_to(town, last)).text
    said = await mila.messages("📚-kennisbank")
    assert len([one for one in said if one.author != mila.name and "decibel" in one.text]) == 1
    replies = [one for one in said if one.raw.get("message_reference")]
    assert len(replies) == 2


@pytest.mark.parametrize(
    "question",
    [
        "c++?",
        "what's up",
        "kosten: 5",
        "NOT x",
        '"',
        "🦑🦑🦑",
        "x" * 1900,
        "Wie bekomme ich eine Baugenehmigung in Bielefeld?",
        "**vet** [link](https://evil.example) <@&1> `code` ||spoiler|| @here",
    ],
)
async def test_what_is_not_known_is_said_plainly_and_nobody_is_pinged(town: Town, question: str) -> None:
    await filled(town)
    asked = await town["Mila"].say("📚-kennisbank", f"<@{town.people.bot_id}> {question}")
    answer = await answer_to(town, asked)
    assert "weet ik niet" in answer.text or "do not know this" in answer.text
    assert answer.mentions == []
    assert answer.raw["mention_everyone"] is False


async def test_a_private_message_is_answered_and_a_greeting_says_what_one_can_ask(town: Town) -> None:
    await filled(town)
    mila = town["Mila"]
    dm = await mila.dm(town.people.bot_id)
    asked = await mila.say(dm["id"], "hoe hard mag het na 19:00 uur?")
    assert "50 decibel" in (await answer_to(town, asked)).text
    greeting = await mila.say(dm["id"], "hoi")
    assert "Stel me een vraag" in (await answer_to(town, greeting)).text


async def test_who_is_no_member_sees_no_trace_of_what_is_for_members(town: Town) -> None:
    await filled(town)
    mila, member = town["Mila"], town["Daan"]
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    await member.has_roles(roles[Role.MEMBERS])
    question = "waar ligt de sleutel van de zolder?"
    assert "weet ik niet" in (await mila.slash("kb search", question=question)).text
    assert "blauwe bloempot" in (await member.slash("kb search", question=question)).text
    assert (await mila.complete("kb show", "article", "geheime")).choices == []
    assert [name for name, _ in (await member.complete("kb show", "article", "geheime")).choices] == [
        "Geheime zolder"
    ]
    refused = await mila.slash("kb show", article="nl/zolder")
    unknown = await mila.slash("kb show", article="nl/bestaatniet")
    assert refused.text == unknown.text
    asked = await member.say("📚-kennisbank", f"<@{town.people.bot_id}> {question}")
    assert "weet ik niet" in (await answer_to(town, asked)).text


async def test_what_helped_and_what_did_not_is_kept_and_the_desk_says_who_looks(town: Town) -> None:
    await filled(town)
    mila, robin = town["Mila"], town["Robin"]
    await robin.slash("sector appoint", sector="vergunningen", person=town["Sanne"], part="head")
    found = await mila.slash("kb search", question="wie staat er achter de bar?")
    assert "Goed om te horen" in (await mila.press(found, "Dit hielp")).text
    assert "Bedankt" in (await mila.press(found, "Niet wat ik zoek")).text
    proposed = await mila.press(found, "Vraag het loket")
    assert "Vergunningen" in proposed.text
    answer = await mila.press(proposed, "Vraag")
    assert f"Vergunningen: {town['Sanne'].mention} kijkt ernaar." in answer.text
    health = await town["Noor"].slash("kb health")
    assert "wie staat er achter de bar?" not in health.text  # it is between Mila and the desk now
    assert "Alcohol schenken: hielp 0, hielp niet 1" in health.text


async def test_questions_in_vain_stand_together_in_the_health(town: Town) -> None:
    await filled(town)
    for who, question in (
        ("Mila", "Waar huur ik een springkussen?"),
        ("Daan", "springkussen huren waar"),
        ("Mila", "Wie repareert mijn accordeon?"),
    ):
        await town[who].slash("kb search", question=question)
    noor = town["Noor"]
    health = await noor.slash("kb health")
    assert "“springkussen huren waar” · 2 mensen, 2×" in health.text
    assert health.text.index("springkussen") < health.text.index("accordeon")
    after = await noor.choose(health, None, "springkussen huren waar")
    assert "springkussen" not in after.text
    assert "accordeon" in after.text
    assert "redacteuren en sectorhoofden" in (await town["Mila"].slash("kb health")).text
