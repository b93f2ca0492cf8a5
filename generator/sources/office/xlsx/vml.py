"""The older drawings of a worksheet: notes that are always shown, buttons and other controls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.sources.office.xlsx.addresses import Area
from generator.sources.office.xlsx.shapes import vml_strays
from generator.sources.office.xlsx.styles import number

EVERYWHERE: Area = (1, 1, 1_048_576, 16_384)
CLIENT = re.compile(rb"<(?:\w+:)?ClientData\b([^>]{0,400})>")
KIND = re.compile(rb"ObjectType\s*=\s*[\"']\s*(\w+)")
ANCHOR = re.compile(rb"<(?:\w+:)?Anchor\b[^>]{0,200}>([\d\s,]{1,200})</")
VISIBLE = re.compile(rb"<(?:\w+:)?Visible\b|visibility\s*:\s*(?!\s*hidden)\w")
"""A note is shown where its data say so, or its look does."""
SHAPE = re.compile(rb"<(?:\w+:)?(?:shape|rect|oval|line|polyline|curve|arc|image|roundrect)\s")


def old_shapes(data: bytes) -> Iterator[Area]:
    """The areas that the shapes of a VML part lie over. Notes are shown when pointed at, unless they are fixed.

    What is not understood lies everywhere: letters of two bytes, a shape that does not say what it is or where.
    """
    clients = list(CLIENT.finditer(data))
    if b"\x00" in data or len(SHAPE.findall(data)) > len(clients):
        yield EVERYWHERE
        return
    is_stray = vml_strays(data)
    start = 0
    for at, match in enumerate(clients):
        end = clients[at + 1].start() if at + 1 < len(clients) else len(data)
        closed = data.find(b"ClientData>", match.end(), end)
        end = closed if closed >= 0 else end
        piece, start = data[start:end], end
        kind = KIND.search(match[1])
        if kind is None or kind[1] != b"Note" or VISIBLE.search(piece):
            yield EVERYWHERE if is_stray else _place(piece)


def _place(piece: bytes) -> Area:
    """Where the shape in a piece of VML lies."""
    anchor = ANCHOR.search(piece)
    values = [number(value.strip()) for value in anchor[1].decode().split(",")] if anchor else []
    return (values[2] + 1, values[0] + 1, values[6] + 1, values[4] + 1) if len(values) == 8 else EVERYWHERE
