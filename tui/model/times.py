"""Times as the service writes them, and as we do."""

from datetime import UTC, datetime


def parse_time(text: str | None) -> datetime | None:
    """Read a time of the service; None where there is none or it makes no sense.

    Recorded: seven digits of a second and any offset ("2023-07-10T18:06:34.5984092-07:00"); none means UTC.
    """
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text.strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def iso(moment: datetime | None) -> str | None:
    """Write a time as ISO 8601 in UTC with a Z, to the second."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
