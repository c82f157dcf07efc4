"""Whatever goes wrong, and whatever others do meanwhile: what is shown is so, or was so when it says."""

import asyncio
import logging
from collections.abc import Sequence

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.chaos.day import DAY, MOST_A_SECOND, Day, day
from tests.chaos.weather import Storm, storms
from tui.services.standing import Phase as Stands

CALM = 150
"""Minutes without a storm at the end: a version that has settled is read once an hour."""

MOST_A_MINUTE = 600
"""Requests: a first burst of 400, and 4 a second."""


@settings(max_examples=2, phases=[Phase.reuse, Phase.generate])  # to find the least bad day would take hours
@given(st.sampled_from([600.0, 60.0]), storms(DAY - 2 * CALM))
def test_a_day_of_chaos_leaves_nothing_false_behind_and_makes_no_storm_of_requests(
    lag: float, weather: Sequence[Storm]
) -> None:
    logging.disable()  # what fails is meant to
    try:
        asyncio.run(_live_through(lag, weather))
    finally:
        logging.disable(logging.NOTSET)


async def _live_through(lag: float, weather: Sequence[Storm]) -> None:
    async with day(storms=weather, lag=lag) as today:
        await today.live(DAY - CALM, written_every=5)
        await today.live(CALM)
        assert today.untrue() == []
        assert today.dishonest == []
        assert today.witness.flickers == []
        assert today.upkeep.inventory.failures() == {}
        assert today.upkeep.standing.phase is Stands.CURRENT
        assert today.others.done > 200
        assert today.most_asked_in(1) <= MOST_A_SECOND
        assert today.most_asked_in(60) <= MOST_A_MINUTE


async def test_nothing_that_resource_manager_said_flickers_beside_a_graph_that_is_ten_minutes_late() -> None:
    async with day(lag=600.0) as today:
        await today.live(6 * 60, written_every=2)
        assert today.witness.flickers == []
        assert today.witness.changes_seen > 150
        assert today.dishonest == []
        await _until_true(today)


async def _until_true(today: Day) -> None:
    """See that what others did last is known as soon as Graph has heard of it and a survey has asked."""
    await today.live(30)
    missing = [each for each in today.untrue() if each.startswith("not ")]
    assert missing == []
