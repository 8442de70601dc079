"""/directory remove, status, lease and contact: what those who keep an entry say of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.answer import Answer
from bot.client import caller_of
from bot.directory_words import approach_name
from bot.ui import DurableButton, Interaction, or_nothing
from bot.words import plain
from cogs.directory.buttons import ask_removal
from cogs.directory.finding import APPROACHES
from cogs.directory.group import GROUP, Directory, number_of, offer
from domain.directory.entry import Approach
from domain.refusal import Refusal
from domain.when import AskBack, read_when


class ContactButton(DurableButton, template=r"dircontact:(?P<entry>\d{1,15}):(?P<act>show|hide|no)"):
    """Agreeing to be the contact of an entry: shown to members, only for introductions, or not."""

    def __init__(self, entry: str, act: str, label: str = "") -> None:
        styles = {"show": discord.ButtonStyle.success, "no": discord.ButtonStyle.danger}
        super().__init__(
            discord.ui.Button(
                custom_id=f"dircontact:{entry}:{act}",
                label=label[:80] or act,
                style=styles.get(act, discord.ButtonStyle.secondary),
            )
        )
        self.entry_id, self.act = int(entry), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        entry = await client.services.directory_people.answer_contact(
            caller_of(interaction),
            self.entry_id,
            agrees=self.act != "no",
            shows=self.act == "show",
            now=client.clock.now(),
        )
        name = plain(entry.name)
        if entry.contact is None:
            text = say("All right: you are not the contact of “{name}”.", name=name)
        elif entry.shows_person:
            text = say("Thank you. Members see you as the contact of “{name}”.", name=name)
        else:
            text = say("Thank you. Who wants to meet “{name}” asks you through me first.", name=name)
        await answer.send(text)


class Keeping(Directory):
    @GROUP.command(
        name=locale_str("remove"), description=locale_str("Take an entry away: yours, or one that you keep")
    )
    @app_commands.rename(entry=locale_str("entry"))
    @app_commands.describe(entry=locale_str("Which entry?"))
    async def remove(self, interaction: Interaction, entry: str) -> None:
        await ask_removal(interaction, Answer.to(interaction), number_of(entry))

    @GROUP.command(
        name=locale_str("status"),
        description=locale_str("How far the contact is; for editors and sector heads"),
    )
    @app_commands.rename(entry=locale_str("entry"), status=locale_str("status"))
    @app_commands.describe(entry=locale_str("Which entry?"), status=locale_str("How far is the contact?"))
    @app_commands.choices(status=APPROACHES)
    async def status(self, interaction: Interaction, entry: str, status: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        changed = await client.services.directory.set_approach(
            caller_of(interaction), number_of(entry), Approach(status), now=client.clock.now()
        )
        await answer.send(
            answer.say(
                "“{name}”: {status}. Only editors and sector heads see that.",
                name=plain(changed.name),
                status=approach_name(changed.approach, answer.say),
            )
        )

    @GROUP.command(
        name=locale_str("lease"),
        description=locale_str("When the lease of a place ends; its sector is warned in time"),
    )
    @app_commands.rename(entry=locale_str("entry"), ends=locale_str("last-day"))
    @app_commands.describe(
        entry=locale_str("Which place?"),
        ends=locale_str("The last day, like 30 June 2027; a single - for none"),
    )
    async def lease(self, interaction: Interaction, entry: str, ends: str) -> None:
        client, answer = self._client, Answer.to(interaction)
        caller, now = caller_of(interaction), client.clock.now()
        before = await client.services.directory.show(caller, number_of(entry))
        say = answer.in_zone(before.community.zone)
        last = None if ends.strip() in {"-", "–"} else _day(ends, now, before.community.zone)
        shown = await client.services.directory.set_lease(caller, before.entry.id, last, now=now)
        name = plain(shown.entry.name)
        if shown.entry.lease_ends is None:
            await answer.send(say("“{name}” has no last day of a lease any more.", name=name))
            return
        await answer.send(
            say(
                "The lease of “{name}” ends on {day}. Who carries locations is warned 180, 90 and 30 days "
                "before.",
                name=name,
                day=shown.entry.lease_ends,
            )
        )

    @GROUP.command(
        name=locale_str("contact"),
        description=locale_str("Who can be asked about an entry that heads keep; they are asked first"),
    )
    @app_commands.rename(entry=locale_str("entry"), person=locale_str("person"))
    @app_commands.describe(
        entry=locale_str("Which entry?"), person=locale_str("Who? Leave it empty for nobody")
    )
    async def contact(self, interaction: Interaction, entry: str, person: discord.User | None = None) -> None:
        client, answer = self._client, Answer.to(interaction)
        if person is not None and person.bot:
            raise Refusal("“{name}” is a bot. A contact is a person.", name=person.display_name)
        if person is not None and not isinstance(person, discord.Member):
            raise Refusal("“{name}” is not on this server. Invite them first.", name=person.display_name)
        changed = await client.services.directory_people.name_contact(
            caller_of(interaction),
            number_of(entry),
            person.id if person is not None else None,
            now=client.clock.now(),
        )
        name, say = plain(changed.name), answer.say
        if changed.contact is not None:
            text = say("<@{person}> is the contact of “{name}”.", person=str(changed.contact), name=name)
        elif changed.asked_contact is not None:
            text = say(
                "Asked <@{person}> in private. They are the contact of “{name}” once they agree.",
                person=str(changed.asked_contact),
                name=name,
            )
        else:
            text = say("“{name}” has no contact now.", name=name)
        await answer.send(text)

    @remove.autocomplete("entry")
    @status.autocomplete("entry")
    @lease.autocomplete("entry")
    @contact.autocomplete("entry")
    @or_nothing
    async def _to_keep(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return await offer(interaction, typed)


def _day(typed: str, now: datetime, zone: ZoneInfo) -> date:
    found = read_when(typed, now=now, zone=zone)
    if isinstance(found, AskBack):
        raise Refusal("“{text}” can mean more than one day. Write it like 1 April 2027.", text=typed[:60])
    start = found.start
    return start.astimezone(zone).date() if isinstance(start, datetime) else start
