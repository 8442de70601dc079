"""A new server's knowledge base begins with one press."""

import re

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


async def test_how_often_it_says_no_is_measured_on_its_own_articles_and_told(town: Town) -> None:
    robin, noor = town["Robin"], town["Noor"]
    assert "Uitgeprobeerd" not in (await noor.slash("kb health")).text
    await robin.press(await robin.slash("setup"), custom_id="setup:kennisbank")
    told = re.search(
        r"Uitgeprobeerd .*: (\d+) % krijgt een eerlijk nee\.", (await noor.slash("kb health")).text
    )
    assert told is not None
    assert 30 <= int(told[1]) <= 100


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
