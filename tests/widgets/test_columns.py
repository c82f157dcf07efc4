"""Which columns stand where in a table of a given width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from widgets.columns import Column, places
from widgets.untrusted import literal

STATE = Column("state", literal("State"), 13, priority=9)
LEFT = Column("left", literal("Left"), 6, "right", priority=5)
REGION = Column("region", literal("Region"), 12, priority=8, flexible=True)
STORAGE = Column("storage", literal("Storage"), 12, priority=1)
COLUMNS = (STATE, LEFT, REGION, STORAGE)


def standing(width: int) -> list[tuple[str, int, int]]:
    return [(COLUMNS[place.cell].key, place.x, place.width) for place in places(COLUMNS, width)]


def test_a_flexible_column_takes_what_is_left() -> None:
    assert standing(60) == [("state", 1, 13), ("left", 15, 6), ("region", 22, 25), ("storage", 48, 12)]


def test_columns_drop_out_from_the_lowest_priority_as_the_table_narrows() -> None:
    assert [key for key, _, _ in standing(46)] == ["state", "left", "region"]
    assert [key for key, _, _ in standing(33)] == ["state", "region"]
    assert [key for key, _, _ in standing(26)] == ["state"]


def test_the_last_column_is_cut_where_even_it_is_too_wide() -> None:
    assert standing(8) == [("state", 1, 7)]
    assert standing(0) == [("state", 1, 0)]


def test_of_equal_priorities_the_rightmost_goes_first() -> None:
    pair = [Column("a", literal("A"), 5), Column("b", literal("B"), 5)]
    assert [pair[place.cell].key for place in places(pair, 8)] == ["a"]


@given(
    st.lists(
        st.builds(
            Column,
            st.just("k"),
            st.just(literal("T")),
            st.integers(1, 20),
            priority=st.integers(0, 3),
            flexible=st.booleans(),
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(1, 120),
)
def test_columns_never_overlap_nor_leave_the_table(columns: list[Column], width: int) -> None:
    end = 0
    for place in places(columns, width):
        assert place.x > end or place.x == 1
        end = place.end
        assert place.width >= 0
    assert end <= width


@given(st.integers(40, 200))
def test_flexible_columns_fill_the_table_to_its_last_cell(width: int) -> None:
    columns = [STATE, REGION, Column("image", literal("Image"), 10, flexible=True)]
    assert places(columns, width)[-1].end == width
