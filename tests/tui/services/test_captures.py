"""Captures: the last inventory is on disk for the next start, for its owner's eyes only, whole or not at all."""

import os
import stat
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.estimate import Track
from tui.model.gallery import Definition, Feature, Gallery, Subscription, Version
from tui.model.precedence import Source, Stamp
from tui.services.captures import CHUNK, SCHEMA, Captures, Head, Place
from tui.services.inventory import Inventory, Value

WAY = "public contoso"
GET = Stamp(Source.GET, NOW)
TRACKS = {version().key: {"eastus2": Track("Replicating", NOW, 10, NOW + timedelta(minutes=5), 45, NOW, 4)}}
PLACE = Place(version().key, (gallery().key, definition().key))

TAGS = st.none() | st.dictionaries(st.text(), st.text(), max_size=3)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.builds(lambda name, label: structs.replace(subscription(name), name=label), st.sampled_from("ab"), st.text()),
    st.builds(
        lambda name, tags, text, public: structs.replace(
            gallery(name), tags=tags, description=text, public_names=tuple(public), soft_delete=bool(tags)
        ),
        st.sampled_from("cd"),
        TAGS,
        st.none() | st.text(),
        st.lists(st.text()),
    ),
    st.builds(
        lambda name, features: structs.replace(definition(name), features=tuple(features)),
        st.sampled_from("ef"),
        st.lists(st.builds(Feature, st.text(), st.none() | st.text())),
    ),
    st.builds(
        lambda number, actual, tags, size: structs.replace(version(number, actual=actual), tags=tags, size_gb=size),
        st.sampled_from(["1.0.0", "1.0.1"]),
        st.sampled_from([None, "", "eastus2 Failed 3 \x1b[31mred", "uksouth Completed 100"]),
        TAGS,
        st.none() | st.integers(0, 2**63),
    ),
)


@pytest.fixture
def captures(tmp_path: Path) -> Captures:
    """The captures in a folder that is not there yet."""
    return Captures(tmp_path / "state" / "captures", WAY)


def holding(*values: Value) -> Inventory:
    """An inventory of these."""
    inventory = Inventory()
    for value in values:
        inventory.take(value, GET)
    return inventory


def save(captures: Captures, inventory: Inventory) -> None:
    """Save it as Ana's."""
    for _ in captures.saving(inventory, "ana@contoso.com", NOW, PLACE, TRACKS):
        pass


def only_file(folder: Path) -> Path:
    """The one file below a folder."""
    (found,) = (each for each in folder.rglob("*") if each.is_file())
    return found


def poured(captures: Captures) -> Inventory:
    """What the capture puts into an empty inventory; empty where there is none to read."""
    inventory = Inventory()
    capture = captures.open()
    for _ in capture.pour(inventory) if capture else ():
        pass
    return inventory


def contents(inventory: Inventory) -> dict[str, Value]:
    """What an inventory holds."""
    return {each.value.key: each.value for each in inventory.entries()}


@given(st.lists(VALUES))
def test_a_capture_gives_back_what_was_saved(values: list[Value]) -> None:
    inventory = holding(*values)
    with TemporaryDirectory() as folder:
        captures = Captures(Path(folder), WAY)
        save(captures, inventory)
        assert contents(poured(captures)) == contents(inventory)
        capture = captures.open()
        assert capture is not None
        assert capture.head == Head(SCHEMA, WAY, "ana@contoso.com", NOW, PLACE)
        for _ in capture.pour(Inventory()):
            pass
        assert capture.tracks == TRACKS


def test_what_comes_from_a_capture_says_so_and_yields_to_what_is_read(captures: Captures) -> None:
    save(captures, holding(subscription(), gallery(), definition(), version(actual="eastus2 Failed 3")))
    inventory = poured(captures)
    assert {each.stamp for each in inventory.entries()} == {Stamp(Source.CAPTURE, NOW)}
    assert inventory.tally(subscription().key).failed == 1
    assert inventory.doubts == set()
    inventory.take(version(state="Updating"), Stamp(Source.GRAPH, NOW))
    held = inventory.version(version().key)
    assert held is not None
    assert held.provisioning_state == "Updating"


def test_a_large_capture_is_read_in_parts_so_that_the_screen_can_be_painted_in_between(captures: Captures) -> None:
    save(captures, holding(*(version(f"1.0.{number}") for number in range(2 * CHUNK + 1))))
    capture = captures.open()
    assert capture is not None
    inventory = Inventory()
    sizes = [len(inventory) for _ in capture.pour(inventory)]
    assert sizes == [CHUNK, 2 * CHUNK, 2 * CHUNK + 1, 2 * CHUNK + 1]


def test_a_large_capture_is_written_in_parts_and_stands_for_the_last_one_at_its_end(captures: Captures) -> None:
    save(captures, holding(subscription()))
    large = holding(*(version(f"1.0.{number}") for number in range(2 * CHUNK + 1)))
    sizes = [len(contents(poured(captures))) for _ in captures.saving(large, "ana@contoso.com", NOW, PLACE, TRACKS)]
    assert sizes == [1] * len(sizes)
    assert len(sizes) > 3
    assert contents(poured(captures)) == contents(large)


def test_a_capture_that_is_given_up_half_way_leaves_the_last_one_and_nothing_else(
    captures: Captures, tmp_path: Path
) -> None:
    save(captures, holding(subscription()))
    saving = captures.saving(holding(gallery(), definition()), "ana@contoso.com", NOW, PLACE, TRACKS)
    next(saving)
    del saving
    assert list(contents(poured(captures))) == [subscription().key]
    assert only_file(tmp_path).suffix == ".capture"


def test_a_capture_is_for_its_owners_eyes_only(captures: Captures, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "captures"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    mask = os.umask(0)
    try:
        save(captures, holding(subscription()))
    finally:
        os.umask(mask)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(folder).stat().st_mode) == 0o600


def test_captures_of_different_ways_stand_side_by_side(tmp_path: Path) -> None:
    save(Captures(tmp_path, "public contoso"), holding(subscription("one")))
    save(Captures(tmp_path, "china"), holding(subscription("two")))
    assert list(contents(poured(Captures(tmp_path, "public contoso")))) == [subscription("one").key]
    assert Captures(tmp_path, "usgov").open() is None


def test_no_capture_is_no_news(captures: Captures, caplog: pytest.LogCaptureFixture) -> None:
    assert captures.open() is None
    assert caplog.records == []


@pytest.mark.parametrize(
    "head",
    [
        Head(SCHEMA + 1, WAY, None, NOW),
        Head(SCHEMA, "another way", None, NOW),
        {"schema": SCHEMA + 1, "new": True},
        {"schema": "two"},
        None,
    ],
    ids=["another schema", "another way", "another shape", "no schema", "no head"],
)
def test_a_capture_of_another_schema_or_way_is_as_good_as_none(
    captures: Captures, tmp_path: Path, head: object
) -> None:
    save(captures, holding(subscription()))
    packed = msgspec.msgpack.encode(head)
    only_file(tmp_path).write_bytes(len(packed).to_bytes(4) + packed)
    assert captures.open() is None


@given(st.data())
def test_a_torn_or_damaged_capture_breaks_nothing(data: st.DataObject) -> None:
    whole = holding(subscription(), gallery(), definition(), version(actual="eastus2 Failed 3 why"))
    with TemporaryDirectory() as folder:
        captures = Captures(Path(folder), WAY)
        save(captures, whole)
        file = only_file(Path(folder))
        content = bytearray(file.read_bytes())
        for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
            content[place] = data.draw(st.integers(0, 255))
        file.write_bytes(content[: data.draw(st.integers(0, len(content)))])
        inventory = poured(captures)
        for each in inventory.entries():
            assert isinstance(each.value, Subscription | Gallery | Definition | Version)
            inventory.children(each.value.key)


def test_an_empty_or_torn_file_gives_nothing(captures: Captures, tmp_path: Path) -> None:
    save(captures, holding(subscription()))
    file = only_file(tmp_path)
    content = file.read_bytes()
    for length in range(len(content)):
        file.write_bytes(content[:length])
        capture = captures.open()
        assert capture is None or contents(poured(captures)) in ({}, {subscription().key: subscription()})


def test_a_capture_that_cannot_be_written_leaves_the_last_one_whole(
    captures: Captures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    save(captures, holding(subscription()))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        save(captures, holding(gallery()))
    assert "No space left on device" in caplog.text
    assert list(contents(poured(captures))) == [subscription().key]
    assert only_file(tmp_path).suffix == ".capture"


@pytest.mark.parametrize(
    "odd",
    [structs.replace(version(), size_gb=10**30), structs.replace(version(), tags={"lone": "\ud800"})],
    ids=["a number out of bounds", "half a character"],
)
def test_what_cannot_be_stored_costs_the_capture_and_nothing_else(
    captures: Captures, odd: Version, caplog: pytest.LogCaptureFixture
) -> None:
    save(captures, holding(subscription()))
    save(captures, holding(odd))
    assert "could not be written" in caplog.text
    assert list(contents(poured(captures))) == [subscription().key]
