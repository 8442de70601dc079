"""Privacy: what is stored of a person, given to them or taken away."""

from bot.client import SektorClient
from cogs.privacy.commands import PrivacyCommands
from cogs.privacy.views import EraseButton
from domain.timers import Timer
from services.privacy import LATER


async def setup(client: SektorClient) -> None:
    async def later(timer: Timer) -> None:
        await client.services.privacy.look_again(timer.subject, now=client.clock.now())

    client.timers.register(LATER, later)
    client.add_durable(items=(EraseButton,))
    await client.add_cog(PrivacyCommands(client))
