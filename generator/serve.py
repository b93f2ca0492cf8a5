"""The site as the host will serve it: same headers, same compression, same 404. For looking and for tests.

Not for the open internet: it has no limits on how many or how slowly people ask.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from generator.errors import GongkaiError
from generator.publish.headers import Rule, headers_for, read_rules

Log = Callable[[str], None]

MEDIA_TYPES = {
    ".css": "text/css; charset=UTF-8",
    ".csv": "text/csv; charset=UTF-8",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".html": "text/html; charset=UTF-8",
    ".htm": "text/html; charset=UTF-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=UTF-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=UTF-8",
    ".md": "text/markdown; charset=UTF-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=UTF-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""What the host calls a file by its name. Everything else, Pagefind's own files among them, is just bytes."""

BYTES = "application/octet-stream"

COMPRESSED = frozenset(
    {"application/json", "application/manifest+json", "application/wasm", "application/xml", "image/svg+xml"}
)
"""Media types beside ``text/*`` that the host compresses. Pagefind's files are compressed already."""

DEFAULT_CACHE = "public, max-age=0, must-revalidate"
"""What the host says where no rule speaks of caching."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, before it is compressed. ``location`` is set for redirects."""

    status: HTTPStatus
    body: bytes
    media_type: str
    location: str = ""


class SiteServer(ThreadingHTTPServer):
    """Bound to its address and listening; ``serve_forever`` answers until ``shutdown``."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], site: Path, rules: tuple[Rule, ...], log: Log | None = None) -> None:
        self.site = site.resolve()
        self.rules = rules
        self.log = log
        super().__init__(address, _Handler)

    @property
    def url(self) -> str:
        """``http://127.0.0.1:8000``, without a last slash."""
        host = self.server_address[0]
        name = host.decode() if isinstance(host, bytes) else str(host)
        return f"http://{f'[{name}]' if ':' in name else name}:{self.server_address[1]}"


def serve(site: Path, netlify: Path, host: str = "127.0.0.1", port: int = 0, log: Log | None = None) -> SiteServer:
    """A server for the site in ``site`` under the header rules of ``netlify``. Port 0 takes a free one.

    ``log`` gets one line a request. Raises :class:`GongkaiError` without a site or where the port is taken.
    """
    if not (site / "index.html").is_file():
        raise GongkaiError("there is no site here yet", file=site, remedy="run `gongkai build` first")
    rules = read_rules(netlify)
    try:
        return SiteServer((host, port), site, rules, log)
    except OSError as error:
        raise GongkaiError(
            f"cannot listen on {host}:{port}: {error.strerror}", remedy="choose another --port"
        ) from error


@contextmanager
def running(site: Path, netlify: Path) -> Iterator[str]:
    """The site's address while a server answers in the background: ``with running(site, toml) as url:``."""
    server = serve(site, netlify)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(site: Path, path: str) -> Answer:
    """What the host would answer to a request for ``path`` (decoded, without query)."""
    file = _inside(site, path)
    if file is not None and file.is_dir():
        if not path.endswith("/") and (file / "index.html").is_file():
            return Answer(HTTPStatus.MOVED_PERMANENTLY, b"", BYTES, location=quote(f"{path}/"))
        file = file / "index.html"
    elif path.endswith("/"):
        file = None
    if file is not None and file.is_file():
        return Answer(HTTPStatus.OK, file.read_bytes(), MEDIA_TYPES.get(file.suffix.lower(), BYTES))
    missing = site / "404.html"
    if missing.is_file():
        return Answer(HTTPStatus.NOT_FOUND, missing.read_bytes(), MEDIA_TYPES[".html"])
    return Answer(HTTPStatus.NOT_FOUND, b"Not found\n", MEDIA_TYPES[".txt"])


def _inside(site: Path, path: str) -> Path | None:
    """The file or folder behind ``path``; None for whatever lies outside, is hidden or has no plain name."""
    segments = path.removeprefix("/").removesuffix("/").split("/")
    if segments == [""]:
        return site
    if any(not part or (part.startswith(".") and part != ".well-known") for part in segments):
        return None
    if any(character in path for character in "\\\0"):
        return None
    file = site.joinpath(*segments)
    try:
        real = file.resolve(strict=True)
    except (OSError, ValueError):
        return None
    return file if real.is_relative_to(site) else None


def _compressible(media_type: str) -> bool:
    plain = media_type.partition(";")[0]
    return plain.startswith("text/") or plain in COMPRESSED


@lru_cache(maxsize=256)
def _compressed(body: bytes) -> bytes:
    """``body`` as the host sends it, which does not compress a file anew for every reader."""
    return gzip.compress(body, 6, mtime=0)


def _accepts_gzip(header: str) -> bool:
    for item in header.lower().split(","):
        name, _, parameters = item.partition(";")
        if name.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "gongkai"
    sys_version = ""
    server: SiteServer
    timeout = 30  # seconds a silent connection may keep its thread
    disable_nagle_algorithm = True  # head and body go out one after the other, and the second would wait for 40 ms

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _refuse(self) -> None:
        self.close_connection = True  # its body, if any, is left unread
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse

    def _answer(self, *, with_body: bool) -> None:
        # Read by hand: urlsplit takes a path that begins with two slashes for a host.
        raw, mark, query = self.path.partition("#")[0].partition("?")
        if "://" in raw:
            raw = urlsplit(raw).path
        path = unquote(raw, errors="replace")
        found = answer(self.server.site, path)
        headers = {"Cache-Control": DEFAULT_CACHE, **headers_for(self.server.rules, path)}
        if found.location:
            headers["Location"] = found.location + mark + query
        body, tag = found.body, hashlib.sha256(found.body).hexdigest()[:32]
        if _compressible(found.media_type):
            headers["Vary"] = "Accept-Encoding"
            if body and _accepts_gzip(self.headers.get("Accept-Encoding", "")):
                body, tag = _compressed(body), f"{tag}-gzip"
                headers["Content-Encoding"] = "gzip"
        status = found.status
        if status is HTTPStatus.OK:
            headers["ETag"] = f'"{tag}"'
            if self._has(tag):
                status, body, with_body = HTTPStatus.NOT_MODIFIED, b"", False
                headers.pop("Content-Encoding", None)
        if status is not HTTPStatus.NOT_MODIFIED:
            headers.setdefault("Content-Type", found.media_type)
            headers["Content-Length"] = str(len(body))
        self._send(status, headers, body if with_body else b"")

    def _has(self, tag: str) -> bool:
        known = [item.strip().removeprefix("W/") for item in self.headers.get("If-None-Match", "").split(",")]
        return f'"{tag}"' in known or "*" in known

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        if self.server.log is not None:
            self.server.log(format % args)
