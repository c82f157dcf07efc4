"""Writing image definitions."""

from typing import Any

import pytest

from tests.simulated import DEFINITION, GALLERY, NEWEST, Answer, Simulator, resource, small_world
from tests.tui.simulator.stage import created, definition, put, writable
from tui.simulator.scenario import Body

NEW = f"{GALLERY}/images/Rocky-9.x"
V1_BY_DEFAULT = "2024-03-03"


def asked(**properties: Any) -> Body:  # noqa: ANN401 - any property of a definition
    """Make what is sent to create a definition."""
    identifier = {"publisher": "Contoso", "offer": "rocky", "sku": "9"}
    usual = {"osType": "Linux", "osState": "Generalized", "identifier": identifier}
    return {"location": "eastus2", "properties": {**usual, **properties}}


def changed(simulator: Simulator, **properties: Any) -> Answer:  # noqa: ANN401 - as above
    """Read the standing definition and send it back with other properties."""
    body = simulator.get(DEFINITION).body
    return put(simulator, DEFINITION, {**body, "properties": {**body["properties"], **properties}})


def test_since_2025_a_definition_is_made_for_generation_2_and_trusted_launch() -> None:
    body = created(writable(), NEW, asked(), NEWEST)
    assert body["properties"] == {
        "hyperVGeneration": "V2",
        "architecture": "x64",
        "features": [{"name": "SecurityType", "value": "TrustedLaunchSupported"}],
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "Contoso", "offer": "rocky", "sku": "9"},
        "provisioningState": "Succeeded",
    }
    assert (body["id"], body["name"]) == (NEW, "Rocky-9.x")


def test_before_it_was_made_for_generation_1_and_nothing_else() -> None:
    properties = created(writable(), NEW, asked(), V1_BY_DEFAULT)["properties"]
    assert properties["hyperVGeneration"] == "V1"
    assert "features" not in properties


@pytest.mark.parametrize("value", ["Standard", "TrustedLaunch"])
def test_a_security_type_that_is_told_stands_for_itself(value: str) -> None:
    features = [{"name": "SecurityType", "value": value}]
    assert created(writable(), NEW, asked(features=features))["properties"]["features"] == features


def test_texts_plans_and_limits_are_kept_as_they_are_sent() -> None:
    told = {
        "description": "d",
        "eula": "e",
        "privacyStatementUri": "p",
        "releaseNoteUri": "r",
        "disallowed": {"diskTypes": ["Standard_LRS"]},
        "purchasePlan": {"name": "n", "publisher": "p", "product": "q"},
        "recommended": {"vCPUs": {"min": 1, "max": 1}, "memory": {"min": 4}},
        "endOfLifeDate": "2027-01-31T12:59:59Z",
    }
    properties = created(writable(), NEW, asked(**told))["properties"]
    assert {name: properties[name] for name in told} == {**told, "endOfLifeDate": "2027-01-31T12:59:59+00:00"}


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("ends-with-", "InvalidParameter", "is invalid according to its validation rule"),
        ("_starts", "InvalidParameter", "The entity name '_starts' is invalid"),
        ("sp ace", "InvalidParameter", "validation rule"),
        ("x" * 81, "InvalidParameter", "validation rule"),
        ("ends.", "InvalidResourceName", "The provided resource name 'img_prod/ends.' has these invalid trailing"),
        ("ends_", "InvalidResourceName", "The name can not end with characters: '_'"),
    ],
)
def test_a_name_that_is_none_is_refused(name: str, code: str, said: str) -> None:
    answer = put(writable(), f"{GALLERY}/images/{name}", asked())
    assert (answer.status, answer.code) == (400, code)
    assert said in answer.body["error"]["message"]


def _identifier(**parts: str) -> Body:
    return {"identifier": {"publisher": "p", "offer": "o", "sku": "s", **parts}}


@pytest.mark.parametrize(
    ("properties", "target", "said"),
    [
        ({"osType": None}, "osType", "Required parameter 'galleryImage.properties.osType' is missing (null)."),
        ({"osState": "Frozen"}, "osState", "The value of parameter galleryImage.properties.osState is invalid."),
        ({"hyperVGeneration": "V3"}, "hyperVGeneration", "is invalid"),
        ({"architecture": "mips"}, "architecture", "is invalid"),
        ({"identifier": None}, "identifier", "is missing"),
        (_identifier(publisher="p" * 129), "identifier.publisher", "cannot exceed 128 characters"),
        (_identifier(offer="o" * 65), "identifier.offer", "cannot exceed 64 characters"),
        (_identifier(sku="ends."), "identifier.sku", "Names are not allowed to end with period(.)"),
        (_identifier(sku=""), "identifier.sku", "It cannot be empty"),
        (_identifier(offer="a b"), "identifier.offer", "Asset name galleryImage.properties.identifier.offer"),
        (
            {"recommended": {"vCPUs": {"min": 4, "max": 2}}},
            "recommended.vCPUs",
            "The minimum value of galleryImage.properties.recommended.vCPUs must not be greater than the maximum",
        ),
        ({"endOfLifeDate": "2020-01-01T00:00:00Z"}, "endOfLifeDate", "EndOfLifeDate must be set to a future date."),
        ({"endOfLifeDate": "soon"}, "endOfLifeDate", "Could not convert string to DateTimeOffset: soon."),
        ({"features": [{"name": "SecurityType", "value": "Iron"}]}, "features.SecurityType", "is invalid"),
        ({"features": [{"name": "DiskControllerTypes", "value": "IDE"}]}, "features.DiskControllerTypes", "invalid"),
        (
            {"hyperVGeneration": "V1", "features": [{"name": "SecurityType", "value": "TrustedLaunch"}]},
            "features",
            "only supported for images of Hypervisor generation 'V2'",
        ),
    ],
)
def test_a_value_that_is_none_is_refused_and_named(properties: Body, target: str, said: str) -> None:
    answer = put(writable(), NEW, asked(**properties))
    assert (answer.status, answer.body["error"]["target"]) == (400, f"galleryImage.properties.{target}")
    assert said in answer.body["error"]["message"]


@pytest.mark.parametrize("value", ["True", "true", "False", "false"])
def test_features_take_their_values_in_any_case_and_keep_it(value: str) -> None:
    features = [{"name": "IsAcceleratedNetworkSupported", "value": value}]
    stored = created(writable(), NEW, asked(features=features), V1_BY_DEFAULT)["properties"]["features"]
    assert stored == features


def test_publisher_offer_and_sku_are_unique_together_in_a_gallery() -> None:
    identifier = {"publisher": "CONTOSO", "offer": "images", "sku": "ubuntu-2204"}
    answer = put(writable(), NEW, asked(identifier=identifier))
    assert (answer.status, answer.code) == (409, "Conflict")
    assert (
        "Gallery image: ubuntu-2204 identified by (publisher:CONTOSO, offer:images, sku:ubuntu-2204) already exists."
        in answer.body["error"]["message"]
    )


@pytest.mark.parametrize(
    ("properties", "path"),
    [
        ({"osType": "Windows"}, "osType"),
        ({"osState": "Specialized"}, "osState"),
        ({"hyperVGeneration": "V1"}, "hyperVGeneration"),
        ({"architecture": "Arm64"}, "architecture"),
        ({"identifier": {"publisher": "Contoso", "offer": "images", "sku": "other"}}, "identifier.sku"),
        ({"purchasePlan": {"name": "n", "publisher": "p", "product": "q"}}, "purchasePlan"),
        ({"eula": "another"}, "eula"),
        ({"features": [{"name": "SecurityType", "value": "TrustedLaunch"}]}, "features"),
    ],
)
def test_what_stays_as_it_was_made_cannot_be_changed(properties: Body, path: str) -> None:
    answer = changed(writable(), **properties)
    assert (answer.status, answer.code) == (409, "PropertyChangeNotAllowed")
    assert answer.body["error"]["message"] == f"Changing property 'galleryImage.properties.{path}' is not allowed."


@pytest.mark.parametrize(
    "properties",
    [
        {"description": "another"},
        {"releaseNoteUri": "another"},
        {"recommended": {"memory": {"min": 1, "max": 2}}},
        {"disallowed": {"diskTypes": ["Premium_LRS"]}},
        {"endOfLifeDate": "2027-02-01T00:00:00+00:00"},
    ],
)
def test_the_rest_can(properties: Body) -> None:
    simulator = writable()
    assert changed(simulator, **properties).status == 200
    assert {name: simulator.get(DEFINITION).body["properties"][name] for name in properties} == properties


def test_features_change_where_it_is_allowed_in_words_which_are_not_answered() -> None:
    simulator = writable()
    features = [{"startsAtVersion": "2.0.0", "name": "SecurityType", "value": "TrustedLaunch"}]
    answer = changed(simulator, features=features, allowUpdateImage=True)
    assert answer.status == 200
    assert answer.body["properties"]["features"] == features
    assert "allowUpdateImage" not in answer.body["properties"]


def test_an_old_end_of_life_may_stay_but_not_be_set() -> None:
    over = "2020-05-01T00:00:00+00:00"
    simulator = writable(definition(NEW, endOfLifeDate=over))
    body = simulator.get(NEW).body
    assert put(simulator, NEW, body).status == 200
    simulator.advance(60)
    body["properties"]["endOfLifeDate"] = "2020-05-02T00:00:00+00:00"
    assert put(simulator, NEW, body).status == 400


@pytest.mark.parametrize("permissions", ["Groups", "Community"])
def test_a_shared_gallery_takes_no_definition_that_is_for_trusted_machines_only(permissions: str) -> None:
    gallery = resource(GALLERY, {"sharingProfile": {"permissions": permissions}})
    answer = put(
        Simulator(small_world(resources=[gallery])),
        NEW,
        asked(features=[{"name": "SecurityType", "value": "TrustedLaunch"}]),
    )
    assert (answer.status, answer.code) == (400, "InvalidParameter")


def test_a_definition_wants_its_gallery() -> None:
    answer = put(writable(), NEW.replace("img_prod", "nope"), asked())
    assert (answer.status, answer.code) == (404, "ParentResourceNotFound")
    assert "Parent resource 'nope' not found" in answer.body["error"]["message"]
