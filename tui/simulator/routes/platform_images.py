"""Images of the marketplace by publisher, offer, sku and version, in any region."""

from typing import Final

from tui.simulator.platform_images import IMAGES, PlatformImage, image_properties
from tui.simulator.regions import REGIONS, canonical
from tui.simulator.routing import Call, Handler, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response

_PARTS: Final = ("publisher", "offer", "sku", "version")
_COLLECTIONS: Final = ("Publishers", "ArtifactTypes/VMImage/Offers", "Skus", "Versions")


def _list(call: Call) -> Response:
    """List the names on the level below those in the path. Recorded: a bare list, without pages."""
    found = _found(call)
    level = sum(part in call.params for part in _PARTS)
    names = sorted({each.names[level]: each for each in found}.items())
    query = call.request.query
    if query.get("$orderby", "").lower() == "name desc":
        names.reverse()
    expand = query.get("$expand", "").lower() == "properties"
    rows = [_row(call, image, level, expand=expand) for _, image in names]
    top = query.get("$top", "")
    return call.answer(rows[: int(top)] if top.isdecimal() else rows)


def _get(call: Call) -> Response:
    image = _found(call)[0]
    return call.answer({"properties": image_properties(image), **_row(call, image, 3, expand=False)})


def _found(call: Call) -> list[PlatformImage]:
    """Give the images with the names in the path; raises `ArmError` where there are none."""
    location = call.params["location"]
    if canonical(location) not in REGIONS:
        message = f"The provided location '{location}' is not available for resource type 'locations/publishers'."
        raise ArmError(400, "NoRegisteredProviderFound", message, gateway=True)
    wanted = [call.params[part].lower() for part in _PARTS if part in call.params]
    found = [each for each in IMAGES if [name.lower() for name in each.names[: len(wanted)]] == wanted]
    if not found:
        raise ArmError(404, "NotFound", "Artifact: VMImage was not found.")
    return found


def _row(call: Call, image: PlatformImage, level: int, *, expand: bool) -> Body:
    location = canonical(call.params["location"])
    path = "".join(f"/{_COLLECTIONS[n]}/{image.names[n]}" for n in range(level + 1))
    own_id = f"/Subscriptions/{call.params['subscription']}/Providers/Microsoft.Compute/Locations/{location}{path}"
    told = {name: image_properties(image)[name] for name in ("hyperVGeneration", "architecture", "replicaType")}
    return {**({"properties": told} if expand else {}), "location": location, "name": image.names[level], "id": own_id}


def _routes() -> list[Route]:
    path = "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}"
    made = []
    for part, collection in zip(_PARTS, _COLLECTIONS, strict=True):
        path = f"{path}/{collection}"
        name = f"platformImages/{collection.rpartition('/')[2].lower()}"
        handlers: list[tuple[str, Handler, str]] = [(path, _list, name)]
        path = f"{path}/{{{part}}}"
        if part == "version":
            handlers.append((path, _get, f"{name}/{{v}}"))
        made += [Route("GET", each, handler, called, _TYPE) for each, handler, called in handlers]
    return made


_TYPE: Final = "Microsoft.Compute/locations/publishers"
ROUTES: Final = _routes()
