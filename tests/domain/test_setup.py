"""What is planned for a server: nothing twice, nothing taken from people, and what was deleted again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.communities import Category, Channel, Role, Spot, theme_channel
from domain.obstacles import EVENT_LIST_PERMISSIONS, SERVER_PERMISSIONS, Obstacle, Trouble, obstacles
from domain.setup import Item, Kind, Line, Server, Step, Thing, items_for, plan
from domain.themes import Theme

MUSIC = Theme("music", "Muziek", "Music", "🎸")
MEDIA = Theme("media", "Mediacultuur", "Media culture", "📼")
ITEMS = items_for((MUSIC, MEDIA))
ALL = frozenset((*SERVER_PERMISSIONS, *EVENT_LIST_PERMISSIONS))
GUILD = 1


def server(*things: Thing, granted: frozenset[str] = ALL) -> Server:
    return Server(GUILD, things, granted)


def channel(
    discord_id: int, name: str, granted: frozenset[str] = ALL, seen_by: frozenset[int] = frozenset()
) -> Thing:
    return Thing(kind=Kind.CHANNEL, id=discord_id, name=name, granted=granted, seen_by=seen_by)


def role(discord_id: int, name: str) -> Thing:
    return Thing(kind=Kind.ROLE, id=discord_id, name=name)


def line_of(lines: tuple[Line, ...], kind: Kind, key: str) -> Line:
    return next(line for line in lines if (line.item.kind, line.item.key) == (kind, key))


def test_everything_that_the_issue_names_belongs_on_a_server() -> None:
    named = {(item.kind, item.key) for item in ITEMS}
    assert {(Kind.ROLE, role) for role in Role} <= named
    assert {(Kind.CATEGORY, category) for category in Category} <= named
    assert {(Kind.CHANNEL, channel) for channel in Channel} <= named
    assert {(Kind.CHANNEL, theme_channel("music")), (Kind.CHANNEL, theme_channel("media"))} <= named


def test_an_empty_server_gets_everything() -> None:
    assert {line.step for line in plan(ITEMS, server(), [])} == {Step.NEW}


@pytest.mark.parametrize("name", ["muziek", "🎸-muziek", "Muziek", "🎵│muziek", "music", "MUZIEK"])
def test_a_channel_is_recognised_by_its_name_in_both_languages(name: str) -> None:
    line = line_of(plan(ITEMS, server(channel(7, name)), []), Kind.CHANNEL, theme_channel("music"))
    assert (line.step, line.thing) == (Step.FOUND, channel(7, name))


@pytest.mark.parametrize("name", ["muziekles", "live-muziek", "musical"])
def test_another_name_is_another_channel(name: str) -> None:
    line = line_of(plan(ITEMS, server(channel(7, name)), []), Kind.CHANNEL, theme_channel("music"))
    assert line.step is Step.NEW


def test_of_two_with_the_same_name_the_oldest_is_used() -> None:
    line = line_of(
        plan(ITEMS, server(channel(9, "muziek"), channel(7, "muziek")), []),
        Kind.CHANNEL,
        theme_channel("music"),
    )
    assert line.thing == channel(7, "muziek")


def test_a_category_is_no_channel() -> None:
    things = server(Thing(kind=Kind.CATEGORY, id=7, name="Muziek"))
    assert line_of(plan(ITEMS, things, []), Kind.CHANNEL, theme_channel("music")).step is Step.NEW


def test_what_is_linked_stays_whatever_it_is_called() -> None:
    things = server(channel(7, "herrie"), channel(8, "muziek"))
    line = line_of(
        plan(ITEMS, things, [Spot("channel", "theme:music", 7)]), Kind.CHANNEL, theme_channel("music")
    )
    assert (line.step, line.thing) == (Step.STANDS, channel(7, "herrie"))


def test_a_channel_that_serves_something_else_is_not_taken_by_its_name() -> None:
    things = server(channel(7, "muziek"))
    lines = plan(ITEMS, things, [Spot("channel", "theme:media", 7)])
    assert line_of(lines, Kind.CHANNEL, theme_channel("music")).step is Step.NEW


def test_what_was_deleted_by_hand_is_seen_and_made_again() -> None:
    line = line_of(plan(ITEMS, server(), [Spot("channel", Channel.DESK, 7)]), Kind.CHANNEL, Channel.DESK)
    assert (line.step, line.lost) == (Step.NEW, True)


@pytest.mark.parametrize("danger", [{"powerful": True}, {"managed": True}])
def test_the_role_that_the_bot_hands_out_is_never_a_dangerous_one(danger: dict[str, bool]) -> None:
    things = server(replace(role(7, "Sectorhoofd"), **danger))
    assert line_of(plan(ITEMS, things, []), Kind.ROLE, Role.HEADS).step is Step.NEW


def test_names_follow_the_language_of_the_community() -> None:
    media = next(item for item in ITEMS if item.key == theme_channel("media"))
    assert (media.name("nl"), media.name("en")) == ("📼-mediacultuur", "📼-media-culture")


def test_all_names_are_different_within_a_kind() -> None:
    for locale in ("nl", "en"):
        names = [(item.kind, item.name(locale)) for item in ITEMS]
        assert len(names) == len(set(names))


NAMES = st.sampled_from(
    [item.name("nl") for item in ITEMS] + [item.name("en") for item in ITEMS] + ["algemeen"]
)
THINGS = st.lists(
    st.builds(Thing, kind=st.sampled_from(Kind), id=st.integers(2, 40), name=NAMES),
    unique_by=lambda thing: thing.id,
)
SPOTS = st.lists(
    st.builds(
        lambda item, number: Spot(item.kind, item.key, number), st.sampled_from(ITEMS), st.integers(2, 40)
    ),
    unique_by=lambda spot: (spot.kind, spot.key),
)


def carried_out(lines: tuple[Line, ...], before: Server) -> tuple[Server, list[Spot]]:
    """What stands after somebody pressed the button."""
    things, spots = list(before.things), []
    for number, line in enumerate(lines, start=100):
        thing = line.thing
        if thing is None:
            thing = Thing(kind=line.item.kind, id=number, name=line.item.name("nl"))
            things.append(thing)
        spots.append(Spot(line.item.kind, line.item.key, thing.id))
    return Server(before.id, tuple(things), before.granted), spots


@given(THINGS, SPOTS)
def test_a_second_time_there_is_nothing_left_to_do(things: list[Thing], spots: list[Spot]) -> None:
    first = server(*things)
    after, linked = carried_out(plan(ITEMS, first, spots), first)
    assert {line.step for line in plan(ITEMS, after, linked)} == {Step.STANDS}


@given(THINGS, SPOTS)
def test_nothing_is_found_for_two_purposes(things: list[Thing], spots: list[Spot]) -> None:
    lines = plan(ITEMS, server(*things), spots)
    found = [line.thing.id for line in lines if line.step is Step.FOUND and line.thing]
    linked = {spot.discord_id for spot in spots}
    assert len(found) == len(set(found))
    assert not linked & set(found)


@given(THINGS, st.integers(0, len(ITEMS)))
def test_a_run_that_broke_off_is_taken_up_where_it_stopped(things: list[Thing], done: int) -> None:
    """Even when the last thing was made and the bot died before it could note that down."""
    first = server(*things)
    lines = plan(ITEMS, first, [])
    halfway, spots = carried_out(lines[:done], first)
    again = plan(ITEMS, halfway, spots[:-1])
    made_before = sum(line.step is Step.NEW for line in lines[:done])
    made_after = sum(line.step is Step.NEW for line in again)
    assert made_before + made_after == sum(line.step is Step.NEW for line in lines)


# ---- what is in the way


def troubles(things: Server, *spots: Spot, parked: dict[int, int] | None = None) -> tuple[Obstacle, ...]:
    return obstacles(things, plan(ITEMS, things, spots), parked or {})


def test_nothing_is_in_the_way_of_a_bot_that_may_all_it_needs() -> None:
    assert troubles(server(channel(7, "agenda"))) == ()


def test_each_permission_that_the_server_withholds_is_named() -> None:
    (found,) = troubles(server(granted=ALL - {"manage_roles", "embed_links"}))
    assert (found.trouble, found.permissions) == (Trouble.SERVER_LACKS, ("embed_links", "manage_roles"))


def test_the_event_list_is_in_the_way_only_where_it_is_wanted() -> None:
    poor = server(channel(7, "agenda"), granted=ALL - {"create_events"})
    (found,) = troubles(poor)
    assert (found.trouble, found.permissions) == (Trouble.EVENT_LIST_CLOSED, ("create_events",))
    assert obstacles(poor, plan(ITEMS, poor, ()), {}, event_list=False) == ()


def test_a_channel_that_the_bot_may_not_see_is_closed() -> None:
    closed = channel(7, "agenda", frozenset())
    (found,) = troubles(server(closed), Spot("channel", Channel.AGENDA, 7))
    assert (found.trouble, found.thing) == (Trouble.CHANNEL_CLOSED, closed)


def test_a_channel_where_something_lacks_is_named_once_however_often_it_is_used() -> None:
    poor = channel(7, "alles", ALL - {"attach_files"})
    found = troubles(server(poor), Spot("channel", "theme:music", 7), Spot("channel", "theme:media", 7))
    assert [(one.trouble, one.permissions) for one in found] == [(Trouble.CHANNEL_LACKS, ("attach_files",))]


def test_a_review_channel_that_everybody_sees_is_no_good() -> None:
    (found,) = troubles(server(channel(7, "redactie", seen_by=frozenset({GUILD}))))
    assert found.trouble is Trouble.REVIEW_OPEN


def test_editors_who_do_not_see_the_review_channel_are_named() -> None:
    heads, editors = role(3, "Sectorhoofd"), role(4, "Redactie")
    (found,) = troubles(server(heads, editors, channel(7, "review", seen_by=frozenset({3}))))
    assert (found.trouble, found.role) == (Trouble.REVIEW_HIDDEN, editors)


@pytest.mark.parametrize(
    ("flag", "trouble"),
    [
        ("too_high", Trouble.ROLE_TOO_HIGH),
        ("managed", Trouble.ROLE_UNFIT),
        ("powerful", Trouble.ROLE_UNFIT),
    ],
)
def test_a_heads_role_that_cannot_be_given_is_named(flag: str, trouble: Trouble) -> None:
    things = server(replace(role(3, "bazen"), **{flag: True}))
    (found,) = troubles(things, Spot("role", Role.HEADS, 3))
    assert found.trouble is trouble


def test_messages_that_wait_for_a_channel_without_a_purpose_are_counted() -> None:
    (found,) = troubles(server(), parked={99: 3})
    assert (found.trouble, found.channel_id, found.count) == (Trouble.WAITING, 99, 3)


def test_items_are_what_is_called() -> None:
    item = Item(Kind.CHANNEL, "desk", "Loket", "Help desk", "🛎️", also=("Vragen",))
    assert [name for name in ("loket", "HELP-DESK", "🛎️-vragen", "balie") if item.is_called(name)] == [
        "loket",
        "HELP-DESK",
        "🛎️-vragen",
    ]
