"""The survey: one pass over everything the account can see, whatever part of it fails."""

import pytest

from tests.tui.contoso import CONTOSO, FABRIKAM, definition, gallery, subscription, version
from tests.tui.services.stage import Stage
from tui.model.errors import AuthRequired, Forbidden, Unavailable
from tui.model.gallery import Subscription
from tui.model.ids import kind_of
from tui.model.precedence import Source
from tui.services.gateway import Unreadable
from tui.services.inventory import ROOT

TEN = [subscription(f"team-{number}") for number in range(10)]


def ten_subscriptions() -> Stage:
    """Ten subscriptions, each with a gallery."""
    stage = Stage()
    stage.azure.remove(subscription().key)
    stage.azure.put(*TEN, *(gallery("images", each.id) for each in TEN))
    return stage


async def test_the_overview_takes_one_query_for_a_tenant() -> None:
    stage = ten_subscriptions()
    report = await stage.survey()
    assert {each.value.key for each in stage.inventory.entries()} == set(stage.azure.known)
    assert stage.script.asked == [("subscriptions", ""), ("overview", "")]
    assert (report.unread, report.fallback) == ({}, {})
    assert report.finished_at == stage.directory.now()


async def test_where_the_overview_fails_plain_lists_take_over_and_the_report_says_why() -> None:
    stage = Stage()
    stage.script.refuse("overview", Forbidden("Resource Graph is denied"))
    report = await stage.survey()
    assert {each.value.key for each in stage.inventory.entries()} == set(stage.azure.known)
    assert report.fallback[CONTOSO.id].cause == "Resource Graph is denied"
    assert report.unread == {}
    entry = stage.inventory.entry(version().key)
    assert entry is not None
    assert entry.stamp.source is Source.LIST


async def test_an_overview_that_drops_in_mid_page_keeps_what_came_and_lists_the_rest() -> None:
    stage = Stage(page_size=1)
    stage.azure.put(version("1.0.1"))
    stage.script.refuse("overview", Unavailable("the line dropped"), after_pages=2)
    stage.script.refuse("definitions", Unavailable("no answer"))
    report = await stage.survey()
    assert gallery().key in stage.inventory
    assert definition().key in stage.inventory
    assert report.fallback[CONTOSO.id].cause == "the line dropped"
    assert list(report.unread) == [gallery().key]
    assert version("1.0.1").key in stage.inventory


async def test_a_subscription_that_the_overview_is_silent_about_is_asked_by_a_list() -> None:
    stage = Stage()
    stage.azure.put(subscription("empty"), subscription("hidden"), gallery("late", "hidden"))
    stage.azure.hidden_from_graph = {subscription("hidden").key}
    report = await stage.survey()
    assert gallery("late", "hidden").key in stage.inventory
    assert report.fallback == {}
    assert stage.script.count("galleries") == 2
    assert stage.script.count("galleries", subscription("empty").key) == 1


async def test_one_subscription_of_ten_that_is_refused_leaves_the_other_nine_and_is_named() -> None:
    stage = ten_subscriptions()
    refused = TEN[3]
    stage.azure.hidden_from_graph = {refused.key}
    stage.script.refuse("galleries", Forbidden("no right to read"), under=refused.key)
    report = await stage.survey()
    assert sum(kind_of(each.value.key) == "gallery" for each in stage.inventory.entries()) == 9
    assert {key: error.cause for key, error in report.unread.items()} == {refused.key: "no right to read"}
    assert len(stage.inventory.children(ROOT)) == 10


async def test_that_a_subscription_is_refused_stays_said_while_the_next_pass_runs() -> None:
    stage = ten_subscriptions()
    stage.azure.hidden_from_graph = {TEN[3].key}
    stage.script.refuse("galleries", Forbidden("no right to read"), under=TEN[3].key)
    await stage.survey()
    await stage.clock.advance(300)
    await stage.survey(overview=False)
    failure = stage.inventory.failure(TEN[3].key)
    assert failure is not None
    assert failure.error.cause == "no right to read"


async def test_a_second_tenant_that_needs_a_sign_in_leaves_the_first_alone() -> None:
    stage = Stage(FABRIKAM)
    stage.others[0].script.refuse("subscriptions", AuthRequired("second factor", command="az login --tenant fabrikam"))
    report = await stage.survey()
    assert version().key in stage.inventory
    assert list(report.unread) == [FABRIKAM.id]
    assert report.unread[FABRIKAM.id].next_step == "run  az login --tenant fabrikam"


async def test_the_home_tenant_that_needs_a_sign_in_says_so() -> None:
    stage = Stage(FABRIKAM)
    stage.script.refuse("subscriptions", AuthRequired("the login ended"))
    with pytest.raises(AuthRequired, match="the login ended"):
        await stage.survey()


async def test_a_login_that_ends_during_the_overview_is_no_reason_for_lists() -> None:
    stage = Stage()
    stage.script.refuse("overview", AuthRequired("the login ended"))
    with pytest.raises(AuthRequired):
        await stage.survey()
    assert stage.script.count("galleries") == 0


async def test_subscriptions_of_every_tenant_are_read_by_the_way_to_their_tenant() -> None:
    stage = Stage(FABRIKAM)
    stage.others[0].put(subscription("sales", FABRIKAM), gallery("img_sales", "sales"))
    await stage.survey()
    assert await stage.listing.one(gallery("img_sales", "sales").key)
    assert stage.others[0].script.count("gallery") == 1
    entry = stage.inventory.entry(subscription("sales").key)
    assert entry is not None
    assert isinstance(entry.value, Subscription)
    assert entry.value.tenant_id == FABRIKAM.id


@pytest.mark.parametrize("scope", [["TEAM-1", "team-4"], ["Team-1", "Team-4"]])
async def test_a_scope_limits_what_is_fetched(scope: list[str]) -> None:
    stage = Stage(scope=scope)
    stage.azure.put(*TEN, *(gallery("images", each.id) for each in TEN))
    await stage.survey()
    assert stage.inventory.children(ROOT) == [TEN[1].key, TEN[4].key]
    assert len(stage.inventory) == 4


async def test_a_scope_by_name_finds_the_subscription_of_that_name() -> None:
    stage = Stage(scope=["contoso production"])
    stage.azure.put(Subscription(id="0a1b", name="Contoso Production", tenant_id=CONTOSO.id))
    await stage.survey(overview=False)
    assert stage.inventory.children(ROOT) == ["/subscriptions/0a1b"]


async def test_what_is_gone_goes_at_the_next_pass_with_what_was_under_it() -> None:
    stage = Stage()
    stage.azure.put(subscription("dev"), gallery("old", "dev"), gallery("old"))
    await stage.survey()
    await stage.clock.advance(300)
    stage.azure.remove(subscription("dev").key)
    stage.azure.remove(gallery("old").key)
    await stage.survey()
    assert {each.value.key for each in stage.inventory.entries()} == set(stage.azure.known)


async def test_a_subscription_whose_body_is_broken_is_not_taken_for_gone() -> None:
    stage = Stage()
    await stage.survey()
    await stage.clock.advance(300)
    whole = dict(stage.azure.known)
    del stage.azure.known[subscription().key]
    stage.azure.unreadable = {"subscriptions": [Unreadable(subscription().key, "Expected `str`")]}
    report = await stage.survey()
    assert {each.value.key for each in stage.inventory.entries()} == set(whole)
    assert report.unread[subscription().key].cause == "Expected `str`"


async def test_a_row_of_the_overview_without_an_id_takes_nothing_away() -> None:
    stage = Stage()
    await stage.survey()
    await stage.clock.advance(300)
    stage.azure.graph = []
    stage.azure.unreadable = {"overview": [Unreadable("", "Expected `object`")]}
    report = await stage.survey()
    assert version().key in stage.inventory
    assert report.fallback[CONTOSO.id].cause == "Expected `object`"


async def test_a_row_with_a_strange_id_breaks_nothing() -> None:
    stage = Stage()
    stage.azure.unreadable = {"overview": [Unreadable("nonsense", "Expected `object`")]}
    report = await stage.survey()
    assert version().key in stage.inventory
    assert report.unread["nonsense"].cause == "Expected `object`"


async def test_against_an_overview_ten_minutes_late_nothing_flickers_and_nothing_returns() -> None:
    stage = Stage()
    await stage.survey()
    await stage.listing.one(version().key)
    late = stage.azure.resources()
    await stage.clock.advance(30)
    stage.azure.put(version(state="Updating"), version("1.0.1"))
    stage.azure.remove(version("1.0.0").key)
    stage.azure.graph = late
    await stage.listing.children(definition().key)
    watch = stage.inventory.changes.watch()
    for _ in range(10):
        await stage.clock.advance(60)
        await stage.survey()
        changed = {key for key in watch.take() if kind_of(key) == "version"}
        assert changed == set()
        assert stage.inventory.children(definition().key) == [version("1.0.1").key]
        assert stage.inventory.doubts == {version("1.0.0").key, version("1.0.1").key}
