"""Signs: a state is a word, a sign and a colour, and every terminal can draw the sign."""

import unicodedata

import pytest

from tui.model.replication import SEVERITY, Tally
from tui.wording.signs import EDITABLE, MARK, SIGNS, STALLED, Part, badges, counts
from tui.wording.sizes import counted, gigabytes


def test_every_state_has_a_sign_of_its_own_that_is_one_cell_wide() -> None:
    assert list(SIGNS) == list(SEVERITY)
    signs = [*SIGNS.values(), STALLED, MARK, EDITABLE]
    assert len({sign.unicode for sign in signs}) == len({sign.ascii for sign in signs}) == len(signs)
    for sign in signs:
        assert len(sign.unicode) == len(sign.ascii) == 1
        assert unicodedata.east_asian_width(sign.unicode) not in "WF"
        assert sign.text(ascii_only=True).isascii()
        assert sign.text(ascii_only=False) == sign.unicode


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        (Tally(), [("✓", "settled")]),
        (Tally(unread=3), []),
        (Tally(failed=2, moving=3), [("✗ 2", "failed"), ("» 3", "moving")]),
        (Tally(1, 2, 3, 4), [("✗ 1", "failed"), ("» 3", "moving"), ("∅ 2", "failed")]),
    ],
)
def test_badges_count_what_is_wrong_or_moving(tally: Tally, shown: list[Part]) -> None:
    assert badges(tally, ascii_only=False) == shown
    assert counts(tally, ascii_only=False) == [part for part in shown if part[0] != "✓"]
    assert "".join(text for text, _ in badges(tally, ascii_only=True)).isascii()


@pytest.mark.parametrize(
    ("size", "text"),
    [(None, ""), (0, "0 GB"), (30, "30 GB"), (1023, "1023 GB"), (1024, "1 TB"), (2520, "2.5 TB"), (32767, "32 TB")],
)
def test_sizes_are_told_in_gb_or_tb(size: int | None, text: str) -> None:
    assert gigabytes(size) == text


def test_a_number_has_the_noun_that_fits() -> None:
    assert [counted(number, "region") for number in (0, 1, 2)] == ["0 regions", "1 region", "2 regions"]
    assert counted(2, "gallery", "galleries") == "2 galleries"
