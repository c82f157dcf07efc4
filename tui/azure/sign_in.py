"""The sign-in to one tenant: one cached token, fetched by one call at a time, and checked to be for that tenant."""

import asyncio
import base64
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

import msgspec
from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from azure.core.exceptions import AzureError, ClientAuthenticationError
from msgspec import Struct

from tui.azure.clock import Clock
from tui.azure.clouds import Cloud
from tui.azure.connection_errors import no_answer, way_lost
from tui.azure.entra import refused
from tui.azure.errors import masked
from tui.model.errors import AuthRequired, Unavailable
from tui.services.gateway import Account, ShowCode

_FETCH_SECONDS = 45
_MARGIN_SECONDS = 300
_LEAST_SECONDS = 30
_REFUSAL_SECONDS = 5
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


EnterCode = Callable[[Cloud, ShowCode, str | None], Awaitable[None]]
"""Signs in to a cloud with a code that is shown, with the claims that are asked for, if any."""


class Credential(Protocol):
    """What azure-identity's asynchronous credentials have in common."""

    async def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> AccessTokenInfo:
        """A fresh token, or the credential's own cached one."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class _Held(NamedTuple):
    token: str
    until: float


class _Refusal(NamedTuple):
    error: AuthRequired
    until: float


class _Claims(Struct):
    """The claims of an access token that say whose it is; it is ours to show, and the service's to verify."""

    tid: str | None = None
    upn: str | None = None
    unique_name: str | None = None
    preferred_username: str | None = None
    app_displayname: str | None = None
    appid: str | None = None


class SignIn:
    """One tenant's token, whoever asks for it.

    `open_credential` is called at the first need, with the cloud; `tenant` is the id or domain that the token must be
    for, None for whichever the credential belongs to; `login` is the line that signs in to it. `claims` is what Azure
    asks for beyond what the last sign-in has proven, None where it asks for nothing more.
    """

    def __init__(
        self,
        cloud: Callable[[], Awaitable[Cloud]],
        open_credential: Callable[[Cloud], Credential],
        *,
        tenant: str | None = None,
        login: str = "az login",
        clock: Clock,
        enter_code: EnterCode | None = None,
    ) -> None:
        self.login = login
        self.claims: str | None = None
        self._cloud = cloud
        self._open_credential = open_credential
        self._tenant = tenant
        self._clock = clock
        self._enter_code = enter_code
        self._credential: Credential | None = None
        self._dropped: list[Credential] = []
        self._held: _Held | None = None
        self._refusal: _Refusal | None = None
        self._seen_tenant: str | None = None
        self._forgotten = 0
        self._fetching: dict[str | None, asyncio.Task[str]] = {}

    async def token(self, *, claims: str | None = None, instead_of: str | None = None) -> str:
        """A token that is still good for minutes; `instead_of` is one that was refused, `claims` what it lacked.

        However many ask at once, one call is made. Raises AuthRequired, and Unavailable where the way is cut.
        """
        held, refusal, now = self._held, self._refusal, self._clock.monotonic()
        if claims is None and held and held.token != instead_of and now < held.until:
            return held.token
        if claims is None and refusal and now < refusal.until:
            raise refusal.error.with_traceback(None)  # az takes a second to refuse: not once for each of many reads
        if held and held.token == instead_of:
            self.forget()
        fetching = self._fetching.get(claims)
        if fetching is None:
            fetching = self._fetching[claims] = asyncio.create_task(self._fetch(claims))
            fetching.add_done_callback(lambda done: self._fetched(claims, done))
        try:
            # Whoever leaves while others wait leaves the call to them.
            return await asyncio.shield(fetching)
        except asyncio.CancelledError:
            if fetching.cancelled():
                raise Unavailable("the connection was closed") from None
            raise

    async def account(self) -> Account:
        """Who is signed in, as far as the token says; raises AuthRequired."""
        claims = _claims_of(await self.token())
        name = claims.upn or claims.unique_name or claims.preferred_username or claims.app_displayname or claims.appid
        return Account(name, claims.tid or self._tenant)

    async def sign_in_by_code(self, show: ShowCode) -> None:
        """Sign in with a code that is entered elsewhere; raises AuthRequired, and Unavailable where the way is cut."""
        if self._enter_code is None:
            raise AuthRequired("this sign-in takes no code", command=self.login)
        cloud = await self._cloud()
        with self._in_our_words(cloud):
            await self._enter_code(cloud, show, self.claims)

    def forget(self) -> None:
        """Drop the token, and the credential with whatever it remembers: the next call signs in anew."""
        self._held = self._refusal = None
        self._forgotten += 1
        if self._credential is not None:
            self._dropped.append(self._credential)
            self._credential = None

    async def close(self) -> None:
        """End what is under way and let go of connections."""
        under_way = list(self._fetching.values())
        for fetching in under_way:
            fetching.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        self.forget()
        await self._close_dropped()

    async def _fetch(self, claims: str | None) -> str:
        await self._close_dropped()
        forgotten = self._forgotten
        try:
            info = await self._granted(claims)
            self._check_tenant(info.token)
        except AuthRequired as error:
            self.claims = claims or self.claims
            if forgotten == self._forgotten:
                self._refusal = _Refusal(error, self._clock.monotonic() + _REFUSAL_SECONDS)
            raise
        self.claims = None
        # What was forgotten meanwhile, for another sign-in, is not to come back.
        if forgotten == self._forgotten:
            good_for = _good_for(info.expires_on - self._clock.wall())
            self._held = _Held(info.token, self._clock.monotonic() + good_for)
        return info.token

    async def _granted(self, claims: str | None) -> AccessTokenInfo:
        options = TokenRequestOptions(claims=claims, enable_cae=True) if claims else TokenRequestOptions()
        if tenant := self._tenant or (claims and self._seen_tenant):
            options["tenant_id"] = tenant
        cloud = await self._cloud()
        with self._in_our_words(cloud):
            if self._credential is None:
                self._credential = self._open_credential(cloud)
            async with asyncio.timeout(_FETCH_SECONDS):
                return await self._credential.get_token_info(cloud.scope, options=options)

    @contextmanager
    def _in_our_words(self, cloud: Cloud) -> Iterator[None]:
        """Raise errors of the model in place of azure-identity's."""
        try:
            yield
        except ClientAuthenticationError as error:
            if (lost := way_lost(error)) is not None:
                raise no_answer(lost, host="the sign-in service", scope="") from error
            raise refused(str(error.message), login=self.login, scope=cloud.scope) from error
        except ValueError as error:
            cause = f"the credential cannot be used: {masked(str(error))}"
            raise AuthRequired(cause, command=self.login) from error
        except (AzureError, TimeoutError) as error:
            raise no_answer(error, host="the sign-in service", scope="") from error

    async def _close_dropped(self) -> None:
        while self._dropped:
            await self._dropped.pop().close()

    def _fetched(self, claims: str | None, done: asyncio.Task[str]) -> None:
        del self._fetching[claims]
        if not done.cancelled():
            done.exception()  # seen here, in case that nobody waits for it any more

    def _check_tenant(self, token: str) -> None:
        """A domain cannot be compared with what the token says: then the credential is believed."""
        tid, wanted = _claims_of(token).tid, self._tenant or ""
        self._seen_tenant = tid
        if tid and _GUID.fullmatch(wanted) and tid.lower() != wanted.lower():
            raise AuthRequired(f"the sign-in is for tenant {tid}, not for this one", command=self.login)


def _good_for(life: float) -> float:
    """Seconds that a token is used for: all but the last five minutes, or half a short life.

    A token that looks expired when it arrives tells of a wrong clock: it is tried all the same.
    """
    return max(_LEAST_SECONDS, life - min(_MARGIN_SECONDS, life / 2))


def _claims_of(token: str) -> _Claims:
    """What a token says of its owner; nothing where it is no JWT."""
    part = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)), type=_Claims)
    except (msgspec.DecodeError, ValueError):
        return _Claims()
