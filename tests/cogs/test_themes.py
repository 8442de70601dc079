"""/theme on a Discord stand-in, as people use it."""

from town import Town


async def test_everybody_may_see_the_themes_in_their_language(town: Town) -> None:
    dutch = await town["Daan"].slash("theme list")
    assert dutch.ephemeral
    assert "🎸 **Muziek**\nconcerten, clubnachten" in dutch.text
    english = await town["Priya"].slash("theme list")
    assert "🎸 **Music**\nconcerts, club nights" in english.text


async def test_a_theme_is_added_with_its_topics(town: Town) -> None:
    robin = town["Robin"]
    form = await robin.slash("theme add")
    answer = await robin.fill(form, {"nl": "Zines", "emoji": "📓", "topics": "fanzines\nstrips = comics"})
    assert "📓 **Zines** is nu een thema. /inrichten maakt het kanaal" in answer.text
    assert "📓 **Zines**\nfanzines, comics" in (await town["Priya"].slash("theme list")).text
    assert "`📓-zines`" in (await robin.slash("setup")).text


async def test_the_form_shows_what_there_is_and_keeps_the_change(town: Town) -> None:
    robin = town["Robin"]
    form = await robin.slash("theme edit", theme="music")
    assert form.modal is not None
    assert form.modal.field("nl")["value"] == "Muziek"
    assert "clubnachten = club nights" in form.modal.field("topics")["value"]
    answer = await robin.fill(form, {"nl": "Herrie", "en": "Noise", "emoji": "📢", "topics": ""})
    assert "📢 **Herrie** is gewijzigd" in answer.text
    assert "📢 **Herrie**\n*nog geen onderwerpen*" in (await robin.slash("theme list")).text


async def test_what_was_typed_comes_back_when_it_cannot_be(town: Town) -> None:
    robin = town["Robin"]
    form = await robin.slash("theme add")
    answer = await robin.fill(form, {"nl": "Zines", "emoji": "boek", "topics": "fanzines"})
    assert "“boek” is niet één gewone emoji." in answer.text
    assert "Dit had je getypt:\n```\nZines\nboek\nfanzines\n```" in answer.text
    assert "Zines" not in (await robin.slash("theme list")).text


async def test_a_theme_is_removed_and_its_channel_left(town: Town) -> None:
    robin = town["Robin"]
    answer = await robin.slash("theme remove", theme="theatre")
    assert "🎭 **Theater** is geen thema meer. Het kanaal blijft zoals het is" in answer.text
    assert "🎭-theater" in (await robin.view()).channels
    assert "Alles staat er." in (await robin.slash("setup")).text
