"""Ids: two spellings are one thing, and an id is found in whatever was pasted."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.ids import (
    Kind,
    NotAnId,
    ResourceId,
    key_of,
    kind_of,
    name_of,
    parent_key,
    parse_id,
    subscription_key,
    subscription_of,
    version_order,
)

VERSION = ResourceId("0A1b", "RG-Img", "img_prod", "ubuntu-22.04", "2.4.1")
LEVELS = [VERSION, VERSION._replace(version=""), VERSION._replace(definition="", version=""), ResourceId("0A1b")]
NAMES = st.text(st.sampled_from("abcXYZ019_.-()"), min_size=1, max_size=8)
VERSIONS = st.builds(ResourceId, NAMES, NAMES, NAMES, NAMES, NAMES)
IDS = VERSIONS.flatmap(
    lambda full: st.sampled_from(
        [
            full,
            full._replace(version=""),
            full._replace(definition="", version=""),
            ResourceId(full.subscription),
        ]
    )
)


def in_some_case(text: str, upper: list[bool]) -> str:
    """Spell a text with the letters that `upper` tells, over and over, in upper case."""
    return "".join(letter.upper() if upper[place % len(upper)] else letter.lower() for place, letter in enumerate(text))


@given(IDS, st.lists(st.booleans(), min_size=1))
def test_an_id_is_understood_in_any_letter_case(wanted: ResourceId, upper: list[bool]) -> None:
    text = str(wanted)
    assert parse_id(text) == wanted
    assert key_of(str(parse_id(in_some_case(text, upper)))) == key_of(text)


@given(IDS)
def test_a_key_tells_its_kind_its_name_its_subscription_and_its_parent(wanted: ResourceId) -> None:
    key = key_of(str(wanted))
    assert kind_of(key) == wanted.kind
    assert name_of(key) == wanted.name.lower()
    assert subscription_of(key) == wanted.subscription.lower()
    levels: list[Kind] = ["subscription", "gallery", "definition", "version"]
    place = levels.index(wanted.kind)
    above = parent_key(key)
    assert (kind_of(above) if above else None) == (levels[place - 1] if place else None)
    assert above is None or key.startswith(above)


@pytest.mark.parametrize("wanted", LEVELS, ids=lambda each: each.kind)
@pytest.mark.parametrize(
    "pasted",
    [
        "  {id}\n",
        "{id}/",
        '"{id}"',
        '    "id": "{id}",',
        "'{id}'",
        "<{id}>",
        "`{id}`",
        "az sig show --ids {id}; echo",
        "https://portal.azure.com/#@contoso.com/resource{id}/overview",
        "https://portal.azure.com/#@contoso.com/resource{id}",
        "https://portal.azure.us/?feature.x=true#resource{id}?tab=json",
        "https://portal.azure.com/#view/Microsoft_Azure_Compute/GalleryBlade/id/{quoted}/region/eastus",
        "https://portal.azure.com/#blade/HubsExtension/ResourceMenuBlade/id/{quoted}",
        "https://management.azure.com{id}?api-version=2024-03-03&$expand=ReplicationStatus",
        "GET {id}#fragment",
    ],
)
def test_an_id_is_found_in_whatever_was_pasted(pasted: str, wanted: ResourceId) -> None:
    assert parse_id(pasted.format(id=wanted, quoted=quote(str(wanted), safe=""))) == wanted


@pytest.mark.parametrize(
    "rubbish", ["", "   ", "img_prod", "/subscriptions/", "https://portal.azure.com/#home", "\x1b[2J"]
)
def test_what_names_nothing_is_refused(rubbish: str) -> None:
    with pytest.raises(NotAnId, match="no subscription, gallery, definition or version"):
        parse_id(rubbish)


@given(st.one_of(st.text(), st.text().map(f"{LEVELS[2]}/images/".__add__)))
def test_any_text_is_an_id_or_refused_in_few_words(text: str) -> None:
    try:
        said = parse_id(text).name
    except NotAnId as refusal:
        said = str(refusal)[:1000]
    assert said in text or said.startswith("no subscription")


def test_something_else_in_a_subscription_leads_to_the_subscription() -> None:
    machine = "/subscriptions/0A1b/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
    assert parse_id(machine) == ResourceId("0A1b")


def test_what_is_not_part_of_a_gallery_has_neither_kind_nor_parent() -> None:
    for key in (
        "",
        "contoso",
        "/subscriptions/s/resourcegroups/rg",
        "/subscriptions/s/x/rg/providers/c/galleries/g/images",
    ):
        assert kind_of(key) is None
        assert parent_key(key) is None
        assert subscription_of("contoso") == ""
    assert subscription_key("0A1b") == "/subscriptions/0a1b"


@given(st.tuples(*[st.integers(0, 2**31)] * 3), st.tuples(*[st.integers(0, 2**31)] * 3))
def test_versions_are_ordered_by_their_numbers(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    names = [".".join(map(str, each)) for each in (one, other)]
    assert (version_order(names[0]) < version_order(names[1])) == (one < other)


@pytest.mark.parametrize(
    "name", ["", "latest", "1.0", "1.0.0.0", "1.0.x", "-1.0.0", "1.٣.0", "1..0", "9" * 5000 + ".0.0"]
)
def test_a_name_that_is_no_version_number_comes_first(name: str) -> None:
    assert version_order(name) < version_order("0.0.0")
