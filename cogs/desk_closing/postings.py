"""What goes to people when a question is closed, goes on, or became an article; and words that go."""

from typing import Any

import discord

from bot.client import SektorClient
from bot.content import Content
from bot.desk_words import quoted, thread_link, title
from bot.i18n import Say
from bot.ui import view_of
from bot.words import plain
from cogs.desk_closing.helping import HelpedButton, ReopenButton
from domain.desk.entries import What
from domain.desk.question import REOPENS_FOR
from domain.postings import Posting, Surface
from domain.timers import Timer
from services.desk_closing import WORDS, Ended


def register(client: SektorClient) -> None:
    services, publisher = client.services, client.publisher

    async def ended(posting: Posting) -> tuple[Ended, Say] | None:
        number = int(posting.subject.partition(":")[2])
        told = await services.desk_closing.ended(number, posting.place)
        if told is None:
            return None
        return told, Say(told.shown.question.locale, told.shown.community.zone)

    async def done(posting: Posting) -> Content | None:
        told = await ended(posting)
        return done_words(*told, now_is_late=_is_late(client, told[0])) if told else None

    async def article(posting: Posting) -> Content | None:
        told = await ended(posting)
        return article_words(*told) if told and told[0].article else None

    async def reopened(posting: Posting) -> Content | None:
        number = int(posting.subject.partition(":")[2])
        told = await services.desk.told(number, posting.place)
        if told is None or told.shown.question.is_closed:
            return None
        say = Say(told.locale, told.shown.community.zone)
        whys = [one.text for one in told.entries if one.what is What.REOPENED]
        question = told.shown.question
        lines = [
            "↩️ "
            + say(
                "Question no. {number}, “{title}”, is open again: it did not help enough.",
                number=str(question.number),
                title=plain(title(question, 150)),
            )
        ]
        if whys and whys[-1]:
            lines.append(quoted(whys[-1], 1200))
        items: list[discord.ui.Item[Any]] = []
        if question.thread:
            items.append(
                discord.ui.Button(label=say("To the thread"), url=thread_link(told.shown.community, question))
            )
        return Content(text="\n".join(lines), view=view_of(*items) if items else None)

    async def forget(timer: Timer) -> None:
        await services.desk_closing.forget(int(timer.subject), now=client.clock.now())

    publisher.register("desk", Surface.DESK_DONE, done, _mark)
    publisher.register("desk", Surface.DESK_ARTICLE, article, _mark)
    publisher.register("desk", Surface.DESK_REOPENED, reopened, _mark)
    client.timers.register(WORDS, forget)


def _mark(posting: Posting) -> str:
    return f"{posting.subject}:show:{posting.surface.value}"


def _is_late(client: SektorClient, told: Ended) -> bool:
    closed = told.shown.question.closed_at
    return closed is not None and client.clock.now() - closed > REOPENS_FOR


def done_words(told: Ended, say: Say, *, now_is_late: bool) -> Content:
    question = told.shown.question
    lines = [
        "✅ "
        + say(
            "Your question no. {number}, “{title}”, is closed.",
            number=str(question.number),
            title=plain(title(question, 150)),
        )
    ]
    if told.answer:
        lines.append(quoted(told.answer, 700))
    if told.how:
        lines += [f"**{say('How you do it yourself next time')}**", quoted(told.how, 700)]
    elif question.why_not:
        lines.append(quoted(question.why_not, 400))
    if question.helped is not None:
        lines.append(
            say("You said that it helped.") if question.helped else say("You said that it did not help.")
        )
    else:
        lines.append(say("Did it help?"))
    key = str(question.id)
    items: list[discord.ui.Item[Any]] = [
        HelpedButton(key, "yes", say("Yes, it helped")),
        HelpedButton(key, "no", say("No, not enough")),
    ]
    if not now_is_late:
        lines.append("-# " + say("For two weeks you can ask on here."))
        items.append(ReopenButton(key, say("Ask on")))
    return Content(text="\n".join(lines)[:2000], view=view_of(*items))


def article_words(told: Ended, say: Say) -> Content:
    assert told.article is not None
    text = say(
        "📖 Of your question no. {number} an article came, for the next one who asks: “{title}”. "
        "`/kb show` shows it.",
        number=str(told.shown.question.number),
        title=plain(told.article.title),
    )
    return Content(text=text)
