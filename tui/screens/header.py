"""The header's items: place, problems, age, account, in the order to keep when it gets narrow."""

from datetime import datetime
from typing import NamedTuple

from tui.model.gallery import Tenant
from tui.services.gateway import Waiting
from tui.services.inventory import ROOT, Inventory
from tui.services.standing import Phase, Standing
from tui.wording.signs import Part as Worded
from tui.wording.signs import counts
from tui.wording.standing import freshness, overview_lost, slowed
from widgets.status_bar import Item
from widgets.tones import Part
from widgets.untrusted import visible

PLACE, PROBLEMS, AGE, SLOWED, ACCOUNT = 9, 7, 6, 5, 3


class Where(NamedTuple):
    """What the command line says of the place: cloud or endpoint, and what makes it special."""

    cloud: str
    simulated: bool
    guard: str = ""
    """What keeps writes off: READ-ONLY, or PROTECTED with the name of the scope."""


def header_items(
    where: Where,
    inventory: Inventory,
    standing: Standing,
    waiting: tuple[Waiting, ...],
    now: datetime,
    *,
    ascii_only: bool,
) -> list[Item]:
    """What the header shows now."""
    items = [Item(_parts([("sigscope", "strong")]), PLACE - 1), Item(_place(where, standing), PLACE, least=12)]
    items += [Item(_parts([part]), PROBLEMS) for part in counts(inventory.tally(ROOT), ascii_only=ascii_only)]
    held = slowed([each._replace(scope=inventory.subscription_name(each.scope) or each.scope) for each in waiting])
    fallback = standing.report.fallback if standing.report else {}
    lost = overview_lost(fallback, behind=bool(inventory.behind))
    if lost:
        items.append(Item(_parts([(lost, "moving")]), SLOWED, "right"))
    if held:
        items.append(Item(_parts([(held, "moving")]), SLOWED, "right"))
    items.append(Item(_parts([_age(standing, now)]), AGE, "right"))
    account = standing.account.name if standing.account else None
    if account:
        items.append(Item(_parts([(account, "dim")]), ACCOUNT, "right", least=8))
    return items


def _place(where: Where, standing: Standing) -> tuple[Part, ...]:
    home: Tenant | None = next(iter(standing.report.tenants), None) if standing.report else None
    parts: list[Worded] = []
    if where.simulated:
        parts.append(("SIMULATOR x10 " if where.cloud == "demo" else "SIMULATOR ", "moving"))
    if where.guard:
        parts.append((f"{where.guard} ", "accent"))
    return _parts([*parts, (f"{home.name} · {where.cloud}" if home else where.cloud, "plain")])


def _age(standing: Standing, now: datetime) -> Worded:
    if standing.phase is Phase.SIGNED_OUT:
        return "signed out", "failed"
    if standing.phase is Phase.FAILED:
        return "no answer", "failed"
    if standing.phase is Phase.CURRENT and standing.report:
        return freshness(standing.report.finished_at, now)
    return freshness(standing.captured_at, now)


def _parts(worded: list[Worded]) -> tuple[Part, ...]:
    return tuple(Part(visible(text), tone) for text, tone in worded)
