"""What many versions have in common is held once, and nothing of what they say is lost by that."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack, structs

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.gallery import Definition, Gallery, Subscription, TargetRegion, Version
from tui.model.precedence import Source, Stamp
from tui.services.inventory import Inventory, Value

GET = Stamp(Source.GET, NOW)
TARGETS = st.lists(
    st.builds(
        TargetRegion,
        st.sampled_from(["East US 2", "West Europe"]),
        st.sampled_from([None, 0, 1]),
        st.sampled_from([None, "Standard_LRS", "1"]),
        st.sampled_from([None, False, True]),
    ),
    max_size=3,
).map(tuple)
VERSIONS = st.builds(
    lambda targets, actual, tags, source: structs.replace(
        version("1.0.0", actual=actual), target_regions=targets, tags=tags, source_id=source
    ),
    TARGETS,
    st.sampled_from([None, "", "eastus2 Completed 100", "eastus2 Completed 1"]),
    st.none() | st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["", "1"])),
    st.sampled_from([None, "", "/x"]),
)


def read_again(value: Value) -> Value:
    """The same, as another answer would bring it: nothing of it is the same object."""
    return msgpack.decode(msgpack.encode(value), type=Subscription | Gallery | Definition | Version)


def held(*versions: Version) -> list[Version]:
    """Take them, one under each number, and say what is held of each."""
    inventory = Inventory()
    numbered = [structs.replace(each, id=version(f"{at}.0.0").id) for at, each in enumerate(versions)]
    values: list[Value] = [subscription(), gallery(), definition(), *numbered]
    for value in values:
        inventory.take(read_again(value), GET)
    found = [inventory.version(each.key) for each in numbered]
    return [each for each in found if each is not None]


@given(st.lists(VERSIONS, min_size=1, max_size=6))
def test_what_is_held_says_what_was_read(versions: list[Version]) -> None:
    shared = held(*versions)
    assert [structs.replace(each, id="") for each in shared] == [structs.replace(each, id="") for each in versions]
    # Equality alone would not tell 1 from True.
    assert [repr(each.target_regions) for each in shared] == [repr(each.target_regions) for each in versions]


def test_equal_parts_of_two_versions_are_held_once() -> None:
    one, other = held(*[structs.replace(version(actual="eastus2 Completed 100"), tags={"ring": "prod"})] * 2)
    for part in ("target_regions", "replication", "tags", "location", "provisioning_state"):
        assert getattr(one, part) is getattr(other, part)
