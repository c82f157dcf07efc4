"""Identifiers that look random and are the same for the same seed."""

import uuid
from random import Random


class Guids:
    """A seeded stream of GUIDs."""

    def __init__(self, seed: object) -> None:
        self._random = Random(f"{seed}")  # noqa: S311 - identifiers of a simulated world, no secrets

    def __call__(self) -> str:
        """Give the next one."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
