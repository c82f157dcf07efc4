"""The inventory: every subscription, gallery, definition and version known, one store keyed by lower-cased id.

Each entry says where and when it was read and what went wrong since. Counts of failed, missing and moving regions are
kept rolled up for every parent, so that reading one costs nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from datetime import datetime, timedelta

from msgspec import Struct, structs

from tui.model.errors import GalleryError, Unexpected
from tui.model.gallery import Resource, Subscription, Version
from tui.model.ids import name_of, parent_key, subscription_key, subscription_of
from tui.model.precedence import Source, Stamp, in_best_spelling, judge, judge_absence, says_the_same
from tui.model.regions import RegionNames
from tui.model.replication import Tally, tally
from tui.services.changes import Changes
from tui.services.children import Children
from tui.services.news import News
from tui.services.past import Event, Past
from tui.services.sharing import one_tally, share

ROOT = ""
FORGOTTEN_AFTER = timedelta(days=1)
"""How long it is remembered that something was deleted: Graph may be late by minutes, not by a day."""

Value = Subscription | Resource


class Failure(Struct, frozen=True):
    """Why the last attempt to read something failed, and when; `listing` where it was the list of its children."""

    error: GalleryError
    at: datetime
    listing: bool = False


class Entry(Struct, gc=False):
    """What is known of one thing; `status_at` is when a version's replication status was last read."""

    key: str
    value: Value
    stamp: Stamp
    status_at: datetime | None = None
    tally: Tally = one_tally(Tally())

    def count(self, change: Tally) -> None:
        """Add to the tally."""
        self.tally = one_tally(self.tally + change)


class Inventory:
    """The one store; its methods are called from the event loop only."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.regions = RegionNames()
        self.news = News()
        self.past = Past()
        self.doubts: set[str] = set()
        self.behind: set[str] = set()
        """Keys of which the overview tells what is no longer so, as reading them by themselves has shown."""
        self._entries: dict[str, Entry] = {}
        self._children = Children(lambda key: self._entries[key].value.name)
        self._deleted: dict[str, datetime] = {}
        self._failures: dict[str, Failure] = {}
        self._listed: dict[str, Stamp] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def entry(self, key: str) -> Entry | None:
        """What is known under a key."""
        return self._entries.get(key)

    def version(self, key: str) -> Version | None:
        """The version under a key, None where it is something else or unknown."""
        entry = self._entries.get(key)
        return entry.value if entry and isinstance(entry.value, Version) else None

    def subscription_name(self, key: str) -> str | None:
        """The name of the subscription that a key lies in."""
        entry = self._entries.get(subscription_key(subscription_of(key)))
        return entry.value.name if entry else None

    def keys(self) -> Iterable[str]:
        """The key of everything, in no order."""
        return self._entries.keys()

    def entries(self) -> Iterable[Entry]:
        """Everything, in no order."""
        return self._entries.values()

    def children(self, key: str = ROOT) -> list[str]:
        """The keys under a parent, by name, versions newest first; ROOT has the subscriptions."""
        return self._children.ordered(key)

    def size(self, key: str) -> int:
        """How many there are directly under a key."""
        return len(self._children.of(key))

    def tally(self, key: str) -> Tally:
        """The roll-up of everything under a key; of everything at all under ROOT."""
        if key == ROOT:
            return sum((self.tally(each) for each in self.children()), Tally())
        entry = self._entries.get(key)
        return entry.tally if entry else Tally()

    def troubled(self, under: str = ROOT) -> Iterator[Entry]:
        """The versions of which a region failed, is missing or moves, in the order of the tree."""
        for key in self.children(under):
            entry = self._entries.get(key)
            if entry is None or not any(entry.tally[:3]):
                continue
            if isinstance(entry.value, Version):
                yield entry
            else:
                yield from self.troubled(key)

    def listed(self, key: str) -> Stamp | None:
        """When the children of a key were last listed to the end, and from where; None where never."""
        return self._listed.get(key)

    def failure(self, key: str) -> Failure | None:
        """What went wrong at the last attempt to read a key or its children."""
        return self._failures.get(key)

    def failures(self) -> dict[str, Failure]:
        """Everything that could not be read at the last attempt."""
        return self._failures

    def take(self, value: Value, stamp: Stamp) -> bool:
        """Take a reading, if it may stand; says whether it did."""
        held = self._entries.get(value.key)
        key = held.key if held else value.key
        differs = held is not None and not says_the_same(held.value, value)
        verdict = judge(held.stamp if held else None, stamp, differs=differs, deleted_at=self._deleted.get(key))
        if verdict.read_again:
            self.doubts.add(key)
        elif stamp.source.is_overview:
            self.behind.discard(key)
        if not verdict.take:
            return False
        self._deleted.pop(key, None)
        if key in self.doubts and not differs and not stamp.source.is_overview:
            self._is_behind(key)
        self.doubts.discard(key)
        if self._cures(key, value, stamp):
            self.recovered(key)
        if not isinstance(value, Subscription):
            share(value)
        if isinstance(value, Version):
            for target in value.target_regions:
                self.regions.met(target.name)
        if held is None:
            self._add(key, value, stamp)
        else:
            self._replace(key, held, value, stamp)
        return True

    def take_listing(self, parent: str, seen: Collection[str], stamp: Stamp) -> None:
        """Note that a listing of a parent's children came to its end: what it lacks goes, or is read again."""
        self._listed[parent] = stamp
        self.behind -= {each for each in self.behind if each not in seen and each not in self._entries}
        self.recovered(parent, listing=True)
        for key in [each for each in self._children.of(parent) if each not in seen]:
            verdict = judge_absence(self._entries[key].stamp, stamp)
            if verdict.take:
                self.delete(key, stamp.at)
            elif verdict.read_again:
                self.doubts.add(key)
        self.changes.announce(parent)

    def delete(self, key: str, at: datetime) -> None:
        """Remove what is known to be deleted, and everything under it."""
        if key in self.doubts and key not in self._entries:
            self._is_behind(key)
        self.doubts.discard(key)
        self.news.seen((key,))
        self._failures.pop(key, None)
        entry = self._entries.get(key)
        if entry is None:
            return
        for child in list(self._children.of(key)):
            self.delete(child, at)
        above = self._roll_up(key, Tally() - entry.tally)
        del self._entries[key]
        parent = parent_key(key) or ROOT
        self._children.remove(parent, key)
        self._listed.pop(key, None)
        self._remember_deleted(key, at)
        self.changes.announce(key, parent, *above)

    def failed(self, key: str, error: GalleryError, at: datetime, *, listing: bool = False) -> None:
        """Note that reading a key, or the list of its children, failed; what was known of it stays.

        What the error says is kept, not the frames and answers that it came from.
        """
        self._failures[key] = Failure(copy(error), at, listing)
        held = self._entries.get(key)
        self.past.note(Event(at, held.value.name if held else name_of(key), self._failures[key].error))
        self.changes.announce(key)

    def recovered(self, key: str, *, listing: bool = False) -> None:
        """Note that a key, or the list of its children, can be read again."""
        failure = self._failures.get(key)
        if failure and failure.listing is listing:
            del self._failures[key]
            self.changes.announce(key)

    def _cures(self, key: str, value: Value, stamp: Stamp) -> bool:
        """Whether a reading shows that what failed works again: a list of versions says nothing of their status."""
        if not isinstance(value, Version) or stamp.source in (Source.GET, Source.WRITE):
            return True
        failure = self._failures.get(key)
        return failure is not None and isinstance(failure.error, Unexpected)

    def _is_behind(self, key: str) -> None:
        """Note that the overview tells of a key what is no longer so: there was a doubt, and it is as it was known."""
        self.behind.add(key)
        self.changes.announce(ROOT)

    def looked_at(self, *keys: str) -> None:
        """Note that somebody has looked at these: what was news of them is none any more."""
        self.changes.announce(*self.news.seen(keys))

    def clear(self) -> None:
        """Forget everything: somebody else has signed in."""
        known = list(self._entries)
        for index in (self._entries, self._children, self._deleted, self._failures, self._listed):
            index.clear()
        self.doubts.clear()
        self.behind.clear()
        self.news.forget()
        self.past.forget()
        self.changes.announce(ROOT, *known)

    def _add(self, key: str, value: Value, stamp: Stamp) -> None:
        self._entries[key] = entry = Entry(key, value, stamp)
        parent = parent_key(key) or ROOT
        self._children.add(parent, key)
        if parent != ROOT and parent not in self._entries:
            self.doubts.add(parent)
        for child in self._children.of(key):
            entry.count(self._entries[child].tally)
        if isinstance(value, Version):
            self.news.came(key)
            entry.status_at = stamp.at if value.replication else None
            above = self._roll_up(key, tally(value))
        else:
            above = self._roll_up(parent, entry.tally)
        self.changes.announce(key, parent, *above)

    def _replace(self, key: str, held: Entry, value: Value, stamp: Stamp) -> None:
        value = in_best_spelling(held.value, value)
        changed: list[str] = []
        if isinstance(value, Version) and isinstance(held.value, Version):
            if value.replication is not None:
                held.status_at = stamp.at
            elif held.value.replication is not None:
                value = structs.replace(value, replication=held.value.replication)
            self.news.changed(held.value, value)
            changed = self._roll_up(key, tally(value) - tally(held.value))
        held.stamp = stamp
        if value != held.value:
            if isinstance(value, Subscription):
                self._children.renamed(ROOT)
            held.value = value
            changed.append(key)
        if changed:
            self.changes.announce(*changed)

    def _roll_up(self, key: str | None, change: Tally) -> list[str]:
        """Add to the tally of a key and of all that it lies in, as far as that is known; answers whose tallies."""
        counted: list[str] = []
        while key and any(change):
            entry = self._entries.get(key)
            if entry is None:
                break
            entry.count(change)
            counted.append(key)
            key = parent_key(key)
        return counted

    def _remember_deleted(self, key: str, at: datetime) -> None:
        self._deleted.pop(key, None)
        self._deleted[key] = at
        while at - self._deleted[oldest := next(iter(self._deleted))] > FORGOTTEN_AFTER:
            del self._deleted[oldest]
