"""Pages from the web, safely: http(s) only, public addresses only, every redirect checked anew, robots heeded.

The connection goes to the very address that was checked, so a name cannot point elsewhere a moment later; TLS is
still verified against the name. Size and time are bounded for the whole of a fetch.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import Message
from typing import cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from dateline.errors import FetchError, InputError, located
from dateline.ingest.decode import gunzip
from dateline.ingest.found import MAX_BYTES
from dateline.ingest.guard import resolve
from dateline.ingest.page import Page

USER_AGENT = "dateline/0.1.0 (news reader)"
TIMEOUT = 30.0
_MOST_REDIRECTS = 8
_ROBOTS_BYTES = 500_000
_CHUNK = 65_536
_CONNECT_TIMEOUT = 10.0
_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class _Rules:
    """What bounds one fetch; ``deadline`` is on the monotonic clock."""

    allow_private: bool
    ignore_robots: bool
    deadline: float
    timeout: float
    max_bytes: int
    memory: RobotsMemory | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def left(self) -> float:
        """Seconds left. Raises ``FetchError`` when there are none."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise FetchError(f"took longer than {self.timeout:g} s")
        return seconds


@dataclass(frozen=True)
class Answer:
    """What a server said: ``url`` is the address that answered, behind all redirects."""

    url: str
    status: int
    reason: str
    headers: Message
    content: bytes

    @property
    def told(self) -> str:
        """The status in words, as an error says it."""
        return f"the server answered {self.status} {self.reason}".rstrip()

    def page(self, name: str) -> Page:
        """The answer as a page, which the caller calls ``name``."""
        fetched_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Page(self.content, name, self.url, self.headers.get("Content-Type"), fetched_at)


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    ignore_robots: bool = False,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
) -> Page:
    """The page at ``url``, redirects followed. ``timeout`` is seconds for everything together.

    Raises ``FetchError`` for an address that may not be fetched (scheme, credentials, private host, robots), and for
    one that could not be (no answer, an error status, too large, too slow).
    """
    answer = ask(url, allow_private=allow_private, ignore_robots=ignore_robots, timeout=timeout, max_bytes=max_bytes)
    if answer.status != 200:
        raise FetchError(answer.told, name=url, stage="fetch")
    return answer.page(url)


def ask(
    url: str,
    *,
    allow_private: bool = False,
    ignore_robots: bool = False,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    headers: Mapping[str, str] | None = None,
    memory: RobotsMemory | None = None,
) -> Answer:
    """What the server says to a GET with ``headers`` beside our own, whatever its status; redirects are followed.

    Raises ``FetchError`` as ``fetch`` does, but for no status.
    """
    with located(url, "fetch"):
        rules = _Rules(
            allow_private, ignore_robots, time.monotonic() + timeout, timeout, max_bytes, memory, headers or {}
        )
        return _follow(url, rules, robots=not ignore_robots)


def post(url: str, body: bytes, *, headers: Mapping[str, str], timeout: float = TIMEOUT) -> Answer:
    """What the server says to a POST. Private addresses are as good as others; no redirect is followed.

    Raises ``FetchError`` where there is no answer.
    """
    with located(url, "fetch"):
        rules = _Rules(True, True, time.monotonic() + timeout, timeout, _ROBOTS_BYTES, headers=headers, body=body)
        return _request(_check(url), rules)


def _follow(url: str, rules: _Rules, *, robots: bool) -> Answer:
    seen: set[str] = set()
    while True:
        parts = _check(url)
        url = parts.geturl()
        if url in seen or len(seen) > _MOST_REDIRECTS:
            raise FetchError("redirects without end" if url in seen else f"more than {_MOST_REDIRECTS} redirects")
        seen.add(url)
        if robots:
            _heed_robots(parts, rules)
        answer = _request(parts, rules)
        location = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or not location:
            return answer
        try:
            url = urljoin(url, location)
        except ValueError as error:
            raise FetchError(f"redirects to no valid address ({error})") from error


def _check(url: str) -> SplitResult:
    """The parts of an address that may be asked, host in ASCII, path and query quoted, fragment gone."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"not a valid address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise FetchError(f"only http and https addresses are fetched, not {scheme or 'one without a scheme'}")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user name or password in it is not fetched; take them out")
    if not host:
        raise FetchError("the address names no host")
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError(f"{host!r} is not a valid host name") from error
    if any(character in host for character in " \t\r\n<>\"'\\^`{|}"):
        raise FetchError(f"{host!r} is not a valid host name")
    place = f"[{host}]" if ":" in host else host
    netloc = place if port in (None, _PORTS[scheme]) else f"{place}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return SplitResult(scheme, netloc, path, quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]"), "")


def _heed_robots(parts: SplitResult, rules: _Rules) -> None:
    """Ask the host's robots.txt (RFC 9309): absent allows all, unreachable allows nothing."""
    address = SplitResult(parts.scheme, parts.netloc, "/robots.txt", "", "").geturl()
    held = rules.memory.get(address) if rules.memory is not None else None
    if held is None:
        asked = replace(rules, max_bytes=min(_ROBOTS_BYTES, rules.max_bytes), headers={})
        answer = _follow(address, asked, robots=False)
        held = answer.status, _parsed(answer.content) if answer.status == 200 else None
        if rules.memory is not None:
            rules.memory.put(address, held)
    status, parser = held
    if status >= 500:
        raise FetchError(f"its robots.txt cannot be read ({status}), so it may not be fetched; --ignore-robots")
    if parser is not None and not parser.can_fetch(USER_AGENT, parts.geturl()):
        raise FetchError("its robots.txt does not allow it to be fetched; --ignore-robots overrides that")


def _parsed(robots: bytes) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(robots.decode("utf-8", "replace").splitlines())
    return parser


_Robots = tuple[int, RobotFileParser | None]
"""How a host's robots.txt was answered, and what it says where it is there."""


class RobotsMemory:
    """What hosts' robots.txt said, for as long as RFC 9309 lets it be kept; the oldest are forgotten first."""

    _MOST = 500
    _SECONDS = 24 * 3600.0
    _SECONDS_OF_TROUBLE = 600.0

    def __init__(self) -> None:
        self._held: dict[str, tuple[float, _Robots]] = {}

    def get(self, address: str) -> _Robots | None:
        """What is known of the robots.txt at an address, unless it is too old."""
        until, found = self._held.get(address, (0.0, None))
        return found if time.monotonic() < until else None

    def put(self, address: str, found: _Robots) -> None:
        """Keep what it said; that it could not be read is soon asked again."""
        self._held.pop(address, None)
        if len(self._held) >= self._MOST:
            del self._held[next(iter(self._held))]
        seconds = self._SECONDS if found[0] < 500 else self._SECONDS_OF_TROUBLE
        self._held[address] = time.monotonic() + seconds, found


class _PinnedHTTP(http.client.HTTPConnection):
    """A connection to one checked address, whatever the host's name says now."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the checked address."""
        self.sock = self._wire = socket.create_connection((self._address, self.port), self.timeout)

    def cut(self) -> None:
        """End the connection from another thread, also once a response has taken the socket over."""
        if self._wire is not None:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)


class _PinnedHTTPS(_PinnedHTTP):
    """The same over TLS, the certificate checked against the host's name."""

    def connect(self) -> None:
        """Connect, then verify the host by name."""
        super().connect()
        secure = ssl.create_default_context().wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = self._wire = secure
        secure.do_handshake()


def _request(parts: SplitResult, rules: _Rules) -> Answer:
    host, port = cast(str, parts.hostname), parts.port or _PORTS[parts.scheme]
    addresses = resolve(host, port, allow_private=rules.allow_private, timeout=rules.left())
    kind = _PinnedHTTPS if parts.scheme == "https" else _PinnedHTTP
    problem: Exception | None = None
    for address in addresses:
        connection = kind(host, port, address, min(_CONNECT_TIMEOUT, rules.left()))
        with closing(connection), _watched(connection, rules):
            try:
                connection.connect()
            except ssl.SSLError as error:
                raise FetchError(f"no trusted connection to {host} ({error.reason or error})") from error
            except (OSError, ValueError) as error:
                problem = error
                continue
            return _ask(connection, parts, rules)
    rules.left()
    raise FetchError(f"no connection to {host} ({problem})") from problem


def _ask(connection: _PinnedHTTP, parts: SplitResult, rules: _Rules) -> Answer:
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        method = "GET" if rules.body is None else "POST"
        connection.request(method, target, rules.body, {"Host": parts.netloc, **_HEADERS, **rules.headers})
        response = connection.getresponse()
        content = b"" if response.status in _REDIRECTS else _read(response, rules)
    except (OSError, http.client.HTTPException, ValueError) as error:
        rules.left()
        raise FetchError(f"the connection to {parts.hostname} failed ({type(error).__name__}: {error})") from error
    encoding = response.getheader("Content-Encoding")
    content = unpacked(content, encoding, rules.max_bytes) if content else content
    return Answer(parts.geturl(), response.status, response.reason or "", response.headers, content)


@contextmanager
def _watched(connection: _PinnedHTTP, rules: _Rules) -> Iterator[None]:
    """Cut the connection at the deadline: a server that drips bytes never lets one read time out."""
    timer = threading.Timer(rules.left(), connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(response: http.client.HTTPResponse, rules: _Rules) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := response.read(min(_CHUNK, rules.max_bytes + 1 - size)):
        parts.append(chunk)
        size += len(chunk)
        if size > rules.max_bytes:
            raise FetchError(f"larger than {rules.max_bytes:,} bytes, the limit of a page")
    rules.left()
    return b"".join(parts)


def unpacked(content: bytes, encoding: str | None, limit: int) -> bytes:
    """The content of a transfer without its ``Content-Encoding``.

    Raises ``FetchError`` where that is damaged, not known, or hides more than ``limit`` bytes.
    """
    name = (encoding or "identity").strip().lower()
    try:
        if name in ("gzip", "x-gzip"):
            return gunzip(content, limit)
        if name == "deflate":
            unpacker = zlib.decompressobj()
            unpacked = unpacker.decompress(content, limit + 1)
            if len(unpacked) <= limit:
                return unpacked
            raise FetchError(f"larger than {limit:,} bytes when unpacked, the limit of a page")
    except (InputError, zlib.error) as error:
        raise FetchError(f"its transfer cannot be unpacked ({error})") from error
    if name in ("identity", ""):
        return content
    raise FetchError(f"the server sent it in the encoding {name!r}, which was not asked for")
