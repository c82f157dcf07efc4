"""Regions: one place answers to several spellings, and they join on the canonical one."""

from functools import lru_cache

from msgspec import Struct


class Location(Struct, frozen=True, gc=False):
    """A region that a subscription may use, as the list of locations names it."""

    name: str
    display_name: str
    geography: str | None = None
    paired_region: str | None = None
    zones: bool = False


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The canonical name of a region: "East US 2", "eastus2" and "EastUS2" are one.

    Recorded: targetRegions come back with display names, replicationStatus and location with canonical ones.
    """
    return "".join(name.split()).lower()


class RegionNames:
    """Display names by canonical name, learnt from every list of locations and every spelling met in a body."""

    def __init__(self) -> None:
        self._display: dict[str, str] = {}
        self.learnt = False

    def learn(self, locations: list[Location]) -> None:
        """Take the names of a list of locations, which beat any spelling met before."""
        self.learnt = True
        self._display.update((canonical(each.name), each.display_name) for each in locations)

    def met(self, spelling: str) -> None:
        """Remember a spelling that reads like a display name, unless a better one is known."""
        if " " in spelling:
            self._display.setdefault(canonical(spelling), spelling)

    @property
    def known(self) -> list[str]:
        """The canonical names of all that were met, and once a list of locations was `learnt`, of all in that."""
        return list(self._display)

    def display(self, region: str) -> str:
        """The name for people; a region never met shows as it is."""
        return self._display.get(canonical(region), region)
