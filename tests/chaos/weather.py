"""Storms: what goes wrong on the way to Azure, when, and for how long."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from tests.tui.simulated_azure import SimulatedAzure
from tui.simulator.denials import Denials
from tui.simulator.scenario import Body

FAULTS: dict[str, Body] = {
    "throttled": {"status": 429},
    "throttled for a while": {"status": 429, "retry_after": 45},
    "throttled for an hour": {"status": 429, "retry_after": 3600},
    "failing": {"status": 500},
    "busy": {"status": 503},
    "busy for a while": {"status": 503, "retry_after": 20},
    "forbidden": {"status": 403},
    "dropped": {"drop": True},
    "dropped after all": {"drop": True, "when": "after"},
    "truncated": {"cut_after_bytes": 100},
    "not JSON": {"body": "<html>", "when": "after"},
    "slow": {"delay_seconds": 20},
    "silent": {"delay_seconds": 120},
}
REQUESTS = {
    "all": ".",
    "single versions": r"\$expand",
    "every third version": r"versions/\d+\.\d+\.\d*[0369]\?",
    "lists": r"/(galleries|images|versions)\?",
    "Resource Graph": "(?i)ResourceGraph",
    "tenants and subscriptions": r"^GET /(tenants|subscriptions)\?",
    "sign-in": "/msi/",
}
HAPPENINGS = ("unreachable", "denied", "expired", "host's clock ahead", "host's clock behind", "host asleep")
FIRST = 2
"""Minutes before the first storm."""


class Storm(NamedTuple):
    """Something that goes wrong from a minute on, for so many; `of` names requests or a subscription's number."""

    what: str
    of: str | int
    begins: int
    lasts: int

    @property
    def ends(self) -> int:
        """The minute in which it is over."""
        return self.begins + self.lasts


def storms(minutes: int) -> st.SearchStrategy[list[Storm]]:
    """Make one storm of each kind, in any order, over so many minutes; they overlap where they last long."""
    kinds = [*FAULTS, *HAPPENINGS]
    every = minutes // len(kinds)
    begins = [st.integers(every * nth, every * (nth + 1)) for nth in range(len(kinds))]
    fates = st.tuples(st.sampled_from([*REQUESTS]), st.integers(0, 3), st.integers(15, 90))

    def put_together(order: list[str], begins: tuple[int, ...], fates: list[tuple[str, int, int]]) -> list[Storm]:
        return [
            Storm(what, of if what in FAULTS else subscription, begin + FIRST, lasts)
            for what, begin, (of, subscription, lasts) in zip(order, begins, fates, strict=True)
        ]

    return st.builds(
        put_together,
        st.permutations(kinds),
        st.tuples(*begins),
        st.lists(fates, min_size=len(kinds), max_size=len(kinds)),
    )


class Weather:
    """Lets storms come and go over a simulated Azure."""

    def __init__(self, azure: SimulatedAzure, storms: Sequence[Storm]) -> None:
        self._azure = azure
        self._storms = storms
        self._active: list[Storm] = []
        self._once: dict[str, Callable[[Storm], None]] = {
            "expired": lambda _: azure.core.state.tokens.expire(),
            "host's clock ahead": lambda storm: self._set_host(storm.lasts * 900.0),
            "host's clock behind": lambda storm: self._set_host(storm.lasts * -900.0),
            "host asleep": lambda storm: azure.sleep(storm.lasts * 60.0),
        }

    def at(self, minute: int) -> bool:
        """Have the weather of a minute; says whether it is calm."""
        for storm in self._storms:
            if storm.begins == minute and storm.what in self._once:
                self._once[storm.what](storm)
        active = [each for each in self._storms if each.begins <= minute < each.ends]
        if active != self._active:
            self._active = active
            self._spoil()
        return not active

    def _spoil(self) -> None:
        azure, world = self._azure, self._azure.core.state.world
        subscriptions = list(world.subscriptions)
        denied = [each.of for each in self._active if each.what == "denied"]
        azure.spoil(
            *({"match": REQUESTS[str(each.of)], **FAULTS[each.what]} for each in self._active if each.what in FAULTS)
        )
        world.denied = Denials(f"/subscriptions/{subscriptions[int(number)]}" for number in denied)
        azure.reachable = not any(each.what == "unreachable" for each in self._active)

    def _set_host(self, seconds: float) -> None:
        self._azure.host_ahead = seconds
