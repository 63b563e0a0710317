"""What every page of one workbench works with."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from threading import Lock
from typing import cast

from starlette.requests import Request

from dateline.store.alerts import AlertLog
from dateline.store.audit import AuditLog
from dateline.store.feeds import FeedLog
from dateline.store.store import Store
from dateline.store.users import Users
from dateline.web.decide import Coder
from dateline.web.limits import Limiter
from dateline.web.sessions import LOCAL, Session, Sessions
from dateline.web.settings import Settings
from dateline.web.shown import Shown


class LoginLink:
    """A login token that works once."""

    def __init__(self, token: str | None) -> None:
        self._token = token
        self._lock = Lock()

    def use(self, token: str) -> bool:
        """Whether it is the token, and was not used before."""
        with self._lock:
            if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
                return False
            self._token = None
            return True


@dataclass(frozen=True)
class Desk:
    """The store, and what guards it."""

    settings: Settings
    store: Store
    users: Users
    audit: AuditLog
    sessions: Sessions
    link: LoginLink
    feeds: FeedLog
    alerts: AlertLog
    tries: Limiter
    shown: Shown


def desk(request: Request) -> Desk:
    """The desk of the application that was asked."""
    return cast(Desk, request.app.state.desk)


def session(request: Request) -> Session:
    """The session of the request's cookie, or a new one of nobody."""
    if not hasattr(request.state, "session"):
        at = desk(request)
        request.state.session = at.sessions.read(request.cookies.get(at.settings.cookie)) or at.sessions.new()
    return cast(Session, request.state.session)


def who(request: Request) -> str:
    """The name of the user who asks."""
    user = session(request).user
    return user.name if user else LOCAL.name


def coder(request: Request) -> Coder:
    """Who asks, as a coder."""
    return Coder(who(request), is_blind(request))


def is_blind(request: Request) -> bool:
    """Whether who asks works without seeing what others decided; the guard finds out."""
    return bool(getattr(request.state, "blind", False))


def note(request: Request, action: str, subject: str | None = None, *, user: str | None = None) -> None:
    """Add to the audit log what this request does."""
    signed = session(request).user
    desk(request).audit.add(
        action, user=user or (signed.name if signed else None), subject=subject, address=address(request)
    )


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "unknown"
