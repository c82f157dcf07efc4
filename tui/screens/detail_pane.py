"""The detail pane: the fields of what is under the cursor."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from tui.model.gallery import Definition, Gallery, Subscription, Tenant, Version
from tui.model.ids import ResourceId, kind_of, parent_key, parse_id
from tui.screens.sight import Sight
from tui.services.inventory import Entry
from tui.wording.ages import ago
from tui.wording.allowances import fullest_field, registration_field
from tui.wording.details import (
    Field,
    definition_fields,
    gallery_fields,
    subscription_fields,
    tenant_fields,
    version_fields,
)
from tui.wording.signs import EDITABLE, Style
from widgets.field_grid import SUMMARY_CLASS, FieldGrid, Line
from widgets.pane import Pane
from widgets.tones import Part
from widgets.untrusted import EMPTY, visible

if TYPE_CHECKING:
    from widgets.text_page import TextPage

OLD = timedelta(hours=2)
"""From then on the age of what is shown wants attention: what has settled is read every hour."""
IN_SUMMARY = ("Provisioning", "State", "Ready", "OS", "Region", "Hardware", "Sharing", "Size")


class DetailPane(Pane):
    """Shows one key at a time; in one line where the screen is short."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._inventory = sight.inventory
        self.grid = FieldGrid()
        self._key = ""
        super().__init__(self.grid, id="details")

    def show(self, key: str) -> None:
        """Show what is known of a key."""
        self._key = key
        entry = self._inventory.entry(key)
        tenant = self._sight.tenant(key)
        self.title = visible(tenant.name if tenant else title(key, entry))
        fields = [*self._fields(entry), self._read(entry)] if entry else [Field("", self._sight.nothing)]
        if tenant:
            fields = tenant_fields(tenant, len(self._sight.subscriptions(tenant)), self._overview_of(tenant))
        sign = visible(EDITABLE.text(ascii_only=self._sight.ascii_only))
        self.grid.show(
            [
                Line(visible(each.label), visible(each.value), sign if each.editable else EMPTY, each.style)
                for each in fields
                if each.value
            ],
            visible(" · ".join(_summary(fields))),
        )

    def page(self) -> "TextPage":
        """Every field that the service gives, with nothing cut off."""
        from tui.screens.body_pages import FieldsPage
        from widgets.text_page import TextPage

        lines: list[tuple[Part, ...]] = [
            (Part(visible(f"{each.label:<14}"), "dim"), Part(each.value, each.tone)) for each in self.grid.lines
        ]
        if self._key not in self._inventory:
            return TextPage(self.title, lines)
        read = partial(self._sight.lookups.body, self._key)
        return FieldsPage(kind_of(self._key), read, self.title, lines, ascii_only=self._sight.ascii_only)

    def summarize(self, *, summary: bool) -> None:
        """Show all fields in one line, or one by one."""
        self.grid.set_class(summary, SUMMARY_CLASS)

    def _fields(self, entry: Entry) -> list[Field]:
        match entry.value:
            case Version() as version:
                latest = self._sight.latest(parent_key(version.key) or "")
                return version_fields(version, self._definition_of(version), latest, self._sight.now)
            case Definition() as definition:
                return definition_fields(definition, self._sight.now)
            case Gallery() as gallery:
                return gallery_fields(gallery, self._inventory.regions)
            case Subscription() as subscription:
                report = self._sight.report
                tenants = {tenant.id: tenant.name for tenant in (report.tenants if report else ())}
                fields = subscription_fields(subscription, tenants.get(subscription.tenant_id, subscription.tenant_id))
                return [*fields, *self._allowed(entry.key)]

    def _allowed(self, key: str) -> list[Field]:
        allowance = self._sight.allowances.of(key)
        if allowance is None:
            return []
        return [registration_field(allowance.registration), fullest_field(allowance.quotas)]

    def _overview_of(self, tenant: Tenant) -> str:
        """How its galleries were found."""
        report = self._sight.report
        if report is None or tenant.id in report.unread:
            return "not read"
        return "lists, without Graph" if tenant.id in report.fallback else "by Resource Graph"

    def _read(self, entry: Entry) -> Field:
        """When, and from where it may be behind: what Resource Manager itself said needs no source."""
        source = f", {entry.stamp.source.value}" if entry.stamp.source.is_overview and not entry.status_at else ""
        at = entry.status_at or entry.stamp.at
        style: Style = "moving" if self._sight.now - at > OLD else "plain"
        return Field("Read", ago(at, self._sight.now) + source, style=style)

    def _definition_of(self, version: Version) -> Definition | None:
        entry = self._inventory.entry(parent_key(version.key) or "")
        return entry.value if entry and isinstance(entry.value, Definition) else None


def _summary(fields: Iterable[Field]) -> list[str]:
    values = {each.label: each.value for each in fields}
    return [values[label] for label in IN_SUMMARY if values.get(label)]


def title(key: str, entry: Entry | None) -> str:
    """What is shown, and where it lies: 2.4.1 · img_prod / ubuntu-2204-hardened."""
    if entry is None or kind_of(key) == "subscription":
        return entry.value.name if entry else ""
    named: ResourceId = parse_id(entry.value.id)
    above = [part for part in (named.gallery, named.definition, named.version) if part][:-1]
    return f"{named.name} · {' / '.join(above)}" if above else named.name
