"""The /desk group, to which several features add their subcommands, and choosing a question by its number."""

from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.client import SektorClient, caller_of
from bot.ui import Interaction, or_nothing
from domain.refusal import Refusal
from domain.texts import one_line, shortened


def desk_group(client: SektorClient) -> app_commands.Group:
    """The group of this client's tree, made if it is not there yet."""
    group = client.tree.get_command("desk")
    if not isinstance(group, app_commands.Group):
        group = app_commands.Group(
            name=locale_str("desk"),
            description=locale_str("The desk: ask, and answer what was asked"),
            guild_only=True,
        )
        client.tree.add_command(group)
    return group


@or_nothing
async def offer_questions(interaction: Interaction, typed: str) -> list[Choice[int]]:
    """The questions that the caller is a party to."""
    client = interaction.client
    found = await client.services.desk_listing.offered(caller_of(interaction), now=client.clock.now())
    wanted = typed.strip().removeprefix("#").casefold()
    labels = ((one.number, f"{one.number} · {one_line(one.text)}") for one in found)
    return [
        Choice(name=shortened(label, 100), value=number)
        for number, label in labels
        if wanted in label.casefold()
    ][:25]


async def question_of(interaction: Interaction, number: int | None) -> int:
    """The id of the question that is meant: by its number, or by the thread in which the command was used.
    Raises `Refusal`."""
    services, caller = interaction.client.services, caller_of(interaction)
    if number is not None:
        return (await services.desk.open(caller, number)).shown.question.id
    found = await services.desk_threads.of(interaction.channel_id or 0)
    if found is not None:
        return (await services.desk.open_by_id(caller, found)).shown.question.id
    raise Refusal("Say which question: give its number, or use this command in its thread.")
