"""The public register: decisions that were marked public, in the very words in which Discord shows them.

Nobody's name or reasons stand on these pages. The file to check one with is what /decision export gives.
"""

from typing import Final

from bot.deciding import kind_name, openness_name, quorum_name, rule_name, verdict_name, verdict_sign
from bot.i18n import LOCALES, Say
from bot.meeting_words import title_of
from domain.decisions.kinds import Kind, Verdict
from domain.decisions.reasons import verdict_in_short
from domain.decisions.register import Decision
from domain.decisions.terms import Terms
from services.minutes_reading import MinutesReading
from services.register import RegisterService, Standing
from web.pages.frame import Frame, Head
from web.places import PLACES
from web.served import handler
from web.site import Site
from web.view import Made, View

_MOST: Final = 200
_JSON: Final = "application/json"


def add_routes(site: Site, register: RegisterService, minutes: MinutesReading, invite: str) -> None:
    pages = DecisionPages(register, minutes, Frame(invite))
    for locale in LOCALES:
        listing, one = (PLACES[name][locale] for name in ("decisions", "decision"))
        number = one.replace("{decision}", "{decision:[1-9][0-9]{0,8}}")
        site.app.router.add_get(f"/{locale}{listing}", handler(site, locale, "decisions", pages.listing))
        site.app.router.add_get(f"/{locale}{number}", handler(site, locale, "decision", pages.one))
    export = handler(site, LOCALES[0], "decision", pages.export)
    site.app.router.add_get("/decisions/B-{decision:[1-9][0-9]{0,8}}.json", export)


class DecisionPages:
    def __init__(self, register: RegisterService, minutes: MinutesReading, frame: Frame) -> None:
        self._register, self._minutes, self._frame = register, minutes, frame

    async def listing(self, view: View) -> Made:
        say, community = view.say, view.snapshot.community.id
        found = await self._register.search(community, public_only=True, limit=_MOST)
        head = Head(
            title=say("Decisions"),
            description=say("What De Sektor decided: by which votes, by which rule, and how to check it."),
        )
        rows = [(view.url("decision", decision=one.number), one, state(one, say)) for one in found]
        return self._frame.page(view, "decisions.html", head, rows=rows)

    async def one(self, view: View) -> Made | None:
        standing = await self._register.made_public(view.snapshot.community.id, int(view.params["decision"]))
        if standing is None:
            return None
        say, decision = view.say, standing.decision
        held = await self._minutes.public_of_decision(decision.id)
        head = Head(title=f"{decision.name} · {decision.terms.title}", description=state(decision, say))
        return self._frame.page(
            view,
            "decision.html",
            head,
            decision=decision,
            state=state(decision, say),
            verdict=_verdict(standing, say),
            question=_question(decision, say),
            why=[say.message(m.message_id, m.params) for m in standing.so_far.why] if standing.so_far else [],
            how=how(decision.terms, say),
            turnout=say("{cast} of {electorate} voted.", cast=standing.cast, electorate=standing.electorate),
            held=title_of(held, say) if held is not None else "",
            minutes=view.url("minutes", meeting=held.id) if held is not None else "",
            export=f"/decisions/{decision.name}.json" if not decision.runs else "",
        )

    async def export(self, view: View) -> Made | None:
        data = await self._register.public_export(view.snapshot.community.id, int(view.params["decision"]))
        if data is None:
            return None
        name = f'attachment; filename="B-{view.params["decision"]}.json"'
        return Made(data, _JSON, headers=(("Content-Disposition", name),))


def state(decision: Decision, say: Say) -> str:
    if decision.outcome is None:
        return say("is running")
    return f"{verdict_sign(decision.outcome.verdict)} {verdict_name(decision.outcome.verdict, say)}"


def _verdict(standing: Standing, say: Say) -> str:
    decision = standing.decision
    if decision.outcome is None:
        return ""
    short = verdict_in_short(decision.terms, decision.outcome)
    return f"{verdict_sign(decision.outcome.verdict)} {say.message(short.message_id, short.params)}"


def _question(decision: Decision, say: Say) -> str:
    verdict = decision.outcome.verdict if decision.outcome else None
    if verdict is Verdict.ADOPTED:
        return say("Why did this pass?")
    return say("Why did this not pass?") if verdict is Verdict.REJECTED else say("How did this come out?")


def how(terms: Terms, say: Say) -> list[str]:
    lines = [kind_name(terms.kind, say), rule_name(terms.rule, say)]
    if terms.kind not in {Kind.ADVICE, Kind.RECORD}:
        lines.append(quorum_name(terms.quorum, say))
    if terms.kind is not Kind.RECORD:
        lines.append(openness_name(terms.openness, say))
    return lines
