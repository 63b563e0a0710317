"""Every benchmark by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.errors import DataError
from dateline.evaluate.base import Benchmark, Settings
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.geoparsing import Geoparsing
from dateline.evaluate.muc4 import Muc4
from dateline.evaluate.polnear import PolNeAR
from dateline.evaluate.timeml import TimeML

BENCHMARKS: Mapping[str, Callable[[Settings], Benchmark]] = MappingProxyType(
    {
        "corpus": lambda _: Corpus(),
        "muc4": lambda settings: Muc4(settings.muc4),
        "polnear": lambda _: PolNeAR(),
        "geoparsing": lambda settings: Geoparsing(settings.demonym_place),
        "timeml": lambda _: TimeML(),
    }
)
"""How each benchmark is made; a new one is a module and a line here."""


def benchmark(name: str, settings: Settings | None = None) -> Benchmark:
    """The benchmark of that name.

    Raises:
        DataError: there is none; the message names all.
    """
    if name not in BENCHMARKS:
        raise DataError(f"there is no benchmark called {name!r}: choose from {', '.join(BENCHMARKS)}")
    return BENCHMARKS[name](settings or Settings())
