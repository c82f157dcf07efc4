"""What can be copied of a gallery, definition or version, and how it is written elsewhere."""

import json
import shlex
from typing import NamedTuple

from tui.model.gallery import Definition, Gallery, Subscription, Version
from tui.wording.rows import row_of

_PORTALS = {"usgov": "https://portal.azure.us", "china": "https://portal.azure.cn"}
_PUBLIC_PORTAL = "https://portal.azure.com"


class Copy(NamedTuple):
    """A way to write something: what it is called, the text, and the name of what is written so."""

    what: str
    text: str
    of: str = ""


def copies_of(value: Subscription | Gallery | Definition | Version, cloud: str, subscription: str | None) -> list[Copy]:
    """The id first, then all other ways; `subscription` is the name of the one that it lies in."""
    resource_id = value.key if isinstance(value, Subscription) else value.id
    portal = _PORTALS.get(cloud, _PUBLIC_PORTAL)
    return [
        Copy("id", resource_id, value.name),
        Copy("name", value.name, value.name),
        Copy("portal URL", f"{portal}/#resource{resource_id}", value.name),
        Copy("az command", az_command(value), value.name),
        Copy("JSON", json.dumps(row_of(value, subscription), indent=2), value.name),
    ]


def az_command(value: Subscription | Gallery | Definition | Version) -> str:
    """The az command that shows the same, quoted for a shell: names come from a server."""
    if isinstance(value, Subscription):
        return shlex.join(("az", "sig", "list", "--subscription", value.id))
    parts = value.id.split("/")
    where = ["--subscription", parts[2], "--resource-group", parts[4], "--gallery-name", parts[8]]
    if isinstance(value, Gallery):
        return shlex.join(("az", "sig", "show", *where))
    where += ["--gallery-image-definition", parts[10]]
    if isinstance(value, Definition):
        return shlex.join(("az", "sig", "image-definition", "show", *where))
    where += ["--gallery-image-version", parts[12], "--expand", "ReplicationStatus"]
    return shlex.join(("az", "sig", "image-version", "show", *where))
