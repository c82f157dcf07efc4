"""A shell to type commands into."""

import pytest

from tests.tui.headless.stage import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell with nothing behind it."""
    return Shell(capsys, monkeypatch)
