"""The server: the site's files under the host's headers."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from generator.errors import GongkaiError
from generator.publish.headers import HeaderRule, headers_for, read_rules
from generator.serve.answers import Answer, accepts_gzip, answer, compressed, is_compressible
from generator.serve.connections import ADDRESS, LimitedHandler, LimitedServer, Log
from generator.serve.live import EVENTS, Live

DEFAULT_CACHE = "public, max-age=0, must-revalidate"
"""What the host says where no rule speaks of caching."""


class SiteServer(LimitedServer):
    """Serves the folder ``site`` under ``rules``."""

    def __init__(
        self,
        address: tuple[str, int],
        site: Path,
        rules: tuple[HeaderRule, ...],
        log: Log | None = None,
        live: Live | None = None,
    ) -> None:
        self.site = site.resolve()
        self.rules = rules
        self.live = live
        super().__init__(address, _Handler, log)

    def answer(self, path: str) -> Answer:
        """What is answered to ``path``; by a watching server with what it adds, and from what stands already."""
        if self.live is None:
            return answer(self.site, path)
        if own := self.live.own_answer(path):
            return own
        early = self.live.state.early
        found = answer(early, path) if early is not None else None
        # What the folder that is still being made does not have yet, the site that stands may have.
        if found is None or found.status is HTTPStatus.NOT_FOUND:
            found = answer(self.site, path)
        return self.live.with_script(path, found)


def serve(
    site: Path,
    netlify: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    log: Log | None = None,
    live: Live | None = None,
) -> SiteServer:
    """A server for the site in ``site`` under the header rules of ``netlify``. Port 0 takes a free one.

    ``log`` gets one line a request; with ``live`` pages are told of what was built anew.

    Raises :class:`GongkaiError` without a site or where the port is taken.
    """
    if not (site / "index.html").is_file():
        raise GongkaiError("there is no site here yet", file=site, remedy="run `gongkai build` first")
    rules = read_rules(netlify)
    try:
        return SiteServer((host, port), site, rules, log, live)
    except (OSError, OverflowError, UnicodeError) as error:
        raise GongkaiError(
            f"cannot listen on {host}:{port}: {getattr(error, 'strerror', None) or error}",
            remedy="choose another --port",
        ) from error


@contextmanager
def running(site: Path, netlify: Path) -> Iterator[str]:
    """The site's address, while a server answers in the background, for use in a ``with`` statement."""
    server = serve(site, netlify)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(LimitedHandler):
    server: SiteServer

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _refuse(self) -> None:
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse

    def _asked(self) -> tuple[str, str]:
        """The path that is asked for, decoded, and its query with the question mark."""
        # Read by hand: urlsplit takes a path that begins with two slashes for a host.
        raw, mark, query = self.path.partition("#")[0].partition("?")
        if ADDRESS.match(raw):  # a whole address: its host was looked at before
            raw = f"/{raw.split('/', 3)[3]}" if raw.count("/") > 2 else "/"
        return unquote(raw, errors="replace"), mark + query

    def _answer(self, *, with_body: bool) -> None:
        path, query = self._asked()
        if self.server.live is not None and path == EVENTS:
            self._stream(self.server.live, with_body)
            return
        found = self.server.answer(path)
        headers = {"Cache-Control": DEFAULT_CACHE, **headers_for(self.server.rules, path)}
        if found.location:
            headers["Location"] = found.location + query
        body, tag = found.body, hashlib.sha256(found.body).hexdigest()[:32]
        if is_compressible(found.media_type):
            headers["Vary"] = "Accept-Encoding"
            if body and accepts_gzip(self.headers.get("Accept-Encoding", "")):
                body, tag = compressed(body), f"{tag}-gzip"
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

    def _stream(self, live: Live, with_body: bool) -> None:
        """Server-sent events until the browser is gone."""
        self.close_connection = True
        headers = headers_for(self.server.rules, EVENTS)
        self._send(HTTPStatus.OK, {**headers, "Cache-Control": "no-store", "Content-Type": "text/event-stream"}, b"")
        for event in live.events() if with_body else ():
            self.wfile.write(event)
            self.wfile.flush()

    def _has(self, tag: str) -> bool:
        known = [item.strip().removeprefix("W/") for item in self.headers.get("If-None-Match", "").split(",")]
        return f'"{tag}"' in known or "*" in known

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        if self.server.log is not None:
            self.server.log(format % args)
