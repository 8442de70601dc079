"""A new server's knowledge base begins with one press."""

from town import Town


async def test_setup_fills_the_kennisbank_once_and_words_and_schemes_are_there(town: Town) -> None:
    robin, mila = town["Robin"], town["Mila"]
    offered = await robin.slash("setup")
    await robin.press(offered, custom_id="setup:kennisbank")
    again = await robin.press(offered, custom_id="setup:kennisbank")
    assert "staan nu 0 nieuwe" in again.text
    term = await mila.slash("term", word="vergunning")
    assert "🇳🇱 Vergunning" in term.text
    assert "🇬🇧" in term.text
    found = await mila.slash("kb search", question="hoe vraag ik een evenementenvergunning aan?")
    assert "evenementenvergunning" in found.text.casefold()


async def test_match_says_why_a_scheme_does_not_fit(town: Town) -> None:
    robin, mila = town["Robin"], town["Mila"]
    await robin.press(await robin.slash("setup"), custom_id="setup:kennisbank")
    asked = await mila.slash("match", day="1 april", budget=9000)
    late = await mila.choose(asked, "Wie vraagt het aan?", "Alleen ik, zonder bedrijf")
    assert "❌" in late.text
    assert "te laat: vraag minstens 12 weken vooraf aan" in late.text
    assert "✅" in late.text
    early = await mila.choose(
        await mila.slash("match", day="1 december"), "Wie vraagt het aan?", "Alleen ik, zonder bedrijf"
    )
    assert "er is een rechtspersoon nodig: een stichting, een vereniging" in early.text
