"""Readable addresses: pinyin names for organs, stable over years and over what the archive holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.model.places import Division, Level, Place
from generator.model.reports import GOVERNMENTS, TOWNSHIPS, OrganKind
from generator.places.extras import read_table
from generator.places.gazetteer import Gazetteer
from generator.places.lineage import current_code, standing
from generator.places.names import TYPES, short_form, split_type, stem
from generator.places.organ_names import full_name
from generator.text.folding import without_blanks

GOVERNMENT = "renmin-zhengfu"

_OFFICE_END = re.compile(r"(?:人民政府|政府|办事处|党政办公室|党政办|党工委)+$")
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


def organ_id(
    place: Place, organ_name: str | None, kind: OrganKind, gazetteer: Gazetteer, as_printed: bool = False
) -> str:
    """A stable, readable id for an organ; "" where its place is not known.

    Short and long names of one organ share it (科技厅, 科学技术厅), unless ``as_printed``.

    ``620123/xiaguan-zhen`` for a township, ``620123/renmin-zhengfu`` for a government of county level and
    above (``6201/…``, ``62/…``), else the slug of the name without its place's names:
    ``620123/caizheng-ju``.

    Code and name are those that the place bears in the last edition, where ``lineage`` proves it to be the same.
    """
    if not place.known:
        return ""
    code = current_code(place.code, gazetteer)
    if place.township:
        slug = _township_slug(place, code, gazetteer)
        own = _own_part(organ_name or "", place)
        rest = name_slug(own if as_printed else full_name(own))
        return f"{code}/{slug}" if kind in TOWNSHIPS or not rest else f"{code}/{slug}-{rest}"
    if kind in GOVERNMENTS:
        return f"{code}/{GOVERNMENT}"
    own = _own_part(organ_name or "", place)
    if kind in TOWNSHIPS:  # printed, but not in the list
        own = _OFFICE_END.sub("", own)
        slug = place_slug(own)
    else:
        slug = name_slug(own if as_printed else full_name(own))
    return f"{code}/{slug}" if slug else ""


def _township_slug(place: Place, county: str, gazetteer: Gazetteer) -> str:
    division = standing(_township(place, gazetteer), gazetteer)
    slug = township_slug(division, gazetteer)
    # A town that ended before its county was recoded stands in the new county's folder, beside other names.
    stranger = division.code[:6] != county
    if stranger and any(place_slug(other.name) == slug for other in gazetteer.below(county)):
        return f"{slug}-{division.code}"
    return slug


def _township(place: Place, gazetteer: Gazetteer) -> Division:
    named = [d for d in gazetteer.editions(place.code) if d.name == place.township]
    year = gazetteer.last_edition
    return named[-1] if named else Division(place.code, Level.TOWNSHIP, place.township or "", year, year)


def _own_part(name: str, place: Place) -> str:
    """The organ's name without the names of its place: 甘肃兰州市榆中县财政局 → 财政局."""
    rest = without_blanks(name)
    for known in place.names:
        for form in (known, short_form(known) or "", stem(known)):
            # A stem is only taken off the front; inside it may be another word.
            if form and (rest.startswith(form) or (form == known and form in rest)):
                rest = rest.replace(form, "", 1)
                break
    return rest.removeprefix("人民政府") or rest


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
