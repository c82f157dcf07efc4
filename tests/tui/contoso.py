"""A small company's galleries, as data to test with: every test says what it changes of them."""

from datetime import UTC, datetime, timedelta

from tui.model.gallery import (
    Definition,
    Gallery,
    RegionStatus,
    Replication,
    Subscription,
    TargetRegion,
    Tenant,
    Version,
)
from tui.model.ids import ResourceId

NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
CONTOSO = Tenant("contoso", "Contoso", "contoso.com", home=True)
FABRIKAM = Tenant("fabrikam", "Fabrikam", "fabrikam.com")


def ago(**span: float) -> datetime:
    """A time before NOW, such as that of `ago(minutes=5)`."""
    return NOW - timedelta(**span)


def subscription(name: str = "prod", tenant: Tenant = CONTOSO) -> Subscription:
    """A subscription, its id the name in lower case."""
    return Subscription(id=name.lower(), name=name, tenant_id=tenant.id, state="Enabled")


def gallery(name: str = "img_prod", within: str = "prod") -> Gallery:
    """A gallery of a subscription."""
    return Gallery(
        id=str(ResourceId(within, "rg-img", name)), location="eastus2", provisioning_state="Succeeded", tags={}
    )


def definition(name: str = "ubuntu", within: Gallery | None = None) -> Definition:
    """A definition of a gallery."""
    return Definition(id=f"{(within or gallery()).id}/images/{name}", location="eastus2", os_type="Linux")


def version(
    name: str = "1.0.0",
    wanted: str = "East US 2",
    actual: str | None = None,
    within: Definition | None = None,
    state: str = "Succeeded",
    mode: str | None = None,
) -> Version:
    """A version of a definition.

    `wanted` names its regions with commas between; `actual` says how far they are ("eastus2 Completed 100,
    westus Failed 34 why"), None where the status was not read.
    """
    return Version(
        id=f"{(within or definition()).id}/versions/{name}",
        location="eastus2",
        provisioning_state=state,
        target_regions=tuple(TargetRegion(each.strip()) for each in wanted.split(",") if each.strip()),
        replication_mode=mode,
        replication=None if actual is None else replication(actual),
    )


def replication(actual: str) -> Replication:
    """A replication status, from a text such as "eastus2 Completed 100, westus Failed 34 why"."""
    return Replication(summary=tuple(_status(each) for each in actual.split(",") if each.strip()))


def _status(text: str) -> RegionStatus:
    region, state, progress, *details = text.split(maxsplit=3)
    return RegionStatus(region, state, int(progress), details[0] if details else None)
