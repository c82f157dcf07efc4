"""What a machine has: the disks of its image, disks beside, interfaces; and what becomes of them when it goes."""

from typing import Any

import pytest

from tests.simulated import GROUP, Simulator, image_version
from tests.tui.simulator.stage import COMPUTE, COMPUTE_NEWEST, HOUR, IMAGE, NEW, STANDING, put, writable
from tests.tui.simulator.test_neighbours import LOGIN, MACHINE, machine_body, made
from tests.tui.simulator.test_network import ADDRESS, NET, NET_BODY, NIC, nic_body, written
from tui.simulator.scenario import Body

UBUNTU = {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2"}
WINDOWS = {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2"}


def of_platform(image: Body, **storage: Any) -> Body:  # noqa: ANN401 - parts of a storage profile
    """Make what is sent for a machine of an image of the marketplace."""
    reference = {"imageReference": {**image, "version": "latest"}}
    return {"location": "eastus2", "properties": {"osProfile": LOGIN, "storageProfile": {**reference, **storage}}}


def disk(simulator: Simulator, own_id: str) -> Body:
    """Read a disk."""
    body: Body = simulator.get(own_id, api_version="2026-03-02").body
    return body


def disks(simulator: Simulator) -> dict[str, Body]:
    """Read the disks of the group, by the beginning of their names."""
    listed = simulator.get(f"{COMPUTE}/disks", api_version="2026-03-02").body["value"]
    return {each["name"].rpartition("_")[0] or each["name"]: each for each in listed}


def gone(simulator: Simulator) -> None:
    """Delete the machine."""
    assert simulator.write("DELETE", MACHINE, api_version=COMPUTE_NEWEST).status == 202
    simulator.advance(HOUR)


@pytest.mark.parametrize(
    ("image", "system", "gb", "version"),
    [(UBUNTU, "Linux", 30, "22.04.202610140"), (WINDOWS, "Windows", 127, "20348.4297.261103")],
)
def test_a_machine_of_a_known_image_of_the_marketplace_gets_its_system(
    image: Body, system: str, gb: int, version: str
) -> None:
    simulator = writable()
    storage = made(simulator, MACHINE, of_platform(image))["properties"]["storageProfile"]
    assert storage["imageReference"]["exactVersion"] == version
    assert (storage["osDisk"]["osType"], storage["osDisk"]["diskSizeGB"]) == (system, gb)
    view = simulator.get(MACHINE, "$expand=instanceView", COMPUTE_NEWEST).body["properties"]["instanceView"]
    assert view["hyperVGeneration"] == "V2"


def test_the_disk_of_a_machine_is_a_resource_that_outlives_it() -> None:
    simulator = writable()
    system = made(simulator, MACHINE, of_platform(UBUNTU))["properties"]["storageProfile"]["osDisk"]
    assert (system["createOption"], system["deleteOption"]) == ("FromImage", "Detach")
    held = disk(simulator, system["managedDisk"]["id"])
    assert (held["managedBy"], held["properties"]["diskState"]) == (MACHINE, "Attached")
    assert held["properties"]["creationData"] == {
        "createOption": "FromImage",
        "imageReference": {**UBUNTU, "version": "latest"},
    }
    gone(simulator)
    left = disk(simulator, system["managedDisk"]["id"])
    assert left["properties"]["diskState"] == "Unattached"
    assert "managedBy" not in left


def test_a_disk_goes_with_its_machine_where_it_is_said_to() -> None:
    simulator = writable()
    os_disk = {"createOption": "fromImage", "deleteOption": "Delete", "name": "root"}
    made(simulator, MACHINE, of_platform(UBUNTU, osDisk=os_disk))
    assert disk(simulator, f"{COMPUTE}/disks/root")["managedBy"] == MACHINE
    gone(simulator)
    assert simulator.get(f"{COMPUTE}/disks/root", api_version="2026-03-02").status == 404


def test_a_machine_gets_the_data_disks_of_its_image_and_those_asked_for() -> None:
    simulator = writable()
    asked = [{"lun": 1, "createOption": "Empty", "diskSizeGB": 5}]
    body = machine_body(IMAGE)
    body["properties"]["storageProfile"]["dataDisks"] = asked
    data = made(simulator, MACHINE, body)["properties"]["storageProfile"]["dataDisks"]
    assert [(each["lun"], each["diskSizeGB"], each["createOption"]) for each in data] == [
        (1, 5, "Empty"),
        (0, 10, "FromImage"),
    ]
    assert {"web-1_OsDisk_1", "web-1_disk2", "web-1_disk3"} <= set(disks(simulator))


def test_a_data_disk_of_a_gallery_image_has_the_size_that_it_has_there() -> None:
    version = image_version(NEW, "eastus2")
    images = [{"lun": 4, "sizeInGB": 44, "hostCaching": "ReadOnly"}]
    version["properties"]["storageProfile"] = {"osDiskImage": {"sizeInGB": 40}, "dataDiskImages": images}
    simulator = writable(version)
    body = machine_body(NEW)
    body["properties"]["storageProfile"]["dataDisks"] = [{"lun": 4, "createOption": "fromImage"}]
    storage = made(simulator, MACHINE, body)["properties"]["storageProfile"]
    assert (storage["osDisk"]["diskSizeGB"], storage["dataDisks"][0]["diskSizeGB"]) == (40, 44)


def test_a_disk_is_attached_and_let_go_by_an_update() -> None:
    simulator = writable()
    body = made(simulator, MACHINE, machine_body(STANDING))
    own_id = f"{COMPUTE}/disks/data"
    attached = {"lun": 0, "createOption": "Attach", "managedDisk": {"id": own_id}}
    storage = {**body["properties"]["storageProfile"], "dataDisks": [attached]}
    change = {"location": "eastus2", "properties": {"storageProfile": storage}}
    with_it = made(simulator, MACHINE, change)["properties"]["storageProfile"]["dataDisks"][0]
    assert (with_it["name"], with_it["diskSizeGB"]) == ("data", 128)
    assert disk(simulator, own_id)["managedBy"] == MACHINE
    made(simulator, MACHINE, {**change, "properties": {"storageProfile": {**storage, "dataDisks": []}}})
    assert "managedBy" not in disk(simulator, own_id)


def test_a_machine_is_updated_after_its_image_is_gone() -> None:
    simulator = writable()
    made(simulator, MACHINE, machine_body(STANDING))
    assert simulator.write("DELETE", STANDING).status == 202
    simulator.advance(HOUR)
    tagged = {**machine_body(STANDING), "tags": {"a": "1"}}
    assert made(simulator, MACHINE, tagged)["tags"] == {"a": "1"}


@pytest.mark.parametrize("option", [None, "Delete"])
def test_an_interface_knows_its_machine_and_is_left_or_deleted_with_it(option: str | None) -> None:
    simulator = writable()
    written(simulator, NET, NET_BODY)
    written(simulator, ADDRESS, {"location": "eastus2", "properties": {}})
    written(simulator, NIC, nic_body())
    held: Body = {"id": NIC, "properties": {"deleteOption": option}}
    made(simulator, MACHINE, machine_body(STANDING, networkProfile={"networkInterfaces": [held]}))
    nic = simulator.get(NIC, api_version="2025-07-01").body["properties"]
    assert nic["virtualMachine"] == {"id": MACHINE}
    assert nic["macAddress"].startswith("00-0D-3A-")
    in_use = simulator.write("DELETE", NIC, api_version="2025-07-01")
    assert (in_use.status, in_use.code) == (400, "NicInUse")
    assert written(simulator, NIC, nic_body())["properties"]["virtualMachine"] == {"id": MACHINE}
    gone(simulator)
    left = simulator.get(NIC, api_version="2025-07-01")
    if option == "Delete":
        assert left.status == 404
        assert "ipConfiguration" not in simulator.get(ADDRESS, api_version="2025-07-01").body["properties"]
    else:
        assert "virtualMachine" not in left.body["properties"]


def test_a_machine_with_an_interface_that_is_not_there_is_refused() -> None:
    nowhere = {"networkInterfaces": [{"id": f"{GROUP}/providers/Microsoft.Network/networkInterfaces/none"}]}
    answer = put(writable(), MACHINE, machine_body(STANDING, networkProfile=nowhere), COMPUTE_NEWEST)
    assert (answer.status, answer.code) == (400, "InvalidResourceReference")


def test_the_latest_version_that_a_machine_started_from_is_told() -> None:
    simulator = writable()
    definition = STANDING.partition("/versions/")[0]
    for reference in (definition, f"{definition}/versions/latest"):
        storage = made(simulator, f"{MACHINE}-{len(reference)}", machine_body(reference))["properties"][
            "storageProfile"
        ]
        assert storage["imageReference"] == {"id": reference, "exactVersion": "2.4.1"}
