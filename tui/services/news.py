"""News: versions that came, or whose state changed, since somebody last looked at them."""

from collections.abc import Iterable

from tui.model.gallery import Version
from tui.model.replication import regions_of


class News:
    """The keys of versions with news; one that was not there before is news only once `listening` is set."""

    def __init__(self) -> None:
        self.listening = False
        self._keys: set[str] = set()

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __bool__(self) -> bool:
        return bool(self._keys)

    def came(self, key: str) -> None:
        """Note a version that was not there before."""
        if self.listening:
            self._keys.add(key)

    def changed(self, before: Version, after: Version) -> None:
        """Note a version whose state, as a whole or in a region, is another; progress alone is none."""
        known = before.replication is not None and after.replication is not None
        if before.provisioning_state != after.provisioning_state or (known and _states(before) != _states(after)):
            self._keys.add(before.key)

    def seen(self, keys: Iterable[str]) -> list[str]:
        """Note that somebody has looked at these; answers those that were news."""
        were = [key for key in keys if key in self._keys]
        self._keys.difference_update(were)
        return were

    def forget(self) -> None:
        """Forget all: somebody else has signed in."""
        self._keys.clear()


def _states(version: Version) -> list[tuple[str, str]]:
    return sorted((each.region, each.state) for each in regions_of(version))
