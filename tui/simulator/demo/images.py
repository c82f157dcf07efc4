"""The galleries and the image definitions of Contoso."""

from dataclasses import dataclass
from typing import Final

from tui.simulator.demo.company import GALLERIES, Body, Company, Gallery, resource, sharing_profile
from tui.simulator.demo.hostile import HOSTILE, HOSTILE_GALLERY

# name | OS generation architecture state security | offer sku | newest version, how many, days between two
#      | regions, GB, source | traits
_TABLE: Final = {
    "img_prod": """
        ubuntu-2204-hardened|Linux V2 x64 Generalized TrustedLaunch|ubuntu 22_04-hardened|2.4.1 12 21|6 30 vm|lines
        windows-2022|Windows V2 x64 Generalized TrustedLaunch|windows-server 2022-datacenter|10.0.10 14 13|3 127 vm|zrs
        rhel-9-base|Linux V2 x64 Generalized TrustedLaunchSupported|rhel 9-base|9.6.3 15 15|8 64 image|zrs plan
    """,
    "img_shared": """
        sles-15|Linux V2 x64 Generalized -|sles 15-sp6|1.8.0 9 30|6 30 vm|
        ubuntu-2404-base|Linux V2 x64 Generalized TrustedLaunchSupported|ubuntu 24_04|1.12.0 14 14|9 30 image|lines zrs
        ubuntu-2404-arm64|Linux V2 Arm64 Generalized -|ubuntu-arm64 24_04|1.12.0 10 14|4 30 vm|nvme
        debian-12|Linux V2 x64 Generalized TrustedLaunchSupported|debian 12|0.9.4 8 28|3 30 image|accelerated
        windows-2025|Windows V2 x64 Generalized TrustedLaunch|windows-server 2025-azure|2.1.0 9 28|5 127 vm|canary
        windows-11-avd|Windows V2 x64 Generalized TrustedLaunch|windows 11-avd|24.2.6 10 20|7 127 vm|premium hibernate
        windows-10-avd|Windows V1 x64 Generalized -|windows 10-avd|22.9.1 7 60|2 127 image|retired
        rocky-9-cvm|Linux V2 x64 Generalized ConfidentialVM|rocky 9-cvm|9.5.2 6 30|2 64 snapshot|keys
        ubuntu-2204-cvm|Linux V2 x64 Generalized ConfidentialVMSupported|ubuntu 22_04-cvm|1.3.0 6 45|2 30 vhd|
        sql-2022-standard|Windows V2 x64 Generalized TrustedLaunch|sql-server 2022|16.4.1 9 30|4 127 vm|plan data
        base-global|Linux V2 x64 Generalized TrustedLaunchSupported|ubuntu 24_04-global|3.0.2 8 40|20 30 version|zrs
    """,
    "gal_dev": """
        nightly|Linux V1 x64 Generalized -|nightly ubuntu|2026.1120.1 48 1|1 30 image|nightly brief
        ci-runner-ubuntu|Linux V2 x64 Generalized -|ci-runner ubuntu|4.18.2 14 6|1 86 image|shallow
        ci-runner-windows|Windows V2 x64 Generalized -|ci-runner-win windows|3.9.0 10 9|1 256 image|shallow
        dev-box-win11|Windows V2 x64 Generalized TrustedLaunch|dev-box win11|1.6.0 8 25|2 127 vm|hibernate
        data-science-gpu|Linux V2 x64 Generalized -|data-science gpu|0.14.1 7 30|3 512 vhd|premium data
        k8s-node|Linux V2 x64 Generalized TrustedLaunchSupported|k8s node|1.31.4 9 12|4 30 image|crowded accelerated
        legacy-centos-7|Linux V1 x64 Generalized -|centos 7|7.9.9 5 120|2 30 snapshot|retired
        forensics|Linux V2 x64 Specialized -|forensics workstation|1.0.3 3 80|1 128 vm|
        kiosk|Windows V1 x64 Specialized -|kiosk signage|2.2.0 3 90|1 64 vm|
        untrusted-import|Linux V2 x64 Generalized Standard|import anything|0.0.4 3 40|1 30 vhd|hostile
    """,
    "sbx_ana": """
        ubuntu-play|Linux V2 x64 Generalized -|ubuntu play|0.3.1 5 8|1 30 vm|brief
        win-play|Windows V2 x64 Generalized -|windows play|0.1.2 3 20|1 127 vm|
        cvm-trial|Linux V2 x64 Generalized TrustedLaunchAndConfidentialVmSupported|ubuntu cvm|0.0.2 2 30|1 30 vhd|
    """,
    "sbx_platform": """
        aks-node-trial|Linux V2 x64 Generalized -|aks node|1.2.0 6 10|2 30 image|
        nvme-trial|Linux V2 x64 Generalized -|ubuntu nvme|0.2.0 4 12|1 30 vm|nvme accelerated
        hibernate-trial|Windows V2 x64 Generalized -|windows hibernate|0.1.0 2 30|1 127 vm|hibernate
    """,
    "sbx.data": """
        spark-node|Linux V2 x64 Generalized -|spark node|3.5.1 6 25|2 64 image|
        jupyter-gpu|Linux V2 x64 Generalized -|jupyter gpu|1.1.0 5 25|1 256 image|premium
        postgres-16|Linux V2 x64 Generalized -|postgres 16|0.4.0 4 35|1 64 snapshot|data
    """,
    "sbx_security": """
        hardening-wip|Linux V2 x64 Generalized TrustedLaunch|ubuntu hardening|0.9.9 7 5|1 30 vm|brief canary
        siem-collector|Linux V2 x64 Generalized -|siem collector|1.0.1 3 60|3 30 vm|
    """,
    "sbx_edge": """
        iot-gateway-arm64|Linux V2 Arm64 Generalized -|iot gateway|2.0.3 6 30|2 30 vhd|
        store-kiosk|Windows V2 x64 Specialized -|store kiosk|1.0.0 2 90|1 64 vm|
    """,
    "sbx_migration": """
        lift-and-shift-web|Windows V1 x64 Generalized -|legacy web|1.0.2 3 30|1 127 vhd|
        lift-and-shift-db|Windows V1 x64 Generalized -|legacy db|1.0.1 2 30|1 127 vhd|data
        oracle-linux-7|Linux V1 x64 Generalized -|oracle-linux 7|0.0.5 5 60|1 64 vhd|retired
    """,
    "img_finance": "ledger-host|Linux V2 x64 Generalized TrustedLaunch|ledger host|1.0.1 2 60|2 64 vm|",
    "fab_images": "fabrikam-base|Linux V2 x64 Generalized -|fabrikam base|1.1.0 3 30|2 30 vm|",
    "fab_open": """
        debian-13-cloud|Linux V2 x64 Generalized -|debian 13-cloud|1.2.0 5 30|3 30 vhd|lines
        debian-13-cloud-arm64|Linux V2 Arm64 Generalized -|debian-arm64 13-cloud|1.2.0 3 30|2 30 vhd|
    """,
}  # fmt: skip

_FEATURES: Final = {
    "accelerated": ("IsAcceleratedNetworkSupported", "True"),
    "hibernate": ("IsHibernateSupported", "True"),
    "nvme": ("DiskControllerTypes", "SCSI, NVMe"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """An image definition of the company, and what the versions made of it are like.

    `traits`: lines (a minor line ends of life two weeks after the next began), brief (so does a version, after two
    months), retired (past its end and excluded from latest), canary (the newest is still excluded from latest),
    nightly (numbered by date), shallow, zrs, premium, crowded (many replicas), keys (the customer's), data (disks),
    plan (a purchase plan), hostile (texts that no terminal may obey), and the features.
    """

    gallery: Gallery
    name: str
    os_type: str
    generation: str
    architecture: str
    os_state: str
    security: str
    offer: str
    sku: str
    newest: str
    count: int
    days_apart: int
    regions: int
    size_gb: int
    source: str
    traits: frozenset[str]

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in its gallery."""
        return ("images", self.name)

    @property
    def plan(self) -> Body | None:
        """Its purchase plan, and that of the machines which its versions are made from or run on."""
        plan = {"name": self.sku, "publisher": self.offer, "product": self.offer}
        return plan if "plan" in self.traits else None


def _definition(gallery: Gallery, line: str) -> Definition:
    name, system, market, numbers, makings, traits = line.strip().split("|")
    os_type, generation, architecture, os_state, security = system.split()
    offer, sku = market.split()
    newest, count, days_apart = numbers.split()
    regions, size_gb, source = makings.split()
    return Definition(
        gallery=gallery,
        name=name,
        os_type=os_type,
        generation=generation,
        architecture=architecture,
        os_state=os_state,
        security=security,
        offer=offer,
        sku=sku,
        newest=newest,
        count=int(count),
        days_apart=int(days_apart),
        regions=int(regions),
        size_gb=int(size_gb),
        source=source,
        traits=frozenset(traits.split()),
    )


DEFINITIONS: Final = tuple(
    _definition(gallery, line) for gallery in GALLERIES for line in _TABLE[gallery.name].strip().splitlines()
)


def gallery_bodies(company: Company) -> list[Body]:
    """Every gallery as a GET answers it."""
    return [_gallery_body(company, gallery) for gallery in GALLERIES]


def _gallery_body(company: Company, gallery: Gallery) -> Body:
    hostile = gallery.name == HOSTILE_GALLERY
    description = " ".join([gallery.description, *HOSTILE.values()]) if hostile else gallery.description
    unique_name = f"{company.guid('subscription', gallery.subscription)}-{gallery.name.upper()}"
    return resource(
        company.gallery_id(gallery),
        gallery.home,
        {"team": gallery.team} | (HOSTILE if hostile else {}),
        {
            "description": description,
            "identifier": {"uniqueName": unique_name},
            "sharingProfile": sharing_profile(company, gallery),
            "provisioningState": "Succeeded",
            "softDeletePolicy": {"isSoftDeleteEnabled": gallery.name == "img_prod"},
        },
    )


def definition_bodies(company: Company) -> list[Body]:
    """Every image definition as a GET answers it."""
    return [_definition_body(company, definition) for definition in DEFINITIONS]


def _definition_body(company: Company, definition: Definition) -> Body:
    gallery = definition.gallery
    hostile = "hostile" in definition.traits
    properties: Body = {"hyperVGeneration": definition.generation, "architecture": definition.architecture}
    if features := _features(definition):
        properties["features"] = features
    properties |= {
        "osType": definition.os_type,
        "osState": definition.os_state,
        "identifier": {"publisher": gallery.subscription.split()[0], "offer": definition.offer, "sku": definition.sku},
    }
    if definition.plan:
        properties["purchasePlan"] = definition.plan
    if definition.size_gb > 200:
        properties["recommended"] = {"vCPUs": {"min": 8, "max": 64}, "memory": {"min": 32, "max": 512}}
    if hostile:
        properties |= {
            "description": "\n".join(HOSTILE.values()),
            "eula": HOSTILE["markup"] + HOSTILE["clipboard"],
            "privacyStatementUri": "https://contoso.com/" + HOSTILE["override"],
            "releaseNoteUri": "https://contoso.com/" + HOSTILE["colours"],
        }
    tags = HOSTILE if hostile else {"team": gallery.team} if "img" in gallery.name else {}
    properties["provisioningState"] = "Succeeded"
    return resource(company.gallery_id(gallery, *definition.path), gallery.home, tags, properties)


def _features(definition: Definition) -> list[Body]:
    security = [] if definition.security == "-" else [("SecurityType", definition.security)]
    others = [feature for trait, feature in _FEATURES.items() if trait in definition.traits]
    return [{"name": name, "value": value} for name, value in [*security, *others]]
