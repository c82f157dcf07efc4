"""What many versions have in common is kept once: regions, replication status, tags, states, sources."""

from functools import lru_cache
from sys import intern

from msgspec import structs

from tui.model.gallery import RegionStatus, Replication, Resource, Tags, TargetRegion, Version
from tui.model.replication import Tally

_MANY = 4096
"""Different ones remembered of a kind; in real galleries there are few."""

_STATES = ("location", "provisioning_state")
_VERSION_STATES = ("storage_account_type", "replication_mode", "end_of_life_date")


def share(value: Resource) -> None:
    """Let a resource that was just read have its parts in common with equal ones; what it says stays the same."""
    _intern(value, _STATES)
    if value.tags is not None:
        structs.force_setattr(value, "tags", _tags(tuple(value.tags.items())))
    if isinstance(value, Version):
        _intern(value, _VERSION_STATES)
        structs.force_setattr(value, "target_regions", _targets(value.target_regions))
        structs.force_setattr(value, "source_id", _source(value.source_id))
        if value.replication is not None:
            structs.force_setattr(value, "replication", _replication(value.replication))


@lru_cache(maxsize=_MANY)
def one_tally(tally: Tally) -> Tally:
    """The tally that stands for all equal ones."""
    return tally


def _intern(value: Resource, fields: tuple[str, ...]) -> None:
    for field in fields:
        text = getattr(value, field)
        if text is not None:
            structs.force_setattr(value, field, intern(text))


@lru_cache(maxsize=_MANY)
def _tags(items: tuple[tuple[str, str], ...]) -> Tags:
    return dict(items)


@lru_cache(maxsize=_MANY)
def _source(source_id: str | None) -> str | None:
    return source_id


@lru_cache(maxsize=_MANY)
def _targets(targets: tuple[TargetRegion, ...]) -> tuple[TargetRegion, ...]:
    return tuple(map(_target, targets))


@lru_cache(maxsize=_MANY)
def _target(target: TargetRegion) -> TargetRegion:
    return target


@lru_cache(maxsize=_MANY)
def _replication(replication: Replication) -> Replication:
    return structs.replace(replication, summary=tuple(map(_status, replication.summary)))


@lru_cache(maxsize=_MANY)
def _status(status: RegionStatus) -> RegionStatus:
    return status
