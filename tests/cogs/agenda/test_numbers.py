"""/agenda numbers."""

from submitting import published
from town import Town


async def test_how_much_happens_by_theme_and_month(town: Town) -> None:
    await published(town, when="za 14 mrt 21:00")
    await published(town, title="Second", when="zo 15 mrt 21:00")
    await published(town, title="In April", when="za 4 apr 21:00", theme="theatre")
    mila = town["Mila"]
    await mila.speaks("en-GB")
    text = (await mila.slash("agenda numbers")).text
    assert "Mar 26 ██████████████ 2" in text
    assert "Apr 26 ███████ 1" in text
    assert text.index("Music") < text.index("Theatre")
    assert "Underground" not in text


async def test_without_any(town: Town) -> None:
    answer = await town["Mila"].slash("agenda numbers")
    assert "In deze maanden nog niets." in answer.text
