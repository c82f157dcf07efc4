"""One token for all that ask, fresh when it must be, and for the right tenant."""

import asyncio

import pytest
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError

from tests.tui.azure.scripted_transport import TENANT, FakeClock, FakeCredential, jwt, sign_in
from tui.model.errors import AuthRequired, Unavailable


async def test_however_many_ask_at_once_one_token_is_fetched() -> None:
    credential = FakeCredential()
    signing = sign_in(credential, FakeClock().clock)
    tokens = await asyncio.gather(*(signing.token() for _ in range(50)))
    assert set(tokens) == {"token"}
    assert len(credential.asked) == 1


async def test_whoever_leaves_while_others_wait_leaves_the_call_to_them() -> None:
    credential = FakeCredential()
    signing = sign_in(credential, FakeClock().clock)
    first, second = asyncio.create_task(signing.token()), asyncio.create_task(signing.token())
    await asyncio.sleep(0)
    first.cancel()
    assert await second == "token"
    assert len(credential.asked) == 1


async def test_a_token_is_fetched_again_five_minutes_before_it_ends() -> None:
    clock, credential = FakeClock(), FakeCredential(["first", "second"])
    signing = sign_in(credential, clock.clock)
    assert await signing.token() == "first"
    clock.time += 3600 - 301
    assert await signing.token() == "first"
    clock.time += 2
    assert await signing.token() == "second"


async def test_a_token_that_arrives_expired_is_tried_since_the_clock_here_may_be_wrong() -> None:
    credential = FakeCredential(life=-7200)
    signing = sign_in(credential, FakeClock().clock)
    assert [await signing.token(), await signing.token()] == ["token", "token"]
    assert len(credential.asked) == 1


async def test_a_forgotten_token_is_fetched_anew() -> None:
    credential = FakeCredential(["first", "second"])
    signing = sign_in(credential, FakeClock().clock)
    await signing.token()
    signing.forget()
    assert await signing.token() == "second"


async def test_a_failed_sign_in_is_tried_again_at_the_next_call() -> None:
    signing = sign_in(FakeCredential([ServiceRequestError("no route"), "token"]), FakeClock().clock)
    with pytest.raises(Unavailable):
        await signing.token()
    assert await signing.token() == "token"


async def test_a_refusal_stands_for_seconds_so_that_many_reads_do_not_ask_one_by_one() -> None:
    clock, credential = FakeClock(), FakeCredential([ClientAuthenticationError("no"), "token"])
    signing = sign_in(credential, clock.clock)
    for _ in range(10):
        with pytest.raises(AuthRequired, match="no"):
            await signing.token()
    assert len(credential.asked) == 1
    clock.time += 6
    assert await signing.token() == "token"


async def test_forgetting_asks_at_once_even_after_a_refusal() -> None:
    signing = sign_in(FakeCredential([ClientAuthenticationError("no"), "token"]), FakeClock().clock)
    with pytest.raises(AuthRequired):
        await signing.token()
    signing.forget()
    assert await signing.token() == "token"


async def test_what_was_forgotten_is_closed() -> None:
    credential = FakeCredential(["first", "second"])
    signing = sign_in(credential, FakeClock().clock)
    await signing.token()
    signing.forget()
    assert not credential.closed
    await signing.token()
    assert credential.closed


async def test_claims_go_to_the_credential_and_the_token_that_has_them_is_kept() -> None:
    credential = FakeCredential(["plain", "claimed"])
    signing = sign_in(credential, FakeClock().clock, TENANT)
    await signing.token()
    assert await signing.token(claims='{"access_token":{}}') == "claimed"
    assert await signing.token() == "claimed"
    assert credential.asked[1] == {"claims": '{"access_token":{}}', "enable_cae": True, "tenant_id": TENANT}


async def test_a_token_of_another_tenant_asks_to_sign_in_to_this_one() -> None:
    signing = sign_in(FakeCredential([jwt(tid="22222222-2222-2222-2222-222222222222")]), FakeClock().clock, TENANT)
    with pytest.raises(AuthRequired, match="for tenant 22222222"):
        await signing.token()


async def test_a_tenant_given_by_its_domain_takes_the_credential_s_word() -> None:
    signing = sign_in(FakeCredential([jwt(tid=TENANT)]), FakeClock().clock, "contoso.onmicrosoft.com")
    assert (await signing.account()).tenant_id == TENANT


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"upn": "ada@contoso.com", "appid": "a"}, "ada@contoso.com"),
        ({"unique_name": "live.com#ada@example.com"}, "live.com#ada@example.com"),
        ({"appid": "04b07795"}, "04b07795"),
        ({}, None),
    ],
)
async def test_the_account_is_named_as_the_token_says(claims: dict[str, str], name: str | None) -> None:
    signing = sign_in(FakeCredential([jwt(tid=TENANT, **claims)]), FakeClock().clock)
    assert await signing.account() == (name, TENANT)


@pytest.mark.parametrize("token", ["opaque", "a.b.c", "a.b", jwt(tid=5)])
async def test_a_token_that_is_no_jwt_signs_in_without_a_name(token: str) -> None:
    assert await sign_in(FakeCredential([token]), FakeClock().clock).account() == (None, None)


async def test_a_claims_challenge_that_is_not_met_is_remembered_until_a_sign_in_has_what_it_asks_for() -> None:
    clock, refusal = FakeClock(), ClientAuthenticationError("more is asked for")
    credential = FakeCredential([jwt(tid=TENANT), refusal, "with claims"])
    signing = sign_in(credential, clock.clock)
    plain = await signing.token()
    with pytest.raises(AuthRequired):
        await signing.token(claims='{"a":1}', instead_of=plain)
    assert signing.claims == '{"a":1}'
    assert credential.asked[1] == {"claims": '{"a":1}', "enable_cae": True, "tenant_id": TENANT}
    with pytest.raises(AuthRequired, match="more is asked for"):
        await signing.token()
    clock.time += 6
    assert await signing.token() == "with claims"
    assert signing.claims is None


async def test_a_token_that_comes_after_it_was_forgotten_is_not_kept() -> None:
    credential = FakeCredential(["of the former account", "of the new one"])
    signing = sign_in(credential, FakeClock().clock)
    former = asyncio.create_task(signing.token())
    for _ in range(3):
        await asyncio.sleep(0)
    assert len(credential.asked) == 1
    signing.forget()
    await former
    assert await signing.token() == "of the new one"


async def test_closing_ends_what_is_under_way() -> None:
    signing = sign_in(FakeCredential(), FakeClock().clock)
    waiting = asyncio.create_task(signing.token())
    await asyncio.sleep(0)
    await signing.close()
    with pytest.raises(Unavailable, match="closed"):
        await waiting
