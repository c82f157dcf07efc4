"""Tenants, subscriptions and their locations."""

from typing import Final

from tui.simulator.regions import REGIONS, Region
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body, Subscription, Tenant
from tui.simulator.wire import Response


def _tenants(call: Call) -> Response:
    home = call.caller.tenant_id
    return call.answer({"value": [_tenant(each, home=each.tenant_id == home) for each in call.state.world.tenants]})


def _tenant(tenant: Tenant, *, home: bool) -> Body:
    return {
        "id": f"/tenants/{tenant.tenant_id}",
        "tenantId": tenant.tenant_id,
        "countryCode": "US",
        "displayName": tenant.display_name,
        "domains": [tenant.default_domain],
        "tenantCategory": "Home" if home else "ManagedBy",
        "defaultDomain": tenant.default_domain,
        "tenantType": "AAD",
    }


def _subscriptions(call: Call) -> Response:
    seen = [each for each in call.state.world.subscriptions.values() if each.tenant_id == call.caller.tenant_id]
    return call.answer(
        {"value": [_subscription_body(each) for each in seen], "count": {"type": "Total", "value": len(seen)}}
    )


def _subscription(call: Call) -> Response:
    return call.answer(_subscription_body(call.state.world.subscriptions[call.params["subscription"].lower()]))


def _subscription_body(subscription: Subscription) -> Body:
    return {
        "id": f"/subscriptions/{subscription.subscription_id}",
        "authorizationSource": "RoleBased",
        "managedByTenants": [],
        "subscriptionId": subscription.subscription_id,
        "tenantId": subscription.tenant_id,
        "displayName": subscription.display_name,
        "state": subscription.state,
        "subscriptionPolicies": {
            "locationPlacementId": "Public_2014-09-01",
            "quotaId": "EnterpriseAgreement_2014-09-01",
            "spendingLimit": "Off",
        },
    }


def _locations(call: Call) -> Response:
    scope = f"/subscriptions/{call.params['subscription']}"
    return call.answer({"value": [_location(each, scope) for each in REGIONS.values()]})


def _location(region: Region, scope: str) -> Body:
    metadata: Body = {
        "regionType": "Physical",
        "regionCategory": "Recommended" if region.recommended else "Other",
        "geography": region.geography,
        "geographyGroup": region.group,
    }
    if region.paired:
        metadata["pairedRegion"] = [{"name": region.paired, "id": f"{scope}/locations/{region.paired}"}]
    body: Body = {
        "id": f"{scope}/locations/{region.name}",
        "name": region.name,
        "type": "Region",
        "displayName": region.display_name,
        "regionalDisplayName": region.regional_display_name,
        "metadata": metadata,
    }
    if region.zones:
        zones = ({"logicalZone": f"{n}", "physicalZone": f"{region.name}-az{n}"} for n in (1, 2, 3))
        body["availabilityZoneMappings"] = list(zones)
    return body


ROUTES: Final = [
    Route("GET", "/tenants", _tenants),
    Route("GET", "/subscriptions", _subscriptions),
    Route("GET", "/subscriptions/{subscription}", _subscription),
    Route("GET", "/subscriptions/{subscription}/locations", _locations),
]
