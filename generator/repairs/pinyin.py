"""Pinyin notes that mirror sites strew into text against copying: 規(guī)定, 鎮(zhèn)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ"
SAID = rf" ?[{LETTERS}]{{1,6}}|[{LETTERS}]{{1,5}} [{LETTERS}]{{1,5}}"
BEGINS = re.compile(f"[(（] ?[{LETTERS}]")
"""How every note begins: hardly any text holds it, and it is found in a tenth of the time."""
NOTE = re.compile(rf"(?<=[\u3400-\u9fff])( ?(?:[(（]({SAID})[)）])+)")
"""A blank before or in a note is a line end of its cell: 總(z ǒng)計."""


def pinyin_notes(text: str) -> Iterator[Change]:
    """Drops a bracketed note after a Han character where it is a way to say that very character.

    Brackets with Chinese numerals （一） or other Latin words (app) are none.
    """
    for match in NOTE.finditer(text) if BEGINS.search(text) else ():
        note, apart = match[2].replace(" ", ""), " " in match[1]
        character = text[match.start() - 1]
        if sounds_like(character, note) or (not apart and _toned(note)):
            yield Change(Span(*match.span()), "", EditKind.PINYIN_NOTE)


def sounds_like(character: str, note: str) -> bool:
    """Is ``note`` a way to say ``character``, tone marks or none?"""
    return _toneless(note) in _sounds(character)


def _toned(note: str) -> bool:
    """A tone mark alone proves a note: no other bracketed word bears one."""
    return _toneless(note) != note.replace("ü", "v")


@lru_cache(maxsize=8192)
def _sounds(character: str) -> frozenset[str]:
    # Importing its dictionary takes a fifth of the start of any command; hardly any text has such notes.
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _toneless(note: str) -> str:
    """``lǜ`` → ``lv``: marks off, ü as v, as pypinyin writes it."""
    plain = unicodedata.normalize("NFD", note).replace("u\u0308", "v")
    return "".join(c for c in plain if not unicodedata.combining(c))
