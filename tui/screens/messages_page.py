"""Messages: what went wrong, with the ids to quote."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.keymap import Key
from tui.model.errors import GalleryError
from tui.services.inventory import Inventory
from tui.services.past import Event
from tui.services.standing import Standing
from tui.wording.ages import ago
from tui.wording.errors import told
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import literal, visible


def defaults_stand(complaints: Sequence[str], keys: Sequence[Key]) -> str:
    """That some of the settings cannot be used, and the key that tells which."""
    which = "One of the settings" if len(complaints) == 1 else f"{len(complaints)} of the settings"
    pressed = next(key.shown for key in keys if key.id == "messages")
    return f"{which} cannot be used, and the default stands. {pressed} tells more."


def messages_page(inventory: Inventory, standing: Standing, now: datetime, complaints: Sequence[str] = ()) -> TextPage:
    """What could not be read, newest first, with the ids to quote; and what of the settings cannot be used."""
    lines: list[tuple[Part, ...]] = []
    if complaints:
        lines += [(Part(literal("Settings"), "strong"),), *((Part(visible(f"  {each}")),) for each in complaints)]
        lines += [(Part(literal("  Defaults stand for these. sigscope config check tells all that is wrong.")),)]
        lines += [(Part(literal("")),)]
    if standing.error:
        lines += _told("Azure", standing.error)
    for each in standing.report.unknown if standing.report else ():
        said = "no subscription that the account sees is called so; --subscription and --scope are limited to those"
        lines += [(Part(visible(each), "strong"),), (Part(visible(f"  {said}")),), (Part(literal("")),)]
    lines += _behind(inventory)
    names = {tenant.id: tenant.name for tenant in (standing.report.tenants if standing.report else ())}
    for tenant, error in (standing.report.fallback if standing.report else {}).items():
        lines += _told(f"Resource Graph in {names.get(tenant, tenant)}: plain lists were read in its place", error)
    for tenant, error in (standing.report.unread if standing.report else {}).items():
        if tenant in names:
            lines += _told(names[tenant], error)
    for key, failure in sorted(inventory.failures().items(), key=lambda each: each[1].at, reverse=True):
        entry = inventory.entry(key)
        lines += _told(f"{entry.value.name if entry else key}, {ago(failure.at, now)}", failure.error)
    lines = lines or [(Part(literal("Nothing is wrong.")),), (Part(literal("")),)]
    return TextPage(literal("Messages"), [*lines, *_before(inventory.past, now)])


def _before(past: Iterable[Event], now: datetime) -> list[tuple[Part, ...]]:
    """What was said and what went wrong before, the last first."""
    lines = [(Part(visible(f"  {ago(each.at, now):<12}"), "dim"), Part(visible(_in_one_line(each)))) for each in past]
    return [(Part(literal("Told before, the last first"), "strong"),), *lines] if lines else []


def _in_one_line(event: Event) -> str:
    return f"{event.text}: {' '.join(told(event.error))}" if event.error else " ".join(event.text.split())


def _behind(inventory: Inventory) -> list[tuple[Part, ...]]:
    """What Resource Graph tells otherwise than the things themselves."""
    if not inventory.behind:
        return []
    known = (inventory.entry(key) for key in sorted(inventory.behind))
    named = ", ".join(entry.value.name for entry in known if entry)
    text = f"  It tells otherwise of {named or 'what was deleted'}; what is shown was read from Resource Manager."
    return [(Part(literal("Resource Graph is behind"), "strong"),), (Part(visible(text)),), (Part(literal("")),)]


def _told(heading: str, error: GalleryError) -> list[tuple[Part, ...]]:
    return [
        (Part(visible(heading), "strong"),),
        *((Part(visible(f"  {line}")),) for line in told(error)),
        (Part(literal("")),),
    ]
