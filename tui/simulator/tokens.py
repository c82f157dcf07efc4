"""Access tokens: what the managed identity endpoint issues, and how a bearer token is checked.

Tokens look like those of Entra ID (clients read `tid`, `oid` and `exp` off them); they live in wire time.
"""

import hmac
import math
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from tui.simulator.clock import WireClock
from tui.simulator.guids import Guids
from tui.simulator.wire import ArmError, Request, Response, encode

LIFE_SECONDS: Final = 24 * 3600
TOKEN_PATH: Final = "/msi/token"  # noqa: S105 - a path


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a token speaks for."""

    tenant_id: str
    object_id: str
    client_id: str
    expires: float


class Tokens:
    """Issues tokens for the identity of the simulator, and knows its own again."""

    def __init__(self, wire: WireClock, guids: Guids) -> None:
        self.names: Mapping[str, str] = {}
        """Of the users whose tokens they are, by tenant; where there is none they are an app's."""
        self._wire = wire
        self._guids = guids
        self._object_id, self._client_id = guids(), guids()
        self._key = guids().encode()
        self.identity_header = guids()
        self._issued: dict[str, Caller] = {}

    def endpoint(self, request: Request, tenant_id: str) -> Response:
        """Answer as the identity endpoint of App Service does (api-version 2019-08-01)."""
        if request.method != "GET" or request.path.lower() != TOKEN_PATH:
            return Response(404)
        if not hmac.compare_digest(request.headers.get("x-identity-header", ""), self.identity_header):
            return _identity_error(401, "Unauthorized", "The X-IDENTITY-HEADER header is missing or wrong.")
        resource = request.query.get("resource")
        if not resource:
            return _identity_error(400, "BadRequest", "The resource parameter is missing.")
        token, caller = self.issue(tenant_id, resource)
        body = {
            "access_token": token,
            "client_id": caller.client_id,
            "expires_on": str(int(caller.expires)),
            "resource": resource,
            "token_type": "Bearer",
        }
        return Response(200, encode(body))

    def issue(self, tenant_id: str, audience: str) -> tuple[str, Caller]:
        """Make a token of this tenant for an audience."""
        now = math.floor(self._wire())
        caller = Caller(tenant_id, self._object_id, self._client_id, now + LIFE_SECONDS)
        issuer = f"https://sts.windows.net/{tenant_id}/"
        claims = {"aud": audience, "iss": issuer, "iat": now, "nbf": now, "exp": now + LIFE_SECONDS}
        claims |= {"appid": caller.client_id, "idtyp": "app", "oid": caller.object_id, "sub": caller.object_id}
        claims |= {"tid": tenant_id, "uti": self._guids(), "ver": "1.0"}
        if tenant_id in self.names:
            claims |= {"idtyp": "user", "upn": self.names[tenant_id]}
        signed = f"{_base64({'typ': 'JWT', 'alg': 'HS256'})}.{_base64(claims)}"
        signature = hmac.new(self._key, signed.encode(), sha256).digest()
        token = f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"
        # One that has expired is known for a day more: it is refused for that, and not as one that never was.
        self._issued = {each: known for each, known in self._issued.items() if known.expires > now - LIFE_SECONDS}
        self._issued[token] = caller
        return token, caller

    def expire(self) -> None:
        """Make every token issued so far one that has expired."""
        now = self._wire()
        self._issued = {
            token: Caller(each.tenant_id, each.object_id, each.client_id, min(each.expires, now))
            for token, each in self._issued.items()
        }

    def check(self, request: Request) -> Caller:
        """Tell who calls; raises `ArmError` 401 without a valid token of ours."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthorized("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.")
        caller = self._issued.get(token)
        if caller is None:
            raise _unauthorized("InvalidAuthenticationToken", "The access token is invalid.")
        if caller.expires <= self._wire():
            ended = datetime.fromtimestamp(caller.expires, UTC)
            message = (
                f"The access token expiry UTC time '{ended:%m/%d/%Y %I:%M:%S %p}' is earlier than current UTC time."
            )
            raise _unauthorized("ExpiredAuthenticationToken", message)
        return caller


def wrong_tenant(token_tenant: str, tenant_id: str) -> ArmError:
    """Refuse a token of another tenant than the subscription's."""
    issuer = "https://sts.windows.net/"
    return _unauthorized(
        "InvalidAuthenticationTokenTenant",
        f"The access token is from the wrong issuer '{issuer}{token_tenant}/'. It must match the tenant "
        f"'{issuer}{tenant_id}/' associated with this subscription. Please use the authority (URL) "
        f"'https://login.windows.net/{tenant_id}' to get the token. Note, if the subscription is transferred to "
        "another tenant there is no impact to the services, but information about new tenant could take time to "
        "propagate (up to an hour). If you just transferred your subscription and see this error message, please try "
        "back later.",
        tenant_id,
    )


def _unauthorized(code: str, message: str, tenant_id: str = "common") -> ArmError:
    challenge = (
        f'Bearer authorization_uri="https://login.windows.net/{tenant_id}", error="invalid_token", '
        f'error_description="{message}"'
    )
    return ArmError(401, code, message, headers={"WWW-Authenticate": challenge}, gateway=True)


def _identity_error(status: int, code: str, message: str) -> Response:
    return Response(status, encode({"statusCode": status, "code": code, "message": message}))


def _base64(value: dict[str, Any]) -> str:
    return urlsafe_b64encode(encode(value)).rstrip(b"=").decode()
