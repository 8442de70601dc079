"""Asking the desk on a Discord stand-in: by command, with the fixed button, from a message, in private."""

import asyncio

import pytest
from shelf import filled
from town import Town

from domain.communities import Channel, Role
from domain.desk.question import Question
from sandbox.people import Message, Result

TERRACE = "Mag ons terras tot 01:00 open?"


async def asked(town: Town) -> list[Question]:
    def work(unit: object) -> list[Question]:
        found = []
        number = 1
        while (one := unit.desk.by_number(town.guild, number)) is not None:  # type: ignore[attr-defined]
            found.append(one)
            number += 1
        return found

    return await town.app.database.read(work)


async def proposed(town: Town, text: str = TERRACE, who: str = "Mila", **fields: object) -> Result:
    form = await town[who].slash("desk ask")
    return await town[who].fill(form, {"text": text, **fields})


async def test_a_question_gets_a_number_a_sector_with_its_reason_and_a_day(town: Town) -> None:
    sanne = town["Sanne"]
    await town["Robin"].slash("sector appoint", sector="vergunningen", person=sanne, part="head")
    shown = await proposed(town, for_whom="ons café", by="vrijdag")
    assert shown.ephemeral
    assert "Het gaat over *terras* en *01:00*, en dat hoort bij Vergunningen." in shown.text
    assert "ons café" in shown.text
    assert "vrijdag 13 maart" in shown.text
    assert "🔒 Alleen jij en wie antwoordt" in shown.text
    assert "Er is nog niets verstuurd." in shown.text
    assert await asked(town) == []
    receipt = await town["Mila"].press(shown, "Vraag")
    assert "Het is vraag nr. 1." in receipt.text
    assert f"Vergunningen: {sanne.mention} kijkt ernaar." in receipt.text
    assert "Je hoort uiterlijk donderdag 12 maart iets." in receipt.text
    (question,) = await asked(town)
    assert (question.sector, question.owner, question.public) == ("vergunningen", sanne.id, False)
    assert question.reason.nl == "Het gaat over “terras” en “01:00”, en dat hoort bij Vergunningen."
    assert question.reason.en == "It speaks of “terras” and “01:00”, which is Permits."
    assert (question.for_whom, question.by and question.by.isoformat()) == ("ons café", "2026-03-13")


async def test_an_english_question_is_english_and_nobody_is_forgotten_without_a_head(town: Town) -> None:
    priya = town["Priya"]
    shown = await proposed(town, "Where can I find a cheap rehearsal space?", "Priya")
    assert "It speaks of *rehearsal space*, which is Locations/Real estate." in shown.text
    receipt = await priya.press(shown, "Ask")
    assert "Locations/Real estate has no sector head yet, so De Sektor itself was told of it." in receipt.text
    (question,) = await asked(town)
    assert (question.locale, question.sector, question.owner) == ("en", "locatie", None)


async def test_the_knowledge_base_comes_first_and_may_be_enough(town: Town) -> None:
    robin, mila = town["Robin"], town["Mila"]
    await robin.press(await robin.slash("setup"), custom_id="setup:kennisbank")
    shown = await proposed(town, "hoe schrijf ik een subsidieaanvraag voor mijn project?")
    assert "Misschien heb je hier niemand voor nodig" in shown.text
    assert "📋 Stappenplan - een subsidie aanvragen" in shown.text
    assert shown.message is not None
    assert len([one for one in shown.message.buttons if one.custom_id.startswith("kbshow:")]) == 3
    read = await mila.press(shown, "Een subsidieaanvraag schrijven")
    assert "Een subsidieaanvraag schrijven" in read.text
    solved = await mila.press(shown, "Dit hielp")
    assert "Mooi, dan hoeft er niemand gevraagd te worden." in solved.text
    assert await asked(town) == []
    standings = await town.app.database.read(lambda unit: unit.questions.standings(town.guild))
    assert sum(one.helped for one in standings.values()) == 1
    after_all = await mila.press(solved, "Toch vragen")
    assert "vraag nr. 1" in after_all.text
    assert (await asked(town))[0].sector == "financien"


async def test_the_asker_knows_better_and_that_is_no_reason_of_ours(town: Town) -> None:
    mila = town["Mila"]
    shown = await proposed(town)
    changed = await mila.choose(shown, "Voor welke sector?", "Evenementen")
    assert "Deze sector koos je zelf." in changed.text
    await mila.press(changed, "Vraag")
    (question,) = await asked(town)
    assert (question.sector, question.reason.nl) == ("evenementen", "")


async def test_pressed_five_times_it_is_one_question(town: Town) -> None:
    mila = town["Mila"]
    shown = await proposed(town)
    # all at once: the first answer takes the button away
    presses = [mila.press(shown, "Vraag") for _ in range(5)]
    receipts = await asyncio.gather(*presses, return_exceptions=True)
    said = [one.text for one in receipts if isinstance(one, Result)]
    assert any("vraag nr. 1." in one for one in said)
    again = await proposed(town, TERRACE.upper())
    assert "Dit is al vraag nr. 1." in (await mila.press(again, "Vraag")).text
    assert len(await asked(town)) == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "???"}, "Hier staat nog geen vraag."),
        ({"text": TERRACE, "by": "sint-juttemis"}, "⚠️"),
        ({"text": TERRACE, "by": "1 maart 2026"}, "⚠️"),
    ],
)
async def test_what_cannot_stay_so_comes_back_with_everything_that_was_typed(
    town: Town, fields: dict[str, str], says: str
) -> None:
    mila = town["Mila"]
    form = await mila.slash("desk ask")
    refused = await mila.fill(form, {**fields, "for_whom": "de buurt"})
    assert says in refused.text
    again = await mila.press(refused, "Wijzig het")
    assert again.modal is not None
    assert again.modal.field("text").get("value", "").strip() == fields["text"].strip()
    assert again.modal.field("for_whom")["value"] == "de buurt"
    fine = await mila.fill(again, {"text": TERRACE, "by": ""})
    assert "dat hoort bij Vergunningen" in fine.text
    assert await asked(town) == []


async def test_six_thousand_characters_come_back_as_a_file(town: Town) -> None:
    long = "Waarom? " * 700
    refused = await town["Mila"].slash("desk ask", question=long)
    assert "4.000" in refused.text
    assert refused.message is not None
    (file,) = refused.message.raw["attachments"]
    assert file["filename"] == "vraag.txt"
    assert file["size"] == len(long)
    assert await asked(town) == []


async def test_what_was_typed_and_not_sent_comes_back(town: Town) -> None:
    mila = town["Mila"]
    await proposed(town)
    form = await mila.slash("desk ask")
    assert form.modal is not None
    assert form.modal.field("text")["value"] == TERRACE
    other = await town["Daan"].slash("desk ask")
    assert other.modal is not None
    assert not other.modal.field("text").get("value")
    await mila.press(await mila.fill(form), "Vraag")
    fresh = await mila.slash("desk ask")
    assert fresh.modal is not None
    assert not fresh.modal.field("text").get("value")


async def door(town: Town) -> Message:
    return await town["Mila"].wait_for_message(
        town.channels[Channel.DESK], lambda one: any(each.custom_id == "deskask" for each in one.buttons)
    )


async def test_the_button_stands_in_the_desk_channel_and_comes_back(town: Town) -> None:
    standing = await door(town)
    assert [one.label for one in standing.buttons] == ["Vraag · Ask"]
    form = await town["Priya"].press(standing, "Vraag")
    assert form.modal is not None
    shown = await town["Priya"].fill(form, {"text": "Can we get funding for a workshop series?"})
    assert "which is Finance" in shown.text
    await town["Robin"].delete(standing)
    back = await town["Mila"].wait_for_message(
        town.channels[Channel.DESK],
        lambda one: one.id != standing.id and any(each.custom_id == "deskask" for each in one.buttons),
    )
    assert back.text == standing.text


async def test_a_message_is_taken_to_the_desk_with_where_it_stood(town: Town) -> None:
    said = await town["Priya"].say("algemeen", TERRACE)
    form = await town["Mila"].menu("Breng dit naar het loket", said)
    assert form.modal is not None
    assert form.modal.field("text")["value"] == TERRACE
    assert form.modal.field("for_whom")["value"] == "Priya"
    await town["Mila"].press(await town["Mila"].fill(form), "Vraag")
    (question,) = await asked(town)
    assert question.asker == town["Mila"].id
    assert str(said.id) in question.context


async def test_under_an_answer_of_the_knowledge_base_it_goes_on_with_what_was_shown(town: Town) -> None:
    await filled(town)
    mila = town["Mila"]
    found = await mila.slash("kb search", question="wie staat er achter de bar?")
    shown = await mila.press(found, "Vraag het loket")
    assert "Gaat naar" in shown.text
    await mila.press(shown, "Vraag")
    again = await mila.press(found, "Vraag het loket")
    assert "Dit is al vraag nr. 1." in again.text
    (question,) = await asked(town)
    assert question.sector == "vergunningen"
    assert question.context.startswith("📖 Alcohol schenken")
    assert question.kb_question is not None


async def test_a_private_message_to_the_bot_leads_to_the_desk_too(town: Town) -> None:
    await filled(town)
    mila = town["Mila"]
    dm = await mila.dm(town.people.bot_id)
    said = await mila.say(dm["id"], TERRACE)
    answer = await mila.wait_for_message(
        dm["id"], lambda one: (one.raw.get("message_reference") or {}).get("message_id") == str(said.id)
    )
    shown = await mila.press(answer, "Vraag het loket")
    form = await mila.press(shown, "Wijzig het")
    shown = await mila.fill(form, {"by": "volgende week vrijdag", "for_whom": "ons terras"})
    assert "vrijdag 20 maart" in shown.text
    receipt = await mila.press(shown, "Vraag")
    assert "Het is vraag nr. 1." in receipt.text
    (question,) = await asked(town)
    assert (question.community, question.for_whom) == (town.guild, "ons terras")


async def test_what_is_for_members_is_shown_to_members_and_told_to_nobody(town: Town) -> None:
    await filled(town)
    roles = await town.app.database.read(lambda unit: unit.communities.roles(town.guild))
    await town["Daan"].has_roles(roles[Role.MEMBERS])
    text = "Waar ligt de sleutel van de zolder?"
    stranger = await proposed(town, text)
    assert "bloempot" not in stranger.text
    assert "Geheime zolder" not in stranger.text
    member = await proposed(town, text, "Daan")
    assert "blauwe bloempot" in member.text
    await town["Daan"].press(member, "Vraag")
    (question,) = await asked(town)
    assert "Geheime" not in question.reason.nl + question.reason.en + question.context


async def test_a_private_question_stands_in_no_list_of_the_knowledge_base(town: Town) -> None:
    await filled(town)
    await town["Mila"].press(await proposed(town, "Wie leent ons een accordeon?"), "Vraag")
    await proposed(town, "Waar koop ik springkussens?", "Daan")
    public = await proposed(town, "Wie repareert mijn draaiorgel?", "Priya", public="yes")
    await town["Priya"].press(public, "Vraag" if "Vraag aan" in public.text else "Ask")
    health = await town["Noor"].slash("kb health")
    assert "accordeon" not in health.text
    assert "springkussens" not in health.text
    assert "draaiorgel" in health.text


async def test_in_a_forum_the_button_stands_in_a_post_of_its_own_and_comes_back(town: Town) -> None:
    robin, mila = town["Robin"], town["Mila"]
    standing = await door(town)
    forum = await robin.create_channel("vragenloket", type=15)
    chooser = await robin.press(await robin.slash("setup"), custom_id="setup:choose")
    await robin.choose(chooser, "setup:item", "channel:desk")
    again = await robin.refreshed(chooser)
    await robin.choose(again, "setup:link:channel:desk", [int(forum["id"])])
    made = await mila.wait_for_event("THREAD_CREATE", lambda one: one["name"] == "Vraag het hier · Ask here")
    assert made["parent_id"] == forum["id"]
    first = int(made["id"])
    post = await mila.wait_for_message(
        first, lambda one: any(each.custom_id == "deskask" for each in one.buttons)
    )
    form = await mila.press(post, "Vraag")
    assert "Gaat naar" in (await mila.fill(form, {"text": TERRACE})).text
    left = await mila.messages(town.channels[Channel.DESK])
    assert standing.id not in {one.id for one in left}
    await robin.delete_channel(first)
    other = await mila.wait_for_event(
        "THREAD_CREATE", lambda one: one["name"] == "Vraag het hier · Ask here" and int(one["id"]) != first
    )
    await mila.wait_for_message(
        int(other["id"]), lambda one: any(each.custom_id == "deskask" for each in one.buttons)
    )


async def test_who_has_it_hears_of_it_with_the_reason(town: Town) -> None:
    sanne = town["Sanne"]
    await town["Robin"].slash("sector appoint", sector="vergunningen", person=sanne, part="head")
    await town["Priya"].press(await proposed(town, "May our terrace be open until 01:00?", "Priya"), "Ask")
    told = await sanne.wait_for_message(
        (await sanne.dm(town.people.bot_id))["id"], lambda one: "vraag nr. 1" in one.text
    )
    assert "May our terrace be open until 01:00?" in told.text
    thread = await town["Priya"].wait_for_event("THREAD_CREATE", lambda one: one["name"].startswith("1 · "))
    card = await sanne.wait_for_message(int(thread["id"]), lambda one: "terrace" in one.text)
    assert "Het gaat over “terrace” en “01:00”, en dat hoort bij Vergunningen." in card.text
