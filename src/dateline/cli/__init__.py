"""The command line. Only here may anything print or end the process."""

from __future__ import annotations


def main() -> None:
    """Run ``dateline`` with the arguments of the process; ends it with one of ``output.Exit``'s codes."""
    from dateline.cli.app import run

    run()
