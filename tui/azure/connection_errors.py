"""Why no answer came, in words: certificate, name, proxy, refusal, silence, a connection that broke off."""

import ssl
from collections.abc import Iterator

import aiohttp
from azure.core.exceptions import (
    AzureError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceRequestTimeoutError,
    ServiceResponseError,
    ServiceResponseTimeoutError,
)

from tui.model.errors import ConnectionFault, GalleryError, Unavailable, Unexpected

_UNTRUSTED = "pass --ca-file with the certificate that signs it (a company's proxy often has its own)"
_TIMEOUTS = (ServiceRequestTimeoutError, ServiceResponseTimeoutError, TimeoutError)
_PROXY = (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError)
_BROKEN = (ServiceResponseError, IncompleteReadError)
_ON_THE_WAY = (ServiceRequestError, *_BROKEN, TimeoutError, OSError)
_NEVER_CONNECTED = (aiohttp.ClientConnectorError, *_PROXY)


def no_answer(error: Exception, *, host: str, scope: str) -> GalleryError:
    """The error that a call without a whole answer stands for."""
    causes = list(_chain(error))
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
        reasons = (getattr(each, "verify_message", "") for each in causes)  # aiohttp's error of that kind has none
        cause = ": ".join(filter(None, (f"the certificate of {host} is not trusted", next(filter(None, reasons), ""))))
        return Unavailable(cause, scope=scope, next_step=_UNTRUSTED)
    if not isinstance(error, _ON_THE_WAY):
        return Unexpected(f"the answer of {host} could not be read", scope=scope)
    fault, words = _unanswered(causes, host)
    return Unavailable(words, scope=scope, code=fault)


def way_lost(error: AzureError) -> AzureError | None:
    """What kept a sign-in from reaching its service: azure-identity hands that on as if the service had refused."""
    return next((each for each in _chain(error) if isinstance(each, (ServiceRequestError, ServiceResponseError))), None)


def broke_off(error: AzureError) -> bool:
    """Whether a connection that stood was lost, so that the same request may well succeed at once."""
    causes = list(_chain(error))
    if any(isinstance(each, (*_TIMEOUTS, *_NEVER_CONNECTED)) for each in causes):
        return False
    return isinstance(error, _BROKEN) or any(isinstance(each, aiohttp.ClientError) for each in causes)


def _unanswered(causes: list[BaseException], host: str) -> tuple[ConnectionFault, str]:
    def met(*kinds: type[BaseException]) -> bool:
        return any(isinstance(each, kinds) for each in causes)

    if met(*_PROXY):
        return "proxy", f"the proxy did not let the call to {host} through"
    if met(aiohttp.ClientConnectorDNSError):
        return "name", f"the name {host} is not known here"
    if met(ConnectionRefusedError):
        return "refused", f"{host} refused the connection"
    if met(ssl.SSLError):
        return "tls", f"no secure connection to {host} came about"
    if met(*_TIMEOUTS):
        return "silence", f"{host} did not answer in time"
    if met(aiohttp.ClientConnectorError):
        return "unreachable", f"{host} cannot be reached"
    return "broken", f"the connection to {host} broke off"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, down to the system's own."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        os_error = getattr(each, "os_error", None)
        waiting += [each.__cause__, os_error, getattr(each, "certificate_error", None)]
