"""Networks, interfaces and addresses, as far as machines need them."""

from typing import Any

import pytest

from tests.simulated import GROUP, Answer, Simulator
from tests.tui.simulator.stage import HOUR, operation, put, writable
from tui.simulator.scenario import Body

VERSION = "2025-07-01"
NETWORK = f"{GROUP}/providers/Microsoft.Network"
NET = f"{NETWORK}/virtualNetworks/net"
SUBNET = f"{NET}/subnets/default"
NIC = f"{NETWORK}/networkInterfaces/nic"
ADDRESS = f"{NETWORK}/publicIPAddresses/ip"
RULES = f"{NETWORK}/networkSecurityGroups/rules"
NET_BODY: Body = {
    "location": "eastus2",
    "properties": {
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "subnets": [{"name": "default", "properties": {"addressPrefix": "10.0.0.0/29"}}],
    },
}


def nic_body(*configurations: str, subnet: str = SUBNET, address: str = ADDRESS, **more: Any) -> Body:  # noqa: ANN401 - as sent
    """Make what is sent for an interface; its first configuration has the public address, unless there is none."""
    names = configurations or ("first",)
    listed: list[Body] = [{"name": each, "properties": {"subnet": {"id": subnet}}} for each in names]
    if address:
        listed[0]["properties"]["publicIPAddress"] = {"id": address}
    return {"location": "eastus2", "properties": {"ipConfigurations": listed, **more}}


def written(simulator: Simulator, path: str, body: Body) -> Body:
    """Send it, wait, and read what has come of it."""
    assert put(simulator, path, body, VERSION).status in (200, 201)
    simulator.advance(HOUR)
    answer: Body = simulator.get(path, api_version=VERSION).body
    assert answer["properties"]["provisioningState"] == "Succeeded"
    return answer


@pytest.fixture
def simulator() -> Simulator:
    """A network with one subnet of three addresses, and a public address."""
    simulator = writable()
    written(simulator, NET, NET_BODY)
    written(simulator, ADDRESS, {"location": "eastus2", "properties": {}})
    return simulator


def deletion(simulator: Simulator, path: str) -> Answer:
    """Ask for a deletion and wait until it has ended."""
    answer = simulator.write("DELETE", path, api_version=VERSION)
    simulator.advance(HOUR)
    return answer


def test_a_network_is_updating_with_its_subnets_until_its_operation_ends() -> None:
    simulator = writable()
    answer = put(simulator, NET, NET_BODY, VERSION)
    assert (answer.status, answer.headers["Retry-After"]) == (201, "10")
    assert "/providers/Microsoft.Network/locations/eastus2/operations/" in answer.headers["Azure-AsyncOperation"]
    states = [answer.body["properties"], *(each["properties"] for each in answer.body["properties"]["subnets"])]
    assert [each["provisioningState"] for each in states] == ["Updating", "Updating"]
    assert operation(simulator, answer) == {"status": "InProgress"}
    simulator.advance(HOUR)
    assert operation(simulator, answer) == {"status": "Succeeded"}
    settled = simulator.get(NET, api_version=VERSION).body["properties"]
    assert settled["resourceGuid"] == answer.body["properties"]["resourceGuid"]
    assert settled["subnets"][0]["id"] == SUBNET
    assert settled["subnets"][0]["properties"]["provisioningState"] == "Succeeded"


def test_a_subnet_is_made_changed_listed_and_deleted_in_its_network(simulator: Simulator) -> None:
    second = f"{NET}/subnets/second"
    made = put(simulator, second, {"properties": {"addressPrefix": "10.0.1.0/24"}}, VERSION)
    assert (made.status, made.body["properties"]["provisioningState"]) == (201, "Updating")
    busy = put(simulator, SUBNET, {"properties": {"addressPrefix": "10.0.2.0/24"}}, VERSION)
    assert (busy.status, busy.code) == (409, "Conflict")
    simulator.advance(HOUR)
    asked = {"properties": {"addressPrefix": "10.0.1.0/24", "defaultOutboundAccess": False}}
    assert put(simulator, second.upper().replace("SECOND", "Second"), asked, VERSION).status == 200
    simulator.advance(HOUR)
    assert simulator.get(second, api_version=VERSION).body["properties"]["defaultOutboundAccess"] is False
    assert simulator.get(f"{NET}/subnets", api_version=VERSION).names == ["default", "second"]
    answer = deletion(simulator, second)
    assert answer.status == 202
    assert simulator.send("GET", answer.headers["Location"]).status == 204
    assert [each["name"] for each in simulator.get(NET, api_version=VERSION).body["properties"]["subnets"]] == [
        "default"
    ]
    assert deletion(simulator, second).status == 204


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        (SUBNET.replace("/net/", "/none/"), "ResourceNotFound", "'Microsoft.Network/virtualNetworks/none' under"),
        (f"{NET}/subnets/none", "NotFound", f"Resource {NET}/subnets/none not found."),
        (SUBNET.replace("rg-Images", "rg-none"), "ResourceGroupNotFound", "'rg-none'"),
    ],
)
def test_a_subnet_that_is_not_there_says_what_is_not(simulator: Simulator, path: str, code: str, said: str) -> None:
    answer = simulator.get(path, api_version=VERSION)
    assert (answer.status, answer.code) == (404, code)
    assert said in answer.body["error"]["message"]


def test_an_interface_is_there_at_once_and_has_addresses_of_its_subnet(simulator: Simulator) -> None:
    answer = put(simulator, NIC, nic_body("first", "second"), VERSION)
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (201, "Succeeded")
    assert "Azure-AsyncOperation" in answer.headers
    first, second = (each["properties"] for each in answer.body["properties"]["ipConfigurations"])
    assert (first["privateIPAddress"], first["primary"]) == ("10.0.0.4", True)
    assert (second["privateIPAddress"], second["primary"]) == ("10.0.0.5", False)
    simulator.advance(HOUR)
    again = written(simulator, NIC, nic_body("second", "first", address=""))
    assert [each["properties"]["privateIPAddress"] for each in again["properties"]["ipConfigurations"]] == [
        "10.0.0.5",
        "10.0.0.4",
    ]


def test_a_full_subnet_has_no_address_for_another_interface(simulator: Simulator) -> None:
    written(simulator, NIC, nic_body("first", "second", "third"))
    full = put(simulator, f"{NIC}-2", nic_body(address=""), VERSION)
    assert (full.status, full.code) == (400, "SubnetIsFull")


def test_a_public_address_knows_who_has_it(simulator: Simulator) -> None:
    written(simulator, NIC, nic_body())
    held = simulator.get(ADDRESS, api_version=VERSION).body["properties"]
    assert held["ipConfiguration"] == {"id": f"{NIC}/ipConfigurations/first"}
    assert held["ipAddress"].startswith("203.0.113.")
    written(simulator, NIC, nic_body(address=""))
    assert "ipConfiguration" not in simulator.get(ADDRESS, api_version=VERSION).body["properties"]


def test_an_address_is_static_or_given_with_the_interface_and_has_a_name_if_one_is_asked_for() -> None:
    simulator = writable()
    written(simulator, NET, NET_BODY)
    sku = {"sku": {"name": "Basic"}}
    asked = {"publicIPAllocationMethod": "dynamic", "dnsSettings": {"domainNameLabel": "web"}}
    dynamic = written(simulator, ADDRESS, {"location": "eastus2", "properties": asked, **sku})
    assert dynamic["properties"]["publicIPAllocationMethod"] == "Dynamic"
    assert "ipAddress" not in dynamic["properties"]
    assert dynamic["properties"]["dnsSettings"]["fqdn"] == "web.eastus2.cloudapp.azure.com"
    written(simulator, NIC, nic_body())
    static = written(simulator, f"{ADDRESS}-2", {"location": "eastus2", "properties": {}})
    held = simulator.get(ADDRESS, api_version=VERSION).body["properties"]["ipAddress"]
    assert held != static["properties"]["ipAddress"]


@pytest.mark.parametrize(
    "body",
    [
        nic_body(subnet=f"{NET}/subnets/none"),
        nic_body(subnet=f"{NETWORK}/virtualNetworks/none/subnets/default"),
        nic_body(address=f"{ADDRESS}-none"),
        nic_body(networkSecurityGroup={"id": RULES}),
        {**nic_body(), "location": "westus"},
    ],
)
def test_an_interface_refers_to_nothing_that_is_not_there(simulator: Simulator, body: Body) -> None:
    answer = put(simulator, NIC, body, VERSION)
    assert (answer.status, answer.code) == (400, "InvalidResourceReference")
    assert f"referenced by resource {NIC} was not found" in answer.body["error"]["message"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (NET, "InUseSubnetCannotBeDeleted"),
        (SUBNET, "InUseSubnetCannotBeDeleted"),
        (ADDRESS, "PublicIPAddressCannotBeDeleted"),
        (RULES, "InUseNetworkSecurityGroupCannotBeDeleted"),
    ],
)
def test_nothing_is_deleted_that_an_interface_has(simulator: Simulator, path: str, code: str) -> None:
    rule = {"name": "ssh", "properties": {"access": "Allow"}}
    rules = written(simulator, RULES, {"location": "eastus2", "properties": {"securityRules": [rule]}})
    assert rules["properties"]["securityRules"][0]["id"] == f"{RULES}/securityRules/ssh"
    written(simulator, NIC, nic_body(networkSecurityGroup={"id": RULES}))
    refused = deletion(simulator, path)
    assert (refused.status, refused.code) == (400, code)
    assert deletion(simulator, NIC).status == 202
    assert deletion(simulator, path).status == 202
    assert simulator.get(path, api_version=VERSION).status == 404
