"""The work of a check grows as its text does, whatever is repeated in it (see `growth`)."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_no_kind_of_text_takes_more_work_than_its_length() -> None:
    """In a process of its own, because the patterns of the package are counted as they are compiled."""
    script = Path(__file__).with_name("growth.py")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
