"""What others see of a gallery that is shared: read-only proxies, each in one region.

Documented ("Share a gallery with all users in a subscription or tenant", "Share images by using a community gallery"):
sharing with a tenant is sharing with all its subscriptions; what is encrypted, or was made in another region than the
gallery's, is not shared. Modelled: a gallery and its definitions have a proxy in their own region and in every other in
which one of their versions is complete.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tui.simulator.regions import canonical
from tui.simulator.scenario import Body
from tui.simulator.world import Record, World, target_regions


def galleries(world: World) -> Iterator[Record]:
    """Give every gallery of the world, whoever may read it."""
    for subscription in world.subscriptions:
        yield from world.in_list(f"/subscriptions/{subscription}/providers/microsoft.compute/galleries").values()


def unique_name(gallery: Record) -> str:
    """Give the name that a gallery has for those whom it is shared with."""
    told: str | None = (gallery.properties.get("identifier") or {}).get("uniqueName")
    return told or f"{gallery.id.split('/')[2]}-{gallery.name.upper()}"


def public_names(gallery: Record) -> list[str]:
    """Give the names that a gallery has for everybody; none where it is not open to the community."""
    profile = _sharing(gallery)
    info = profile.get("communityGalleryInfo") or {}
    opened = profile.get("permissions") == "Community" and info.get("communityGalleryEnabled")
    names: list[str] = info.get("publicNames") or []
    return names if opened else []


def shared_with(gallery: Record, kind: str, own_id: str) -> bool:
    """Tell whether a gallery is shared with a subscription (kind `Subscriptions`) or a tenant (`AADTenants`)."""
    profile = _sharing(gallery)
    groups: list[Body] = profile.get("groups") or [] if profile.get("permissions") == "Groups" else []
    return any(own_id.lower() == each.lower() for group in groups if group["type"] == kind for each in group["ids"])


def _sharing(gallery: Record) -> Body:
    profile: Body = gallery.properties.get("sharingProfile") or {}
    return profile


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies in a region, by its canonical name, as of this moment."""

    world: World
    region: str

    def seen(self, gallery: Record) -> bool:
        """Tell whether a gallery has one."""
        return gallery.location == self.region or any(map(self.versions, self._own(gallery)))

    def definitions(self, gallery: Record) -> list[Record]:
        """Give the definitions of a gallery that have one."""
        return [each for each in self._own(gallery) if gallery.location == self.region or self.versions(each)]

    def versions(self, definition: Record) -> list[Record]:
        """Give the versions of a definition that have one, past their end of life or excluded from latest as well."""
        every = self.world.in_list(f"{definition.key}/versions").values()
        return [each for each in every if each.location == definition.location and self._offered(each)]

    def _own(self, gallery: Record) -> list[Record]:
        every = self.world.in_list(f"{gallery.key}/images").values()
        return [each for each in every if each.location == gallery.location]

    def _offered(self, version: Record) -> bool:
        if any(each.get("encryption") for each in target_regions(version.properties)):
            return False
        return self.region in complete_in(self.world, version)


def complete_in(world: World, version: Record) -> set[str]:
    """Give the regions in which a version is complete."""
    rows = world.replication(version).rows(world.clock.now())
    return {each["region"] for each in rows if each["state"] == "Completed"}


def regions_of(world: World, gallery: Record) -> list[str]:
    """Give the regions in which a gallery may have proxies: those that its versions are wanted in, and its own."""
    definitions = world.in_list(f"{gallery.key}/images")
    versions = (each for own in definitions for each in world.in_list(f"{own}/versions").values())
    wanted = {canonical(each["name"]) for version in versions for each in target_regions(version.properties)}
    return sorted(wanted | {gallery.location})
