"""A question from its first word to the next asker who finds the answer alone; the bot restarts between each
two steps."""

from datetime import timedelta
from pathlib import Path

import pytest
from desk_town import TERRACE, asks, dm, gets, sees_thread, with_heads
from lives import lives
from submitting import in_private, settled, until_async
from town import Town, sqlite_url

from domain.communities import Role
from sandbox.people import Message, Person
from storage.unit import Unit

HOW = "Vraag acht weken van tevoren een ontheffing aan bij de gemeente.\nMeet het geluid bij de gevel."


async def the_draft(town: Town, text: str) -> Message:
    """What waits in the review channel for a second person."""
    return await town["Noor"].wait_for_message(
        town.channels["review"],
        lambda one: text in one.text and any("kb" in b.custom_id for b in one.buttons),
    )


async def everything(person: Person, *places: int) -> str:
    found = [message.text for place in places for message in [*await person.messages(place)]]
    return "\n".join(found)


async def test_asked_in_english_answered_in_dutch_and_found_by_the_next_asker(tmp_path: Path) -> None:
    async with lives(sqlite_url(tmp_path)) as several:
        town = several.town
        await with_heads(town)
        roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
        await town["Daan"].has_roles(roles[Role.MEMBERS])
        priya, sanne, joris, noor, daan = (town[n] for n in ("Priya", "Sanne", "Joris", "Noor", "Daan"))

        question = f"{TERRACE} I am Priya, mail priya@example.org or call 06-12345678."
        offered = await priya.fill(await priya.slash("desk ask"), {"text": question})
        assert "Permits" in offered.text
        town = await several.again()

        assert "question no. 1" in (await priya.press(offered, "Ask")).text
        thread = await sees_thread(priya)
        town = await several.again()

        assert "Vraag nr. 1 is van jou." in (await sanne.slash("desk take", number=1)).text
        town = await several.again()

        asked = await sanne.slash("desk consult", number=1, sector="locatie", text="Kan dat op dat plein?")
        assert "De vraag blijft van" in asked.text
        town = await several.again()

        await gets(joris, "Kan dat op dat plein?")
        await joris.slash("desk note", number=1, text="Ja, maar Priya is vorig jaar beboet.")
        town = await several.again()

        await gets(sanne, "vorig jaar beboet")
        await sanne.slash("desk answer", number=1, text="Ja Priya, met een ontheffing. Groet, Sanne")
        town = await several.again()

        await gets(priya, "met een ontheffing")
        form = await sanne.slash("desk close", number=1)
        preview = await sanne.fill(form, {"how": HOW, "outcome": "article:nl"})
        assert "Dit is een privévraag" in preview.text
        assert preview.ephemeral
        for secret in ("beboet", "06-12345678", "priya@example.org"):
            assert all(secret not in str(one.get("description")) for one in preview.message.embeds)  # type: ignore[union-attr]
        assert "06-12345678" in preview.text  # what was taken out is said to who looks at it
        await settled(town)
        assert "terrace" not in await everything(noor, town.channels["review"])
        town = await several.again()

        sent = await sanne.press(preview, "Stuur het om na te kijken")
        assert "wacht op een tweede persoon" in sent.text
        town = await several.again()

        draft = await the_draft(town, "terrace")
        assert "Priya" not in draft.text
        assert "[naam]" in draft.text
        assert "staat er nu zoals voorgesteld" in (await noor.press(draft, "Goedkeuren")).text
        town = await several.again()

        told = await gets(priya, "an article came, for the next one who asks")
        assert "question no. 1" in told.text
        done = await gets(priya, "Did it help?")
        assert "acht weken van tevoren" in done.text
        assert "Thank you" in (await priya.press(done, "Yes, it helped")).text
        town = await several.again()

        found = await daan.slash("kb search", question="How late may a terrace stay open?")
        assert "ontheffing" in found.text
        assert "Priya" not in found.text
        town = await several.again()

        enough = await daan.fill(await daan.slash("desk ask"), {"text": "How late may a terrace stay open?"})
        assert "May our terrace stay open until one?" in enough.text
        await daan.press(enough, "Dit hielp")
        assert await town.app.database.read(lambda unit: unit.desk.by_number(town.guild, 2)) is None
        question_now = await town.app.database.read(lambda unit: unit.desk.by_number(town.guild, 1))
        assert question_now is not None
        assert question_now.how.startswith("nl/")
        assert question_now.helped is True
        stranger = await everything(priya, thread, await dm(priya))
        assert "beboet" not in stranger


@pytest.fixture
async def desk(town: Town) -> Town:
    await with_heads(town)
    return town


async def closed(desk: Town, **filled: str) -> None:
    await asks(desk)
    await sees_thread(desk["Priya"])
    form = await desk["Sanne"].slash("desk close", number=1)
    await desk["Sanne"].fill(form, filled or {"why_not": "Dit kan alleen de gemeente."})


async def test_closing_without_a_word_is_refused_and_what_was_typed_comes_back(desk: Town) -> None:
    await asks(desk)
    form = await desk["Sanne"].slash("desk close", number=1)
    answer = await desk["Sanne"].fill(form, {"how": "…"})
    assert "hoe iemand dit de volgende keer zelf doet" in answer.text
    assert "Je typte" in answer.text


async def test_why_not_reaches_the_asker(desk: Town) -> None:
    await closed(desk)
    done = await gets(desk["Priya"], "is closed")
    assert "Dit kan alleen de gemeente." in done.text


async def test_a_public_question_becomes_a_draft_with_one_press(desk: Town) -> None:
    await asks(desk, public=True)
    form = await desk["Sanne"].slash("desk close", number=1)
    sent = await desk["Sanne"].fill(form, {"how": "1. Bel\n2. Wacht", "outcome": "workflow:nl"})
    assert "wacht op een tweede persoon" in sent.text
    assert "Bel" in (await the_draft(desk, "terrace")).text


async def test_it_did_not_help_and_is_open_again_for_two_weeks(desk: Town) -> None:
    await closed(desk)
    priya = desk["Priya"]
    done = await gets(priya, "Did it help?")
    answer = await priya.press(done, "No, not enough")
    form = await priya.press(answer, "Ask on")
    again = await priya.fill(form, {"text": "And on Sundays?"})
    assert "is open again" in again.text
    assert "And on Sundays?" in (await gets(desk["Sanne"], "And on Sundays?")).text
    form = await desk["Sanne"].slash("desk close", number=1)
    await desk["Sanne"].fill(form, {"why_not": "Ook op zondag."})
    desk.sandbox.clock.move_to(desk.sandbox.clock.now() + timedelta(days=15))
    late = await priya.slash("desk reopen", number=1, text="Once more?")
    assert "more than two weeks ago" in late.text


async def test_only_the_asker_says_whether_it_helped(desk: Town) -> None:
    await closed(desk)
    sanne = await desk["Sanne"].slash("desk helped", number=1, answer="yes")
    assert "wie deze vraag stelde" in sanne.text
    stranger = await desk["Daan"].slash("desk reopen", number=1, text="Ik ook")
    assert "geen vraag met dit nummer" in stranger.text


async def test_words_go_after_as_many_days_as_the_setting_says(desk: Town) -> None:
    kept = await desk["Robin"].slash("desk keep", days=30)
    assert "30 dagen" in kept.text
    await closed(desk, how="Vraag het de gemeente.")
    await in_private(desk["Priya"], "Vraag het de gemeente.")
    desk.sandbox.clock.move_to(desk.sandbox.clock.now() + timedelta(days=31))

    def words(unit: Unit) -> str:
        question = unit.desk.by_number(desk.guild, 1)
        assert question is not None
        return question.text + "".join(one.text for one in unit.desk.entries(question.id, internal=True))

    await until_async(lambda: desk.app.database.read(words), lambda text: text == "—")
    question = await desk.app.database.read(lambda unit: unit.desk.by_number(desk.guild, 1))
    assert question is not None
    assert question.sector == "vergunningen"
    assert question.closed_at is not None
    late = await desk["Sanne"].slash("desk draft", number=1, **{"as": "article:nl"})
    assert "worden niet meer bewaard" in late.text
