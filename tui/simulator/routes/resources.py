"""Resources of every type that is stored and answered as it stands: one table, and the routes that follow from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tui.simulator.api_versions import shown
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response
from tui.simulator.world import Record

View = Callable[[Call, Record], Body]


@dataclass(frozen=True, slots=True)
class ResourceType:
    """A type: its name as Azure writes it, how one is shown alone and in a list, and Compute's policies for both."""

    name: str
    view: View
    row: View
    get_policy: str | None = None
    list_policy: str | None = None
    """In a resource group or parent."""
    list_all_policy: str | None = None
    """In a subscription."""
    noun: str = ""
    """What the ledger calls it where the end of the type is not enough."""

    def routes(self) -> list[Route]:
        """Make the routes to read one, and those to list."""
        namespace, first, *nested = self.name.split("/")
        collection = f"/subscriptions/{{subscription}}/resourceGroups/{{group}}/providers/{namespace}/{first}"
        for child in nested:
            collection += f"/{{{child}_parent}}/{child}"
        noun = self.noun or self.name.rpartition("/")[2]
        made = [
            Route("GET", f"{collection}/{{name}}", self._get, f"{noun}/{{{noun[0]}}}", self.name),
            Route("GET", collection, self._list, noun, self.name),
        ]
        if not nested:
            whole = f"/subscriptions/{{subscription}}/providers/{namespace}/{first}"
            made.append(Route("GET", whole, self._list, noun, self.name))
        return made

    def _get(self, call: Call) -> Response:
        record = existing(call, call.key)
        quota = call.state.limits.compute(call.params["subscription"].lower(), record.location, self.get_policy)
        return call.answer(self.view(call, record), quota)

    def _list(self, call: Call) -> Response:
        location, policy = "", self.list_all_policy
        if "group" in call.params:
            parent = existing(call, _parent(call.key))
            location, policy = parent.location, self.list_policy
        quota = call.state.limits.compute(call.params["subscription"].lower(), location, policy)
        return call.page(call.state.world.in_list(call.key), lambda record: self.row(call, record), quota)


def plain(call: Call, record: Record) -> Body:
    """Show a body as it is stored, without what its api-version does not know."""
    return shown(record.body, record.type, call.api_version)


def existing(call: Call, key: str) -> Record:
    """Find a record; raises the `ArmError` 404 that tells which part of its id is not there."""
    record = call.state.world.records.get(key)
    if record is not None:
        return record
    # The messages repeat the names as the caller wrote them.
    written = call.request.path.strip("/").split("/")[: key.count("/")]
    group = written[3]
    if "/".join(["", *written[:4]]).lower() not in call.state.world.records:
        raise ArmError(404, "ResourceGroupNotFound", f"Resource group '{group}' could not be found.", gateway=True)
    parent = "/".join(["", *written[:-2]]).lower()
    asked_for_list = key != call.key
    if asked_for_list or (len(written) > 8 and parent not in call.state.world.records):
        names = written[7::2] if asked_for_list else written[7:-2:2]
        message = (
            f"Can not perform requested operation on nested resource. Parent resource '{'/'.join(names)}' not found."
        )
        raise ArmError(404, "ParentResourceNotFound", message, gateway=True)
    raise ArmError(
        404,
        "ResourceNotFound",
        f"The Resource '{'/'.join(written[5:])}' under resource group '{group}' was not found. For more details please "
        "go to https://aka.ms/ARMResourceNotFoundFix",
        gateway=True,
    )


def _parent(collection: str) -> str:
    """The key of what a collection belongs to: a resource, or for a first type its group."""
    parts = collection.split("/")
    return "/".join(parts[:5] if len(parts) == 8 else parts[:-1])


_PLAIN: Final = (
    "Microsoft.Compute/virtualMachines",
    "Microsoft.Compute/virtualMachineScaleSets",
    "Microsoft.Compute/disks",
    "Microsoft.Compute/snapshots",
    "Microsoft.Compute/diskEncryptionSets",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Network/networkInterfaces",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.VirtualMachineImages/imageTemplates",
)
TYPES: Final = [
    *(ResourceType(name, plain, plain) for name in _PLAIN),
    # Its last segment is also that of image definitions.
    ResourceType("Microsoft.Compute/images", plain, plain, noun="managedImages"),
]
ROUTES: Final = [route for each in TYPES for route in each.routes()]
