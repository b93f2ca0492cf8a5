"""Lines of running text taken with care: what may name an organ, a place or a day is read twice, and ink that no
character stands for is told.

Titles, signatures and dates have no sums that would prove them. So a character counts as read only where two readings
give it and both are sure; another stands as ``UNREAD``, and whoever looks for names refuses those that it touches.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np

from .ground import INK, Picture
from .words import UNREAD, Words

TELLING = re.compile("[年月日号省市区县旗州盟镇乡街府局委办厅院处会所社站校心]")
"""Lines with none of these name neither an organ nor a place nor a day."""
SURE = 0.9
"""Both readings are as sure of a character that counts. Of 864 names of places that were drawn, half of them with a
character that few places have, 13 were read as others: each had a character below it in one of the readings."""
MARKS = re.compile(r"[^\w\ufffd]+")
"""Signs: a comma that is wide in one reading and narrow in the other changes no name."""
HAN = re.compile("[\u3400-\u9fff〇]")
FEWEST = 4
"""So many distances between Han characters tell how far they stand apart."""
ROOM = 0.5
"""Of that distance a character has on either side of its middle."""
INKED = 0.35
"""Of that distance so many columns hold ink where a character was passed over."""


def tells(text: str) -> bool:
    """May ``text`` name an organ, a place or a day?"""
    return TELLING.search(text) is not None


def agreed(first: Words, second: Words) -> str:
    """The text of ``first``, unread what ``second`` does not confirm."""
    parts = []
    for kind, start, end, other, stop in SequenceMatcher(None, first.text, second.text, autojunk=False).get_opcodes():
        one, two = first.text[start:end], second.text[other:stop]
        if kind == "equal":
            pairs = zip(one, map(min, first.each[start:end], second.each[other:stop]), strict=True)
            parts += [char if sure >= SURE or MARKS.fullmatch(char) else UNREAD for char, sure in pairs]
        elif not MARKS.fullmatch(one + two):
            parts.append(UNREAD * max(1, len(one)))
        elif two or (start and end < len(first.text)):  # a mark at an end that only one reading has is dust
            parts.append(one)
    return "".join(parts)


def with_gaps(said: Words, picture: Picture) -> Words:
    """``said``, what was read on ``picture``, with ``UNREAD`` where ink has no character: one that the model does not
    know is passed over in silence, be it the first of a name."""
    inked = (picture < INK).any(axis=0)
    pitch = _pitch(said) * inked.size
    if not pitch:
        return said
    edges = [-ROOM * pitch, *(place * inked.size for place in said.places), inked.size + ROOM * pitch]
    found: list[tuple[str, float]] = []
    for i, (left, right) in enumerate(pairwise(edges)):
        free = inked[max(0, round(left + ROOM * pitch)) : max(0, round(right - ROOM * pitch))]
        if np.count_nonzero(free) >= INKED * pitch:
            found.append((UNREAD, 0.0))
        if i < len(said.text):
            found.append((said.text[i], said.each[i]))
    return Words("".join(char for char, _ in found), said.sure, tuple(sure for _, sure in found))


def _pitch(said: Words) -> float:
    """How far apart Han characters stand on the line; 0.0 where it has too few."""
    pairs = zip(said.text, said.text[1:], said.places, said.places[1:], strict=False)
    steps = [there - here for one, other, here, there in pairs if HAN.match(one) and HAN.match(other)]
    return float(np.median(steps)) if len(steps) >= FEWEST else 0.0
