"""`sigscope status`: one version's replication, once or until nothing moves."""

import sys
from dataclasses import dataclass, field
from datetime import timedelta

from tui.headless.exits import Exit, refused
from tui.headless.output import Format, Row, as_json, say, write_rows
from tui.model.errors import GalleryError, NotFound, Throttled
from tui.model.estimate import Track, observe
from tui.model.gallery import Version
from tui.model.ids import ResourceId
from tui.model.regions import RegionNames
from tui.model.replication import moves, regions_of
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
    _failures: int = 0

    async def run(self) -> Exit:
        """Print the status, and follow it; the exit code tells how the version stands."""
        try:
            gateway = await self._gateway()
            version = await self._read(gateway)
        except GalleryError as error:
            return refused(error)
        deadline = self.clock.monotonic() + self.timeout.total_seconds()
        self._print(version)
        while self.watch and moves(version):
            if self.clock.monotonic() >= deadline:
                say(f"still moving after {self.timeout}")
                return Exit.MOVING
            await self.clock.sleep(OPEN_AND_MOVING)
            try:
                version = await self._read(gateway)
            except NotFound as error:
                return refused(error)
            except GalleryError as error:
                if not error.transient:
                    return refused(error)
                await self._wait_out(error)
                continue
            self._failures = 0
            self._print(version)
        return _verdict(version)

    async def _gateway(self) -> Gateway:
        inventory, routes = Inventory(), Routes()
        survey = Survey(self.directory, inventory, routes)
        report = await survey.run(await self.directory.tenants(), overview=False)
        if f"/subscriptions/{self.version_id.subscription.lower()}" not in inventory:
            for error in report.unread.values():
                say(f"not looked in: {error.title}: {error.cause}")
        return routes.gateway_for(str(self.version_id).lower())

    async def _read(self, gateway: Gateway) -> Version:
        reading = await gateway.version(str(self.version_id))
        for each in regions_of(reading.value):
            held = self._tracks.get(each.region)
            self._tracks[each.region] = observe(held, each.state, each.progress, reading.stamp.at)
        return reading.value

    async def _wait_out(self, error: GalleryError) -> None:
        self._failures += 1
        say(f"{error.title}: {error.cause}; it is read again")
        asked = (error.retry_after or 0.0) if isinstance(error, Throttled) else 0.0
        await self.clock.sleep(max(BACK_OFF[min(self._failures, len(BACK_OFF)) - 1], min(asked, LONGEST_WAIT)))

    def _print(self, version: Version) -> None:
        now = self.directory.now()
        for target in version.target_regions:
            self._names.met(target.name)
        rows = region_rows(version, self._tracks, now, self._names)
        body = status_body(version, rows)
        comparable = [{**row, "eta_seconds": None} for row in body["regions"]], body["provisioning_state"]
        if comparable == self._printed:
            return
        self._printed = comparable
        if self.form == "json":
            sys.stdout.write(f"{as_json(body, None if self.watch else 2)}\n")
            sys.stdout.flush()
            return
        summary = visible(f"{version.provisioning_state or 'unknown'} · {headline(version, self._tracks, now)}")
        sys.stdout.write(f"{summary}\n")
        write_rows([_table_row(row) for row in rows], _TABLE_KEYS, "table")


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


def _verdict(version: Version) -> Exit:
    if moves(version):
        return Exit.MOVING
    wrong = any(each.state in ("Failed", "Missing") for each in regions_of(version))
    return Exit.PROBLEM if wrong or version.provisioning_state == "Failed" else Exit.DONE
