"""The tree's branches, from the inventory: tenants' subscriptions, galleries, definitions and their newest versions."""

from tui.model.errors import AuthRequired, Forbidden, GalleryError
from tui.model.gallery import Tenant, Version
from tui.model.ids import kind_of, name_of
from tui.screens.narrowing import Matches
from tui.screens.sight import TENANT, Sight
from tui.services.inventory import ROOT
from tui.wording.signs import badges
from tui.wording.sizes import counted
from widgets.branches import Branch
from widgets.tones import Part
from widgets.untrusted import Shown, literal, visible

NEWEST = 12
MORE = "#more"
WITHOUT = "#without"
"""The key of the one line that stands for the subscriptions without galleries."""
FEW = 2
"""So many of them stand in a line of their own each."""


class TreeBranches:
    """Turns the inventory into branches.

    `shown` limits it to some keys, None shows all; `kept` are older versions to be shown besides the newest.
    """

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._inventory = sight.inventory
        self.shown: Matches | None = None
        self.kept: set[str] = set()
        self.unfolded = False

    def under(self, key: str) -> list[Branch]:
        """The branches under a key; under ROOT subscriptions, then tenants where there are several, or one failed."""
        children = self._inventory.children(key)
        keys = children if self.shown is None else self.shown.of(key, children)
        if key == ROOT:
            return [*self._subscriptions(keys), *self._tenants()]
        if kind_of(key) == "definition":
            chosen = [each for rank, each in enumerate(keys) if rank < NEWEST or each in self.kept]
        else:
            chosen = keys
        branches = [self.branch(each) for each in chosen]
        if len(keys) > len(branches):
            branches.append(Branch(key + MORE, visible(f"{len(keys) - len(branches)} more"), tone="dim"))
        return branches

    def folds(self, key: str) -> bool:
        """Whether a subscription stands in the one line of those without galleries, should there be more than a few."""
        known_empty = self._inventory.listed(key) is not None and self._inventory.failure(key) is None
        return self.shown is None and known_empty and not self._inventory.size(key) and not self._sight.is_pinned(key)

    def _subscriptions(self, keys: list[str]) -> list[Branch]:
        """Pinned ones first; those without galleries last, in one line unless they are unfolded."""
        keys = sorted(keys, key=lambda each: not self._sight.is_pinned(each))
        without = [each for each in keys if self.folds(each)]
        if len(without) <= FEW or len(without) == len(keys):
            return [self.branch(each) for each in keys]
        line = Branch(WITHOUT, visible(f"{len(without)} without galleries"), tone="dim")
        shown = [each for each in keys if each not in set(without)]
        return [
            *(self.branch(each) for each in shown),
            line,
            *(self.branch(each) for each in without if self.unfolded),
        ]

    def _tenants(self) -> list[Branch]:
        report = self._sight.report
        if report is None or self.shown is not None:
            return []
        return [
            self._tenant(tenant, error)
            for tenant in report.tenants
            if (error := report.unread.get(tenant.id)) is not None or len(report.tenants) > 1
        ]

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
            return Branch(key, visible(entry.value.name), parts, news=key in self._inventory.news)
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

    def _tenant(self, tenant: Tenant, error: GalleryError | None) -> Branch:
        if error is None:
            held = _dim(counted(len(self._sight.subscriptions(tenant)), "subscription"))
            return Branch(TENANT + tenant.id, visible(tenant.name), (held,), tone="dim")
        text = error.command if isinstance(error, AuthRequired) else error.title
        return Branch(TENANT + tenant.id, visible(f"{tenant.name}: {text}"), tone="dim")


def _dim(text: str) -> Part:
    return Part(visible(text), "dim")
