"""What is new in the agenda, and what became otherwise."""

from datetime import timedelta
from typing import Final

from domain.agenda import Listed
from domain.events import Happening
from web.pages import linked, lists, rows
from web.pages.frame import Frame, Head
from web.view import Made, View

RECENT: Final = timedelta(days=14)


class News:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def make(self, view: View) -> Made:
        say = view.say
        coming = [one for one in view.snapshot.listed if rows.over_at(one) > view.now]
        coming.sort(key=lambda one: (one.event.updated_at, one.event.id), reverse=True)
        recent = [one for one in coming if view.now - one.event.updated_at <= RECENT]
        changed, changed_things, one_end = lists.some(view, filter(_is_changed, recent))
        new, new_things, other_end = lists.some(view, (one for one in recent if not _is_changed(one)))
        head = Head(
            title=say("What is new"),
            description=say("What was added to the agenda of Enschede lately, changed or cancelled."),
            picture="/og/all.png",
            linked=linked.listing(view, say("What is new"), changed_things + new_things),
        )
        made = self._frame.page(view, "new.html", head, changed=changed, new=new, days=RECENT.days)
        ends = [end for end in (one_end, other_end) if end is not None]
        return Made(made.body, fresh_until=min(ends, default=None))


def _is_changed(one: Listed) -> bool:
    """Whether somebody who had it in a calendar must hear of it."""
    return one.event.sequence > 0 or one.event.happening is not Happening.SCHEDULED
