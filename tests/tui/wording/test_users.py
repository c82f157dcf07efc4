"""Who uses an image, in words."""

from tests.tui.contoso import definition, version
from tui.model.users import ImageUser, UserKind
from tui.wording.users import summary, user_cells


def user(kind: UserKind, image: str = version().key, exact: str | None = None) -> ImageUser:
    return ImageUser("/subscriptions/prod/x", "x", kind, "eastus2", image, exact)


def test_they_are_counted_by_kind() -> None:
    assert summary([user("machine")] * 12 + [user("scale set")] * 3) == "12 machines and 3 scale sets"
    assert summary([user("machine"), user("version"), user("template")]) == "1 machine, 1 template and 1 version"
    assert summary([]) == "nobody that can be seen"


def test_which_version_is_told_with_what_it_was() -> None:
    def version_of(shown: ImageUser) -> str:
        return user_cells(shown, "East US 2", "prod")[2][0]

    assert version_of(user("machine")) == "1.0.0"
    assert version_of(user("machine", definition().key, "1.0.0")) == "latest, was 1.0.0"
    assert version_of(user("scale set", definition().key)) == "latest"
