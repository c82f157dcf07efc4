"""What the az command line asks of a service beside galleries: features, names that are free, results, filters."""

from tests.simulated import GALLERY, GROUP, SUBSCRIPTION, Simulator
from tests.tui.simulator.stage import COMPUTE, DATA_DISK, HOUR, SNAPSHOT, put, writable

SCOPE = f"/subscriptions/{SUBSCRIPTION}"
FEATURES = f"{SCOPE}/providers/Microsoft.Features/providers/Microsoft.Compute/features"
LINUX = {"osType": "Linux", "osState": "Generalized", "identifier": {"publisher": "p", "offer": "o", "sku": "s"}}


def feature(simulator: Simulator, name: str = "SIGSharing") -> str:
    """Tell the state of a feature."""
    state: str = simulator.get(f"{FEATURES}/{name}").body["properties"]["state"]
    return state


def test_a_feature_is_registered_after_a_while_and_listed_from_then_on() -> None:
    simulator = Simulator()
    assert feature(simulator) == "NotRegistered"
    answer = simulator.write("POST", f"{FEATURES}/SIGSharing/register")
    assert (answer.status, answer.body["properties"]["state"]) == (200, "Registering")
    simulator.advance(HOUR)
    assert feature(simulator, "sigsharing") == "Registered"
    assert simulator.get(FEATURES).names == ["Microsoft.Compute/SIGSharing"]
    assert simulator.get(f"{SCOPE}/providers/Microsoft.Features/features").names == ["Microsoft.Compute/SIGSharing"]


def test_a_feature_is_unregistered_again() -> None:
    simulator = Simulator()
    for action in ("register", "unregister"):
        simulator.write("POST", f"{FEATURES}/SIGSharing/{action}")
        simulator.advance(HOUR)
    assert feature(simulator) == "Unregistered"


def test_a_feature_of_an_unknown_provider_is_refused() -> None:
    assert Simulator().get(FEATURES.replace("Compute", "Nothing") + "/a").code == "InvalidResourceNamespace"


def test_a_provider_that_was_unregistered_says_so_and_what_it_is_changing_to_meanwhile() -> None:
    simulator = Simulator()
    provider = f"{SCOPE}/providers/Microsoft.VirtualMachineImages"
    states = []
    for action in ("unregister", "register"):
        states.append(simulator.write("POST", f"{provider}/{action}").body["registrationState"])
        simulator.advance(HOUR)
        states.append(simulator.get(provider).body["registrationState"])
    assert states == ["Unregistering", "Unregistered", "Registering", "Registered"]


def test_the_name_of_a_storage_account_is_free_until_it_is_taken() -> None:
    simulator = writable()
    path = f"{SCOPE}/providers/Microsoft.Storage/checkNameAvailability"
    assert simulator.write("POST", path, {"name": "free"}).body == {"nameAvailable": True}
    taken = simulator.write("POST", path, {"name": "VHDs"}).body
    assert (taken["nameAvailable"], taken["reason"]) == (False, "AlreadyExists")


def test_the_location_of_a_disk_s_operation_answers_the_disk_in_the_end() -> None:
    simulator = writable()
    disk = f"{COMPUTE}/disks/new"
    body = {"location": "eastus2", "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": 8}}
    answer = put(simulator, disk, body, "2023-04-02")
    simulator.advance(HOUR)
    assert simulator.send("GET", answer.headers["Location"]).body == simulator.get(disk).body


def test_resources_are_found_by_type_group_name_and_place() -> None:
    simulator = writable()
    path, disks = f"{SCOPE}/resources", "resourceType eq 'Microsoft.Compute/disks'"
    assert simulator.get(path, f"$filter={disks}").names == [DATA_DISK.rpartition("/")[2]]
    group = GROUP.rpartition("/")[2].upper()
    found = simulator.get(path, f"$filter=resourceGroup eq '{group}' and name eq 'golden' and location eq 'eastus2'")
    assert SNAPSHOT in [each["id"] for each in found.body["value"]]
    assert simulator.get(path, f"$filter={disks} and resourceGroup eq 'other'").names == []


def test_objects_with_nothing_in_them_are_not_answered() -> None:
    sent = {**LINUX, "disallowed": {}, "recommended": {"vCPUs": {}, "memory": {"max": 8}}}
    answer = put(writable(), f"{GALLERY}/images/new", {"location": "eastus2", "properties": sent})
    assert "disallowed" not in answer.body["properties"]
    assert answer.body["properties"]["recommended"] == {"memory": {"max": 8}}
