"""What is said at the first start only."""

from pathlib import Path

import pytest

from tui.services.first_time import first_time


def test_only_the_first_start_is_the_first(tmp_path: Path) -> None:
    assert [first_time(tmp_path / "state") for _ in range(3)] == [True, False, False]


def test_where_it_cannot_be_noted_nobody_is_welcomed_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not first_time(tmp_path / "file" / "state")


@pytest.mark.parametrize("part", ["a", "b"])
def test_each_state_folder_is_its_own(tmp_path: Path, part: str) -> None:
    assert first_time(tmp_path / part)
