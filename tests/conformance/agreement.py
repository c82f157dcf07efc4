"""When a body is the recorded one."""

from collections.abc import Iterable

from tests.conformance.bodies import masked, paths
from tests.conformance.recordings import Recorded
from tui.simulator.scenario import Body

CAME_LATER = {
    "properties.storageProfile.osDiskImage.sizeInGB": "2021-07-07",
    "properties.storageProfile": "2019-10-24",
    "properties.architecture": "2022-10-21",
    "properties.safetyProfile.allowDeletionOfReplicatedLocations": "2023-08-29",
    "properties.safetyProfile": "2022-10-22",
    "properties.sharingProfile.communityGalleryInfo.publicNamePrefix": "2023-07-25",
}
"""What the service came to answer whatever the api-version: recordings from before that day lack it."""


def assert_agreed(ours: Body, theirs: Body, recorded: Recorded) -> None:
    """Assert that a body is what was recorded, but for what the service came to answer later."""
    newer = {each for each in set(paths(ours)) - set(paths(theirs)) if _came_later(each, recorded.day)}
    assert masked(_without(ours, newer)) == masked(theirs)


def _came_later(path: str, day: str) -> bool:
    return any(day < since for each, since in CAME_LATER.items() if f"{path}.".startswith(f"{each}."))


def _without(body: Body, left_out: Iterable[str], above: str = "") -> Body:
    return {
        name: _without(value, left_out, f"{above}{name}.") if isinstance(value, dict) else value
        for name, value in body.items()
        if f"{above}{name}" not in left_out
    }
