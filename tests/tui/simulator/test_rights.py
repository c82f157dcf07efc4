"""What a caller may not do, providers that are not registered, and limits on writes."""

from itertools import count
from typing import Any

import pytest

from tests.simulated import DEFINITION, GALLERY, SUBSCRIPTION, Simulator
from tests.tui.simulator.stage import IMAGE, NEW, STANDING, edited, put, version_body, writable, writable_world
from tui.simulator.scenario import Body

SCOPE = f"/subscriptions/{SUBSCRIPTION}"
COMPUTE = f"{SCOPE}/providers/Microsoft.Compute"


def denying(*denied: Body | str) -> Simulator:
    """Make a simulator whose caller lacks these rights."""
    return Simulator({**writable_world(), "denied": list(denied)})


@pytest.mark.parametrize(
    ("actions", "method", "path", "action"),
    [
        (["Microsoft.Compute/galleries/images/versions/write"], "PUT", NEW, "images/versions/write"),
        (["microsoft.compute/*/write"], "PATCH", STANDING, "images/versions/write"),
        (["*/delete"], "DELETE", STANDING, "images/versions/delete"),
        (["*/action"], "POST", f"{GALLERY}/share", "share/action"),
        (["*"], "GET", GALLERY, "read"),
    ],
)
def test_an_action_that_is_denied_is_refused_with_its_name_and_its_scope(
    actions: list[str], method: str, path: str, action: str
) -> None:
    simulator = denying({"scope": SCOPE, "actions": actions})
    refused = simulator.write(method, path, {})
    scope = path.removesuffix("/share")
    assert (refused.status, refused.code) == (403, "AuthorizationFailed")
    message = refused.body["error"]["message"]
    assert f"action 'Microsoft.Compute/galleries/{action}' over scope '{scope}'" in message


def test_who_may_not_write_may_still_read() -> None:
    simulator = denying({"scope": SCOPE, "actions": ["*/write", "*/delete"]})
    assert simulator.get(STANDING).status == 200
    assert simulator.graph("resources").body["count"] > 0


def test_what_may_not_be_read_is_absent_from_lists_and_from_graph() -> None:
    reading = {"scope": DEFINITION, "actions": ["Microsoft.Compute/galleries/images/*"]}
    simulator = denying(reading)
    assert simulator.get(f"{GALLERY}/images").names == ["kiosk", "trusted"]
    assert simulator.graph(f"resources | where id startswith '{DEFINITION}'").body["count"] == 0


@pytest.mark.parametrize(
    ("kind", "source", "action"),
    [
        ("images", {"id": IMAGE}, "Microsoft.Compute/images/read"),
        ("virtualMachines", {"virtualMachineId": IMAGE.replace("images", "virtualMachines")}, "virtualMachines/write"),
    ],
)
def test_a_source_wants_a_right_of_its_own(kind: str, source: dict[str, Any], action: str) -> None:
    scope = f"{IMAGE.rpartition('/images/')[0]}/{kind}"
    simulator = denying({"scope": scope, "actions": ["*"]})
    refused = put(simulator, NEW, version_body(source={"source": source}))
    assert (refused.status, refused.code) == (403, "LinkedAuthorizationFailed")
    assert action in refused.body["error"]["message"]
    assert put(simulator, STANDING, edited(simulator)).status == 200


def test_a_denial_that_names_no_actions_or_no_scope_is_no_scenario() -> None:
    answer = writable().send("PUT", "/_simulator/world", {"denied": [{"scope": SCOPE}]})
    assert (answer.status, answer.code) == (400, "InvalidScenario")


def test_denials_are_written_down_as_they_came() -> None:
    denied: list[Body | str] = [f"{SCOPE}/resourceGroups/x", {"scope": GALLERY, "actions": ["*/write"]}]
    assert denying(*denied).send("GET", "/_simulator/world").body["denied"] == denied


def unregistered() -> Simulator:
    """Make a simulator whose subscription is not registered for Compute."""
    world = writable_world()
    world["subscriptions"][0]["unregistered"] = ["microsoft.compute"]
    return Simulator(world)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_provider_that_is_not_registered_answers_nothing_of_its_own(method: str) -> None:
    refused = unregistered().write(method, GALLERY, {"location": "eastus2"})
    assert (refused.status, refused.code) == (409, "MissingSubscriptionRegistration")
    assert "not registered to use namespace 'Microsoft.Compute'" in refused.body["error"]["message"]


def test_registering_takes_a_minute_and_unregistering_too() -> None:
    simulator = unregistered()
    assert simulator.get(COMPUTE, api_version="2025-04-01").body["registrationState"] == "NotRegistered"
    asked = simulator.write("POST", f"{COMPUTE}/register", api_version="2016-02-01")
    assert (asked.status, asked.body["registrationState"]) == (200, "Registering")
    simulator.advance(60)
    assert simulator.get(COMPUTE, api_version="2025-04-01").body["registrationState"] == "Registered"
    assert simulator.get(GALLERY).status == 200
    again = simulator.write("POST", f"{COMPUTE}/register", api_version="2016-02-01")
    assert again.body["registrationState"] == "Registered"
    simulator.write("POST", f"{COMPUTE}/unregister", api_version="2016-02-01")
    simulator.advance(60)
    assert simulator.get(GALLERY).code == "MissingSubscriptionRegistration"


def throttled_after(simulator: Simulator, method: str, path: str) -> int:
    """Count the requests until one is throttled."""
    return next(n for n in count() if simulator.write(method, path, {}).status == 429)


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [("DELETE", NEW.replace("3.0.0", "2.4.1"), 150), ("DELETE", GALLERY, 50), ("DELETE", DEFINITION, 50)],
)
def test_computes_policies_hold_for_writes_though_they_are_refused(method: str, path: str, limit: int) -> None:
    simulator = writable()
    assert throttled_after(simulator, method, path) == limit
    refused = simulator.write(method, path)
    assert (refused.code, refused.headers["Retry-After"]) == ("OperationNotAllowed", "180")


def test_resource_managers_bucket_of_writes_holds_200_and_fills_by_10_a_second() -> None:
    simulator = writable()
    unknown = NEW.replace("img_prod", "nope")
    assert put(simulator, unknown, {}).headers["x-ms-ratelimit-remaining-subscription-writes"] == "199"
    assert throttled_after(simulator, "PUT", unknown) == 199
    refused = put(simulator, unknown, {})
    assert (refused.code, refused.headers["Retry-After"]) == ("SubscriptionRequestsThrottled", "1")
    assert simulator.write("DELETE", unknown).status == 204
    simulator.wire.advance(1)
    assert throttled_after(simulator, "PUT", unknown) == 10


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("", "Microsoft.Resources/subscriptions/providers/read"),
        ("/Microsoft.Compute", "Microsoft.Resources/subscriptions/providers/read"),
        ("/Microsoft.Compute/locations/eastus2/usages", "Microsoft.Compute/locations/usages/read"),
    ],
)
def test_what_is_read_of_a_subscription_wants_a_right_of_its_own(path: str, action: str) -> None:
    simulator = denying({"scope": SCOPE, "actions": [action]})
    answer = simulator.get(f"{SCOPE}/providers{path}", api_version="2021-04-01")
    assert answer.status == 403
    assert action in answer.body["error"]["message"]
