"""What stands beside galleries: what versions are made from, and what uses them."""

from typing import Final

from tui.simulator.api_versions import shown
from tui.simulator.routes.existing import existing
from tui.simulator.routes.lifecycle import Writes
from tui.simulator.routes.links import operation_headers
from tui.simulator.routes.resources import ResourceType, plain
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response
from tui.simulator.world import Record
from tui.simulator.writes import machines, stores
from tui.simulator.writes.attachments import release

_PLAIN: Final = (
    "Microsoft.Compute/diskEncryptionSets",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.VirtualMachineImages/imageTemplates",
)
# Recorded: a disk is "Updating" from its first answer on.
_DISKS: Final = Writes(
    stores.disk,
    "disk",
    collection="DiskOperations",
    statuses=(202, 202),
    creating="Updating",
    answers_result=True,
)


def _machine(call: Call, record: Record) -> Body:
    """A machine tells how it is doing on demand only (`$expand=instanceView`)."""
    body = shown(record.body, record.type, call.api_version)
    if call.request.query.get("$expand", "").lower() == "instanceview":
        return body
    rest = {name: value for name, value in body.get("properties", {}).items() if name != "instanceView"}
    return {**body, "properties": rest}


def _act(call: Call) -> Response:
    """Generalize a machine, which is done at once, or start or stop it."""
    action = call.key.rpartition("/")[2]
    record = existing(call, call.key.rpartition("/")[0])
    world, now = call.state.world, call.state.clock.now()
    if record.key in world.under_way:
        raise ArmError(409, "Conflict", f"The machine '{record.body['name']}' is busy with another operation.")
    after = machines.acted(record, action)
    if action == "generalize":
        world.put(after)
        return Response(200)
    operation = call.state.operations.start(
        record.location, now, now + call.state.durations("machine"), collection="operations", retry_seconds=10
    )
    world.begin(record, operation, lambda: world.put(after))
    return Response(202, headers=operation_headers(call, operation, with_location=True))


def _check_name(call: Call) -> Response:
    """Tell whether a storage account may be called so: no two may have the same name."""
    asked = call.request.json()
    name = str(asked.get("name", "")).lower() if isinstance(asked, dict) else ""
    taken = any(each.endswith(f"/microsoft.storage/storageaccounts/{name}") for each in call.state.world.records)
    why = {"reason": "AlreadyExists", "message": f"The storage account named {name} is already taken."}
    return call.answer({"nameAvailable": not taken, **(why if taken else {})})


_MACHINES: Final = ResourceType(
    "Microsoft.Compute/virtualMachines",
    _machine,
    _machine,
    writes=Writes(
        machines.machine,
        "machine",
        gone=lambda call, record, _: release(call.state.world, record),
        collection="operations",
        retry_seconds=10,
    ),
)
TYPES: Final = [
    _MACHINES,
    ResourceType(
        "Microsoft.Compute/virtualMachineScaleSets",
        plain,
        plain,
        writes=Writes(machines.scale_set, "machine", collection="operations", retry_seconds=10),
    ),
    ResourceType("Microsoft.Compute/disks", plain, plain, writes=_DISKS),
    ResourceType("Microsoft.Compute/snapshots", plain, plain, writes=_DISKS),
    # Its last segment is also that of image definitions.
    ResourceType(
        "Microsoft.Compute/images",
        plain,
        plain,
        noun="managedImages",
        writes=Writes(
            stores.managed_image,
            "managed image",
            put_policy="CreateImages",
            collection="operations",
            retry_seconds=10,
        ),
    ),
    *(ResourceType(name, plain, plain, writes=Writes(stores.at_once, statuses=(200, 200))) for name in _PLAIN),
]
_MACHINE_PATH: Final = (
    "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{name}"
)
ROUTES: Final = [
    *(route for each in TYPES for route in each.routes()),
    Route("POST", "/subscriptions/{subscription}/providers/Microsoft.Storage/checkNameAvailability", _check_name),
    *(Route("POST", f"{_MACHINE_PATH}/{action}", _act, resource_type=_MACHINES.name) for action in machines.ACTIONS),
]
