"""What stands where there is nothing: what would stand there, and how it is made."""

import shlex

from tui.model.ids import Kind, ResourceId

_NAMES = "A gallery's name has letters, digits, _ and . only, and is the only one of that name in the subscription."
_FOR_GOOD = "OS type and state, generation and architecture stay as they are made."
_SOURCE = "The source must lie in the version's region, which must be among its target regions."


def how_to_make(kind: Kind, named: ResourceId, region: str) -> str:
    """What would lie under a subscription, gallery or definition, with the az commands that make it, a line each.

    `region` is where the thing itself is, in its canonical name; empty where it is in none.
    """
    if kind == "subscription":
        group = _az("group create -n rg-images -l eastus2", named)
        return "\n".join(
            ("No galleries. To make one:", group, _az("sig create -g rg-images -r my_gallery", named), _NAMES)
        )
    where = shlex.join(("-g", named.resource_group, "-r", named.gallery))
    if kind == "gallery":
        command = f"sig image-definition create {where} -i NAME -p PUBLISHER -f OFFER -s SKU --os-type Linux"
        return "\n".join(("No definitions. To make one, of generalized machines:", _az(command, named), _FOR_GOOD))
    command = f"sig image-version create {where} -i {shlex.quote(named.definition)} -e 1.0.0"
    command += f" --virtual-machine ID --target-regions {region or 'REGION'}"
    return "\n".join(("No versions. To make one of a machine, generalized and stopped:", _az(command, named), _SOURCE))


def _az(command: str, named: ResourceId) -> str:
    return f"az {command} --subscription {shlex.quote(named.subscription)}"
