"""Every field of a body, in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.wording.every_field import FieldLine, every_field, in_words

scalars = st.booleans() | st.integers() | st.text("abc", min_size=1, max_size=5)
bodies = st.recursive(
    st.dictionaries(st.text("abcXY", min_size=1, max_size=4), scalars, max_size=3),
    lambda inner: st.dictionaries(
        st.text("abcXY", min_size=1, max_size=4), inner | st.lists(inner | scalars, min_size=1, max_size=3), max_size=3
    ),
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("regionalReplicaCount", "Regional replica count"),
        ("osDiskImage", "OS disk image"),
        ("sizeInGB", "Size in GB"),
        ("hyperVGeneration", "Hyper-V generation"),
        ("vCPUs", "vCPUs"),
        ("releaseNoteUri", "Release note URI"),
        ("eula", "EULA"),
        ("id", "Id"),
        ("@odata.type", "@ odata . type"),
    ],
)
def test_names_are_said_as_people_say_them(name: str, words: str) -> None:
    assert in_words(name) == words


def test_a_version_is_told_in_groups_and_what_may_be_changed_is_marked() -> None:
    body = {
        "name": "1.0.0",
        "tags": {"teamName": "core"},
        "properties": {
            "publishingProfile": {
                "targetRegions": [{"name": "East US 2", "regionalReplicaCount": 2, "excludeFromLatest": False}],
                "replicationMode": "Full",
            },
            "features": [{"name": "SecurityType", "value": "TrustedLaunch"}],
            "notYetInvented": ["a", 1],
        },
    }
    assert every_field(json.dumps(body).encode(), "version") == [
        FieldLine(0, "Resource"),
        FieldLine(1, "Name", "1.0.0"),
        FieldLine(1, "Tags", editable=True),
        FieldLine(2, "teamName", "core", editable=True),
        FieldLine(0, "Publishing profile"),
        FieldLine(1, "Target regions", editable=True),
        FieldLine(2, "East US 2"),
        FieldLine(3, "Regional replica count", "2", editable=True),
        FieldLine(3, "Exclude from latest", "no", editable=True),
        FieldLine(1, "Replication mode", "Full"),
        FieldLine(0, "Features"),
        FieldLine(1, "SecurityType", "TrustedLaunch"),
        FieldLine(0, "Not yet invented", "a, 1"),
    ]


def test_signatures_are_masked() -> None:
    body = {"properties": {"source": {"uri": "https://a.example/v.vhd?sv=1&sig=c2Vj"}}}
    assert "c2Vj" not in str(every_field(json.dumps(body).encode(), "version"))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"1", b'{"properties": 1}'])
def test_what_is_no_body_says_nothing_and_breaks_nothing(body: bytes) -> None:
    assert all(line.label == "Resource" for line in every_field(body, "gallery"))


@given(bodies)
def test_every_value_of_a_body_is_told(body: dict[str, object]) -> None:
    told = [text for line in every_field(json.dumps({"properties": body}).encode(), "gallery") for text in line]
    for scalar in _scalars(body):
        said = {True: "yes", False: "no"}[scalar] if isinstance(scalar, bool) else str(scalar)
        assert any(said in text.split(", ") for text in told if isinstance(text, str))


def _scalars(value: object) -> list[object]:
    if isinstance(value, dict):
        return [each for inner in value.values() for each in _scalars(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in _scalars(inner)]
    return [value]
