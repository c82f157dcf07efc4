"""Change events: every consumer has a watch of its own, which gathers keys until it takes them."""

import asyncio
from collections.abc import Iterable
from weakref import WeakSet


class Watch:
    """What has changed since the consumer last looked."""

    def __init__(self, changed: asyncio.Event) -> None:
        self._keys: set[str] = set()
        self._changed = changed

    def add(self, keys: Iterable[str]) -> None:
        """Note changed keys."""
        self._keys.update(keys)
        self._changed.set()

    async def wait(self) -> None:
        """Wait until something has changed."""
        await self._changed.wait()

    def take(self) -> frozenset[str]:
        """The changed keys, which are then forgotten."""
        keys = frozenset(self._keys)
        self._keys.clear()
        self._changed.clear()
        return keys


class Changes:
    """Where changes are announced."""

    def __init__(self) -> None:
        self._watches: WeakSet[Watch] = WeakSet()

    def watch(self, changed: asyncio.Event | None = None) -> Watch:
        """A new consumer, which ends with its last reference; `changed` is set at each change."""
        watch = Watch(changed or asyncio.Event())
        self._watches.add(watch)
        return watch

    def announce(self, *keys: str) -> None:
        """Tell every consumer."""
        for watch in self._watches:
            watch.add(keys)
