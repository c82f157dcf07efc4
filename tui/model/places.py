"""What is typed or pasted to be gone to: an id of ours, or what others share, maybe with a region behind its name."""

import re
from contextlib import suppress

from tui.model.ids import ForeignId, NotAnId, parse_foreign_id, parse_id
from tui.model.regions import canonical

_WITH_REGION = re.compile(r"\s*(\S+)\s+([A-Za-z][A-Za-z0-9 ]*)")


def named_abroad(text: str) -> tuple[ForeignId, str] | None:
    """What a text names of what others share, and the region typed behind it; None where it names nothing of theirs.

    An id of theirs is looked for before one of ours: a URL in a region begins with a subscription.
    """
    typed = _WITH_REGION.fullmatch(text)
    with suppress(NotAnId):
        if typed:
            return parse_foreign_id(typed[1]), canonical(typed[2])
    with suppress(NotAnId):
        return parse_foreign_id(text), ""
    return None


def names_a_place(text: str) -> bool:
    """Whether there is anything to go to in a text."""
    with suppress(NotAnId):
        return bool(named_abroad(text) or parse_id(text))
    return False
