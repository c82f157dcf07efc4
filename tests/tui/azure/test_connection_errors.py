"""Why no answer came: each cause is told apart, since each has a cure of its own."""

import ssl

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from azure.core.exceptions import IncompleteReadError, ServiceRequestError, ServiceResponseTimeoutError

from tui.azure.connection_errors import no_answer
from tui.model.errors import Unavailable

KEY = ConnectionKey("contoso.com", 443, is_ssl=True, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None)


@pytest.mark.parametrize(
    ("cause", "fault"),
    [
        (aiohttp.ClientProxyConnectionError(KEY, OSError("no")), "proxy"),
        (aiohttp.ClientConnectorDNSError(KEY, OSError("no")), "name"),
        (aiohttp.ClientConnectorError(KEY, ConnectionRefusedError("no")), "refused"),
        (aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError("no")), "tls"),
        (TimeoutError("no"), "silence"),
        (aiohttp.ClientConnectorError(KEY, OSError("no route to host")), "unreachable"),
        (aiohttp.ServerDisconnectedError(), "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_kept_an_answer_from_us_is_told_apart(cause: Exception, fault: str) -> None:
    error = ServiceRequestError("nothing came")
    error.__cause__ = cause
    found = no_answer(error, host="contoso.com", scope="")
    assert isinstance(found, Unavailable)
    assert found.code == fault
    assert "contoso.com" in found.cause


@pytest.mark.parametrize(
    ("error", "fault"), [(ServiceResponseTimeoutError("no"), "silence"), (IncompleteReadError("no"), "broken")]
)
def test_an_answer_that_stops_is_told_apart(error: Exception, fault: str) -> None:
    assert no_answer(error, host="contoso.com", scope="").code == fault
