"""A sign on what changed since one last looked."""

from tests.tui.contoso import definition, gallery, version
from tests.tui.screens.stage import Contoso, Stages


async def test_a_version_that_changed_has_a_sign_until_one_looks(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("1.1.0", actual="eastus2 Replicating 40"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(version().key)
        await stage.pass_time(1)
        contoso.azure.put(version("1.1.0", actual="eastus2 Completed 100"), version("1.2.0", actual="eastus2 Failed 3"))
        await stage.pass_time(400)
        lines = [line for line in stage.seen(stage.tree) if "1.1.0" in line or "1.2.0" in line]
        assert all(line.startswith("∙ ") for line in lines)
        assert len(lines) == 2
        await stage.go_to(version("1.1.0").key)
        await stage.pass_time(1)
        assert not any("∙ 1.1.0" in line for line in stage.seen(stage.tree))
        assert any("∙ 1.2.0" in line for line in stage.seen(stage.tree)), "nobody has looked at that one"


async def test_what_stood_in_a_table_was_looked_at_once_one_leaves_it(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        contoso.azure.put(version("1.2.0", actual="eastus2 Failed 3"))
        await stage.pass_time(400)
        await stage.go_to(definition().key)
        await stage.pass_time(1)
        assert stage.seen(stage.table)[1].startswith("∙")
        await stage.go_to(gallery().key)
        await stage.go_to(definition().key)
        assert not stage.seen(stage.table)[1].startswith("∙")
