"""The detail panes: every field named for people, grouped, in the order in which the eye wants them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from tui.model.gallery import Bounds, Definition, Gallery, Subscription, Tags, Tenant, Version, source_kind
from tui.model.ids import name_of
from tui.model.latest import Latest
from tui.model.regions import RegionNames
from tui.model.replication import regions_of
from tui.model.times import parse_time
from tui.wording.ages import ago, day, moment
from tui.wording.latest import latest_of
from tui.wording.signs import Style
from tui.wording.sizes import counted, gigabytes


class Field(NamedTuple):
    """A named value; `editable` ones can be changed after creation."""

    label: str
    value: str
    editable: bool = False
    style: Style = "plain"


def version_fields(
    version: Version, definition: Definition | None, latest: Mapping[str, Latest], now: datetime
) -> list[Field]:
    """A version's fields."""
    published = parse_time(version.published_date)
    past = version.past_end_of_life(now)
    return [
        _provisioning(version.provisioning_state),
        Field("Source", _source(version.source_id)),
        Field("Published", _joined((moment(version.published_date, now), ago(published, now)))),
        Field("Size", _joined((gigabytes(version.size_gb), *_shape(definition)))),
        Field("Ready", _ready(version)),
        Field("Latest", _latest(version, latest)),
        Field("Mode", version.replication_mode or "Full"),
        Field("Data disks", str(version.data_disks) if version.data_disks else ""),
        Field(
            "End of life",
            f"{day(version.end_of_life_date)}{' (past)' if past else ''}" or "none",
            editable=True,
            style="moving" if past else "plain",
        ),
        Field("Excluded", _excluded(version), editable=True),
        Field("Replicas", f"{version.replica_count or 1} default, {version.replicas} in all", editable=True),
        Field("Tags", tags(version.tags), editable=True),
    ]


def definition_fields(definition: Definition, now: datetime) -> list[Field]:
    """A definition's fields."""
    return [
        _provisioning(definition.provisioning_state),
        Field("Publisher", definition.publisher or ""),
        Field("OS", _joined((definition.os_type, definition.os_state), ", ")),
        Field("Offer", definition.offer or ""),
        Field("Hardware", _joined(_shape(definition))),
        Field("SKU", definition.sku or ""),
        Field("End of life", day(definition.end_of_life_date) or "none", editable=True),
        Field("Recommended", _recommended(definition), editable=True),
        Field("Description", definition.description or "", editable=True),
        Field("Tags", tags(definition.tags), editable=True),
        Field("Features", ", ".join(f"{each.name} {each.value or ''}".rstrip() for each in definition.features)),
        Field("Disallowed disks", ", ".join(definition.disallowed_disk_types), editable=True),
        Field("Plan", _plan(definition)),
        Field("Release notes", definition.release_note_uri or "", editable=True),
        Field("Privacy", definition.privacy_statement_uri or ""),
        Field("EULA", definition.eula or ""),
    ]


def gallery_fields(gallery: Gallery, names: RegionNames) -> list[Field]:
    """A gallery's fields."""
    kept = f"on, kept {counted(gallery.retention_days, 'day')}" if gallery.retention_days else "on"
    return [
        _provisioning(gallery.provisioning_state),
        Field("Region", names.display(gallery.location or "")),
        Field("Sharing", gallery.permissions or "Private"),
        Field("Soft delete", kept if gallery.soft_delete else "off", editable=True),
        Field("Unique name", gallery.unique_name or ""),
        Field("Public names", ", ".join(gallery.public_names)),
        Field("Description", gallery.description or "", editable=True),
        Field("Tags", tags(gallery.tags), editable=True),
    ]


def subscription_fields(subscription: Subscription, tenant: str) -> list[Field]:
    """A subscription's fields."""
    return [
        Field("State", subscription.state or "unknown"),
        Field("Tenant", tenant),
        Field("Id", subscription.id),
    ]


def tenant_fields(tenant: Tenant, subscriptions: int, read: str) -> list[Field]:
    """A tenant's fields; `read` says how its overview was read."""
    return [
        Field("Domain", tenant.domain or ""),
        Field("Id", tenant.id),
        Field("Account", "at home here" if tenant.home else "a guest here"),
        Field("Subscriptions", str(subscriptions)),
        Field("Overview", read),
    ]


def _provisioning(state: str | None) -> Field:
    styles: dict[str, Style] = {"Succeeded": "plain", "Failed": "failed"}
    return Field("Provisioning", state or "unknown", style=styles.get(state or "", "moving"))


def tags(given: Tags | None) -> str:
    """Tags in one line."""
    return "  ".join(f"{name}={value}" for name, value in (given or {}).items())


def _ready(version: Version) -> str:
    if version.replication is None:
        return "status not read yet"
    regions = regions_of(version)
    return f"in {sum(each.state == 'Completed' for each in regions)} of {counted(len(regions), 'region')}"


def _latest(version: Version, latest: Mapping[str, Latest]) -> str:
    if version.replication is None:
        return ""
    said = latest_of(version, latest)
    return f"{said} regions" if said else "in no region"


def _source(source_id: str | None) -> str:
    if not source_id:
        return "not told"
    # The query of a blob's address may be a signature that opens it.
    return f"{name_of(source_id.partition('?')[0])} ({source_kind(source_id)})"


def _shape(definition: Definition | None) -> tuple[str, ...]:
    if definition is None:
        return ()
    generation = (definition.hyper_v_generation or "").replace("V", "Gen ")
    return tuple(each for each in (definition.architecture, generation, definition.security_type) if each)


def _excluded(version: Version) -> str:
    if version.exclude_from_latest:
        return "from latest everywhere"
    regions = sum(bool(each.exclude_from_latest) for each in version.target_regions)
    return f"from latest in {counted(regions, 'region')}" if regions else "no"


def _recommended(definition: Definition) -> str:
    return _joined((_range(definition.vcpus, "vCPU"), _range(definition.memory_gb, "GB")))


def _range(bounds: Bounds | None, unit: str) -> str:
    if bounds is None or (bounds.min is None and bounds.max is None):
        return ""
    if bounds.min is None or bounds.max is None:
        return f"{'from' if bounds.max is None else 'to'} {bounds.min if bounds.max is None else bounds.max} {unit}"
    return f"{bounds.min} to {bounds.max} {unit}"


def _plan(definition: Definition) -> str:
    plan = definition.purchase_plan
    return _joined((plan.publisher, plan.product, plan.name), " / ") if plan else ""


def _joined(parts: Iterable[str | None], separator: str = ", ") -> str:
    return separator.join(each for each in parts if each)
