"""Who may do what: every request passes here before its page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dateline.store.users import Role
from dateline.web.desk import desk, note, session, who
from dateline.web.problem import Problem
from dateline.web.sessions import Session
from dateline.web.settings import SESSION_SECONDS

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

OPEN: Final = ("/login", "/enter/")
"""What is answered without anyone signed in."""
ROLES: Final[tuple[Role, ...]] = ("reader", "coder", "editor")
"""Each may do what those before it may."""

_CODERS: Final = frozenset(ROLES[1:])
_OPEN_TO_BLIND: Final[set[Callable[..., Any]]] = set()
_SAFE: Final = frozenset({"GET", "HEAD"})
_MOST_FIELDS: Final = 200


async def guard(request: Request) -> None:
    """Find the session; refuse who is not signed in, and every change that another site could have caused.

    Raises:
        Problem: 401, 403 or 413.
    """
    held = session(request)
    request.state.form = {}
    if not request.url.path.startswith(OPEN) and held.user is None:
        raise Problem(401, "signed-out", "sign in first")
    await _keep_blind(request, held)
    if request.method in _SAFE:
        return
    request.state.form = await _form(request)
    if not _of_ours(request) or not held.allows(_sent(request)):
        note(request, "forged request refused", request.url.path)
        raise Problem(403, "forged", "this did not come from a page of this session: load the page again")


def shows_no_decisions(endpoint: Endpoint) -> Endpoint:
    """Mark what a blind coder may ask: its answers are the same whatever others have decided.

    Anything else is refused to them, so that a page that nobody has thought about shows nothing.
    """
    _OPEN_TO_BLIND.add(endpoint)
    return endpoint


async def _keep_blind(request: Request, held: Session) -> None:
    """Find out whether who asks codes blind, and then refuse what would show others' decisions."""
    if held.role not in _CODERS:
        return
    reviews = desk(request).store.reviews
    request.state.blind = await run_in_threadpool(reviews.blind, who(request))
    if request.state.blind and request.scope.get("endpoint") not in _OPEN_TO_BLIND:
        raise Problem(
            403, "blind", "you code blind, and this would show what others decided; end blind coding under Review first"
        )


def may(role: Role) -> Callable[[Request], Awaitable[None]]:
    """A dependency that refuses users below a role."""

    async def allowed(request: Request) -> None:
        held = session(request).role
        if held is None or ROLES.index(held) < ROLES.index(role):
            raise Problem(403, "not-allowed", f"this needs the role {role}")

    return allowed


def form(request: Request) -> dict[str, str]:
    """What a form sent; of a field sent twice, the last."""
    found: dict[str, str] = request.state.form
    return found


def signed(request: Request, response: Response, new: Session) -> None:
    """Give the browser a session's cookie."""
    settings = desk(request).settings
    response.set_cookie(
        settings.cookie, desk(request).sessions.packed(new), max_age=SESSION_SECONDS, path="/", httponly=True,
        samesite="lax", secure=settings.secure,
    )  # fmt: skip


def _sent(request: Request) -> str | None:
    return request.headers.get("x-csrf-token") or form(request).get("csrf")


def _of_ours(request: Request) -> bool:
    """Whether the browser says that the request comes from a page of this server, or says nothing."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    return request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


async def _form(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return {}
    try:
        pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError) as error:
        raise Problem(400, "bad-form", "the form cannot be read") from error
    return dict(pairs)
