"""Connections with limits: on their number, on how long a request may take to arrive, and on what is asked for."""

from __future__ import annotations

import io
import re
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Log = Callable[[str], None]

HOSTS = ("localhost", "127.0.0.1", "[::1]")
"""Names under which a browser on this machine comes here."""

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
"""How the target of a request begins that is a whole address."""

SECONDS = 30.0
"""For a whole request to arrive, the wait between two included, and for an answer to be taken."""
MAX_CONNECTIONS = 128
"""At once; browsers open six. More are told to come back."""
DRAINED = 256 * 1024
"""Bytes of a body that are read and forgotten before the connection ends; closed at once, it would take the answer
with it."""
DRAIN_SECONDS = 2.0


BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class LimitedServer(ThreadingHTTPServer):
    """Bound to its address and listening; ``serve_forever`` answers until ``shutdown``."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], log: Log | None = None) -> None:
        self.log = log
        self._free = threading.BoundedSemaphore(MAX_CONNECTIONS)
        super().__init__(address, handler)

    @property
    def name(self) -> str:
        """The address as a host's name: ``127.0.0.1``, ``[::1]``."""
        host = self.server_address[0]
        name = host.decode() if isinstance(host, bytes) else str(host)
        return f"[{name}]" if ":" in name else name

    @property
    def url(self) -> str:
        """``http://127.0.0.1:8000``, without a last slash."""
        return f"http://{self.name}:{self.server_address[1]}"

    def is_own_name(self, authority: str) -> bool:
        """Whether a request to ``authority`` (a host and a port) was meant for this server."""
        port = self.server_address[1]
        names = {f"{host}:{port}" for host in (*HOSTS, self.name)} | ({*HOSTS, self.name} if port == 80 else set())
        return authority.lower() in names

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            with suppress(OSError):
                request.settimeout(0)
                request.sendall(BUSY)
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:  # no thread was to be had
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that disconnects is no error; anything else is logged."""
        error = sys.exception()
        if self.log is not None and not isinstance(error, OSError):
            self.log(f"{type(error).__name__}: {error}")


class _TimedReader(io.RawIOBase):
    """Reads from a socket until a moment, however slowly the bytes come."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = 0.0

    def begin(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the request took too long")
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class LimitedHandler(BaseHTTPRequestHandler):
    """A connection that ends in time, and that answers to the server's own names only."""

    protocol_version = "HTTP/1.1"
    server_version = "gongkai"
    sys_version = ""
    server: LimitedServer
    disable_nagle_algorithm = True  # head and body go out one after the other, and the second would wait for 40 ms

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self._timed = _TimedReader(self.connection)
        self.rfile = io.BufferedReader(self._timed)

    def handle_one_request(self) -> None:
        self._timed.begin(SECONDS)
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Also refuses what no browser sends, before anything is answered."""
        if not super().parse_request():
            return False
        self.connection.settimeout(SECONDS)
        if self.request_version == "HTTP/0.9":
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
            return False
        hosts = self.headers.get_all("Host", [])
        if len(hosts) > 1 or (not hosts and self.request_version != "HTTP/1.0"):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        if self._has_body():
            self.close_connection = True  # nothing here takes one
        if ADDRESS.match(self.path):  # a proxy's way to ask; its host counts and not the header
            if not self.server.is_own_name(self.path.split("/")[2]):
                self.send_error(HTTPStatus.NOT_FOUND)
                return False
        elif not all(map(self.server.is_own_name, hosts)):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

    def handle_expect_100(self) -> bool:
        """Send no ``100 Continue``: the answer does not depend on the body that waits for it."""
        return True

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()
        if self.close_connection and getattr(self, "headers", None) is not None and self._has_body():
            self._drain()

    def _has_body(self) -> bool:
        return self.headers.get("Content-Length", "0").strip() != "0" or "Transfer-Encoding" in self.headers

    def _drain(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            until = time.monotonic() + DRAIN_SECONDS
            left = DRAINED
            while left > 0 and (seconds := until - time.monotonic()) > 0:
                self.connection.settimeout(seconds)
                got = len(self.connection.recv(min(left, 65536)))
                if not got:
                    return
                left -= got

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A line of plain text that repeats nothing of the request; then the connection ends."""
        status = HTTPStatus(code)
        body = f"{status.value} {status.phrase}\n".encode()
        self.close_connection = True
        if getattr(self, "request_version", "HTTP/0.9") == "HTTP/0.9":
            self.request_version = "HTTP/1.1"  # what cannot be read is answered with a head, too
        self.send_response(status)
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Type", "text/plain; charset=UTF-8")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if getattr(self, "command", None) != "HEAD":
            self.wfile.write(body)
