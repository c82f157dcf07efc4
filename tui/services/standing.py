"""How things stand with Azure, as the header and the banner tell it."""

from datetime import datetime
from enum import Enum

from msgspec import Struct

from tui.model.errors import GalleryError
from tui.services.gateway import Account
from tui.services.survey import Report


class Phase(Enum):
    """What is being done, or why nothing can be."""

    CONNECTING = "connecting"
    READING = "reading"
    CURRENT = "current"
    SIGNED_OUT = "signed out"
    FAILED = "failed"


class Standing(Struct, frozen=True):
    """The phase, why, and what it is based on; `again_in` says in how many seconds a failure is tried again."""

    phase: Phase = Phase.CONNECTING
    error: GalleryError | None = None
    again_in: float | None = None
    account: Account | None = None
    report: Report | None = None
    captured_at: datetime | None = None
