"""Queries to Resource Graph over many subscriptions: the overview of galleries, and who uses an image."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, TypeVar

import msgspec

from tui.azure.errors import not_json
from tui.azure.resource_manager import ResourceManager
from tui.azure.wire import GRAPH_ROWS, USERS, GraphPage, Reader
from tui.model.errors import Unexpected
from tui.model.gallery import Resource
from tui.model.precedence import Source
from tui.model.users import ImageUser
from tui.services.gateway import Page

T = TypeVar("T")

# Without id in the rows, and an order, Resource Graph cannot page.
QUERY = """\
resources
| where type in~ ('microsoft.compute/galleries', 'microsoft.compute/galleries/images', \
'microsoft.compute/galleries/images/versions')
| project id, name, type, location, tags, properties
| order by id asc"""
_USERS = """\
resources
| where type in~ ('microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets', \
'microsoft.virtualmachineimages/imagetemplates', 'microsoft.compute/galleries/images/versions')
| extend image = tolower(tostring(coalesce(properties.storageProfile.imageReference.id, \
properties.virtualMachineProfile.storageProfile.imageReference.id, properties.source.imageVersionId, \
properties.storageProfile.source.id)))
| where image startswith '{definition}'
| project id, name, type, location, image, exact = tostring(properties.storageProfile.imageReference.exactVersion)
| order by id asc"""
ROWS_PER_PAGE = 1000
SUBSCRIPTIONS_PER_QUERY = 300  # the number that Microsoft advises ("Guidance for throttled requests")
_PATH = "/providers/Microsoft.ResourceGraph/resources"
_PAGE = msgspec.json.Decoder(GraphPage)


async def overview(manager: ResourceManager, subscription_ids: Sequence[str]) -> AsyncIterator[Page[Resource]]:
    """Every row of these subscriptions that the account may read; what it may not is left out without a word."""
    async for page in _asked(manager, QUERY, subscription_ids, GRAPH_ROWS):
        yield page


async def users(
    manager: ResourceManager, subscription_ids: Sequence[str], definition_id: str
) -> AsyncIterator[Page[ImageUser]]:
    """Whatever in these subscriptions refers to a definition or a version of it, and to others whose names go on."""
    query = _USERS.format(definition=_quoted(definition_id.lower()))
    async for page in _asked(manager, query, subscription_ids, USERS):
        yield page


def _quoted(text: str) -> str:
    return text.replace("\\", r"\\").replace("'", r"\'")


async def _asked(
    manager: ResourceManager, query: str, subscription_ids: Sequence[str], reader: Reader[T]
) -> AsyncIterator[Page[T]]:
    for start in range(0, len(subscription_ids), SUBSCRIPTIONS_PER_QUERY):
        chunk = subscription_ids[start : start + SUBSCRIPTIONS_PER_QUERY]
        async for page in _pages(manager, query, chunk, reader):
            yield page


async def _pages(
    manager: ResourceManager, query: str, subscription_ids: Sequence[str], reader: Reader[T]
) -> AsyncIterator[Page[T]]:
    url = manager.url(_PATH)
    options: dict[str, Any] = {"resultFormat": "objectArray", "$top": ROWS_PER_PAGE}
    body = {"subscriptions": list(subscription_ids), "query": query, "options": options}
    tokens: set[str] = set()
    while True:
        answer = await manager.post(url, body, scope="")
        try:
            page = _PAGE.decode(answer.body)
        except msgspec.DecodeError as error:
            raise not_json(answer.response, scope="") from error
        items, unreadable = reader.many(page.data)
        yield Page(items, unreadable, answer.stamp(Source.GRAPH))
        token = page.skip_token
        if not token:
            if page.truncated == "true":
                raise Unexpected("Resource Graph cut its answer short", correlation_id=answer.request_id)
            return
        if token in tokens:
            raise Unexpected("Resource Graph never ends: its next page was read before")
        tokens.add(token)
        options["$skipToken"] = token
