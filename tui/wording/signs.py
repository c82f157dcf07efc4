"""Signs and styles of states: a state is always a word, a sign and a colour, so that losing one loses nothing.

All signs are one cell wide in every terminal that draws ambiguous ones narrow.
"""

from typing import Literal, NamedTuple

from tui.model.replication import State, Tally

Style = Literal["plain", "strong", "dim", "failed", "moving", "settled", "accent"]
Part = tuple[str, Style]


class Sign(NamedTuple):
    """A sign in Unicode and in ASCII, and the style it wears."""

    unicode: str
    ascii: str
    style: Style

    def text(self, *, ascii_only: bool) -> str:
        """The sign that the terminal can show."""
        return self.ascii if ascii_only else self.unicode


SIGNS: dict[State, Sign] = {
    "Failed": Sign("✗", "x", "failed"),
    "Missing": Sign("∅", "0", "failed"),
    "Replicating": Sign("»", "~", "moving"),
    "Unknown": Sign("?", "?", "dim"),
    "Completed": Sign("✓", "+", "settled"),
}
STALLED = Sign("¦", "|", "moving")
MARK = Sign("*", "*", "plain")
EDITABLE = Sign("✎", "e", "dim")


def counts(tally: Tally, *, ascii_only: bool) -> list[Part]:
    """How many regions failed, move and are missing; those that are none are left out."""
    counted: tuple[tuple[State, int], ...] = (
        ("Failed", tally.failed),
        ("Replicating", tally.moving),
        ("Missing", tally.missing),
    )
    shown = [(SIGNS[state], count) for state, count in counted if count]
    return [(f"{sign.text(ascii_only=ascii_only)} {count}", sign.style) for sign, count in shown]


def badges(tally: Tally, *, ascii_only: bool) -> list[Part]:
    """What a tree line shows at its right: the counts, or that all is settled; nothing while not all is read."""
    shown = counts(tally, ascii_only=ascii_only)
    if shown or tally.unread:
        return shown
    settled = SIGNS["Completed"]
    return [(settled.text(ascii_only=ascii_only), settled.style)]
