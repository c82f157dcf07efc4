"""Whatever stands in a body, it is answered or refused: nothing that is sent makes the simulator fail."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulated import DEFINITION, GALLERY, GROUP
from tests.tui.simulator.stage import COMPUTE, HOUR, IMAGE, KEYS, MACHINE, NEW, SNAPSHOT, STANDING, writable
from tui.simulator.scenario import Body

SIMULATOR = writable(enforce_limits=False)
SEED = SIMULATOR.send("GET", "/_simulator/world").body

BODIES: dict[str, Body] = {
    GALLERY: {
        "location": "eastus2",
        "tags": {"a": "b"},
        "identity": {"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": {"/u": {}}},
        "properties": {
            "description": "d",
            "softDeletePolicy": {"isSoftDeleteEnabled": True, "retentionPeriodInDays": 3},
            "sharingProfile": {
                "permissions": "Community",
                "communityGalleryInfo": {
                    "publisherUri": "u",
                    "publisherContact": "c",
                    "eula": "e",
                    "publicNamePrefix": "p",
                },
            },
        },
    },
    f"{GALLERY}/share": {"operationType": "Add", "groups": [{"type": "Subscriptions", "ids": ["x"]}]},
    DEFINITION: {
        "location": "eastus2",
        "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "Contoso", "offer": "images", "sku": "ubuntu-2204"},
            "features": [{"name": "SecurityType", "value": "Standard", "startsAtVersion": "1.0.0"}],
            "recommended": {"vCPUs": {"min": 1, "max": 2}, "memory": {"min": 1}},
            "purchasePlan": {"name": "n", "publisher": "p", "product": "q"},
            "disallowed": {"diskTypes": ["a"]},
            "allowUpdateImage": True,
            "endOfLifeDate": "2030-01-01",
        },
    },
    NEW: {
        "location": "eastus2",
        "properties": {
            "publishingProfile": {
                "targetRegions": [
                    {
                        "name": "eastus2",
                        "regionalReplicaCount": 2,
                        "encryption": {
                            "osDiskImage": {"diskEncryptionSetId": KEYS, "securityProfile": {}},
                            "dataDiskImages": [{"lun": 0, "diskEncryptionSetId": KEYS}],
                        },
                    }
                ],
                "targetExtendedLocations": [{"name": "eastus2", "extendedLocation": {"name": "e", "type": "EdgeZone"}}],
                "endOfLifeDate": "2030-01-01",
                "replicaCount": 1,
            },
            "storageProfile": {
                "osDiskImage": {"hostCaching": "None", "source": {"id": SNAPSHOT}},
                "dataDiskImages": [{"lun": 0, "source": {"uri": "https://u", "storageAccountId": IMAGE}}],
            },
            "safetyProfile": {"blockDeletionBeforeEndOfLife": True},
            "securityProfile": {"uefiSettings": {}},
        },
    },
    STANDING: {"location": "eastus2", "properties": {"storageProfile": {"source": {"id": IMAGE}}, "restore": True}},
    IMAGE: {
        "location": "eastus2",
        "properties": {
            "sourceVirtualMachine": {"id": MACHINE},
            "storageProfile": {"osDisk": {"osType": "Linux", "diskSizeGB": 5}, "dataDisks": [{"lun": 0}]},
        },
    },
    f"{COMPUTE}/images/captured": {"location": "eastus2", "properties": {"sourceVirtualMachine": {"id": MACHINE}}},
    SNAPSHOT: {
        "location": "eastus2",
        "sku": {"name": "s"},
        "properties": {"creationData": {"sourceResourceId": IMAGE}, "diskSizeGB": 5},
    },
    f"{COMPUTE}/virtualMachines/any": {
        "location": "eastus2",
        "plan": {"name": "n"},
        "properties": {
            "securityProfile": {"securityType": "TrustedLaunch"},
            "storageProfile": {"imageReference": {"id": STANDING}, "osDisk": {"managedDisk": {"id": SNAPSHOT}}},
            "osProfile": {"computerName": "c", "adminPassword": "p"},
        },
    },
    f"{COMPUTE}/virtualMachineScaleSets/any": {
        "location": "eastus2",
        "properties": {
            "virtualMachineProfile": {
                "storageProfile": {"imageReference": {"id": DEFINITION}},
                "osProfile": {"computerNamePrefix": "c"},
            }
        },
    },
    GROUP: {"location": "eastus2", "tags": {"a": "b"}, "managedBy": "m"},
}

odd = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**65), 2**65),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=8),
        st.sampled_from([IMAGE, MACHINE, SNAPSHOT, STANDING, DEFINITION, "West US", "Groups", "2030-01-01", "None"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a JSON value
    """Give the path to every value in a body."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(deeper for name, each in inner for deeper in places(each, (*path, name)))]


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, Any]:
    """Give a path, and a good body for it with some values replaced by others."""
    path = draw(st.sampled_from(sorted(BODIES)))
    body: Any = copy.deepcopy(BODIES[path])
    for _ in range(draw(st.integers(0, 3))):
        *above, last = draw(st.sampled_from([each for each in places(body) if each]))
        inner = body
        for name in above:
            inner = inner[name]
        inner[last] = draw(odd)
    return path, body


@settings(max_examples=200)
@given(st.sampled_from(["PUT", "PUT", "PATCH", "POST"]), spoilt(), st.sampled_from(["2026-03-03", "2019-03-01"]))
def test_no_body_makes_it_fail_now_or_later(method: str, request: tuple[str, Any], api_version: str) -> None:
    path, body = request
    SIMULATOR.send("PUT", "/_simulator/world", SEED)
    answer = SIMULATOR.write(method, path, body, api_version=api_version)
    assert 200 <= answer.status < 500
    SIMULATOR.advance(HOUR)
    assert SIMULATOR.get(path.removesuffix("/share"), "$expand=ReplicationStatus").status < 500
    assert SIMULATOR.graph("resources | count").status == 200
    written = SIMULATOR.send("GET", "/_simulator/world").body
    assert SIMULATOR.send("PUT", "/_simulator/world", written).status == 204
