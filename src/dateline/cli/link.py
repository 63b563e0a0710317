"""``dateline link``: what a store has not linked yet becomes incidents."""

from __future__ import annotations

from dateline.cli import output
from dateline.cli.stores import DEFAULT_STORE, StoreAddress

HELP = """Link what is pending in a store into incidents.

Reports are linked as they are ingested or watched. This works off what was ingested with --no-link, and what is in a
store of an older version. It may be broken off at any point, even by force, and goes on when it is started again.

Examples:

\b
  dateline link
  dateline link --store news.db

Exit codes: 0 nothing is pending any more, 2 wrong usage, 130 stopped by Ctrl-C.
"""


def link(store: StoreAddress = DEFAULT_STORE) -> None:
    """Link, and say what that did; see ``HELP``."""
    from dateline.store.store import Store

    with Store.open(store, create=False) as opened:
        done = opened.link()
    left = f", {done.left} left" if done.left else ""
    output.put(f"{done.placed} events linked{left}; {done.incidents} incidents changed")
