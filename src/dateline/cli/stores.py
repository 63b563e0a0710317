"""What commands of the store share."""

from __future__ import annotations

from typing import Annotated, Final

import typer

DEFAULT_STORE: Final = "dateline.db"

StoreAddress = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="DATELINE_STORE",
        help="An SQLite file, or a database by its URL: sqlite:///file.db, postgresql+psycopg://user@host/name. The "
        "environment variable DATELINE_STORE stands for it.",
    ),
]
