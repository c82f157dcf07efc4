"""Copying says what was done, and never more."""

import base64
import re
from pathlib import Path

import pytest

from tui.terminal.clipboard import MOST_BYTES, copy

TEXT = "/subscriptions/1/resourceGroups/rg/… ✗"


def tool(folder: Path, name: str, code: int = 0, refuses: str = "none") -> Path:
    """Put a tool on the path that keeps what it is given, unless an option is one that it refuses."""
    taken = folder / f"{name}.taken"
    script = folder / name
    refusal = f'case " $* " in *" {refuses} "*) exit 1;; esac'
    script.write_text(f'#!/bin/sh\n{refusal}\n/bin/cat > "{taken}"\nexit {code}\n')
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
    assert copied == (True, "put into tmux's buffer, and offered to the terminal")
    assert taken.read_text() == TEXT
    assert written == []


async def test_a_tmux_of_old_that_knows_no_terminal_to_send_to_keeps_it_in_its_buffer(path: Path) -> None:
    taken = tool(path, "tmux", refuses="-w")
    copied = await copy(TEXT, lambda _: pytest.fail("written"), {"TMUX": "x", "PATH": str(path)})
    assert copied == (True, "put into tmux's buffer")
    assert taken.read_text() == TEXT


async def test_a_tmux_that_does_not_answer_has_not_taken_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.terminal.clipboard.SECONDS", 0.1)
    script = path / "tmux"
    script.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    script.chmod(0o755)
    written: list[str] = []
    assert (await copy(TEXT, written.append, {"TMUX": "x", "PATH": str(path)})).said.startswith("sent to the terminal")
    assert written


async def test_a_tmux_that_refuses_leaves_it_to_the_terminal(path: Path) -> None:
    tool(path, "tmux", code=1)
    written: list[str] = []
    copied = await copy(TEXT, written.append, {"TMUX": "x", "SSH_CONNECTION": "x", "PATH": str(path)})
    assert copied.said == "sent to the terminal by OSC 52"
    assert written == [f"\x1b]52;c;{base64.b64encode(TEXT.encode()).decode()}\x07"]


async def test_on_a_desktop_its_own_tool_is_asked(path: Path) -> None:
    taken = tool(path, "wl-copy")
    copied = await copy(TEXT, lambda _: pytest.fail("written"), {"WAYLAND_DISPLAY": "w", "PATH": str(path)})
    assert copied.said == "handed to wl-copy"
    assert taken.read_text() == TEXT


async def test_over_ssh_the_desktop_of_the_wrong_machine_is_left_alone(path: Path) -> None:
    taken = tool(path, "wl-copy")
    environ = {"WAYLAND_DISPLAY": "w", "SSH_CONNECTION": "1.2.3.4", "PATH": str(path)}
    assert (await copy(TEXT, lambda _: None, environ)).said == "sent to the terminal by OSC 52"
    assert not taken.exists()


async def test_what_no_terminal_takes_whole_is_not_sent_in_part(path: Path) -> None:
    copied = await copy("x" * (MOST_BYTES + 1), lambda _: pytest.fail("written"), {"PATH": str(path)})
    assert copied == (False, "too long for the terminal, 74,995 bytes where it takes 74,994")


async def test_the_longest_that_a_terminal_takes_is_sent(path: Path) -> None:
    written: list[str] = []
    assert (await copy("x" * MOST_BYTES, written.append, {"PATH": str(path)})).sent
    assert len(written[0]) < 100_000 + len("\x1b]52;c;\x07")


async def test_a_desktops_tool_takes_what_is_too_long_for_a_terminal(path: Path) -> None:
    taken = tool(path, "xsel")
    text = "x" * (MOST_BYTES + 1)
    assert (await copy(text, lambda _: pytest.fail("written"), {"DISPLAY": ":0", "PATH": str(path)})).sent
    assert taken.read_text() == text


@pytest.mark.parametrize("term", ["linux", "vt100"])
async def test_a_console_that_has_no_clipboard_is_sent_nothing(path: Path, term: str) -> None:
    copied = await copy(TEXT, lambda _: pytest.fail("written"), {"TERM": term, "PATH": str(path)})
    assert copied == (False, "such a terminal has no clipboard")


@pytest.mark.parametrize("way", ["tmux", "native"])
async def test_a_way_that_is_asked_for_and_not_there_is_said_so(way: str, path: Path) -> None:
    copied = await copy(TEXT, lambda _: pytest.fail("written"), {"PATH": str(path)}, way)  # type: ignore[arg-type]  # from the list above
    assert (copied.sent, copied.said) == (False, f"{way} is not there")


async def test_copying_can_be_turned_off(path: Path) -> None:
    assert not (await copy(TEXT, lambda _: pytest.fail("written"), {"TMUX": "x", "PATH": str(path)}, "off")).sent


async def test_in_gnu_screen_it_is_wrapped_in_what_that_hands_on(path: Path) -> None:
    written: list[str] = []
    copied = await copy("x" * 1000, written.append, {"STY": "1.tty", "PATH": str(path)})
    assert copied == (True, "sent through GNU screen to the terminal by OSC 52")
    pieces = re.findall(r"\x1bP(.{1,250}?)\x1b\\", written[0], re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == written[0]
    assert "".join(pieces) == f"\x1b]52;c;{base64.b64encode(b'x' * 1000).decode()}\x07"
