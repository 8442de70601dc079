"""The main job once, step by step, on a running sandbox: what `sektor try` shows. Every line is checked
before it is printed."""

from functools import partial
from typing import Final

import aiohttp
from rich.console import Console

from bot.app import App
from sandbox import Sandbox
from sandbox.people import Message, People, Result
from sandbox.sample_site import SampleSite

_HERS: Final = "Kabaal in de kelder"


class StepFailed(Exception):  # noqa: N818 - reads as what it is
    """Something did not come out as it should."""


class Walk:
    """Acts as the people of the sandbox. `run` raises `StepFailed` at the first thing that is not so."""

    def __init__(
        self, sandbox: Sandbox, people: People, app: App, site: SampleSite, console: Console
    ) -> None:
        self._sandbox, self._people, self._app, self._site = sandbox, people, app, site
        self._console = console
        self._number = 0

    async def run(self) -> None:
        await self._set_up()
        await self._appoint()
        await self._submit()
        card = await self._accept()
        await self._welcome(card)
        card = await self._change(card)
        await self._calendar(card)
        await self._import()
        await self._nothing_doubled()
        await self._windows()

    # ---- the steps

    async def _set_up(self) -> None:
        robin = self._people["Robin"]
        self._step("Robin, who manages the server, runs /setup (in Dutch: /inrichten)")
        offered = await robin.slash("setup")
        self._shows("the bot answers privately", offered)
        await robin.press(offered, custom_id="setup:create")
        assert offered.message is not None
        await robin.wait_for_message(offered.message.channel_id, _is_done)
        view = await robin.view()
        self._so(
            len(view.channels) >= 10, f"the server now has: {', '.join('#' + name for name in view.channels)}"
        )

    async def _appoint(self) -> None:
        robin, sanne = self._people["Robin"], self._people["Sanne"]
        self._step("Robin appoints Sanne head of the sector Evenementen, and makes Noor an editor")
        appointed = await robin.slash("sector appoint", sector="evenementen", person=sanne, part="head")
        self._shows("the bot answers", appointed)
        roles = (await robin.view()).raw["roles"]
        editors = next(role["name"] for role in roles if "redactie" in role["name"].casefold())
        await self._people["Noor"].has_roles(editors)

    async def _submit(self) -> None:
        mila = self._people["Mila"]
        self._step("Mila, a creative, types /evenement indienen; a form opens")
        form = await mila.slash("event submit")
        assert form.modal is not None
        self._so(len(form.modal.labels) == 5, f"the form asks: {' · '.join(form.modal.labels)}")
        filled = {
            "title": "Kabaal in de kelder",
            "when": "zaterdag 20:00-01:00",
            "where": "de Tank",
            "themes": ["music"],
        }
        self._step("she fills in: Kabaal in de kelder · zaterdag 20:00-01:00 · de Tank · Muziek")
        preview = await mila.fill(form, filled)
        self._so("Tankstation" in preview.text, "the preview recognises “de Tank” as Tankstation")
        self._shows("and reads back", preview, lines=3)
        sent = await mila.press(preview, "Versturen")
        self._shows("she presses Versturen", sent, lines=1)

    async def _accept(self) -> Message:
        noor, mila = self._people["Noor"], self._people["Mila"]
        self._step("Noor, an editor, looks in the review channel and presses Accepteren")
        review = await self._channel("review")
        waiting = await noor.wait_for_message(review, lambda message: "Kabaal" in message.text)
        accepted = await noor.press(waiting, "Accepteren")
        self._shows("the bot answers", accepted)
        music = await self._channel("theme:music")
        card = await mila.wait_for_message(music, lambda message: "Kabaal" in message.text)
        self._stands(music, card)
        notice = await mila.wait_for_message(await mila.dm(), lambda message: "Kabaal" in message.text)
        self._so(True, f"Mila got a private message: {notice.text.splitlines()[0]}")
        return card

    async def _welcome(self, card: Message) -> None:
        priya = self._people["Priya"]
        self._step("Priya, new here and without Dutch, presses More and I'm interested")
        self._shows("in English", await priya.press(card, custom_id=_button(card, "more")), lines=4)
        self._shows("and", await priya.press(card, custom_id=_button(card, "interested")))

    async def _change(self, card: Message) -> Message:
        mila = self._people["Mila"]
        self._step("Mila moves it to 21:00 with /evenement wijzigen")
        number = (await mila.complete("event edit", "event", "Kabaal")).choices
        self._so(bool(number), f"the list offers: {number[0][0]}")
        form = await mila.slash("event edit", event=number[0][1])
        preview = await mila.fill(form, {"when": "zaterdag 21:00-01:00"})
        await mila.press(preview, "Wijziging bewaren")
        music = card.channel_id
        old = card.text
        changed = await mila.wait_for_message(
            music, lambda message: message.id == card.id and message.text != old
        )
        self._so("21:00" in changed.text, "the message that stood there was edited, no second one was made")
        return changed

    async def _calendar(self, card: Message) -> None:
        joris = self._people["Joris"]
        self._step("Joris presses Add to my calendar")
        answer = await joris.press(card, custom_id=_button(card, "ics"))
        assert answer.message is not None
        attachment = answer.message.attachments[0]
        content = (await self._people.fetch(attachment["url"])).decode()
        entry = content.partition("BEGIN:VEVENT")[2]
        line = next(line for line in entry.splitlines() if line.startswith("DTSTART"))
        self._so("210000" in line, f"he gets {attachment['filename']}: {line}")
        event_id = _button(card, "ics").split(":")[1]
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._app.web_url}/events/{event_id}.ics") as got,
        ):
            self._so(got.status == 200, f"the same file stands at {self._app.web_url}/events/{event_id}.ics")

    async def _import(self) -> None:
        noor = self._people["Noor"]
        for path, theme, last in (
            ("/agenda.ics", "underground", "Zinebeurs"),
            ("/programma", "music", "Nachtdienst"),
        ):
            self._step(f"Noor adds the agenda at {self._site.url}{path} with /bron toevoegen, theme {theme}")
            look = await noor.slash("source add", link=f"{self._site.url}{path}", theme=theme)
            self._shows("the bot shows what it would post", look, lines=6)
            self._shows("she presses Bron toevoegen", await noor.press(look, "Bron toevoegen"))
            channel = await self._channel(f"theme:{theme}")
            card = await noor.wait_for_message(channel, partial(_tells, last), timeout=30)
            self._stands(channel, card)

    async def _nothing_doubled(self) -> None:
        self._step("Everything stands once")
        noor = self._people["Noor"]
        for theme in ("music", "underground"):
            channel = await self._channel(f"theme:{theme}")
            messages = await noor.messages(channel, limit=100)
            keys = [_button(message, "more") for message in messages if message.embeds]
            self._so(
                len(keys) == len(set(keys)), f"{self._name(channel)}: {len(keys)} events, each in one message"
            )

    async def _windows(self) -> None:
        self._step("The same agenda in its other windows")
        priya, noor = self._people["Priya"], self._people["Noor"]
        shown = await priya.slash("agenda show", words="Kabaal")
        self._so(_HERS in shown.text, f"/agenda show tells Priya: {_line_with(_HERS, shown.text)}")
        listed = [event["name"] for event in (await priya.view()).raw["scheduled_events"]]
        self._so(_HERS in listed, f"Discord's own event list holds {len(listed)} events, hers among them")
        preview = await noor.slash("digest preview")
        self._shows("/weekagenda voorbeeld tells Noor", preview, lines=1)
        for what, path in (
            ("a page in English", "/en/"),
            ("a calendar to subscribe to", "/nl/agenda.ics"),
            ("an open API", "/api/v1/events"),
            ("the week's poster", "/poster/all/this.png"),
            ("an open dataset", "/api/v1/dataset.csv"),
        ):
            body, address = await self._fetched(path)
            tells = body.startswith(b"\x89PNG") if path.endswith(".png") else _HERS.encode() in body
            self._so(tells, f"{what}: {address}")

    async def _fetched(self, path: str) -> tuple[bytes, str]:
        address = f"{self._app.web_url}{path}"
        async with aiohttp.ClientSession() as session, session.get(address) as got:
            if got.status != 200:
                raise StepFailed(f"{address} answers {got.status}")
            return await got.read(), address

    # ---- telling

    def _step(self, text: str) -> None:
        self._number += 1
        self._console.print(f"\n[bold]{self._number:2}. {text}[/bold]", highlight=False)

    def _so(self, holds: bool, text: str) -> None:
        if not holds:
            raise StepFailed(f"step {self._number}: it is not so that {text}")
        self._console.print(f"    ✓ {text}", highlight=False, markup=False)

    def _shows(self, who: str, result: Result, *, lines: int = 2) -> None:
        if result.error or not result.text:
            raise StepFailed(f"step {self._number}: no answer: {result.error or result.kind}")
        first = [line for line in result.text.splitlines() if line.strip()][:lines]
        self._so(True, f"{who} ({result.ack_ms:.0f} ms): " + " / ".join(first))

    def _stands(self, channel: str, message: Message) -> None:
        title = message.embeds[0]["title"]
        buttons = ", ".join(button.label for button in message.buttons)
        self._so(True, f"in {self._name(channel)} stands “{title}” with the buttons {buttons}")

    def _name(self, channel: str) -> str:
        return f"#{self._sandbox.world.channels[int(channel)].name}"

    async def _channel(self, key: str) -> str:
        guild = self._people.guild_id(None)
        channels = await self._app.database.read(lambda unit: unit.communities.channels(guild))
        if key not in channels:
            raise StepFailed(f"there is no channel for {key}")
        return str(channels[key])


def _line_with(text: str, told: str) -> str:
    return next(line for line in told.splitlines() if text in line)


def _tells(text: str, message: Message) -> bool:
    return text in message.text


def _is_done(message: Message) -> bool:
    """The overview stands there again, with nothing left to create."""
    return any(button.custom_id == "setup:create" and button.disabled for button in message.buttons)


def _button(message: Message, act: str) -> str:
    return next(b.custom_id for b in message.buttons if b.custom_id and b.custom_id.endswith(f":{act}"))
