"""Lists of Resource Manager, page by page: what came before an error stays valid."""

from collections.abc import AsyncIterator
from typing import TypeVar
from urllib.parse import urljoin

import msgspec

from tui.azure.errors import not_json
from tui.azure.resource_manager import Answer, ResourceManager
from tui.azure.wire import Listing, Reader
from tui.model.errors import Unexpected
from tui.model.precedence import Source
from tui.services.gateway import Page, Reading

T = TypeVar("T")

MOST_PAGES = 10_000
_LISTING = msgspec.json.Decoder(Listing)


async def pages(manager: ResourceManager, url: str, reader: Reader[T], *, scope: str) -> AsyncIterator[Page[T]]:
    """Follow a list's nextLink, as it stands, to its end.

    Raises Unexpected for a link to another host, and for one that was followed before.
    """
    followed: set[str] = set()
    while url:
        if url in followed or len(followed) == MOST_PAGES:
            raise Unexpected("the list never ends: its next page is one that was read before", scope=scope)
        followed.add(url)
        answer = await manager.get(url, scope=scope)
        listing = _decoded(answer, scope)
        items, unreadable = reader.many(listing.value)
        yield Page(items, unreadable, answer.stamp(Source.LIST))
        url = urljoin(url, listing.next_link) if listing.next_link else ""


async def single(manager: ResourceManager, url: str, reader: Reader[T], *, scope: str) -> Reading[T]:
    """One thing, read; raises Unexpected where its body cannot be read."""
    answer = await manager.get(url, scope=scope)
    try:
        return Reading(reader.one(answer.body), answer.stamp(Source.GET), answer.request_id)
    except msgspec.ValidationError as error:
        cause = f"the body cannot be read: {error}"
        raise Unexpected(cause, scope=scope, correlation_id=answer.request_id) from error
    except msgspec.DecodeError as error:
        raise not_json(answer.response, scope=scope) from error


def _decoded(answer: Answer, scope: str) -> Listing:
    try:
        return _LISTING.decode(answer.body)
    except msgspec.DecodeError as error:
        raise not_json(answer.response, scope=scope) from error
