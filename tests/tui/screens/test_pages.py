"""Help, messages, refreshing and quitting."""

import asyncio

import pytest

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.screens.stage import Contoso, Stages
from tui.keymap import KEYS
from tui.model.errors import Forbidden, Unavailable


async def test_help_names_every_key_and_closes_with_esc_or_q(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, size=(120, 90)) as stage:
        for close in ("escape", "q"):
            await stage.press("question_mark")
            page = stage.page()
            for key in KEYS:
                assert key.help in page, key
                assert f" {key.shown} " in page, key
            await stage.press(close)
            assert stage.app.screen is stage.explorer


async def test_help_can_be_read_to_its_end_in_a_small_terminal(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, size=(60, 15)) as stage:
        await stage.press("f1")
        assert KEYS[-1].help not in stage.page()
        await stage.press("G")
        assert KEYS[-1].help in stage.page()
        await stage.press("g")
        assert KEYS[0].shown in stage.page()


async def test_messages_tell_all_that_could_not_be_read_newest_first_with_correlation_ids(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.put(subscription("finance"))
    contoso.azure.hidden_from_graph.add("/subscriptions/finance")
    denied = Forbidden("no right to Microsoft.Compute/galleries/read", correlation_id="1b75ec90-ad96")
    contoso.script.refuse("galleries", denied, "/subscriptions/finance")
    async with opened(contoso.connect) as stage:
        await stage.pass_time(125)
        contoso.script.refuse("definition", Unavailable("the connection broke off", correlation_id="77aa"))
        await stage.go_to(definition().key)
        await stage.until(stage.about)
        await stage.press("exclamation_mark")
        page = stage.page()
        first, second = page.index("ubuntu, just now"), page.index("finance, 2 min ago")
        assert first < page.index("Correlation id: 77aa") < second < page.index("Correlation id: 1b75ec90-ad96")
        assert "No access: no right to Microsoft.Compute/galleries/read" in page
        assert "Ask an owner of the subscription for the Reader role there." in page
        await stage.press("escape")
        assert stage.app.screen is stage.explorer


async def test_without_trouble_the_messages_say_so(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.press("exclamation_mark")
        assert "Nothing is wrong." in stage.page()


@pytest.mark.parametrize(
    ("key", "call", "asked"),
    [
        (subscription().key, "galleries", subscription().key),
        (gallery().key, "gallery", gallery().key),
        (gallery().key, "definitions", gallery().key),
        (definition().key, "definition", definition().key),
        (definition().key, "versions", definition().key),
        (version().key, "version", version().key),
    ],
)
async def test_r_reads_what_is_under_the_cursor_again(
    opened: Stages, contoso: Contoso, key: str, call: str, asked: str
) -> None:
    async with opened(contoso.connect) as stage:
        await stage.go_to(key)
        contoso.script.asked.clear()
        await stage.press("r")
        assert (call, asked) in contoso.script.asked
        assert ("overview", "") not in contoso.script.asked


async def test_ctrl_r_reads_everything_again(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        contoso.script.asked.clear()
        contoso.azure.put(gallery("new"))
        await stage.press("ctrl+r")
        assert ("overview", "") in contoso.script.asked
        assert ("version", version().key) in contoso.script.asked
        await stage.press("right")
        assert "new no definitions" in stage.branches()


async def test_everything_is_surveyed_again_by_itself(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        contoso.azure.put(gallery("new"))
        await stage.press("right")
        await stage.pass_time(240)
        assert "5 min old" not in stage.header()
        assert "new no definitions" not in stage.branches()
        await stage.pass_time(60)
        assert "new no definitions" in stage.branches()


async def test_q_quits_at_once_with_calls_in_flight(opened: Stages, contoso: Contoso) -> None:
    contoso.script.gate = asyncio.Event()
    async with opened(contoso.connect, settled=False) as stage:
        await stage.until(lambda: contoso.script.under_way)
        await stage.press("q")
        await stage.until(lambda: not stage.app.is_running)
    assert stage.app.return_code == 0
    assert contoso.directory.closed


async def test_ctrl_c_says_how_to_quit_and_quits_at_the_second(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.press("ctrl+c")
        await stage.until(lambda: "ctrl+c again quits" in stage.page())
        assert stage.app.is_running
        await stage.press("ctrl+c")
        await stage.until(lambda: not stage.app.is_running)
        assert stage.app.return_code == 0


async def test_what_was_said_and_what_went_wrong_stays_in_the_messages(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, size=(140, 40)) as stage:
        refusal = contoso.script.refuse("definition", Unavailable("the connection broke off", correlation_id="77aa"))
        await stage.go_to(definition().key)
        await stage.until(stage.about)
        refusal.times = 0
        await stage.press("r")
        await stage.until(lambda: not stage.about())
        await stage.press("right_square_bracket", "exclamation_mark")
        page = stage.page()
        assert page.index("Nothing is wrong.") < page.index("Told before, the last first")
        assert page.index("No further.") < page.index("ubuntu: Azure did not answer: the connection broke off")
        assert "Correlation id: 77aa" in page
