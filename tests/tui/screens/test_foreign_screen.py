"""A gallery that others share: its definitions, their versions, how they are named; none of it can be changed."""

import asyncio
import json

import pytest

from tests.tui.fabrikam import DEBIAN, OPEN, SHARED, fabrikam, foreign_definition, foreign_gallery, foreign_version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tui.model.errors import AuthRequired, Forbidden, GalleryError, NotFound, Throttled
from tui.model.ids import ForeignId, key_of
from tui.screens.foreign_screen import ForeignScreen
from tui.services.gateway import Unreadable, Vantage

DEFINITION = key_of(str(DEBIAN))


@pytest.fixture
def company(contoso: Contoso) -> Contoso:
    """Fabrikam has a gallery for everybody, and one for us."""
    contoso.azure.put(*fabrikam(), *fabrikam(SHARED))
    return contoso


async def enter(stage: Stage, wanted: ForeignId = OPEN) -> ForeignScreen:
    """Go to something that others share, seen in East US 2."""
    stage.explorer.action_go_to(f"{wanted} eastus2")
    await stage.settle()
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, ForeignScreen))
    await stage.settle()
    assert isinstance(stage.app.screen, ForeignScreen)
    return stage.app.screen


def rows(stage: Stage, screen: ForeignScreen) -> list[str]:
    """What stands in the table."""
    return [" ".join(line.split()) for line in stage.seen(screen.pane.table)[1:]]


async def test_the_definitions_are_shown_with_what_a_consumer_is_told(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        assert screen.pane.title == f"{OPEN.gallery} · community gallery in East US 2 · read-only"
        assert rows(stage, screen) == [
            f"{name} Linux Generalized Gen 2 x64 TrustedLaunch" for name in ("alpine", "debian")
        ]
        told = stage.words(screen.fields)
        assert screen.fields.title == "alpine"
        for each in (
            "OS Linux, Generalized",
            "Hardware x64, Gen 2, TrustedLaunch",
            "Features SecurityType TrustedLaunch",
            "Plan fabrikam / linux / gold",
            "Publisher URI https://fabrikam.com",
            "Gallery EULA https://fabrikam.com/eula",
        ):
            assert each in told
        assert "Provisioning" not in told, "nobody is told of that"
        await stage.press("down")
        assert screen.fields.title == "debian"


async def test_its_versions_stand_newest_first_with_what_is_latest_and_what_is_excluded(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        await stage.press("down", "enter")
        assert screen.pane.title == f"debian · {OPEN.gallery} · community gallery in East US 2 · read-only"
        standing = [line.replace("1 Nov", "Nov").split(" Nov")[0] for line in rows(stage, screen)]
        assert standing == ["2.0.0 excluded", "1.10.0 latest", "1.9.0"]
        assert rows(stage, screen)[2].endswith("30 GB 2026-11-02 (past)")
        assert "Latest excluded from it" in stage.words(screen.fields)
        await stage.press("down")
        assert "Latest yes" in stage.words(screen.fields)
        await stage.press("down")
        told = stage.words(screen.fields)
        assert "Latest no, 1.10.0 is" in told
        assert "Size 30 GB, x64, Gen 2, TrustedLaunch" in told
        assert "Replicas" not in told, "a consumer sees one region"


@pytest.mark.parametrize("back", ["escape", "left"])
async def test_back_leads_to_the_definition_that_one_came_from_and_then_to_the_explorer(
    opened: Stages, company: Contoso, back: str
) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        await stage.press("down", "enter", back)
        assert (screen.fields.title, len(rows(stage, screen))) == ("debian", 2)
        await stage.press(back)
        assert stage.app.screen is stage.explorer


async def test_versions_that_were_read_are_not_read_again_until_somebody_asks(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        await stage.press("down", "enter", "escape", "enter")
        assert company.script.count("foreign_versions") == 1
        company.azure.put(foreign_version("3.0.0"))
        await stage.press("r")
        await stage.until(lambda: rows(stage, screen)[0].startswith("3.0.0 latest"))


async def test_the_id_of_a_version_leads_to_it(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage, DEBIAN._replace(version="1.9.0"))
        assert screen.fields.title == "1.9.0"
        await stage.press("r")
        await stage.press("g", "r")
        assert screen.fields.title == "2.0.0", "the cursor is led there once"
        await stage.press("escape")
        assert screen.fields.title == "debian"


async def test_a_version_that_is_not_seen_there_is_said_so(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage, DEBIAN._replace(version="7.7.7"))
        await stage.until(lambda: stage.app._notifications)
        assert next(iter(stage.app._notifications)).message == "7.7.7 is not seen in East US 2."
        assert len(rows(stage, screen)) == 3


async def test_rows_are_filtered_and_the_definitions_filter_is_there_again_behind_their_versions(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        await stage.press("slash", *"name/", "escape")
        await stage.type("definition:deb")
        assert [each.split()[0] for each in rows(stage, screen)] == ["debian"]
        await stage.press("enter", "enter", "slash", *"latest:excluded", "enter")
        assert [each.split()[0] for each in rows(stage, screen)] == ["2.0.0"]
        await stage.press("escape")
        assert len(rows(stage, screen)) == 3
        await stage.press("escape")
        assert [each.split()[0] for each in rows(stage, screen)] == ["debian"]
        await stage.press("slash", *" zz")
        assert "nothing matches" in stage.words(screen.pane)
        await stage.press("escape")
        await stage.type("lates:x")
        assert "no field is called lates: did you mean latest?" in stage.words(screen.pane)


@pytest.mark.parametrize(
    ("wanted", "unique", "az", "reference"),
    [
        (DEBIAN, str(DEBIAN._replace(version="2.0.0")), "community --subscription prod", "communityGalleryImageId"),
        (
            SHARED._replace(definition="debian"),
            f"{SHARED}/Images/debian/Versions/2.0.0",
            "shared --subscription prod",
            "sharedGalleryImageId",
        ),
    ],
    ids=["community", "shared"],
)
async def test_it_is_copied_as_it_is_named_elsewhere(
    opened: Stages, company: Contoso, copied: list[str], wanted: ForeignId, unique: str, az: str, reference: str
) -> None:
    async with opened(company.connect) as stage:
        await enter(stage, wanted)
        await stage.press("y")
        await stage.until(lambda: copied == [unique])
        await stage.press("Y", *"az", "enter")
        await stage.until(lambda: len(copied) == 2)
        assert copied[1].startswith(f"az sig image-version show-{az}")
        await stage.press("Y", *"image", "enter")
        await stage.until(lambda: len(copied) == 3)
        assert json.loads(copied[2]) == {"imageReference": {reference: unique}}


async def test_what_is_marked_is_copied_together(opened: Stages, company: Contoso, copied: list[str]) -> None:
    async with opened(company.connect) as stage:
        await enter(stage)
        await stage.press("asterisk", "y")
        await stage.until(lambda: copied)
        assert copied == [f"{OPEN}/Images/alpine\n{DEBIAN}"]


async def test_the_body_is_shown_as_the_service_sends_it_and_in_words_with_nothing_to_change(
    opened: Stages, company: Contoso
) -> None:
    wanted = DEBIAN._replace(version="2.0.0")
    company.azure.bodies[key_of(str(wanted))] = b'{"properties": {"endOfLifeDate": "x", "address": "h?sig=c2VjcmV0"}}'
    async with opened(company.connect) as stage:
        await enter(stage, DEBIAN)
        await stage.press("v")
        await stage.until(lambda: '"endOfLifeDate": "x"' in stage.page())
        assert "c2VjcmV0" not in stage.page()
        assert company.azure.vantages[-1] == Vantage("prod", "eastus2")
        await stage.press("escape", "enter")
        await stage.until(lambda: "End of life date x" in stage.page())
        assert "✎" not in stage.page()


async def test_while_it_is_read_that_is_said(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        company.script.gate = asyncio.Event()
        screen = await enter(stage)
        assert rows(stage, screen) == ["reading…"]
        company.script.gate.set()
        await stage.until(lambda: len(rows(stage, screen)) == 2)


async def test_an_empty_one_says_why_and_where_it_looked(opened: Stages, company: Contoso) -> None:
    company.azure.remove(str(OPEN).lower())
    company.azure.put(foreign_gallery(), foreign_definition("empty"))
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        await stage.press("enter")
        assert "No versions are to be had here: only what is complete in a region is seen" in stage.page()
        assert "Looked at from prod in East US 2; : leads to another region." in stage.page()
        company.azure.remove(foreign_definition("empty").key)
        await stage.press("escape", "r")
        await stage.until(lambda: "No definitions are to be had here" in stage.page())
        assert screen.fields.title == OPEN.gallery
        assert "Publisher URI" in stage.words(screen.fields)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotFound("no such gallery"), "Not found: no such gallery See whether name and region are right"),
        (Forbidden("no right to read"), "No access: no right to read Ask an owner of the subscription for the Reader"),
        (
            Throttled("too many", retry_after=9),
            "asked to wait: too many Nothing is wrong with the name: ask again",
        ),
        (AuthRequired("it ended", command="az login --tenant x"), "Not signed in: it ended Run az login --tenant x"),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, GalleryError) else "",
)
@pytest.mark.parametrize("wanted", [OPEN, DEBIAN], ids=["gallery", "definition"])
async def test_what_cannot_be_read_says_why_and_what_to_do_and_can_be_asked_for_again(
    opened: Stages, company: Contoso, error: GalleryError, said: str, wanted: ForeignId
) -> None:
    refusal = company.script.refuse("foreign_gallery", error)
    async with opened(company.connect) as stage:
        screen = await enter(stage, wanted)
        assert said in stage.page()
        assert "Looked at from prod in East US 2" in stage.page()
        refusal.times = 0
        await stage.press("r")
        await stage.until(lambda: len(rows(stage, screen)) == (3 if wanted.definition else 2))


async def test_from_a_definition_that_is_not_there_back_leads_to_those_that_are(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage, OPEN._replace(definition="gone"))
        assert "Not found" in stage.page()
        await stage.press("escape")
        await stage.until(lambda: len(rows(stage, screen)) == 2)


async def test_versions_that_cannot_be_read_say_why(opened: Stages, company: Contoso) -> None:
    company.script.refuse("foreign_versions", Forbidden("not these"), times=1)
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        await stage.press("down", "enter")
        assert "No access: not these" in stage.page()
        await stage.press("escape")
        assert len(rows(stage, screen)) == 2
        assert "not these" not in stage.page()
        await stage.press("enter")
        await stage.until(lambda: len(rows(stage, screen)) == 3)


async def test_what_was_read_stays_where_it_cannot_be_read_again(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        screen = await enter(stage)
        company.script.refuse("foreign_gallery", Forbidden("no longer"), times=1)
        await stage.press("r")
        await stage.until(lambda: "Not read again: no access, no longer" in stage.page())
        assert len(rows(stage, screen)) == 2
        await stage.press("r")
        await stage.until(lambda: "Not read again" not in stage.page())


@pytest.mark.parametrize("wanted", [OPEN, DEBIAN], ids=["gallery", "definition"])
async def test_a_broken_body_is_told_of_beside_the_rows_that_are_whole(
    opened: Stages, company: Contoso, wanted: ForeignId
) -> None:
    what = "foreign_versions" if wanted.definition else "foreign_definitions"
    company.azure.unreadable["foreign_versions" if wanted.definition else "foreign_definitions"] = [
        Unreadable("", f"{what}: expected an object")
    ]
    async with opened(company.connect) as stage:
        screen = await enter(stage, wanted)
        assert f"1 body could not be read: {what}: expected an object" in stage.page()
        assert len(rows(stage, screen)) == (3 if wanted.definition else 2)


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (120, f"debian · {OPEN.gallery} · community gallery in East US 2 · read-only"),
        (100, "debian · fabrikam-dddddddd… · community gallery in East US 2 · read-only"),
        (70, "debian · fabrikam-dddddddd… · East US 2 · read-only"),
        (40, "debian · East US 2 · read-only"),
    ],
)
async def test_in_any_width_the_title_says_that_nothing_can_be_changed(
    opened: Stages, company: Contoso, cells: int, title: str
) -> None:
    async with opened(company.connect, size=(cells, 24)) as stage:
        await enter(stage, DEBIAN)
        assert title in stage.screen()[0]


async def test_the_footer_and_the_help_name_the_keys_that_are_of_use_there(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect, size=(120, 110)) as stage:
        await enter(stage)
        assert " ".join(stage.screen()[-1].split()).startswith("enter open / filter y copy id Y copy as v raw")
        await stage.press("slash")
        assert " ".join(stage.screen()[-1].split()) == "enter keep esc clear"
        await stage.press("escape", "question_mark")
        page = stage.page()
        assert page.index("In a gallery that others share") < page.index("copy the unique id")
        assert page.index("copy the unique id") < page.index("In the explorer") < page.index("Everywhere")


async def test_what_others_call_their_things_is_shown_and_never_obeyed(opened: Stages, contoso: Contoso) -> None:
    evil = "[@click=app.quit]x\x1b[2J"
    contoso.azure.put(
        foreign_gallery(), foreign_definition(evil), foreign_version("1.0.0", name=evil, end=f"{evil} [/x]")
    )
    async with opened(contoso.connect, size=(160, 40)) as stage:
        screen = await enter(stage)
        assert r"\x1b[2J" in rows(stage, screen)[0]
        await stage.press("enter")
        assert r"[@click=app.quit]x\x1b[2J" in screen.pane.title
        assert r"\x1b[2J [/x]" in stage.words(screen.fields)
        for pressed in ("v", "escape", "Y", "escape", "enter", "escape", "y"):
            await stage.press(pressed)
        assert all(segment.text.isprintable() for strip in screen._compositor.render_strips() for segment in strip)
        assert stage.app.is_running
