"""What stands at the start: the last capture at once, where one was, until Azure has answered."""

import asyncio

import pytest
from msgspec import structs

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.screens.stage import Contoso, Stages
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import AuthRequired, Unavailable
from tui.model.ids import NotAnId
from tui.services.first_time import first_time
from tui.services.gateway import Account

DONE = "eastus2 Completed 100"


async def test_before_anything_was_read_no_pane_is_a_blank(opened: Stages, contoso: Contoso) -> None:
    contoso.script.gate = asyncio.Event()
    async with opened(contoso.connect, settled=False) as stage:
        await stage.settle()
        assert stage.branches() == ["nothing read yet"]
        assert "reading…" in stage.header()
        contoso.script.gate.set()
        await stage.until(lambda: stage.branches() == ["prod ✓"])


async def test_without_history_it_opens_on_the_version_in_the_worst_state(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(
        version("1.1.0", actual="eastus2 Replicating 3"),
        version("1.2.0", "East US 2, West Europe", "eastus2 Failed 3 why, westeurope Failed 3 why"),
        version("1.3.0", actual="eastus2 Failed 3 why"),
        version("1.4.0", actual=DONE),
    )
    async with opened(contoso.connect) as stage:
        assert stage.tree.cursor_key == version("1.2.0").key
        assert stage.branches()[3:] == ["1.4.0 ✓", "1.3.0 ✗ 1", "1.2.0 ✗ 2", "1.1.0 » 1", "1.0.0 ✓"]


async def test_it_does_not_take_the_cursor_from_somebody_who_moves_it_meanwhile(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.put(subscription("labs"), subscription("zoo"), version("1.2.0", actual="eastus2 Failed 3 why"))
    contoso.script.refuse("version", Unavailable("not yet"), times=2)
    async with opened(contoso.connect, settled=False) as stage:
        await stage.until(lambda: len(stage.branches()) == 3)
        await stage.press("G")
        assert stage.tree.cursor_key == subscription("zoo").key
        await stage.pass_time(60)
        assert stage.tree.cursor_key == subscription("zoo").key


async def test_a_place_on_the_command_line_is_where_it_opens(opened: Stages, contoso: Contoso) -> None:
    url = f"https://portal.azure.com/#@contoso.com/resource{version().id}/overview"
    contoso.azure.put(version("1.2.0", actual="eastus2 Failed 3 why"))
    async with opened(contoso.connect, place=url) as stage:
        assert stage.tree.cursor_key == version().key
        assert stage.details().startswith("╭─ 1.0.0 · img_prod / ubuntu ")


async def test_an_old_version_named_on_the_command_line_is_shown_too(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(*(version(f"1.{minor}.0", actual=DONE) for minor in range(20)))
    async with opened(contoso.connect, place=version("1.0.0").id) as stage:
        assert stage.tree.cursor_key == version("1.0.0").key


async def test_what_names_no_place_is_refused_before_the_screen_is_touched(opened: Stages, contoso: Contoso) -> None:
    with pytest.raises(NotAnId):
        async with opened(contoso.connect, place="/nonsense"):
            pass


async def closed_once(opened: Stages, contoso: Contoso) -> None:
    """Let one use the program: a failed version looked at, two definitions open, the cursor on the older version."""
    contoso.azure.put(version("2.0.0", actual="eastus2 Failed 34 why"), definition("windows"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition("windows").key)
        await stage.press("right")
        await stage.go_to(version("1.0.0").key)
        await stage.press("q")


async def test_the_next_start_paints_what_was_known_with_its_age_and_where_one_was(
    opened: Stages, contoso: Contoso, clock: VirtualClock
) -> None:
    await closed_once(opened, contoso)
    waiting = contoso.script.gate = asyncio.Event()
    async with opened(contoso.connect, settled=False) as stage:
        assert stage.branches() == [
            "prod ✗ 1", "img_prod ✗ 1", "ubuntu ✗ 1", "2.0.0 ✗ 1", "1.0.0 ✓", "windows",
        ]  # fmt: skip
        assert stage.tree.cursor_key == version("1.0.0").key
        assert stage.details().startswith("╭─ 1.0.0 · img_prod / ubuntu ")
        assert stage.rows() == ["✓ Completed ██████████ 100 % East US 2 (home) 1"]
        assert "old" in stage.header() or "now" in stage.header()
        assert "ana@contoso.com" not in stage.header()
        contoso.azure.remove(version("2.0.0").key)
        waiting.set()
        await stage.until(lambda: "ana@contoso.com" in stage.header())
        assert stage.tree.cursor_key == version("1.0.0").key
        assert stage.branches() == ["prod ✓", "img_prod ✓", "ubuntu ✓", "1.0.0 ✓", "windows no versions"]


async def test_a_capture_says_how_old_it_is(opened: Stages, contoso: Contoso, clock: VirtualClock) -> None:
    await closed_once(opened, contoso)
    await clock.advance(3 * 3600)
    contoso.directory.script.gate = asyncio.Event()
    async with opened(contoso.connect, settled=False) as stage:
        await stage.until(lambda: "2 h old" in stage.header() or "3 h old" in stage.header())


async def test_somebody_else_does_not_see_the_capture_of_who_was_here_before(
    opened: Stages, contoso: Contoso, clock: VirtualClock
) -> None:
    await closed_once(opened, contoso)
    other = Contoso(clock)
    other.azure.signed_in = Account("bob@contoso.com", "contoso")
    for each in (version(), definition(), gallery(), subscription()):
        other.azure.remove(each.key)
    other.azure.put(subscription("sandbox"))
    async with opened(other.connect, settled=False) as stage:
        await stage.until(lambda: "bob@contoso.com" in stage.header())
        assert stage.branches() == ["sandbox no galleries"]
        assert "1.0.0" not in stage.page()


async def test_signed_out_at_the_start_the_capture_stays_readable(opened: Stages, contoso: Contoso) -> None:
    await closed_once(opened, contoso)
    contoso.directory.script.refuse("tenants", AuthRequired("the login of ana@contoso.com ended"))
    async with opened(contoso.connect, settled=False) as stage:
        await stage.until(stage.banner)
        assert "2.0.0 ✗ 1" in stage.branches()
        await stage.go_to(version("2.0.0").key)
        assert stage.rows()[0].startswith("✗ Failed")
        await stage.press("q")
    contoso.script.gate = asyncio.Event()
    contoso.directory.script.refusals.clear()
    async with opened(contoso.connect, settled=False) as again:
        assert "2.0.0 ✗ 1" in again.branches(), "a start that read nothing does not replace the capture"


async def test_captures_of_one_cloud_are_not_painted_for_another(opened: Stages, contoso: Contoso) -> None:
    await closed_once(opened, contoso)
    contoso.script.gate = asyncio.Event()
    async with opened(contoso.connect, settings={"cloud": "china"}, settled=False) as stage:
        await stage.settle()
        assert stage.branches() == ["nothing read yet"]


async def test_the_tracks_of_the_last_time_still_measure(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.0.0", actual="eastus2 Replicating 37"))
    async with opened(contoso.connect) as stage:
        await stage.pass_time(31 * 60)
        assert stage.rows()[0].startswith("¦ stalled")
    async with opened(contoso.connect) as again:
        assert again.rows()[0].startswith("¦ stalled")


async def test_a_capture_of_thousands_is_painted_whole(opened: Stages, contoso: Contoso) -> None:
    many = [definition(f"image{number:03}") for number in range(40)]
    contoso.azure.put(
        *many, *(version(f"1.0.{patch}", within=each, actual=DONE) for each in many for patch in range(60))
    )
    contoso.azure.put(structs.replace(gallery(), description="large"))
    async with opened(contoso.connect, settled=False) as stage:
        await stage.until(lambda: "ana@contoso.com" in stage.header())
        await stage.go_to(gallery().key)
    contoso.script.gate = asyncio.Event()
    async with opened(contoso.connect, settled=False) as again:
        await again.until(lambda: again.tree.cursor_key == gallery().key)
        await again.until(
            lambda: any(row.split()[1:3] == ["image017", "60"] or "image017 60" in row for row in again.rows())
        )


async def test_resume_brings_back_the_filter_and_the_way_back(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("1.1.0", actual="eastus2 Failed 3"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.pass_time(1)
        await stage.press("slash", *"failed", "enter")
        await stage.until(lambda: stage.tree.cursor_key == version("1.1.0").key)
        await stage.pass_time(1)
    async with opened(contoso.connect, settings={"resume": True}) as stage:
        await stage.until(lambda: "1.0.0 ✓" not in stage.branches())
        assert stage.explorer.tree_pane.filter_line.value == "failed"
        await stage.press("left_square_bracket")
        await stage.until(lambda: stage.tree.cursor_key == gallery().key)


async def test_without_resume_everything_is_shown_where_one_stood(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("1.1.0", actual="eastus2 Failed 3"))
    async with opened(contoso.connect) as stage:
        await stage.press("slash", *"failed", "enter")
        await stage.pass_time(1)
    async with opened(contoso.connect) as stage:
        assert stage.tree.cursor_key == version("1.1.0").key
        assert stage.explorer.tree_pane.filter_line.value == ""
        await stage.press("left_square_bracket")
        assert "No further." in {each.message for each in stage.app._notifications}


async def test_who_is_here_for_the_first_time_gets_five_keys_once(
    opened: Stages, contoso: Contoso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.first_time", first_time)
    for first in (True, False):
        async with opened(contoso.connect) as stage:
            assert ("First time here?" in stage.page()) is first
