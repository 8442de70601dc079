"""A proposed version where the editors look, what became of it, and asking to check an article again."""

from collections.abc import Sequence
from typing import Self

import discord

from bot.answer import Answer
from bot.client import SektorClient, caller_of
from bot.content import Content
from bot.i18n import Say, timestamp
from bot.ui import DurableButton, DurableSelect, Interaction, view_of
from bot.words import GREY, SIGNAL, Voice, person_words, plain
from domain.knowledge.comparing import Line, Mark
from domain.postings import Posting, Surface
from domain.texts import shortened
from domain.timers import Timer
from services.writing import CHECK, Proposal
from storage.knowledge import Stage, Summary, Version


def changes_text(changes: Sequence[Line], say: Say, most: int) -> str:
    """As a coloured difference; what does not fit is counted."""
    marks = {Mark.SAME: "  ", Mark.GONE: "- ", Mark.NEW: "+ ", Mark.SKIPPED: "  …"}
    lines: list[str] = []
    room = most - 60
    for number, line in enumerate(changes):
        text = marks[line.mark] + shortened(line.text.replace("```", "'''"), 300)
        room -= len(text) + 1
        if room < 0:
            lines.append("  " + say("… and {n} more lines.", n=len(changes) - number))
            break
        lines.append(text)
    return "```diff\n" + "\n".join(lines) + "\n```"


def card(proposal: Proposal, say: Say) -> discord.Embed:
    version = proposal.version
    waiting = version.stage is Stage.DRAFT
    embed = discord.Embed(
        title=shortened(f"📝 {proposal.article.title}", 256), colour=SIGNAL if waiting else GREY
    )
    if proposal.before is None:
        lines = [say("A new article by {person}.", person=_person(version.author, say))]
        lines.append(shortened(discord.utils.escape_mentions(proposal.article.body), 2500))
    else:
        lines = [say("A change by {person}.", person=_person(version.author, say))]
        lines.append(changes_text(proposal.changes, say, 2800) if proposal.changes else "")
    if proposal.broken:
        lines.append(
            "⚠️ " + say("Links that lead nowhere: {links}", links=plain(", ".join(proposal.broken[:5])))
        )
    if version.stage is Stage.PUBLISHED:
        lines.append("✅ " + say("Approved by {person}.", person=_person(version.decided_by, say)))
    elif version.stage is Stage.DECLINED:
        lines.append("❌ " + say("Declined by {person}.", person=_person(version.decided_by, say)))
    embed.description = "\n".join(line for line in lines if line)[:4096]
    return embed


def _person(person: int | None, say: Say) -> str:
    return person_words(person, say) if person is not None else say("the import")


def sent_words(proposal: Proposal, say: Say) -> str:
    text = say(
        "“{title}” is with the editors. A second person looks at it before it stands; you hear of it.",
        title=plain(proposal.article.title),
    )
    if proposal.broken:
        text += "\n⚠️ " + say("Links that lead nowhere: {links}", links=plain(", ".join(proposal.broken[:5])))
    return text


class DecideButton(
    DurableButton, template=r"kbdraft:(?P<article>\d{1,18}):(?P<number>\d{1,6}):(?P<act>yes|no)"
):
    def __init__(self, article: str, number: str, act: str, label: str = "") -> None:
        style = discord.ButtonStyle.success if act == "yes" else discord.ButtonStyle.danger
        super().__init__(
            discord.ui.Button(
                custom_id=f"kbdraft:{article}:{number}:{act}", label=label[:80] or act, style=style
            )
        )
        self.article, self.number, self.yes = int(article), int(number), act == "yes"

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        done = await client.services.writing.decide(
            self.article, self.number, self.yes, caller_of(interaction), now=client.clock.now()
        )
        title, say = plain(done.article.title), answer.say
        if self.yes:
            await answer.send(say("“{title}” stands now as it was proposed.", title=title))
        else:
            await answer.send(say("“{title}” stays as it was.", title=title))


class VersionSelect(DurableSelect, template=r"kbver:(?P<article>\d{1,18})"):
    """Choosing a version compares it with what stands, and offers to restore it."""

    def __init__(
        self, article: str, options: list[discord.SelectOption] | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(
            discord.ui.Select(
                custom_id=f"kbver:{article}",
                options=options or [discord.SelectOption(label="-")],
                placeholder=placeholder[:150] or None,
            )
        )
        self.article = int(article)

    @classmethod
    def of(cls, summary: Summary, versions: Sequence[Version], say: Say) -> Self:
        options = [
            discord.SelectOption(
                label=say("Version {n}", n=one.number),
                value=str(one.number),
                description=one.at.date().isoformat(),
            )
            for one in versions[:25]
        ]
        return cls(str(summary.id), options, say("Compare a version with what stands now"))

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        (chosen,) = self.chosen(interaction)
        caller = caller_of(interaction)
        found = await client.services.writing.proposal(caller.community, self.article, int(chosen))
        if found is None:
            return
        if not found.changes:
            await answer.send(say("This is what stands now."))
            return
        restore = RestoreButton(str(self.article), chosen, say("Restore this version"))
        await answer.send(
            say("What this version would change:") + "\n" + changes_text(found.changes, say, 1800),
            view=view_of(restore) if found.version.stage is Stage.PUBLISHED else None,
        )


class RestoreButton(DurableButton, template=r"kbver:(?P<article>\d{1,18}):(?P<number>\d{1,6}):restore"):
    def __init__(self, article: str, number: str, label: str = "") -> None:
        super().__init__(
            discord.ui.Button(custom_id=f"kbver:{article}:{number}:restore", label=label[:80] or "restore")
        )
        self.article, self.number = int(article), int(number)

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client = interaction.client
        summary = await client.services.writing.restore(
            self.article, self.number, caller_of(interaction), now=client.clock.now()
        )
        await answer.update(
            answer.say("Version {n} of “{title}” stands again.", n=self.number, title=plain(summary.title)),
            view=None,
        )


class CheckButton(DurableButton, template=r"kbcheck:(?P<article>\d{1,18}):(?P<act>right|change)"):
    def __init__(self, article: str, act: str, label: str = "") -> None:
        emoji = "✅" if act == "right" else "✏️"
        super().__init__(
            discord.ui.Button(custom_id=f"kbcheck:{article}:{act}", label=label[:80] or act, emoji=emoji)
        )
        self.article, self.act = int(article), act

    async def pressed(self, interaction: Interaction, answer: Answer) -> None:
        client, say = interaction.client, answer.say
        if self.act == "right":
            done = await client.services.writing.still_right(
                self.article, caller_of(interaction), now=client.clock.now()
            )
            await answer.send(
                say(
                    "Thank you. “{title}” counts as checked today; I ask again on {day}.",
                    title=plain(done.article.title),
                    day=done.article.check_again_on,
                )
            )
            return
        found = await client.services.writing.to_check(self.article)
        title = plain(found.article.title) if found is not None else ""
        await answer.send(
            say("Change it on the server with `/kb edit`: choose “{title}” there.", title=title)
        )


def version_line(one: Version, summary: Summary, say: Say) -> str:
    stages = {
        Stage.DRAFT: say("proposed"),
        Stage.PUBLISHED: say("stood"),
        Stage.DECLINED: say("declined"),
    }
    word = say("stands now") if one.number == summary.version else stages[one.stage]
    return f"**{one.number}** · {timestamp(one.at, 'D')} · {_person(one.author, say)} · {word}"


def register(client: SektorClient) -> None:
    writing = client.services.writing

    async def found(posting: Posting) -> Proposal | None:
        _, article, number = posting.subject.split(":")
        return await writing.proposal(posting.community, int(article), int(number))

    async def proposed(posting: Posting) -> Content | None:
        proposal = await found(posting)
        if proposal is None:
            return None
        voice = Voice(proposal.community)
        view = None
        if proposal.version.stage is Stage.DRAFT:
            key, number = str(proposal.article_id), str(proposal.version.number)
            view = view_of(
                DecideButton(key, number, "yes", voice.label(voice.say("Approve"), "Approve")),
                DecideButton(key, number, "no", voice.label(voice.say("Decline"), "Decline")),
            )
        return Content(embeds=[card(proposal, voice.say)], view=view)

    async def decided(posting: Posting) -> Content | None:
        proposal = await found(posting)
        if proposal is None or proposal.version.stage is Stage.DRAFT:
            return None
        say = Say(proposal.article.language.value, proposal.community.zone)
        title = plain(proposal.article.title)
        if proposal.version.stage is Stage.PUBLISHED:
            return Content(
                text="✅ " + say("Your text stands in the knowledge base: “{title}”.", title=title)
            )
        return Content(
            text="❌ "
            + say(
                "Your text “{title}” was not taken over. {person} can say why; what you wrote is kept.",
                title=title,
                person=_person(proposal.version.decided_by, say),
            )
        )

    async def to_check(posting: Posting) -> Content | None:
        shown = await writing.to_check(int(posting.subject.partition(":")[2]))
        if shown is None or shown.article.check_again_on is None:
            return None
        if shown.article.check_again_on > client.clock.now().astimezone(shown.community.zone).date():
            return None
        say = Say(shown.article.language.value, shown.community.zone)
        links = "\n".join(f"🔗 {one.name} {one.url}".strip() for one in shown.article.sources[:5])
        text = say(
            "You look after “{title}”. It was checked last on {day}. Is it still right?",
            title=plain(shown.article.title),
            day=shown.article.checked_on,
        )
        key = str(shown.summary.id)
        return Content(
            text=f"📚 {text}\n{discord.utils.escape_mentions(links)}"[:2000],
            view=view_of(
                CheckButton(key, "right", say("Still right")), CheckButton(key, "change", say("Change it"))
            ),
        )

    async def look_through(timer: Timer) -> None:
        await writing.look_through(timer.subject, now=client.clock.now())

    client.publisher.register("kbdraft", Surface.PROPOSAL, proposed)
    client.publisher.register("kbdraft", Surface.PROPOSAL_DONE, decided)
    client.publisher.register("kbcheck", Surface.CHECK_ARTICLE, to_check)
    client.timers.register(CHECK, look_through)
