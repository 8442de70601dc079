"""What buttons, forms and commands do alike: call the use case, and say what came of it."""

from bot.answer import Answer
from bot.client import caller_of
from bot.desk_words import due_words, owner_words, sector_words, thread_link, waits_for_words
from bot.i18n import Say
from bot.ui import Interaction
from cogs.desk import cards
from domain.desk.question import WaitsFor
from services.desk_steps import ShownQuestion


def _say(answer: Answer, shown: ShownQuestion) -> Say:
    return answer.in_zone(shown.community.zone)


async def take(interaction: Interaction, answer: Answer, question_id: int) -> None:
    client = interaction.client
    shown = await client.services.desk_work.take(caller_of(interaction), question_id, now=client.clock.now())
    say, question = _say(answer, shown), shown.question
    text = say(
        "Question no. {number} is yours. The asker hears by {day}.",
        number=str(question.number),
        day=due_words(question, say),
    )
    await answer.send(_with_thread(text, shown, interaction, say))


async def resume(interaction: Interaction, answer: Answer, question_id: int) -> None:
    client = interaction.client
    shown = await client.services.desk_work.resume(
        caller_of(interaction), question_id, now=client.clock.now()
    )
    say, question = _say(answer, shown), shown.question
    await answer.send(
        say(
            "Question no. {number} goes on with {person}, until {day}.",
            number=str(question.number),
            person=owner_words(question, say),
            day=due_words(question, say),
        )
    )


async def show(interaction: Interaction, answer: Answer, question_id: int) -> None:
    client = interaction.client
    opened = await client.services.desk.open_by_id(caller_of(interaction), question_id)
    say = _say(answer, opened.shown)
    await answer.send(embeds=[cards.whole(opened, client.clock.now(), say)])


async def answer_it(interaction: Interaction, answer: Answer, question_id: int, text: str) -> None:
    client = interaction.client
    shown = await client.services.desk_work.answer(
        caller_of(interaction), question_id, text, now=client.clock.now()
    )
    say = _say(answer, shown)
    words = say(
        "Your answer to question no. {number} goes to {person}.",
        number=str(shown.question.number),
        person=f"<@{shown.question.asker}>",
    )
    words += " " + say("Close it with *Close*, and say how they do it themselves next time.")
    await answer.send(_with_thread(words, shown, interaction, say))


async def wait(
    interaction: Interaction, answer: Answer, question_id: int, waits_for: WaitsFor, note: str
) -> None:
    client = interaction.client
    shown = await client.services.desk_work.wait(
        caller_of(interaction), question_id, waits_for, note, now=client.clock.now()
    )
    say = _say(answer, shown)
    await answer.send(
        say(
            "Question no. {number} waits for: {who}. You hear every week that it still does.",
            number=str(shown.question.number),
            who=waits_for_words(shown.question, say),
        )
        if waits_for is not WaitsFor.ASKER
        else say(
            "Question no. {number} waits for {person}, who is told. When they write, it is yours again.",
            number=str(shown.question.number),
            person=f"<@{shown.question.asker}>",
        )
    )


async def consult(interaction: Interaction, answer: Answer, question_id: int, sector: str, text: str) -> None:
    client = interaction.client
    done = await client.services.desk_work.consult(
        caller_of(interaction), question_id, sector, text, now=client.clock.now()
    )
    say = _say(answer, done.shown)
    await answer.send(
        say(
            "{people} ({sector}) is asked along on question no. {number}. {owner} stays its owner; the "
            "asker does not see what you wrote.",
            people=", ".join(f"<@{one}>" for one in done.people),
            sector=sector_words(done.sector, say),
            number=str(done.shown.question.number),
            owner=owner_words(done.shown.question, say),
        )
    )


async def move(interaction: Interaction, answer: Answer, question_id: int, sector: str, why: str) -> None:
    client = interaction.client
    shown = await client.services.desk_work.move(
        caller_of(interaction), question_id, sector, why, now=client.clock.now()
    )
    say = _say(answer, shown)
    await answer.send(
        say(
            "Question no. {number} is with {sector} now: {person}. The asker hears of it.",
            number=str(shown.question.number),
            sector=sector_words(shown.sector, say),
            person=owner_words(shown.question, say),
        )
    )


async def note(interaction: Interaction, answer: Answer, question_id: int, text: str) -> None:
    client = interaction.client
    shown = await client.services.desk_work.note(
        caller_of(interaction), question_id, text, now=client.clock.now()
    )
    await answer.send(
        answer.say(
            "Your note on question no. {number} is kept. Who answers hears of it; the asker does not.",
            number=str(shown.question.number),
        )
    )


async def say_it(interaction: Interaction, answer: Answer, question_id: int, text: str) -> None:
    client = interaction.client
    shown = await client.services.desk_work.say(
        caller_of(interaction), question_id, text, now=client.clock.now()
    )
    await answer.send(
        answer.say(
            "Your message is kept with question no. {number}, and the others hear of it.",
            number=str(shown.question.number),
        )
    )


def _with_thread(text: str, shown: ShownQuestion, interaction: Interaction, say: Say) -> str:
    """Where it goes on, for who is not there; and what to do where there is no thread."""
    thread = shown.question.thread
    if thread and thread != interaction.channel_id:
        return f"{text}\n{thread_link(shown.community, shown.question)}"
    if not thread:
        return (
            text
            + "\n"
            + say("There is no thread for it just now; everything works with /desk and its number.")
        )
    return text
