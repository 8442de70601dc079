"""A week as it can be printed and hung somewhere."""

from datetime import date, timedelta
from typing import Final

from domain.refusal import Refusal
from domain.weeks import Week, read_week
from web.pages import linked, lists, rows
from web.pages.frame import Frame, Head, Link
from web.view import Made, View

_BACK: Final = timedelta(weeks=4)
_AHEAD: Final = timedelta(weeks=53)


class Weeks:
    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def make(self, view: View) -> Made:
        say, today = view.say, rows.today(view)
        try:
            week = read_week(view.params["week"], today)
        except Refusal:
            return Made("", status=404)
        if not _is_shown(week, today):
            return Made("", status=404)
        if str(week) != view.params["week"]:
            return Made.moved(view.url("week", week=str(week)), for_good=False)
        part = lists.part(
            view, view.snapshot.listed, first_of_all=week.monday, last_of_all=week.sunday, months=False
        )
        name = say("Week {number}", number=week.number)
        days = say.days(week.monday, week.sunday)
        head = Head(
            title=f"{name}: {days}",
            description=say("What there is to do in Enschede: {days}.", days=days),
            picture=f"/og/all/{week}.png",
            linked=linked.listing(view, f"{name}: {days}", part.things),
            indexed=not part.is_empty,
        )
        around = [
            Link(say("Week {number}", number=other.number), view.url("week", week=str(other)))
            for other in (Week.of(week.monday - timedelta(days=7)), week.following)
            if _is_shown(other, today)
        ]
        return self._frame.page(
            view,
            "week.html",
            head,
            part=part,
            week=name,
            days=days,
            around=around,
            poster=f"/poster/all/{week}",
        )


def _is_shown(week: Week, today: date) -> bool:
    return -_BACK <= week.monday - Week.of(today).monday <= _AHEAD
