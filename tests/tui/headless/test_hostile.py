"""Hostile text in every string that the service answers: no terminal that shows the result obeys any of it."""

import json
import re
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from tests.simulated import DEFINITION, GALLERY, VERSION, Simulator, image_version, region_row, resource, served
from tests.tui.headless.stage import Ran, Shell, readable_world, strike
from tui.simulator.core import Core
from tui.simulator.wire import Request, Response, encode

HOSTILE = (
    "\x1b[31mred\x1b[2J \x1b]52;c;cm0gLXJmIH4K\x07 \x1b]0;owned\x1b\\ \x9b31m\x9d0;x\x9c\x85 [@click=app.quit]x[/] [/]"
    "\u202egpj.exe\u202c\u2066i\u2069 \u200b\u200d\ufeff\u00ad \u2028\u2029 \r\n\t\x00\x08\x7f e\u0301 金融 👩‍👩‍👧 "
)
ADDRESSES = {"id", "type", "subscriptionId", "tenantId", "nextLink", "$skipToken"}
"""Without which nothing would be found; the names in an id are made hostile all the same."""


def hostile(value: Any, key: str = "") -> Any:  # noqa: ANN401 - a decoded body of any shape
    """The same body with hostile text in place of, or at the end of, every string in it."""
    match value:
        case dict():
            tags = {HOSTILE: HOSTILE} if key == "tags" else {}
            return {name: hostile(each, name) for name, each in value.items()} | tags
        case list():
            return [hostile(each, key) for each in value]
        case str() if key == "id" and "/galleries/" in value:
            return value + _of_another_length(value).replace("/", "")
        case str() if key not in ADDRESSES:
            return _of_another_length(value)
    return value


def _of_another_length(value: str) -> str:
    """Hostile text whose width depends on the value, so that columns have something to align."""
    return HOSTILE[len(value) % 2 :]


@pytest.fixture
async def simulator(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Simulator]:
    """A world with one of everything, whose every answer is hostile."""
    honest = Core.handle

    def spoiled(core: Core, request: Request) -> Response:
        answer = honest(core, request)
        if not answer.body or request.path.startswith("/metadata"):
            return answer
        return replace(answer, body=encode(hostile(json.loads(answer.body))))

    rows = [{**region_row("eastus2", "Failed", 34), "details": "no quota"}, region_row("japaneast", "Unknown", 0)]
    version = image_version(VERSION, "East US 2", "West Europe", summary=rows)
    resources = [resource(each) for each in (GALLERY, f"{GALLERY}_2", DEFINITION, f"{DEFINITION}-arm64")]
    resources.append(image_version(f"{DEFINITION}/versions/12.4.1"))
    monkeypatch.setattr(Core, "handle", spoiled)
    async with served(readable_world(resources=[*resources, version])) as simulator:
        yield simulator


def controls(text: str, allowed: str = "\n") -> set[str]:
    """What a terminal would obey or hide in a text."""
    unseen = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
    return {each for each in text if unicodedata.category(each) in unseen} - set(allowed)


def cells(line: str) -> list[str]:
    """What a terminal shows in each cell; a wide character takes two."""
    return [cell for each in line for cell in (each, "")[: _width(each)]]


def _width(character: str) -> int:
    if unicodedata.category(character)[0] == "M":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


async def everything(shell: Shell, form: str) -> list[Ran]:
    """Every listing in a format, and the status in those that it has."""
    kinds = ("subscriptions", "galleries", "definitions", "versions", "quotas")
    ran = [await shell.run("list", kind, "-o", form) for kind in kinds]
    return ran if form in ("tsv", "ndjson") else [*ran, await shell.run("status", VERSION, "-o", form)]


@pytest.mark.parametrize("form", ["table", "json", "tsv", "ndjson"])
async def test_no_control_character_gets_out(shell: Shell, form: str) -> None:
    for ran in await everything(shell, form):
        assert not controls(ran.out, "\n\t" if form == "tsv" else "\n")
        assert not controls(ran.err)
        assert r"\x1b" in ran.out + ran.err or r"\u001b" in ran.out


async def test_a_refusal_s_text_and_its_names_do_nothing_either(shell: Shell, simulator: Simulator) -> None:
    strike(simulator, {"match": "ResourceGraph|/galleries", "status": 403})
    ran = await shell.run("list", "galleries")
    assert ran.code == 5
    assert r"\x1b]52;c;" in ran.err
    assert not controls(ran.err)


@pytest.mark.parametrize("kind", ["subscriptions", "galleries", "definitions", "versions"])
async def test_the_columns_of_a_table_stay_aligned(shell: Shell, kind: str) -> None:
    titles, *rows = (await shell.run("list", kind)).lines
    starts = [found.start() for found in re.finditer(r"(?<=  )\S", titles)]
    assert len({len(" ".join(row.split())) for row in rows}) > 1  # else there is nothing to align
    for row in map(cells, rows):
        gaps = ["".join(row[start - 2 : start]) for start in starts if start < len(row)]
        assert set(gaps) == {"  "}


async def test_json_keeps_every_text_as_the_service_has_it(shell: Shell) -> None:
    ran = await shell.run("list", "subscriptions", "-o", "json")
    assert ran.names == [hostile(name, "displayName") for name in ("Production", "Labs", "Finance")]
