"""Looks places up by how their names are read: ``xiaguan``, ``xiaguan-zhen``, ``Xiàguān``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.places.gazetteer import Gazetteer
from generator.places.lookup import PlaceMatch, find
from generator.places.slugs import established, place_slug

_OTHER = re.compile(r"[^a-z0-9]+")
_READABLE = re.compile(r"[A-Za-z\u00c0-\u024f\u0300-\u036f' ’-]{2,}")


def find_by_pinyin(text: str, gazetteer: Gazetteer) -> tuple[PlaceMatch, ...]:
    """The divisions whose names are read so, with or without the word for their kind, by code; () if none."""
    if not _READABLE.fullmatch(text):
        return ()
    wanted = _folded(text)
    names = sorted(name for name in _candidates(wanted, gazetteer) if _is_read(name, wanted))
    found = {(match.code, match.years): match for name in names for match in find(name, gazetteer)}
    return tuple(found[key] for key in sorted(found))


def _folded(text: str) -> str:
    """Without tones, blanks and hyphens; ü as in our addresses."""
    letters = unicodedata.normalize("NFD", text.lower())
    return _OTHER.sub("", letters.replace("u\u0308", "yu").replace("v", "yu"))


def _is_read(name: str, wanted: str) -> bool:
    slug = place_slug(name)
    return wanted in (slug.replace("-", ""), slug.rpartition("-")[0])


def _candidates(wanted: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Names that begin with a character that can be read as ``wanted`` begins: to read all would take seconds."""
    from pypinyin.constants import PINYIN_DICT  # only here: it takes long to load

    firsts = {
        chr(code)
        for code, readings in PINYIN_DICT.items()
        if any(wanted.startswith(_folded(one)) for one in readings.split(","))
    }
    firsts |= {stem[0] for stem, reading in established().items() if wanted.startswith(reading)}
    for row in gazetteer.rows:
        name = row.split("\t", 2)[1]
        if name[0] in firsts:
            yield name
