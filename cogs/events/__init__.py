"""Events: entering, changing, reviewing, and the cards that show them."""

from bot.client import SektorClient
from cogs.events import absent, changed, dissent, pairs, reminders
from cogs.events.absent import AbsentButton
from cogs.events.changed import ChangeButton
from cogs.events.commands import EventCommands
from cogs.events.dissent import DissentButton
from cogs.events.drafting import DraftButton, DraftFormButton, DraftLanguage, PickTime
from cogs.events.explaining import SplitSelect
from cogs.events.forms import BasicsForm, DetailsForm, ReasonForm
from cogs.events.linking import FoundSelect, make_event
from cogs.events.looking import LookSelect
from cogs.events.pairs import PairButton
from cogs.events.postings import EventPostings
from cogs.events.reminders import ReminderButton
from cogs.events.reminding import ReminderSelect
from cogs.events.themes import LearnButton, ThemesSelect
from cogs.events.views import AcceptButton, CardButton, MinePicker, OwnFormButton, ReviewFormButton
from domain.timers import Timer
from services.drafts import TIDY


async def setup(client: SektorClient) -> None:
    client.add_durable(
        items=(
            CardButton,
            AcceptButton,
            ReviewFormButton,
            OwnFormButton,
            MinePicker,
            DraftButton,
            DraftFormButton,
            DraftLanguage,
            FoundSelect,
            PickTime,
            AbsentButton,
            ChangeButton,
            DissentButton,
            LearnButton,
            LookSelect,
            PairButton,
            ReminderButton,
            ReminderSelect,
            SplitSelect,
            ThemesSelect,
        ),
        forms=(BasicsForm, DetailsForm, ReasonForm),
    )
    EventPostings(client).register()
    for part in (absent, changed, dissent, pairs, reminders):
        part.register(client)

    async def tidy(_: Timer) -> None:
        await client.services.drafts.tidy(now=client.clock.now())

    client.timers.register(TIDY, tidy)
    await client.services.drafts.tidy_daily(now=client.clock.now())
    await client.add_cog(EventCommands(client))
    client.tree.add_command(make_event)
