"""Who uses an image: machines, scale sets, templates, and versions that were made from it.

The gallery's API tells nobody's use; what else refers to a version, or to a definition for its latest, does.
Source: "Who uses a version" of the service's Resource Graph tables. An id is compared in lower case: Azure takes it in
any and echoes what was sent.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from tui.model.ids import kind_of, name_of, parent_key

UserKind = Literal["machine", "scale set", "template", "version"]


class ImageUser(NamedTuple):
    """One that refers to an image: `image` is the key of a version or definition, `exact` the number it came to."""

    id: str
    name: str
    kind: UserKind
    location: str
    image: str
    exact: str | None = None

    @property
    def version(self) -> str | None:
        """The number of the version that it was made from; None where it takes the latest and nobody says which."""
        return name_of(self.image) if kind_of(self.image) == "version" else self.exact

    @property
    def takes_latest(self) -> bool:
        """Whether it refers to a definition: what is made next is made from the latest version then."""
        return kind_of(self.image) == "definition"


def users_of(key: str, found: Iterable[ImageUser]) -> list[ImageUser]:
    """Those of a version or of a whole definition.

    One that takes the latest, and does not say which that was, counts for every version: it may be this one.
    """
    if kind_of(key) == "definition":
        return [each for each in found if key in (each.image, parent_key(each.image))]
    definition, number = parent_key(key), name_of(key)
    return [
        each for each in found if each.image == key or (each.image == definition and each.version in (number, None))
    ]
