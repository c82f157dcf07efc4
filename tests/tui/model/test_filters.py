"""The filter of `/` and of --filter."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.filters import FilterError, parse_filter

ROW = {
    "name": ["2.4.1"],
    "definition": ["ubuntu-2204-hardened"],
    "gallery": ["img_prod"],
    "region": ["eastus2", "East US 2", "westeurope"],
    "state": ["Failed"],
    "os_type": [],
}
VALUES = st.text(st.characters(codec="ascii", exclude_characters='"'), min_size=1).filter(str.strip)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(["!", "'", '"', ":", " ", "state", "x", "\\"])).map("".join))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("", True),
        ("   ", True),
        ("ubuntu", True),
        ("UBUNTU hard", True),
        ("ubuntu windows", False),
        ("2204-", True),
        ("'ubuntu", False),
        ("'ubuntu-2204-hardened", True),
        ("'Failed", True),
        ("!windows", True),
        ("!ubuntu", False),
        ("!'ubuntu", True),
        ("!'img_prod", False),
        ("state:failed", True),
        ("STATE:Failed", True),
        ("state:ubuntu", False),
        ("!state:failed", False),
        ("!state:completed", True),
        ("definition:'ubuntu", False),
        ("region:'westeurope", True),
        ("region:west region:east", True),
        ("os_type:linux", False),
        ("!os_type:linux", True),
        ("colour:red", False),
        ('"East US 2"', True),
        ('"us  2"', False),
        ('region:"us 2"', True),
        ('region:\'"East US 2"', True),
        ('!region:\'"East US"', True),
        ('region:"us 2', True),
        ('"east us 2"ubuntu', True),
        ('state:""', True),
        ("! ' !'", True),
    ],
)
def test_all_terms_of_a_filter_must_hold(text: str, holds: bool) -> None:
    assert parse_filter(text)(ROW) is holds


@given(VALUES)
def test_a_quoted_value_finds_itself_in_any_letter_case(value: str) -> None:
    row = {"name": [f"before {value} after"], "state": ["x"]}
    for spelling in (value, value.upper(), value.lower()):
        assert parse_filter(f'"{spelling}"')(row)
        assert parse_filter(f'name:"{spelling}"')(row)
        assert not parse_filter(f'!name:"{spelling}"')(row)
        assert not parse_filter(f'name:\'"{spelling}"')(row)
        assert parse_filter(f'name:\'"{spelling}"')({"name": [value]})


@given(TEXTS)
def test_whatever_is_typed_is_a_filter_or_refused(text: str) -> None:
    parse_filter(text)(ROW)
    with suppress(FilterError):  # any other error fails
        assert parse_filter(text, keys=ROW)(ROW) in (True, False)


@given(TEXTS, TEXTS)
def test_terms_that_are_typed_after_others_let_less_through(first: str, second: str) -> None:
    both, alone = f'{first}" {second}' if first.count('"') % 2 else f"{first} {second}", parse_filter(first)
    assert alone(ROW) or not parse_filter(both)(ROW)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("regoin:west", "no field is called regoin: did you mean region?"),
        ("ubuntu !Stat:failed", "no field is called stat: did you mean state?"),
        ('galery:"img prod"', "did you mean gallery?"),
    ],
)
def test_a_field_that_the_rows_do_not_have_names_the_nearest(text: str, says: str) -> None:
    with pytest.raises(FilterError, match=says.replace("?", r"\?")):
        parse_filter(text, keys=ROW)


def test_without_fields_a_plain_word_is_proposed() -> None:
    with pytest.raises(FilterError, match="a plain word"):
        parse_filter("region:west", keys=())
