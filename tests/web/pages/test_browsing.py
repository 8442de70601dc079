"""What the pages tell, in both languages, as time passes."""

from datetime import timedelta

from public_calendar import METROPOOL, TANKSTATION, Calendar, at, day

from domain.events import Happening, Language, Stage


async def test_home_tells_what_is_coming_by_day(calendar: Calendar) -> None:
    await calendar.put("Noise Night", at(0, 21), place="Tankstation", venue_id=TANKSTATION)
    await calendar.put("Open Jam", at(1, 20), themes=("music",))
    await calendar.put("Matinee", at(1, 14))
    page = await calendar.get("/nl/")
    assert page.texts(".day h2") == ["Vandaag, maandag 9 maart", "Morgen, dinsdag 10 maart"]
    assert page.texts(".event h3") == ["Noise Night", "Matinee", "Open Jam"]
    assert page.texts(".where") == ["Tankstation", "plek nog niet bekend", "plek nog niet bekend"]
    english = await calendar.get("/en/")
    assert english.texts(".day h2") == ["Today, Monday 9 March", "Tomorrow, Tuesday 10 March"]


async def test_what_is_over_leaves_home_by_itself(calendar: Calendar) -> None:
    await calendar.put("Lunch Concert", at(0, 12), ends=at(0, 13))
    await calendar.put("Tonight", at(0, 20))
    assert (await calendar.get("/nl/")).texts("h3") == ["Lunch Concert", "Tonight"]
    calendar.now += timedelta(hours=2)
    assert (await calendar.get("/nl/")).texts("h3") == ["Tonight"]
    calendar.now += timedelta(hours=7)
    assert (await calendar.get("/nl/")).texts("h3") == ["Tonight"], "who knows when it ends?"
    calendar.now += timedelta(hours=6)
    assert (await calendar.get("/nl/")).texts("h3") == []


async def test_what_lasts_for_weeks_does_not_stand_before_what_begins_today(calendar: Calendar) -> None:
    await calendar.put("Exposition", day(-20), ends=day(20), time_known=False)
    await calendar.put("Tonight", at(0, 20))
    page = await calendar.get("/en/")
    assert page.texts(".day h2") == ["Today, Monday 9 March", "Already on"]
    assert page.texts(".running .hour") == ["under way until Sat 28 Mar"]


async def test_a_theme_shows_its_own(calendar: Calendar) -> None:
    await calendar.put("Open Jam", at(1), themes=("music",))
    await calendar.put("Zine Fair", at(1), themes=("underground",))
    page = await calendar.get("/en/theme/music")
    assert page.texts("h1") == ["Music"]
    assert page.texts("h3") == ["Open Jam"]
    assert "/en/theme/music.ics" in page.links()
    assert (await calendar.get("/en/theme/chess")).status == 404


async def test_a_venue_and_a_day_show_their_own(calendar: Calendar) -> None:
    await calendar.put("Open Jam", at(1), venue_id=METROPOOL, place="Metropool")
    await calendar.put("Noise Night", at(2), venue_id=TANKSTATION, place="Tankstation")
    page = await calendar.get("/nl/plek/1-tankstation")
    assert page.texts("h3") == ["Noise Night"]
    assert "Hengelosestraat 51, Enschede" in page.text
    assert (await calendar.get("/nl/dag/2026-03-10")).texts("h3") == ["Open Jam"]
    assert (await calendar.get("/nl/dag/2026-3-10")).status == 404
    assert (await calendar.get("/nl/dag/1926-03-10")).status == 404


async def test_other_names_of_an_address_lead_to_it(calendar: Calendar) -> None:
    event = await calendar.put("Noise Night", at(1))
    for path, wanted in (
        (f"/nl/evenement/{event.id}", f"/nl/evenement/{event.id}-noise-night"),
        (f"/en/event/{event.id}-sound-night", f"/en/event/{event.id}-noise-night"),
        ("/nl/plek/2", "/nl/plek/2-metropool"),
    ):
        page = await calendar.get(path)
        assert (page.status, page.headers["Location"]) == (308, wanted)
        assert (await calendar.get(wanted)).status == 200


async def test_an_event_tells_what_is_known_and_what_is_not(calendar: Calendar) -> None:
    event = await calendar.put(
        "Noise Night",
        at(1, 21),
        ends=at(2, 2),
        place="Tankstation, Hengelosestraat 51, Enschede",
        venue_id=TANKSTATION,
        price="€ 7",
        language=Language.NONE,
        themes=("music",),
        description="Bring earplugs.\n\nMore at https://noise.example/night.",
    )
    page = await calendar.get(f"/en/event/{event.id}-noise-night")
    told = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert told == {
        "When": "Tuesday 10 March 2026 21:00 – 02:00",
        "Where": "Tankstation, Hengelosestraat 51, EnschedeOn the map",
        "Price": "€ 7",
        "Language": "no language needed",
        "Accessibility": "not known yet",
    }
    assert page.texts(".words p") == ["Bring earplugs.", "More at https://noise.example/night."]
    assert f"/en/event/{event.id}.ics" in page.links()


async def test_what_became_of_it_stands_above_everything(calendar: Calendar) -> None:
    cancelled = await calendar.put("Gig", at(1), happening=Happening.CANCELLED, reason="The singer is ill.")
    postponed = await calendar.put("Gig", at(1), happening=Happening.POSTPONED, reason="not to be told")
    page = await calendar.get(f"/nl/evenement/{cancelled.id}-gig")
    assert page.texts(".told") == ["Afgelast. Dit gaat niet door. Waarom: The singer is ill."]
    assert page.texts("title") == ["Afgelast: Gig · De Sektor"]
    other = await calendar.get(f"/en/event/{postponed.id}-gig")
    assert other.texts(".told") == ["Postponed. It is put off. A new date is not known yet."]
    assert (await calendar.get("/en/")).texts(".mark") == ["cancelled", "postponed"]


async def test_only_what_is_public_is_there(calendar: Calendar) -> None:
    for stage in (Stage.REVIEW, Stage.DECLINED, Stage.WITHDRAWN):
        event = await calendar.put("Secret", at(1), stage=stage, reason="not good enough")
        assert (await calendar.get(f"/nl/evenement/{event.id}-secret")).status == 404
    assert "Secret" not in (await calendar.get("/nl/")).text


async def test_english_friendly_is_what_needs_no_dutch(calendar: Calendar) -> None:
    await calendar.put("Talk", at(1), language=Language.ENGLISH)
    await calendar.put("Rave", at(1), language=Language.NONE)
    await calendar.put("Lezing", at(1), language=Language.DUTCH)
    await calendar.put("Unknown", at(1))
    page = await calendar.get("/en/?english_friendly=true")
    assert page.texts("h3") == ["Talk", "Rave"]
    assert page.texts(".friendly") == ["EN", "EN"]


async def test_every_page_exists_in_both_languages(calendar: Calendar) -> None:
    event = await calendar.put("Noise Night", at(1), venue_id=TANKSTATION)
    for path in (
        "/nl/",
        "/nl/thema/music?english_friendly=true",
        "/nl/plek/1-tankstation",
        "/nl/dag/2026-03-10",
        f"/nl/evenement/{event.id}-noise-night",
    ):
        page = await calendar.get(path)
        (other,) = page.links('.languages [hreflang="en"]')
        assert f"https://agenda.example{path}" in page.links('link[rel="canonical"]')
        assert page.links('link[rel="alternate"][hreflang="en"]') == [f"https://agenda.example{other}"]
        back = await calendar.get(other)
        assert (back.status, back.tree.get("lang")) == (200, "en")
        assert back.links('.languages [hreflang="nl"]') == [path]


async def test_nobody_is_named(calendar: Calendar) -> None:
    event = await calendar.put("Noise Night", at(1), themes=("music",), venue_id=TANKSTATION)
    for path in (
        "/nl/",
        "/en/theme/music",
        "/nl/plek/1-tankstation",
        f"/nl/evenement/{event.id}-noise-night",
    ):
        text = (await calendar.get(path)).text
        for private in ("Mila", "Noor", "Who plays", "736482615243657216", "912345678901234567"):
            assert private not in text, (path, private)


async def test_what_else_begins_that_day_stands_below(calendar: Calendar) -> None:
    event = await calendar.put("Noise Night", at(1, 21), themes=("music",))
    await calendar.put("Matinee", at(1, 14))
    await calendar.put("Gone", at(1, 15), happening=Happening.CANCELLED)
    await calendar.put("Another Day", at(2))
    page = await calendar.get(f"/en/event/{event.id}-noise-night")
    assert page.texts("section.day h3") == ["Matinee"]
