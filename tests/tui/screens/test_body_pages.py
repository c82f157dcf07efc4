"""`v`: the body as the service sends it."""

import json

from tests.tui.contoso import definition, version
from tests.tui.screens.stage import Contoso, Stages
from tui.model.errors import Unavailable

BODY = {
    "name": "1.0.0",
    "location": "eastus2",
    "properties": {
        "storageProfile": {"osDiskImage": {"source": {"uri": "https://store.example/vhds/a.vhd?sv=1&sig=c2VjcmV0"}}},
        "unheardOf": 12345678901234567890,
    },
}


async def test_v_shows_the_body_with_fields_that_we_do_not_know_and_without_its_secrets(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.bodies[version().key] = json.dumps(BODY).encode()
    async with opened(contoso.connect) as stage:
        await stage.go_to(version().key)
        await stage.press("v")
        await stage.until(lambda: '"unheardOf": 12345678901234567890' in stage.page())
        assert "1.0.0 · raw" in stage.page()
        assert "sig=[redacted]" in stage.page()
        assert "c2VjcmV0" not in stage.page()
        await stage.press("slash", *"unheard")
        assert "1.0.0 · raw · 1 of 1" in stage.page()


async def test_y_copies_all_of_it_without_its_secrets(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.bodies[version().key] = json.dumps(BODY).encode()
    async with opened(contoso.connect) as stage:
        await stage.go_to(version().key)
        await stage.press("v")
        await stage.until(lambda: "unheardOf" in stage.page())
        await stage.press("y")
        await stage.until(lambda: stage.app._notifications)
        notice = next(iter(stage.app._notifications)).message
        assert notice.startswith("JSON ")


async def test_what_cannot_be_read_says_why_and_shows_what_was_known(opened: Stages, contoso: Contoso) -> None:
    contoso.script.refuse("body", Unavailable("the connection broke off", correlation_id="77aa"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("v")
        await stage.until(lambda: "the connection broke off" in stage.page())
        assert "Correlation id: 77aa" in stage.page()
        assert '"name": "ubuntu"' in stage.page()


async def test_where_there_is_no_body_the_key_says_why(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        stage.explorer._key = "#tenant/fabrikam"
        await stage.press("v")
        await stage.until(lambda: stage.app._notifications)
        assert next(iter(stage.app._notifications)).message == "A tenant has no body."
