"""Who uses an image, in words."""

from collections import Counter
from collections.abc import Iterable

from tui.model.users import ImageUser, UserKind
from tui.wording.signs import Part
from tui.wording.sizes import counted

_MANY: tuple[tuple[UserKind, str], ...] = (
    ("machine", "machines"),
    ("scale set", "scale sets"),
    ("template", "templates"),
    ("version", "versions"),
)


def summary(users: Iterable[ImageUser]) -> str:
    """How many there are of each kind: 12 machines and 3 scale sets."""
    numbers = Counter(each.kind for each in users)
    parts = [counted(numbers[kind], kind, many) for kind, many in _MANY if numbers[kind]]
    if not parts:
        return "nobody that can be seen"
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def user_cells(user: ImageUser, region: str, subscription: str) -> tuple[Part, ...]:
    """Kind, name, version, region, subscription."""
    version = user.version or ""
    taken = f"latest, was {version}" if user.takes_latest and version else "latest" if user.takes_latest else version
    return ((user.kind, "dim"), (user.name, "plain"), (taken, "plain"), (region, "plain"), (subscription, "dim"))
