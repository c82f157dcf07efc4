"""A terminal may have any size, and change it at any time."""

from tests.terminal.conftest import SMALL_APP, Launcher, Program

SIZES = [(1, 1), (300, 100), (2, 2), (80, 24), (10, 3), (1, 100), (300, 1), (20, 5), (40, 12), (60, 15)]


def test_it_outlives_a_storm_of_sizes_from_1x1_to_300x100(start: Launcher, program: Program) -> None:
    terminal = start(program)
    for columns, rows in SIZES * 4:
        terminal.resize(columns, rows)
        terminal.wait_for_quiet(0.01)
    terminal.resize(120, 40)
    terminal.wait_for(program.ready)
    if program is SMALL_APP:
        terminal.wait_for("size 120x40")
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    assert terminal.modes_changed() == set()


def test_each_size_alone_can_be_started_in_and_quit(start: Launcher) -> None:
    for columns, rows in [(1, 1), (300, 100)]:
        terminal = start(SMALL_APP, columns=columns, rows=rows, ready=False)
        terminal.arrival(rb"\x1b\[\?1049h")
        terminal.resize(60, 15)
        terminal.wait_for("size 60x15")
        terminal.send("q")
        assert terminal.wait_for_exit().code == 0
