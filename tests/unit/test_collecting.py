"""When garbage is collected, and when threads take turns."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from dateline.collecting import SELDOM, SOON, nothing_collected

SETTLED = """
import gc, sys
from dateline.collecting import settle
kept = [[] for _ in range(1000)]
settle()
print(gc.get_freeze_count() > 1000, gc.get_threshold()[0], sys.getswitchinterval())
"""


def test_what_a_process_of_our_own_has_loaded_is_not_gone_over_again() -> None:
    said = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", str(SELDOM), str(SOON)]


def test_collecting_goes_on_after_work_and_after_an_error() -> None:
    with nothing_collected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken off"), nothing_collected():
        raise ValueError("broken off")
    assert gc.isenabled()


def test_collecting_that_a_user_has_turned_off_stays_off() -> None:
    gc.disable()
    try:
        with nothing_collected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
