"""Clouds: where Resource Manager listens, what a token is asked for, and who issues it."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from tui.model.errors import Invalid, Unexpected

_UNCLEAR = re.compile(r"[\x00-\x20\\]")
_DEFAULT_PORTS = {"https": 443, "http": 80}


class Cloud(NamedTuple):
    """A cloud: `endpoint` has no slash at its end, `scope` is what a token is asked for, `authority` issues it.

    Source: get_arm_endpoints of azure-mgmt-core; in US Government the audience is not the endpoint.
    """

    name: str
    endpoint: str
    scope: str
    authority: str
    custom: bool = False


CLOUDS: dict[str, Cloud] = {
    cloud.name: cloud
    for cloud in (
        Cloud(
            "public",
            "https://management.azure.com",
            "https://management.azure.com/.default",
            "https://login.microsoftonline.com",
        ),
        Cloud(
            "usgov",
            "https://management.usgovcloudapi.net",
            "https://management.core.usgovcloudapi.net/.default",
            "https://login.microsoftonline.us",
        ),
        Cloud(
            "china",
            "https://management.chinacloudapi.cn",
            "https://management.chinacloudapi.cn/.default",
            "https://login.chinacloudapi.cn",
        ),
    )
}


class Origin(NamedTuple):
    """Where a URL leads: scheme, host and port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def is_loopback(self) -> bool:
        """Whether it never leaves this machine."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def origin_of(url: str) -> Origin | None:
    """Where a URL leads; None where it is no plain http or https URL.

    A user name, a backslash or a blank makes parsers disagree about the host: such a URL leads nowhere.
    """
    if _UNCLEAR.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if port is None or parts.scheme not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return Origin(parts.scheme, parts.hostname, port)


def endpoint_origin(endpoint: str) -> str:
    """The origin of an `--endpoint`; raises Invalid where a token must not go there."""
    origin = origin_of(endpoint)
    if origin is None:
        raise Invalid(f"--endpoint {endpoint} is not an https address", next_step="pass https://HOST:PORT")
    if origin.scheme != "https" and not origin.is_loopback:
        raise Invalid(f"--endpoint {origin} is not encrypted", next_step="pass an https address")
    real = next((cloud for cloud in CLOUDS.values() if _is_of(origin.host, cloud)), None)
    if real is not None:
        raise Invalid(f"--endpoint {origin} is a real cloud", next_step=f"pass --cloud {real.name} instead")
    return str(origin)


def custom_cloud(endpoint: str, metadata: bytes) -> Cloud:
    """The cloud behind an `--endpoint`, as its answer to GET /metadata/endpoints describes it.

    The audience decides what a token is asked for, and must lie where the endpoint lies: with `--endpoint` a token of
    a real cloud is never asked for, whatever the endpoint says. Raises Unexpected.
    """
    try:
        read = msgspec.json.decode(metadata, type=_Metadata | list[_Metadata])
    except msgspec.DecodeError as error:
        raise Unexpected(
            f"{endpoint} does not describe itself as Resource Manager does",
            next_step="see whether --endpoint names the right host and port",
        ) from error
    described = read if isinstance(read, list) else [read]
    audiences = [audience for each in described for audience in each.authentication.audiences]
    host = urlsplit(endpoint).hostname
    own = next((each for each in audiences if (origin := origin_of(each)) and origin.host == host), None)
    if own is None:
        raise Unexpected(
            f"{endpoint} wants tokens for {', '.join(audiences) or 'nothing'}: with --endpoint only tokens for "
            "the endpoint itself are asked for",
            next_step="use --cloud for a real cloud",
        )
    authority = next(each.authentication.login_endpoint for each in described if own in each.authentication.audiences)
    return Cloud(urlsplit(endpoint).netloc, endpoint, f"{own.rstrip('/')}/.default", authority.rstrip("/"), custom=True)


def _is_of(host: str, cloud: Cloud) -> bool:
    real_hosts = {urlsplit(cloud.endpoint).hostname, urlsplit(cloud.scope).hostname}
    return any(host == real or host.endswith(f".{real}") for real in real_hosts)


class _Authentication(Struct, rename="camel"):
    audiences: list[str]
    login_endpoint: str = ""


class _Metadata(Struct):
    authentication: _Authentication
