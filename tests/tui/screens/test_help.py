"""`?`: what the keys do where one stands, why some do nothing there, and the questions that people ask."""

from tests.tui.contoso import version
from tests.tui.screens.stage import Contoso, Stages
from tui.wording.answers import ANSWERS


async def test_help_says_where_one_stands(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, size=(120, 70)) as stage:
        await stage.go_to(version().key)
        await stage.press("question_mark")
        assert "On the version 1.0.0" in stage.page()
        assert "Not here" not in stage.page()


async def test_help_says_why_a_key_does_nothing_there(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, size=(120, 70)) as stage:
        stage.explorer._key = "#tenant/fabrikam"
        await stage.press("question_mark")
        assert stage.page().index("Not here") < stage.page().index("A tenant has no body.")


async def test_another_question_mark_turns_to_the_questions(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, size=(120, 200)) as stage:
        await stage.press("question_mark", "question_mark")
        for answer in ANSWERS:
            assert answer.question in stage.page()
        await stage.press("escape")
        assert "On the subscription prod" in stage.page()
