"""What the scripted Azure is told to do, and what it was asked."""

import asyncio
import math
from dataclasses import dataclass
from typing import Literal

from tui.model.ids import key_of

Call = Literal[
    "account",
    "body",
    "definition",
    "definitions",
    "foreign_body",
    "foreign_definitions",
    "foreign_gallery",
    "foreign_versions",
    "forget_credentials",
    "galleries",
    "gallery",
    "locations",
    "registration",
    "shared_galleries",
    "shared_with_tenant",
    "overview",
    "sign_in_by_code",
    "subscriptions",
    "tenants",
    "usages",
    "users",
    "version",
    "versions",
]


@dataclass
class Refusal:
    """How a call fails: so many times, after so many pages; `under` limits it to what lies under a key."""

    call: Call
    error: Exception
    under: str = ""
    times: float = math.inf
    after_pages: int = 0


class Script:
    """What was asked, and what is refused."""

    def __init__(self) -> None:
        self.asked: list[tuple[Call, str]] = []
        self.refusals: list[Refusal] = []
        self.gate: asyncio.Event | None = None
        self.under_way = 0
        self.most_under_way = 0

    def refuse(
        self, call: Call, error: Exception, under: str = "", times: float = math.inf, after_pages: int = 0
    ) -> Refusal:
        """Let a call fail from now on."""
        refusal = Refusal(call, error, key_of(under), times, after_pages)
        self.refusals.append(refusal)
        return refusal

    def count(self, call: Call, key: str = "") -> int:
        """How often something was asked, of a key or of any."""
        return sum(asked == call and key in ("", about) for asked, about in self.asked)

    def pages_before_failing(self, call: Call, key: str = "") -> tuple[float, Exception | None]:
        """Note a call; answers after how many pages it fails, and how."""
        self.asked.append((call, key))
        for refusal in self.refusals:
            if refusal.call == call and key.startswith(refusal.under) and refusal.times > 0:
                refusal.times -= 1
                return refusal.after_pages, refusal.error
        return math.inf, None

    async def call(self, call: Call, key: str = "") -> None:
        """Make a call: it waits for the gate, where there is one, and fails as told."""
        _, error = self.pages_before_failing(call, key)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if self.gate:
                await self.gate.wait()
        finally:
            self.under_way -= 1
        if error:
            raise error
