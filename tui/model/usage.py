"""Quotas: how many there are of something, and how many there may be."""

from typing import NamedTuple


class Usage(NamedTuple):
    """One quota of a subscription in a region; `name` is Gallery, GalleryImage or GalleryImageVersion."""

    name: str
    used: int
    limit: int

    @property
    def part(self) -> float:
        """The part that is used, 0 to 1 and beyond."""
        return self.used / self.limit if self.limit > 0 else 1.0
