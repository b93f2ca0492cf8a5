"""Does the time and memory of a PDF grow in proportion to what stands in it?

    .venv/bin/python -m benchmarks.proportion_pdf [NAME …]

Every kind is a way to make a PDF of a size; sizes double. It is read in a process of its own. Printed for each kind:
CPU seconds of the process and of the child that draws, their peaks of memory, how it ended, and the exponents of both
times. Exits with 1 where an exponent is above 1.1, or a peak above 1 GiB. A refusal by name ends the doubling: it is
what ought to happen to what is too large.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.proportion import EXPONENT, exponent
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.pdf.child import MAX_MEMORY

FAST = 0.4
"""Seconds below which growth drowns in what every file costs."""
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FRAME = b"60 100 m 500 100 l S 60 780 m 500 780 l S 60 100 m 60 780 l S 500 100 m 500 780 l S "
WORDS = b"BT /F1 9 Tf 60 800 Td (report of the year, long enough to be one, with some words more) Tj ET "
NOTHING: Mapping[int, bytes] = {}
Make = Callable[[int], bytes]


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), extra, data)


def pages(count: int, contents: list[bytes], more: Mapping[int, bytes] = NOTHING, extra: bytes = b"") -> bytes:
    """A file of ``count`` pages that take ``contents`` in turns, with ``more`` objects, ``extra`` in each page."""
    first = 100_000
    own = {10 + i: stream(content) for i, content in enumerate(contents)}
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 4: FONT, **own, **more}
    kids = b" ".join(b"%d 0 R" % (first + i) for i in range(count))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    forms = b" ".join(b"/X%d %d 0 R" % (number, number) for number in more if number < first)
    for i in range(count):
        objects[first + i] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s"
            b" /Resources << /Font << /F1 4 0 R %s >> /XObject << %s >> >> >>"
            % (10 + i % len(contents), extra, forms.replace(b"/X", b"/G"), forms)
        )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in objects.items())
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n"


def table(left: float, bottom: float, columns: int, rows: int, wide: float, high: float) -> bytes:
    """A ruled table with a digit in each cell."""
    right, top = left + columns * wide, bottom + rows * high
    ys = [bottom + i * high for i in range(rows + 1)]
    xs = [left + i * wide for i in range(columns + 1)]
    lines = [b"%.1f %.1f m %.1f %.1f l S " % (left, y, right, y) for y in ys]
    lines += [b"%.1f %.1f m %.1f %.1f l S " % (x, bottom, x, top) for x in xs]
    place = b"BT /F1 %.1f Tf %.1f %.1f Td (%d) Tj ET "
    lines += [
        place % (high * 0.7, x + 0.3 * wide, y + high / 4, j % 10) for x in xs[:-1] for j, y in enumerate(ys[:-1])
    ]
    return b"".join(lines)


def shared(size: int) -> bytes:
    return pages(size, [WORDS + table(60, 200, 8, 40, 40, 13)])


def dense(size: int) -> bytes:
    """Digits in small lines, on four pages."""
    line, lines = 250, max(1, size // 1000)
    step = 820 / lines
    digits = b"12 " * (line // 3)
    content = b"".join(
        b"BT /F1 %.2f Tf 10 %.2f Td (%s) Tj ET " % (min(4, step), 10 + i * step, digits) for i in range(lines)
    )
    return pages(4, [WORDS + content])


def spread(size: int) -> bytes:
    """Digits alone, each an object, at places of their own."""
    content = b"".join(
        b"BT /F1 5 Tf %.2f %.2f Td (%d) Tj ET " % (10 + i * 7.31 % 570, 10 + i * 3.77 % 800, i % 10)
        for i in range(size // 4)
    )
    return pages(4, [WORDS + FRAME + content])


def rules(size: int) -> bytes:
    heights = (100 + i * 0.007 for i in range(size))
    content = b"".join(b"60 %.3f m %d %.3f l S " % (y, 200 + i % 300, y) for i, y in enumerate(heights))
    return pages(1, [WORDS + table(60, 200, 8, 40, 40, 13) + content])


def uprights(size: int) -> bytes:
    content = b"".join(b"%.3f 20 m %.3f 820 l S " % (10 + i * 0.005, 10 + i * 0.005) for i in range(size))
    return pages(1, [WORDS + table(60, 200, 8, 40, 40, 13) + content])


def boxes(size: int) -> bytes:
    """Coloured boxes as large as the page, one over the other."""
    content = b"".join(b"0.%03d g 10 10 570 %d re f " % (900 + i % 99, 700 + i % 100) for i in range(size))
    return pages(1, [content + b"0 g " + WORDS + table(60, 200, 8, 40, 40, 13)])


def dots(size: int) -> bytes:
    """Small boxes everywhere: ink that is no text."""
    content = b"".join(b"%d %d 0.7 0.7 re f " % (10 + i * 7 % 570, 10 + i * 13 % 800) for i in range(size))
    return pages(1, [WORDS + table(60, 200, 8, 40, 40, 13) + content])


def frames(size: int) -> bytes:
    """Small tables, side by side, of four cells each; ``size`` of them on four pages."""
    each = max(1, size // 4)
    content = b"".join(table(20 + i % 20 * 27, 10 + i // 20 * 24, 2, 2, 11, 9) for i in range(min(each, 640)))
    return pages(max(1, 4 * each // min(each, 640)), [WORDS + content])


def crossed(size: int) -> bytes:
    """Small tables and, all over the page, glyphs: as many as ``size`` for 250 tables."""
    tables = b"".join(table(20 + i % 20 * 27, 10 + i // 20 * 60, 1, 1, 11, 9) for i in range(250))
    line = b"BT /F1 2 Tf 10 %.2f Td (" + b"12 " * 80 + b") Tj ET "
    lines = max(1, size // 240)
    return pages(1, [WORDS + tables + b"".join(line % (10 + i * 820 / lines) for i in range(lines))])


def nested(size: int) -> bytes:
    """Forms within forms, each of which draws the next twice."""
    deep = size.bit_length()
    inner = {
        20 + i: stream(
            b"/X%d Do 1 0 0 1 1 0 cm /X%d Do " % (21 + i, 21 + i) if i < deep else table(60, 200, 2, 2, 40, 13),
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >>"
            b" /XObject << /X%d %d 0 R >> >>" % (21 + i, 21 + i),
        )
        for i in range(deep + 1)
    }
    return pages(1, [WORDS + FRAME + b"/X20 Do"], inner)


def fonts(size: int) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar %d >>"
    more = {1000 + i: font % (i % 32) for i in range(size)}
    content = b"".join(b"BT /G%d 9 Tf %d %d Td (1) Tj ET " % (n, n * 11 % 580, 10 + n * 17 % 800) for n in more)
    return pages(1, [WORDS + FRAME + content], more)


def notes(size: int) -> bytes:
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [%d %d %d %d] /Contents (1) >>"
    listed = b"".join(note % (i % 500, i % 800, i % 500 + 9, i % 800 + 9) for i in range(size))
    return pages(1, [WORDS + table(60, 200, 8, 40, 40, 13)], extra=b"/Annots [%s]" % listed)


def prose(size: int) -> bytes:
    line = b"(the office disclosed 12 documents in 3 parts and answered 45 of them) Tj 0 -11 Td "
    return pages(max(1, size // 4000), [b"BT /F1 9 Tf 40 810 Td " + line * 60 + b"ET "])


def columns(size: int) -> bytes:
    """A table without rules over the pages."""
    cells = b"".join(
        b"BT /F1 8 Tf %d %d Td (%d) Tj ET " % (60 + 50 * (i % 10), 800 - 11 * (i // 10), i % 10) for i in range(680)
    )
    return pages(max(1, size // 700), [WORDS + cells])


KINDS: dict[str, tuple[Make, tuple[int, ...]]] = {
    "shared content": (shared, (25, 50, 100, 200, 400)),
    "dense glyphs": (dense, (25_000, 50_000, 100_000, 200_000)),
    "digits alone": (spread, (12_500, 25_000, 50_000, 100_000)),
    "rules": (rules, (12_500, 25_000, 50_000, 100_000)),
    "upright rules": (uprights, (12_500, 25_000, 50_000, 100_000)),
    "boxes": (boxes, (1_000, 2_000, 4_000, 8_000, 60_000)),
    "dots": (dots, (15_000, 30_000, 60_000)),
    "frames": (frames, (320, 640, 1280, 2560, 5120)),
    "frames and glyphs": (crossed, (25_000, 50_000, 100_000, 200_000)),
    "nested forms": (nested, (64, 128, 256, 1 << 14)),
    "fonts": (fonts, (500, 1000, 2000, 4000)),
    "annotations": (notes, (500, 1000, 2000, 4000, 8000)),
    "prose": (prose, (100_000, 200_000, 400_000)),
    "columns": (columns, (25_000, 50_000, 100_000)),
}
"""Name → how it is made, and its sizes."""


def run(make: Make, size: int) -> dict[str, Any]:
    """What reading takes: CPU seconds and bytes of the process and of its child, and how it ended."""
    source, sink = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(source)
        os.write(sink, json.dumps(_measured(make(size))).encode())
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        data = pipe.read()
    os.waitpid(process, 0)
    return dict(json.loads(data)) if data else {"own": 0.0, "child": 0.0, "memory": 0, "end": "died"}


def _measured(data: bytes) -> dict[str, Any]:
    before = resource.getrusage(resource.RUSAGE_SELF)
    document = read_bytes("case.pdf", ".pdf", data, Sidecar())
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "own": own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime,
        "child": child.ru_utime + child.ru_stime,
        "memory": 1024 * max(own.ru_maxrss, child.ru_maxrss),
        "end": document.doubts[0].code if isinstance(document, Refused) else "read",
    }


def main() -> int:
    names = sys.argv[1:]
    bad = 0
    print(f"{'kind':18}{'size':>9}{'own s':>8}{'child s':>9}{'MB':>6}  end")
    for name, (make, sizes) in KINDS.items():
        if names and name not in names:
            continue
        slopes: dict[str, list[tuple[float, float]]] = {"own": [], "child": []}
        for size in sizes:
            took = run(make, size)
            print(
                f"{name:18}{size:9}{took['own']:8.2f}{took['child']:9.2f}{took['memory'] / 1e6:6.0f}  {took['end']}",
                flush=True,
            )
            bad += took["memory"] > MAX_MEMORY or took["end"] == "died"
            if took["end"] != "read":
                break
            for part, points in slopes.items():
                points += [(size, took[part])] if took[part] >= FAST else []
        for part, points in slopes.items():
            slope = exponent(points)
            if slope is not None:
                bad += slope > EXPONENT
                print(f"{name:18} {part}: exponent {slope:.2f} {'FAIL' if slope > EXPONENT else 'pass'}", flush=True)
    print(f"{bad} fail")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
