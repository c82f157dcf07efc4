"""Where a list goes on, in a form that a caller need not read."""

import base64


def skip_token(place: str) -> str:
    """Make the token for a place."""
    return base64.urlsafe_b64encode(place.encode()).decode()


def place_of(token: str) -> str:
    """Read a token of ours; raises ValueError for any other text."""
    return base64.b64decode(token.encode(), altchars=b"-_", validate=True).decode()
