"""Changes: every consumer hears of every change once, however seldom it looks."""

import asyncio
import gc

from tests.tui.services.virtual_clock import settle
from tui.services.changes import Changes


def test_every_consumer_takes_what_changed_since_it_last_looked() -> None:
    changes = Changes()
    often, seldom = changes.watch(), changes.watch()
    changes.announce("a", "b")
    assert often.take() == {"a", "b"}
    changes.announce("b", "c")
    assert often.take() == {"b", "c"}
    assert often.take() == set()
    assert seldom.take() == {"a", "b", "c"}


async def test_who_waits_is_woken_by_a_change() -> None:
    changes = Changes()
    watch = changes.watch()
    waiting = asyncio.create_task(watch.wait())
    await settle()
    assert not waiting.done()
    changes.announce("a")
    await settle()
    assert waiting.done()
    watch.take()
    again = asyncio.create_task(watch.wait())
    await settle()
    assert not again.done()
    again.cancel()


async def test_a_consumer_can_be_woken_by_an_event_of_its_own() -> None:
    changes = Changes()
    wake = asyncio.Event()
    watch = changes.watch(wake)
    changes.announce("a")
    assert wake.is_set()
    assert watch.take() == {"a"}
    assert not wake.is_set()


def test_a_consumer_that_is_let_go_of_costs_nothing() -> None:
    changes = Changes()
    watch = changes.watch()
    changes.announce("a")
    del watch
    gc.collect()
    assert len(changes._watches) == 0
