"""Draws the characters by which labels differ: ``generator/sources/pdf/hanzi.txt``.

    .venv/bin/python -m benchmarks.label_templates > generator/sources/pdf/hanzi.txt

A line a character: the character, ``+`` where it is one of those that are looked at in labels and ``-`` where it is one
of those it might be mistaken for, then its shape (see ``generator.sources.pdf.hanzi``) in each typeface: one with and
one without serifs. Needs the typefaces Noto Serif CJK and Noto Sans CJK.
"""

from __future__ import annotations

import binascii
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.forms.loader import load_forms
from generator.sources.pdf.hanzi import GRID, STROKES
from generator.sources.pdf.typefaces import scaled, template

FOLDER = Path("/usr/share/fonts/opentype/noto")
FACES = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")
SIMPLIFIED = 2
"""Place of the typeface for simplified characters in those files."""
ENOUGH = 1
"""Characters by which a label is told from another. Comparing more takes longer than it is worth."""
SIZE = 40
"""Pixels in which the characters are drawn."""


def dimensions() -> Iterator[tuple[str, ...]]:
    """Labels that stand beside one another: those of the rows of a table, and of its columns."""
    forms = load_forms()
    for form in ("2019", "2021"):
        for number in (2, 3, 4):
            table = forms.table(number, form)
            yield tuple(row.zh for row in table.rows.values())
            yield tuple(column.zh for column in table.columns.values())


def telling(dimension: Sequence[str], known: Iterable[str]) -> list[str]:
    """``known`` and characters of which each label of ``dimension`` has ``ENOUGH`` that another has not, if it can."""
    pairs = [set(filter(is_han, one)) - set(other) - STROKES for one in dimension for other in dimension]
    found = list(known)

    def left() -> list[set[str]]:
        return [pair - set(found) for pair in pairs if len(pair & set(found)) < min(ENOUGH, len(pair))]

    while missing := left():
        found.append(max(sorted(set().union(*missing)), key=lambda char: sum(char in pair for pair in missing)))
    return found


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def shape(face: ImageFont.FreeTypeFont, char: str) -> bytes:
    picture = Image.new("L", (2 * SIZE, 2 * SIZE), 0)
    ImageDraw.Draw(picture).text((SIZE // 2, SIZE // 2), char, font=face, fill=255)
    left, top, right, bottom = picture.getbbox() or (0, 0, 1, 1)
    cut = picture.crop((left, top, right, bottom))
    return template(scaled(right - left, bottom - top, cut.tobytes(), GRID))


def drawn() -> Iterator[tuple[str, bool, tuple[bytes, ...]]]:
    """Character, whether it is looked at, and its shapes."""
    looked_at: list[str] = []
    for dimension in dimensions():
        looked_at = telling(dimension, looked_at)
    every = {char for dimension in dimensions() for label in dimension for char in label if is_han(char)}
    faces = [ImageFont.truetype(str(FOLDER / name), SIZE, index=SIMPLIFIED) for name in FACES]
    for char in sorted(every):
        yield char, char in looked_at, tuple(shape(face, char) for face in faces)


def main() -> int:
    for char, own, shapes in drawn():
        coded = " ".join(binascii.b2a_base64(each, newline=False).decode() for each in shapes)
        sys.stdout.write(f"{char} {'+' if own else '-'} {coded}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
