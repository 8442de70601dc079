"""Writing articles: a proposal that a second person looks at, every version kept; and checking them again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.communities import Channel, Community
from domain.knowledge import Article, Audience, Kind, Language, broken_links, key_of, parse, printed
from domain.knowledge.comparing import Line, compared
from domain.naming import key_of as word_of
from domain.postings import Surface, Wanted
from domain.refusal import Refusal
from domain.texts import cleaned, one_line
from services.acting import IN_DM, Caller, acting, community_of
from services.desk_closing import came_of_it
from services.desk_people import who_looks
from services.shelf import Shelf
from storage.database import Database
from storage.knowledge import Shelved, Stage, Summary, Version
from storage.unit import Unit

CHECK: Final = "kb.check"
_ASKED_AT: Final = time(10)
MOST_TITLE: Final = 120
MOST_BODY: Final = 40_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A version that waits, or what became of it. `before` is what stands now, None for a new article.
    `broken` are links that lead nowhere."""

    community: Community
    article_id: int
    key: str
    version: Version
    article: Article
    before: Article | None
    changes: tuple[Line, ...]
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToCheck:
    community: Community
    summary: Summary
    article: Article


def draft_subject(article_id: int, number: int) -> str:
    return f"kbdraft:{article_id}:{number}"


class WritingService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def propose(self, caller: Caller, key: str, article: Article, *, now: datetime) -> Proposal:
        """Keep it for a second person; the editors see it. An empty key takes one from the title."""

        def work(unit: Unit) -> Proposal:
            community = community_of(unit, caller.community)
            clean = replace(
                article, title=one_line(article.title)[:MOST_TITLE], body=f"{cleaned(article.body)}\n"
            )
            if not clean.title or not clean.body.strip():
                raise Refusal("An article needs a title and a text. Nothing was sent.")
            if len(clean.body) > MOST_BODY:
                raise Refusal("An article holds at most {most} characters. Make two of it.", most=MOST_BODY)
            known = unit.knowledge.keys(community.id, members=True)
            name = key or _free_key(clean, known)
            text = printed(clean)
            latest = unit.knowledge.any_stage(community.id, name)
            if not unit.clicks.is_new(caller.interaction, now=now) and latest is not None:
                newest = unit.knowledge.versions(latest.id)[0]
                return _proposal(unit, community, latest, newest)
            version = unit.knowledge.draft(
                community.id, Shelved(name, parse(text), text), at=now, author=caller.id
            )
            unit.journal.add(
                community.id, "article.draft", f"article:{name}", at=now, actor=caller.id,
                after={"version": version.number},
            )  # fmt: skip
            review = unit.communities.channels(community.id).get(Channel.REVIEW)
            if review is not None:
                subject = draft_subject(version.article, version.number)
                unit.postings.plan(community.id, subject, [Wanted(Surface.PROPOSAL, review)])
                unit.hint("postings")
            summary = unit.knowledge.any_stage(community.id, name)
            assert summary is not None
            return _proposal(unit, community, summary, version)

        return await self._database.write(work)

    async def keys(self, community_id: int) -> frozenset[str]:
        """Of every article that stands, members-only ones too."""
        return await self._database.read(
            lambda unit: frozenset(unit.knowledge.keys(community_id, members=True))
        )

    async def proposal(self, community_id: int, article_id: int, number: int) -> Proposal | None:
        def work(unit: Unit) -> Proposal | None:
            summary = _by_id(unit, community_id, article_id)
            version = unit.knowledge.version(article_id, number) if summary is not None else None
            if summary is None or version is None:
                return None
            return _proposal(unit, community_of(unit, community_id), summary, version)

        return await self._database.read(work)

    async def decide(
        self, article_id: int, number: int, yes: bool, caller: Caller, *, now: datetime
    ) -> Proposal:
        """A second person, who edits, lets it stand or not; nobody approves what they wrote themselves."""

        def work(unit: Unit) -> Proposal:
            acting(unit, caller).must_edit()
            community = community_of(unit, caller.community)
            summary, version = _existing(unit, caller, article_id, number)
            if version.stage is not Stage.DRAFT:
                raise Refusal("Somebody decided about this already. /kb history shows every version.")
            if yes and version.author == caller.id:
                raise Refusal("You wrote this version yourself. Ask a second person to look at it.")
            if unit.clicks.is_new(caller.interaction, now=now):
                if yes:
                    unit.knowledge.publish(community.id, article_id, number, by=caller.id)
                    came_of_it(unit, community.id, summary.key, now=now)
                else:
                    unit.knowledge.decline(article_id, number, by=caller.id)
                _journal(unit, caller, "article.publish" if yes else "article.decline", summary, number, now)
                subject = draft_subject(article_id, number)
                unit.postings.refresh(community.id, subject)
                if version.author is not None and version.author != caller.id:
                    unit.postings.tell(community.id, subject, Wanted(Surface.PROPOSAL_DONE, version.author))
                unit.hint("postings")
            done = unit.knowledge.version(article_id, number)
            assert done is not None
            return _proposal(unit, community, summary, done)

        return await self._database.write(work)

    async def history(self, caller: Caller, typed: str, locale: str) -> tuple[Summary, Sequence[Version]]:
        """Every version of an article, the newest first; for editors."""

        def work(unit: Unit) -> tuple[Summary, Sequence[Version]]:
            acting(unit, caller).must_edit()
            found = Shelf.of(unit, caller).called(typed, locale)
            return found, unit.knowledge.versions(found.id)

        return await self._database.read(work)

    async def restore(self, article_id: int, number: int, caller: Caller, *, now: datetime) -> Summary:
        """Let an old version stand again; the others are kept."""

        def work(unit: Unit) -> Summary:
            acting(unit, caller).must_edit()
            summary, version = _existing(unit, caller, article_id, number)
            if version.stage is not Stage.PUBLISHED:
                raise Refusal("Only what stood once can stand again. Approve the proposal instead.")
            if unit.clicks.is_new(caller.interaction, now=now):
                unit.knowledge.publish(caller.community, article_id, number, by=caller.id)
                _journal(unit, caller, "article.restore", summary, number, now)
            return summary

        return await self._database.write(work)

    # ---- checking again

    async def still_right(self, article_id: int, caller: Caller, *, now: datetime) -> ToCheck:
        """Whoever looks after it says that it is as it stands: a new version with today's date."""

        def work(unit: Unit) -> ToCheck:
            found = _to_check(unit, article_id, caller)
            today = now.astimezone(found.community.zone).date()
            if not unit.clicks.is_new(caller.interaction, now=now):
                return found
            checked = replace(found.article, checked_on=today, checked_note="")
            text = printed(checked)
            shelved = Shelved(found.summary.key, parse(text), text)
            version = unit.knowledge.draft(found.community.id, shelved, at=now, author=caller.id)
            unit.knowledge.publish(found.community.id, article_id, version.number, by=caller.id)
            _journal(unit, caller, "article.checked", found.summary, version.number, now)
            return replace(found, article=checked)

        return await self._database.write(work)

    async def to_check(self, article_id: int) -> ToCheck | None:
        """For the notice; None when it was checked meanwhile, or is gone."""

        def work(unit: Unit) -> ToCheck | None:
            for community in unit.communities.all():
                summary = _by_id(unit, community.id, article_id)
                if summary is not None and summary.version:
                    return ToCheck(community, summary, parse(unit.knowledge.text(summary)))
            return None

        return await self._database.read(work)

    async def wind(self, *, now: datetime) -> None:
        """Have every community looked through once a day."""

        def work(unit: Unit) -> None:
            for community in unit.communities.all():
                wind(unit, community, now=now)

        await self._database.write(work)

    async def look_through(self, subject: str, *, now: datetime) -> None:
        """Ask whoever looks after an article to check it, once for each date on which that was due."""

        def work(unit: Unit) -> None:
            community = unit.communities.get(int(subject))
            if community is None:
                return
            today = now.astimezone(community.zone).date()
            for summary in unit.knowledge.of(community.id, members=True):
                due = summary.check_again_on
                asked = f"kbcheck:{summary.id}"
                if due is None or due > today or unit.meta.get(asked) == due.isoformat():
                    continue
                person = _owner(unit, community.id, summary)
                if person is None:
                    continue
                unit.meta.put(asked, due.isoformat())
                unit.postings.tell(community.id, asked, Wanted(Surface.CHECK_ARTICLE, person))
                unit.hint("postings")
            unit.timers.set(CHECK, subject, _next(community, now))
            unit.hint("timers")

        await self._database.write(work)


def wind(unit: Unit, community: Community, *, now: datetime) -> None:
    """Have the shelf looked through once a day, if that is not so yet."""
    if unit.timers.get(CHECK, str(community.id)) is None:
        unit.timers.set(CHECK, str(community.id), _next(community, now))
        unit.hint("timers")


def _next(community: Community, now: datetime) -> datetime:
    local = now.astimezone(community.zone)
    moment = datetime.combine(local.date(), _ASKED_AT, community.zone)
    if moment <= local:
        moment = datetime.combine(local.date() + timedelta(days=1), _ASKED_AT, community.zone)
    return moment


def _owner(unit: Unit, community_id: int, summary: Summary) -> int | None:
    """The person named in the article, else whoever carries its sector."""
    if summary.owner.isdecimal():
        return int(summary.owner)
    return who_looks(unit, community_id, summary.sector)


def _to_check(unit: Unit, article_id: int, caller: Caller) -> ToCheck:
    communities = [one.id for one in unit.communities.all()]
    for community_id in [caller.community] if caller.community != IN_DM else communities:
        summary = _by_id(unit, community_id, article_id)
        if summary is None or not summary.version:
            continue
        if _owner(unit, community_id, summary) != caller.id:
            acting(unit, caller).must_edit()
        return ToCheck(community_of(unit, community_id), summary, parse(unit.knowledge.text(summary)))
    raise Refusal("There is no such article here. /kb search finds what there is.")


def _by_id(unit: Unit, community_id: int, article_id: int) -> Summary | None:
    """Drafts too: by way of the list of all, or of those that never stood."""
    found = unit.knowledge.by_id(community_id, article_id, members=True)
    return found if found is not None else unit.knowledge.unpublished(community_id, article_id)


def _existing(unit: Unit, caller: Caller, article_id: int, number: int) -> tuple[Summary, Version]:
    summary = _by_id(unit, caller.community, article_id)
    version = unit.knowledge.version(article_id, number) if summary is not None else None
    if summary is None or version is None:
        raise Refusal("There is no such version of this article.")
    return summary, version


def _proposal(unit: Unit, community: Community, summary: Summary, version: Version) -> Proposal:
    article = parse(version.text)
    standing_text = unit.knowledge.text(summary) if summary.version else ""
    known = unit.knowledge.keys(community.id, members=True)
    broken = tuple(link.to for link in broken_links(summary.key, article, known))
    before = parse(standing_text) if standing_text else None
    changes = compared(standing_text, version.text) if standing_text else ()
    return Proposal(community, summary.id, summary.key, version, article, before, changes, broken)


def _free_key(article: Article, taken: set[str]) -> str:
    used = {key.rpartition("/")[2] for key in taken}
    return key_of(word_of(article.title, used).replace("_", "-"), article.language)


def _journal(unit: Unit, caller: Caller, action: str, summary: Summary, number: int, now: datetime) -> None:
    unit.journal.add(
        summary.community,
        action,
        f"article:{summary.key}",
        at=now,
        actor=caller.id,
        before={"version": summary.version},
        after={"version": number},
    )


def new_article(
    *, title: str, body: str, language: Language, members: bool, sector: str, today: date
) -> Article:
    """What somebody typed in the form; checked today, by whoever wrote it."""
    return Article(
        title=title,
        body=body,
        language=language,
        kind=Kind.ARTICLE,
        audience=Audience.MEMBERS if members else Audience.PUBLIC,
        sector=sector,
        checked_on=today,
    )
