"""WARC files: responses that may be reports become uploads, the others are counted."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from generator.filing import warcs
from tests.filing.calling import BUDGET, SHELF, Archive, archive, report
from tests.filing.test_crawls import as_html

__all__ = ["archive"]

Record = tuple[str, str, str, bytes]
"""Address, status, media type, body."""
RECORDS: tuple[Record, ...] = (
    ("https://example.org/2020.html", "200 OK", "text/html; charset=utf-8", as_html(report(2020)).encode()),
    ("https://example.org/2021.html", "200 OK", "text/html", as_html(report(2021)).encode("gb18030")),
    ("https://example.org/budget.html", "200 OK", "text/html", as_html(BUDGET).encode()),
    ("https://example.org/a.pdf", "200 OK", "application/octet-stream", b"%PDF-1.4 broken"),
    ("https://example.org/gone.html", "404 Not Found", "text/html", b"gone"),
    ("https://example.org/p.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://example.org/q.png", "200 OK", "image/png", b"\x89PNG"),
)


def written(path: Path, records: tuple[Record, ...] = RECORDS, packed: bool = False) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for url, status, media, body in records:
            http = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
            headers = {"WARC-Date": "2022-02-03T04:05:06Z"}
            made = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=headers
            )
            writer.write_record(made)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_reports_are_taken_and_the_rest_is_counted(name: str, archive: Archive, tmp_path: Path) -> None:
    called = archive.add(written(tmp_path / name, packed=name.endswith("gz")))
    assert called.code == 1
    assert {f"{SHELF}/2020.html", f"{SHELF}/2021.html"} < archive.files
    assert (archive.content / SHELF / "2021.html").read_bytes() == RECORDS[1][3]
    sidecar = yaml.safe_load(archive.read(f"{SHELF}/2020.yaml"))
    assert (sidecar["source_url"], sidecar["retrieved_on"]) == (RECORDS[0][0], date(2022, 2, 3))
    assert called.said("https://example.org/budget.html: refused")
    assert called.said("https://example.org/a.pdf: not sure enough")  # torn: it may be one
    assert called.said("2 records left out: image/png") and called.said("1 records left out: status 404")


def test_a_response_that_never_ends_is_told(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warcs, "MAX_BYTES", 1000)
    called = archive.add(written(tmp_path / "a.warc", RECORDS[:1]))
    assert (called.code, archive.files) == (1, set()) and called.said("send the report alone")


def test_a_torn_warc_gives_what_is_whole(archive: Archive, tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", RECORDS[:2], packed=True)
    path.write_bytes(path.read_bytes()[:-400])
    called = archive.add(path)
    assert f"{SHELF}/2020.html" in archive.files and called.code in (0, 1)


@pytest.mark.parametrize("data", [b"", b"no warc", b"\x1f\x8b" + b"x" * 50, b"WARC/1.0\r\nContent-Length: x\r\n\r\n"])
def test_what_is_no_warc_is_told(data: bytes, archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    called = archive.add(path)
    assert called.code == 1 and "Traceback" not in called.err and archive.files == set()


def test_odd_bytes_in_a_warc_give_no_traceback(archive: Archive, tmp_path: Path) -> None:
    whole = written(tmp_path / "a.warc", (("https://example.org/", "200 OK", "text/html", b"<p>x</p>"),)).read_bytes()
    codes = set()
    for at in range(0, len(whole), 17):
        data = bytearray(whole)
        data[at] ^= 0x5A
        (tmp_path / "b.warc").write_bytes(data)
        codes.add(archive.add(tmp_path / "b.warc").code)
    assert codes <= {0, 1}
