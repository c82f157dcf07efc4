"""The app on the test's own Azure and clock."""

import pytest

from tests.tui.screens.stage import clock, contoso, opened

__all__ = ["clock", "contoso", "opened"]


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied, each time as if the terminal had taken it."""
    texts: list[str] = []

    async def take(text: str, *_: object) -> tuple[bool, str]:
        texts.append(text)
        return True, "sent to the terminal by OSC 52"

    monkeypatch.setattr("tui.app.copy", take)
    return texts
