"""The words of who can be reached about what."""

from bot.i18n import Say
from domain.directory.reaching import Reach


def reach_name(reach: Reach, say: Say) -> str:
    names = {
        Reach.NOT: say("Not: people ask the desk"),
        Reach.ME: say("Members of the server see who I am and write to me"),
        Reach.LINE: say("Members of the server see my contact line only"),
        Reach.PUBLIC: say("Everybody sees my name and contact line, also on the public site"),
    }
    return names[reach]
