"""Takes the reports out of WARC files, as crawlers write them, packed or not; record by record."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from generator.addresses import is_web_address
from generator.filing.candidates import Brought, Known, Remark, Setback
from generator.filing.dates import read_date
from generator.filing.said import Said, said
from generator.filing.staging import Stage
from generator.sources.archives import CHUNK
from generator.sources.discover import MAX_BYTES

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""Media types of what may hold a report."""
BY_NAME = (".pdf", ".docx")
"""Attachments that servers send as bytes of no kind: their addresses tell."""
UNKNOWN_TYPES = ("application/octet-stream", "binary/octet-stream", "application/x-download", "")
PAGES = ("resource", "revisit", "conversion", "continuation")
"""Records other than responses that hold pages, or parts of them."""
MOST_KINDS = 40
"""Kinds of records left out that are told apart; servers may send any word as a media type."""


def warc_records(path: Path, shown: str, stage: Stage) -> Iterator[Brought]:
    """Responses with status 200 that hold a web page, a PDF or a Word file; the others are counted by kind."""
    from warcio.archiveiterator import ArchiveIterator  # loaded by those who bring a WARC alone

    left: Counter[str] = Counter()
    number = 0
    with path.open("rb") as file:
        records = iter(ArchiveIterator(file))
        while True:
            number += 1
            try:
                with redirect_stderr(io.StringIO()):  # the library prints what it finds odd
                    record = next(records, None)
                    found = _taken(record, left) if record is not None else None
            except Exception:  # whatever the library raises over bytes that are no WARC
                yield Setback(shown, (said("warc_broken", record=number),))
                break
            if record is None:
                break
            if found is not None:
                yield _brought(found, f"{path.name}#{number}", f"{shown} #{number}", stage)
    for why, count in sorted(left.items()):
        yield Remark(said("warc_left", count=count, why=why))


Found = tuple[str, str, date | None, bytes | None, tuple[Said, ...]]
"""Address, suffix, day, bytes (None where they are too many), and what has to be told."""


def _taken(record: Any, left: Counter[str]) -> Found | None:
    """What ``record`` holds, if that may be a report; else it is counted in ``left``."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    suffix, why = _suffix(record, url)
    if not suffix:
        if why:
            why = why[:60]
            left[why if why in left or len(left) < MOST_KINDS else "others"] += 1
        return None
    told: list[Said] = []
    if not is_web_address(url):
        told.append(said("url_bad", value=url))
        url = ""
    stamp = record.rec_headers.get_header("WARC-Date") or ""
    day = read_date(stamp)
    if day is None and stamp:
        told.append(said("date_bad", value=stamp))
    return url, suffix, day, _payload(record.content_stream()), tuple(told)


def _suffix(record: Any, url: str) -> tuple[str, str]:
    """That of the file that ``record`` holds; else "", and why it is left out: "" for what is about other records."""
    if record.rec_type != "response" or record.http_headers is None:
        return "", record.rec_type if record.rec_type in PAGES else ""
    status = record.http_headers.get_statuscode() or "?"
    if status != "200":
        return "", f"status {status}"
    media = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return SUFFIXES.get(media) or _suffix_by_name(url, media), media or "no media type"


def _suffix_by_name(url: str, media: str) -> str:
    try:
        suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    except ValueError:
        return ""
    return suffix if media in UNKNOWN_TYPES and suffix in BY_NAME else ""


def _payload(stream: Any) -> bytes | None:
    """The bytes of a response, unpacked; None where they are more than any report has."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def _brought(found: Found, received_as: str, shown: str, stage: Stage) -> Brought:
    url, suffix, day, data, told = found
    shown = f"{shown} {url}".rstrip()
    if data is None:
        return Setback(shown, (said("too_large", size=MAX_BYTES >> 20),))
    return stage.copy(shown, f"page{suffix}", data, Known(received_as, url or None, day), told=told)
