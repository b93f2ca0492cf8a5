"""Makes documents as a reader of pictures would hand them on, for tests: no program for reading pictures is needed.

Every cell has a box on its page, and is read as printed unless told otherwise. The pages are drawn by hand: lines where
the boxes are, nothing in them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from generator.forms.loader import Form, FormTable
from generator.model.documents import Document, Source
from generator.model.figures import Address
from generator.model.pictures import PageImage, Seen
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, Span, Where
from generator.reading.report import read_reports
from generator.sources import fetching
from generator.sources.base import Format, Reader
from generator.sources.extract import Extract, RawCell
from generator.sources.sidecars import read_sidecar
from generator.sources.withholding import withhold
from tests.inspecting import resources
from tests.writing import FORMS

TITLE = "浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告"
ENGINE = "测试识别程序 1.0"
Readings = Mapping[tuple[int, str, str], str | Seen]
"""(table number, row id, column id) → what is read there; a text where all readings agree."""

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, LABEL, COLUMN, ROW = 30.0, 60.0, 150.0, 24.0, 20.0
SURE = 0.97
Row = list[str | Seen | None]
"""None: the cell to the left reaches over it; ``ABOVE``: the one above does."""
ABOVE = Seen((), 0.0)


def as_seen(read: str | Seen) -> Seen:
    if isinstance(read, Seen):
        return read
    return Seen((read,), SURE) if read else Seen(("",), 1.0, empty=True)


def scanned(
    readings: Readings | None = None,
    *,
    form: str = "2021",
    title: str = TITLE,
    overview: str = "本年收到申请0件。",
    path: str = "330523/meixi/2021.png",
    sidecar: str = "",
    mixed: bool = False,
    behind: bool = False,
) -> Document:
    """A report of which every page is a picture; ``mixed``: only its tables are; ``behind``: as those of a web page,
    what was read of them stands behind the text."""
    own, story, stretches = FORMS.get(form), Extract(), list[DecodedSpan]()
    known, wrong = read_sidecar("2021.yaml", sidecar.encode()) if sidecar else (Sidecar(), ())
    assert not wrong, wrong
    for line in (title, own.sections[0], overview):
        story.paragraph(line)
    closing = (own.sections[4], "存在人手不足的问题，将逐步改进。", own.sections[5], "无。")
    for line in (*own.sections[1:4], *closing) if behind else ():
        story.paragraph(line)
    for page, (section, table) in enumerate(zip(own.sections[1:4], own.tables, strict=True), 1):
        if not behind:
            story.paragraph(section)
        start = story.length
        story.table(list(cells_on_page(rows_of(own, table, readings or {}), page)), "recognised")
        stretches.append(DecodedSpan(Span(start, story.length)))
    for line in () if behind else closing:
        story.paragraph(line)
    text, grids = story.finish()
    source = Source(path, "5c" * 32, "image/png", 1000)
    whole = (DecodedSpan(Span(0, len(text.decoded))),)
    document = Document(
        (source,), text, known, grids, recognised=tuple(stretches) if mixed else whole,
        pictures=tuple(map(page_image, (1, 2, 3))), engine=ENGINE,
    )  # fmt: skip
    return withhold(document)


def picture_file(readings: Readings | None = None, **told: Any) -> bytes:
    """A file that the reader of :func:`fake_eye` makes :func:`scanned` of: no picture, only how one begins."""
    given = {".".join(map(str, key)): read for key, read in (readings or {}).items()}
    return b"\x89PNG\r\n\x1a\n" + msgspec.msgpack.encode({"readings": given, **told})


@contextmanager
def fake_eye() -> Iterator[None]:
    """Within it PNG files are read as :func:`picture_file` wrote them, in this process and those that it forks."""
    fake = Format((".png",), "image/png", lambda: Reader(_read_fake))
    others = tuple(format_ for format_ in fetching.READERS if ".png" not in format_.suffixes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "READERS", (*others, fake))
        yield


def _read_fake(source: Source, data: bytes, sidecar: Sidecar) -> Document:
    told = msgspec.msgpack.decode(data[8:])
    readings = {}
    for key, read in told.pop("readings").items():
        number, row, column = key.split(".")
        readings[int(number), row, column] = read if isinstance(read, str) else msgspec.convert(read, Seen)
    return replace(scanned(readings, **told), sources=(source,), sidecar=sidecar)


def read_scan(document: Document) -> Report:
    (report,), _ = read_reports(document, resources().reader)
    return report


def rows_of(form: Form, table: FormTable, readings: Readings) -> list[Row]:
    def read(address: Address) -> str | Seen:
        return readings.get((table.number, *address), "0")

    if table is form.disclosure:
        return [row for block in table.blocks for row in _block(table, block.heading, block.rows, block.columns, read)]
    return _requests(table, read) if table is form.requests else _disputes(table, read)


def _block(table: FormTable, heading: str, rows: Sequence[str], columns: Sequence[str], read) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    yield [heading, *([None] * len(columns))]
    yield ["信息内容", *(table.columns[c].zh for c in columns)]
    for row in rows:
        yield [table.rows[row].zh, *(read((row, c)) for c in columns)]


def _requests(table: FormTable, read) -> list[Row]:  # type: ignore[no-untyped-def]
    columns = list(table.columns)
    inner: Row = [table.columns[c].zh for c in columns[1:-1]]
    return [
        [table.corner, "申请人情况", None, None, None, None, None, "总计"],
        [ABOVE, "自然人", "法人或其他组织", None, None, None, None, ABOVE],
        [ABOVE, ABOVE, *inner, ABOVE],
        *([label.zh, *(read((row, c)) for c in columns)] for row, label in table.rows.items()),
    ]


def _disputes(table: FormTable, read) -> list[Row]:  # type: ignore[no-untyped-def]
    results: Row = [label.zh for label in table.columns.values()]
    return [
        ["行政复议", None, None, None, None, "行政诉讼", *([None] * 9)],
        [*results, "未经复议直接起诉", None, None, None, None, "复议后起诉", None, None, None, None],
        [*([ABOVE] * 5), *results, *results],
        [read(address) for address in table.addresses()],
    ]


def cells_on_page(rows: Sequence[Row], page: int) -> Iterator[list[RawCell]]:
    wide = len(rows[0]) > 10  # table 4 has no labels of rows
    for at, row in enumerate(rows):
        top = TOP + ROW * at
        made: list[RawCell] = []
        for column, read in enumerate(row):
            left = LEFT + (COLUMN * column if wide or not column else LABEL + COLUMN * (column - 1))
            width = COLUMN if wide or column else LABEL
            where = Where(page=page, box=(left, top, left + width, top + ROW))
            if read is None or read is ABOVE:
                made.append(RawCell("", covered=True, above=read is ABOVE))
            else:
                seen = as_seen(read)
                made.append(RawCell(seen.text, where=where, seen=seen))
        yield made


# --- pages ---


def page_image(number: int) -> PageImage:
    """A page with lines like those of a table, as a PNG in greys."""
    width, height = int(WIDTH), int(HEIGHT)
    line, blank = bytes(width), bytes([250]) * width
    ruled = bytearray(blank)
    for at in range(int(LEFT), width, int(COLUMN)):
        ruled[at] = 0
    rows = [line if y >= TOP and (y - TOP) % ROW == 0 else bytes(ruled) if y >= TOP else blank for y in range(height)]
    return PageImage(number, WIDTH, HEIGHT, png(width, height, rows, number), "image/png")


def png(width: int, height: int, rows: Sequence[bytes], number: int = 0) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    first = bytes([number]) + rows[0][1:]
    body = b"".join(b"\0" + row for row in (first, *rows[1:]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")
