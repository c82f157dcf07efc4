"""Who Contoso is: its tenants, subscriptions, resource groups and galleries, and how anything of it is named."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

Body = dict[str, Any]

NOW: Final = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


class Tenant(NamedTuple):
    """A directory; the first one is the one signed in to."""

    name: str
    domain: str


class Subscription(NamedTuple):
    """A subscription of a tenant; where `denied`, everything in it answers 403."""

    name: str
    tenant: str
    denied: bool = False


class Gallery(NamedTuple):
    """A gallery, and the region that it and its images live in.

    One for Groups is shared with the subscriptions and tenants that are named; one for the Community is open to it.
    """

    name: str
    subscription: str
    group: str
    home: str
    description: str
    team: str
    permissions: str = "Private"
    shared_with: tuple[str, ...] = ()


ACCOUNT = "ana@contoso.com"
TENANTS: Final = (Tenant("Contoso", "contoso.com"), Tenant("Fabrikam", "fabrikam.onmicrosoft.com"))

SUBSCRIPTIONS: Final = (
    Subscription("Contoso Production", "Contoso"),
    Subscription("Contoso Development", "Contoso"),
    Subscription("Contoso Sandbox", "Contoso"),
    Subscription("Contoso Labs", "Contoso"),
    Subscription("Contoso Finance", "Contoso", denied=True),
    Subscription("Fabrikam Retail", "Fabrikam"),
)

_PRODUCTION: Final = "Contoso Production"
_SANDBOX: Final = "Contoso Sandbox"
_TEAMS: Final = ("Contoso Development", "Contoso Sandbox", "Contoso Labs")

GALLERIES: Final = (
    Gallery("img_prod", _PRODUCTION, "rg-img", "eastus2", "What production runs on. Changes by review.", "core"),
    Gallery(
        "img_shared", _PRODUCTION, "rg-img-shared", "westeurope", "Base images for every team", "core", "Groups", _TEAMS
    ),
    Gallery("gal_dev", "Contoso Development", "rg-dev-images", "eastus2", "Nightly and CI images", "build"),
    Gallery("sbx_ana", _SANDBOX, "rg-sbx-ana", "westeurope", "Ana's trials", "ana"),
    Gallery("sbx_platform", _SANDBOX, "rg-sbx-platform", "eastus2", "Trials of the platform team", "platform"),
    Gallery("sbx.data", _SANDBOX, "RG-SBX-Data", "northeurope", "Notebooks and clusters", "data"),
    Gallery("sbx_security", _SANDBOX, "rg-sbx-security", "westeurope", "Hardening in progress", "security"),
    Gallery("sbx_edge", _SANDBOX, "rg-sbx-edge", "westus3", "Images for the shops", "edge"),
    Gallery("sbx_migration", _SANDBOX, "rg-sbx-migration", "uksouth", "Out of the old data centre", "migration"),
    Gallery("img_finance", "Contoso Finance", "rg-finance", "eastus2", "Ledger hosts", "finance"),
    Gallery(
        "fab_images", "Fabrikam Retail", "rg-fabrikam", "eastus2", "For partners", "retail", "Groups", ("Contoso",)
    ),
    Gallery("fab_open", "Fabrikam Retail", "rg-fabrikam", "northeurope", "For everybody", "retail", "Community"),
)


@dataclass(frozen=True, slots=True)
class Company:
    """Names things: the same seed gives the same ids and throws the same dice, in whatever order they are asked for."""

    seed: int

    def guid(self, *names: str) -> str:
        """The guid of what is named so."""
        return str(uuid5(NAMESPACE_URL, "/".join(["sigscope-demo", str(self.seed), *names])))

    def dice(self, *names: str) -> Random:
        """Chances for what is named so."""
        return Random("/".join([str(self.seed), *names]))  # noqa: S311 - meant to be repeatable

    def group_id(self, subscription: str, group: str) -> str:
        """The id of a resource group."""
        return f"/subscriptions/{self.guid('subscription', subscription)}/resourceGroups/{group}"

    def compute_id(self, subscription: str, group: str, *path: str) -> str:
        """The id of a resource of Microsoft.Compute, such as ("virtualMachines", "vm-1")."""
        return "/".join([self.group_id(subscription, group), "providers/Microsoft.Compute", *path])

    def gallery_id(self, gallery: Gallery, *path: str) -> str:
        """The id of a gallery or, with a path such as ("images", "ubuntu"), of what is in it."""
        return self.compute_id(gallery.subscription, gallery.group, "galleries", gallery.name, *path)


def sharing_profile(company: Company, gallery: Gallery) -> Body:
    """How a gallery is shared, as a GET that asks for it answers."""
    profile: Body = {"permissions": gallery.permissions}
    names = {"Subscriptions": [each.name for each in SUBSCRIPTIONS], "AADTenants": [each.name for each in TENANTS]}
    groups = [
        {"type": kind, "ids": [company.guid(kind_name, name) for name in gallery.shared_with if name in names[kind]]}
        for kind, kind_name in (("Subscriptions", "subscription"), ("AADTenants", "tenant"))
    ]
    if gallery.shared_with:
        profile["groups"] = [each for each in groups if each["ids"]]
    if gallery.permissions == "Community":
        profile["communityGalleryInfo"] = _community_info(company, gallery)
    return profile


def _community_info(company: Company, gallery: Gallery) -> Body:
    site = "https://fabrikam.onmicrosoft.com"
    return {
        "communityGalleryEnabled": True,
        "publisherUri": site,
        "publisherContact": "images@fabrikam.onmicrosoft.com",
        "eula": f"{site}/eula",
        "publicNamePrefix": "fabrikam",
        "publicNames": [f"fabrikam-{company.guid('community', gallery.name)}"],
    }


def moment(when: datetime, ticks: int = 0) -> str:
    """A time as the service writes it: seven digits of a second and an offset. Recorded: publishedDate."""
    return f"{when:%Y-%m-%dT%H:%M:%S}.{ticks:07d}+00:00"


def resource(resource_id: str, location: str, tags: dict[str, str], properties: Body) -> Body:
    """A body in the recorded key order; its type is read off its id."""
    parts = resource_id.split("/providers/", 1)[1].split("/")
    head = {"name": parts[-1], "id": resource_id, "type": "/".join([parts[0], *parts[1::2]])}
    return {**head, "location": location, "tags": tags, "properties": properties}


def tenants(company: Company) -> list[Body]:
    """The tenants, the one signed in to first."""
    return [
        {"tenantId": company.guid("tenant", name), "displayName": name, "defaultDomain": domain, "account": ACCOUNT}
        for name, domain in TENANTS
    ]


def subscriptions(company: Company) -> list[Body]:
    """All subscriptions of all tenants."""
    return [
        {
            "subscriptionId": company.guid("subscription", name),
            "displayName": name,
            "tenantId": company.guid("tenant", tenant),
            "state": "Enabled",
        }
        for name, tenant, _ in SUBSCRIPTIONS
    ]


def denied(company: Company) -> list[str]:
    """The scopes that answer 403."""
    return [f"/subscriptions/{company.guid('subscription', each.name)}" for each in SUBSCRIPTIONS if each.denied]


def resource_groups(company: Company, bodies: list[Body]) -> list[Body]:
    """The groups that these resources are in, and an empty one for who has none."""
    places = {company.group_id("Contoso Labs", "rg-labs"): "eastus2"}
    for body in bodies:
        places.setdefault(body["id"].partition("/providers/")[0], body["location"])
    return [
        {
            "id": group_id,
            "name": group_id.rpartition("/")[2],
            "type": "Microsoft.Resources/resourceGroups",
            "location": location,
            "tags": {},
            "properties": {"provisioningState": "Succeeded"},
        }
        for group_id, location in places.items()
    ]
