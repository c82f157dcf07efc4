"""What expressions give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.simulator.kql.graph import value

CHARACTERS = st.characters(exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("tostring(properties.publishingProfile.replicaCount)", "3"),
        ("tostring(properties.storageProfile)", '{"osDiskImage":{"sizeInGB":30}}'),
        ("tostring(properties.nothing)", ""),
        ("tostring(true)", "true"),
        ("toint('12')", 12),
        ("toint('twelve')", None),
        ("tolong(12.9)", 12),
        ("tolong(true)", 1),
        ("todouble('1.5')", 1.5),
        ("todouble('nan')", None),
        ("tobool('True')", True),
        ("tobool(0)", False),
        ("tobool('perhaps')", None),
        ("todatetime('2026-11-20T07:12:00.1234567+02:00')", "2026-11-20T05:12:00.1234560Z"),
        ("todatetime('2026-11-20')", "2026-11-20T00:00:00.0000000Z"),
        ("todatetime('20 November')", None),
        ("now()", "2026-11-20T09:12:00.0000000Z"),
        ("now(-1h)", "2026-11-20T08:12:00.0000000Z"),
        ("ago(1.5d)", "2026-11-18T21:12:00.0000000Z"),
        ("now() + 90m", "2026-11-20T10:42:00.0000000Z"),
        ("now() - datetime('2026-11-18T09:11:59Z')", "2.00:00:01"),
        ("now() - 99999999d", None),
        ("-30s", "-00:00:30"),
        ("toupper(name)", "1.0.1"),
        ("tolower('ÄB')", "äb"),
        ("split('a/b/c', '/')", ["a", "b", "c"]),
        ("split('a/b/c', '/', 1)", ["b"]),
        ("coalesce(properties.nothing, properties.provisioningState)", "Succeeded"),
        ("coalesce(kind, 'none')", "none"),
        ("array_length(properties.publishingProfile.targetRegions)", 2),
        ("array_length(properties.publishingProfile)", None),
        ("strcat(name, '-', 7, '-', properties.nothing)", "1.0.1-7-"),
        ("iff(name == '1.0.1', 'this', 'other')", "this"),
        ("iif(properties.nothing > 1, 'yes', 'no')", "no"),
        ("case(name == 'x', 1, name startswith '1', 2, 3)", 2),
        ("case(name == 'x', 1, 3)", 3),
        ("parse_json('{\"a\": [1, 2]}').a[1]", 2),
        ("dynamic({'a': [1, 'two', null, true]})", {"a": [1, "two", None, True]}),
        ("properties.publishingProfile.targetRegions[1].name", "West Europe"),
        ("1 + 2 * 3 - 8 / 3", 5),
        ("7 / 2.0", 3.5),
        ("1 / 0", None),
        ("9223372036854775807 + 1", None),
        ("@'C:\\temp\\''s'", "C:\\temp\\'s"),
        ("'it\\'s \\u00e9\\n\\\\'", "it's é\n\\"),
        ('"say \\"x\\""', 'say "x"'),
    ],
)  # fmt: skip
def test_an_expression_gives_what_kusto_gives(expression: str, expected: object) -> None:
    assert value(expression) == expected


@given(st.text(CHARACTERS))
def test_a_quoted_text_comes_back_as_it_was(written: str) -> None:
    escaped = written.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    assert value(f"'{escaped}'") == written


@given(st.text(CHARACTERS))
def test_a_verbatim_text_comes_back_as_it_was(written: str) -> None:
    assert value('@"' + written.replace('"', '""') + '"') == written


@given(st.integers(0, 2**63 - 1))
def test_a_number_comes_back_as_it_was(number: int) -> None:
    assert value(str(number)) == number


@given(st.integers(0, 10**6), st.integers(0, 23), st.integers(0, 59))
def test_a_timespan_comes_back_as_it_was(days: int, hours: int, minutes: int) -> None:
    expected = f"{days}." * bool(days) + f"{hours:02d}:{minutes:02d}:00"
    assert value(f"{days}d + {hours}h + {minutes}m") == expected
