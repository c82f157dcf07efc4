"""How long to wait before something that failed is tried again."""

from collections.abc import Sequence

from tui.model.errors import GalleryError


def back_off(error: GalleryError, failures: int, waits: Sequence[float], longest: float) -> float:
    """Seconds: longer at each failure in a row, and as long as the service asked for, within bounds."""
    return max(waits[min(failures, len(waits)) - 1], min(error.retry_after or 0.0, longest))
