"""The app on the test's own Azure and clock."""

from tests.tui.screens.stage import clock, contoso, opened

__all__ = ["clock", "contoso", "opened"]
