"""The directory, introductions and leases on real databases of both kinds; at once, twice, and forgotten."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from domain.communities import Channel, Community, Role, Spot
from domain.directory.entry import Approach, Entry, Kind
from domain.directory.finding import Query
from domain.directory.introduction import State
from domain.directory.reaching import Reach
from domain.postings import Surface
from domain.refusal import Refusal
from domain.sectors import Appointment, Part, Sector
from domain.venues import Venue
from services.acting import Caller
from services.directory import DirectoryService
from services.directory_drafts import DirectoryDraftService
from services.directory_people import DirectoryPeople
from services.introductions import LAPSE, IntroductionService
from services.leases import LEASE, LeaseService
from services.reaching import ReachingService
from services.venues import VenueService
from storage.database import Database
from storage.postings import postings
from storage.unit import Unit

NOW = datetime(2026, 3, 9, 11, tzinfo=UTC)
HERE, HEADS = 50, 30
MILA, DAAN, SANNE, JORIS = 2, 3, 4, 5
_clicks = count(1000)


def caller(person: int, *roles: int, community: int = HERE, click: int = 0) -> Caller:
    return Caller(person, f"P{person}", community, click or next(_clicks), frozenset(roles))


def head() -> Caller:
    return caller(SANNE, HEADS)


@pytest.fixture
async def here(database: Database) -> Database:
    def begin(unit: Unit) -> None:
        unit.communities.save(Community(HERE, "De Sektor"))
        unit.communities.put_spot(HERE, Spot("role", Role.HEADS, HEADS))
        unit.communities.put_spot(HERE, Spot("channel", Channel.REVIEW, 70))
        for position, key in enumerate(("sektor", "locatie")):
            unit.communities.put_sector(HERE, Sector(key, key.title(), key.title()), position)

    await database.write(begin)
    return database


async def stands(here: Database, person: int = MILA, **typed: str) -> Entry:
    drafts = DirectoryDraftService(here)
    draft = await drafts.open_own(caller(person), now=NOW)
    await drafts.put(draft.id, caller(person), typed={"offers": "drums", **typed}, now=NOW)
    return (await drafts.send(draft.id, caller(person), now=NOW)).entry


async def kept(here: Database, name: str = "Broedplaats West") -> Entry:
    drafts = DirectoryDraftService(here)
    draft = await drafts.open_kept(head(), now=NOW)
    typed = {"name": name, "about": "Ateliers."}
    await drafts.put(draft.id, head(), typed=typed, kind=Kind.VENUE, now=NOW)
    return (await drafts.send(draft.id, head(), now=NOW)).entry


async def notices(here: Database, surface: Surface) -> list[tuple[str, int]]:
    """(subject, person) of the messages of this kind that should stand."""

    def work(unit: Unit) -> list[tuple[str, int]]:
        statement = select(postings.c.subject, postings.c.place).where(
            postings.c.surface == surface.value, postings.c.wanted
        )
        return sorted((row[0], row[1]) for row in unit.journal._connection.execute(statement))

    return await here.read(work)


async def test_sending_twice_at_once_makes_one_entry(here: Database) -> None:
    drafts = DirectoryDraftService(here)
    draft = await drafts.open_own(caller(MILA), now=NOW)
    assert (await drafts.open_own(caller(MILA), now=NOW)).id == draft.id
    await drafts.put(draft.id, caller(MILA), typed={"offers": "drums"}, now=NOW)
    sent = await asyncio.gather(*(drafts.send(draft.id, caller(MILA), now=NOW) for _ in range(5)))
    assert len({one.entry.id for one in sent}) == 1
    assert len(await here.read(lambda unit: unit.directory.of(HERE))) == 1
    with pytest.raises(Refusal, match="does not exist any more"):
        await drafts.put(draft.id, caller(DAAN), typed={}, now=NOW)
    with pytest.raises(Refusal, match="stands in the directory already"):
        await drafts.put(draft.id, caller(MILA), typed={}, now=NOW)


async def test_what_was_typed_and_not_sent_is_there_again(here: Database) -> None:
    drafts = DirectoryDraftService(here)
    draft = await drafts.open_own(caller(MILA), now=NOW)
    await drafts.put(draft.id, caller(MILA), typed={"about": "half"}, now=NOW)
    assert (await drafts.open_own(caller(MILA), now=NOW)).typed["about"] == "half"
    entry = await stands(here)
    assert entry.about == "half"
    changing = await drafts.open_own(caller(MILA), now=NOW)
    assert (changing.entry, changing.typed["about"]) == (entry.id, "half")
    await here.write(lambda unit: unit.directory.forget_drafts_before(NOW + timedelta(days=1)))
    with pytest.raises(Refusal):
        await drafts.preview(changing.id, caller(MILA), now=NOW)


async def test_a_draft_begun_twice_makes_one_own_entry(here: Database) -> None:
    first = await stands(here)
    second = await stands(here, about="again")
    assert (first.id, second.about) == (second.id, "again")


async def test_the_journal_tells_of_a_persons_entry_only_which_parts(here: Database) -> None:
    entry = await stands(here, about="a secret")
    await DirectoryService(here).remove(caller(MILA), entry.id, now=NOW)
    told = await here.read(lambda unit: unit.journal.of(HERE, f"directory:{entry.id}"))
    assert [one["action"] for one in told] == ["directory.add", "directory.remove"]
    assert "secret" not in str(told)
    place = await kept(here)
    await DirectoryService(here).set_approach(head(), place.id, Approach.PARTNER, now=NOW)
    (_, change) = await here.read(lambda unit: unit.journal.of(HERE, f"directory:{place.id}"))
    assert (change["before"], change["after"]) == ({"approach": ""}, {"approach": "partner"})


async def test_nothing_of_another_server_is_seen_or_changed(here: Database) -> None:
    await here.write(lambda unit: unit.communities.save(Community(51)))
    entry = await stands(here)
    elsewhere = caller(DAAN, HEADS, community=51)
    service = DirectoryService(here)
    assert (await service.find(elsewhere, Query())).total == 0
    with pytest.raises(Refusal, match="does not stand"):
        await service.show(elsewhere, entry.id)
    with pytest.raises(Refusal, match="does not stand"):
        await IntroductionService(here).ask(elsewhere, entry.id, "hoi", now=NOW)


async def test_venues_that_are_joined_stay_linked(here: Database) -> None:
    def begin(unit: Unit) -> tuple[int, int]:
        return unit.venues.add(HERE, Venue(0, "West")).id, unit.venues.add(HERE, Venue(0, "Oost")).id

    west, east = await here.write(begin)
    place = await kept(here, "West")
    assert place.venue == west
    await VenueService(here).merge(head(), west, east, now=NOW)
    shown = await DirectoryService(here).show(caller(DAAN), place.id)
    assert shown.venue is not None
    assert shown.venue.name == "Oost"


# ---- introductions


async def test_the_same_form_sent_twice_asks_once(here: Database) -> None:
    entry = await stands(here)
    service, click = IntroductionService(here), next(_clicks)
    first = await service.ask(caller(DAAN, click=click), entry.id, "hoi", now=NOW)
    again = await service.ask(caller(DAAN, click=click), entry.id, "hoi", now=NOW)
    assert first == again
    assert await notices(here, Surface.INTRODUCTION) == [("introduction:1", MILA)]
    assert await here.read(lambda unit: unit.timers.get(LAPSE, "1")) == NOW + timedelta(days=14)


async def test_two_requests_at_once_count_one_after_the_other(here: Database) -> None:
    entry = await stands(here)
    service = IntroductionService(here)
    results = await asyncio.gather(
        *(service.ask(caller(DAAN), entry.id, "hoi", now=NOW) for _ in range(4)), return_exceptions=True
    )
    assert sum(not isinstance(one, BaseException) for one in results) == 1
    assert sum(isinstance(one, Refusal) for one in results) == 3


async def test_yes_and_no_at_once_come_to_one_end(here: Database) -> None:
    entry = await stands(here)
    service = IntroductionService(here)
    one = await service.ask(caller(DAAN), entry.id, "hoi", now=NOW)
    in_dm = [caller(MILA, community=0) for _ in range(6)]
    results = await asyncio.gather(
        *(service.answer(who, one.id, bool(number % 2), now=NOW) for number, who in enumerate(in_dm)),
        return_exceptions=True,
    )
    states = {each.state for each in results if not isinstance(each, BaseException)}
    assert len(states) == 1
    told = await notices(here, Surface.INTRODUCED)
    both = [("introduction:1", MILA), ("introduction:1", DAAN)]
    assert told == (both if states == {State.ACCEPTED} else both[1:])


async def test_a_stranger_cannot_answer(here: Database) -> None:
    entry = await stands(here)
    service = IntroductionService(here)
    one = await service.ask(caller(DAAN), entry.id, "hoi", now=NOW)
    for who in (caller(JORIS), caller(DAAN), caller(MILA, community=51)):
        with pytest.raises(Refusal):
            await service.answer(who, one.id, True, now=NOW)
    assert await service.shown(one.id, JORIS) is None
    assert (await service.mine(caller(JORIS))).asked_me == []


async def test_taking_the_entry_away_ends_what_was_asked(here: Database) -> None:
    entry = await stands(here)
    service = IntroductionService(here)
    one = await service.ask(caller(DAAN), entry.id, "hoi", now=NOW)
    await DirectoryService(here).remove(caller(MILA), entry.id, now=NOW)
    assert (await service.mine(caller(DAAN))).asked_by_me[0].state is State.LAPSED
    assert await notices(here, Surface.INTRODUCED) == [("introduction:1", DAAN)]
    again = await stands(here)
    with pytest.raises(Refusal, match="cannot be asked for right now"):
        await service.ask(caller(DAAN), again.id, "hoi", now=NOW)
    with pytest.raises(Refusal, match="closed already"):
        await service.answer(caller(MILA), one.id, True, now=NOW)


async def test_a_new_contact_is_not_asked_what_was_asked_of_the_old_one(here: Database) -> None:
    place, people, service = await kept(here), DirectoryPeople(here), IntroductionService(here)
    await people.name_contact(head(), place.id, JORIS, now=NOW)
    with pytest.raises(Refusal, match="Nobody is named yet"):
        await service.ask(caller(DAAN), place.id, "hoi", now=NOW)
    with pytest.raises(Refusal, match="not asked to be"):
        await people.answer_contact(caller(MILA), place.id, agrees=True, shows=True, now=NOW)
    await people.answer_contact(caller(JORIS), place.id, agrees=True, shows=False, now=NOW)
    await service.ask(caller(DAAN), place.id, "hoi", now=NOW)
    after = await people.name_contact(head(), place.id, None, now=NOW)
    assert after.person is None
    assert (await service.mine(caller(DAAN))).asked_by_me[0].state is State.LAPSED


async def test_leaving_and_coming_back_while_the_bot_was_away(here: Database) -> None:
    entry, people = await stands(here), DirectoryPeople(here)
    await IntroductionService(here).ask(caller(DAAN), entry.id, "hoi", now=NOW)
    assert await people.people(HERE) == {MILA, DAAN}
    await people.present(HERE, {DAAN}, now=NOW)
    found = await here.read(lambda unit: unit.directory.own(HERE, MILA))
    assert found is not None
    assert found.hidden
    assert (await DirectoryService(here).public(HERE, Query())).total == 0
    await people.present(HERE, {MILA, DAAN}, now=NOW)
    assert (await DirectoryService(here).find(caller(DAAN), Query())).total == 1


# ---- the end of a lease


async def run_out(here: Database, entry_id: int, now: datetime) -> None:
    """What the loop of timers does when it looks at `now`."""
    due = await here.read(lambda unit: unit.timers.get(LEASE, str(entry_id)))
    if due is not None and due <= now:
        await LeaseService(here).remind(entry_id, now=now)


async def test_each_warning_once_also_when_the_timer_runs_twice(here: Database) -> None:
    place = await kept(here)
    one = Appointment("locatie", Part.HEAD, JORIS)
    await here.write(lambda unit: unit.communities.appoint(HERE, one))
    await DirectoryService(here).set_lease(head(), place.id, date(2026, 12, 31), now=NOW)
    now, told = NOW, []
    while now < datetime(2027, 2, 1, tzinfo=UTC):
        await run_out(here, place.id, now)
        await asyncio.gather(*(LeaseService(here).remind(place.id, now=now) for _ in range(2)))
        told = await notices(here, Surface.LEASE_DM)
        now += timedelta(days=7)
    assert told == [(f"lease:{place.id}:2026-12-31:{lead}", JORIS) for lead in (180, 30, 90)]
    assert await here.read(lambda unit: unit.timers.get(LEASE, str(place.id))) is None


async def test_down_for_long_only_the_newest(here: Database) -> None:
    place = await kept(here)
    await DirectoryService(here).set_lease(head(), place.id, date(2026, 12, 31), now=NOW)
    await run_out(here, place.id, datetime(2026, 12, 5, tzinfo=UTC))
    assert await notices(here, Surface.LEASE) == [(f"lease:{place.id}:2026-12-31:30", 70)]
    await run_out(here, place.id, datetime(2027, 1, 5, tzinfo=UTC))
    assert len(await notices(here, Surface.LEASE)) == 1


async def test_a_warning_that_waits_says_nothing_once_the_day_moved(here: Database) -> None:
    place, service = await kept(here), DirectoryService(here)
    await service.set_lease(head(), place.id, date(2026, 4, 1), now=NOW)
    await run_out(here, place.id, NOW)
    ((subject, _),) = await notices(here, Surface.LEASE)
    assert await LeaseService(here).shown(subject, 0) is not None
    await service.set_lease(head(), place.id, date(2029, 4, 1), now=NOW)
    assert await LeaseService(here).shown(subject, 0) is None
    for wrong in (date(2026, 3, 8), date(2200, 1, 1)):
        with pytest.raises(Refusal):
            await service.set_lease(head(), place.id, wrong, now=NOW)


# ---- being reached


async def test_who_is_dismissed_is_reached_no_more(here: Database) -> None:
    service, one = ReachingService(here), Appointment("locatie", Part.HEAD, JORIS)
    await here.write(lambda unit: unit.communities.appoint(HERE, one))
    await service.set(caller(JORIS), Reach.PUBLIC, "Joris", "j@example.org", now=NOW)
    assert [len(each.people) for each in (await service.all(HERE, public=True))[1]] == [0, 1]
    await here.write(lambda unit: unit.communities.dismiss(HERE, [one]))
    assert [len(each.people) for each in (await service.all(HERE, public=True))[1]] == [0, 0]
    with pytest.raises(Refusal, match="who carries a sector"):
        await service.set(caller(JORIS), Reach.NOT, "Joris", "", now=NOW)
