"""Other people, who write to the same galleries meanwhile."""

from itertools import count
from random import Random

from tests.tui.simulated_azure import SimulatedAzure
from tui.simulator.scenario import Body
from tui.simulator.world import DEFINITIONS, VERSIONS, Record

_ELSEWHERE = ("Japan East", "UK South", "Central US", "Brazil South")


class Others:
    """Create, change, move on and delete, one thing at a time; no two states of a thing are the same.

    `refused` counts writes that the service had a rule against, such as one on what is being written just then.
    """

    def __init__(self, azure: SimulatedAzure, seed: int) -> None:
        self._azure = azure
        self._random = Random(seed)  # noqa: S311 - the same days for the same seed
        self._numbers = count(1)
        self._least = len(self._all(VERSIONS))
        self.done = self.refused = 0

    def act(self) -> None:
        """Do one thing."""
        few = len(self._all(VERSIONS)) <= self._least
        self._random.choice(
            (self._create if few else self._delete, self._tag, self._add_region, self._whole_definition)
        )()

    def _create(self) -> None:
        model = self._any(VERSIONS)
        path = f"{model.id.rpartition('/')[0]}/9.0.{next(self._numbers)}"
        profile = {"targetRegions": model.properties["publishingProfile"]["targetRegions"][:2]}
        source = {"source": {"id": model.id}}
        self._put(path, model, {"publishingProfile": profile, "storageProfile": source})

    def _tag(self) -> None:
        chosen = self._any(self._random.choice((VERSIONS, DEFINITIONS, "microsoft.compute/galleries")))
        self._write("PATCH", chosen.id, {"tags": {"revision": str(next(self._numbers))}})

    def _add_region(self) -> None:
        chosen = self._any(VERSIONS)
        profile = chosen.properties["publishingProfile"]
        targets = [*profile["targetRegions"], {"name": self._random.choice(_ELSEWHERE)}]
        self._put(chosen.id, chosen, {**chosen.properties, "publishingProfile": {**profile, "targetRegions": targets}})

    def _delete(self) -> None:
        self._write("DELETE", self._any(VERSIONS).id)

    def _whole_definition(self) -> None:
        """Make a definition, or delete one that was made, once nothing lies in it."""
        made = [each for each in self._all(DEFINITIONS) if each.id.rpartition("/")[2].startswith("made-")]
        if made:
            self._write("DELETE", self._random.choice(made).id)
            return
        model, number = self._any(DEFINITIONS), next(self._numbers)
        identifier = {**model.properties["identifier"], "sku": f"made-{number}"}
        path = f"{model.id.rpartition('/')[0]}/made-{number}"
        self._put(path, model, {**model.properties, "identifier": identifier})

    def _put(self, path: str, model: Record, properties: Body) -> None:
        tags = {"revision": str(next(self._numbers))}
        self._write("PUT", path, {"location": model.body["location"], "tags": tags, "properties": properties})

    def _write(self, method: str, path: str, body: Body | None = None) -> None:
        status = self._azure.write(method, path, body).status
        self.done += status < 300
        self.refused += status >= 300

    def _any(self, kind: str) -> Record:
        return self._random.choice(self._all(kind))

    def _all(self, kind: str) -> list[Record]:
        return [each for each in self._azure.core.state.world.records.values() if each.type == kind]
