"""Deployments: they write what a template holds, in its order and by the rules that hold for any write."""

from typing import Any

import pytest

from tests.conformance.templates import machine_template
from tests.simulated import DEFINITION, GALLERY, GROUP, SUBSCRIPTION, Answer, Simulator
from tests.tui.simulator.stage import (
    ACCOUNT,
    COMPUTE_NEWEST,
    HOUR,
    IMAGE,
    SPECIALIZED,
    STANDING,
    managed_image,
    put,
    writable,
    writable_world,
)
from tui.simulator.scenario import Body
from tui.simulator.wire import Request

NEWEST = "2025-04-01"
DEPLOYMENT = f"{GROUP}/providers/Microsoft.Resources/deployments/first"
OPERATIONS = f"{GROUP}/deployments/first/operations"
NEW_GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/img_new"
MACHINE = f"{GROUP}/providers/Microsoft.Compute/virtualMachines/vm"
GALLERIES = "Microsoft.Compute/galleries"
KINDS = {"osType": "Linux", "osState": "Generalized", "identifier": {"publisher": "p", "offer": "o", "sku": "s"}}


def told(kind: str, name: str, *after: str, **properties: Any) -> Body:  # noqa: ANN401 - of any resource
    """Make a resource of a template."""
    made = {"type": kind, "name": name, "apiVersion": "2023-07-03", "location": "eastus2", "dependsOn": list(after)}
    return {**made, "properties": properties}


def gallery_template() -> list[Body]:
    """Make a gallery with a definition, which stands first."""
    definition = told(f"{GALLERIES}/images", "img_new/ubuntu", "img_new", **KINDS)
    return [definition, told(GALLERIES, "img_new")]


def version(name: str, source: str = IMAGE) -> Body:
    """Make a version of a definition that is there."""
    profile = {"targetRegions": [{"name": "eastus2"}]}
    storage = {"source": {"id": source}}
    path = f"{GALLERIES}/images/versions"
    return told(path, f"img_prod/ubuntu-2204/{name}", publishingProfile=profile, storageProfile=storage)


def deploy(simulator: Simulator, *resources: Body, path: str = DEPLOYMENT, **more: Any) -> Answer:  # noqa: ANN401 - of a template
    """Send a deployment of these resources."""
    body = {"properties": {"mode": "Incremental", "template": {"resources": list(resources), **more}}}
    return put(simulator, path, body, NEWEST)


def ended(simulator: Simulator, answer: Answer) -> Body:
    """Wait until a deployment has ended; give the answer to its last poll."""
    assert answer.status in (200, 201), answer.body
    simulator.advance(HOUR)
    body: Body = simulator.send("GET", answer.headers["Azure-AsyncOperation"]).body
    return body


def read(simulator: Simulator, path: str = DEPLOYMENT) -> Body:
    """Read the properties of a deployment."""
    properties: Body = simulator.get(path, api_version=NEWEST).body["properties"]
    return properties


def steps(simulator: Simulator) -> list[tuple[str, str]]:
    """List what a deployment did: the name of each resource, and what became of it."""
    rows = [each["properties"] for each in simulator.get(OPERATIONS, api_version=NEWEST).body["value"]]
    return [(each["targetResource"]["resourceName"], each["statusCode"]) for each in rows if "targetResource" in each]


def test_a_deployment_is_accepted_then_runs_and_ends_with_its_outputs() -> None:
    simulator = writable()
    outputs = {"id": {"type": "string", "value": "[resourceId('Microsoft.Compute/galleries', 'img_new')]"}}
    answer = deploy(simulator, *gallery_template(), outputs=outputs)
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (201, "Accepted")
    assert "outputs" not in answer.body["properties"]
    states = []
    for _ in range(3):
        states.append(simulator.send("GET", answer.headers["Azure-AsyncOperation"]).body)
        simulator.advance(0.6)
    assert states[:2] == [{"status": "Accepted"}, {"status": "Running"}]
    assert ended(simulator, answer) == {"status": "Succeeded"}
    properties = read(simulator)
    assert properties["outputs"] == {"id": {"type": "String", "value": NEW_GALLERY}}
    assert properties["outputResources"] == [{"id": NEW_GALLERY}, {"id": f"{NEW_GALLERY}/images/ubuntu"}]
    assert properties["duration"].startswith("PT")


def test_resources_are_written_after_what_they_depend_on() -> None:
    simulator = writable()
    ended(simulator, deploy(simulator, *gallery_template()))
    assert steps(simulator) == [("img_new", "Created"), ("img_new/ubuntu", "Created")]
    definition = simulator.get(f"{NEW_GALLERY}/images/ubuntu").body
    assert definition["properties"]["provisioningState"] == "Succeeded"
    on = read(simulator)["dependencies"][0]
    assert on["dependsOn"] == [{"id": NEW_GALLERY, "resourceType": GALLERIES, "resourceName": "img_new"}]


def test_az_s_template_makes_a_machine_and_never_tells_its_password() -> None:
    simulator = writable()
    body = {"properties": {"mode": "incremental", **machine_template(DEPLOYMENT, "eastus2")}}
    answer = put(simulator, DEPLOYMENT, body, NEWEST)
    assert ended(simulator, answer) == {"status": "Succeeded"}
    properties = read(simulator)
    assert properties["parameters"] == {"adminPassword": {"type": "SecureString"}}
    assert b"Not-to-be-told" not in simulator.get(DEPLOYMENT, api_version=NEWEST).raw.body
    machine = simulator.get(MACHINE, api_version=COMPUTE_NEWEST).body["properties"]
    nic = simulator.get(machine["networkProfile"]["networkInterfaces"][0]["id"], api_version="2022-01-01").body
    assert nic["properties"]["virtualMachine"] == {"id": MACHINE}
    assert nic["properties"]["ipConfigurations"][0]["properties"]["privateIPAddress"] == "10.0.0.4"


def test_what_the_service_refuses_to_a_client_it_refuses_to_a_deployment() -> None:
    simulator = writable()
    machine = told("Microsoft.Compute/virtualMachines", "vm", storageProfile={"imageReference": {"id": STANDING}})
    last = told("Microsoft.Compute/disks", "after", "vm", creationData={"createOption": "Empty"})
    poll = ended(simulator, deploy(simulator, *gallery_template(), machine, last))
    assert poll["status"] == "Failed"
    assert poll["error"] == {
        "code": "DeploymentFailed",
        "target": DEPLOYMENT,
        "message": "At least one resource deployment operation failed. Please list deployment operations for details. "
        "Please see https://aka.ms/arm-deployment-operations for usage details.",
        "details": [
            {
                "code": "InvalidParameter",
                "message": "Required parameter 'osProfile' is missing (null).",
                "target": "osProfile",
            }
        ],
    }
    assert read(simulator)["error"] == poll["error"]
    assert read(simulator)["provisioningState"] == "Failed"
    # What was begun stays, what depended on it was not begun.
    assert steps(simulator) == [("img_new", "Created"), ("vm", "BadRequest")]
    assert simulator.get(NEW_GALLERY).body["properties"]["provisioningState"] == "Succeeded"


def test_what_fails_after_it_was_taken_fails_the_deployment_with_its_reason() -> None:
    simulator = writable(managed_image(f"{IMAGE}-1", hyperVGeneration="V1"))
    poll = ended(simulator, deploy(simulator, version("3.0.0", f"{IMAGE}-1"), version("3.0.1", STANDING)))
    (detail,) = poll["error"]["details"]
    assert (detail["code"], detail["target"]) == ("ResourceDeploymentFailure", f"{DEFINITION}/versions/3.0.0")
    assert detail["details"][0]["code"] == "Conflict"
    assert "different Hypervisor generation" in detail["details"][0]["message"]
    assert simulator.get(f"{DEFINITION}/versions/3.0.1").body["properties"]["provisioningState"] == "Succeeded"


def test_what_is_deleted_while_it_is_made_fails_the_deployment() -> None:
    simulator = writable()
    answer = deploy(simulator, version("3.0.0"))
    simulator.advance(10)
    assert simulator.write("DELETE", f"{DEFINITION}/versions/3.0.0").status == 202
    assert "terminal provisioning state 'Canceled'" in ended(simulator, answer)["error"]["details"][0]["message"]


def test_a_deployment_runs_once_at_a_time_and_can_be_repeated() -> None:
    simulator = writable()
    first = deploy(simulator, *gallery_template())
    again = deploy(simulator, *gallery_template())
    assert (again.status, again.code) == (409, "DeploymentActive")
    assert simulator.write("DELETE", DEPLOYMENT, api_version=NEWEST).code == "DeploymentActive"
    ended(simulator, first)
    second = deploy(simulator, *gallery_template())
    assert second.status == 200
    assert ended(simulator, second) == {"status": "Succeeded"}
    assert [status for _, status in steps(simulator)] == ["OK", "OK"]
    assert simulator.send("GET", first.headers["Azure-AsyncOperation"]).code == "DeploymentOperationNotFound"


def test_a_deployment_is_deleted_without_what_it_has_made() -> None:
    simulator = writable()
    ended(simulator, deploy(simulator, *gallery_template()))
    answer = simulator.write("DELETE", DEPLOYMENT, api_version=NEWEST)
    assert (answer.status, answer.headers["Retry-After"]) == (202, "15")
    simulator.advance(HOUR)
    assert simulator.send("GET", answer.headers["Location"]).status == 200
    for path in (DEPLOYMENT, OPERATIONS):
        assert simulator.get(path, api_version=NEWEST).code == "DeploymentNotFound"
    assert simulator.write("DELETE", DEPLOYMENT, api_version=NEWEST).status == 204
    assert simulator.get(NEW_GALLERY).status == 200


def test_deployments_are_listed_by_state_and_are_no_resources() -> None:
    simulator = writable()
    ended(simulator, deploy(simulator, *gallery_template()))
    ended(simulator, deploy(simulator, told(GALLERIES, "img-new"), path=f"{DEPLOYMENT}-2"))
    listed = DEPLOYMENT.rpartition("/")[0]
    assert simulator.get(listed, api_version=NEWEST).names == ["first", "first-2"]
    failed = simulator.get(listed, "$filter=provisioningState eq 'Failed'", NEWEST)
    assert failed.names == ["first-2"]
    assert simulator.get(listed, "$filter=name eq 'first'", NEWEST).code == "InvalidFilterInQueryString"
    resources = simulator.get(f"{GROUP}/resources", api_version=NEWEST).names
    assert "img_new" in resources
    assert "first" not in resources
    simulator.advance(HOUR)
    graph = simulator.graph("resources | project id, type | order by id asc").body["data"]
    assert NEW_GALLERY in [each["id"] for each in graph]
    assert "microsoft.resources/deployments" not in [each["type"] for each in graph]


def test_a_validation_writes_nothing() -> None:
    simulator = writable()
    body = {"properties": {"mode": "Incremental", "template": {"resources": gallery_template()}}}
    answer = simulator.write("POST", f"{DEPLOYMENT}/validate", body, api_version=NEWEST)
    assert (answer.status, answer.body["id"]) == (200, DEPLOYMENT)
    properties = answer.body["properties"]
    assert (properties["provisioningState"], properties["duration"]) == ("Succeeded", "PT0S")
    assert properties["validatedResources"] == [{"id": NEW_GALLERY}, {"id": f"{NEW_GALLERY}/images/ubuntu"}]
    simulator.advance(HOUR)
    assert simulator.get(NEW_GALLERY).status == 404
    assert simulator.get(DEPLOYMENT, api_version=NEWEST).status == 404


def test_a_template_file_is_taken_as_az_sends_it() -> None:
    simulator = writable()
    text = '{"properties": {"mode": "Incremental", template:{\r\n "resources": [] // none yet\r\n}}}'
    url = f"{simulator.endpoint}{DEPLOYMENT}?api-version={NEWEST}"
    signed_in = {"Authorization": f"Bearer {simulator.token}"}
    assert simulator.core.handle(Request.to("PUT", url, signed_in, text.encode())).status == 201


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"mode": "Incremental", "template": {"resources": [{"type": "a"}]}}, "InvalidTemplate"),
        ({"mode": "Incremental", "template": {"resources": []}, "parameters": {"a": {"value": 1}}}, "InvalidTemplate"),
        ({"mode": "Complete", "template": {"resources": []}}, "NotSupportedBySimulator"),
        ({"mode": "Incremental", "templateLink": {"uri": "https://a"}}, "NotSupportedBySimulator"),
        ({"mode": "incremental", "onErrorDeployment": {"type": "LastSuccessful"}}, "NotSupportedBySimulator"),
        ({"template": {"resources": []}}, "InvalidRequestContent"),
        (None, "InvalidRequestContent"),
    ],
)
def test_what_is_no_deployment_or_too_much_of_one_is_refused_at_once(properties: Body | None, code: str) -> None:
    simulator = writable()
    for method, path in (("PUT", DEPLOYMENT), ("POST", f"{DEPLOYMENT}/validate")):
        answer = simulator.write(method, path, {"properties": properties}, api_version=NEWEST)
        assert (answer.status, answer.code) == (400, code)
    assert simulator.get(DEPLOYMENT, api_version=NEWEST).status == 404


def test_a_deployment_does_not_outlive_its_group() -> None:
    simulator = writable()
    answer = deploy(simulator, version("3.0.0"))
    simulator.advance(1)
    assert simulator.write("DELETE", GROUP, api_version=NEWEST).status == 202
    simulator.advance(HOUR)
    assert answer.status == 201
    assert simulator.get(DEPLOYMENT, api_version=NEWEST).code == "ResourceGroupNotFound"
    assert put(simulator, GROUP, {"location": "eastus2"}, NEWEST).status == 201
    assert simulator.get(DEPLOYMENT.rpartition("/")[0], api_version=NEWEST).names == []


def test_rights_and_locks_hold_for_a_deployment_too() -> None:
    denied = [{"scope": f"/subscriptions/{SUBSCRIPTION}", "actions": ["Microsoft.Compute/disks/write"]}]
    simulator = Simulator(writable_world(denied=denied))
    lock = f"{GALLERY}/providers/Microsoft.Authorization/locks/keep"
    put(simulator, lock, {"properties": {"level": "ReadOnly"}}, "2016-09-01")
    disk = told("Microsoft.Compute/disks", "d", creationData={"createOption": "Empty"})
    poll = ended(simulator, deploy(simulator, disk, told(GALLERIES, "img_prod")))
    assert [each["code"] for each in poll["error"]["details"]] == ["AuthorizationFailed", "ScopeLocked"]


def test_what_nobody_serves_fails_the_deployment() -> None:
    simulator = writable()
    poll = ended(simulator, deploy(simulator, told("Contoso.Own/things", "thing")))
    assert poll["error"]["details"][0]["code"] == "InvalidResourceType"


def test_what_a_deployment_writes_is_not_counted_as_asked_for() -> None:
    simulator = writable()
    ended(simulator, deploy(simulator, told("Microsoft.Storage/storageAccounts", "more")))
    assert simulator.get(ACCOUNT.replace("vhds", "more"), api_version=NEWEST).status == 200
    counted = simulator.send("GET", "/_simulator/requests").body["by_route"]
    assert counted == {"PUT deployments/{d}": 1, "GET operationStatuses/{id}": 1, "GET storageAccounts/{s}": 1}


def test_a_deployment_to_no_group_is_refused() -> None:
    elsewhere = DEPLOYMENT.replace("rg-Images", "rg-none")
    simulator = writable()
    assert deploy(simulator, path=elsewhere).code == "ResourceGroupNotFound"
    assert simulator.get(elsewhere, api_version=NEWEST).code == "ResourceGroupNotFound"


def test_a_link_of_an_operation_wants_its_own_signature() -> None:
    simulator = writable()
    link = deploy(simulator, *gallery_template()).headers["Azure-AsyncOperation"]
    assert simulator.send("GET", link.replace("&h=", "&h=x")).code == "AuthorizationFailed"
    assert len(link.partition("/operationStatuses/")[2].partition("?")[0]) == 20


def test_a_deployment_of_a_specialized_image_s_definition_keeps_to_the_rules_of_definitions() -> None:
    simulator = writable()
    change = told(f"{GALLERIES}/images", f"img_prod/{SPECIALIZED.rpartition('/')[2]}", **KINDS)
    assert ended(simulator, deploy(simulator, change))["error"]["details"][0]["code"] == "PropertyChangeNotAllowed"
