"""`--scale`: a world of any size, made from counts."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Final

from tui.simulator.guids import Guids
from tui.simulator.regions import REGIONS, Region
from tui.simulator.replication import row
from tui.simulator.scenario import Body, Scenario, Subscription, Tenant

_FAILURE: Final = "Failed with internal server error."


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts per parent; `moving` and `broken` are versions in all, spread evenly."""

    subscriptions: int = 1
    galleries: int = 1
    definitions: int = 1
    versions: int = 1
    regions: int = 6
    moving: int = 0
    broken: int = 0

    def __post_init__(self) -> None:
        if self.regions > len(REGIONS):
            raise ValueError(f"--scale: there are {len(REGIONS)} regions, not {self.regions}")
        marked = self.moving + self.broken
        if self.regions < (2 if marked else 1):
            raise ValueError("--scale: at least 1 region, and 2 where versions are moving or broken")
        total = self.subscriptions * self.galleries * self.definitions * self.versions
        if marked > total:
            raise ValueError(f"--scale: {self.moving} moving and {self.broken} broken of {total} versions")


def parse_scale(text: str) -> Scale:
    """Read `subscriptions=2,galleries=3,...`; raises ValueError naming the wrong key and the nearest right one."""
    known = [each.name for each in fields(Scale)]
    counts: dict[str, int] = {}
    for part in text.split(","):
        name, _, value = (each.strip() for each in part.partition("="))
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            raise ValueError(f"--scale: there is no {name!r}; {hint}")
        if not value.isdecimal():
            raise ValueError(f"--scale: {name} wants a whole number, not {value!r}")
        counts[name] = int(value)
    return Scale(**counts)


def scaled_scenario(scale: Scale, seed: int, tenants: list[Tenant], now: str) -> Scenario:
    """Make the world that a scale asks for; same seed, same world."""
    guids = Guids(f"scale {seed}")
    home = tenants[0].tenant_id
    subscriptions = [Subscription(guids(), f"Scale {n + 1:03}", home) for n in range(scale.subscriptions)]
    resources = list(_resources(scale, subscriptions))
    return Scenario(now, tenants, subscriptions, resources)


def _resources(scale: Scale, subscriptions: list[Subscription]) -> Iterator[Body]:
    # Zoned and well-known regions first, so that a small world looks like a usual one.
    regions = sorted(REGIONS.values(), key=lambda each: not each.recommended)[: scale.regions]
    marked = _marked(scale)
    number = 0
    for subscription in subscriptions:
        for g in range(scale.galleries):
            group = f"/subscriptions/{subscription.subscription_id}/resourceGroups/rg-gallery-{g + 1:03}"
            gallery = f"{group}/providers/Microsoft.Compute/galleries/gal_{g + 1:03}"
            yield _gallery(gallery, subscription.subscription_id, regions[0])
            for d in range(scale.definitions):
                definition = f"{gallery}/images/image-{d + 1:03}"
                yield _definition(definition, d, regions[0])
                targets = _targets(regions, d)
                for v in range(scale.versions):
                    yield _version(
                        f"{definition}/versions/1.{v // 100}.{v % 100}", targets, regions, marked.get(number)
                    )
                    number += 1


def _marked(scale: Scale) -> dict[int, str]:
    """Which versions, by number, are moving and which are broken: evenly spread, both among each other."""
    total = scale.subscriptions * scale.galleries * scale.definitions * scale.versions
    chosen = scale.moving + scale.broken
    marks = {}
    for n in range(chosen):
        broken = (n + 1) * scale.broken // chosen > n * scale.broken // chosen
        marks[n * total // chosen] = "Failed" if broken else "Replicating"
    return marks


def _gallery(own_id: str, subscription: str, home: Region) -> Body:
    unique = f"{subscription}-{own_id.rpartition('/')[2].upper()}"
    properties = {"identifier": {"uniqueName": unique}, "provisioningState": "Succeeded"}
    return _body(own_id, "Microsoft.Compute/galleries", home, properties)


def _definition(own_id: str, nth: int, home: Region) -> Body:
    properties: Body = {
        "hyperVGeneration": "V2",
        "architecture": "x64",
        "features": [{"name": "SecurityType", "value": "TrustedLaunchSupported"}],
        "osType": "Windows" if nth % 3 == 2 else "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "Contoso", "offer": "scale", "sku": f"image-{nth + 1:03}"},
        "provisioningState": "Succeeded",
    }
    return _body(own_id, "Microsoft.Compute/galleries/images", home, properties)


def _targets(regions: list[Region], nth: int) -> list[Body]:
    """One list for all versions of a definition: at this size what is the same is kept once."""
    return [
        {
            "name": each.display_name,
            "regionalReplicaCount": 1 + (nth + place) % 3,
            "storageAccountType": "Standard_ZRS" if each.zones else "Standard_LRS",
        }
        for place, each in enumerate(regions)
    ]


def _version(own_id: str, targets: list[Body], regions: list[Region], mark: str | None) -> Body:
    properties: Body = {
        "publishingProfile": {
            "targetRegions": targets,
            "replicaCount": 1,
            "excludeFromLatest": False,
            "publishedDate": "2026-11-01T06:30:00.0000000+00:00",
            "storageAccountType": "Standard_LRS",
        },
        "storageProfile": _STORAGE,
        "safetyProfile": _SAFETY,
        "provisioningState": "Succeeded",
    }
    if mark:
        properties["replicationStatus"] = {"summary": _summary(regions, mark)}
    return _body(own_id, "Microsoft.Compute/galleries/images/versions", regions[0], properties)


def _summary(regions: list[Region], mark: str) -> list[Body]:
    """A version under way moves to all regions but its own; a broken one has failed in its last."""
    if mark == "Replicating":
        return [
            row(each.name, mark, 0) if place else row(each.name, "Completed", 100) for place, each in enumerate(regions)
        ]
    done = [row(each.name, "Completed", 100) for each in regions[:-1]]
    return [*done, row(regions[-1].name, "Failed", 34, _FAILURE)]


_STORAGE: Final = {"osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}}}
_SAFETY: Final = {"reportedForPolicyViolation": False, "allowDeletionOfReplicatedLocations": False}


def _body(own_id: str, resource_type: str, region: Region, properties: Body) -> Body:
    name = own_id.rpartition("/")[2]
    return {
        "name": name,
        "id": own_id,
        "type": resource_type,
        "location": region.name,
        "tags": {},
        "properties": properties,
    }
