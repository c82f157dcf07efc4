"""The image versions of Contoso: which there are, and where they are wanted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tui.simulator.demo.company import NOW, Company
from tui.simulator.demo.hostile import HOSTILE
from tui.simulator.demo.images import DEFINITIONS, Definition
from tui.simulator.demo.numbering import nightly_numbers, published, published_nightly, version_numbers
from tui.simulator.regions import REGIONS

_YEAR: Final = timedelta(days=365)
_NOTICE: Final = timedelta(days=14)
_BRIEF_LIFE: Final = timedelta(days=30)
_DATA_DISKS_GB: Final = (128, 1023)
_PLACES: Final = tuple(region.name for region in REGIONS.values() if region.recommended)


@dataclass(frozen=True, slots=True)
class Target:
    """A region that a version is wanted in, and how far it is there; without a state it was never begun.

    One that is replicating ends so many minutes from now, or else stays where it is.
    """

    region: str
    replicas: int = 1
    storage: str = "Standard_LRS"
    state: str | None = "Completed"
    progress: int = 100
    details: str | None = None
    minutes_left: int | None = None
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """An image version."""

    definition: Definition
    number: str
    published: datetime
    targets: tuple[Target, ...]
    end_of_life: datetime | None = None
    excluded: bool = False
    provisioning_state: str = "Succeeded"
    data_gb: tuple[int, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in its gallery."""
        return (*self.definition.path, "versions", self.number)


def usual_versions(company: Company) -> list[Version]:
    """Every version as it would be if nothing ever went wrong."""
    return [version for definition in DEFINITIONS for version in _versions_of(company, definition)]


def _versions_of(company: Company, definition: Definition) -> list[Version]:
    dice = company.dice("versions", definition.gallery.name, definition.name)
    if "nightly" in definition.traits:
        numbers = nightly_numbers(NOW.date(), definition.count)
        moments = published_nightly(numbers)
    else:
        numbers = version_numbers(definition.newest, definition.count)
        last = NOW - 2 * _YEAR if "retired" in definition.traits else NOW
        moments = published(numbers, last, definition.days_apart, dice)
    home = definition.gallery.home
    regions = [home, *dice.sample([place for place in _PLACES if place != home], definition.regions - 1)]
    targets = tuple(_target(definition, region) for region in regions)
    ends = _ends_of_life(definition, numbers, moments)
    return [
        Version(
            definition,
            number,
            when,
            targets,
            end_of_life=end,
            excluded="retired" in definition.traits or ("canary" in definition.traits and index == 0),
            data_gb=_DATA_DISKS_GB if "data" in definition.traits else (),
            tags=_tags(definition),
        )
        for index, (number, when, end) in enumerate(zip(numbers, moments, ends, strict=True))
    ]


def _target(definition: Definition, region: str) -> Target:
    home = region == definition.gallery.home
    traits = definition.traits
    storage = "Premium_LRS" if "premium" in traits else "Standard_LRS"
    if home and "zrs" in traits and REGIONS[region].zones:
        storage = "Standard_ZRS"
    replicas = 1 if "shallow" in traits else 20 if "crowded" in traits and home else 2 if home else 1
    return Target(region, replicas, storage)


def _ends_of_life(definition: Definition, numbers: list[str], moments: list[datetime]) -> list[datetime | None]:
    """The end of each life, if it has one: see the traits of a definition."""
    if "brief" in definition.traits:
        return [when + _BRIEF_LIFE for when in moments]
    if "retired" in definition.traits:
        return [NOW - _YEAR for _ in moments]
    if "lines" not in definition.traits:
        return [None for _ in moments]
    ends: list[datetime | None] = []
    begun: dict[str, datetime] = {}
    later = ""
    for number, when in zip(numbers, moments, strict=True):
        line = number.rpartition(".")[0]
        if line not in begun:
            later = next(reversed(begun), "")
        begun[line] = when
        ends.append(begun[later] + _NOTICE if later else when + _YEAR)
    return ends


def _tags(definition: Definition) -> tuple[tuple[str, str], ...]:
    if "hostile" in definition.traits:
        return tuple(HOSTILE.items())
    if definition.gallery.name == "img_prod":
        return (("team", "core"), ("ring", "prod"))
    return (("pipeline", "image-factory"),) if definition.source == "image" else ()
