"""Frames may follow each other sooner than Textual lets them by itself, unless its user says otherwise."""

import os
import subprocess
import sys

import pytest

ASK = """
import os
from tui.terminal.frame_rate import raise_frame_rate
raise_frame_rate(os.environ)
from textual.constants import MAX_FPS
print(MAX_FPS)
"""


@pytest.mark.parametrize(("variables", "rate"), [({}, "120"), ({"TEXTUAL_FPS": "30"}, "30")])
def test_textual_takes_the_rate_up_at_its_import(variables: dict[str, str], rate: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"} | variables
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == rate
