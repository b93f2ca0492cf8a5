"""Files of pictures that are one report, each a page, for tests: what stands on them is written behind their picture,
so that no program for reading pictures is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from generator.sources.extract import RawCell
from generator.sources.html import pictures_beside
from generator.sources.pictures import inside
from generator.sources.pictures import reader as room
from generator.sources.pictures.run import Looked
from tests.pictures import (
    ENGINE,
    HEIGHT,
    SURE,
    TITLE,
    TOP,
    WIDTH,
    Readings,
    cells_on_page,
    page_image,
    png,
    rows_of,
)
from tests.writing import FORMS

END = b"IEND\xaeB`\x82"
SIDE = 300


def lines(*texts: str, top: float = 6.0) -> list[dict[str, Any]]:
    """One below the other."""
    return [
        {"text": text, "sure": SURE, "box": [30.0, top + 13 * at, 30.0 + 10 * len(text), top + 10 + 13 * at]}
        for at, text in enumerate(texts)
    ]


def table(rows: Sequence[Sequence[RawCell]]) -> dict[str, Any]:
    """What the eye would say of the cells of a table."""
    cells = []
    for row, own in enumerate(rows):
        for column, cell in enumerate(own):
            if cell.covered or cell.where is None or cell.where.box is None or cell.seen is None:
                continue
            across = 1
            while column + across < len(own) and own[column + across].covered and not own[column + across].above:
                across += 1
            down = 1
            while row + down < len(rows) and any(under.above for under in rows[row + down][column : column + 1]):
                down += 1
            left, top, _, _ = cell.where.box
            last = _box(rows[0], column + across)
            told = {"texts": cell.seen.candidates, "sure": cell.seen.confidence, "empty": cell.seen.empty}
            box = [left, top, last, top + 20.0 * down]
            cells.append({"at": [row, column, down, across], "box": box, **told, "last": 10.0, "lead": 9.0})
    right = max(cell["box"][2] for cell in cells)
    box = [30.0, TOP, right, TOP + 20.0 * len(rows)]
    return {"box": box, "rows": len(rows), "columns": max(map(len, rows)), "cells": cells}


def _box(row: Sequence[RawCell], column: int) -> float:
    wide = len(row) > 10
    return 30.0 + 24.0 * column if wide else 180.0 + 24.0 * (column - 1)


def page_file(number: int, *pages: dict[str, Any]) -> bytes:
    """A file with a picture of its own and what the eye would see on it; nothing for a picture that cannot be
    decoded."""
    dots = [bytes([250]) * SIDE] * SIDE
    return png(SIDE, SIDE, dots, number) + json.dumps(pages, ensure_ascii=False).encode()


def page(said: Sequence[dict[str, Any]] = (), tables: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return {"width": WIDTH, "height": HEIGHT, "lines": list(said), "tables": list(tables)}


def report_pages(readings: Readings | None = None, title: str = TITLE) -> tuple[bytes, bytes, bytes]:
    """A report on three pages, with a table on each."""
    form = FORMS.get("2021")
    one, two, three = (table(list(cells_on_page(rows_of(form, own, readings or {}), 1))) for own in form.tables)
    first = lines(title, form.sections[0], "本年收到申请0件。", form.sections[1])
    rest = lines(form.sections[4], "存在人手不足的问题，将逐步改进。", form.sections[5], "无。", top=300.0)
    return (
        page_file(1, page(first, [one])),
        page_file(2, page(lines(form.sections[2]), [two])),
        page_file(3, page([*lines(form.sections[3]), *rest], [three])),
    )


def seen(kind: str, files: Sequence[bytes], numbers: Sequence[int] = ()) -> tuple[Looked, ...]:
    """What stands behind the pictures of ``files``."""
    return tuple(
        Looked(plain, page_image(1 + data[41] % 200).data, place)
        for place, data in enumerate(files)
        for plain in json.loads(data.partition(END)[2] or b"[]")
    )


@contextmanager
def eye_for_pages() -> Iterator[None]:
    """Within it pictures are looked at as :func:`page_file` wrote them, in this process and those that it forks."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (room, inside):
            patch.setattr(module, "look", seen)
        for module in (room, inside, pictures_beside):
            patch.setattr(module, "engine", lambda: ENGINE)
        patch.setattr(room, "shown", _shown)
        patch.setattr(inside, "shown", _shown)
        yield


def _shown(number: int, looked: Looked) -> Any:
    return page_image(number)
