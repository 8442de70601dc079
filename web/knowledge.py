"""The knowledge base as public pages: the list, each article and guide, the word list, and a search.

Only what everybody may read is asked of the services, so that nothing here can know of anything else. Pages
are made when they are asked for: an article is short, and what it says is true the moment it was changed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import nh3
from aiohttp import web
from markdown_it import MarkdownIt

from bot import article_words
from bot.i18n import LOCALES, Say
from domain.knowledge import Article, Kind, Language, key_of, slug_of
from domain.refusal import Refusal
from domain.texts import one_line, shortened
from services.guides import GuideService, ShownArticle
from services.searching import SearchService
from storage.knowledge import Summary
from web.pages import finding
from web.pages.frame import Frame, Head
from web.site import CACHE, POLICY, Site
from web.view import Made, View

_PATHS: Final = {
    "knowledge": {"nl": "/kennisbank", "en": "/knowledge"},
    "knowledge.terms": {"nl": "/kennisbank/begrippen", "en": "/knowledge/terms"},
    "knowledge.article": {"nl": "/kennisbank/{slug}", "en": "/knowledge/{slug}"},
}
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS: Final = {"p", "h2", "h3", "h4", "ul", "ol", "li", "em", "strong", "code", "pre", "a", "blockquote",
                "hr", "br", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_ARTICLE: Final = re.compile(r"(?:\.\./)?(?:(?:nl|en)/)?(?P<slug>[\w-]+)\.md(?:#.*)?")
_MOST_ASKED: Final = 300


@dataclass(frozen=True, slots=True)
class Page(View):
    """`elsewhere`: where this page stands in each language; an article may be called otherwise there."""

    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def here(self, locale: str) -> str:
        return self.elsewhere.get(locale) or path("knowledge", locale)


def path(name: str, locale: str, slug: str = "") -> str:
    return f"/{locale}{_PATHS[name][locale]}".replace("{slug}", slug)


def html_of(article: Article, key: str, known: Mapping[str, str]) -> str:
    """The text as HTML that holds nothing but words and links: links to articles lead to their page, and
    those to what is not public (or nowhere) are plain words."""
    tokens = _MARKDOWN.parse(article.body)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = {"h1": "h2"}.get(token.tag, token.tag)
        kept, dropped = [], 0
        for child in token.children or []:
            if child.type == "link_open":
                to = str(child.attrGet("href") or "")
                found = _ARTICLE.fullmatch(to)
                target = known.get(found["slug"]) if found else None
                if found and target is None:
                    dropped += 1
                    continue
                if target is not None:
                    child.attrSet("href", target)
            elif child.type == "link_close" and dropped:
                dropped -= 1
                continue
            kept.append(child)
        if token.children is not None:
            token.children = kept
    made = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http"},
        link_rel="nofollow noopener noreferrer",
    )  # fmt: skip


class KnowledgePages:
    def __init__(self, site: Site, guides: GuideService, search: SearchService, invite: str) -> None:
        self._site, self._guides, self._search = site, guides, search
        self._frame = Frame(invite)

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(finding.KNOWLEDGE, self.sitemap)
        for locale in LOCALES:
            for name, handler in (
                ("knowledge", self.listing),
                ("knowledge.terms", self.terms),
                ("knowledge.article", self.article),
            ):
                pattern = f"/{locale}{_PATHS[name][locale]}".replace("{slug}", r"{slug:[\w-]{1,120}}")
                app.router.add_get(pattern, handler)

    async def sitemap(self, request: web.Request) -> web.StreamResponse:
        view = await self._view(request, "knowledge", {}, locale=LOCALES[0])
        if view is None:
            return await self._site.nothing(request)
        community = view.snapshot.community.id
        paths = []
        for locale in LOCALES:
            paths += [path("knowledge", locale), path("knowledge.terms", locale)]
            every = await self._guides.public(community, locale)
            paths += [_row(one)[1] for one in every if one.language.value == locale]
        return self._answer(finding.xml_of((view.absolute(one), None) for one in paths))

    async def listing(self, request: web.Request) -> web.StreamResponse:
        if wait := self._site.asked.must_wait(request):
            return web.Response(status=429, headers={"Retry-After": str(wait)})
        locale = request.path[1:3]
        asked = one_line(request.query.get("q", ""))[:_MOST_ASKED]
        view = await self._view(request, "knowledge", {one: path("knowledge", one) for one in LOCALES})
        if view is None:
            return await self._site.nothing(request)
        say, community = view.say, view.snapshot.community.id
        results: Sequence[tuple[str, str, str, str]] = ()
        if asked:
            today = view.now.astimezone(say.zone).date()
            found = await self._search.ask(community, asked, members=False, today=today, limit=10)
            if found.answered:
                results = [
                    (
                        hit.article.title,
                        path("knowledge.article", hit.article.language.value, slug_of(hit.article.key)),
                        shortened(one_line(re.sub(r"[*_`#>\[\]]|\(\S+\)", "", hit.quote)), 280),
                        hit.article.language.value,
                    )
                    for hit in found.found
                ]
        every = await self._guides.public(community, locale)
        groups = [
            (say("Step by step"), [one for one in every if one.kind is Kind.WORKFLOW]),
            (say("Articles"), [one for one in every if one.kind is Kind.ARTICLE]),
        ]
        head = Head(
            title=say("Knowledge base"),
            description=say("How things are done in Enschede: permits, grants, spaces, step by step."),
            indexed=not asked,
        )
        made = self._frame.page(
            view,
            "knowledge.html",
            head,
            asked=asked,
            results=results,
            terms=path("knowledge.terms", locale),
            groups=[(name, [_row(one) for one in some]) for name, some in groups if some],
        )
        return self._answer(made)

    async def terms(self, request: web.Request) -> web.StreamResponse:
        view = await self._view(
            request, "knowledge.terms", {one: path("knowledge.terms", one) for one in LOCALES}
        )
        if view is None:
            return await self._site.nothing(request)
        found = await self._guides.public_terms(view.snapshot.community.id, view.locale)
        words = [(article.title, html_of(article, key, {}), article.language.value) for key, article in found]
        say = view.say
        head = Head(
            title=say("Word list"), description=say("What the words mean, in plain Dutch and English.")
        )
        return self._answer(
            self._frame.page(
                view, "knowledge_terms.html", head, words=words, back=path("knowledge", view.locale)
            )
        )

    async def article(self, request: web.Request) -> web.StreamResponse:
        locale, slug = request.path[1:3], request.match_info["slug"]
        view = await self._view(request, "knowledge.article", {})
        if view is None:
            return await self._site.nothing(request)
        key = key_of(slug, Language(locale))
        try:
            shown = await self._guides.public_article(view.snapshot.community.id, key, now=view.now)
        except Refusal:
            return await self._site.nothing(request)
        elsewhere = {locale: request.path}
        if shown.translation is not None:
            other = shown.article.language.other.value
            elsewhere[other] = path("knowledge.article", other, slug_of(shown.translation))
        view = await self._view(request, "knowledge.article", elsewhere)
        assert view is not None
        return self._answer(self._article(view, shown))

    def _article(self, view: Page, shown: ShownArticle) -> Made:
        say, article = view.say, shown.article
        known = {
            slug_of(key): path("knowledge.article", key.partition("/")[0], slug_of(key))
            for key in shown.titles
        }
        head = Head(
            title=article.title,
            description=shortened(one_line(re.sub(r"[#*_`>]|\[|\]\(\S*\)", "", article.body)), 200),
            kind="article",
        )
        return self._frame.page(
            view,
            "knowledge_article.html",
            head,
            article=article,
            body=html_of(article, shown.key, known),
            warning=article_words.warning(article, shown.standing, say),
            checked=article_words.checked(article, say),
            steps=[
                (step.title, _when(step.days_before, say), step.who, step.pitfalls) for step in article.steps
            ],
            back=path("knowledge", view.locale),
        )

    async def _view(
        self, request: web.Request, name: str, elsewhere: Mapping[str, str], *, locale: str = ""
    ) -> Page | None:
        edition = await self._site.present.fresh()
        if edition is None:
            return None
        locale = locale or request.path[1:3]
        return Page(
            edition=edition,
            now=self._site.now(),
            say=Say(locale, edition.snapshot.community.zone),
            name=name,
            path=request.path,
            params={},
            query={},
            addresses=self._site,
            elsewhere=elsewhere,
        )

    def _answer(self, made: Made) -> web.Response:
        headers = {
            "Cache-Control": CACHE,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": POLICY.format("'none'"),
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        body = made.body if isinstance(made.body, bytes) else made.body.encode()
        return web.Response(body=body, headers={**headers, "Content-Type": made.content_type})


def _row(one: Summary) -> tuple[str, str, str]:
    """(title, address, language)"""
    language = one.language.value
    return one.title, path("knowledge.article", language, slug_of(one.key)), language


def _when(days: int, say: Say) -> str:
    if days == 0:
        return say("on the day itself")
    if days < 0:
        return say.many("{n} day after", "{n} days after", -days)
    weeks, rest = divmod(days, 7)
    if rest == 0:
        return say.many("{n} week before", "{n} weeks before", weeks)
    return say.many("{n} day before", "{n} days before", days)
