"""Ways to look at the demo's scenario, written against its JSON alone."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from tui.simulator.demo import demo_scenario

Body = dict[str, Any]
GALLERIES = "Microsoft.Compute/galleries"
DEFINITIONS = "Microsoft.Compute/galleries/images"
VERSIONS = "Microsoft.Compute/galleries/images/versions"


@cache
def scenario() -> Body:
    """The scenario that `--demo` starts with; not to be changed."""
    return demo_scenario(1)


def readable() -> list[Body]:
    """The resources that the signed-in tenant may read."""
    home = scenario()["tenants"][0]["tenantId"]
    own = {each["subscriptionId"] for each in scenario()["subscriptions"] if each["tenantId"] == home}
    allowed = own - {scope.rpartition("/")[2] for scope in scenario()["denied"]}
    return [body for body in scenario()["resources"] if body["id"].split("/")[2] in allowed]


def of_type(kind: str, bodies: list[Body] | None = None) -> list[Body]:
    """The resources of a type, of those that may be read unless told."""
    return [body for body in (readable() if bodies is None else bodies) if body["type"] == kind]


def version(path: str) -> Body:
    """The version named so: gallery/definition/number."""
    gallery, definition, number = path.split("/")
    end = f"/galleries/{gallery}/images/{definition}/versions/{number}"
    return next(body for body in scenario()["resources"] if body["id"].endswith(end))


def path_of(body: Body) -> str:
    """The short name of a version: gallery/definition/number."""
    parts = body["id"].split("/")
    return f"{parts[8]}/{parts[10]}/{parts[12]}"


def wanted(body: Body) -> dict[str, Body]:
    """The target regions of a version by canonical name."""
    targets: list[Body] = body["properties"]["publishingProfile"]["targetRegions"]
    return {target["name"].replace(" ", "").lower(): target for target in targets}


def actual(body: Body) -> dict[str, Body]:
    """The replication status of a version by region."""
    return {row["region"]: row for row in body["properties"]["replicationStatus"]["summary"]}


def regions_in(state: str) -> Iterator[tuple[str, str]]:
    """Each version and region in a state, "Missing" where it is wanted and has no status."""
    for body in of_type(VERSIONS):
        states = dict.fromkeys(wanted(body), "Missing") | {name: row["state"] for name, row in actual(body).items()}
        yield from ((path_of(body), region) for region, found in states.items() if found == state)
