"""What another company shares, as data to test with: a gallery that is open to the community or shared with us."""

from tui.model.gallery import Definition, Feature, Gallery, Publisher, PurchasePlan, Resource, Version
from tui.model.ids import ForeignId

OWNER = "bbbbbbbb-0000-4000-8000-000000000001"
OPEN = ForeignId("CommunityGalleries", "fabrikam-dddddddd-0000-4000-8000-000000000001")
SHARED = ForeignId("SharedGalleries", f"{OWNER}-FAB_IMAGES")
DEBIAN = OPEN._replace(definition="debian")


def foreign_gallery(named: ForeignId = OPEN) -> Gallery:
    """The gallery, with what it tells of its publisher."""
    publisher = Publisher("https://fabrikam.com", "images@fabrikam.com", "https://fabrikam.com/eula")
    return Gallery(id=str(named), location="eastus2", publisher=publisher)


def foreign_definition(name: str = "debian", named: ForeignId = OPEN) -> Definition:
    """A definition of it."""
    return Definition(
        id=str(named._replace(definition=name)),
        location="eastus2",
        os_type="Linux",
        os_state="Generalized",
        hyper_v_generation="V2",
        architecture="x64",
        features=(Feature("SecurityType", "TrustedLaunch"),),
        purchase_plan=PurchasePlan("gold", "fabrikam", "linux"),
    )


def foreign_version(
    number: str, named: ForeignId = OPEN, end: str | None = None, *, excluded: bool = False, name: str = "debian"
) -> Version:
    """A version of one of its definitions."""
    return Version(
        id=str(named._replace(definition=name, version=number)),
        location="eastus2",
        exclude_from_latest=excluded,
        end_of_life_date=end,
        published_date="2026-11-01T06:30:00+00:00",
        size_gb=30,
    )


def fabrikam(named: ForeignId = OPEN) -> list[Resource]:
    """All of it: two definitions, one with three versions, the newest of them excluded from latest."""
    return [
        foreign_gallery(named),
        foreign_definition("alpine", named),
        foreign_definition("debian", named),
        foreign_version("1.9.0", named, "2026-11-02T00:00:00+00:00"),
        foreign_version("1.10.0", named),
        foreign_version("2.0.0", named, excluded=True),
    ]
