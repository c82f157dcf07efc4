"""Bodies to be read by people."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tui.wording.raw import json_lines, pretty

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", max_size=4), inner, max_size=3),
)


@given(values)
def test_nothing_is_lost_by_indenting(value: object) -> None:
    assert json.loads(pretty(json.dumps(value).encode())) == value


def test_fields_stay_in_the_order_and_numbers_as_they_came() -> None:
    assert pretty(b'{"b":1.0,"a":12345678901234567890}') == '{\n  "b": 1.0,\n  "a": 12345678901234567890\n}'


def test_what_is_no_json_is_shown_as_it_is() -> None:
    assert pretty(b"<html>502 \xff</html>") == "<html>502 \ufffd</html>"


def test_the_signature_of_a_blob_is_masked() -> None:
    assert "c2Vj" not in pretty(b'{"uri": "https://a.example/v.vhd?sv=1&sig=c2Vj"}')


def test_names_are_dim_beside_their_values() -> None:
    lines = list(json_lines('{\n  "a": "b: c",\n  "d": [\n    "e"\n  ]\n}'))
    assert lines[1] == (('  "a": ', "dim"), ('"b: c",', "plain"))
    assert lines[3] == (('    "e"', "plain"),)
