"""The answer to a path: a file, a redirect or the 404 page; never anything outside the site."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from generator.serve.redirects import read_redirects, redirected

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
"""What the host calls a file by its name. Everything else is just bytes."""

BYTES = "application/octet-stream"

UNSERVED = (["_redirects"], ["_headers"])
"""Files that speak to the host: it does not hand them out."""

COMPRESSED = frozenset(
    {"application/json", "application/manifest+json", "application/wasm", "application/xml", "image/svg+xml"}
)
"""Media types beside ``text/*`` that the host compresses."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, before it is compressed. ``location`` is set for redirects."""

    status: HTTPStatus
    body: bytes
    media_type: str
    location: str = ""


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
    moved = redirected(read_redirects(site), path)
    if moved and moved[0] is not HTTPStatus.NOT_FOUND:
        return Answer(moved[0], b"", BYTES, location=moved[1])
    return _missing(site, unquote(moved[1]) if moved else "/404.html")


def _missing(site: Path, page: str) -> Answer:
    """The site's ``page`` with status 404; a word where there is no such file."""
    file = _inside(site, page)
    if file is not None and file.is_file():
        return Answer(HTTPStatus.NOT_FOUND, file.read_bytes(), MEDIA_TYPES.get(file.suffix.lower(), BYTES))
    return Answer(HTTPStatus.NOT_FOUND, b"Not found\n", MEDIA_TYPES[".txt"])


def _inside(site: Path, path: str) -> Path | None:
    """The file or folder behind ``path``; None for whatever lies outside, is hidden or has no plain name."""
    segments = path.removeprefix("/").removesuffix("/").split("/")
    if segments == [""]:
        return site
    if any(not part or (part.startswith(".") and part != ".well-known") for part in segments):
        return None
    if segments in UNSERVED:
        return None
    if any(character in path for character in "\\\0"):
        return None
    file = site.joinpath(*segments)
    try:
        real = file.resolve(strict=True)
    except (OSError, ValueError):
        return None
    return file if real.is_relative_to(site) else None


def is_compressible(media_type: str) -> bool:
    plain = media_type.partition(";")[0]
    return plain.startswith("text/") or plain in COMPRESSED


@lru_cache(maxsize=256)
def compressed(body: bytes) -> bytes:
    """``body`` as the host sends it, which does not compress a file anew for every reader."""
    return gzip.compress(body, 6, mtime=0)


def accepts_gzip(header: str) -> bool:
    for item in header.lower().split(","):
        name, _, parameters = item.partition(";")
        if name.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
