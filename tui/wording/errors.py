"""Errors for people: what happened, why, what to do next, and the id to quote."""

from tui.model.errors import GalleryError


def told(error: GalleryError) -> tuple[str, ...]:
    """The lines that tell an error whole."""
    next_step = error.next_step[:1].upper() + error.next_step[1:]
    lines = [f"{error.title}: {error.cause}", f"{next_step}."]
    if error.correlation_id:
        lines.append(f"Correlation id: {error.correlation_id}")
    return tuple(lines)
