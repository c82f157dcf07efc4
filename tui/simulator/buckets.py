"""Throttling as the service does it, in wire time.

Azure Resource Manager: token buckets per subscription, principal and kind of operation (documented), a global one 15
times as large. Compute: windows of 3 and 30 minutes per subscription, region and policy (limits: recorded maxima).
Resource Graph: 15 queries in 5 seconds per principal (documented).
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from tui.simulator.clock import WireClock
from tui.simulator.wire import ArmError

_MINUTES: Final = 60
_ARM: Final = {"reads": (250, 25), "writes": (200, 10), "deletes": (200, 10)}
"""Bucket size, and tokens that flow in per second."""
_GLOBAL: Final = 15
_GRAPH_QUERIES: Final = 15
_GRAPH_SECONDS: Final = 5

_POLICIES: Final = {
    "GetGallery": (350, 2500),
    "ListGalleryInResourceGroup": (100, 1000),
    "ListGalleryInSubscription": (100, 1000),
    "GetGalleryImage": (600, 3000),
    "ListGalleryImagesInGallery": (1500, 10000),
    "GetGalleryImageVersion": (2000, 10000),
    "ListGalleryImageVersionsInGalleryImage": (1500, 10000),
    "ListSoftDeletedResourcesInGallery": (1500, 10000),
    "CreateUpdateGallery": (50, 300),
    "DeleteGallery": (50, 300),
    "PostShareGallery": (10, 60),
    "CreateUpdateGalleryImage": (150, 750),
    "DeleteGalleryImage": (50, 300),
    "CreateUpdateGalleryImageVersion": (375, 1200),
    "DeleteGalleryImageVersion": (150, 1000),
    "ListGallery": (150, 1000),
    "ListGalleryArtifact": (200, 200),
    "ListGalleryArtifactVersion": (800, 4000),
    "GetGalleryArtifact": (600, 3000),
    "GetGalleryArtifactVersion": (2000, 10000),
    "GetOperationStatus": (5000, 15000),
    "CreateImages": (40, 200),
}
"""Requests in 3 and in 30 minutes; those of artifacts are for shared and community galleries."""

_METHODS: Final = {"GET": "reads", "HEAD": "reads", "DELETE": "deletes"}

Headers = dict[str, str]


@dataclass(slots=True)
class _Bucket:
    size: float
    rate: float
    tokens: float
    at: float

    def fill(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now


@dataclass(slots=True)
class _Window:
    size: int
    seconds: float
    start: float
    used: int = 0

    def turn(self, now: float) -> None:
        if now - self.start >= self.seconds:
            self.start, self.used = now, 0


@dataclass(slots=True)
class Limits:
    """All buckets and windows; with `enforced` off nothing is counted and no header speaks of limits."""

    wire: WireClock
    enforced: bool = True
    _buckets: dict[tuple[str, ...], _Bucket] = field(default_factory=dict)
    _windows: dict[tuple[str, ...], _Window] = field(default_factory=dict)

    def arm(self, scope: str, principal: str, method: str) -> Headers:
        """Take a token of Resource Manager's; raises `ArmError` 429 where none is left.

        The scope is a subscription's id, or `tenant`.
        """
        if not self.enforced:
            return {}
        kind = _METHODS.get(method, "writes")
        size, rate = _ARM[kind]
        own = self._bucket((scope, principal, kind), size, rate)
        whole = self._bucket((scope, kind), size * _GLOBAL, rate * _GLOBAL)
        if min(own.tokens, whole.tokens) < 1:
            wait = max(1, math.ceil(max((1 - own.tokens) / own.rate, (1 - whole.tokens) / whole.rate)))
            raise ArmError(
                429,
                "SubscriptionRequestsThrottled",
                f"Number of '{kind[:-1]}' requests for subscription '{scope}' actor '{principal}' exceeded. Please try "
                f"again after '{wait}' seconds after additional tokens are available. Refer to "
                "https://aka.ms/arm-throttling for additional information.",
                headers={"Retry-After": str(wait)},
                gateway=True,
            )
        own.tokens -= 1
        whole.tokens -= 1
        if scope == "tenant":
            return {f"x-ms-ratelimit-remaining-tenant-{kind}": str(int(own.tokens))}
        return {
            f"x-ms-ratelimit-remaining-subscription-{kind}": str(int(own.tokens)),
            f"x-ms-ratelimit-remaining-subscription-global-{kind}": str(int(whole.tokens)),
        }

    def compute(self, subscription: str, location: str, policy: str | None) -> Headers:
        """Count a request under a policy of Compute; raises `ArmError` 429 where a window is used up."""
        if not self.enforced or policy is None:
            return {}
        now = self.wire()
        short, long = _POLICIES[policy]
        remaining = []
        windows = []
        for minutes, size in ((3, short), (30, long)):
            key = (subscription, location, policy, str(minutes))
            window = self._windows.setdefault(key, _Window(size, minutes * _MINUTES, now))
            window.turn(now)
            windows.append(window)
            if window.used >= size:
                raise _too_many(f"{policy}{minutes}Min", window, now)
            remaining.append(f"Microsoft.Compute/{policy}{minutes}Min;{size - window.used - 1}")
        for window in windows:
            window.used += 1
        return {"x-ms-ratelimit-remaining-resource": ",".join(remaining)}

    def graph(self, principal: str) -> Headers:
        """Count a query of Resource Graph; raises `ArmError` 429 where the quota is used up."""
        if not self.enforced:
            return {}
        now = self.wire()
        window = self._windows.setdefault(("graph", principal), _Window(_GRAPH_QUERIES, _GRAPH_SECONDS, now))
        window.turn(now)
        wait = max(1, math.ceil(window.start + window.seconds - now))
        quota = {"x-ms-user-quota-resets-after": f"00:00:{wait:02}"}
        if window.used >= window.size:
            message = (
                "Client application has been throttled and should not attempt to repeat the request until an amount of "
                "time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help."
            )
            quota |= {"x-ms-user-quota-remaining": "0", "Retry-After": str(wait)}
            details = [{"code": "RateLimiting", "message": message}]
            raise ArmError(429, "RateLimiting", message, details=details, headers=quota)
        window.used += 1
        return {"x-ms-user-quota-remaining": str(window.size - window.used)} | quota

    def _bucket(self, key: tuple[str, ...], size: int, rate: int) -> _Bucket:
        now = self.wire()
        bucket = self._buckets.setdefault(key, _Bucket(size, rate, size, now))
        bucket.fill(now)
        return bucket


@contextmanager
def told(quota: Headers) -> Iterator[None]:
    """Tell what is left of a quota in a refusal as in any answer."""
    try:
        yield
    except ArmError as error:
        error.headers |= quota
        raise


def _too_many(group: str, window: _Window, now: float) -> ArmError:
    wait = max(1, math.ceil(window.start + window.seconds - now))
    counts = (
        f'{{"operationGroup":"{group}","allowedRequestCount":{window.size},"measuredRequestCount":{window.used + 1}}}'
    )
    return ArmError(
        429,
        "OperationNotAllowed",
        "The server rejected the request because too many requests have been received for this subscription.",
        details=[{"code": "TooManyRequests", "target": group, "message": counts}],
        headers={"Retry-After": str(wait)},
    )
