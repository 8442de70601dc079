"""The page in a real browser: a newcomer in English, a creative in Dutch, on a phone and on a desk."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from playwright.async_api import Browser, Page, Route, ViewportSize, WebSocketRoute, async_playwright, expect
from test_page_bot import PageBot

from sandbox import Sandbox

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK, SMALL = 390, 1280, 320
PATIENCE_MS = 10_000

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: the page was not tried in a browser")

WORDS = {
    "Priya": {
        "only_you": "Only visible to you",
        "dismiss": "Dismiss",
        "failed": "This interaction failed",
        "submit": "Submit",
        "run": "Run",
        "vote": "Vote",
        "command": "/event submit",
        "title": "title",
        "venue": "venue",
        "new": "New messages",
    },
    "Mila": {
        "only_you": "Alleen voor jou zichtbaar",
        "dismiss": "Wegdoen",
        "failed": "Deze interactie is mislukt",
        "submit": "Versturen",
        "run": "Uitvoeren",
        "vote": "Stemmen",
        "command": "/evenement indienen",
        "title": "titel",
        "venue": "plek",
        "new": "Nieuwe berichten",
    },
}
BOTH = pytest.mark.parametrize(
    ("who", "width"), [("Priya", PHONE), ("Priya", DESK), ("Mila", PHONE), ("Mila", DESK)]
)


EACH = pytest.mark.parametrize(("who", "width"), [("Priya", PHONE), ("Mila", DESK)])


@dataclass
class House:
    """The sandbox with the bot in it, and a browser to look in with."""

    sandbox: Sandbox
    bot: PageBot
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    async def page(self, who: str, width: int, prepare: Callable[[Page], Any] | None = None) -> Page:
        """A browser of its own for one person."""
        viewport: ViewportSize = {"width": width, "height": 800}
        context = await self.browser.new_context(viewport=viewport, has_touch=width < DESK)
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if prepare is not None:
            await prepare(page)
        await page.goto(f"{self.sandbox.page_url}#as={who}")
        await expect(page.locator(".room-name")).to_have_text("algemeen")
        return page

    async def run(self, page: Page, command: str) -> None:
        """Runs a command without options by typing its name."""
        await page.locator("#composer-text").fill(f"/{command}")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Enter")


@pytest.fixture
async def house(sandbox: Sandbox) -> AsyncIterator[House]:
    expect.set_options(timeout=PATIENCE_MS)
    discord.http.Route.BASE = sandbox.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
    discord.asset.Asset.BASE = sandbox.cdn_url
    bot = PageBot(sandbox.guild.id)
    async with async_playwright() as playwright, bot:
        running = asyncio.create_task(bot.start(sandbox.token))
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        await asyncio.wait_for(bot.at_home.wait(), 15)
        house = House(sandbox, bot, browser)
        yield house
        await browser.close()
        await bot.close()
        with contextlib.suppress(asyncio.CancelledError):
            await running
    assert house.complaints == []


async def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Presses Tab until the focus is on what `selector` names, as somebody without a mouse would."""
    for _ in range(most):
        if await page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"Tab never came to {selector}")


async def sideways(page: Page) -> list[str]:
    """What stands out of the page to the right."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(node => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".one-line"))
          .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
          .map(node => `${node.tagName}.${node.className}`)"""
    )
    width = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{width} px too wide"] if width > 0 else [])]


@BOTH
async def test_a_command_with_the_keyboard_alone(house: House, who: str, width: int) -> None:
    words = WORDS[who]
    page = await house.page(who, width)
    other = await house.page("Daan", DESK)

    await page.keyboard.press("Tab")  # the skip link
    await page.keyboard.press("Enter")
    await page.keyboard.type(words["command"][:5])
    await expect(page.locator(".picker .option.active")).to_contain_text(words["command"])
    await page.keyboard.press("Enter")
    await expect(page.get_by_label(words["title"])).to_be_focused()
    await page.keyboard.type("Noise Night")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("combobox", name=words["venue"])).to_be_focused()
    await page.keyboard.type("tan")
    await expect(page.get_by_role("option")).to_have_text(["Tankstation"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await tab_to(page, ".run")
    await page.keyboard.press("Enter")

    answer = page.locator(".message.ephemeral")
    await expect(answer).to_contain_text("Noise Night in Tankstation, free: None")
    await expect(answer.locator("strong")).to_have_text("Noise Night")
    await expect(answer).to_contain_text(words["only_you"])
    await expect(page.locator("#composer-text")).to_be_focused()
    await expect(other.locator(".message")).to_have_count(0)

    await answer.get_by_role("button", name=words["dismiss"]).click()
    await expect(answer).to_have_count(0)
    await page.reload()
    await expect(page.locator(".timeline-head .empty")).to_be_visible()
    await expect(page.locator(".message")).to_have_count(0)


async def test_the_original_name_of_a_command_is_found_too(house: House) -> None:
    page = await house.page("Mila", PHONE)
    await page.locator("#composer-text").fill("/event sub")
    await expect(page.locator(".picker .option")).to_have_count(1)
    await expect(page.locator(".picker .option")).to_contain_text("Dien een evenement in")


async def test_an_empty_channel_says_how_to_begin(house: House) -> None:
    page = await house.page("Mila", PHONE)
    await expect(page.locator(".timeline-head .empty")).to_contain_text("Hier staat nog niets")
    await page.get_by_role("button", name="/evenement indienen").click()
    await expect(page.get_by_label("titel")).to_be_focused()
    # Closing it by accident loses nothing
    await page.keyboard.type("Noise")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="/evenement indienen").click()
    await expect(page.get_by_label("titel")).to_have_value("Noise")


async def test_what_is_missing_is_said_before_the_command_is_run(house: House) -> None:
    page = await house.page("Priya", PHONE)
    await house.run(page, "event submit")
    await expect(page.locator(".command-form .field-error:visible")).to_have_count(3)
    await expect(page.get_by_label("title")).to_be_focused()
    await page.get_by_role("button", name="free").click()
    await page.get_by_text("Yes").click()
    await page.get_by_label("title").fill("Film")
    await page.get_by_role("combobox", name="venue").fill("the shed")
    await page.get_by_role("button", name="Run").click()
    await expect(page.locator(".message")).to_contain_text("Film in the shed, free: True")


@BOTH
async def test_a_form_keeps_what_was_typed_and_is_sent_with_its_file(
    house: House, who: str, width: int
) -> None:
    words = WORDS[who]
    page = await house.page(who, width)
    await house.run(page, "form")
    form = page.get_by_role("dialog")
    await expect(form.get_by_label("Title")).to_be_focused()
    await page.keyboard.type("No")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)

    await house.run(page, "form")
    await expect(form.get_by_label("Title")).to_have_value("No")
    await form.get_by_role("button", name=words["submit"]).click()
    await expect(form.locator("[aria-invalid=true]")).to_have_count(2)
    await form.get_by_label("Title").fill("Noise Night")
    await form.locator(".chooser-button").click()
    for theme in ("underground", "music"):
        await form.get_by_role("option", name=theme).click()
    await page.keyboard.press("Escape")
    await expect(form.get_by_role("listbox")).to_be_hidden()
    await form.locator("input[type=file]").set_input_files(
        [{"name": "poster.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"}]
    )
    assert await sideways(page) == []
    await form.get_by_role("button", name=words["submit"]).click()
    await expect(form).to_have_count(0)
    await expect(page.locator(".message.ephemeral")).to_contain_text(
        "Received Noise Night / underground, music / ['poster.png']"
    )


@BOTH
async def test_a_button_of_a_layout_edits_for_everyone_who_looks(house: House, who: str, width: int) -> None:
    page = await house.page(who, width)
    other = await house.page("Sanne", DESK)
    await house.run(page, "card")
    for each in (page, other):
        await expect(each.locator(".container h5")).to_have_text("Noise Night")
        await expect(each.locator(".container")).to_contain_text("Interested: 0")
    when = page.locator(".container time")
    await expect(when).to_contain_text("11 March 2026" if who == "Priya" else "woensdag 11 maart 2026")
    button = page.get_by_role("button", name="I'm interested")
    await button.focus()
    await page.keyboard.press("Enter")
    for each in (page, other):
        await expect(each.locator(".container")).to_contain_text("Interested: 1")
    await expect(button).to_be_focused()
    await other.get_by_role("button", name="I'm interested").click()
    await expect(page.locator(".container")).to_contain_text("Interested: 2")


async def test_a_select_menu_an_embed_and_a_file(house: House) -> None:
    page = await house.page("Priya", PHONE)
    await house.run(page, "choose")
    await expect(page.locator(".embed-title")).to_have_text("Themes")
    await expect(page.locator(".embed em")).to_have_text("two")
    await expect(page.locator(".file-card")).to_contain_text("event.ics")
    await page.get_by_role("button", name="Pick a theme").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        await page.keyboard.press(key)
    await expect(page.locator(".message.ephemeral")).to_contain_text("You picked music")


@EACH
async def test_a_poll(house: House, who: str, width: int) -> None:
    page = await house.page(who, width)
    other = await house.page("Sanne", DESK)
    await house.run(page, "poll")
    await page.get_by_role("radio", name="Wednesday").check()
    await page.get_by_role("button", name=WORDS[who]["vote"], exact=True).click()
    await expect(page.locator(".poll-answer.mine")).to_contain_text("100 %")
    await expect(other.locator(".poll-foot")).to_contain_text("1 stem")
    await page.locator(".poll-foot button").click()
    await expect(other.locator(".poll-foot")).to_contain_text("0 stemmen")


@EACH
async def test_no_answer_is_said_clearly(house: House, who: str, width: int) -> None:
    page = await house.page(who, width)
    await house.run(page, "nothing")
    notice = page.locator(".notice.failed")
    await expect(notice).to_contain_text(WORDS[who]["failed"])
    await notice.get_by_role("button", name=WORDS[who]["dismiss"]).click()
    await expect(notice).to_have_count(0)


async def test_messages_arrive_live_and_leave_the_reader_where_they_are(house: House) -> None:
    page = await house.page("Priya", PHONE)
    channel = house.bot.get_channel(house.sandbox.guild.system_channel_id or 0)
    assert isinstance(channel, discord.TextChannel)
    for number in range(60):
        await channel.send(f"Message {number}")
    await expect(page.locator(".message").last).to_contain_text("Message 59")
    await expect(page.locator(".message").last).to_be_in_viewport()
    await page.reload()
    await expect(page.locator(".message")).to_have_count(50)
    scroller = page.locator(".scroller")
    await scroller.evaluate("node => node.scrollTo(0, 0)")
    await expect(page.locator(".message")).to_have_count(60)
    # The first of the older page is above: what was being read did not move
    await expect(page.locator(".message").first).not_to_be_in_viewport()
    await channel.send("One more")
    pill = page.get_by_role("button", name="New messages")
    await expect(pill).to_be_visible()
    await expect(page.locator(".message").last).not_to_be_in_viewport()
    await pill.click()
    await expect(page.locator(".message").last).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_text_from_outside_is_only_text(house: House) -> None:
    page = await house.page("Priya", DESK)
    channel = house.bot.get_channel(house.sandbox.guild.system_channel_id or 0)
    assert isinstance(channel, discord.TextChannel)
    text = "<img src=x onerror=alert(1)> [go](javascript:alert(1)) @everyone ||**secret**|| `<b>`"
    await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    body = page.locator(".message-body")
    await expect(body).to_contain_text("<img src=x onerror=alert(1)> [go](javascript:alert(1)) @everyone")
    await expect(body.locator("img, a, .mention")).to_have_count(0)
    await expect(body.locator("code")).to_have_text("<b>")
    await body.get_by_role("button", name="Spoiler").click()
    await expect(body.locator("strong")).to_have_text("secret")


MARKDOWN = (
    ("**bold *both* bold** __under__", "<p><strong>bold <em>both</em> bold</strong> <u>under</u></p>"),
    ("~~gone~~ _it_ snake_case_word 2 * 3", "<p><s>gone</s> <em>it</em> snake_case_word 2 * 3</p>"),
    ("`a *b*` ``c`d``", "<p><code>a *b*</code> <code>c`d</code></p>"),
    ("# One\n### Three\n-# small", '<h4 class="size-1">One</h4><h6 class="size-3">Three</h6>'),
    ("> quoted\nplain", "<blockquote><p>quoted</p></blockquote><p>plain</p>"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("2. b\n3. c", '<ol start="2"><li>b</li><li>c</li></ol>'),
    ("```py\n**x**\n```", "<code>**x**</code>"),
    ("\\*no\\* <:sektor:123456789012345678>", '*no* <span class="emoji-name">:sektor:</span>'),
    ("[a](https://example.org/b_(c))", 'href="https://example.org/b_(c)"'),
    ("<@1> <@&2> <#3>", ">@unknown</button>"),
    ("</event submit:5>", ">/event submit</button>"),
    ("<t:1773252000:D>", 'datetime="2026-03-11T18:00:00.000Z"'),
)


async def test_the_markdown_of_discord(house: House) -> None:
    page = await house.page("Priya", DESK)
    channel = house.bot.get_channel(house.sandbox.guild.system_channel_id or 0)
    assert isinstance(channel, discord.TextChannel)
    for number, (text, expected) in enumerate(MARKDOWN, start=1):
        await channel.send(text)
        await expect(page.locator(".message")).to_have_count(number)
        shown = await page.locator(".message-body .prose").last.inner_html()
        assert expected in shown
    await page.get_by_role("button", name="/event submit").click()
    await expect(page.get_by_label("title")).to_be_focused()


async def test_another_person_and_another_language(house: House) -> None:
    page = await house.page("Priya", DESK)
    await page.get_by_role("button", name="You are Priya").click()
    await page.get_by_text("Nederlands").last.click()
    await expect(page.locator("html")).to_have_attribute("lang", "nl")
    await expect(page.get_by_role("button", name="Je bent Priya")).to_be_visible()
    await page.reload()
    await page.get_by_role("button", name="Je bent Priya").click()
    await page.get_by_role("dialog").get_by_role("button", name="Jonas").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator(".who-button")).to_contain_text("Jonas")
    assert "as=jonas" in page.url


async def test_the_first_visit_asks_who_one_is(house: House) -> None:
    context = await house.browser.new_context(viewport={"width": PHONE, "height": 800}, locale="nl-NL")
    page = await context.new_page()
    await page.goto(house.sandbox.page_url)
    await expect(page.get_by_role("dialog")).to_contain_text("Wie wil je zijn?")
    await page.get_by_role("button", name="Priya").click()
    await expect(page.locator(".room-name")).to_have_text("algemeen")
    await page.goto(house.sandbox.page_url)
    await expect(page.get_by_role("button", name="You are Priya")).to_be_visible()


async def test_the_clock_and_the_bot(house: House) -> None:
    page = await house.page("Mila", PHONE)
    await page.locator(".clock").click()
    panel = page.get_by_role("dialog")
    await expect(panel).to_contain_text("Sektor is verbonden")
    await panel.get_by_role("button", name="naar donderdag 17:00").click()
    await expect(panel.locator(".big-clock")).to_contain_text("donderdag")
    await expect(panel.locator(".big-clock")).to_contain_text("17:00")
    await expect(page.locator(".clock")).to_contain_text("17:00")
    async with aiohttp.ClientSession() as http, http.get(f"{house.sandbox.url}/sandbox/api/clock") as answer:
        assert (await answer.json())["offset_seconds"] > 0
    await panel.get_by_role("button", name="terug naar nu").click()
    await expect(panel).to_contain_text("Gelijk met de echte tijd")


async def test_a_broken_line_is_said_and_mended(house: House) -> None:
    lines: list[WebSocketRoute] = []

    async def tap(page: Page) -> None:
        def through(line: WebSocketRoute) -> None:
            line.connect_to_server()
            lines.append(line)

        await page.route_web_socket("**/sandbox/api/socket**", through)

    page = await house.page("Priya", PHONE, tap)
    channel = house.bot.get_channel(house.sandbox.guild.system_channel_id or 0)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("before")
    await expect(page.locator(".message")).to_have_count(1)
    banner = page.locator(".line")
    await lines[0].close(code=1012)
    await expect(banner).to_be_visible()
    await channel.send("meanwhile")
    await expect(banner).to_be_hidden()
    await expect(page.locator(".message").last).to_contain_text("meanwhile")
    assert len(lines) == 2


async def test_a_sandbox_that_is_away_is_said_and_waited_for(house: House) -> None:
    context = await house.browser.new_context(viewport={"width": PHONE, "height": 800})
    page = await context.new_page()
    away = True

    async def gate(route: Route) -> None:
        await (route.abort() if away else route.continue_())

    await page.route("**/sandbox/api/world", gate)
    await page.goto(f"{house.sandbox.page_url}#as=Priya")
    await expect(page.get_by_role("alert")).to_contain_text("The sandbox does not answer")
    away = False
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".room-name")).to_have_text("algemeen")


async def test_nothing_stands_out_at_320_px(house: House) -> None:
    page = await house.page("Mila", SMALL)
    for command in ("card", "choose", "poll", "long"):
        await house.run(page, command)
        await expect(page.locator(".command-form")).to_have_count(0)
    await expect(page.locator(".message.ephemeral")).to_contain_text("bbbb")
    assert await sideways(page) == []
    await page.locator(".channels-opener").click()
    await expect(page.locator("#channels .channel").first).to_be_visible()
    assert await sideways(page) == []
    await page.keyboard.press("Escape")
    await page.locator(".side-opener").first.click()
    await expect(page.locator("#side .tabs")).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Escape")
    await expect(page.locator("#side")).to_be_hidden()
    await page.locator(".clock").click()
    assert await sideways(page) == []
    await page.keyboard.press("Escape")
    await page.locator(".who-button").click()
    assert await sideways(page) == []
