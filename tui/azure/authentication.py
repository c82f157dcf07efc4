"""The token goes to one place: a policy that pins it to the origin of Resource Manager."""

import base64
import re
from typing import NamedTuple

from azure.core.pipeline import PipelineRequest, PipelineResponse
from azure.core.pipeline.policies import AsyncHTTPPolicy
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tui.azure.clouds import Origin, origin_of
from tui.azure.sign_in import SignIn
from tui.model.errors import Unexpected

_CLAIMS = re.compile(r'\bclaims="([^"]+)"')


class Pin(NamedTuple):
    """The only origin that may see the token; its subdomains may too."""

    origin: Origin

    def check(self, url: str) -> None:
        """Raise Unexpected, naming the host, for a URL that leads elsewhere."""
        target = origin_of(url)
        if target is None:
            raise Unexpected("a link that is no plain address was refused: the token stays here")
        if not self._allows(target):
            raise Unexpected(f"a link to {target} was refused: the token is for {self.origin} alone")

    def _allows(self, target: Origin) -> bool:
        if (target.scheme, target.port) != (self.origin.scheme, self.origin.port):
            return False
        if target.scheme != "https" and not target.is_loopback:
            return False
        return target.host == self.origin.host or target.host.endswith(f".{self.origin.host}")


class PinnedAuthentication(AsyncHTTPPolicy[HttpRequest, AsyncHttpResponse]):
    """Puts the token on requests to the pinned origin and refuses all others, before a token is even asked for.

    A token that is refused is replaced once: with the claims that the challenge asks for (continuous access
    evaluation), else with a fresh one.
    """

    def __init__(self, sign_in: SignIn, pin: Pin) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._pin = pin

    async def send(self, request: PipelineRequest[HttpRequest]) -> PipelineResponse[HttpRequest, AsyncHttpResponse]:
        """Send the request with a token; raises Unexpected and AuthRequired."""
        self._pin.check(request.http_request.url)
        token = await self._sign_in.token()
        response = await self._send_with(token, request)
        if response.http_response.status_code != 401:
            return response
        claims = claims_of(response.http_response.headers.get("WWW-Authenticate", ""))
        renewed = await self._sign_in.token(claims=claims, instead_of=token)
        return response if renewed == token else await self._send_with(renewed, request)

    async def _send_with(
        self, token: str, request: PipelineRequest[HttpRequest]
    ) -> PipelineResponse[HttpRequest, AsyncHttpResponse]:
        request.http_request.headers["Authorization"] = f"Bearer {token}"
        return await self.next.send(request)


def claims_of(challenge: str) -> str | None:
    """The claims that a WWW-Authenticate asks for, decoded; None where it asks for none."""
    found = _CLAIMS.search(challenge)
    if not found or "insufficient_claims" not in challenge:
        return None
    try:
        return base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4)).decode()
    except ValueError:
        return None
