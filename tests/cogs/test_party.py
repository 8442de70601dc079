"""/party on the real bot."""

from town import Town

from domain.communities import Channel


async def test_asked_answered_and_listed(town: Town) -> None:
    robin, mila = town["Robin"], town["Mila"]
    asked = await robin.slash("party ask", year=2026)
    assert "❔" in asked.text
    place = town.channels[Channel.MEETINGS]
    question = await mila.wait_for_message(place, lambda one: "De Sektor Party 2026" in one.text)
    wants = await town.app.database.read(lambda unit: unit.party.wants(town.guild, 2026))
    venue = min(wants)
    said = await mila.choose(question, "party:2026:wants", [f"{venue}:yes"])
    assert "genoteerd" in said.text
    listed = await mila.slash("party hosts", year=2026)
    assert "✅" in listed.text
    assert f"<@{mila.id}>" in listed.text
    assert "sectorhoofden" in (await mila.slash("party ask", year=2026)).text
    assert "2026" in (await mila.slash("party successes", year=2026)).text
