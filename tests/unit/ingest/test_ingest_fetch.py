from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.errors import FetchError
from dateline.ingest import fetch as fetching
from dateline.ingest.fetch import USER_AGENT, fetch
from dateline.ingest.guard import is_public, resolve

PAGE = b"<html><body><h1>Rockets hit depot</h1><p>Three rockets struck a depot.</p></body></html>"


class _Site(BaseHTTPRequestHandler):
    """A small site; ``seen`` keeps the path and agent of every request."""

    seen: list[tuple[str, str]]
    robots: tuple[int, bytes]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("User-Agent", "")))
        path = self.path.split("?")[0]
        if path == "/robots.txt":
            self._answer(*self.robots)
        elif path.startswith("/to/"):
            self._answer(302, b"", Location=path.removeprefix("/to/"))
        elif path == "/loop":
            self._answer(302, b"", Location="/loop")
        elif path.startswith("/far/"):
            self._answer(302, b"", Location=f"/far/{int(path.removeprefix('/far/')) + 1}")
        elif path == "/packed":
            self._answer(200, gzip.compress(PAGE, mtime=0), **{"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self._answer(200, gzip.compress(b"a" * 3_000_000, mtime=0), **{"Content-Encoding": "gzip"})
        elif path == "/strange":
            self._answer(200, PAGE, **{"Content-Encoding": "br"})
        elif path == "/huge":
            self._answer(200, b"a" * 200_000)
        elif path == "/drip":
            self._drip()
        elif path == "/page":
            self._answer(200, PAGE, **{"Content-Type": "text/html; charset=utf-8"})
        else:
            self._answer(404, b"no")

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def site() -> Iterator[tuple[str, type[_Site]]]:
    handler = type("Site", (_Site,), {"seen": [], "robots": (404, b"")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", handler
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_with_its_address_and_type(site: tuple[str, type[_Site]]) -> None:
    base, handler = site
    page = fetch(f"{base}/page#part", allow_private=True)
    assert page.content == PAGE
    assert page.name == f"{base}/page#part"
    assert page.url == f"{base}/page"
    assert page.media_type == "text/html; charset=utf-8"
    assert page.fetched_at is not None
    assert [path for path, _ in handler.seen] == ["/robots.txt", "/page"]
    assert {agent for _, agent in handler.seen} == {USER_AGENT}


@pytest.mark.parametrize("path", ["/packed", "/to//page", "/page?q=a b"])
def test_packed_and_redirected_pages(site: tuple[str, type[_Site]], path: str) -> None:
    assert fetch(site[0] + path, allow_private=True).content == PAGE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/none", "404"),
        ("/loop", "redirects without end"),
        ("/far/1", "more than 8 redirects"),
        ("/huge", "larger than 100,000 bytes"),
        ("/bomb", "cannot be unpacked"),
        ("/strange", "encoding 'br'"),
        ("/to/ftp://127.0.0.1/x", "only http and https"),
        ("/to/file:///etc/hosts", "only http and https"),
        ("/to/http://user@127.0.0.1/", "user name"),
    ],
)
def test_what_cannot_be_fetched(site: tuple[str, type[_Site]], path: str, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site[0] + path, allow_private=True, max_bytes=100_000)
    assert words in str(caught.value)
    assert str(caught.value).startswith(site[0] + path)


def test_a_slow_server_is_given_up(site: tuple[str, type[_Site]]) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"took longer than 0\.5 s"):
        fetch(f"{site[0]}/drip", allow_private=True, timeout=0.5)
    assert time.monotonic() - begun < 5


def test_private_addresses_are_refused_before_any_request(site: tuple[str, type[_Site]]) -> None:
    base, handler = site
    with pytest.raises(FetchError, match="--allow-private"):
        fetch(f"{base}/page")
    with pytest.raises(FetchError, match="--allow-private"):
        fetch(f"{base.replace('127.0.0.1', 'localhost')}/page")
    assert handler.seen == []


def test_a_redirect_is_checked_like_a_first_address(
    site: tuple[str, type[_Site]], monkeypatch: pytest.MonkeyPatch
) -> None:
    base, handler = site
    checked: list[str] = []

    def public_by_name(host: str, port: int, *, allow_private: bool, timeout: float) -> tuple[str, ...]:
        checked.append(host)
        return ("127.0.0.1",) if host == "news.example" else resolve(host, port, allow_private=False, timeout=timeout)

    monkeypatch.setattr(fetching, "resolve", public_by_name)
    port = base.rsplit(":", 1)[1]
    with pytest.raises(FetchError, match=r"private or reserved address 127\.0\.0\.1"):
        fetch(f"http://news.example:{port}/to/{base}/page", ignore_robots=True)
    assert checked == ["news.example", "127.0.0.1"]
    assert [path for path, _ in handler.seen] == [f"/to/{base}/page"]


@pytest.mark.parametrize(
    ("status", "rules", "allowed"),
    [
        (200, b"User-agent: *\nDisallow: /page", False),
        (200, b"User-agent: dateline\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (200, b"User-agent: other\nDisallow: /", True),
        (200, b"\xff\xfe nonsense", True),
        (404, b"", True),
        (403, b"", True),
        (503, b"", False),
    ],
)
def test_robots(site: tuple[str, type[_Site]], status: int, rules: bytes, allowed: bool) -> None:
    base, handler = site
    handler.robots = (status, rules)
    if allowed:
        assert fetch(f"{base}/page", allow_private=True).content == PAGE
    else:
        with pytest.raises(FetchError, match="--ignore-robots"):
            fetch(f"{base}/page", allow_private=True)
    assert fetch(f"{base}/page", allow_private=True, ignore_robots=True).content == PAGE


def test_a_server_that_cannot_prove_its_name(site: tuple[str, type[_Site]]) -> None:
    with pytest.raises(FetchError, match=r"no trusted connection to 127\.0\.0\.1"):
        fetch(f"{site[0].replace('http:', 'https:')}/page", allow_private=True, ignore_robots=True)


def test_a_closed_port() -> None:
    with pytest.raises(FetchError, match=r"no connection to 127\.0\.0\.1"):
        fetch("http://127.0.0.1:9/", allow_private=True, ignore_robots=True, timeout=5)


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "javascript:alert(1)", "//a.example/", "a.example", "http://", "http://u:p@a.example/",
     "http://a.example:99999/", "http://[::1", "http://a b.example/", "http://" + "a" * 70 + ".example/"],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, allow_private=True)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "::7f00:1", "nonsense"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)
