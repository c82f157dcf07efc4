"""Quotas: what a subscription may still make, in every region where it has galleries."""

from msgspec import structs

from tests.tui.contoso import CONTOSO, FABRIKAM, gallery, subscription
from tests.tui.services.stage import Stage
from tui.model.errors import Forbidden
from tui.model.usage import Usage
from tui.services.quotas import Quota, quotas


async def test_quotas_are_asked_once_for_each_region_of_each_subscription() -> None:
    stage = Stage(FABRIKAM)
    (other,) = stage.others
    other.put(subscription("sales", FABRIKAM), gallery("one", "sales"))
    stage.azure.put(gallery("two"), structs.replace(gallery("three"), location="West Europe"))
    images, galleries = Usage("GalleryImage", 12, 1000), Usage("Gallery", 3, 100)
    stage.azure.usage = [images, galleries]
    other.script.refuse("usages", Forbidden("no right"))
    await stage.survey()
    found, unread = await quotas(stage.inventory, stage.routes)
    prod = subscription("prod", CONTOSO)
    assert found == [
        Quota(prod, "eastus2", galleries),
        Quota(prod, "eastus2", images),
        Quota(prod, "westeurope", galleries),
        Quota(prod, "westeurope", images),
    ]
    assert {key: error.cause for key, error in unread.items()} == {subscription("sales").key: "no right"}
    assert stage.script.count("usages") == 2
