"""The images of the marketplace that are known here: a few that everybody starts from.

The shape of what is answered about them is recorded; their version numbers are made up.
"""

from dataclasses import dataclass
from typing import Final

from tui.simulator.scenario import Body

_GB: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class PlatformImage:
    """One version of an image: its names, and what a machine gets from it."""

    publisher: str
    offer: str
    sku: str
    version: str
    os_type: str
    generation: str
    size_gb: int
    trusted: bool

    @property
    def names(self) -> tuple[str, str, str, str]:
        """Publisher, offer, sku and version."""
        return self.publisher, self.offer, self.sku, self.version


# publisher | offer | sku | version | system | generation | GB | t: for trusted launch too
_TABLE: Final = """
    Canonical|0001-com-ubuntu-server-jammy|22_04-lts|22.04.202610140|Linux|V1|30|
    Canonical|0001-com-ubuntu-server-jammy|22_04-lts-gen2|22.04.202610140|Linux|V2|30|t
    Canonical|ubuntu-24_04-lts|server|24.04.202610090|Linux|V2|30|t
    Canonical|ubuntu-24_04-lts|server-gen1|24.04.202610090|Linux|V1|30|
    MicrosoftWindowsServer|WindowsServer|2022-datacenter-azure-edition|20348.4297.261103|Windows|V2|127|t
    MicrosoftWindowsServer|WindowsServer|2022-datacenter-g2|20348.4297.261103|Windows|V2|127|t
"""


def _read_table() -> list[PlatformImage]:
    rows = [line.strip().split("|") for line in _TABLE.strip().splitlines()]
    return [
        PlatformImage(publisher, offer, sku, version, os_type, generation, int(size), flags == "t")
        for publisher, offer, sku, version, os_type, generation, size, flags in rows
    ]


IMAGES: Final = _read_table()


def platform_image(reference: Body) -> PlatformImage | None:
    """Find what an image reference names, `latest` too; None for what is not known here."""
    wanted = [str(reference.get(each, "")).lower() for each in ("publisher", "offer", "sku", "version")]
    for image in IMAGES:
        names = [each.lower() for each in image.names]
        if names[:3] == wanted[:3] and wanted[3] in (names[3], "latest"):
            return image
    return None


def image_properties(image: PlatformImage) -> Body:
    """Describe an image as its own GET does."""
    features = [{"name": "IsAcceleratedNetworkSupported", "value": "True"}]
    features += [{"name": "SecurityType", "value": "TrustedLaunchSupported"}] if image.trusted else []
    return {
        "hyperVGeneration": image.generation,
        "architecture": "x64",
        "replicaType": "Unmanaged",
        "disallowed": {"vmDiskType": "None"},
        "automaticOSUpgradeProperties": {"automaticOSUpgradeSupported": True},
        "imageDeprecationStatus": {"imageState": "Active"},
        "features": [*features, {"name": "IsHibernateSupported", "value": "False"}],
        "osDiskImage": {"operatingSystem": image.os_type, "sizeInBytes": image.size_gb * _GB + 512},
        "dataDiskImages": [],
    }
