"""Errors for people: what happened, why, what to do next, and the id to quote."""

from tui.model.errors import AuthRequired, GalleryError


def told(error: GalleryError) -> tuple[str, ...]:
    """The lines that tell an error whole."""
    lines = [f"{error.title}: {error.cause}", _next_step(error)]
    if error.correlation_id:
        lines.append(f"Correlation id: {error.correlation_id}")
    return tuple(lines)


def _next_step(error: GalleryError) -> str:
    """A sentence; a command has nothing behind it that would be copied along."""
    sentence = error.next_step[:1].upper() + error.next_step[1:]
    return sentence if isinstance(error, AuthRequired) else f"{sentence}."
