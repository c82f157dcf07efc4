"""The way to one tenant: what services read through the gateway."""

from collections.abc import AsyncIterator, Sequence

from tui.azure.graph import overview, users
from tui.azure.listing import pages, single
from tui.azure.resource_manager import ResourceManager
from tui.azure.wire import (
    DEFINITIONS,
    FOREIGN_DEFINITIONS,
    FOREIGN_GALLERIES,
    FOREIGN_VERSIONS,
    GALLERIES,
    LOCATIONS,
    PROVIDERS,
    SUBSCRIPTIONS,
    USAGES,
    VERSIONS,
)
from tui.model.gallery import Definition, Gallery, Resource, Subscription, Tenant, Version
from tui.model.ids import ForeignId, kind_of, subscription_key
from tui.model.precedence import Source
from tui.model.regions import Location, canonical
from tui.model.usage import Usage
from tui.model.users import ImageUser
from tui.services.gateway import Account, Page, Reading, Vantage

_GALLERY_QUOTAS = frozenset({"Gallery", "GalleryImage", "GalleryImageVersion"})


class TenantGateway:
    """Fulfils the gateway protocol with Resource Manager and Resource Graph."""

    def __init__(self, tenant: Tenant, manager: ResourceManager) -> None:
        self.tenant = tenant
        self.sign_in = manager.sign_in
        self._manager = manager

    def subscriptions(self) -> AsyncIterator[Page[Subscription]]:
        """The subscriptions that the account sees in this tenant."""
        url = self._manager.url("/subscriptions")
        return pages(self._manager, url, SUBSCRIPTIONS, scope="")

    def overview(self, subscription_ids: Sequence[str]) -> AsyncIterator[Page[Resource]]:
        """Galleries, definitions and versions of these subscriptions from Resource Graph, ordered by id."""
        return overview(self._manager, subscription_ids)

    def galleries(self, subscription_id: str) -> AsyncIterator[Page[Gallery]]:
        """The galleries of a subscription."""
        path = f"/subscriptions/{subscription_id}/providers/Microsoft.Compute/galleries"
        return pages(self._manager, self._manager.url(path), GALLERIES, scope=subscription_key(subscription_id))

    def definitions(self, gallery_id: str) -> AsyncIterator[Page[Definition]]:
        """The definitions of a gallery."""
        return pages(self._manager, self._manager.url(f"{gallery_id}/images"), DEFINITIONS, scope=gallery_id)

    def versions(self, definition_id: str) -> AsyncIterator[Page[Version]]:
        """The versions of a definition, without replication status."""
        return pages(self._manager, self._manager.url(f"{definition_id}/versions"), VERSIONS, scope=definition_id)

    async def locations(self, subscription_id: str) -> list[Location]:
        """The regions that a subscription may use, as far as they can be read."""
        path = f"/subscriptions/{subscription_id}/locations"
        listed = pages(self._manager, self._manager.url(path), LOCATIONS, scope=subscription_key(subscription_id))
        return [location async for page in listed for location in page.items if location is not None]

    async def usages(self, subscription_id: str, location: str) -> list[Usage]:
        """The gallery quotas of a subscription in a region."""
        path = f"/subscriptions/{subscription_id}/providers/Microsoft.Compute/locations/{location}/usages"
        listed = pages(self._manager, self._manager.url(path), USAGES, scope=subscription_key(subscription_id))
        return [usage async for page in listed for usage in page.items if usage.name in _GALLERY_QUOTAS]

    async def registration(self, subscription_id: str) -> str:
        """The state of Microsoft.Compute in a subscription."""
        url = self._manager.url(f"/subscriptions/{subscription_id}/providers/Microsoft.Compute")
        reading = await single(self._manager, url, PROVIDERS, scope=subscription_key(subscription_id))
        return reading.value

    async def gallery(self, gallery_id: str) -> Reading[Gallery]:
        """One gallery."""
        return await single(self._manager, self._manager.url(gallery_id), GALLERIES, scope=gallery_id)

    async def definition(self, definition_id: str) -> Reading[Definition]:
        """One definition."""
        return await single(self._manager, self._manager.url(definition_id), DEFINITIONS, scope=definition_id)

    async def version(self, version_id: str) -> Reading[Version]:
        """One version with its replication status."""
        return await single(self._manager, self._version_url(version_id), VERSIONS, scope=version_id)

    async def body(self, resource_id: str) -> Reading[bytes]:
        """The body of one thing as the service sends it; a version's with its replication status."""
        is_version = kind_of(resource_id) == "version"
        url = self._version_url(resource_id) if is_version else self._manager.url(resource_id)
        return await self._body(url, resource_id)

    def users(self, subscription_ids: Sequence[str], definition_id: str) -> AsyncIterator[Page[ImageUser]]:
        """Whatever in these subscriptions refers to a definition or a version of it, from Resource Graph."""
        return users(self._manager, subscription_ids, definition_id)

    def shared_galleries(self, vantage: Vantage, *, with_tenant: bool) -> AsyncIterator[Page[Gallery]]:
        """The galleries that others share with the subscription, or else with its whole tenant, in the region."""
        asked = {"sharedTo": "tenant"} if with_tenant else {}
        url = self._manager.url(f"{_region(vantage)}/sharedGalleries", **asked)
        return pages(self._manager, url, FOREIGN_GALLERIES, scope=subscription_key(vantage.subscription_id))

    async def foreign_gallery(self, vantage: Vantage, gallery: ForeignId) -> Reading[Gallery]:
        """A gallery that others share, or that is open to the community, as it is in the region."""
        url = self._manager.url(_foreign_path(vantage, gallery))
        return await single(self._manager, url, FOREIGN_GALLERIES, scope=str(gallery))

    def foreign_definitions(self, vantage: Vantage, gallery: ForeignId) -> AsyncIterator[Page[Definition]]:
        """The definitions of such a gallery that are to be had in the region."""
        url = self._manager.url(f"{_foreign_path(vantage, gallery)}/images")
        return pages(self._manager, url, FOREIGN_DEFINITIONS, scope=str(gallery))

    def foreign_versions(self, vantage: Vantage, definition: ForeignId) -> AsyncIterator[Page[Version]]:
        """The versions of such a definition that are to be had in the region."""
        path = f"{_foreign_path(vantage, definition)}/images/{definition.definition}/versions"
        return pages(self._manager, self._manager.url(path), FOREIGN_VERSIONS, scope=str(definition))

    async def foreign_body(self, vantage: Vantage, wanted: ForeignId) -> Reading[bytes]:
        """The body of such a gallery, definition or version as the service sends it."""
        path = _foreign_path(vantage, wanted)
        path += f"/images/{wanted.definition}" if wanted.definition else ""
        path += f"/versions/{wanted.version}" if wanted.version else ""
        return await self._body(self._manager.url(path), str(wanted))

    async def account(self) -> Account:
        """Who is signed in; raises AuthRequired where nobody is."""
        return await self.sign_in.account()

    def forget_credentials(self) -> None:
        """Drop every cached token, so that the next call signs in again."""
        self.sign_in.forget()

    async def _body(self, url: str, scope: str) -> Reading[bytes]:
        answer = await self._manager.get(url, scope=scope)
        return Reading(answer.body, answer.stamp(Source.GET), answer.request_id)

    def _version_url(self, version_id: str) -> str:
        return self._manager.url(version_id, **{"$expand": "ReplicationStatus"})


def _region(vantage: Vantage) -> str:
    location = canonical(vantage.location)
    return f"/subscriptions/{vantage.subscription_id}/providers/Microsoft.Compute/locations/{location}"


def _foreign_path(vantage: Vantage, wanted: ForeignId) -> str:
    """The path of the gallery that an id is of."""
    return f"{_region(vantage)}/{wanted.family[0].lower()}{wanted.family[1:]}/{wanted.gallery}"
