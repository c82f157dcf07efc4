"""Which api-version each type is read with, also where a cloud does not know the newest."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from azure.core.rest import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.azure.bodies import DEFINITION_ID, GALLERY_ID, SUBSCRIPTION, version_body
from tests.tui.azure.scripted_transport import TENANT, Reply, ScriptedTransport, manager
from tui.azure.reads import TenantGateway
from tui.azure.versions import API_VERSIONS, ApiVersions, type_of
from tui.model.errors import GalleryError, Invalid
from tui.model.gallery import Tenant

VERSIONS = "Microsoft.Compute/galleries/images/versions"
MISSING = "The resource type 'galleries' could not be found in the namespace 'Microsoft.Compute'"
UNREGISTERED = "No registered resource provider found for location 'westus'"
LOCATIONS = "The supported locations are 'westus'."
URL = f"https://management.azure.com{DEFINITION_ID}/versions/1.0.0?api-version=2026-03-03&$expand=ReplicationStatus"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"{DEFINITION_ID}/versions/1.0.0", VERSIONS),
        (f"{DEFINITION_ID}/versions".upper(), VERSIONS),
        (GALLERY_ID, "Microsoft.Compute/galleries"),
        (f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries", "Microsoft.Compute/galleries"),
        (f"{GALLERY_ID.removesuffix('gal')}providers/images", "Microsoft.Compute/galleries/images"),
        (GALLERY_ID.replace("Groups/rg", "Groups/providers"), "Microsoft.Compute/galleries"),
        (
            f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/eastus/usages",
            "Microsoft.Compute/locations/usages",
        ),
        ("/providers/Microsoft.ResourceGraph/resources", "Microsoft.ResourceGraph/resources"),
        ("/subscriptions", "Microsoft.Resources/subscriptions"),
        (f"/subscriptions/{SUBSCRIPTION}/locations", "Microsoft.Resources/subscriptions/locations"),
        ("/tenants", "Microsoft.Resources/tenants"),
    ],
)
def test_a_path_has_the_type_of_the_table(path: str, kind: str) -> None:
    assert type_of(path) == kind
    assert ApiVersions().of(path) == API_VERSIONS[kind][0]


def test_a_name_that_leads_elsewhere_makes_an_error_and_no_call() -> None:
    with pytest.raises(Invalid, match="the path of nothing that can be read"):
        ApiVersions().of(f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/a/b/usages")


def test_a_name_with_a_line_break_hides_nothing_behind_it() -> None:
    assert type_of(f"{GALLERY_ID}\n/images") == "Microsoft.Compute/galleries/images"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("InvalidApiVersionParameter", "The api-version '{}' is invalid. The supported versions are '{}'."),
        ("InvalidResourceType", f"{MISSING} for api version '{{}}'. The supported api-versions are '{{}}'."),
        (
            "NoRegisteredProviderFound",
            f"{UNREGISTERED} and API version '{{}}' for type 'x'. The supported api-versions are '{{}}'. {LOCATIONS}",
        ),
    ],
)
def test_the_newest_that_a_refusal_lists_and_we_know_is_taken_for_that_type(code: str, message: str) -> None:
    versions = ApiVersions()
    listed = "2015-01-01, 2099-01-01,2022-03-03,2023-07-03,2021-07-01-preview"
    refusal = {"error": {"code": code, "message": message.format("2026-03-03", listed)}}
    assert versions.another(URL, json.dumps(refusal).encode()) == URL.replace("2026-03-03", "2023-07-03")
    assert versions.of(f"{DEFINITION_ID}/versions/2.0.0") == "2023-07-03"
    assert versions.in_use()[VERSIONS] == "2023-07-03"
    assert versions.of(GALLERY_ID) == "2026-03-03"


@pytest.mark.parametrize(
    "message",
    [
        "The gallery image version is invalid.",
        "The supported versions are '2014-04-01 to 2018-01-01'.",
        "The supported versions are '2026-03-03'.",
        "The supported versions are ''.",
    ],
)
def test_a_refusal_that_lists_nothing_better_stays_a_refusal(message: str) -> None:
    versions = ApiVersions()
    assert versions.another(URL, json.dumps({"error": {"code": "X", "message": message}}).encode()) is None
    assert versions.of(DEFINITION_ID) == "2026-03-03"


@given(st.binary(max_size=200))
def test_no_refusal_of_any_shape_breaks_it(body: bytes) -> None:
    assert ApiVersions().another(URL, b"supported versions are '" + body) is None


class Restricted:
    """A cloud that knows some api-versions of everything, and lists them where another is asked for."""

    def __init__(self, *known: str) -> None:
        self.asked: list[str] = []
        self._known = known

    def __call__(self, request: HttpRequest) -> Reply:
        (asked,) = parse_qs(urlsplit(request.url).query)["api-version"]
        self.asked.append(asked)
        if asked in self._known:
            return Reply(version_body())
        message = f"The api-version '{asked}' is invalid. The supported versions are '{','.join(self._known)}'."
        return Reply({"error": {"code": "InvalidApiVersionParameter", "message": message}}, 400)


async def test_a_cloud_that_refuses_the_newest_is_asked_with_an_older_one_from_then_on() -> None:
    cloud = Restricted("2020-09-30", "2021-10-01")
    gateway = TenantGateway(Tenant(TENANT, "Contoso"), manager(ScriptedTransport(cloud)))
    for _ in range(2):
        assert (await gateway.version(f"{DEFINITION_ID}/versions/1.0.0")).value.name == "1.0.0"
    assert cloud.asked == ["2026-03-03", "2021-10-01", "2021-10-01"]


async def test_a_cloud_that_knows_none_of_ours_is_asked_once_and_its_words_are_shown() -> None:
    cloud = Restricted("2012-01-01")
    gateway = TenantGateway(Tenant(TENANT, "Contoso"), manager(ScriptedTransport(cloud)))
    with pytest.raises(Invalid, match=r"The supported versions are '2012-01-01'"):
        await gateway.version(f"{DEFINITION_ID}/versions/1.0.0")
    assert cloud.asked == ["2026-03-03"]


async def test_a_cloud_that_takes_back_what_it_listed_is_not_asked_for_ever() -> None:
    cloud = Restricted("2012-01-01")
    listed = {"error": {"code": "X", "message": "The supported versions are '2021-10-01'."}}
    transport = ScriptedTransport(lambda request: (cloud(request), Reply(listed, 400))[1])
    with pytest.raises(GalleryError):
        await TenantGateway(Tenant(TENANT, "Contoso"), manager(transport)).gallery(GALLERY_ID)
    assert cloud.asked == ["2026-03-03", "2021-10-01"]
