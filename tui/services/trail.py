"""Where the explorer has been: back and forward, as in a browser."""

from collections.abc import Iterable

LONGEST = 100


class Trail:
    """The keys that were opened, and which of them is current."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._keys: list[str] = []
        self._at = -1
        for key in keys:
            self.visit(key)

    @property
    def behind(self) -> tuple[str, ...]:
        """The keys up to the current one, the oldest first."""
        return tuple(self._keys[: self._at + 1])

    def visit(self, key: str) -> None:
        """Note that a key was opened; what lay forward is forgotten, unless it is the one."""
        if self._at >= 0 and self._keys[self._at] == key:
            return
        del self._keys[self._at + 1 :]
        self._keys.append(key)
        del self._keys[:-LONGEST]
        self._at = len(self._keys) - 1

    def back(self) -> str | None:
        """The key before, which becomes current; None at the beginning."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._keys[self._at]

    def forward(self) -> str | None:
        """The key after, which becomes current; None at the end."""
        if self._at + 1 >= len(self._keys):
            return None
        self._at += 1
        return self._keys[self._at]
