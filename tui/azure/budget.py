"""The read budget: which limits a request is charged to, and what the service's rate-limit headers say of them.

Resource Manager counts reads per subscription in a bucket
that fills steadily; Compute counts each kind of call per subscription and region in windows of 3 and 30 minutes;
Resource Graph counts queries per user in windows of 5 seconds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from tui.azure.buckets import Background, Bucket, Rule, Window
from tui.azure.errors import retry_after
from tui.services.gateway import Waiting

_NOTABLE_SECONDS = 1.0


# Sources: the throttling page of Resource Manager; for Compute the largest figures recorded in its answers.
_STEADY: Mapping[str, Rule] = {
    "x-ms-ratelimit-remaining-subscription-reads": Rule(250, 10),
    "x-ms-ratelimit-remaining-subscription-global-reads": Rule(3750, 10),
    "x-ms-ratelimit-remaining-tenant-reads": Rule(250, 10),
    "x-ms-ratelimit-remaining-tenant-global-reads": Rule(3750, 10),
}
_POLICIES: Mapping[str, tuple[float, float]] = {
    "GetGallery": (350, 2500),
    "ListGalleryInResourceGroup": (100, 1000),
    "ListGalleryInSubscription": (100, 1000),
    "GetGalleryImage": (600, 3000),
    "ListGalleryImagesInGallery": (1500, 10000),
    "ListGalleryImageVersionsInGalleryImage": (1500, 10000),
    "GetGalleryImageVersion": (2000, 10000),
    # of galleries that others share
    "ListGallery": (150, 1000),
    "ListGalleryArtifact": (200, 200),
    "ListGalleryArtifactVersion": (800, 4000),
    "GetGalleryArtifact": (600, 3000),
    "GetGalleryArtifactVersion": (2000, 10000),
}
_POLICY = re.compile(r"Microsoft\.Compute/(?P<name>\w+?)(?P<minutes>30|3)Min;(?P<left>\d+)")
_GRAPH = Rule(15, 5, windowed=True)


class Call(NamedTuple):
    """What a request is charged to.

    `scope` is the subscription's path, for calls without one words that name what is called; `place` the gallery's,
    since galleries may lie in different regions, or that of the region that is called, else the scope; `route` the
    method and path without the names.
    """

    scope: str
    place: str
    route: str


def call_of(method: str, url: str, tenant: str) -> Call:
    """What a request is charged to, by its URL; `tenant` names the tenant that it is for, the home one is empty."""
    segments = urlsplit(url).path.lower().strip("/").split("/")
    route = " ".join([method, *segments[::2]])
    if segments[0] != "subscriptions" or len(segments) < 2:
        called = "Resource Graph" if "microsoft.resourcegraph" in segments else "Azure"
        scope = f"{called} ({tenant})" if tenant else called
        return Call(scope, scope, route)
    scope = "/".join(["", *segments[:2]])
    if len(segments) > 7 and segments[6] == "galleries":
        return Call(scope, "/".join(["", *segments[:8]]), route)
    if len(segments) > 6 and segments[4] == "locations":
        return Call(scope, "/".join(["", *segments[:6]]), route)
    return Call(scope, scope, route)


class Charge(NamedTuple):
    """A request under way, and the buckets that it was taken from."""

    call: Call
    buckets: Sequence[Bucket]


class Budget:
    """The state of every bucket; pure: `now` is monotonic seconds, given with each call."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._background: dict[tuple[str, str], Background] = {}
        self._limits: dict[Call, dict[str, Bucket]] = {}
        self._closed: dict[tuple[str, str], float] = {}
        self._waiting: dict[str, float] = {}

    def paced(self, call: Call, now: float, ahead: int = 0, *, behind: bool = False) -> float:
        """Seconds until a request may go out, after so many ahead of it, with what is kept for others left alone.

        `behind` is whether nobody looks at what it reads: then some is left to what is looked at.
        """
        delays = (each.delay(now, ahead, behind=behind) for each in self._of(call))
        return self._noted(call, max(delays, default=0.0), now)

    def asked_to_wait(self, call: Call, now: float) -> float:
        """Seconds for which the service has asked not to be called like this."""
        until = max(self._closed.get((call.scope, ""), 0.0), self._closed.get((call.place, call.route), 0.0))
        return self._noted(call, max(0.0, until - now), now)

    def take(self, call: Call, now: float, *, behind: bool = False) -> Charge:
        """A request goes out; it is `answered` or `lost` afterwards."""
        charge = Charge(call, self._of(call))
        for bucket in charge.buckets:
            bucket.take(now, behind=behind)
        return charge

    def lost(self, charge: Charge) -> None:
        """No answer came: it may have been counted there, or not."""
        for bucket in charge.buckets:
            bucket.in_flight -= 1

    def answered(self, charge: Charge, status: int, headers: Mapping[str, str], now: float) -> None:
        """Learn from an answer what is left, and whether the service asks to wait."""
        self.lost(charge)
        call = charge.call
        for reading in _readings(call, headers):
            bucket = self._bucket(call, reading, now)
            bucket.learn(reading.left, now, reading.resets_after)
            self._limits.setdefault(call, {})[reading.limit] = bucket
        wait = retry_after(headers)
        if status in (429, 503) and wait:
            of_compute = "x-ms-ratelimit-remaining-resource" in headers
            self._closed[(call.place, call.route) if of_compute else (call.scope, "")] = now + wait
            self._noted(call, wait, now)

    def waiting(self, now: float) -> list[Waiting]:
        """The scopes whose requests are held back at this moment, for longer than anybody notices."""
        self._waiting = {scope: until for scope, until in self._waiting.items() if until > now}
        return [Waiting(scope, until - now) for scope, until in sorted(self._waiting.items())]

    def _bucket(self, call: Call, reading: "_Reading", now: float) -> Bucket:
        key = (reading.place, reading.limit)
        if key not in self._buckets:
            background = self._background.setdefault((call.scope, reading.limit), Background())
            self._buckets[key] = (
                Window(reading.rule, reading.left, now, background=background)
                if reading.rule.windowed
                else Bucket(reading.rule, reading.left, now)
            )
        return self._buckets[key]

    def _of(self, call: Call) -> Sequence[Bucket]:
        return tuple(self._limits.get(call, {}).values())

    def _noted(self, call: Call, delay: float, now: float) -> float:
        if delay >= _NOTABLE_SECONDS:
            self._waiting[call.scope] = max(self._waiting.get(call.scope, 0.0), now + delay)
        return delay


class _Reading(NamedTuple):
    place: str
    limit: str
    rule: Rule
    left: float
    resets_after: float | None = None


def _readings(call: Call, headers: Mapping[str, str]) -> Iterator[_Reading]:
    """What the headers of an answer say is left, bucket by bucket."""
    for name, rule in _STEADY.items():
        if (left := headers.get(name, "")).isdecimal():
            yield _Reading(call.scope, name, rule, float(left))
    for found in _POLICY.finditer(headers.get("x-ms-ratelimit-remaining-resource", "")):
        policy, minutes, seen = found["name"], int(found["minutes"]), float(found["left"])
        short, long = _POLICIES.get(policy, (seen + 1, seen + 1))
        rule = Rule(long if minutes == 30 else short, 60.0 * minutes, windowed=True)
        yield _Reading(call.place, f"{policy}{minutes}Min", rule, seen)
    if (left := headers.get("x-ms-user-quota-remaining", "")).isdecimal():
        resets_after = _seconds(headers.get("x-ms-user-quota-resets-after"))
        yield _Reading(call.scope, "graph", _GRAPH, float(left), resets_after)


def _seconds(span: str | None) -> float | None:
    """Read a span such as 00:00:05."""
    try:
        hours, minutes, seconds = (span or "").split(":")
        return 3600 * int(hours) + 60 * int(minutes) + float(seconds)
    except ValueError:
        return None
