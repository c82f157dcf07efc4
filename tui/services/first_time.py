"""Whether this is the first start: what is said once is not said again."""

from pathlib import Path

from tui.services.state_folder import replacing

_MARK = "welcomed"


def first_time(state: Path) -> bool:
    """Whether nobody has been welcomed from this state folder before, which is noted there.

    Where that cannot be noted it is said not to be: a hint at every start would be worse than none.
    """
    mark = state / _MARK
    if mark.exists():
        return False
    try:
        with replacing(mark):
            return True
    except OSError:
        return False
