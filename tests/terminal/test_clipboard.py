"""Copying says what was done, and never more."""

import base64
from pathlib import Path

import pytest

from tui.terminal.clipboard import MOST_BYTES, copy

TEXT = "/subscriptions/1/resourceGroups/rg/… ✗"


def tool(folder: Path, name: str, code: int = 0) -> Path:
    """Put a tool on the path that keeps what it is given."""
    taken = folder / f"{name}.taken"
    script = folder / name
    script.write_text(f'#!/bin/sh\n/bin/cat > "{taken}"\nexit {code}\n')
    script.chmod(0o755)
    return taken


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


async def test_in_tmux_the_text_goes_to_its_buffer_and_nothing_is_written_to_the_terminal(path: Path) -> None:
    taken = tool(path, "tmux")
    written: list[str] = []
    copied = await copy(TEXT, written.append, {"TMUX": "x", "PATH": str(path)})
    assert (copied.sent, "tmux" in copied.said) == (True, True)
    assert taken.read_text() == TEXT
    assert written == []


async def test_a_tmux_that_refuses_leaves_it_to_the_terminal(path: Path) -> None:
    tool(path, "tmux", code=1)
    written: list[str] = []
    copied = await copy(TEXT, written.append, {"TMUX": "x", "SSH_CONNECTION": "x", "PATH": str(path)})
    assert copied.said == "sent to the terminal (OSC 52)"
    assert written == [f"\x1b]52;c;{base64.b64encode(TEXT.encode()).decode()}\x07"]


async def test_on_a_desktop_its_own_tool_is_asked(path: Path) -> None:
    taken = tool(path, "wl-copy")
    copied = await copy(TEXT, lambda _: pytest.fail("written"), {"WAYLAND_DISPLAY": "w", "PATH": str(path)})
    assert copied.said == "copied with wl-copy"
    assert taken.read_text() == TEXT


async def test_over_ssh_the_desktop_of_the_wrong_machine_is_left_alone(path: Path) -> None:
    taken = tool(path, "wl-copy")
    environ = {"WAYLAND_DISPLAY": "w", "SSH_CONNECTION": "1.2.3.4", "PATH": str(path)}
    assert (await copy(TEXT, lambda _: None, environ)).said == "sent to the terminal (OSC 52)"
    assert not taken.exists()


async def test_what_no_terminal_takes_whole_is_not_sent_in_part(path: Path) -> None:
    copied = await copy("x" * (MOST_BYTES + 1), lambda _: pytest.fail("written"), {"PATH": str(path)})
    assert not copied.sent
    assert "too long" in copied.said


@pytest.mark.parametrize("way", ["tmux", "native"])
async def test_a_way_that_is_asked_for_and_not_there_is_said_so(way: str, path: Path) -> None:
    copied = await copy(TEXT, lambda _: pytest.fail("written"), {"PATH": str(path)}, way)  # type: ignore[arg-type]  # from the list above
    assert (copied.sent, copied.said) == (False, f"{way} is not there")


async def test_copying_can_be_turned_off(path: Path) -> None:
    assert not (await copy(TEXT, lambda _: pytest.fail("written"), {"TMUX": "x", "PATH": str(path)}, "off")).sent
