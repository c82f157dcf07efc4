"""Children stand in their order at every moment, whatever comes and goes."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import definition, gallery
from tui.services.children import Children

NUMBERS = st.lists(st.integers(0, 11), min_size=3, max_size=3).map(lambda parts: ".".join(map(str, parts)))
NAMES = st.sampled_from(["Alpha", "alpha2", "beta", "Gamma", "1.0.0"])


def keys(parent: str, names: list[str]) -> list[str]:
    """The keys of these names under a parent."""
    return [f"{parent}/{'versions' if '/images/' in parent else 'images'}/{name.lower()}" for name in names]


@given(st.lists(NUMBERS, unique=True), st.data())
def test_versions_that_come_and_go_stand_newest_first(names: list[str], data: st.DataObject) -> None:
    parent = definition().key
    children = Children(lambda key: key)
    looked_at = data.draw(st.sets(st.sampled_from(names))) if names else set()
    for name, key in zip(names, keys(parent, names), strict=True):
        children.add(parent, key)
        if name in looked_at:
            children.ordered(parent)
    gone = data.draw(st.sets(st.sampled_from(names))) if names else set()
    for key in keys(parent, sorted(gone)):
        children.remove(parent, key)
    staying = sorted(set(names) - gone, key=lambda name: [int(part) for part in name.split(".")], reverse=True)
    assert children.ordered(parent) == keys(parent, staying)
    assert set(children.of(parent)) == set(keys(parent, staying))


@given(st.lists(NAMES, unique=True))
def test_anything_else_stands_by_name_whatever_its_spelling(names: list[str]) -> None:
    parent = gallery().key
    spelt = dict(zip(keys(parent, names), names, strict=True))
    children = Children(spelt.__getitem__)
    for key in spelt:
        children.add(parent, key)
        children.ordered(parent)
    assert [spelt[key] for key in children.ordered(parent)] == sorted(names, key=str.lower)


def test_whoever_goes_through_an_order_is_not_disturbed_by_what_comes() -> None:
    parent = definition().key
    children = Children(lambda key: key)
    for key in keys(parent, ["1.0.0", "2.0.0"]):
        children.add(parent, key)
    seen = []
    for number, key in enumerate(children.ordered(parent)):
        seen.append(key)
        children.add(parent, keys(parent, [f"3.0.{number}"])[0])
    assert seen == keys(parent, ["2.0.0", "1.0.0"])
    assert len(children.ordered(parent)) == 4
