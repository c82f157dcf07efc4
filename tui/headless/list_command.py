"""`sigscope list`: what there is, for scripts and for a quick look."""

from collections.abc import Sequence

from tui.headless.exits import Exit, tell
from tui.headless.output import Format, say, write_rows
from tui.model.filters import parse_filter
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


class ListCommand:
    """Lists one kind of thing over all that the account sees; raises FilterError for a filter that makes no sense."""

    def __init__(self, what: What, form: Format, filter_text: str = "") -> None:
        self._what = what
        self._form = form
        self._keeps = parse_filter(filter_text, {*KEYS[what], "state", "region"})
        self._inventory = Inventory()
        self._routes = Routes()

    async def run(self, directory: Directory, scope: Sequence[str] = ()) -> Exit:
        """Print what can be read; the exit code tells whether that was all."""
        survey = Survey(directory, self._inventory, self._routes, scope)
        report = await survey.run(await directory.tenants(), overview=self._what != "subscriptions")
        found = await self._quotas(report) if self._what == "quotas" else self._rows()
        write_rows([row for row in found if self._keeps(fields_of(row))], KEYS[self._what], self._form)
        return self._ending(report, anything=bool(found))

    def _rows(self) -> list[Row]:
        kind, entries = _KINDS[self._what], self._inventory.entries()
        found = sorted((entry.value for entry in entries if isinstance(entry.value, kind)), key=row_order)
        return [row_of(value, self._inventory.subscription_name(value.key)) for value in found]

    async def _quotas(self, report: Report) -> list[Row]:
        found, unread = await quotas(self._inventory, self._routes)
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

    def _ending(self, report: Report, *, anything: bool) -> Exit:
        """Name what could not be read."""
        tenants = {tenant.id: tenant.name for tenant in report.tenants}
        for tenant, error in report.fallback.items():
            say(f"{tenants[tenant]}: Resource Graph did not answer, lists took over: {error.title}: {error.cause}")
        for each in report.unknown:
            say(f"not read: {each}: no subscription that the account sees is called so")
        for scope, error in sorted(report.unread.items()):
            tell(error, before=f"not read: {tenants.get(scope) or self._name(scope)}: ")
        if not (report.unread or report.unknown):
            return Exit.DONE
        readable = any(key not in report.unread for key in self._inventory.children())
        return Exit.INCOMPLETE if anything or readable else Exit.UNREADABLE

    def _name(self, key: str) -> str:
        entry = self._inventory.entry(key)
        return entry.value.name if entry and isinstance(entry.value, Subscription) else key
