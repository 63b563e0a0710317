"""``dateline serve``: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import output
from dateline.cli.stores import DEFAULT_STORE, StoreAddress

HELP = """Serve the workbench: incidents on a map, what reports agree on and dispute, reports with their evidence.

It answers on this machine alone and prints a link to sign in with, which works once. For others to reach it, add users
with dateline user add, then name a --host; give it a certificate, or stand it behind a proxy and name its --address.
It needs pip install 'dateline[web]'.

Examples:

\b
  dateline serve
  dateline serve --store postgresql+psycopg://desk@db/news --port 9000
  dateline serve --host 10.0.0.5 --certificate desk.pem --key desk.key
  dateline serve --address https://desk.example
"""


def serve(
    store: StoreAddress = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to answer on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to answer on.")] = 8765,
    address: Annotated[
        str | None,
        typer.Option(show_default=False, help="Where browsers reach it, if a proxy stands before it: https://NAME."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, show_default=False, help="A certificate for HTTPS, PEM.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, show_default=False, help="The certificate's key (PEM).")
    ] = None,
    tiles: Annotated[
        str | None,
        typer.Option(show_default=False, help="Raster tiles over the bundled map: an address with {z}, {x} and {y}."),
    ] = None,
    secret: Annotated[
        str | None,
        typer.Option(envvar="DATELINE_SECRET", show_default=False, help="What signs cookies, 32 letters or more: with "
                     "it, sessions outlast a restart. Set DATELINE_SECRET: others can see a command's options."),
    ] = None,
) -> None:  # fmt: skip
    """Serve until Ctrl-C; see ``HELP``."""
    from dateline.web.serving import Serving
    from dateline.web.serving import serve as run

    run(
        Serving(store=store, host=host, port=port, address=address, secret=secret, tiles=tiles, certificate=certificate,
                key=key),
        output.say,
    )  # fmt: skip
