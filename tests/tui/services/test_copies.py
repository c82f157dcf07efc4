"""What was to be copied and nothing took is kept, for a while, for its user alone."""

import os
from pathlib import Path

from tui.services.copies import MOST, keep


def test_the_text_is_kept_as_it_is_where_nobody_else_can_read_it(tmp_path: Path) -> None:
    kept = keep(tmp_path / "copies", "2.4.1_JSON.txt", "{\n}")
    assert kept == tmp_path / "copies" / "2.4.1_JSON.txt"
    assert kept.read_bytes() == b"{\n}"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_a_text_of_the_same_name_takes_its_place(tmp_path: Path) -> None:
    for text in ("one", "two"):
        kept = keep(tmp_path, "id.txt", text)
    assert kept is not None
    assert kept.read_text() == "two"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_oldest_go(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        kept = keep(tmp_path, f"{number}.txt", "")
        assert kept is not None
        os.utime(kept, (number, number))
    left = {int(each.stem) for each in tmp_path.iterdir()}
    assert len(left) == MOST
    assert min(left) == 3


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert keep(tmp_path / "file", "id.txt", "text") is None
