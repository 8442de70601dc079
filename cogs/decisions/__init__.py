"""Decisions: polls that decide, and can be checked by anyone."""

from bot.client import SektorClient
from cogs.decisions import (
    drafting,
    explaining,
    managing,
    mandating,
    mine,
    postings,
    presetting,
    proxies,
    registering,
    voting,
)
from cogs.decisions.commands import DecisionCommands
from cogs.decisions.listening import Leaving
from cogs.decisions.recording import RecordForm


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(
            *(voting.VoteButton, voting.PickSelect, voting.FormButton, voting.TakeBackButton),
            *(mine.MineButton, mine.RecuseButton, mine.MuteButton, mine.CloseButton),
            *(proxies.ProxyButton, proxies.HolderSelect, proxies.ForButton),
            *(explaining.WhyButton, explaining.ExportButton),
            *(managing.ManageButton, managing.ConcludeButton),
            *(drafting.PollButton, drafting.PollFormButton, drafting.VotersSelect),
            *(drafting.VotersRoleSelect, drafting.DeadlineButton),
            *(registering.PageButton, registering.OpenSelect, mandating.EndSelect),
            *(presetting.PresetSelect, presetting.NewPresetButton),
        ),
        forms=(
            *(voting.VoteForm, mine.RecuseForm, managing.ManageForm, RecordForm),
            *(drafting.NewPollForm, drafting.PollForm, presetting.PresetForm),
        ),
    )
    postings.register(client)
    await client.add_cog(DecisionCommands(client))
    await client.add_cog(Leaving(client))
