"""Sizes and counts."""


def gigabytes(size: int | None) -> str:
    """A size in GB, or TB where it is that large."""
    if size is None:
        return ""
    return f"{round(size / 1024, 1):g} TB" if size >= 1024 else f"{size} GB"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
