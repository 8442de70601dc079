"""What should stand on Discord stands there: once, in order, and also when Discord will not have it."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from submitting import (
    acts,
    card_in,
    events,
    place,
    press,
    published,
    settled,
    submit,
    the_event,
    until,
    until_async,
)
from town import Town

from domain.communities import Channel, Spot
from domain.postings import Surface, Wanted, subject_of
from sandbox import channels, messages
from sandbox.faults import Fault
from sandbox.people import Message
from sandbox.permissions import SEND_MESSAGES
from services.acting import Caller
from services.setup import plan_again
from storage.unit import Unit


async def cards(town: Town, theme: str = "music") -> list[Message]:
    return [message for message in await town["Noor"].messages(place(town, theme), 200) if message.embeds]


async def notes(town: Town) -> list[str]:
    """What the editors were told in the review channel."""
    return [each.content for each in await town["Noor"].messages(town.channels["review"]) if each.content]


async def parked(town: Town) -> list[tuple[str, int, str]]:
    return await town.app.database.read(lambda unit: unit.postings.parked_in(town.guild))


def delete_channel(town: Town, theme: str) -> int:
    """By hand, on Discord."""
    channel = town.sandbox.world.channels[place(town, theme)]
    channels.delete(town.sandbox.world, channel, by=town["Robin"].id)
    return channel.id


def posts(town: Town, theme: str = "music") -> int:
    path = f"/channels/{place(town, theme)}/messages"
    return sum(each.method == "POST" and each.path == path for each in town.sandbox.exchanges)


@pytest.mark.parametrize("status", [500, 502, 503, 429])
async def test_a_passing_fault_is_tried_again(town: Town, status: int) -> None:
    town.sandbox.fault(status=status, next=1, path="/messages$", method="POST")
    await submit(town["Noor"])
    await card_in(town, "music", "Noise Night")
    await settled(town)
    assert len(await cards(town)) == 1


async def test_an_answer_that_got_lost_is_no_second_message(town: Town) -> None:
    """Discord has the message, but we never heard so: the nonce, and then the search in the channel, tell."""
    await submit(town["Noor"])
    card = await card_in(town, "music", "Noise Night")
    await settled(town)

    def forget(unit: Unit) -> None:
        unit._connection.exec_driver_sql(
            "UPDATE postings SET message_id = NULL, shown = '', dirty = 1, generation = generation + 1,"
            " attempted_at = published_at"
        )

    before = posts(town)
    await town.app.database.write(forget)
    town.app.client.publisher.wake()
    await settled(town)
    assert [each.id for each in await cards(town)] == [card.id]
    assert posts(town) == before


async def test_a_review_card_is_not_taken_for_the_card_in_the_same_channel(town: Town) -> None:
    """Small servers use one channel for several things."""
    review = town.channels["review"]
    await town.app.database.write(
        lambda unit: unit.communities.put_spot(town.guild, Spot("channel", "theme:music", review))
    )
    await submit(town["Priya"])
    waiting = await town["Noor"].wait_for_message(review, lambda each: "accept" in acts(each))

    def attempted(unit: Unit) -> None:
        unit._connection.exec_driver_sql(
            "UPDATE postings SET attempted_at = published_at WHERE surface = 'card'"
        )

    town.sandbox.fault(status=500, next=1, path="/messages$", method="POST")
    await press(town["Noor"], waiting, "accept")
    await town.app.database.write(attempted)
    card = await town["Noor"].wait_for_message(review, lambda each: "interested" in acts(each))
    assert card.id != waiting.id
    await settled(town)
    both = [each for each in await town["Noor"].messages(review) if each.embeds]
    assert len(both) == 2


async def test_a_deleted_channel_parks_the_posting_and_tells_the_editors_once(town: Town) -> None:
    delete_channel(town, "music")
    await submit(town["Noor"], title="First")
    await submit(town["Noor"], title="Second")
    await until_async(lambda: parked(town), lambda waiting: len(waiting) == 2)
    await settled(town)
    told = await notes(town)
    assert len(told) == 1
    assert "/setup" in told[0] or "/inrichten" in told[0]
    before = len(list(town.sandbox.exchanges))
    await town.app.client.publisher.publish_now()
    assert len(list(town.sandbox.exchanges)) == before  # it is not tried in a loop


async def test_another_channel_takes_over_what_waited(town: Town) -> None:
    delete_channel(town, "music")
    await submit(town["Noor"])
    await until_async(lambda: parked(town), bool)

    def choose(unit: Unit) -> None:
        unit.communities.put_spot(town.guild, Spot("channel", "theme:music", town.channels["agenda"]))
        plan_again(unit, town.guild, town.sandbox.clock.now())
        unit.hint("postings")

    await town.app.database.write(choose)
    await town["Noor"].wait_for_message(town.channels["agenda"], lambda each: "Noise Night" in each.text)
    await settled(town)
    assert await parked(town) == []
    await until_async(lambda: notes(town), lambda told: told == [])


async def test_permission_taken_away_and_given_back(town: Town) -> None:
    world, me, robin = town.sandbox.world, town.people.bot_id, town["Robin"].id
    channel = world.channels[place(town, "music")]
    before = channel.overwrites.get(me)
    channels.set_overwrite(
        world, channel, me, {"type": 1, "allow": "0", "deny": str(SEND_MESSAGES)}, by=robin
    )
    await submit(town["Noor"])
    await until_async(lambda: parked(town), bool)
    await until_async(lambda: notes(town), lambda told: len(told) == 1)
    assert "/setup" in (await notes(town))[0] or "/inrichten" in (await notes(town))[0]

    if before is None:
        channels.remove_overwrite(world, channel, me, by=robin)
    else:
        given = {"type": 1, "allow": str(before.allow), "deny": str(before.deny)}
        channels.set_overwrite(world, channel, me, given, by=robin)
    await card_in(town, "music", "Noise Night")
    await until_async(lambda: notes(town), lambda told: told == [])
    assert len(await cards(town)) == 1


async def test_a_message_deleted_by_hand_comes_back_with_the_next_change(town: Town) -> None:
    card = await published(town)
    await settled(town)
    world = town.sandbox.world
    channel = world.channels[card.channel_id]
    messages.delete(world, channel, channel.messages[card.id])
    await town.app.client.publisher.publish_now()
    assert await cards(town) == []  # whoever deleted it wanted that
    form = await town["Noor"].slash("event edit", event=str((await the_event(town)).id))
    await press(town["Noor"], await town["Noor"].fill(form, {"title": "It is back"}), "send")
    await card_in(town, "music", "It is back")
    await settled(town)
    assert len(await cards(town)) == 1


async def test_messages_of_a_channel_stand_in_the_order_in_which_they_came(town: Town) -> None:
    titles = [f"Night {number:02}" for number in range(12)]
    town.sandbox.fault(status=500, next=1, path="/messages$", method="POST")
    for title in titles:
        await submit(town["Noor"], title=title)
    await card_in(town, "music", titles[-1])
    await settled(town)
    assert [message.embeds[0]["title"] for message in await cards(town)] == titles


async def test_a_slow_channel_keeps_no_other_waiting(town: Town) -> None:
    fault = Fault(1, re.compile(f"/channels/{place(town, 'music')}/messages"), delay_ms=60_000, method="POST")
    town.sandbox.setting.faults.add(fault)
    await submit(town["Noor"], title="Slow")
    await until(lambda: fault.left == 0)
    await submit(town["Noor"], title="Quick", themes=["theatre"])
    await card_in(town, "theatre", "Quick")
    assert await cards(town) == []


async def test_the_end_does_not_wait_for_a_message_that_hangs(town: Town) -> None:
    fault = Fault(1, re.compile(f"/channels/{place(town, 'music')}/messages"), delay_ms=60_000, method="POST")
    town.sandbox.setting.faults.add(fault)
    await submit(town["Noor"])
    await until(lambda: fault.left == 0)
    async with asyncio.timeout(5):  # what is promised of SIGTERM
        await town.app.client.publisher.stop()
    posting = await town.app.database.read(
        lambda unit: unit.postings.messages_of(town.guild, subject_of(1), Surface.CARD)
    )
    assert posting == []


async def test_a_posting_that_cannot_be_rendered_keeps_no_other_waiting(town: Town, caplog: Any) -> None:
    def plan(unit: Unit) -> None:
        unit.postings.plan(town.guild, "nonsense:1", [Wanted(Surface.CARD, place(town, "music"))])

    await town.app.database.write(plan)
    await submit(town["Noor"])
    await card_in(town, "music", "Noise Night")
    assert "could not be rendered" in caplog.text


async def test_what_discord_refuses_is_not_tried_again(town: Town) -> None:
    """A card that Discord will not have (400) would be refused for ever."""
    await published(town)

    def spoil(unit: Unit) -> None:
        unit._connection.exec_driver_sql("UPDATE events SET image = 'no address at all'")
        unit.postings.touch(town.guild, subject_of(1))

    town.app.client.publisher.calm = timedelta(0)
    await town.app.database.write(spoil)
    waiting = await until_async(lambda: parked(town), bool)
    assert waiting[0][2].startswith("refused")
    assert len(await cards(town)) == 1


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_lost_gateway_loses_no_message_and_no_press(town: Town, resumable: bool) -> None:
    card = await published(town)
    await town.people.fault(drop_gateway=True, resumable=resumable)
    await submit_to_service(town, "While away")
    await card_in(town, "music", "While away")  # REST goes on without the gateway
    await town.people.bot_connected()
    assert "You are interested" in (await pressed_when_back(town, card)).text


async def pressed_when_back(town: Town, card: Message) -> Any:
    """Discord answers for a bot that is just coming back: the person presses again."""
    answers = []

    async def press_it() -> Any:
        answers.append(await press(town["Priya"], card, "more"))
        return answers[-1]

    await until_async(press_it, lambda answer: answer.error is None)
    return await press(town["Priya"], card, "interested")


async def submit_to_service(town: Town, title: str) -> None:
    caller = Caller(town["Robin"].id, "Robin", town.guild, 1, manages=True)
    now = town.sandbox.clock.now()
    drafts = town.app.services.drafts
    typed = {"title": title, "when": "vr 13 mrt 20:00"}
    draft = await drafts.begin(caller, typed, themes=("music",), now=now)
    await drafts.send(draft.id, caller, now=now)


async def test_a_community_without_a_channel_for_a_theme_uses_the_agenda(town: Town) -> None:
    await town.app.database.write(
        lambda unit: unit._connection.exec_driver_sql("DELETE FROM spots WHERE key = 'theme:music'") and None
    )
    await submit(town["Noor"])
    agenda = town.channels[Channel.AGENDA]
    await town["Noor"].wait_for_message(agenda, lambda each: "Noise Night" in each.text)
    assert len(await events(town)) == 1
