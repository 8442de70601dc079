"""Our own questions: those that the words were tuned on go where they belong, and the set is what it says."""

from collections import Counter

from benchmarks.desk import OTHERWISE, labelled, sectors
from domain.desk.routing import route


def test_the_tuning_half_goes_where_it_belongs() -> None:
    tuning = [one for one in labelled() if not one.measured]
    routings = [route(one.text, sectors(), otherwise=OTHERWISE).candidates[0].sector for one in tuning]
    right = sum(routing == one.sector for routing, one in zip(routings, tuning, strict=True))
    assert right >= 0.95 * len(tuning)


def test_half_of_them_are_only_measured_and_every_sector_has_as_many() -> None:
    every = labelled()
    assert len({one.text for one in every}) == len(every) >= 80
    assert sum(one.measured for one in every) * 2 == len(every)
    assert len(set(Counter((one.sector, one.measured) for one in every).values())) == 1
    assert {one.sector for one in every} == {one.key for one in sectors()}
    assert {one.locale for one in every} == {"nl", "en"}
