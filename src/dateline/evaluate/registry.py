"""Every benchmark by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.errors import DataError
from dateline.evaluate.base import Explained, OneByOne, Settings, Together
from dateline.evaluate.case2021 import Case2021
from dateline.evaluate.corpus import Corpus
from dateline.evaluate.ecbplus import EcbPlus
from dateline.evaluate.geoparsing import Geoparsing
from dateline.evaluate.gvc import GunViolenceCorpus
from dateline.evaluate.gvdb import GunViolenceDatabase
from dateline.evaluate.muc4 import Muc4
from dateline.evaluate.polnear import PolNeAR
from dateline.evaluate.timeml import TimeML

BENCHMARKS: Mapping[str, Callable[[Settings], OneByOne | Together]] = MappingProxyType(
    {
        "corpus": lambda _: Corpus(),
        "muc4": lambda settings: Muc4(settings.points),
        "polnear": lambda settings: PolNeAR(settings.points),
        "geoparsing": lambda settings: Geoparsing(settings.demonym_place),
        "timeml": lambda _: TimeML(),
        "gvc": lambda settings: GunViolenceCorpus(settings.link),
        "ecbplus": lambda settings: EcbPlus(settings.link),
        "case2021": lambda _: Case2021(),
        "gvdb": lambda _: GunViolenceDatabase(),
    }
)
"""How each benchmark is made; a new one is a module and a line here."""


def benchmark(name: str, settings: Settings | None = None) -> OneByOne | Together:
    """The benchmark of that name.

    Raises:
        DataError: there is none; the message names all.
    """
    if name not in BENCHMARKS:
        raise DataError(f"there is no benchmark called {name!r}: choose from {', '.join(BENCHMARKS)}")
    return BENCHMARKS[name](settings or Settings())


def explained(name: str) -> Explained:
    """The benchmark of that name, if it shows its errors.

    Raises:
        DataError: it does not, or there is none.
    """
    chosen = benchmark(name)
    if not isinstance(chosen, Explained):
        raise DataError(f"{name} does not show its errors in the texts: leave out --errors")
    return chosen
