"""The table of characters that search treats as one: traditional and simplified, and look-alikes.

The table is generated from the reference tables of OpenCC (``t2s``) and from Unicode's
compatibility mappings, character to character, and packed into a small JSON file, so that the
browser folds a query with the very table that folded the text.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

import opencc

UNIFIED = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
"""Extension A and the unified ideographs. Rarer planes are left alone: no input method offers their pairs."""

LOOKALIKES = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00))
"""Radicals and compatibility ideographs, which PDF extraction yields in place of the plain characters."""

VARIANTS = "覆复 藉借 瞭了 著着 甦苏 伕夫 幺么 锺钟 馀余 迳径 逕径 钜巨 鉅巨 鲶鲇 鯰鲇 濬浚 澂澄 枱台 衞卫 敍叙 ○〇 ◯〇"
"""Pairs that the character tables leave apart though a word may be written either way, the rarer first.

答覆 and 答复, 瞭解 and 了解, 濬縣 and 浚县; and the circles typed for 〇 in years. Found by turning every
name of the gazetteer into traditional script as it is written in Hong Kong, in Taiwan and by OpenCC, and
back. The price is that a lone 覆 also finds 复.
"""

GAP_OFFSET = 32
"""Keeps the packed gaps clear of control characters, which JSON would have to escape."""


@cache
def conversion_table() -> Mapping[str, str]:
    """Each character that is folded, and the one that stands for it; about 4,500 pairs.

    No value is itself a key, so folding twice changes nothing.
    """
    unified = [chr(code) for codes in UNIFIED for code in codes]
    table = dict(zip(unified, _simplified(unified), strict=True))
    for char in (chr(code) for codes in LOOKALIKES for code in codes):
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain != char:
            table[char] = table.get(plain, plain)
    table.update((pair[0], pair[1]) for pair in VARIANTS.split())
    settled = {source: _end(table, source) for source in sorted(table)}
    return MappingProxyType({source: target for source, target in settled.items() if target != source})


def _end(table: Mapping[str, str], char: str) -> str:
    """Where ``char`` leads, by as many steps as there are (薴, 苧, 苎)."""
    seen = {char}
    while (char := table.get(char, char)) not in seen:
        seen.add(char)
    return char


def _simplified(chars: list[str]) -> list[str]:
    converter = opencc.OpenCC("t2s")
    # One character a line: a phrase of the converter's dictionary can never form.
    lines: list[str] = converter.convert("\n".join(chars)).split("\n")
    return [line if len(line) == 1 else char for char, line in zip(chars, lines, strict=True)]


def packed_table(table: Mapping[str, str]) -> bytes:
    """The table as JSON for the browser: ``{"gaps": …, "to": …}``.

    ``to`` holds the targets in the order of their sources; the code points of ``gaps``, less 32,
    are the distances from one source to the next, the first counted from 0. (Distances are small
    and repeat, so they compress to a third of what the sources themselves would take.)
    """
    sources = [0, *sorted(ord(char) for char in table)]
    gaps = "".join(chr(b - a + GAP_OFFSET) for a, b in pairwise(sources))
    to = "".join(table[chr(code)] for code in sources[1:])
    return json.dumps({"gaps": gaps, "to": to}, ensure_ascii=False, separators=(",", ":")).encode()
