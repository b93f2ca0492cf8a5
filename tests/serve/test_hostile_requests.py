"""What nobody should send: the server refuses it in few words, waits for nobody and goes on answering."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.errors import GongkaiError
from generator.serve import SiteServer, connections, serve

NETLIFY = Path(__file__).parents[2] / "netlify.toml"
WORDS = "政府信息公开"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    root = tmp_path_factory.mktemp("served")
    site = root / "site"
    (site / "a").mkdir(parents=True)
    (site / "index.html").write_text(WORDS, encoding="utf-8")
    (root / "secret").write_text("outside")
    (site / "out").symlink_to(root)
    server = serve(site, NETLIFY)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def exchange(server: SiteServer, request: bytes, *, end: bool = True) -> bytes:
    """Everything that comes back until the server closes the connection."""
    with socket.create_connection(server.server_address[:2], timeout=10) as connection:
        connection.sendall(request)
        if end:
            connection.shutdown(socket.SHUT_WR)
        got = b""
        while part := connection.recv(65536):
            got += part
        return got


def get(server: SiteServer, target: str = "/", host: str | None = None, *more: str, end: bool = True) -> bytes:
    lines = [f"GET {target} HTTP/1.1", f"Host: {host or urlsplit(server.url).netloc}", *more, "", ""]
    return exchange(server, "\r\n".join(lines).encode("utf-8", "surrogateescape"), end=end)


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1."), answer[:60]
    return int(answer.split(b" ", 2)[1])


def test_its_own_names(server: SiteServer) -> None:
    port = server.server_address[1]
    for host in ("localhost", "LocalHost", "127.0.0.1", "[::1]"):
        assert status(get(server, host=f"{host}:{port}")) == 200
    assert status(get(server, f"http://localhost:{port}/", "evil.example")) == 200, "a whole address counts alone"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:PORT",
        "localhost",
        "localhost:1",
        "localhost.:PORT",
        "localhost.evil.example:PORT",
        "evil@localhost:PORT",
        "127.0.0.1:PORT:PORT",
        "127.1:PORT",
        "2130706433:PORT",
        "::1",
        "localhost:PORT, evil.example",
        "",
    ],
)
def test_names_of_others(host: str, server: SiteServer) -> None:
    named = host.replace("PORT", str(server.server_address[1])) or " "
    answer = get(server, host=named)
    assert status(answer) == 421 and WORDS.encode() not in answer
    assert status(get(server, f"http://{host.strip() or 'x'}/")) in (400, 404, 421)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("GET / HTTP/1.1\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: OWN\r\nHost: OWN\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: OWN\r\nHost: evil.example\r\n", 400),
        ("GET / HTTP/1.0\r\n", 200),
        ("GET / HTTP/1.0\r\nHost: evil.example\r\n", 421),
        ("GET /\r\n", 505),
        ("GET\r\n", 400),
        ("\x16\x03\x01\r\n", 400),
        ("GET / HTTP/9.9\r\nHost: OWN\r\n", 505),
        ("GET / HTTP/x\r\nHost: OWN\r\n", 400),
        ("GET / / HTTP/1.1\r\nHost: OWN\r\n", 400),
        ("<script> / HTTP/1.1\r\nHost: OWN\r\n", 501),
        ("TRACE / HTTP/1.1\r\nHost: OWN\r\n", 501),
        ("CONNECT a:1 HTTP/1.1\r\nHost: OWN\r\n", 501),
        (f"GET /{'x' * 70_000} HTTP/1.1\r\nHost: OWN\r\n", 414),
        (f"GET / HTTP/1.1\r\nHost: OWN\r\nX: {'x' * 70_000}\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: OWN\r\n" + "X: y\r\n" * 200, 431),
        ("GET / HTTP/1.1\r\nHost: OWN\r\nno header\r\n", 200),
    ],
)
def test_heads_that_nobody_sends(head: str, code: int, server: SiteServer) -> None:
    request = head.replace("OWN", urlsplit(server.url).netloc) + "\r\n"
    answer = exchange(server, request.encode("latin-1"))
    assert status(answer) == code
    assert b"<script>" not in answer and b"text/html" not in (answer if code != 200 else b"")
    assert status(get(server)) == 200, "and it goes on"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/../secret",
        "/..%2fsecret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/%252e%252e/secret",
        "/out/secret",
        "/out",
        "/%00",
        "/index.html%00",
        "/%c0%ae%c0%ae/secret",
        "/%e0%80%ae%e0%80%ae%2fsecret",
        "/%ff%fe",
        "/%ed%a0%80",
        "/..\\secret",
        "/..%5csecret",
        "/C:%5cWindows",
        "/C:/Windows",
        "/%%%",
        "/%0d%0aX-Evil:%20x",
        "/a%0d%0aX-Evil:%20x/",
        "/" + "a/" * 5000,
        "/" + "%e5" * 20_000,
        "*",
        "evil.example:443",
        "file:///etc/passwd",
        "http:///etc/passwd",
        "http://",
    ],
)
def test_paths_that_lead_nowhere(target: str, server: SiteServer) -> None:
    answer = get(server, target)
    assert status(answer) in (400, 404)
    head = answer.partition(b"\r\n\r\n")[0]
    assert b"outside" not in answer and b"root:" not in answer and b"X-Evil" not in head


@pytest.mark.parametrize(
    "body",
    [
        "Content-Length: 5\r\n\r\nhello",
        "Content-Length: 99999999999999\r\n\r\nhello",
        "Content-Length: -1\r\n\r\nhello",
        "Content-Length: x\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_bodies_end_the_connection(method: str, body: str, server: SiteServer) -> None:
    """What follows a body that was not read would be taken for the next request."""
    smuggled = "GET /smuggled HTTP/1.1\r\nHost: OWN\r\n\r\n"
    request = f"{method} / HTTP/1.1\r\nHost: OWN\r\n{body}{smuggled}".replace("OWN", urlsplit(server.url).netloc)
    answer = exchange(server, request.encode())
    assert status(answer) == (200 if method == "GET" else 405)
    assert answer.count(b"HTTP/1.1 ") == 1 and b"Connection: close" in answer


def test_a_large_body_does_not_lose_the_answer(server: SiteServer) -> None:
    own = urlsplit(server.url).netloc
    with socket.create_connection(server.server_address[:2], timeout=10) as connection:
        connection.sendall(f"POST / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 200000\r\n\r\n".encode())
        connection.sendall(b"x" * 200_000)
        assert connection.recv(65536).startswith(b"HTTP/1.1 405")


def test_nobody_is_waited_for(server: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that drips in ends when its time is over, not when its last drop was long ago."""
    monkeypatch.setattr(connections, "SECONDS", 0.4)
    with socket.create_connection(server.server_address[:2], timeout=10) as connection:
        done = threading.Event()

        def drip() -> None:
            with contextlib.suppress(OSError):
                for character in b"GET / HTTP/1.1\r\nX: " + b"x" * 1000:
                    connection.sendall(bytes([character]))
                    if done.wait(0.05):
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(100) == b""
        done.set()
        thread.join()


def test_too_many_at_once_are_told_to_come_back(server: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", 2)
    small = serve(server.site, NETLIFY)
    thread = threading.Thread(target=small.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    open_ones = [socket.create_connection(small.server_address[:2], timeout=10) for _ in range(2)]
    try:
        assert status(exchange(small, b"", end=False)) == 503
    finally:
        for one in open_ones:
            one.close()
        small.shutdown()
        small.server_close()
        thread.join()


def test_who_goes_away_in_the_middle_makes_no_noise(server: SiteServer, capfd: pytest.CaptureFixture[str]) -> None:
    own = urlsplit(server.url).netloc
    for _ in range(5):
        with socket.create_connection(server.server_address[:2], timeout=10) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(f"GET / HTTP/1.1\r\nHost: {own}\r\n\r\n".encode() * 3)
    assert status(get(server)) == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("port", [65536, 99999, -1, 10**12])
def test_ports_that_are_none(port: int, server: SiteServer) -> None:
    with pytest.raises(GongkaiError, match="cannot listen"):
        serve(server.site, NETLIFY, port=port)
