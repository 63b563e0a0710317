"""``dateline user``: who may use the workbench."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print
from dateline.cli.stores import DEFAULT_STORE, StoreAddress
from dateline.errors import MissingExtraError

if TYPE_CHECKING:
    from dateline.store.store import Store
    from dateline.store.users import Users

HELP = """Say who may use the workbench, and as what.

A reader sees everything; a coder also reviews; an editor also decides between coders and sees who did what. Passwords
are asked for, or read from the first line of standard input, and kept as Argon2 hashes in the store.
Another password or role ends the user's sessions.

Examples:

\b
  dateline user add mira --role coder
  dateline user change mira --role editor
  dateline user change mira --password < new-password
  dateline user change mira --leave
  dateline user list --format json
"""

app = typer.Typer(
    help=HELP, short_help=HELP.partition("\n")[0], no_args_is_help=True, rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip


class Role(StrEnum):
    """What a user may do."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"


Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The user's name.")]


@app.command(
    help="""Add a user of the workbench.

The password is asked for twice, or read from the first line of standard input. A store is made where there is none.

Examples:

\b
  dateline user add mira --role coder
  dateline user add ben < password
"""
)
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What the user may do.")] = Role.READER,
    store: StoreAddress = DEFAULT_STORE,
) -> None:
    """Add a user with a password."""
    from dateline.store.store import Store

    with Store.open(store) as opened:
        _users(opened).add(name, role.value, _hashed())
    output.say(f"{name} is {role.value}")


@app.command(
    help="""Change a user: the role, the password, or that the user left or is back.

Sessions that the user has open end.

Examples:

\b
  dateline user change mira --role editor
  dateline user change mira --password
  dateline user change mira --leave
"""
)
def change(
    name: Name,
    role: Annotated[Role | None, typer.Option(show_default=False, help="What the user may do from now on.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    leave: Annotated[bool, typer.Option("--leave", help="The user may not sign in any more.")] = False,
    back: Annotated[bool, typer.Option("--back", help="The user may sign in again.")] = False,
    store: StoreAddress = DEFAULT_STORE,
) -> None:
    """Add a version of the user."""
    from dateline.store.store import Store

    if leave and back:
        raise typer.BadParameter("--leave and --back contradict each other")
    if not (role or password or leave or back):
        raise typer.BadParameter("say what changes: --role, --password, --leave or --back")
    with Store.open(store, create=False) as opened:
        _users(opened).change(
            name, role=role.value if role else None, password=_hashed() if password else None,
            active=False if leave else True if back else None,
        )  # fmt: skip
    output.say(f"{name} is changed")


@app.command(
    "list",
    help="""List the users of the workbench, those who left among them.

Examples:

\b
  dateline user list
  dateline user list --format json
""",
)
def list_(
    format_: Annotated[Print, typer.Option("--format", "-f", help="text: a line a user; json: a list.")] = Print.TEXT,
    store: StoreAddress = DEFAULT_STORE,
) -> None:
    """Print every user, those who left among them."""
    from dateline.store.store import Store

    with Store.open(store, create=False) as opened:
        found = _users(opened).all()
    if format_ is Print.JSON:
        output.put_json([{"name": each.name, "role": each.role, "active": each.active} for each in found])
        return
    for each in found:
        output.put(f"{each.name}  {each.role}{'' if each.active else '  left'}")


def _users(store: Store) -> Users:
    return store.people("user")[0]


def _hashed() -> str:
    """The hash of a password that is typed twice, or of the first line of standard input."""
    try:
        from dateline.web.passwords import hashed
    except ModuleNotFoundError as error:
        raise MissingExtraError("passwords need argon2-cffi: pip install 'dateline[web]'") from error
    if sys.stdin.isatty():
        return hashed(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return hashed(sys.stdin.readline().rstrip("\r\n"))
