"""Shared galleries and community galleries: what a consumer reads of the galleries of others, region by region."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from tui.simulator.api_versions import shown
from tui.simulator.proxies import Proxies, galleries, public_names, shared_with, unique_name
from tui.simulator.proxy_bodies import (
    community_body,
    definition_properties,
    gallery_properties,
    shared_body,
    version_properties,
)
from tui.simulator.regions import REGIONS, canonical
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response
from tui.simulator.world import Record

_LOCATION: Final = "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}"
Quota = dict[str, str]


class _Place(NamedTuple):
    """A gallery under the id that it has for the caller, and the proxies in the region that is asked about."""

    unique_id: str
    gallery: Record
    proxies: Proxies

    def definitions(self) -> dict[str, Record]:
        """Give the definitions by unique id."""
        return {f"{self.unique_id}/Images/{each.name}": each for each in self.proxies.definitions(self.gallery)}

    def versions(self, definition: str) -> dict[str, Record]:
        """Give the versions of a definition by unique id; raises `ArmError` 404 where there is no such definition."""
        own_id, record = _named(self.definitions(), definition)
        return {f"{own_id}/Versions/{each.name}": each for each in self.proxies.versions(record)}


@dataclass(frozen=True, slots=True)
class Family:
    """One of the two kinds: the end of its type, whether it is for everybody, and a gallery's names for a caller."""

    collection: str
    community: bool
    names: Callable[[Call, Record], list[str]]

    @property
    def type_name(self) -> str:
        """The type of its galleries."""
        return f"Microsoft.Compute/locations/{self.collection}"

    def routes(self) -> list[Route]:
        """Make the routes to read one of each kind, and to list them; nobody can list the community's galleries."""
        path, title, own = f"{_LOCATION}/{self.collection}", self.collection, self.type_name
        one, image = f"{path}/{{gallery}}", f"{path}/{{gallery}}/images/{{definition}}"
        images, versions = f"{own}/images", f"{own}/images/versions"
        made = [
            Route("GET", one, self._gallery, f"{title}/{{g}}", own),
            Route("GET", f"{one}/images", self._definitions, f"{title}/images", images),
            Route("GET", image, self._definition, f"{title}/images/{{i}}", images),
            Route("GET", f"{image}/versions", self._versions, f"{title}/versions", versions),
            Route("GET", f"{image}/versions/{{version}}", self._version, f"{title}/versions/{{v}}", versions),
        ]
        return made if self.community else [Route("GET", path, self._galleries, resource_type=own), *made]

    def _galleries(self, call: Call) -> Response:
        """List what is shared with the subscription, or with `sharedTo=tenant` what is with its tenant."""
        quota, proxies = _count(call, "ListGallery"), _proxies(call)
        named = [(each, self.names(call, each)) for each in galleries(call.state.world)]
        seen = {self._id(names[0]): each for each, names in named if names and proxies.seen(each)}
        return self._page(call, seen, self._of_gallery, quota)

    def _gallery(self, call: Call) -> Response:
        quota, place = _count(call, "GetGallery"), self._place(call)
        return call.answer(self._body(call, place.unique_id, self._of_gallery(place.gallery)), quota)

    def _definitions(self, call: Call) -> Response:
        quota, place = _count(call, "ListGalleryArtifact"), self._place(call)
        return self._page(call, place.definitions(), self._of_definition, quota)

    def _definition(self, call: Call) -> Response:
        quota, place = _count(call, "GetGalleryArtifact"), self._place(call)
        own_id, definition = _named(place.definitions(), call.params["definition"])
        return call.answer(self._body(call, own_id, self._of_definition(definition)), quota)

    def _versions(self, call: Call) -> Response:
        quota, place = _count(call, "ListGalleryArtifactVersion"), self._place(call)
        return self._page(call, place.versions(call.params["definition"]), self._of_version(call), quota)

    def _version(self, call: Call) -> Response:
        quota, place = _count(call, "GetGalleryArtifactVersion"), self._place(call)
        own_id, version = _named(place.versions(call.params["definition"]), call.params["version"])
        return call.answer(self._body(call, own_id, self._of_version(call)(version)), quota)

    def _place(self, call: Call) -> _Place:
        """Find the gallery that is called so for the caller; raises `ArmError` 404 where none has a proxy here."""
        asked, proxies = call.params["gallery"].lower(), _proxies(call)
        for gallery in galleries(call.state.world):
            for name in self.names(call, gallery):
                if name.lower() == asked and proxies.seen(gallery):
                    return _Place(self._id(name), gallery, proxies)
        raise _not_here()

    def _id(self, name: str) -> str:
        return f"/{self.collection[0].upper()}{self.collection[1:]}/{name}"

    def _page(
        self, call: Call, found: dict[str, Record], properties: Callable[[Record], Body], quota: Quota
    ) -> Response:
        ids = {record.key: own_id for own_id, record in found.items()}
        records = {own_id.lower(): record for own_id, record in found.items()}
        return call.page(records, lambda each: self._body(call, ids[each.key], properties(each)), quota, foreign=True)

    def _body(self, call: Call, unique_id: str, properties: Body) -> Body:
        make = community_body if self.community else shared_body
        whole = make(unique_id, properties, canonical(call.params["location"]))
        nested = unique_id.lower().split("/")[3::2]
        return shown(whole, "/".join([self.type_name.lower(), *nested]), call.api_version)

    def _of_gallery(self, gallery: Record) -> Body:
        return gallery_properties(gallery, community=self.community)

    def _of_definition(self, definition: Record) -> Body:
        return definition_properties(definition, community=self.community)

    def _of_version(self, call: Call) -> Callable[[Record], Body]:
        region = canonical(call.params["location"])
        return lambda version: version_properties(version, region, community=self.community)


def _shared_names(call: Call, gallery: Record) -> list[str]:
    """Name a gallery that is shared with the caller: for the list with the one or the other, else with either."""
    subscription = shared_with(gallery, "Subscriptions", call.params["subscription"])
    tenant = shared_with(gallery, "AADTenants", call.caller.tenant_id)
    asked = call.option("sharedTo", "tenant")
    seen = tenant if asked else subscription or (tenant and "gallery" in call.params)
    return [unique_name(gallery)] if seen else []


def _proxies(call: Call) -> Proxies:
    region = canonical(call.params["location"])
    if region not in REGIONS:
        message = f"The provided location '{call.params['location']}' is not available for this resource type."
        raise ArmError(400, "NoRegisteredProviderFound", message, gateway=True)
    return Proxies(call.state.world, region)


def _count(call: Call, policy: str) -> Quota:
    region = canonical(call.params["location"])
    return call.state.limits.compute(call.params["subscription"].lower(), region, policy)


def _named(records: dict[str, Record], name: str) -> tuple[str, Record]:
    for own_id, each in records.items():
        if each.name.lower() == name.lower():
            return own_id, each
    raise _not_here()


def _not_here() -> ArmError:
    """Recorded of Compute, for what it does not have in a region."""
    return ArmError(404, "NotFound", "The entity was not found in this Azure location.")


FAMILIES: Final = (
    Family("sharedGalleries", community=False, names=_shared_names),
    Family("communityGalleries", community=True, names=lambda _, gallery: public_names(gallery)),
)
ROUTES: Final = [route for family in FAMILIES for route in family.routes()]
