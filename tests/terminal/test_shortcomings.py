"""What the terminal cannot do is found, each with what it costs and what helps."""

import locale
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tui.terminal.clipboard import Way
from tui.terminal.shortcomings import shortcomings, tmux_option

GOOD = {"TERM": "xterm-256color"}


@pytest.fixture(autouse=True)
def utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that writes UTF-8, whatever the machine's."""
    monkeypatch.setattr(locale, "getpreferredencoding", lambda do_setlocale: "UTF-8")


@pytest.mark.parametrize(
    "environ",
    [
        GOOD,
        {"TERM": "xterm", "COLORTERM": "truecolor"},
        {"TERM": "xterm-kitty"},
        {"TERM": "tmux-256color", "TMUX": "/tmp/tmux"},  # noqa: S108 - never opened
    ],
)
def test_a_good_terminal_has_none(environ: Mapping[str, str]) -> None:
    assert shortcomings(environ, size=(80, 24), tmux=lambda _: "external") == []


@pytest.mark.parametrize(
    ("environ", "what", "cure"),
    [
        ({}, "TERM is not set", "export TERM=xterm-256color"),
        ({"TERM": "dumb"}, "TERM is dumb", "export TERM=xterm-256color"),
        ({"TERM": "unknown", "NO_COLOR": "1"}, "TERM is unknown", "export TERM=xterm-256color"),
        ({"TERM": "vt220"}, "TERM is vt220", "export TERM=xterm-256color"),
        ({"TERM": "xterm"}, "TERM is xterm, and COLORTERM does not say more", "export COLORTERM=truecolor"),
        ({"TERM": "linux"}, "TERM is linux, and COLORTERM does not say more", "export COLORTERM=truecolor"),
        ({**GOOD, "NO_COLOR": "1"}, "NO_COLOR is set", "unset NO_COLOR"),
    ],
)
def test_each_kind_of_terminal_that_lacks_something_is_found(environ: Mapping[str, str], what: str, cure: str) -> None:
    (found,) = shortcomings({**environ, "PATH": "/nowhere"})
    assert found.what == what
    assert cure in found.cure
    assert found.why


@pytest.mark.parametrize(
    ("environ", "encoding", "cure"),
    [
        ({"LANG": "de_DE"}, "ISO-8859-1", "export LANG=C.UTF-8"),
        ({"LANG": "C.UTF-8", "LC_ALL": "C"}, "ASCII", "export LC_ALL=C.UTF-8"),
        ({"LANG": "POSIX", "LC_CTYPE": "C.UTF-8"}, "ASCII", "export LANG=C.UTF-8"),
        ({"LANG": "de_DE.ISO-8859-15@euro", "LC_CTYPE": "C.UTF-8"}, "ISO-8859-15", "export LANG=C.UTF-8"),
        ({"LC_CTYPE": "cs_CZ.ISO-8859-2"}, "ISO-8859-2", "export LC_CTYPE=C.UTF-8"),
        ({}, "ISO-8859-1", "export LC_ALL=C.UTF-8"),
    ],
)
def test_a_locale_without_utf_8_is_found_with_the_variable_to_set(
    monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], encoding: str, cure: str
) -> None:
    monkeypatch.setattr(locale, "getpreferredencoding", lambda do_setlocale: "ISO-8859-1")
    (found,) = shortcomings({**GOOD, **environ})
    assert (found.what, found.cure) == (f"the locale writes {encoding}, not UTF-8", cure)


@pytest.mark.parametrize(("size", "small"), [((59, 40), True), ((120, 14), True), ((60, 15), False), (None, False)])
def test_a_terminal_that_is_too_small_is_found(size: tuple[int, int] | None, small: bool) -> None:
    found = shortcomings(GOOD, size=size)
    assert [each.what for each in found] == ([f"the terminal has {size[0]}x{size[1]}"] if size and small else [])


@pytest.mark.parametrize(
    ("way", "option", "cure"),
    [
        ("auto", "off", "set -s set-clipboard external"),
        ("tmux", "off", "set -s set-clipboard external"),
        ("osc52", "external", "set -s set-clipboard on"),
        ("auto", "external", None),
        ("tmux", "on", None),
        ("osc52", "on", None),
        ("native", "off", None),
        ("off", "off", None),
        ("auto", None, None),
    ],
)
def test_a_tmux_that_keeps_what_is_copied_is_found(way: Way, option: str | None, cure: str | None) -> None:
    environ = {**GOOD, "TMUX": "somewhere"}
    found = shortcomings(environ, clipboard=way, tmux=lambda name: option if name == "set-clipboard" else None)
    assert len(found) == (cure is not None)
    assert all(cure in each.cure for each in found if cure)


def test_gnu_screen_is_no_fault_for_what_is_copied_is_handed_on() -> None:
    assert shortcomings({**GOOD, "STY": "1.tty", "SSH_CONNECTION": "a b"}, clipboard="osc52") == []


def test_tmux_is_asked_for_its_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))
    monkeypatch.delenv("TMUX", raising=False)
    assert tmux_option("set-clipboard") is None, "no server runs there"
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    subprocess.run(
        ["tmux", "-f", "/dev/null", "new-session", "-d", ";", "set", "-s", "set-clipboard", "off"], check=True
    )
    try:
        assert tmux_option("set-clipboard") == "off"
    finally:
        subprocess.run(["tmux", "kill-server"], check=True)
