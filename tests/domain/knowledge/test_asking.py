"""Whether something in a channel is a question, and one for us."""

import pytest

from domain.knowledge.asking import for_us, is_talk, language_of, without_mentions

BOT = 42
AT = "<@42>"


def asked(text: str, *, listens: bool = False, direct: bool = False) -> str | None:
    found = for_us(text, bot=BOT, listens=listens, direct=direct)
    return found.text if found is not None else None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (f"{AT} hoe schrijf ik een aanvraag?", "hoe schrijf ik een aanvraag?"),
        (f"{AT} c++?", "c++?"),
        (f"{AT} what's up", "what's up"),
        (f"{AT} subsidie-aanvraag", "subsidie-aanvraag"),
        (f"{AT} kosten: 5", "kosten: 5"),
        (f"{AT} NOT x", "NOT x"),
        (f'{AT} "', '"'),
        (f"{AT} 🦑🦑", "🦑🦑"),
        (f"do we need a permit {AT}?", "do we need a permit ?"),
        (f"weet {AT} wat een vergunning kost?", "weet wat een vergunning kost?"),
        ("<@!42> vergunning <@7> @everyone", "vergunning"),
    ],
)
def test_a_mention_with_a_question_is_one(text: str, question: str) -> None:
    assert asked(text) == question


@pytest.mark.parametrize(
    "text",
    [
        f"{AT} hallo!",
        f"{AT} dank je wel",
        f"{AT} 👍",
        AT,
        f"ik vroeg het gisteren aan {AT} en dat was handig",
        "hoe vraag ik een vergunning aan?",
        "<@7> hoe laat kom je?",
        f"thanks {AT}",
    ],
)
def test_talk_and_what_is_for_others_is_none(text: str) -> None:
    assert asked(text) is None


def test_in_the_knowledge_channel_a_question_needs_no_mention_but_talk_stays_talk() -> None:
    assert asked("Hoe vraag ik een vergunning aan?", listens=True) is not None
    assert asked("hoe schrijf ik een aanvraag", listens=True) is not None
    assert asked("Ik heb hem net aangevraagd, spannend", listens=True) is None
    assert asked("is goed hoor", listens=True) is None
    assert asked("<@7> kom jij ook?", listens=True) is None
    assert asked("top, dank je!", listens=True) is None


def test_in_private_everything_is_for_us() -> None:
    assert asked("vergunning", direct=True) == "vergunning"
    assert asked("hoi", direct=True) == "hoi"
    assert asked("   ", direct=True) is None


def test_mentions_and_commands_are_no_words_and_4000_characters_are_read() -> None:
    assert without_mentions("a <@1> <@&2> <#3> <:x:4> <a:y:5> </event submit:6> <t:7:R> b") == "a b"
    assert len(without_mentions("x" * 9000)) == 4000


def test_the_language_of_a_question() -> None:
    assert language_of("hoe vraag ik een vergunning aan") == "nl"
    assert language_of("how do I get a permit") == "en"
    assert language_of("Wie bekomme ich eine Genehmigung für mein Fest") == "en"
    assert language_of("c++?") == ""


def test_talk() -> None:
    assert is_talk("Goedemorgen allemaal!")
    assert is_talk("")
    assert not is_talk("goedemorgen vergunning")
