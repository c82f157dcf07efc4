"""What a terminal would show of a program's output, and the state that it would be left in."""

import re
from collections.abc import Iterable
from typing import Final

import pyte

NORMALLY_ON: Final = frozenset({7, 25})
"""Private modes that a terminal has on: line wrap and the cursor."""

_ALTERNATE_SCREEN: Final = 1049
_PRIVATE_MODES: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")


class _Screen(pyte.Screen):
    """pyte knows no alternate screen; here entering and leaving it wipe the one there is."""

    def set_mode(self, *modes: int, **options: bool) -> None:
        self._wipe_for(modes, **options)
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes: int, **options: bool) -> None:
        self._wipe_for(modes, **options)
        super().reset_mode(*modes, **options)

    def _wipe_for(self, modes: Iterable[int], private: bool = False) -> None:
        if private and _ALTERNATE_SCREEN in modes:
            self.erase_in_display(2)
            self.cursor_position()


class Emulator:
    """Turns output into lines on a screen."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, output: bytes) -> None:
        """Show more output."""
        self._stream.feed(output)

    def resize(self, columns: int, rows: int) -> None:
        """Take another size."""
        self._screen.resize(rows, columns)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return list(self._screen.display)


def modes_changed(output: bytes) -> set[int]:
    """Return the private modes that `output` leaves other than a fresh terminal has them: mouse, screen, cursor..."""
    on = set(NORMALLY_ON)
    for numbers, switch in _PRIVATE_MODES.findall(output):
        for number in map(int, numbers.split(b";")):
            (on.add if switch == b"h" else on.discard)(number)
    return on ^ NORMALLY_ON
