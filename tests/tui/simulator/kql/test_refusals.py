"""What is refused, and how the answer says where."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.simulator.kql.graph import ask
from tui.simulator.kql import KqlError

VOCABULARY = """
    resources | where project name properties . == =~ in~ ( ) 'x' [ ] 0 1d and or not by order asc , = summarize
    count () mv-expand extend tostring dynamic datetime null - .. between take 1e999 '\\q' @'
"""
WORDS = [*VOCABULARY.split(), "9" * 5000]
SENTENCES = st.lists(st.sampled_from(WORDS)).map(" ".join)


def test_a_slip_of_grammar_is_pointed_at_by_line_and_column() -> None:
    with pytest.raises(KqlError, match=r"Query is invalid\. Please refer .* \(line 2, column 14\)") as refusal:
        ask("resources\n| where type = 'x'")
    assert refusal.value.details == [
        {
            "code": "InvalidQuery",
            "message": "Query is invalid. Please refer to the documentation for the Azure Resource Graph service "
            "and fix the error before retrying.",
        },
        {"code": "ParserFailure", "message": "ParserFailure", "line": 2, "characterPositionInLine": 14, "token": "="},
    ]


@pytest.mark.parametrize("operator", ["join", "union", "parse", "render", "evaluate"])
def test_an_operator_that_is_not_offered_is_named(operator: str) -> None:
    with pytest.raises(KqlError) as refusal:
        ask(f"resources | {operator} (resourcecontainers) on id")
    assert refusal.value.details[1] == {
        "code": "InvalidQueryLanguage",
        "message": "InvalidQueryLanguage",
        "line": -1,
        "characterPositionInLine": -1,
        "token": operator,
    }


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("resources | where Name == 'x'", "Failed to resolve column or scalar expression named 'Name'"),
        ("resources | project id | where name == 'x'", "named 'name'"),
        ("resources | extend a = 1, b = a", "named 'a'"),
        ("resources | project-away colour", "named 'colour'"),
        ("nowhere | take 1", "Failed to resolve table or column expression named 'nowhere'"),
        ("resources | extend a = levenshtein(name, id)", "Unknown function: 'levenshtein'"),
        ("resources | extend a = tostring()", r"tostring\(\): function expects 1 argument"),
        ("resources | extend a = case(true, 1)", r"case\(\): function expects"),
        ("resources | extend a = case(true, 1, false, 2)", "odd number"),
        ("resources | order by properties.osType asc", "key can't be of dynamic type"),
        ("resources | summarize count() by properties.osType", "Group key 'properties_osType' is of a 'dynamic' type"),
        ("resources | distinct tags", "dynamic"),
        ("resources | summarize name", "aggregate"),
        ("resources | summarize tostring(name)", "aggregate"),
        ("resources | summarize sum()", "expects 1 argument"),
        ("resources | summarize", "summarize"),
        ("resources | mv-expand name", "dynamic type"),
        ("resources | where name.x == 'y'", "dynamic value only"),
        ("resources | take 99999999999999999999999999", "long"),
        ("resources | where 1 == 9223372036854775808", "long"),
        ("resources | where now() > datetime(2026-13-41)", "datetime literal"),
        ("resources | where 99999999999999d > 1d", "too long"),
        ("resources | where name == 'a\\qb'", "escape"),
        ("resources | where name == '\\ud800'", "character"),
        ("resources | where name == 'open", "ParserFailure"),
        ("", "ParserFailure"),
        pytest.param("resources | where " + "not(" * 5000 + "true" + ")" * 5000, "nested", id="nested"),
    ],
)  # fmt: skip
def test_a_query_that_makes_no_sense_is_refused_with_the_reason(query: str, says: str) -> None:
    with pytest.raises(KqlError, match=says):
        ask(query)


@given(st.one_of(st.text(), SENTENCES, SENTENCES.map(lambda words: f"resources | where {words}")))
def test_nonsense_is_answered_or_refused_and_never_breaks(query: str) -> None:
    with suppress(KqlError):  # any other error fails
        assert isinstance(ask(query), list)
