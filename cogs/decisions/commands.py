"""/decision and /decisions"""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.i18n import Say, locale_of
from bot.offers import offer_sectors
from bot.ui import Interaction, or_nothing
from cogs.decisions import cards, forms, mandating, presetting, registering
from cogs.decisions.explaining import send_export
from cogs.decisions.managing import extend
from cogs.decisions.mine import show_mine
from cogs.decisions.recording import record
from domain.appointments import named
from domain.decisions.kinds import Verdict
from services.register import Form

_FORMS = [
    Choice(name=locale_str("to check it (JSON)"), value="json"),
    Choice(name=locale_str("for a spreadsheet (CSV)"), value="csv"),
    Choice(name=locale_str("rankings (BLT)"), value="blt"),
]
_OUTCOMES = [
    Choice(name=locale_str("adopted"), value=Verdict.ADOPTED.value),
    Choice(name=locale_str("rejected"), value=Verdict.REJECTED.value),
    Choice(name=locale_str("invalid: too few took part"), value=Verdict.INVALID.value),
    Choice(name=locale_str("a tie"), value=Verdict.TIED.value),
    Choice(name=locale_str("waits for its owner"), value=Verdict.ADVISED.value),
    Choice(name=locale_str("called off"), value=Verdict.CALLED_OFF.value),
]


class DecisionCommands(commands.Cog):
    group = app_commands.Group(
        name=locale_str("decision"),
        description=locale_str("Decide together: start a decision, vote, check it"),
        guild_only=True,
    )

    def __init__(self, client: SektorClient) -> None:
        self._client = client

    @group.command(
        name=locale_str("start"),
        description=locale_str("Let people decide; a form asks what"),
        extras={"opens_form": True},
    )
    @app_commands.rename(sector=locale_str("sector"))
    @app_commands.describe(sector=locale_str("To which sector it belongs; yours if left out"))
    async def start(self, interaction: Interaction, sector: str = "") -> None:
        answer = Answer.to(interaction)
        scene = await self._client.services.poll_drafts.scene(
            caller_of(interaction), now=self._client.clock.now()
        )
        if sector:
            key = named(scene.sectors, sector).key
        else:
            key = next(iter(scene.own), scene.sectors[0].key if scene.sectors else "")
        await answer.form(forms.essential(None, scene, answer.say, sector=key))

    @group.command(
        name=locale_str("record"),
        description=locale_str("Log what you decided alone, inside the mandate of your sector"),
        extras={"opens_form": True},
    )
    @app_commands.rename(sector=locale_str("sector"))
    @app_commands.describe(sector=locale_str("Which of your sectors; the first if left out"))
    async def record(self, interaction: Interaction, sector: str = "") -> None:
        await record(interaction, Answer.to(interaction), sector)

    @group.command(name=locale_str("waiting"), description=locale_str("What waits for your vote"))
    async def waiting(self, interaction: Interaction) -> None:
        await registering.show_waiting(interaction, Answer.to(interaction))

    @group.command(
        name=locale_str("show"), description=locale_str("One decision, your vote in it, and what you can do")
    )
    @app_commands.rename(decision=locale_str("decision"))
    @app_commands.describe(decision=locale_str("Its number, such as B-7"))
    async def show(self, interaction: Interaction, decision: str) -> None:
        found = await self._client.services.register.find(caller_of(interaction), decision)
        await show_mine(interaction, Answer.to(interaction), found.id)

    @group.command(
        name=locale_str("extend"), description=locale_str("Give people more time: once, with a reason")
    )
    @app_commands.rename(
        decision=locale_str("decision"), until=locale_str("until"), reason=locale_str("reason")
    )
    @app_commands.describe(
        decision=locale_str("Its number, such as B-7"),
        until=locale_str("The new deadline: Friday 17:00, or: in 3 days"),
        reason=locale_str("Why it takes longer; everyone reads it"),
    )
    async def extend(
        self,
        interaction: Interaction,
        decision: str,
        until: app_commands.Range[str, 1, 100],
        reason: app_commands.Range[str, 1, 500],
    ) -> None:
        found = await self._client.services.register.find(caller_of(interaction), decision)
        await extend(interaction, Answer.to(interaction), found.id, until, reason)

    @group.command(
        name=locale_str("call-off"),
        description=locale_str("Take a decision back while nobody has voted on it"),
    )
    @app_commands.rename(decision=locale_str("decision"), reason=locale_str("reason"))
    @app_commands.describe(
        decision=locale_str("Its number, such as B-7"), reason=locale_str("Why; everyone reads it")
    )
    async def call_off(
        self, interaction: Interaction, decision: str, reason: app_commands.Range[str, 1, 500]
    ) -> None:
        client, caller, answer = self._client, caller_of(interaction), Answer.to(interaction)
        found = await client.services.register.find(caller, decision)
        await client.services.closing.call_off(caller, found.id, reason, now=client.clock.now())
        await answer.send(answer.say("{number} is called off, and its message says so.", number=found.name))

    @group.command(
        name=locale_str("close"), description=locale_str("Close a decision early, when everyone has voted")
    )
    @app_commands.rename(decision=locale_str("decision"))
    @app_commands.describe(decision=locale_str("Its number, such as B-7"))
    async def close(self, interaction: Interaction, decision: str) -> None:
        client, caller, answer = self._client, caller_of(interaction), Answer.to(interaction)
        found = await client.services.register.find(caller, decision)
        closed = await client.services.closing.close_early(caller, found.id, now=client.clock.now())
        assert closed.outcome is not None
        await answer.send(f"{closed.name}: {cards.verdict_line(closed.terms, closed.outcome, answer.say)}")

    @group.command(
        name=locale_str("export"), description=locale_str("A decision as a file, to check or count it again")
    )
    @app_commands.rename(decision=locale_str("decision"), form=locale_str("form"))
    @app_commands.describe(
        decision=locale_str("Its number, such as B-7"), form=locale_str("What for? To check it, if left out")
    )
    @app_commands.choices(form=_FORMS)
    async def export(self, interaction: Interaction, decision: str, form: Choice[str] | None = None) -> None:
        found = await self._client.services.register.find(caller_of(interaction), decision)
        kind = Form(form.value) if form else Form.JSON
        await send_export(interaction, Answer.to(interaction), found.id, kind)

    @group.command(
        name=locale_str("suspend"),
        description=locale_str("Somebody was suspended: their votes in running decisions are void"),
    )
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Who was suspended"))
    async def suspend(self, interaction: Interaction, person: discord.User) -> None:
        client, caller, answer = self._client, caller_of(interaction), Answer.to(interaction)
        changed = await client.services.seats.suspended(caller, person.id, now=client.clock.now())
        await answer.send(
            answer.say.many(
                "{person} has no seat any more in {n} running decision.",
                "{person} has no seat any more in {n} running decisions.",
                len(changed),
                person=person.mention,
            )
        )

    @group.command(
        name=locale_str("mandate"),
        description=locale_str("What a sector may decide alone; without options it says how it is now"),
    )
    @app_commands.rename(
        sector=locale_str("sector"),
        what=locale_str("what"),
        amount=locale_str("amount"),
        decision=locale_str("decision"),
    )
    @app_commands.describe(
        sector=locale_str("Which sector?"),
        what=locale_str("What it may decide about: “printing”"),
        amount=locale_str("What one decision may cost at the most: 150"),
        decision=locale_str("The decision that gives this mandate, such as B-7"),
    )
    async def mandate(
        self,
        interaction: Interaction,
        sector: str = "",
        what: app_commands.Range[str, 1, 80] = "",
        amount: app_commands.Range[str, 1, 20] = "",
        decision: str = "",
    ) -> None:
        await mandating.mandate(interaction, Answer.to(interaction), sector, what, amount, decision)

    @group.command(
        name=locale_str("presets"),
        description=locale_str("The ways to decide that stand ready; add, change or remove one"),
    )
    async def presets(self, interaction: Interaction) -> None:
        await presetting.show_presets(interaction, Answer.to(interaction))

    @app_commands.command(
        name=locale_str("decisions"), description=locale_str("What was decided: the register, to search in")
    )
    @app_commands.guild_only()
    @app_commands.rename(
        words=locale_str("words"),
        sector=locale_str("sector"),
        year=locale_str("year"),
        outcome=locale_str("outcome"),
    )
    @app_commands.describe(
        words=locale_str("Words that occur in it"),
        sector=locale_str("Of which sector?"),
        year=locale_str("Of which year?"),
        outcome=locale_str("How it ended"),
    )
    @app_commands.choices(outcome=_OUTCOMES)
    async def decisions(
        self,
        interaction: Interaction,
        words: app_commands.Range[str, 1, 60] = "",
        sector: str = "",
        year: int | None = None,
        outcome: Choice[str] | None = None,
    ) -> None:
        if sector:
            carried = await self._client.services.sectors.overview(interaction.guild_id or 0)
            sector = named([one.sector for one in carried], sector).key
        query = registering.Query(sector, year or 0, outcome.value if outcome else "", words)
        await registering.show_register(interaction, Answer.to(interaction), query)

    @start.autocomplete("sector")
    @record.autocomplete("sector")
    @mandate.autocomplete("sector")
    @decisions.autocomplete("sector")
    @or_nothing
    async def _sectors(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer_sectors(interaction, typed)

    @show.autocomplete("decision")
    @extend.autocomplete("decision")
    @call_off.autocomplete("decision")
    @close.autocomplete("decision")
    @export.autocomplete("decision")
    @mandate.autocomplete("decision")
    @or_nothing
    async def _numbers(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        say = Say(locale_of(interaction.locale))
        return await registering.offer(interaction, typed, say)
