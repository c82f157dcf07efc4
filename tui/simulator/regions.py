"""The public regions of Azure, by canonical name."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Region:
    """A region: `zones` tells whether it has availability zones, `paired` the canonical name of its pair."""

    name: str
    display_name: str
    geography: str
    group: str
    paired: str | None
    zones: bool
    recommended: bool

    @property
    def regional_display_name(self) -> str:
        """The display name with the group before it, as `(US) East US 2`."""
        return f"({self.group}) {self.display_name}"


# display name | geography | pair ("-": none) | z: zones, r: recommended
_TABLE: Final = {
    "US": """
        East US|United States|westus|zr
        East US 2|United States|centralus|zr
        South Central US|United States|northcentralus|zr
        West US 2|United States|westcentralus|zr
        West US 3|United States|eastus|zr
        Central US|United States|eastus2|zr
        North Central US|United States|southcentralus|
        West US|United States|eastus|
        West Central US|United States|westus2|
        East US 2 EUAP|Canary (US)|centraluseuap|z
        Central US EUAP|Canary (US)|eastus2euap|
    """,
    "Canada": """
        Canada Central|Canada|canadaeast|zr
        Canada East|Canada|canadacentral|
    """,
    "South America": """
        Brazil South|Brazil|southcentralus|zr
        Brazil Southeast|Brazil|brazilsouth|
        Chile Central|Chile|-|zr
    """,
    "Mexico": """
        Mexico Central|Mexico|-|zr
    """,
    "Europe": """
        North Europe|Europe|westeurope|zr
        West Europe|Europe|northeurope|zr
        UK South|United Kingdom|ukwest|zr
        UK West|United Kingdom|uksouth|
        France Central|France|francesouth|zr
        France South|France|francecentral|
        Germany West Central|Germany|germanynorth|zr
        Germany North|Germany|germanywestcentral|
        Italy North|Italy|-|zr
        Norway East|Norway|norwaywest|zr
        Norway West|Norway|norwayeast|
        Poland Central|Poland|-|zr
        Spain Central|Spain|-|zr
        Sweden Central|Sweden|swedensouth|zr
        Sweden South|Sweden|swedencentral|
        Switzerland North|Switzerland|switzerlandwest|zr
        Switzerland West|Switzerland|switzerlandnorth|
        Austria East|Austria|-|zr
        Belgium Central|Belgium|-|zr
        Denmark East|Denmark|-|zr
    """,
    "Asia Pacific": """
        Southeast Asia|Asia Pacific|eastasia|zr
        East Asia|Asia Pacific|southeastasia|zr
        Australia East|Australia|australiasoutheast|zr
        Australia Southeast|Australia|australiaeast|
        Australia Central|Australia|australiacentral2|
        Australia Central 2|Australia|australiacentral|
        Central India|India|southindia|zr
        South India|India|centralindia|
        West India|India|southindia|
        Jio India West|India|jioindiacentral|
        Jio India Central|India|jioindiawest|
        Japan East|Japan|japanwest|zr
        Japan West|Japan|japaneast|z
        Korea Central|Korea|koreasouth|zr
        Korea South|Korea|koreacentral|
        Indonesia Central|Indonesia|-|zr
        Malaysia West|Malaysia|-|zr
        New Zealand North|New Zealand|-|zr
    """,
    "Middle East": """
        UAE North|UAE|uaecentral|zr
        UAE Central|UAE|uaenorth|
        Qatar Central|Qatar|-|zr
        Israel Central|Israel|-|zr
    """,
    "Africa": """
        South Africa North|South Africa|southafricawest|zr
        South Africa West|South Africa|southafricanorth|
    """,
}


@lru_cache(maxsize=1024)
def canonical(name: str) -> str:
    """Turn either way of writing a region into its canonical name; an unknown one only loses case and spaces."""
    return name.replace(" ", "").lower()


def _read_table() -> dict[str, Region]:
    regions = {}
    for group, lines in _TABLE.items():
        for line in lines.strip().splitlines():
            display, geography, paired, flags = line.strip().split("|")
            name = canonical(display)
            pair = None if paired == "-" else paired
            regions[name] = Region(name, display, geography, group, pair, "z" in flags, "r" in flags)
    return regions


REGIONS: Final = _read_table()


def display_name(name: str) -> str:
    """Tell the display name of a region written either way; an unknown one is given back as it came."""
    region = REGIONS.get(canonical(name))
    return region.display_name if region else name
