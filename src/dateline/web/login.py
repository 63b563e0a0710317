"""Signing in, with a name and a password or with the link that the server prints, and signing out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.store.users import User
from dateline.web import passwords
from dateline.web.desk import address, desk, note, session
from dateline.web.guard import form, shows_no_decisions, signed
from dateline.web.problem import Problem
from dateline.web.sessions import LOCAL
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)


@router.get("/login")
@shows_no_decisions
def ask(request: Request) -> Response:
    """The form."""
    if session(request).user:
        return RedirectResponse("/", 303)
    return _form(request)


@router.post("/login")
@shows_no_decisions
def login(request: Request) -> Response:
    """Sign in. Tries are counted by address and by name, so that neither many names nor many hosts help."""
    at, name = desk(request), form(request).get("name", "")[:64]
    keys = (f"address {address(request)}", f"name {name}")
    wait = max(at.tries.wait(key) for key in keys)
    if wait:
        raise Problem(429, "too-often", f"too many tries; wait {int(wait) + 1} seconds", wait=wait)
    for key in keys:
        at.tries.count(key)
    user = at.users.get(name)
    held = user.password if user and user.active else None
    if not passwords.fits(form(request).get("password", ""), held) or user is None:
        note(request, "login failed", name)
        return _form(request, "name or password is wrong", status=401)
    at.tries.forget(keys[1])
    return _enter(request, user)


@router.get("/enter/{token}")
@shows_no_decisions
def enter(request: Request, token: str) -> Response:
    """Sign in with the printed link, which works once."""
    if not desk(request).link.use(token):
        return _form(request, "this link was used before: start the workbench again for a new one", status=401)
    return _enter(request, LOCAL)


@router.post("/logout")
@shows_no_decisions
def logout(request: Request) -> Response:
    """End the session."""
    note(request, "logout")
    desk(request).sessions.end(session(request))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(desk(request).settings.cookie, path="/", secure=desk(request).settings.secure, httponly=True)
    return answer


def _form(request: Request, wrong: str = "", *, status: int = 200) -> Response:
    answer = page(request, "login.html", wrong=wrong, local=desk(request).settings.token is not None)
    answer.status_code = status
    signed(request, answer, session(request))
    return answer


def _enter(request: Request, user: User) -> Response:
    """A new session under a new id: one that somebody else may have laid into the browser gains nothing."""
    at = desk(request)
    at.sessions.end(session(request))
    note(request, "login", user=user.name)
    # The map shows what others decided.
    answer = RedirectResponse("/review" if at.store.reviews.blind(user.name) else "/", 303)
    signed(request, answer, at.sessions.new(user))
    return answer
