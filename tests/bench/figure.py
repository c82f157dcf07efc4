"""What a benchmark found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured, beside the reference measured in the same run.

    `limit_ratio` is what ours may be of the reference at most; None where nothing is promised.
    """

    what: str
    ours: float
    reference: float
    unit: str
    limit_ratio: float | None = None

    @property
    def ratio(self) -> float:
        """Ours as a part of the reference."""
        return self.ours / self.reference if self.reference else float(self.ours > 0)

    @property
    def holds(self) -> bool:
        """Whether what is promised is kept."""
        return self.limit_ratio is None or self.ratio <= self.limit_ratio

    def __str__(self) -> str:
        limit = "" if self.limit_ratio is None else f"  at most {self.limit_ratio:.3f}"
        verdict = "" if self.limit_ratio is None else "  holds" if self.holds else "  MISSED"
        return (
            f"{self.what}: {self.ours:,.0f} {self.unit}, reference {self.reference:,.0f} {self.unit}, "
            f"ratio {self.ratio:.3f}{limit}{verdict}"
        )
