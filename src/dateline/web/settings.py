"""How one workbench is served."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_BODY = 1 << 20
"""Bytes of a request; no form or call of the workbench needs more."""
SESSION_SECONDS = 12 * 3600


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a workbench is given.

    ``store``: the store's address. ``secret`` signs cookies; with another one all sessions end. ``hosts``: the names
    (with port, where it is not the scheme's own) under which it may be asked; any other is refused, so that no foreign
    name can be pointed at it. ``secure``: it is reached over HTTPS. ``token``: a login token that works once, None
    where users sign in with passwords alone. ``tiles``: the address of raster tiles with {z}, {x}, {y}, drawn over the
    bundled ground.
    """

    store: str
    secret: bytes
    hosts: frozenset[str]
    secure: bool = False
    token: str | None = None
    tiles: str | None = None
    largest_body: int = LARGEST_BODY

    @property
    def cookie(self) -> str:
        """The session cookie's name; the prefix has browsers refuse it from a page without HTTPS or another host."""
        return "__Host-dateline" if self.secure else "dateline"
