"""What the knowledge base sends by itself: a question for who looks at it."""

from bot.client import SektorClient
from bot.content import Content
from bot.i18n import Say
from bot.markdown import quoted
from bot.words import plain
from domain.postings import Posting, Surface
from domain.texts import shortened


def register(client: SektorClient) -> None:
    async def desk(posting: Posting) -> Content | None:
        shown = await client.services.asking.at_desk(int(posting.subject.partition(":")[2]))
        if shown is None:
            return None
        community, question = shown.community, shown.question
        voices = [Say(community.locale, community.zone)]
        if community.locale != "en" and community.english_line:
            voices.append(Say("en", community.zone))
        lines = [
            "🙋 " + say("{person} asks the desk, and you look at it:", person=f"<@{question.person}>")
            for say in voices
        ]
        lines.append(quoted(plain(shortened(question.text, 900))))
        if question.context:
            lines.append(quoted(plain(shortened(question.context, 500))))
        lines += [
            say("Answer in the channel or to the person; /kb health has all of them.") for say in voices
        ]
        return Content(text="\n".join(lines)[:2000])

    client.publisher.register("kbask", Surface.DESK_ASKED, desk)
