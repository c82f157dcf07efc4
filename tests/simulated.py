"""A simulator in the test's own process: its core under a wire clock that the test turns, and the same over HTTPS."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.simulator.core import Core
from tui.simulator.scenario import Body, read_scenario
from tui.simulator.shell import serving
from tui.simulator.wire import Request, Response

HOME_TENANT = "11111111-1111-4111-8111-111111111111"
OTHER_TENANT = "22222222-2222-4222-8222-222222222222"
SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-000000000001"
EMPTY_SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-000000000002"
DENIED_SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-000000000003"
FOREIGN_SUBSCRIPTION = "bbbbbbbb-0000-4000-8000-000000000001"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-Images"
GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/img_prod"
DEFINITION = f"{GALLERY}/images/ubuntu-2204"
VERSION = f"{DEFINITION}/versions/2.4.1"
NEWEST = "2026-03-03"


class TurnedClock:
    """Wire time that stands still until it is turned; it starts at the host's, so that tokens look fresh to clients."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        """Let wire time, and with it world time, go on."""
        self.now += seconds


def resource(own_id: str, properties: Body | None = None, *, location: str = "eastus2", **more: object) -> Body:
    """Make a body of the type that its id names."""
    parts = own_id.split("/")
    kind = "/".join([parts[6], *parts[7::2]])
    body = {"name": parts[-1], "id": own_id, "type": kind, "location": location, "tags": {}, **more}
    return {**body, "properties": {"provisioningState": "Succeeded", **(properties or {})}}


def image_version(own_id: str, *regions: str, summary: list[Body] | None = None, **properties: object) -> Body:
    """Make a version that wants these regions, with the rows of its replication status if any."""
    targets = [{"name": each, "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"} for each in regions]
    made: Body = {"publishingProfile": {"targetRegions": targets, "replicaCount": 1}, **properties}
    if summary is not None:
        made["replicationStatus"] = {"aggregatedState": "Unknown", "summary": summary}
    return resource(own_id, made)


def region_row(region: str, state: str, progress: int) -> Body:
    """Make a row of a replication status."""
    return {"region": region, "state": state, "progress": progress}


def small_world(*more: Body, **replaced: object) -> Body:
    """Make a scenario of one gallery with one version, four subscriptions and two tenants."""
    subscriptions = [
        {"subscriptionId": SUBSCRIPTION, "displayName": "Production", "tenantId": HOME_TENANT},
        {"subscriptionId": EMPTY_SUBSCRIPTION, "displayName": "Labs", "tenantId": HOME_TENANT},
        {"subscriptionId": DENIED_SUBSCRIPTION, "displayName": "Finance", "tenantId": HOME_TENANT},
        {"subscriptionId": FOREIGN_SUBSCRIPTION, "displayName": "Elsewhere", "tenantId": OTHER_TENANT},
    ]
    secret = GALLERY.replace(SUBSCRIPTION, DENIED_SUBSCRIPTION)
    resources = [resource(GALLERY), resource(DEFINITION), image_version(VERSION, "eastus2", "West Europe")]
    return {
        "now": "2026-11-20T09:12:00Z",
        "tenants": [
            {"tenantId": HOME_TENANT, "displayName": "Contoso", "defaultDomain": "contoso.onmicrosoft.com"},
            {"tenantId": OTHER_TENANT, "displayName": "Fabrikam", "defaultDomain": "fabrikam.onmicrosoft.com"},
        ],
        "subscriptions": subscriptions,
        "resources": [*resources, resource(secret), *more],
        "denied": [f"/subscriptions/{DENIED_SUBSCRIPTION}"],
        "plans": [],
        **replaced,
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, its body decoded."""

    status: int
    headers: Mapping[str, str]
    body: Any
    raw: Response

    @property
    def code(self) -> str:
        """The code of an error."""
        code: str = self.body["error"]["code"]
        return code

    @property
    def names(self) -> list[str]:
        """The names in a list."""
        return [each["name"] for each in self.body["value"]]


class Simulator:
    """A core, its wire clock, and a caller that is signed in; served over HTTPS it has addresses too."""

    endpoint = "https://localhost:8443"
    ca_file = Path()
    identity_endpoint = "http://localhost:8080/msi/token"

    def __init__(self, scenario: Body | None = None, **options: Any) -> None:  # noqa: ANN401 - Core's own options
        self.wire = TurnedClock()
        self.core = Core(read_scenario(scenario or small_world()), wire=self.wire, **options)
        self.token = self.new_token()

    @property
    def identity_header(self) -> str:
        """What the identity endpoint wants to see."""
        return self.core.state.tokens.identity_header

    def new_token(self) -> str:
        """Sign in, or sign in again."""
        url = f"{self.identity_endpoint}?api-version=2019-08-01&resource={self.endpoint}"
        answer = self.core.token(Request.to("GET", url, {"X-IDENTITY-HEADER": self.identity_header}))
        token: str = json.loads(answer.body)["access_token"]
        return token

    def send(self, method: str, target: str, body: object = None, **headers: str) -> Answer:
        """Send a request as it stands, straight to the core."""
        url = target if "://" in target else f"{self.endpoint}{target}"
        sent = {"Authorization": f"Bearer {self.token}", **headers}
        response = self.core.handle(Request.to(method, url, sent, b"" if body is None else json.dumps(body).encode()))
        decoded = json.loads(response.body) if response.body else None
        return Answer(response.status, response.headers, decoded, response)

    def get(self, path: str, query: str = "", api_version: str = NEWEST) -> Answer:
        """Read a path with an api-version and, if any, more of a query."""
        return self.send("GET", f"{path}?api-version={api_version}{'&' if query else ''}{query}")

    def write(self, method: str, path: str, body: object = None, query: str = "", api_version: str = NEWEST) -> Answer:
        """Write to a path with an api-version and, if any, more of a query."""
        return self.send(method, f"{path}?api-version={api_version}{'&' if query else ''}{query}", body)

    def advance(self, seconds: float) -> None:
        """Let world time jump ahead, and play what is due on the way."""
        self.core.state.clock.advance(seconds)

    def regions(self, version: str = VERSION) -> dict[str, Body]:
        """Read the replication status of a version, by region."""
        properties = self.get(version, "$expand=ReplicationStatus").body["properties"]
        return {each["region"]: each for each in properties["replicationStatus"]["summary"]}

    def graph(self, query: str, subscriptions: list[str] | None = None, **options: object) -> Answer:
        """Ask Resource Graph."""
        scope = {} if subscriptions is None else {"subscriptions": subscriptions}
        wired = {f"${name}" if name != "resultFormat" else name: value for name, value in options.items()}
        path = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01"
        return self.send("POST", path, {"query": query, **scope, "options": wired})


@asynccontextmanager
async def served(scenario: Body | None = None, **options: Any) -> AsyncIterator[Simulator]:  # noqa: ANN401 - as above
    """Serve a simulator over HTTPS on a free port of loopback."""
    simulator = Simulator(scenario, **options)
    async with serving(simulator.core) as running:
        simulator.endpoint = running.endpoint
        simulator.ca_file = running.ca_file
        simulator.identity_endpoint = running.identity_endpoint
        yield simulator


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """A small world served over HTTPS."""
    async with served() as simulator:
        yield simulator
