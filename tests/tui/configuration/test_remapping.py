"""Keys of one's own: what can be used of them, and what is said of the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.configuration.remapping import canonical, remapping
from tui.keymap import KEYS, clash, remapped


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Q", "Q"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("ctrl+/", "ctrl+slash"),
        ("ctrl++", "ctrl+plus"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("f5", "f5"),
        ("ä", "ä"),
        ("esc", "escape"),
        ("pgdn", "pagedown"),
        ("comma", "comma"),
        ("space", "space"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, read: str) -> None:
    assert canonical(written) == read


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_the_table_writes_its_keys_as_they_are_read(key: object) -> None:
    assert isinstance(key, type(KEYS[0]))
    assert [canonical(each) for each in key.keys.split(",")] == key.keys.split(",")


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_what_help_shows_of_a_key_can_be_written_into_the_settings(key: object) -> None:
    assert isinstance(key, type(KEYS[0]))
    assert [canonical(each) for each in key.all_shown.split()] == key.keys.split(",")


@pytest.mark.parametrize(
    ("keys", "usable", "complaints"),
    [
        ({"refresh": "f5, ctrl+r", "refresh.all": "f6"}, {"refresh": "f5,ctrl+r", "refresh.all": "f6"}, []),
        ({"refresh": "f", "problems": "r"}, {"refresh": "f", "problems": "r"}, []),
        ({"qiut": "Q"}, {}, ["keys: nothing is called qiut: did you mean quit?"]),
        ({"quit": "strg+q"}, {}, ["keys.quit: no key is called strg+q: did you mean ctrl+q?"]),
        ({"quit": "Ctrl+Q"}, {}, ["keys.quit: no key is called Ctrl+Q: did you mean ctrl+q?"]),
        ({"quit": "Q,escpe"}, {}, ["keys.quit: no key is called escpe: did you mean escape?"]),
        ({"quit": ""}, {}, ["keys.quit: it names no key"]),
        ({"refresh": "f"}, {}, ["keys.refresh: f would mean both problems and refresh"]),
        ({"refresh": "?"}, {}, ["keys.refresh: ? would mean both refresh and help"]),
        ({"refresh": "ctrl+c"}, {}, ["keys.refresh: ctrl+c would mean both refresh and interrupt"]),
        ({"zoom": "f5", "copy": "f5"}, {"copy": "f5"}, ["keys.zoom: f5 would mean both copy and zoom"]),
        (
            {"refresh": "?", "problems": "r", "zoom": "f9"},
            {"zoom": "f9"},
            [
                "keys.refresh: ? would mean both refresh and help",
                "keys.problems: r would mean both problems and refresh",
            ],
        ),
    ],
)
def test_what_cannot_be_used_is_told_and_leaves_the_rest(
    keys: dict[str, str], usable: dict[str, str], complaints: list[str]
) -> None:
    read = remapping(keys)
    assert read.keys == usable
    assert [str(each) for each in read.faults] == complaints


IDS = st.sampled_from([key.id for key in KEYS]) | st.text(max_size=8)
WRITTEN = st.sampled_from([key.keys for key in KEYS]) | st.text(max_size=12)


@given(st.dictionaries(IDS, WRITTEN, max_size=6))
def test_whatever_the_settings_say_no_key_means_two_things_and_nothing_is_dropped_in_silence(
    keys: dict[str, str],
) -> None:
    read = remapping(keys)
    assert clash(remapped(read.keys)) is None
    assert {*read.keys} | {fault.at[-1] for fault in read.faults} == {*keys}
