"""Looks at pictures in a process of its own: ``python -I child.py KIND NUMBERS < files > answer``.

Pictures come from strangers, and what decodes them is native code. So it runs here, under limits of memory, time and
files, and hands back plain data: eight bytes that say how long the JSON behind them is, that JSON, and the pictures of
the pages as they are shown, one after another, as long as the JSON says. This script stands alone, like ``eye`` and
``limiting``.

Before each file stand eight bytes that say how long it is. KIND is ``picture`` or ``pdf``; NUMBERS names the pages of a
PDF, from 1, with commas between them: none are all.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAX_MEMORY = 2 * 1536 << 20
"""Bytes of address space: for two pages at once (``eye.pages.SIDE_BY_SIDE``) as much as each may take."""
MAX_SECONDS = 480
"""Of processor time, on all threads; a page takes five."""
MAX_PAGES = 40
MAX_PIXELS = 50_000_000
"""Of one page: A4 at 600 dots an inch has 35 million."""
DPI = (150, 300)
"""A page of a PDF is drawn as fine as the picture on it, within these bounds."""


# By its place: to look for modules beside it would find `html` and others that are called like Python's own.
limit = runpy.run_path(str(Path(__file__).parents[1] / "limiting.py"))["limit"]


class UnreadableError(Exception):
    """Why nothing can be read; ``args[0]`` is a code of ``remarks.TROUBLES``."""


def parted(data: bytes) -> list[bytes]:
    """The files in ``data``."""
    files, at = [], 0
    while at < len(data):
        start = at + 8
        at = start + int.from_bytes(data[at:start], "big")
        files.append(data[start:at])
    return files


def decoded(data: bytes) -> Iterator[tuple[Any, None]]:
    """The pictures in the file ``data``, in colour, upright as their camera says, on white where they are clear."""
    import cv2
    import numpy as np

    raw = np.frombuffer(data, np.uint8)
    if data[:4] in (b"II*\x00", b"MM\x00*"):
        done, pictures = cv2.imdecodemulti(raw, cv2.IMREAD_COLOR)
        if not done or not pictures:
            raise UnreadableError("broken")
        yield from ((picture, None) for picture in pictures)
        return
    picture = cv2.imdecode(raw, cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise UnreadableError("broken")
    if picture.ndim == 3 and picture.shape[2] == 4 and picture.dtype == np.uint8:
        clear = picture[..., 3:].astype(np.float32) / 255
        yield (picture[..., :3] * clear + 255 * (1 - clear)).astype(np.uint8), None
        return
    yield cv2.imdecode(raw, cv2.IMREAD_COLOR), None


def drawn(data: bytes, numbers: list[int]) -> Iterator[tuple[Any, float]]:
    """The pages ``numbers`` of a PDF, in colour, each as fine as the picture on it."""
    import numpy as np
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > MAX_PAGES:
        raise UnreadableError("too_many_pages")
    for number in numbers or range(1, len(document) + 1):
        page = document[number - 1]
        dpi = _fineness(page)
        bitmap = page.render(scale=dpi / 72, rev_byteorder=False)
        yield np.ascontiguousarray(bitmap.to_numpy()[..., :3]), dpi
        bitmap.close()
        page.close()


def _fineness(page: Any) -> float:
    """Dots an inch of the largest picture on ``page``, within bounds."""
    import pypdfium2.raw as raw

    wide, high = page.get_size()
    if not (wide > 0 and high > 0):
        raise UnreadableError("broken")
    best, area = float(DPI[0]), 0.0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        if (right - left) * (top - bottom) > area:
            area = (right - left) * (top - bottom)
            best = 72 * max(found.get_px_size()) / max(1.0, right - left, top - bottom)
    return float(min(DPI[1], max(DPI[0], best), 72 * (MAX_PIXELS / (wide * high)) ** 0.5))


def look(kind: str, numbers: list[int], files: list[bytes]) -> Iterator[tuple[int, dict[str, Any], bytes]]:
    """Of each page: the place of its file, what is on it, and its picture. Of several files those that can be
    decoded."""
    import cv2

    cv2.setNumThreads(1)
    sys.path.insert(0, str(Path(__file__).parent))
    from eye import pages, reading

    eyes = reading.Eyes()
    for place, data in enumerate(files):
        pictures = drawn(data, numbers) if kind == "pdf" else decoded(data)
        try:
            yield from ((place, *told) for told in pages.pages_of(pictures, eyes))
        except UnreadableError:
            if len(files) == 1:
                raise


def main(kind: str, pages: str) -> int:
    """Reads standard input, writes standard output."""
    data = os.fdopen(0, "rb").read()
    numbers = [int(number) for number in pages.split(",") if number]
    limit(MAX_MEMORY, MAX_SECONDS)
    answer: dict[str, Any] = {"trouble": None, "pages": [], "sizes": [], "files": []}
    pictures: list[bytes] = []
    try:
        for place, page, picture in look(kind, numbers, parted(data)):
            answer["pages"].append(page)
            answer["files"].append(place)
            pictures.append(picture)
    except UnreadableError as trouble:
        answer["trouble"] = str(trouble)
    except ImportError:
        answer["trouble"] = "no_library"
    except (MemoryError, RecursionError):
        answer["trouble"] = "too_large"
    answer["sizes"] = [len(picture) for picture in pictures]
    plain = json.dumps(answer, ensure_ascii=False).encode()
    with os.fdopen(1, "wb") as out:
        out.write(len(plain).to_bytes(8, "big") + plain + b"".join(pictures))
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1], sys.argv[2])
    # Clean-up of native libraries is of no use any more, and their finalisers could meet the limits.
    os._exit(code)
