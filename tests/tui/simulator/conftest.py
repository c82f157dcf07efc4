"""The simulator served over HTTPS, for the tests of its shell."""

from tests.simulated import simulator

__all__ = ["simulator"]
