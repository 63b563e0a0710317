"""Sessions as signed cookies: who is signed in, and the token that every change must bring along.

Nothing of a session is kept on the server but the ones that were ended early. A session names the version of its user:
another password, another role or a user who left ends it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from itsdangerous import BadData, URLSafeTimedSerializer

from dateline.store.users import LOCAL as NAME
from dateline.store.users import Role, User, Users
from dateline.web.settings import SESSION_SECONDS, Settings

LOCAL: Final = User(name=NAME, role="editor", password="", active=True, version=0)  # nobody's password
"""Who signs in with the link that the server prints: the person at this machine."""


@dataclass(frozen=True)
class Session:
    """One browser's session. ``user`` None: nobody is signed in yet. ``csrf``: what its forms must send."""

    id: str
    csrf: str
    user: User | None = None

    @property
    def role(self) -> Role | None:
        """The user's role."""
        return self.user.role if self.user else None

    def allows(self, sent: str | None) -> bool:
        """Whether what a form sent is this session's token."""
        return sent is not None and hmac.compare_digest(sent.encode(), self.csrf.encode())


class Sessions:
    """Makes, reads and ends sessions."""

    def __init__(self, settings: Settings, users: Users) -> None:
        self._signer = URLSafeTimedSerializer(
            [settings.secret], salt="session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._users = users
        self._local = settings.token is not None
        self._ended: dict[str, float] = {}
        self._lock = Lock()

    def new(self, user: User | None = None) -> Session:
        """A session under a new id: what was known of the browser before does not count."""
        return Session(secrets.token_urlsafe(16), secrets.token_urlsafe(24), user)

    def packed(self, session: Session) -> str:
        """The session as its cookie."""
        who = {"name": session.user.name, "version": session.user.version} if session.user else None
        return str(self._signer.dumps({"id": session.id, "csrf": session.csrf, "user": who}))

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where there is none, or it is forged, too old or ended."""
        if not cookie or len(cookie) > 2000:
            return None
        try:
            held: dict[str, Any] = self._signer.loads(cookie, max_age=SESSION_SECONDS)
        except BadData:
            return None
        if held["id"] in self._ended:
            return None
        if held["user"] is None:
            return Session(held["id"], held["csrf"])
        user = self._user(held["user"]["name"], held["user"]["version"])
        return Session(held["id"], held["csrf"], user) if user else None

    def end(self, session: Session) -> None:
        """From now on the session's cookie is none, whoever has kept it."""
        now = time.monotonic()
        with self._lock:
            self._ended = {name: until for name, until in self._ended.items() if until > now}
            self._ended[session.id] = now + SESSION_SECONDS

    def _user(self, name: str, version: int) -> User | None:
        if version == LOCAL.version:
            return LOCAL if self._local else None
        user = self._users.get(name)
        return user if user and user.active and user.version == version else None
