"""One file takes everything that would otherwise be written over the screen."""

import logging
import stat
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import pytest

from tui.terminal.logs import LOGGERS, log_to


@pytest.mark.parametrize("name", LOGGERS)
def test_each_logger_writes_to_the_file_from_the_level_asked_for(tmp_path: Path, name: str) -> None:
    with log_to(tmp_path, logging.INFO) as path:
        logging.getLogger(f"{name}.part").info("said with Bearer %s", "s3cret-s3cret")
        logging.getLogger(f"{name}.part").debug("not said")
    text = path.read_text()
    assert text.endswith(f"Z INFO {name}.part said with Bearer [redacted]\n")
    assert "not said" not in text


def test_other_loggers_write_their_warnings_only(tmp_path: Path) -> None:
    with log_to(tmp_path, logging.DEBUG) as path:
        logging.getLogger("somebody").info("chatter")
        logging.getLogger("somebody").warning("trouble")
    assert "trouble" in path.read_text()
    assert "chatter" not in path.read_text()


def test_nobody_else_can_read_the_file_or_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "log"
    folder.mkdir(parents=True, mode=0o755)
    (folder / "sigscope.log").touch(mode=0o644)
    with log_to(folder) as path:
        logging.getLogger("tui").error("x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_anything_to_say_there_is_no_file(tmp_path: Path) -> None:
    with log_to(tmp_path / "log") as path:
        logging.getLogger("tui").info("below the level")
    assert not path.parent.exists()


def test_a_secret_in_the_message_of_an_error_is_left_out(tmp_path: Path) -> None:
    with log_to(tmp_path) as path:
        try:
            raise ValueError("https://x/?sig=s3cret-s3cret")
        except ValueError:
            logging.getLogger("azure").exception("failed")
    assert "ValueError: https://x/?sig=[redacted]" in path.read_text()
    assert "s3cret" not in path.read_text()


def test_warnings_and_errors_of_threads_go_to_the_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with log_to(tmp_path) as path:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("old ways", DeprecationWarning, stacklevel=1)
        thread = threading.Thread(target=lambda: 1 / 0, name="reader")
        thread.start()
        thread.join()
    text = path.read_text()
    assert "old ways" in text
    assert "The thread reader ended on an error" in text
    assert "ZeroDivisionError" in text
    assert capfd.readouterr().err == ""


def test_a_folder_that_cannot_be_made_costs_the_records_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").touch()
    with log_to(tmp_path / "taken") as path:
        logging.getLogger("tui").error("lost")
    assert not path.exists()
    assert capfd.readouterr().err == ""


def test_afterwards_everything_is_as_it_was(tmp_path: Path) -> None:
    def state() -> object:
        return (
            logging.getLogger().handlers[:],
            logging.getLogger("tui").level,
            threading.excepthook,
            logging.raiseExceptions,
        )

    before = state()
    with log_to(tmp_path, logging.DEBUG):
        assert state() != before
    assert state() == before


def test_the_file_is_rotated_and_old_ones_are_private_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.terminal.log_file.MAX_BYTES", 2000)
    with log_to(tmp_path):
        for number in range(200):
            logging.getLogger("tui").error("line %d", number)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["sigscope.log", *(f"sigscope.log.{number}" for number in (1, 2, 3))]
    assert all(file.stat().st_size <= 2000 and stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert "line 199" in files[0].read_text()


def test_starting_the_log_loads_no_handler_module() -> None:
    code = "import pathlib, sys; from tui.terminal.logs import log_to\n"
    code += "with log_to(pathlib.Path('/nowhere')): print('logging.handlers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
