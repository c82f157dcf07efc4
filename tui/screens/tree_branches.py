"""The tree's branches, from the inventory: tenants' subscriptions, galleries, definitions and their newest versions."""

from collections.abc import Container

from tui.model.errors import AuthRequired, Forbidden, GalleryError
from tui.model.gallery import Tenant, Version
from tui.model.ids import kind_of, name_of
from tui.screens.sight import TENANT, Sight
from tui.services.inventory import ROOT
from tui.wording.signs import badges
from widgets.branches import Branch
from widgets.tones import Part
from widgets.untrusted import Shown, literal, visible

NEWEST = 12
MORE = "#more"


class TreeBranches:
    """Turns the inventory into branches.

    `shown` limits it to some keys, None shows all; `kept` are older versions to be shown besides the newest.
    """

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._inventory = sight.inventory
        self.shown: Container[str] | None = None
        self.kept: set[str] = set()

    def under(self, key: str) -> list[Branch]:
        """The branches under a key; under ROOT the subscriptions, then the tenants that could not be read."""
        keys = [each for each in self._inventory.children(key) if self.shown is None or each in self.shown]
        if kind_of(key) == "definition":
            chosen = [each for rank, each in enumerate(keys) if rank < NEWEST or each in self.kept]
        else:
            chosen = keys
        branches = [self.branch(each) for each in chosen]
        if len(keys) > len(branches):
            branches.append(Branch(key + MORE, visible(f"{len(keys) - len(branches)} more"), tone="dim"))
        report = self._sight.report
        if key == ROOT and report and self.shown is None:
            branches += [
                _tenant(tenant, error)
                for tenant in report.tenants
                if (error := report.unread.get(tenant.id)) is not None
            ]
        return branches

    def branch(self, key: str) -> Branch:
        """One branch, with what is wrong or moving below it at its right."""
        entry = self._inventory.entry(key)
        if entry is None:
            return Branch(key, visible(name_of(key)), tone="dim")
        empty = not self._inventory.size(key)
        failure = self._inventory.failure(key)
        parts = tuple(
            Part(visible(text), tone) for text, tone in badges(entry.tally, ascii_only=self._sight.ascii_only)
        )
        if isinstance(entry.value, Version):
            if entry.tally.settled and entry.value.past_end_of_life(self._sight.now):
                parts = (_dim("end of life"),)
            return Branch(key, visible(entry.value.name), parts)
        if empty:
            parts = self._nothing(key, failure.error if failure else None)
        unknown = failure is None and self._inventory.listed(key) is None
        return Branch(key, visible(entry.value.name), parts, expandable=unknown or not empty)

    def why_none(self) -> Shown:
        """What stands where no branches are."""
        if self.shown is not None and len(self._inventory):
            return literal("nothing matches")
        if self._sight.report and self._sight.report.unknown:
            return visible(f"no subscription {', '.join(self._sight.report.unknown)}")
        return literal("no subscriptions" if self._sight.report else "nothing read yet")

    def _nothing(self, key: str, error: GalleryError | None) -> tuple[Part, ...]:
        """What stands beside a branch that has nothing under it."""
        if error is not None:
            return (_dim("no access" if isinstance(error, Forbidden) else "not read"),)
        if self._inventory.listed(key) is None:
            return ()
        below = {"subscription": "galleries", "gallery": "definitions", "definition": "versions"}
        return (_dim(f"no {below.get(kind_of(key) or '', 'content')}"),)


def _tenant(tenant: Tenant, error: GalleryError) -> Branch:
    text = error.command if isinstance(error, AuthRequired) else error.title
    return Branch(TENANT + tenant.id, visible(f"{tenant.name}: {text}"), tone="dim")


def _dim(text: str) -> Part:
    return Part(visible(text), "dim")
