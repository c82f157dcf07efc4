"""The overview: one query to Resource Graph for the galleries, definitions and versions of many subscriptions."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec

from tui.azure.errors import not_json
from tui.azure.resource_manager import ResourceManager
from tui.azure.wire import GRAPH_ROWS, GraphPage
from tui.model.errors import Unexpected
from tui.model.gallery import Resource
from tui.model.precedence import Source
from tui.services.gateway import Page

# Without id in the rows, and an order, Resource Graph cannot page.
QUERY = """\
resources
| where type in~ ('microsoft.compute/galleries', 'microsoft.compute/galleries/images', \
'microsoft.compute/galleries/images/versions')
| project id, name, type, location, tags, properties
| order by id asc"""
ROWS_PER_PAGE = 1000
SUBSCRIPTIONS_PER_QUERY = 300  # the number that Microsoft advises ("Guidance for throttled requests")
_PATH = "/providers/Microsoft.ResourceGraph/resources"
_PAGE = msgspec.json.Decoder(GraphPage)


async def overview(manager: ResourceManager, subscription_ids: Sequence[str]) -> AsyncIterator[Page[Resource]]:
    """Every row of these subscriptions that the account may read; what it may not is left out without a word."""
    for start in range(0, len(subscription_ids), SUBSCRIPTIONS_PER_QUERY):
        chunk = subscription_ids[start : start + SUBSCRIPTIONS_PER_QUERY]
        async for page in _query(manager, chunk):
            yield page


async def _query(manager: ResourceManager, subscription_ids: Sequence[str]) -> AsyncIterator[Page[Resource]]:
    url = manager.url(_PATH)
    options: dict[str, Any] = {"resultFormat": "objectArray", "$top": ROWS_PER_PAGE}
    body = {"subscriptions": list(subscription_ids), "query": QUERY, "options": options}
    tokens: set[str] = set()
    while True:
        answer = await manager.post(url, body, scope="")
        try:
            page = _PAGE.decode(answer.body)
        except msgspec.DecodeError as error:
            raise not_json(answer.response, scope="") from error
        items, unreadable = GRAPH_ROWS.many(page.data)
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
