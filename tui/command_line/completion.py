"""What TAB offers beside commands, options and choices: names from the newest capture on disk, never from the network.

It runs at every TAB, so it imports next to nothing: neither the screen nor Azure.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from tui.command_line.typed import resolve_typed
from tui.folders import folders
from tui.settings import Settings, SettingsError

if TYPE_CHECKING:
    from tui.services.capture_names import Names

    Item = CompletionItem[str]
else:
    Item = CompletionItem  # not to be subscripted before click 8.4

MOST = 200
"""Where there are more ids than these, it is what they lie in that is offered."""

_VERSION, _SUBSCRIPTION = 12, 2
_DEPTHS = (10, 8, _SUBSCRIPTION)
"""The slashes in the ids of what holds others: a definition, a gallery, a subscription."""


def places(ctx: click.Context, _: click.Parameter | None, incomplete: str) -> list[Item]:
    """Ids of whatever the explorer opens at."""
    names = _names(ctx)
    subscriptions = [f"/subscriptions/{each}" for each in names.subscriptions]
    return [Item(each) for each in under(incomplete, [*subscriptions, *names.ids])]


def versions(ctx: click.Context, _: click.Parameter | None, incomplete: str) -> list[Item]:
    """Ids of versions."""
    ids = [each for each in _names(ctx).ids if each.count("/") == _VERSION]
    return [Item(each) for each in under(incomplete, ids)]


def subscriptions(ctx: click.Context, _: click.Parameter | None, incomplete: str) -> list[Item]:
    """Subscriptions by name and, where it is an id that was begun, by id."""
    known = sorted(_names(ctx).subscriptions.items(), key=lambda each: each[1].lower())
    by_name = [Item(name, help=own_id) for own_id, name in known if _begins(name, incomplete)]
    by_id = [Item(own_id, help=name) for own_id, name in known if incomplete and _begins(own_id, incomplete)]
    return by_name + by_id


def scopes(ctx: click.Context, _: click.Parameter | None, incomplete: str) -> list[Item]:
    """The scopes of the settings."""
    settings = _settings(ctx)
    known = settings.scopes if settings else {}
    return [
        Item(name, help=", ".join(known[name].subscriptions)) for name in sorted(known) if _begins(name, incomplete)
    ]


def under(incomplete: str, ids: Iterable[str]) -> list[str]:
    """The ids that begin so; where they are too many, the deepest of what they lie in that are few, and several.

    One alone is never offered for many: a shell would take it for the whole word.
    """
    found = [each for each in ids if _begins(each, incomplete)]
    holders = set(found)
    for depth in _DEPTHS if len(found) > MOST else ():
        holders = {_cut(each, depth) for each in holders}
        offered = [each for each in holders if len(each) >= len(incomplete)]
        if 1 < len(offered) <= MOST:
            return _sorted(offered)
    return _sorted(found)


def _cut(own_id: str, depth: int) -> str:
    """The id of what it lies in, no deeper than that."""
    while own_id.count("/") > depth:
        own_id = own_id.rsplit("/", 2 if depth > _SUBSCRIPTION else 6)[0]
    return own_id


def _sorted(ids: Iterable[str]) -> list[str]:
    from tui.model.ids import name_of, version_order

    return sorted(ids, key=lambda each: (each.rpartition("/")[0].lower(), version_order(name_of(each)), each.lower()))


def _begins(text: str, incomplete: str) -> bool:
    return text[: len(incomplete)].lower() == incomplete.lower()


def _names(ctx: click.Context) -> "Names":
    """What can be typed of the newest capture: what a terminal would obey is no name to offer."""
    from tui.services.capture_names import Names, newest_names

    settings = _settings(ctx)
    found = newest_names(folders(demo=settings is not None and settings.demo).captures)
    subscriptions = {each: name for each, name in found.subscriptions.items() if f"{each}{name}".isprintable()}
    return Names([each for each in found.ids if each.isprintable()], subscriptions)


def _settings(ctx: click.Context) -> Settings | None:
    """The settings as far as they are typed; None where they are wrong, which is said once the line is run."""
    try:
        return resolve_typed(ctx).settings
    except SettingsError:
        return None
