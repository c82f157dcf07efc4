"""A believable company, Contoso, on the morning of 20 November 2026: the scenario that `--demo` shows."""

from typing import Any

from tui.simulator.demo.company import NOW, Company, denied, resource_groups, subscriptions, tenants
from tui.simulator.demo.fleets import fleet_bodies
from tui.simulator.demo.images import definition_bodies, gallery_bodies
from tui.simulator.demo.incidents import as_of_this_morning
from tui.simulator.demo.sources import source_bodies
from tui.simulator.demo.version_bodies import plans, version_body
from tui.simulator.demo.versions import usual_versions

__all__ = ["demo_scenario"]


def demo_scenario(seed: int) -> dict[str, Any]:
    """The scenario, as its JSON; the same seed gives the same one.

    The signed-in tenant's readable part holds 9 galleries, 40 definitions and 312 versions; beyond it lie a gallery of
    a subscription that answers 403 and two of another tenant: one shares with this tenant, one with the community.
    """
    company = Company(seed)
    versions = [as_of_this_morning(company, version) for version in usual_versions(company)]
    bodies = [
        *gallery_bodies(company),
        *definition_bodies(company),
        *(version_body(company, version) for version in versions),
        *source_bodies(company),
        *fleet_bodies(company),
    ]
    return {
        "now": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
        "tenants": tenants(company),
        "subscriptions": subscriptions(company),
        "resources": [*resource_groups(company, bodies), *bodies],
        "denied": denied(company),
        "plans": [plan for version in versions for plan in plans(company, version)],
    }
