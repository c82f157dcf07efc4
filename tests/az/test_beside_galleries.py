"""What az does beside galleries: accounts, groups, sources of versions, quotas, registrations, Resource Graph."""

from tests.az.conftest import IN_GROUP, NEEDS_AZ
from tests.az.signed_in import Az
from tests.simulated import GALLERY, SUBSCRIPTION

pytestmark = NEEDS_AZ

QUERY = "resources | where type =~ 'microsoft.compute/galleries' | project id | order by id asc"


def test_the_account_is_the_one_that_signed_in(az: Az) -> None:
    assert az("account show")["id"] == SUBSCRIPTION
    assert SUBSCRIPTION in [each["id"] for each in az("account list")]
    assert "West Europe" in [each["displayName"] for each in az("account list-locations")]


def test_a_group_is_made_shown_listed_and_deleted_with_what_is_in_it(az: Az) -> None:
    az("group create --name rg-passing --location northeurope --tags ring=1")
    assert az("group show --name rg-passing")["tags"] == {"ring": "1"}
    assert "rg-passing" in [each["name"] for each in az("group list")]
    az("sig create --resource-group rg-passing --gallery-name img_passing")
    assert [each["name"] for each in az("resource list --resource-group rg-passing")] == ["img_passing"]
    az("group delete --name rg-passing --yes")
    assert az("group exists --name rg-passing") is False


def test_an_image_is_made_of_a_disk_and_shown(az: Az) -> None:
    az(f"disk create {IN_GROUP} --name os --size-gb 40 --location eastus2")
    az(f"snapshot create {IN_GROUP} --name os --source os --location eastus2")
    az(f"image create {IN_GROUP} --name os --source os --os-type Linux --hyper-v-generation V2 --location eastus2")
    assert az(f"image show {IN_GROUP} --name os")["hyperVGeneration"] == "V2"
    assert {"golden", "os"} <= {each["name"] for each in az(f"image list {IN_GROUP}")}


def test_the_quotas_of_a_region_count_what_is_there(az: Az) -> None:
    quotas = {each["name"]["value"]: each for each in az("vm list-usage --location eastus2")}
    assert [int(quotas[each]["limit"]) for each in ("Gallery", "GalleryImage", "GalleryImageVersion")] == [
        100,
        1000,
        10000,
    ]
    assert int(quotas["Gallery"]["currentValue"]) >= 2


def test_a_provider_and_a_feature_are_registered(az: Az) -> None:
    builder = "--namespace Microsoft.VirtualMachineImages"
    az(f"provider unregister {builder}")
    assert az(f"provider show {builder}")["registrationState"] == "Unregistered"
    az(f"provider register {builder}")
    assert az(f"provider show {builder}")["registrationState"] == "Registered"
    sharing = "--namespace Microsoft.Compute --name SIGSharing"
    assert az(f"feature show {sharing}")["properties"]["state"] == "NotRegistered"
    az(f"feature register {sharing}")
    assert az(f"feature show {sharing}")["properties"]["state"] == "Registered"


def test_resource_graph_is_asked_by_az_rest(az: Az) -> None:
    url = f"{az.endpoint}/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01"
    answer = az("rest --method post --url", url, "--body", f'{{"query": "{QUERY}"}}')
    assert GALLERY in [each["id"] for each in answer["data"]]


def test_what_may_not_be_read_says_which_right_is_wanted(az: Az) -> None:
    said = az.refused("sig list --subscription aaaaaaaa-0000-4000-8000-000000000003")
    assert "(AuthorizationFailed)" in said
    assert "'Microsoft.Compute/galleries/read'" in said
