"""What a filter lets through, judged bit by bit as things change, is what it would let through judged all at once."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.filters import parse_filter
from tui.model.precedence import Source, Stamp
from tui.screens.narrowing import A_TURN, Narrowing
from tui.services.inventory import ROOT, Inventory, Value

GET = Stamp(Source.GET, NOW)
KNOWN: list[Value] = [
    subscription(),
    *(gallery(name) for name in ("red", "blue")),
    *(definition(name, gallery("red")) for name in ("redhat", "suse")),
    *(version(name, state=state) for name in ("1.0.0", "2.0.0") for state in ("Succeeded", "Failed")),
    *(
        version("1.0.0", within=definition("suse", gallery("red")), actual=actual)
        for actual in ("uksouth Failed 3", None)
    ),
]
FILTERS = st.sampled_from(["red", "!red", "1.0", "state:failed", "nothing", "prod"])
CHANGES = st.lists(st.tuples(st.sampled_from(KNOWN), st.booleans()), max_size=12)


def shown(narrowing: Narrowing) -> set[str]:
    """Which of the known keys are shown."""
    assert narrowing.shown is not None
    return {each.key for each in KNOWN if each.key in narrowing.shown}


@given(FILTERS, CHANGES, CHANGES, st.booleans())
def test_judging_what_changes_comes_to_the_same_as_judging_all(
    text: str, before: list[tuple[Value, bool]], after: list[tuple[Value, bool]], problems_only: bool
) -> None:
    inventory = Inventory()
    watch = inventory.changes.watch()
    bit_by_bit, at_once = Narrowing(inventory), Narrowing(inventory)
    for each in (bit_by_bit, at_once):
        each.holds, each.problems_only = parse_filter(text), problems_only
    apply(inventory, before)
    asyncio.run(bit_by_bit.judge_all())
    watch.take()
    for change in after:
        apply(inventory, [change])
        bit_by_bit.judge(watch.take())
    asyncio.run(at_once.judge_all())
    assert shown(bit_by_bit) == shown(at_once)
    assert list(bit_by_bit.outermost()) == list(at_once.outermost())


def apply(inventory: Inventory, changes: list[tuple[Value, bool]]) -> None:
    """Let things come or change, or go."""
    for value, comes in changes:
        if comes:
            inventory.take(value, GET)
        else:
            inventory.delete(value.key, NOW)


async def test_what_changes_while_all_are_judged_is_judged_as_it_is_now() -> None:
    inventory = Inventory()
    known: list[Value] = [subscription(), gallery(), definition()]
    known += [version(f"1.0.{number}") for number in range(2 * A_TURN)]
    apply(inventory, [(each, True) for each in known])
    narrowing = Narrowing(inventory)
    narrowing.holds = parse_filter("state:failed")
    judging = asyncio.ensure_future(narrowing.judge_all())
    await asyncio.sleep(0)
    assert not judging.done()
    failed = version("1.0.0", state="Failed")
    inventory.take(failed, GET)
    narrowing.judge({failed.key})
    await judging
    assert list(narrowing.outermost()) == [failed.key]


@given(FILTERS, CHANGES)
def test_the_branches_shown_under_a_key_are_those_that_are_shown_one_by_one(
    text: str, changes: list[tuple[Value, bool]]
) -> None:
    inventory = Inventory()
    apply(inventory, changes)
    narrowing = Narrowing(inventory)
    narrowing.holds = parse_filter(text)
    asyncio.run(narrowing.judge_all())
    assert narrowing.shown is not None
    for key in (ROOT, *inventory.keys()):
        children = inventory.children(key)
        assert narrowing.shown.of(key, children) == [each for each in children if each in narrowing.shown]
