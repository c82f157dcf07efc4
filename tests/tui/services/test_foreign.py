"""Galleries that others share: listed, opened by their names, and told apart from our own."""

import pytest

from tests.tui.contoso import CONTOSO, NOW
from tests.tui.services.scripted_gateway import ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import Forbidden, NotFound, OwnFault, Throttled, Unavailable
from tui.model.gallery import Definition, Gallery, Version
from tui.model.ids import ForeignId, key_of, parse_foreign_id
from tui.model.precedence import Source, Stamp
from tui.services.foreign import AGAIN, NOT_SHARED, NOWHERE, ForeignGalleries
from tui.services.gateway import Unreadable, Vantage
from tui.services.routes import Routes

NAME = "bbbbbbbb-0000-4000-8000-000000000001-IMG"
SHARED = ForeignId("SharedGalleries", NAME)
OPEN = ForeignId("CommunityGalleries", "fabrikam-dddddddd-0000-4000-8000-000000000001")
HERE = Vantage("prod", "East US 2")
DEBIAN = Definition(id=f"{SHARED}/Images/debian", location="eastus2", os_type="Linux")
BROKEN = Unreadable(f"{SHARED}/images/broken".lower(), "$.properties: expected an object")


def gallery(named: ForeignId) -> Gallery:
    """A gallery that others share."""
    return Gallery(id=str(named), location="eastus2")


def version(number: str) -> Version:
    """A version of its definition debian."""
    return Version(id=f"{DEBIAN.id}/Versions/{number}", location="eastus2", size_gb=30)


@pytest.fixture
def way() -> ScriptedGateway:
    """The way to a tenant that somebody shares a gallery with."""
    way = ScriptedGateway(VirtualClock(), CONTOSO, page_size=1)
    alpine = Definition(id=f"{SHARED}/Images/alpine", location="eastus2")
    way.put(gallery(SHARED), DEBIAN, alpine, version("1.9.0"), version("1.10.0"), gallery(OPEN))
    way.shares = {False: [gallery(SHARED)], True: [gallery(OPEN), gallery(SHARED)]}
    return way


@pytest.fixture
def foreign(way: ScriptedGateway) -> ForeignGalleries:
    """What reads them."""
    routes = Routes()
    routes.learn("prod", way)
    return ForeignGalleries(routes)


async def test_a_gallery_is_opened_with_its_definitions(foreign: ForeignGalleries) -> None:
    opened = await foreign.open(SHARED, HERE)
    assert (opened.gallery.name, opened.gallery.foreign) == (NAME, True)
    assert [each.name for each in opened.definitions] == ["alpine", "debian"]
    assert opened.versions is None
    assert opened.stamp == Stamp(Source.GET, NOW)


@pytest.mark.parametrize("below", ["/Images/debian", "/Images/debian/Versions/1.9.0"])
async def test_an_id_of_something_in_it_brings_the_versions_there_newest_first(
    foreign: ForeignGalleries, below: str
) -> None:
    opened = await foreign.open(parse_foreign_id(f"{SHARED}{below}"), HERE)
    assert opened.versions is not None
    assert [each.name for each in opened.versions] == ["1.10.0", "1.9.0"]


async def test_the_versions_of_a_definition_are_read_when_somebody_wants_them(
    foreign: ForeignGalleries, way: ScriptedGateway
) -> None:
    seen = await foreign.versions(SHARED._replace(definition="debian"), HERE)
    assert [each.name for each in seen.versions] == ["1.10.0", "1.9.0"]
    assert way.script.count("foreign_versions", DEBIAN.key) == 1


@pytest.mark.parametrize(("wanted", "where"), [(SHARED, NOT_SHARED), (OPEN, NOWHERE)], ids=["shared", "community"])
async def test_what_is_not_seen_says_where_it_would_be(
    foreign: ForeignGalleries, way: ScriptedGateway, wanted: ForeignId, where: str
) -> None:
    way.remove(str(wanted).lower())
    with pytest.raises(NotFound) as raised:
        await foreign.open(wanted, HERE)
    assert raised.value.next_step == where


async def test_what_is_shared_with_the_subscription_and_with_the_tenant_is_listed_once(
    foreign: ForeignGalleries,
) -> None:
    shares = await foreign.shared(HERE)
    assert [each.name for each in shares.galleries] == [OPEN.gallery, NAME]
    assert shares.errors == ()


async def test_of_two_lists_one_that_fails_leaves_the_other(foreign: ForeignGalleries, way: ScriptedGateway) -> None:
    refused = Throttled("too many", retry_after=9)
    way.script.refuse("shared_with_tenant", refused)
    shares = await foreign.shared(HERE)
    assert ([each.name for each in shares.galleries], shares.errors) == ([NAME], (refused,))


async def test_where_neither_list_can_be_read_it_is_said_why(foreign: ForeignGalleries, way: ScriptedGateway) -> None:
    way.script.refuse("shared_galleries", Forbidden("no"))
    way.script.refuse("shared_with_tenant", Forbidden("no"))
    with pytest.raises(Forbidden):
        await foreign.shared(HERE)


async def test_a_body_that_is_broken_spoils_its_own_row_only(foreign: ForeignGalleries, way: ScriptedGateway) -> None:
    way.unreadable["foreign_definitions"] = [BROKEN]
    way.unreadable["shared_galleries"] = [BROKEN]
    opened = await foreign.open(SHARED, HERE)
    assert ([each.name for each in opened.definitions], opened.unreadable) == (["alpine", "debian"], (BROKEN,))
    assert (await foreign.shared(HERE)).unreadable == (BROKEN,)
    way.unreadable["foreign_versions"] = [BROKEN]
    seen = await foreign.versions(SHARED._replace(definition="debian"), HERE)
    assert ([each.name for each in seen.versions], seen.unreadable) == (["1.10.0", "1.9.0"], (BROKEN,))


async def test_what_may_be_there_in_a_moment_is_to_be_asked_for_again_since_nothing_is_by_itself(
    foreign: ForeignGalleries, way: ScriptedGateway
) -> None:
    way.script.refuse("foreign_definitions", Unavailable("the connection broke off"))
    with pytest.raises(Unavailable) as raised:
        await foreign.open(SHARED, HERE)
    assert raised.value.next_step == AGAIN


async def test_a_body_is_read_as_it_stands(foreign: ForeignGalleries, way: ScriptedGateway) -> None:
    wanted = parse_foreign_id(f"{DEBIAN.id}/Versions/1.9.0")
    way.bodies[key_of(str(wanted))] = b'{"any": "thing"}'
    assert (await foreign.body(wanted, HERE)).value == b'{"any": "thing"}'
    assert way.vantages == [HERE]
    way.script.refuse("foreign_body", NotFound("no"))
    with pytest.raises(NotFound) as raised:
        await foreign.body(wanted, HERE)
    assert raised.value.next_step == NOT_SHARED


async def test_a_mistake_of_our_own_is_told_as_one(foreign: ForeignGalleries, way: ScriptedGateway) -> None:
    way.script.refuse("foreign_gallery", KeyError("x"))
    with pytest.raises(OwnFault):
        await foreign.open(SHARED, HERE)


async def test_before_any_tenant_has_answered_there_is_no_way() -> None:
    with pytest.raises(Unavailable):
        await ForeignGalleries(Routes()).open(OPEN, HERE)
