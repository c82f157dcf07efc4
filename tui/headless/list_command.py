"""`sigscope list`: what there is, for scripts and for a quick look."""

from collections.abc import Sequence

from tui.headless.exits import Exit, refused
from tui.headless.output import Format, say, write_rows
from tui.model.errors import GalleryError
from tui.model.filters import FilterError, parse_filter
from tui.model.gallery import Definition, Gallery, Subscription, Version
from tui.services.gateway import Directory
from tui.services.inventory import Inventory
from tui.services.quotas import quotas
from tui.services.routes import Routes
from tui.services.survey import Report, Survey
from tui.wording.rows import KEYS, Row, What, fields_of, row_of, row_order

_KINDS: dict[What, type[Subscription | Gallery | Definition | Version]] = {
    "subscriptions": Subscription,
    "galleries": Gallery,
    "definitions": Definition,
    "versions": Version,
}


async def list_resources(
    directory: Directory, what: What, form: Format, filter_text: str = "", scope: Sequence[str] = ()
) -> Exit:
    """List one kind of thing over all that the account sees, as far as it can be read."""
    try:
        keep = parse_filter(filter_text, {*KEYS[what], "state", "region"})
    except FilterError as error:
        say(f"sigscope: {error}")
        return Exit.USAGE
    inventory, routes = Inventory(), Routes()
    try:
        tenants = await directory.tenants()
        survey = Survey(directory, inventory, routes, scope)
        report = await survey.run(tenants, overview=what != "subscriptions")
        found = await _quota_rows(inventory, routes, report) if what == "quotas" else _rows(inventory, what)
    except GalleryError as error:
        return refused(error)
    write_rows([row for row in found if keep(fields_of(row))], KEYS[what], form)
    return _ending(report, inventory, found)


def _rows(inventory: Inventory, what: What) -> list[Row]:
    kind = _KINDS[what]
    found = [entry.value for entry in inventory.entries() if isinstance(entry.value, kind)]
    return [row_of(value, inventory.subscription_name(value.key)) for value in sorted(found, key=row_order)]


async def _quota_rows(inventory: Inventory, routes: Routes, report: Report) -> list[Row]:
    found, unread = await quotas(inventory, routes)
    report.unread |= unread
    return [
        {
            "subscription_id": each.subscription.id,
            "subscription_name": each.subscription.name,
            "location": each.location,
            "name": each.usage.name,
            "used": each.usage.used,
            "limit": each.usage.limit,
        }
        for each in found
    ]


def _ending(report: Report, inventory: Inventory, found: Sequence[Row]) -> Exit:
    """Name what could not be read."""
    if not report.unread:
        return Exit.DONE
    names = {tenant.id: tenant.name for tenant in report.tenants}
    for scope, error in sorted(report.unread.items()):
        entry = inventory.entry(scope)
        name = names.get(scope) or (entry.value.name if entry else scope)
        say(f"not read: {name}: {error.title}: {error.cause}")
        say(f"  next: {error.next_step}")
    return Exit.INCOMPLETE if found or len(inventory) else Exit.UNREADABLE
