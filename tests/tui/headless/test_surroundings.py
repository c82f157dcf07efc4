"""What is wrong on this machine is found, each with what it costs and what helps."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tui.command_line.test_completion import captured
from tests.tui.contoso import subscription
from tui.folders import Folders, folders
from tui.headless import surroundings as module
from tui.headless.surroundings import surroundings
from tui.model.findings import Finding
from tui.services.captures import SCHEMA
from tui.services.state_folder import private_folder
from tui.terminal.log_file import PrivateLogFile


@pytest.fixture
def places() -> Folders:
    """The folders of the real thing, not there yet."""
    return folders(demo=False)


@pytest.fixture(autouse=True)
def bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that writes bytecode, however the tests' own was started."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def found(places: Folders, environ: Mapping[str, str] | None = None, local_host: str | None = None) -> list[Finding]:
    return surroundings(places, environ or {}, local_host=local_host)


def test_a_fresh_machine_and_one_in_use_have_none(places: Folders) -> None:
    assert found(places) == []
    captured(subscription())
    PrivateLogFile(places.logs / "sigscope.log").close()
    assert found(places) == []


@pytest.mark.parametrize("first", ["captures", "logs"])
def test_whatever_is_made_first_is_made_for_its_owner_alone(places: Folders, first: str) -> None:
    former = os.umask(0)
    try:
        if first == "logs":
            PrivateLogFile(places.logs / "sigscope.log").close()
        private_folder(places.captures)
    finally:
        os.umask(former)
    assert places.state.stat().st_mode & 0o777 == 0o700


def test_folders_and_files_that_are_open_to_others_are_found_with_the_line_that_closes_them(places: Folders) -> None:
    file = captured(subscription())
    places.captures.chmod(0o755)
    file.chmod(0o644)
    open_ones = found(places)
    assert [each.what for each in open_ones] == [
        f"{places.captures} is open to others (755)",
        f"{file} is open to others (644)",
    ]
    for each in open_ones:
        subprocess.run(shlex.split(each.cure), check=True)
    assert found(places) == []


def test_a_folder_that_cannot_be_written_is_found_once(places: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    places.state.parent.mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != places.state.parent)
    (finding,) = found(places)
    assert finding.what == f"{places.state.parent} is not writable"
    assert "XDG_STATE_HOME" in finding.cure


def test_a_file_in_place_of_the_folder_is_found(places: Folders) -> None:
    places.state.parent.mkdir(parents=True)
    places.state.touch()
    (finding,) = found(places)
    assert finding.what == f"{places.state} is no folder"


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        (b"schema" + bytes([SCHEMA]), b"schema\x01", "is of schema 1"),
        (b"schema", b"xchema", "is no capture"),
    ],
)
def test_a_capture_that_is_not_read_is_found(places: Folders, was: bytes, now: bytes, what: str) -> None:
    file = captured(subscription())
    file.write_bytes(file.read_bytes().replace(was, now))
    (finding,) = found(places)
    assert finding.what == f"{file} {what}"
    assert f"reads schema {SCHEMA}" in finding.why


def test_a_capture_that_cannot_be_opened_is_found(places: Folders) -> None:
    private_folder(places.captures / "odd.capture")
    (finding,) = found(places)
    assert finding.what == f"{places.captures / 'odd.capture'} cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("environ", "cure"),
    [
        ({"HTTPS_PROXY": "http://proxy:8080"}, "export NO_PROXY=localhost,127.0.0.1,::1"),
        ({"https_proxy": "http://proxy:8080"}, "export NO_PROXY=localhost,127.0.0.1,::1"),
        ({"ALL_PROXY": "http://proxy:8080", "NO_PROXY": "a.b"}, "export NO_PROXY=a.b,localhost,127.0.0.1,::1"),
    ],
)
def test_a_proxy_that_others_ask_for_this_machine_is_found(
    places: Folders, environ: Mapping[str, str], cure: str
) -> None:
    (finding,) = found(places, environ, "localhost")
    assert "_PROXY is set, and NO_PROXY does not name localhost" in finding.what
    assert finding.cure == cure
    assert found(places, environ) == [], "without an endpoint here it is as it should be"


@pytest.mark.parametrize("names", ["localhost", "a.b, localhost", "*"])
def test_a_proxy_that_is_not_asked_for_this_machine_is_none(places: Folders, names: str) -> None:
    assert found(places, {"HTTPS_PROXY": "http://proxy:8080", "no_proxy": names}, "localhost") == []


@pytest.mark.parametrize("address", ["proxy:8080", "socks5://proxy:1080", ":::", "http:///", "http://proxy:port"])
def test_a_proxy_that_cannot_be_asked_is_found_and_its_address_not_repeated(places: Folders, address: str) -> None:
    (finding,) = found(places, {"HTTPS_PROXY": address})
    assert finding.what == "HTTPS_PROXY is not of the form http://HOST:PORT"
    assert address not in f"{finding}"


@pytest.mark.parametrize(("unwritten", "missing", "expected"), [(True, True, 1), (True, False, 0), (False, True, 0)])
def test_a_python_that_compiles_at_every_start_is_found(
    places: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unwritten: bool, missing: bool, expected: int
) -> None:
    compiled = tmp_path / "site-packages" / "textual" / "__pycache__" / "__init__.pyc"
    if not missing:
        compiled.parent.mkdir(parents=True)
        compiled.touch()
    monkeypatch.setattr(sys, "dont_write_bytecode", unwritten)
    monkeypatch.setattr(module, "find_spec", lambda name: type("Spec", (), {"cached": str(compiled)}))
    findings = found(places, {"PYTHONDONTWRITEBYTECODE": "1"})
    assert len(findings) == expected
    for each in findings:
        assert each.what == "PYTHONDONTWRITEBYTECODE is set"
        assert each.cure.endswith(f"-m compileall -q {tmp_path / 'site-packages'}")
