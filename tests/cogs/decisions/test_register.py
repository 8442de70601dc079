"""What was decided: alone, in the register, in the digest, on the public page, and as a file."""

import json
from datetime import timedelta

import aiohttp
from polling import outcome, past_the_close, seven_heads, started, votes
from submitting import press, submit
from town import Town

from domain.decisions.recomputing import recompute


async def adopted(town: Town, title: str, **more: object) -> None:
    where = await started(town, title, **more)  # type: ignore[arg-type]
    await votes(town, where, Sanne="yes", Joris="yes", Mila="yes", Daan="yes", Priya="yes", Ellen="no")
    await votes(town, where, Jonas="no")


async def test_outside_the_mandate_a_poll_is_needed_and_inside_it_is_logged(town: Town) -> None:
    await seven_heads(town)
    sanne, robin = town["Sanne"], town["Robin"]
    refused = await sanne.slash("decision record")
    assert refused.modal is None
    assert "stemming nodig" in refused.text
    given = await robin.slash("decision mandate", sector="promotie", what="drukwerk", amount="150")
    assert "drukwerk" in given.text
    dear = await sanne.fill(
        await sanne.slash("decision record"),
        {"title": "Posters", "reason": "Voor de opening.", "cents": "150,01"},
    )
    assert "stemming nodig" in dear.text
    fine = await sanne.fill(
        await sanne.slash("decision record"),
        {"title": "Posters", "reason": "Voor de opening.", "cents": "€ 150"},
    )
    assert "B-1" in fine.text
    told = await outcome(town, "Posters")
    assert "binnen het mandaat “drukwerk”" in told.text
    assert "Decided by the head of the sector alone" in told.text
    nobody = await town["Noor"].slash("decision record")
    assert "geen sector" in nobody.text


async def test_the_register_is_searched_and_turned_page_by_page(town: Town) -> None:
    await seven_heads(town)
    for number in range(12):
        await started(town, f"Plan {number}")
    found = await town["Noor"].slash("decisions")
    assert "B-12" in found.text
    assert "**B-2** " not in found.text
    more = await town["Noor"].press(found, "▶")
    assert "**B-2** " in more.text
    assert "Plan 7" in (await town["Noor"].slash("decisions", words="plan 7")).text
    assert "niets besloten" in (await town["Noor"].slash("decisions", words="zeppelin")).text
    assert "niets besloten" in (await town["Noor"].slash("decisions", sector="financien")).text
    waiting = await town["Mila"].slash("decision waiting")
    assert "Plan 3" in waiting.text
    assert "wacht niets" in (await town["Noor"].slash("decision waiting")).text


async def test_an_export_is_recomputed_from_itself(town: Town) -> None:
    await seven_heads(town)
    await adopted(town, "Mengtafel")
    await past_the_close(town)
    told = await outcome(town, "B-1")
    why = await press(town["Priya"], told, "why")
    assert "5 yes is more than 2 no" in why.text
    answer = await town["Priya"].slash("decision export", decision="B-1")
    assert answer.message is not None
    data = await town.people.fetch(answer.message.attachments[0]["url"])
    assert json.loads(data)["seal"][:8] in told.text
    assert recompute(data).sound


async def test_the_next_weekly_digest_names_it_once(town: Town) -> None:
    await seven_heads(town)
    await submit(town["Noor"], title="Noise Night", when="vrijdag 20 maart 20:00")
    await submit(town["Noor"], title="Later", when="vrijdag 27 maart 20:00")
    await adopted(town, "Mengtafel", deadline="over 2 uur")
    await past_the_close(town)
    await outcome(town, "B-1")
    agenda = town.channels["agenda"]
    for week in range(3):
        thursday = town.sandbox.clock.now().replace(hour=17) + timedelta(days=3 if week == 0 else 7)
        town.sandbox.clock.move_to(thursday)
        if week < 2:
            await town["Noor"].wait_for_message(
                agenda, lambda message: "Later" in message.text or "Noise Night" in message.text
            )
    named = [m for m in await town["Noor"].messages(agenda) if "B-1" in m.text]
    assert len(named) == 1
    assert "aangenomen (5-2)" in named[0].text


async def test_only_public_ones_stand_on_the_page_in_the_same_words(town: Town) -> None:
    await seven_heads(town)
    await adopted(town, "Openbaar plan", rules={"extras": ["public"]})
    await adopted(town, "Intern plan")
    await past_the_close(town, 2)
    told = await outcome(town, "B-1")
    await outcome(town, "B-2")
    async with aiohttp.ClientSession(town.app.web_url) as session:
        listing = await (await session.get("/nl/besluiten")).text()
        assert "Openbaar plan" in listing
        assert "Intern plan" not in listing
        assert (await session.get("/nl/besluit/2")).status == 404
        assert (await session.get("/decisions/B-2.json")).status == 404
        dutch = await (await session.get("/nl/besluit/1")).text()
        english = await (await session.get("/en/decision/1")).text()
        for page, sentence in ((dutch, "5 ja is meer dan 2 nee"), (english, "5 yes is more than 2 no")):
            assert sentence in page
            assert sentence in told.text
        assert town["Sanne"].mention not in dutch
        export = await (await session.get("/decisions/B-1.json")).read()
        assert recompute(export).sound
