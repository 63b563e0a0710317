"""What the machine says of a run: memory taken, and how busy it is."""

from __future__ import annotations

import os
import sys


def peak_memory() -> int | None:
    """Megabytes that this process took at most; None where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def load_average() -> float | None:
    """Processes that were ready to run, a mean over the last minute; None where the system does not tell (Windows)."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None
