"""A workbench on its address: what it is asked under, the link to sign in with, and the server."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from dateline.collecting import settle
from dateline.errors import DataError, MissingExtraError
from dateline.store.store import Store
from dateline.web.settings import Settings

_EVERY: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104  # refused, unless a name is given


@dataclass(frozen=True, kw_only=True)
class Serving:
    """Options of one server. ``address``: how browsers reach it, where a proxy stands before it."""

    store: str
    host: str = "127.0.0.1"
    port: int = 8765
    address: str | None = None
    secret: str | None = None
    tiles: str | None = None
    certificate: Path | None = None
    key: Path | None = None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def settings(options: Serving) -> Settings:
    """What the options come to.

    Raises:
        DataError: others could reach it and nobody has a password, or an address cannot be one.
        StoreError: there is no such store.
    """
    public = _public(options.address)
    alone = is_loopback(options.host) and public is None
    if not alone:
        with Store.open(options.store, create=False) as store:
            if not any(user.active for user in store.people("serve")[0].all()):
                raise DataError(
                    "others can reach this address, and nobody has a password: add one with 'dateline user add NAME'",
                    name=options.host,
                )
    if options.host in _EVERY and public is None:
        raise DataError("an address of every network needs --address: the name that browsers reach it under",
                        name=options.host)  # fmt: skip
    if options.key is not None and options.certificate is None:
        raise DataError("a key is for HTTPS: give its --certificate too", name=str(options.key))
    if options.secret is not None and len(options.secret) < 32:
        raise DataError("DATELINE_SECRET has at least 32 letters")
    if options.tiles is not None and not (
        options.tiles.startswith(("http://", "https://"))
        and all(part in options.tiles for part in ("{z}", "{x}", "{y}"))
    ):
        raise DataError("an address of tiles is http or https and holds {z}, {x} and {y}", name=options.tiles)
    return Settings(
        store=options.store,
        secret=(options.secret or secrets.token_urlsafe(32)).encode(),
        hosts=_hosts(options) | ({public.netloc.lower()} if public else set()),
        secure=options.certificate is not None or (public is not None and public.scheme == "https"),
        token=secrets.token_urlsafe(24) if alone else None,
        tiles=options.tiles,
    )


def serve(options: Serving, told: Callable[[str], None]) -> None:
    """Serve until asked to stop; ``told`` gets the lines that say where.

    Raises:
        DataError: as ``settings``; the port is taken, or the certificate cannot be used.
        MissingExtraError: the libraries of the workbench are not installed.
    """
    try:
        import uvicorn

        from dateline.web.app import create_app
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"the workbench needs {error.name}: pip install 'dateline[web]'") from error
    chosen = settings(options)
    app = create_app(chosen)
    listening = _listen(options)
    settle()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True, proxy_headers=False,
        ssl_certfile=options.certificate, ssl_keyfile=options.key, timeout_graceful_shutdown=5, limit_concurrency=200,
    )  # fmt: skip
    try:
        config.load()
    except OSError as error:
        listening.close()
        what = "cannot be used, or not with its key: give both as PEM"
        raise DataError(f"{what} ({error.strerror or error})", name=str(options.certificate)) from error
    for line in _greeting(options, chosen):
        told(line)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(options: Serving) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
        listening.listen(128)  # now: whoever follows the link at once is to wait, not to be turned away
    except OSError as error:
        listening.close()
        raise DataError(f"port {options.port} cannot be used: {error.strerror or error}", name=options.host) from error
    return listening


def _public(address: str | None) -> SplitResult | None:
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.path in {"", "/"}:
            return parts
    except ValueError:
        pass
    raise DataError("the address of a workbench is http://NAME or https://NAME, without a path", name=address)


def _hosts(options: Serving) -> frozenset[str]:
    names = {"localhost", "127.0.0.1", "[::1]"} if is_loopback(options.host) else set()
    names |= {f"[{options.host}]" if ":" in options.host else options.host.lower()}
    bare = options.port == (443 if options.certificate else 80)
    return frozenset(f"{name}:{options.port}" for name in names) | (names if bare else set())


def _greeting(options: Serving, chosen: Settings) -> list[str]:
    scheme = "https" if options.certificate else "http"
    shown = f"[{options.host}]" if ":" in options.host else options.host
    at = options.address or f"{scheme}://{shown}:{options.port}"
    if chosen.token:
        return [f"sign in, once, with {at}/enter/{chosen.token}", "Ctrl-C ends it"]
    warning = [] if chosen.secure else ["without HTTPS, passwords can be read on the way: see --certificate, --address"]
    return [f"serving at {at}", *warning]
