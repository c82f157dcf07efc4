"""What a call is about: the record, or the refusal that tells which part of its id is not there."""

from tui.simulator.routing import Call
from tui.simulator.wire import ArmError
from tui.simulator.world import Record


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
