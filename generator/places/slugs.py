"""Slugs, the readable parts of addresses: pinyin of places' and organs' names, stable over the years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.model.places import Division
from generator.places.extras import read_table
from generator.places.gazetteer import Gazetteer
from generator.places.names import TYPES, short_form, split_type

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_ASCII = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Pinyin:
    """``places`` stem → its established romanisation; ``readings`` character strings → syllables, for names
    whose characters are read otherwise elsewhere; ``words`` keep together in organs' names."""

    places: Mapping[str, str]
    readings: Mapping[str, str]
    words: re.Pattern[str]


@cache
def _table() -> Pinyin:
    # Constant data of the package; read once, since every slug needs it.
    table = read_table("pinyin")
    words = sorted(table["words"], key=lambda word: (-len(word), word))
    return Pinyin(table["places"], table["readings"], re.compile("|".join(map(re.escape, words))))


def established() -> Mapping[str, str]:
    """Stems of names whose romanisation is not that of their characters → the romanisation."""
    return _table().places


def name_slug(text: str) -> str:
    """ASCII slug of any name, ``[a-z0-9-]``: 财政局 → ``caizheng-ju``. What has no reading is dropped."""
    pieces: list[str] = []
    folded = text.lower()
    at = 0
    for run in _HAN.finditer(folded):
        pieces += _ASCII.findall(folded[at : run.start()])
        pieces += _words(run[0])
        at = run.end()
    pieces += _ASCII.findall(folded[at:])
    return "-".join(piece for piece in pieces if piece)


@lru_cache(maxsize=1 << 16)
def place_slug(name: str) -> str:
    """Slug of a division's name with its type: 下关镇 → ``xiaguan-zhen``. Ethnic names are shortened."""
    short = short_form(name) or name
    bare, suffix = split_type(short)
    kind = dict(TYPES).get(suffix, "")
    if bare in _table().places:
        return f"{_table().places[bare]}-{kind}"
    # Read as a whole, since the type tells how the rest is read (单县, 长子县).
    whole = _joined(short)
    if kind and whole.endswith(kind) and whole != kind:
        return f"{whole[: -len(kind)]}-{kind}"
    return f"{_joined(bare)}-{kind}" if kind else whole


def township_slug(division: Division, gazetteer: Gazetteer) -> str:
    """The township's slug within its county: ``xiaguan-zhen``, or with its code where two townships of the
    county would share it.

    Decided from all names in all editions. A name whose code changed keeps one slug: it bears the code of its
    first edition. A rename that is read the same (汜水镇, 氾水镇) is no second township.
    """
    slug = place_slug(division.name)
    rivals = [d for d in gazetteer.below(division.code[:6]) if place_slug(d.name) == slug]
    own = _same_township(division, rivals)
    at_once = _at_once(own)
    if len(own) == len(rivals) and not at_once:
        return slug
    return f"{slug}-{division.code if at_once else min(own, key=lambda d: (d.first, d.code)).code}"


def _same_township(division: Division, rivals: Sequence[Division]) -> list[Division]:
    """Those of the rivals that are this township under another code or with another character."""
    codes, names = {division.code}, {_everyday(division)}
    own: list[Division] = []
    while True:
        found = [d for d in rivals if d.code in codes or _everyday(d) in names]
        if len(found) == len(own):
            return own or [division]
        own = found
        codes |= {d.code for d in own}
        names |= {_everyday(d) for d in own}


def _everyday(division: Division) -> str:
    return short_form(division.name) or division.name


def _at_once(divisions: Sequence[Division]) -> bool:
    """Do two codes bear the same name in the same edition?"""
    return any(
        a.code < b.code and _everyday(a) == _everyday(b) and a.first <= b.last and b.first <= a.last
        for a in divisions
        for b in divisions
    )


def _words(text: str) -> list[str]:
    """Slug words of a run of Han characters: known words apart, what lies between them joined."""
    found, at = [], 0
    for word in _table().words.finditer(text):
        found += [_joined(text[at : word.start()]), _joined(word[0])]
        at = word.end()
    return [*found, _joined(text[at:])]


@lru_cache(maxsize=1 << 14)
def _joined(text: str) -> str:
    """The pinyin of the text as one word."""
    if not text:
        return ""
    table = _table()
    if text in table.places:
        return table.places[text]
    # Importing pypinyin takes longer than everything else here; most commands never need it.
    from pypinyin import Style, lazy_pinyin

    syllables: list[str] = []
    at = 0
    for start, end in _known_readings(text, table.readings):
        syllables += lazy_pinyin(text[at:start], style=Style.NORMAL, errors="ignore")
        syllables.append(table.readings[text[start:end]])
        at = end
    syllables += lazy_pinyin(text[at:], style=Style.NORMAL, errors="ignore")
    # ü as in passports, so that 绿 and 路 differ.
    return "".join(_ASCII.findall("".join(syllables).lower().replace("ü", "v").replace("v", "yu")))


def _known_readings(text: str, readings: Mapping[str, str]) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(text):
        length = next((n for n in range(min(4, len(text) - at), 0, -1) if text[at : at + n] in readings), 0)
        if length:
            found.append((at, at + length))
        at += length or 1
    return found
