"""`sigscope status`: one version's replication, once or until nothing moves."""

import asyncio
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from tui.headless.exits import Exit, refused, tell
from tui.headless.output import Format, Row, as_json, say, write_rows
from tui.model.errors import GalleryError
from tui.model.estimate import Track, observe
from tui.model.gallery import Version
from tui.model.ids import ResourceId, subscription_key
from tui.model.regions import RegionNames
from tui.model.replication import moves, regions_of
from tui.services.back_off import back_off
from tui.services.clock import Clock
from tui.services.gateway import Directory, Gateway
from tui.services.inventory import Inventory
from tui.services.monitor import BACK_OFF, LONGEST_WAIT, OPEN_AND_MOVING
from tui.services.routes import Routes
from tui.services.survey import Survey
from tui.wording.replication import RegionRow, headline, region_rows
from widgets.untrusted import visible

_TABLE_KEYS = ("state", "progress", "left", "region", "replicas", "storage")


@dataclass
class StatusCommand:
    """Reads the version by itself, every few seconds where `watch`, and prints what has changed."""

    directory: Directory
    version_id: ResourceId
    form: Format
    clock: Clock
    watch: bool = False
    timeout: timedelta = timedelta(hours=6)
    _tracks: dict[str, Track] = field(default_factory=dict)
    _names: RegionNames = field(default_factory=RegionNames)
    _printed: object = None
    _rows: dict[str, RegionRow] = field(default_factory=dict)
    _failures: int = 0

    async def run(self) -> Exit:
        """Print the status, and follow it; the exit code tells how the version stands."""
        try:
            gateway = await self._gateway()
            version, _ = await asyncio.gather(self._read(gateway), self._learn_names(gateway))
        except GalleryError as error:
            return refused(error)
        self._print(version)
        deadline = self.clock.monotonic() + self.timeout.total_seconds()
        wait = OPEN_AND_MOVING
        while self.watch and moves(version):
            rest = deadline - self.clock.monotonic()
            if rest <= 0:
                say(f"still moving after {self.timeout}")
                return Exit.MOVING
            await self.clock.sleep(min(wait, rest))
            try:
                version = await self._read(gateway)
            except GalleryError as error:
                if not error.transient:
                    return refused(error)
                wait = self._back_off(error)
                continue
            wait, self._failures = OPEN_AND_MOVING, 0
            self._print(version)
        return _verdict(version)

    async def _gateway(self) -> Gateway:
        inventory, routes = Inventory(), Routes()
        tenants = await self.directory.tenants()
        routes.home = self.directory.gateway(tenants[0])
        report = await Survey(self.directory, inventory, routes).run(tenants, overview=False)
        if subscription_key(self.version_id.subscription) not in inventory:
            names = {tenant.id: tenant.name for tenant in tenants}
            for scope, error in report.unread.items():
                tell(error, before=f"not looked in: {names.get(scope, scope)}: ")
        return routes.gateway_for(str(self.version_id))

    async def _learn_names(self, gateway: Gateway) -> None:
        with suppress(GalleryError):  # then regions go by the names that the version has for them
            self._names.learn(await gateway.locations(self.version_id.subscription))

    async def _read(self, gateway: Gateway) -> Version:
        reading = await gateway.version(str(self.version_id))
        for each in regions_of(reading.value):
            held = self._tracks.get(each.region)
            self._tracks[each.region] = observe(held, each.state, each.progress, reading.stamp.at)
        return reading.value

    def _back_off(self, error: GalleryError) -> float:
        """Say that it is read again; answers after how many seconds."""
        self._failures += 1
        wait = back_off(error, self._failures, BACK_OFF, LONGEST_WAIT)
        say(f"{error.title}: {error.cause}; it is read again in {wait:.0f} s")
        return wait

    def _print(self, version: Version) -> None:
        now = self.directory.now()
        for target in version.target_regions:
            self._names.met(target.name)
        rows = region_rows(version, self._tracks, now, self._names)
        body = status_body(version, rows)
        # A time left that shrinks is no change.
        shown = {**body, "regions": [{**row, "eta_seconds": None} for row in body["regions"]]}
        if shown == self._printed:
            return
        self._printed = shown
        if self.form == "json":
            sys.stdout.write(f"{as_json(body, None if self.watch else 2)}\n")
            sys.stdout.flush()
            return
        summary = visible(f"{version.provisioning_state or 'unknown'} · {headline(version, self._tracks, now)}")
        changed = [row for row in rows if self._rows.get(row.region, row) != row]
        if self._rows.keys() == {row.region for row in rows}:
            lines = (visible(f"{now.astimezone():%H:%M:%S}  {_in_a_line(row)}") for row in changed)
            sys.stdout.writelines(f"{line}\n" for line in (*lines, *([summary] if not moves(version) else ())))
            sys.stdout.flush()
        else:
            sys.stdout.write(f"{summary}\n")
            write_rows([_table_row(row) for row in rows], _TABLE_KEYS, "table")
        self._rows = {row.region: row for row in rows}


def status_body(version: Version, rows: list[RegionRow]) -> Row:
    """The object that `status -o json` prints."""
    joined = {each.region: each for each in regions_of(version)}
    return {
        "id": version.id,
        "provisioning_state": version.provisioning_state,
        "aggregated_state": version.replication.aggregated_state if version.replication else None,
        "regions": [
            {
                "region": row.region,
                "display_name": row.display_name,
                "wanted": joined[row.region].wanted is not None,
                "state": joined[row.region].state,
                "progress": joined[row.region].progress,
                "details": status.details if (status := joined[row.region].status) else None,
                "replicas": int(row.replicas) if row.replicas else None,
                "storage_account_type": row.storage or None,
                "eta_seconds": row.left_seconds,
            }
            for row in sorted(rows, key=lambda row: row.region)
        ],
    }


def _table_row(row: RegionRow) -> Row:
    progress = "" if row.progress is None else f"{row.progress} %"
    return {
        "state": row.state,
        "progress": progress,
        "left": row.left,
        "region": row.name,
        "replicas": row.replicas,
        "storage": row.storage,
    }


def _in_a_line(row: RegionRow) -> str:
    progress = "" if row.progress is None else f"{row.progress} %"
    return f"{row.name:<20}  {row.state:<11}  {progress:>5}  {row.left}".rstrip()


def _verdict(version: Version) -> Exit:
    if moves(version):
        return Exit.MOVING
    wrong = any(each.state in ("Failed", "Missing") for each in regions_of(version))
    return Exit.PROBLEM if wrong or version.provisioning_state == "Failed" else Exit.DONE
