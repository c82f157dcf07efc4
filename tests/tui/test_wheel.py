"""The wheel: it holds all that the program needs, and starts where nothing else of this tree can be found."""

import subprocess
import sys
import venv
from pathlib import Path
from sysconfig import get_path
from zipfile import ZipFile

import pytest

TREE = Path(__file__).parents[2]
FIRST_FRAME = """
import asyncio, os, sys
from pathlib import Path

import tui, widgets
from tui.app import SigscopeApp
from tui.connector import Connector
from tui.settings import resolve

tree, environment = map(Path, sys.argv[1:])
assert str(tree) not in sys.path
assert all(Path(each.__file__).is_relative_to(environment) for each in (tui, widgets))


async def first_frame() -> None:
    resolved = resolve({"demo": True}, os.environ)
    app = SigscopeApp(resolved, Connector(resolved.settings, os.environ))
    async with app.run_test(size=(120, 40)):
        print(app.export_screenshot())


asyncio.run(first_frame())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree by the build backend that is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=TREE)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_everything_that_is_not_python_too(wheel: Path) -> None:
    wanted = {
        str(each.relative_to(TREE))
        for package in ("tui", "widgets")
        for each in (TREE / package).rglob("*")
        if each.is_file() and each.suffix not in {".pyc", ".py"}
    }
    held = set(ZipFile(wheel).namelist())
    assert {Path(each).suffix for each in wanted} >= {".tcss", ".lark"}
    assert wanted <= held
    assert "tui/py.typed" in held


def test_the_wheel_holds_nothing_but_the_two_packages(wheel: Path) -> None:
    assert {each.partition("/")[0] for each in ZipFile(wheel).namelist()} == {
        "tui",
        "widgets",
        f"{'-'.join(wheel.name.split('-')[:2])}.dist-info",
    }


def test_installed_into_an_empty_environment_it_starts(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", str(wheel))
    (packages,) = environment.glob("lib/python*/site-packages")
    # What it depends on is borrowed from here; the .pth files there, which lead into this tree, are not followed.
    (packages / "borrowed.pth").write_text(get_path("purelib"))
    assert _run(str(environment / "bin" / "sigscope"), "--version", cwd=tmp_path).startswith("sigscope ")
    assert "Galleries" in _run(str(python), "-I", "-c", FIRST_FRAME, str(TREE), str(environment), cwd=tmp_path)


def _run(*command: str, cwd: Path | None = None) -> str:
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
