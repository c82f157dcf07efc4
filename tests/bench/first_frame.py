"""What stands in the first frame that start-up is measured to: 40 rows of a tree and 30 of a table."""

from typing import Final

COLUMNS: Final = 120
ROWS: Final = 50
"""The terminal: no smaller one shows them all."""

SUBSCRIPTION: Final = "Contoso Production"
GALLERY: Final = "img_prod"
DEFINITIONS: Final = tuple(f"image-{number:02}" for number in range(1, 26))
VERSIONS: Final = tuple(f"7.0.{number}" for number in reversed(range(30)))
"""Of the first definition, newest first; the tree shows twelve of them, and how many more there are."""

NEWEST: Final = VERSIONS[:12]
REGIONS: Final = tuple(f"region{number:02}" for number in range(1, 31))
"""Of the newest version, which the cursor stands on."""

LAST_ROWS: Final = (DEFINITIONS[-1].encode(), REGIONS[-1].encode())
"""What the output holds once the last rows of both stand."""
