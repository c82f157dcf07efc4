"""Writing image versions: what the service fills in, keeps, and takes away."""

import pytest

from tests.simulated import DEFINITION, SUBSCRIPTION, image_version, region_row
from tests.tui.simulator.stage import (
    ACCOUNT,
    DATA_DISK,
    HOUR,
    IMAGE,
    MACHINE,
    NEW,
    SNAPSHOT,
    STANDING,
    created,
    edited,
    put,
    version_body,
    writable,
)
from tui.simulator.scenario import Body

SNAPSHOTS: Body = {
    "osDiskImage": {"hostCaching": "ReadWrite", "source": {"id": SNAPSHOT}},
    "dataDiskImages": [{"lun": 2, "hostCaching": "ReadOnly", "source": {"id": DATA_DISK}}],
}
BLOB: Body = {
    "osDiskImage": {"source": {"uri": "https://vhds.blob.core.windows.net/a.vhd", "storageAccountId": ACCOUNT}}
}


def targets(body: Body) -> list[Body]:
    """The target regions of a version."""
    wanted: list[Body] = body["properties"]["publishingProfile"]["targetRegions"]
    return wanted


def test_the_first_answer_has_the_recorded_defaults_and_no_disks_yet() -> None:
    answer = put(writable(), NEW, version_body("eastus2", "westus"))
    assert answer.status == 201
    assert answer.body["properties"] == {
        "publishingProfile": {
            "targetRegions": [
                {"name": "East US 2", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
                {"name": "West US", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
            ],
            "replicaCount": 1,
            "excludeFromLatest": False,
            "publishedDate": "2026-11-20T09:12:00.0000000+00:00",
            "storageAccountType": "Standard_LRS",
        },
        "storageProfile": {"source": {"id": IMAGE}},
        "safetyProfile": {"reportedForPolicyViolation": False, "allowDeletionOfReplicatedLocations": False},
        "provisioningState": "Creating",
    }


def test_the_disks_of_its_source_appear_once_it_has_succeeded() -> None:
    storage = created(writable(), NEW, version_body())["properties"]["storageProfile"]
    assert storage == {
        "source": {"id": IMAGE},
        "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}},
        "dataDiskImages": [{"lun": 0, "sizeInGB": 10, "hostCaching": "None"}],
    }


def test_disks_with_sources_of_their_own_are_there_from_the_start_and_get_their_sizes() -> None:
    simulator = writable()
    answer = put(simulator, NEW, version_body(source=SNAPSHOTS))
    assert answer.body["properties"]["storageProfile"] == SNAPSHOTS
    simulator.advance(HOUR)
    assert simulator.get(NEW).body["properties"]["storageProfile"] == {
        "osDiskImage": {"sizeInGB": 64, "hostCaching": "ReadWrite", "source": {"id": SNAPSHOT}},
        "dataDiskImages": [{"lun": 2, "sizeInGB": 128, "hostCaching": "ReadOnly", "source": {"id": DATA_DISK}}],
    }


@pytest.mark.parametrize(
    "source",
    [
        {"source": {"id": IMAGE}},
        {"source": {"virtualMachineId": MACHINE}},
        {"source": {"id": MACHINE}},
        {"source": {"id": STANDING}},
        {"source": {"communityGalleryImageId": "/CommunityGalleries/pub-1/Images/any/Versions/1.0.0"}},
        SNAPSHOTS,
        BLOB,
    ],
)
def test_a_version_can_be_made_from_each_kind_of_source(source: Body) -> None:
    properties = created(writable(), NEW, version_body(source=source))["properties"]
    assert properties["provisioningState"] == "Succeeded"
    assert properties["storageProfile"]["osDiskImage"]["sizeInGB"] in (30, 64)
    assert properties["storageProfile"].get("source") == source.get("source")


def test_regions_take_replicas_and_account_type_from_the_version_where_they_tell_none() -> None:
    body = version_body("eastus2", replicaCount=3, storageAccountType="Premium_LRS")
    targets(body).append({"name": "West Europe", "regionalReplicaCount": 2, "storageAccountType": "Standard_ZRS"})
    assert targets(created(writable(), NEW, body)) == [
        {"name": "East US 2", "regionalReplicaCount": 3, "storageAccountType": "Premium_LRS"},
        {"name": "West Europe", "regionalReplicaCount": 2, "storageAccountType": "Standard_ZRS"},
    ]


def test_without_target_regions_a_version_is_wanted_where_it_is() -> None:
    body = version_body()
    del body["properties"]["publishingProfile"]
    assert [each["name"] for each in targets(put(writable(), NEW, body).body)] == ["East US 2"]


@pytest.mark.parametrize("mode", [None, "Full", "Shallow"])
def test_the_replication_mode_is_answered_only_if_it_was_sent(mode: str | None) -> None:
    body = version_body("eastus2")
    body["properties"]["publishingProfile"] |= {"replicationMode": mode} if mode else {}
    profile = put(writable(), NEW, body).body["properties"]["publishingProfile"]
    assert profile.get("replicationMode") == mode


def test_a_strategy_prefers_zones_where_there_are_some() -> None:
    profile = put(writable(), NEW, version_body("eastus2", storageAccountStrategy="PreferStandard_ZRS")).body
    assert targets(profile)[0]["storageAccountType"] == "Standard_ZRS"


def test_an_update_may_leave_the_source_out_and_it_stays() -> None:
    simulator = writable()
    body = edited(simulator, replicaCount=2)
    body["properties"]["storageProfile"] = {"osDiskImage": {"hostCaching": "ReadWrite"}}
    stored = created(simulator, STANDING, body)["properties"]
    assert stored["storageProfile"]["source"] == {"id": IMAGE}
    assert stored["publishingProfile"]["replicaCount"] == 2


def test_an_update_keeps_the_day_of_publishing_and_what_is_fixed() -> None:
    simulator = writable()
    body = version_body("eastus2", "westeurope", endOfLifeDate="2027-06-01")
    profile = created(simulator, STANDING, body)["properties"]["publishingProfile"]
    assert profile["publishedDate"] == "2026-11-01T06:30:00.0000000+00:00"
    assert profile["endOfLifeDate"] == "2027-06-01T00:00:00+00:00"


def test_what_is_sent_is_the_whole_list_of_regions() -> None:
    simulator = writable()
    body = edited(simulator, targetRegions=[{"name": "eastus2"}, {"name": "japaneast"}])
    body["properties"]["safetyProfile"] = {"allowDeletionOfReplicatedLocations": True}
    assert [each["name"] for each in targets(created(simulator, STANDING, body))] == ["East US 2", "Japan East"]
    assert set(simulator.regions(STANDING)) == {"eastus2", "japaneast"}


def test_a_region_where_it_is_complete_is_not_taken_away_unless_that_is_allowed() -> None:
    simulator = writable()
    body = edited(simulator, targetRegions=[{"name": "eastus2"}])
    refused = put(simulator, STANDING, body)
    assert (refused.status, refused.code) == (409, "OperationNotAllowed")
    assert "West Europe" in refused.body["error"]["message"]
    assert set(simulator.regions(STANDING)) == {"eastus2", "westeurope"}
    body["properties"]["safetyProfile"] = {"allowDeletionOfReplicatedLocations": True}
    assert put(simulator, STANDING, body).status == 200


@pytest.mark.parametrize("state", ["Failed", "Replicating", "Unknown"])
def test_a_region_where_it_is_not_complete_can_always_be_taken_away(state: str) -> None:
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", state, 34)]
    simulator = writable(image_version(NEW, "eastus2", "westeurope", summary=rows))
    assert put(simulator, NEW, edited(simulator, NEW, targetRegions=[{"name": "eastus2"}])).status == 200


def test_before_2022_nothing_guarded_a_region() -> None:
    simulator = writable()
    body = edited(simulator, targetRegions=[{"name": "eastus2"}])
    assert put(simulator, STANDING, body, "2021-10-01").status == 200


def test_an_old_clients_put_leaves_what_it_does_not_know_of() -> None:
    simulator = writable()
    guarded = version_body("eastus2")
    guarded["properties"]["safetyProfile"] = {"blockDeletionBeforeEndOfLife": True}
    created(simulator, NEW, guarded)
    old = {"location": "eastus2", "properties": {"publishingProfile": {"targetRegions": [{"name": "eastus2"}]}}}
    created(simulator, NEW, old, "2019-12-01")
    assert simulator.get(NEW).body["properties"]["safetyProfile"]["blockDeletionBeforeEndOfLife"] is True


def test_before_2019_the_source_was_sent_and_answered_in_the_publishing_profile() -> None:
    body = version_body("eastus2", source={})
    body["properties"]["publishingProfile"]["source"] = {"managedImage": {"id": IMAGE}}
    simulator = writable()
    profile = created(simulator, NEW, body, "2019-03-01")["properties"]["publishingProfile"]
    assert profile["source"] == {"managedImage": {"id": IMAGE}}
    assert simulator.get(NEW).body["properties"]["storageProfile"]["source"] == {"id": IMAGE}


def test_fields_that_the_simulator_does_not_know_of_are_kept_in_every_place() -> None:
    body = version_body("eastus2", newInProfile=1)
    targets(body)[0]["newInRegion"] = True
    body["properties"]["newInProperties"] = "a"
    properties = put(writable(), NEW, body).body["properties"]
    assert properties["newInProperties"] == "a"
    assert properties["publishingProfile"]["newInProfile"] == 1
    assert properties["publishingProfile"]["targetRegions"][0]["newInRegion"] is True


def test_security_profile_and_edge_zones_are_kept() -> None:
    edge = {"extendedLocation": {"type": "EdgeZone", "name": "attdallas1"}, "name": "eastus2"}
    body = version_body("eastus2", targetExtendedLocations=[edge])
    body["properties"]["securityProfile"] = {"uefiSettings": {"signatureTemplateNames": ["NoSignatureTemplate"]}}
    properties = put(writable(), NEW, body).body["properties"]
    assert properties["securityProfile"] == body["properties"]["securityProfile"]
    assert properties["publishingProfile"]["targetExtendedLocations"] == [
        {**edge, "name": "East US 2", "extendedLocationReplicaCount": 1, "storageAccountType": "Standard_LRS"}
    ]


def test_the_keys_that_a_version_starts_with_are_read_where_they_are_asked_for() -> None:
    simulator = writable()
    keys = {"uefiSettings": {"signatureTemplateNames": ["NoSignatureTemplate"]}}
    body = version_body()
    body["properties"]["securityProfile"] = keys
    assert put(simulator, NEW, body).body["properties"]["securityProfile"] == keys
    assert simulator.get(NEW, "$expand=UefiSettings").body["properties"]["securityProfile"] == keys
    listed = simulator.get(f"{DEFINITION}/versions").body["value"]
    for read in (simulator.get(NEW).body, simulator.get(NEW, "$expand=ReplicationStatus").body, *listed):
        assert "securityProfile" not in read["properties"]


def test_an_update_of_what_does_not_move_takes_two_and_a_half_minutes_or_more() -> None:
    simulator = writable()
    put(simulator, STANDING, edited(simulator, replicaCount=2))
    simulator.advance(149)
    assert simulator.get(STANDING).body["properties"]["provisioningState"] == "Updating"
    simulator.advance(421 - 149)
    assert simulator.get(STANDING).body["properties"]["provisioningState"] == "Succeeded"


def test_graph_hears_of_writes_and_deletions_later() -> None:
    simulator = writable(graph_lag=60.0)
    query = f"resources | where id =~ '{NEW}' | project id, properties.provisioningState"
    put(simulator, NEW, version_body())
    assert simulator.graph(query).body["count"] == 0
    simulator.advance(61)
    assert simulator.graph(query).body["data"] == [{"id": NEW, "properties_provisioningState": "Creating"}]
    simulator.advance(HOUR)
    simulator.write("DELETE", NEW)
    simulator.advance(155)
    assert simulator.get(NEW).status == 404
    assert simulator.graph(query).body["count"] == 1
    simulator.advance(60)
    assert simulator.graph(query).body["count"] == 0


def test_a_new_version_is_in_its_list_and_a_deleted_one_is_not() -> None:
    simulator = writable()
    created(simulator, NEW, version_body())
    assert simulator.get(f"{DEFINITION}/versions").names == ["2.4.1", "3.0.0"]
    simulator.write("DELETE", NEW)
    assert simulator.get(NEW).body["properties"]["provisioningState"] == "Deleting"
    simulator.advance(HOUR)
    assert simulator.get(f"{DEFINITION}/versions").names == ["2.4.1"]


def test_usages_count_what_is_created_and_what_is_gone() -> None:
    simulator = writable()
    path = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/eastus2/usages"

    def versions() -> int:
        usages = {each["name"]["value"]: each["currentValue"] for each in simulator.get(path).body["value"]}
        return int(usages["GalleryImageVersion"])

    assert versions() == 1
    created(simulator, NEW, version_body())
    assert versions() == 2
    simulator.write("DELETE", NEW)
    simulator.advance(HOUR)
    assert versions() == 1
