"""Every kind of decision, and what becomes of a seat: by the buttons that people have."""

from datetime import timedelta

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
from submitting import acts, custom_id, in_private, press
from town import Town

from domain.decisions.times import reminders

THREE = "Zaal\nTuin\n- Kelder"


async def test_options_make_it_a_choice_and_a_tie_goes_to_a_run_off(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, "Waar vieren we het", options=THREE)
    assert "**3.** Kelder" in where.text
    for name, option in (("Sanne", "Zaal"), ("Joris", "Zaal"), ("Mila", "Tuin"), ("Daan", "Tuin")):
        receipt = await town[name].choose(where, custom_id(where, "pick"), [option])
        assert f"“{option}”" in receipt.text
    await past_the_close(town)
    told = await outcome(town, "B-1")
    assert "herstemming" in told.text.casefold()
    again = await card(town, "B-2")
    await town["Jonas"].choose(again, custom_id(again, "pick"), ["Tuin"])
    assert (await the_decision(town, 2)).terms.options == ("Zaal", "Tuin")


async def test_ranking_with_menus(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, "Volgorde", options=THREE, rules={"kind": "ranked"})
    for name, order in (
        ("Sanne", ("Zaal", "Tuin")),
        ("Joris", ("Zaal", "Kelder")),
        ("Mila", ("Tuin", "Kelder")),
        ("Daan", ("Tuin", "Kelder")),
        ("Priya", ("Kelder", "Tuin")),
    ):
        form = await press(town[name], where, "rank")
        receipt = await town[name].fill(form, {f"o{n}": [option] for n, option in enumerate(order)})
        assert " > ".join(f"“{option}”" for option in order) in receipt.text
    await past_the_close(town)
    told = await outcome(town, "B-1")
    assert "“Tuin”" in told.embeds[0]["title"]  # Kelder drops out, its vote goes to Tuin: 3 to 2
    blt = await town["Mila"].slash("decision export", decision="B-1", form="blt")
    assert blt.message is not None
    assert blt.message.attachments[0]["filename"] == "B-1.blt"


async def test_ranking_ten_options_by_their_numbers(town: Town) -> None:
    await seven_heads(town)
    options = "\n".join(f"Plan {letter}" for letter in "ABCDEFGHIJ")
    where = await started(town, "Tien plannen", options=options, rules={"kind": "ranked"})
    form = await press(town["Sanne"], where, "rank")
    wrong = await town["Sanne"].fill(form, {"order": "3, 11"})
    assert "geen van de keuzes" in wrong.text
    form = await press(town["Sanne"], where, "rank")
    receipt = await town["Sanne"].fill(form, {"order": "3, 1"})
    assert "“Plan C” > “Plan A”" in receipt.text


async def test_points_and_several(town: Town) -> None:
    await seven_heads(town)
    score = await started(town, "Punten", options=THREE, rules={"kind": "score"})
    form = await press(town["Sanne"], score, "score")
    receipt = await town["Sanne"].fill(form, {"o0": ["5"], "o1": ["3"]})
    assert "Zaal 5, Tuin 3, Kelder 0" in receipt.text
    several = await started(town, "Meer", options=THREE, rules={"kind": "approval"})
    receipt = await town["Sanne"].choose(several, custom_id(several, "pick"), ["Kelder", "Zaal"])
    assert "“Zaal”, “Kelder”" in receipt.text


async def test_an_objection_needs_a_reason_and_only_its_author_takes_it_back(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, "Stil na elf", preset=["consent"])
    await votes(town, where, Sanne="consent", Joris="consent", Mila="consent")
    form = await press(town["Daan"], where, "object")
    assert form.modal is not None
    assert form.modal.field("reason")["required"]
    receipt = await town["Daan"].fill(form, {"reason": "De buren slapen al om tien uur."})
    assert "**Bezwaar**" in receipt.text
    assert "De buren slapen" in (await card(town, "De buren slapen")).text
    asked = await press(town["Daan"], receipt, "backask")
    await press(town["Daan"], asked, "backdo")
    await press(town["Daan"], where, "consent")
    await past_the_close(town)
    assert "aangenomen" in (await outcome(town, "B-1")).text


async def test_the_owner_concludes_an_advice_round_with_reasons(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, "Welke drukker", preset=["advies"])
    form = await press(town["Mila"], where, "advice")
    await town["Mila"].fill(form, {"reason": "Neem de risodrukker op de Walstraat."})
    await past_the_close(town)
    asked = await in_private(town["Sanne"], "Jij beslist nu")
    assert "risodrukker" in asked.text
    form = await press(town["Sanne"], asked, "adopt")
    await town["Sanne"].fill(form, {"reason": "Goed en goedkoop."})
    assert "Goed en goedkoop." in (await outcome(town, "Goed en goedkoop.")).text


async def test_stepping_out_is_seen_and_leaves_the_electorate(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    mine = await press(town["Mila"], where, "mine")
    form = await press(town["Mila"], mine, "recuse")
    await town["Mila"].fill(form, {"reason": "Mijn broer verkoopt hem."})
    stands = await card(town, "0 van 6 stemden")
    fields = {field["name"]: field["value"] for field in stands.embeds[0]["fields"]}
    assert town["Mila"].mention in fields["Stapte eruit · Stepped out"]
    assert "B-1" not in (await press(town["Mila"], where, "yes")).text


async def test_a_proxy_only_where_the_terms_allow_it(town: Town) -> None:
    await seven_heads(town)
    plain = await started(town, "Zonder")
    assert "proxy" not in acts(await press(town["Mila"], plain, "mine"))
    where = await started(town, "Met", rules={"extras": ["proxies"]})
    mine = await press(town["Mila"], where, "mine")
    chosen = await press(town["Mila"], mine, "proxy")
    await town["Mila"].choose(chosen, None, [town["Daan"]])
    held = await press(town["Daan"], where, "mine")
    for_mila = await town["Daan"].press(held, custom_id=f"decision:2:vote:for{town['Mila'].id}")
    cast = await town["Daan"].press(for_mila, custom_id=f"decision:2:no:for{town['Mila'].id}")
    assert f"voor {town['Mila'].mention} stemde je **Nee**" in cast.text
    own = await press(town["Mila"], where, "mine")
    assert f"{town['Daan'].mention} stemde voor je" in own.text


async def test_a_secret_vote_shows_totals_only_and_nobody_who_is_missing(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, "Geheim", rules={"openness": ["secret"]})
    receipt = await press(town["Mila"], where, "yes")
    assert "in de bus" in receipt.text
    names = [field["name"] for field in (await card(town, "1 van 7 stemden")).embeds[0]["fields"]]
    assert "Nog niet gestemd · Not voted yet" not in names
    assert "in de bus" in (await press(town["Mila"], where, "no")).text
    await votes(town, where, Sanne="yes", Joris="no", Daan="yes")
    await past_the_close(town)
    told = await outcome(town, "B-1")
    assert "(3-1)" in told.text
    assert town["Joris"].mention not in told.text


async def test_only_who_did_not_vote_is_reminded_and_a_press_there_counts(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Sanne="yes", Joris="yes", Daan="no", Ellen="no")
    decision = await the_decision(town)
    town.sandbox.clock.move_to(reminders(decision.opened, decision.closes).halfway + timedelta(seconds=1))
    told = await in_private(town["Mila"], "halverwege")
    english = await in_private(town["Priya"], "B-1")
    await press(town["Priya"], english, "mute")
    receipt = await press(town["Mila"], told, "yes")
    assert "je stem is **Ja**" in receipt.text
    town.sandbox.clock.move_to(reminders(decision.opened, decision.closes).last + timedelta(seconds=1))
    await in_private(town["Jonas"], "and you have not voted yet")
    last = [m.text for m in await town["Priya"].messages(await town["Priya"].dm())]
    assert not any("you have not voted yet" in text for text in last)
    done = [m.text for m in await town["Sanne"].messages(await town["Sanne"].dm())]
    assert not any("B-1" in text for text in done)


async def test_extending_once_is_announced(town: Town) -> None:
    await seven_heads(town)
    await started(town)
    done = await town["Sanne"].slash(
        "decision extend", decision="B-1", until="over 6 dagen", reason="Vakantie"
    )
    assert "loopt nu tot" in done.text
    told = await town["Robin"].wait_for_message(
        town.channels["decisions"], lambda message: "Vakantie" in message.text
    )
    assert "Het is verlengd: Vakantie" in told.text
    again = await town["Sanne"].slash(
        "decision extend", decision="B-1", until="over 8 dagen", reason="Nog eens"
    )
    assert "dat kan één keer" in again.text
    other = await town["Mila"].slash("decision extend", decision="B-1", until="over 9 dagen", reason="Ik ook")
    assert "eigenaar" in other.text


async def test_at_the_last_second_counts_and_after_it_does_not(town: Town) -> None:
    await seven_heads(town)
    where = await started(town, deadline="over 2 uur")
    decision = await the_decision(town)
    town.sandbox.clock.move_to(decision.closes - timedelta(seconds=1))
    assert "je stem is **Ja**" in (await press(town["Mila"], where, "yes")).text
    town.sandbox.clock.move_to(decision.closes + timedelta(seconds=2))
    assert "gesloten" in (await press(town["Daan"], where, "yes")).text


async def test_who_leaves_before_voting_leaves_the_electorate(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Daan="yes")
    for name in ("Daan", "Ellen"):
        await town[name].leaves()
    stands = await card(town, "1 van 6 stemden")
    fields = {field["name"]: field["value"] for field in stands.embeds[0]["fields"]}
    assert town["Ellen"].mention not in fields["Nog niet gestemd · Not voted yet"]
    assert fields["Doet niet meer mee · Not in it any more"] == f"Vertrokken: {town['Ellen'].mention}"


async def test_bad_input_is_refused_in_a_sentence_and_nothing_is_lost(town: Town) -> None:
    await seven_heads(town)
    sanne = town["Sanne"]
    for fields, sentence in (
        ({"options": "Eén"}, "minstens 2"),
        ({"options": "\n".join(f"Plan {n}" for n in range(12))}, "12"),
        ({"options": "Zaal\nzaal"}, "twee keer"),
        ({"deadline": "gisteren"}, "al geweest"),
        ({"deadline": "1 januari 2028"}, "90 dagen"),
        ({"deadline": "ooit"}, "ooit"),
    ):
        refused = await drawn_up(sanne, "Iets", **fields)
        assert "⚠️" in refused.text
        assert sentence in refused.text, (fields, refused.text)
        assert "Iets" in refused.text
        assert "start" not in acts(refused)
    preview = await drawn_up(sanne, "Leeg")
    chosen = await sanne.choose(preview, "Wie mag stemmen?", ["role"])
    assert "Kies hieronder welke rol" in chosen.text
    asked = await drawn_up(sanne, "Half vijf", deadline="vrijdag 5 uur")
    picked = await sanne.press(asked, asked.buttons[1].label)
    assert "17:00" in picked.text or "start" in acts(picked)


async def test_nobody_to_vote_and_nothing_to_choose_from(town: Town) -> None:
    await seven_heads(town)
    sanne, robin = town["Sanne"], town["Robin"]
    empty = await robin.create_role("Niemand")
    preview = await sanne.choose(await drawn_up(sanne, "Leeg"), "Wie mag stemmen?", ["role"])
    preview = await sanne.choose(preview, "Welke rol?", [empty["id"]])
    assert "Niemand zou hierover kunnen stemmen" in preview.text
    assert "start" not in acts(preview)
    preview = await drawn_up(sanne, "Zonder keuzes")
    preview = await sanne.fill(await press(sanne, preview, "openrules"), {"kind": "choice"})
    assert "minstens 2" in preview.text
    assert "start" not in acts(preview)


async def test_nobody_closes_it_early_while_votes_are_missing(town: Town) -> None:
    await seven_heads(town)
    where = await started(town)
    await votes(town, where, Sanne="yes")
    for name, sentence in (("Noor", "eigenaar"), ("Sanne", "als iedereen die mag stemmen dat heeft gedaan")):
        refused = await town[name].slash("decision close", decision="B-1")
        assert sentence in refused.text
    assert (await the_decision(town)).runs
    assert "B-9" in (await town["Sanne"].slash("decision close", decision="B-9")).text
    assert "yes" in acts(await card(town, "1 van 7 stemden"))
