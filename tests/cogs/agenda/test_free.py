"""/agenda free, and the warning that an evening is taken."""

from standing import at, stands
from submitting import card_in, fill_in, press, published, settled, submit, the_event, waiting_for_review
from town import Town

from domain.events import Happening


async def test_which_evenings_are_empty(town: Town) -> None:
    await stands(town, "Noise Night", at(13))
    await stands(town, "Poetry Slam", at(14), themes=("theatre",))
    await stands(town, "Doom Choir", at(14, 22))
    await stands(town, "Exhibition", at(9, 0), time_known=False, ends=at(20, 0))
    await stands(town, "Off", at(11), happening=Happening.CANCELLED)
    answer = await town["Priya"].slash("agenda free", when="this week")
    assert answer.ephemeral
    assert "Free evenings: Mon 9 – Sun 15 March 2026" in answer.text
    assert "5 evenings are still empty" in answer.text
    assert "March: Mon 9, Tue 10, Wed 11, Thu 12, Sun 15" in answer.text
    assert "Fri 13 Mar: Noise Night · 20:00" in answer.text
    assert " 9 Mar [ ] [ ] [ ] [ ]  1   2  [ ]" in answer.text
    of_theatre = await town["Mila"].slash(
        "agenda vrij", options={"wanneer": "dit weekend", "thema": "theatre"}
    )
    assert "2 avonden zijn nog leeg" in of_theatre.text
    assert "Maart: vr 13, zo 15" in of_theatre.text


async def test_days_that_have_been_are_left_out(town: Town) -> None:
    town.sandbox.clock.move_to(town.sandbox.clock.now().replace(day=12))
    assert "Thu 12 – Sun 15 March" in (await town["Priya"].slash("agenda free", when="this week")).text
    assert "Those days have been" in (await town["Priya"].slash("agenda free", when="yesterday")).text


async def test_more_than_can_be_shown_is_cut_and_said(town: Town) -> None:
    answer = await town["Priya"].slash("agenda free", when="this year")
    assert "63 evenings are still empty" in answer.text
    assert "first nine weeks" in answer.text
    usual = await town["Priya"].slash("agenda free")
    assert "28 evenings are still empty" in usual.text


async def test_a_preview_warns_of_clashes_and_does_not_block(town: Town) -> None:
    await published(town)
    preview = await fill_in(town["Priya"], title="Quiet Night", when="vr 13 mrt 22:00", where="Somewhere")
    assert "Clashes with what there is on the same evening for the same themes:" in preview.text
    assert "**Noise Night** · Fri 13 Mar 20:00 · Tankstation" in preview.text
    sent = await press(town["Priya"], preview, "send")
    assert "with the editors" in sent.text
    review = await waiting_for_review(town, "Quiet Night")
    assert "Noise Night" in review.text


async def test_nothing_to_warn_of(town: Town) -> None:
    await published(town)
    for other in ({"when": "za 14 mrt 20:00"}, {"themes": ["theatre"]}, {"when": "vr 13 mrt 11:00"}):
        preview = await fill_in(town["Priya"], title="Quiet Night", **other)
        assert "Clashes" not in preview.text


async def test_an_event_does_not_clash_with_itself_and_a_moved_one_does(town: Town) -> None:
    noor = town["Noor"]
    await published(town)
    form = await noor.slash("event edit", event=str((await the_event(town)).id))
    assert "Clashes" not in (await noor.fill(form, {"title": "Noise Evening"})).text
    await submit(noor, title="Saturday Night", when="za 14 mrt 20:00")
    await card_in(town, "music", "Saturday Night")
    form = await noor.slash("event edit", event="1")
    assert "**Saturday Night**" in (await noor.fill(form, {"when": "za 14 mrt 21:00"})).text


async def test_at_most_three_are_named_and_the_rest_counted(town: Town) -> None:
    for number in range(5):
        await submit(town["Noor"], title=f"Night {number}", when=f"vr 13 mrt 2{number % 4}:0{number}")
    await settled(town)
    preview = await fill_in(town["Priya"], title="One more")
    assert preview.text.count("**Night ") == 3
    assert "and 2 more" in preview.text


async def test_what_others_have_not_seen_yet_is_for_editors_only(town: Town) -> None:
    """Who submits must not learn what waits for an editor; the editor must."""
    await submit(town["Priya"], title="Secret Night")
    await waiting_for_review(town, "Secret Night")
    preview = await fill_in(town["Jonas"], title="Open Night", when="vr 13 mrt 22:00")
    assert "Secret Night" not in preview.text
    await press(town["Jonas"], preview, "send")
    review = await town["Noor"].wait_for_message(
        town.channels["review"],
        lambda message: "Open Night" in message.text and "Secret Night" in message.text,
    )
    assert any(field["name"].startswith(("Valt samen", "Clashes")) for field in review.embeds[0]["fields"])
