"""Finds names of organs in text: start, end, and the kind of organ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.places import Level
from generator.model.reports import OrganKind
from generator.places.gazetteer import Gazetteer
from generator.places.scanner import Chain, scan
from generator.reading.identity.wording import IdentityWording

LONGEST = 36
"""Characters of a name; the longest seen are those of offices in autonomous counties."""
AFTER_PLACE = 20
"""Characters between the place of a name and its end: 人力资源和社会保障 and longer."""
GENERIC_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治[区州县旗]|[省市县区旗州盟镇乡]|地区|街道|苏木)")
"""What looks like a place at the start of a name although no list knows it."""
SHARED = re.compile(r"街道|[镇乡县区市省](?=政府)")
SUBUNIT = re.compile(r"^[\u4e00-\u9fff]{1,8}?(?:分局|支队|大队|中心支局)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a phrase, ``[start, end)``. ``placed``: it begins at a place or at an organ's own word."""

    text: str
    start: int
    end: int
    placed: bool


def find_names(clause: str, wording: IdentityWording, gazetteer: Gazetteer) -> Iterator[Name]:
    """The names of organs in a clause without punctuation and blanks, from left to right."""
    at = 0
    last: Name | None = None
    for match in wording.strong_end.finditer(clause):
        if match.end() <= at or _belongs_to_subject(match, clause):
            continue
        end = match.end()
        if match[0] in ("局", "公安局") and (unit := SUBUNIT.match(clause[end : end + 12])):
            end += unit.end()
        start, placed = begin_of(clause, max(at, end - LONGEST), match.start(), wording, gazetteer)
        if last and match[0] == "街道办事处" and _adjoins_government(last, start):
            start, placed = last.start, last.placed  # 某区人民政府某街道办事处 is one name
        if start < match.start() and (placed or clause[start] not in PRONOUNS):
            last = Name(clause[start:end], start, end, placed)
            yield last
        at = end


PRONOUNS = "我本各该全其"
"""No name begins with one of these: 我局, 各部门."""


def _belongs_to_subject(match: re.Match[str], clause: str) -> bool:
    """某镇政府信息公开 is 某镇's 政府信息公开, not 某镇政府's."""
    return match[0] in ("镇政府", "乡政府") and clause.startswith("信息", match.end())


def _adjoins_government(last: Name, start: int) -> bool:
    return start == last.end and last.text.endswith("人民政府")


def begin_of(clause: str, border: int, ending: int, wording: IdentityWording, gazetteer: Gazetteer) -> tuple[int, bool]:
    """Where the name begins whose end stands at ``ending``; whether a place or an organ's own word begins it.

    ``border`` is where the phrase begins. Words that lead up to a name are left behind; then the name begins at the
    first place of the chain that stands before its own words, else where the phrase begins.
    """
    start = border
    for lead in wording.lead.finditer(clause, border, ending):
        start = lead.end()
    # The place's own last character may be the first of the ending: 镇政府, 街道办事处.
    shared = SHARED.match(clause, ending)
    place_end = shared.end() if shared else ending
    phrase = clause[start:place_end]
    chains = [chain for chain in scan(phrase, gazetteer) if place_end - start - chain.end <= AFTER_PLACE]
    if chains:
        return start + _begin_at_place(phrase, chains, wording), True
    while start < ending and clause[start] in wording.lead_characters:
        start += 1
    phrase = clause[start:ending]
    generic = GENERIC_PLACE.match(clause, start, place_end) is not None
    return start, generic or wording.bare.match(phrase) is not None


def _begin_at_place(phrase: str, chains: Sequence[Chain], wording: IdentityWording) -> int:
    """Where in ``phrase`` the name begins whose place is the last of ``chains``, with those that adjoin before it."""
    chain = chains[-1]
    for earlier in reversed(chains[:-1]):
        if earlier.end == chain.start:
            chain = earlier
    before = phrase[: chain.start]
    if wording.zone.search(chain.last.name) and not any(char in wording.lead_characters for char in before):
        return 0  # the zone's own name, which no list has, stands before the word for zones
    if before and before[-1] not in wording.lead_characters and GENERIC_PLACE.match(before + "局"):
        return 0  # an unknown superior before a known name
    return chain.start


def organ_level(name: str) -> Level | None:
    """The level that a government's name tells; None for departments and names that leave it open."""
    stem = re.sub("(?:人民政府|政府|街道办事处|街道办|街办)$", "", name)
    if stem == name:
        return None
    if name.endswith(("街道办事处", "街道办", "街办")) or stem.endswith(("镇", "乡", "街道", "苏木")):
        return Level.TOWNSHIP
    if stem.endswith(("县", "旗")):
        return Level.COUNTY
    if stem.endswith(("州", "盟", "地区")):
        return Level.PREFECTURE
    return Level.PROVINCE if stem.endswith(("省", "自治区")) else None


KINDS = {
    Level.TOWNSHIP: OrganKind.TOWNSHIP_GOVERNMENT,
    Level.COUNTY: OrganKind.COUNTY_GOVERNMENT,
    Level.PREFECTURE: OrganKind.PREFECTURE_GOVERNMENT,
    Level.PROVINCE: OrganKind.PROVINCE_GOVERNMENT,
}


def organ_kind(name: str, level: Level | None, wording: IdentityWording) -> OrganKind:
    """What kind of organ a name names. 市 and 区 stay OTHER until the place is known."""
    ending = wording.ending_of(name)
    if ending is not None and ending.kind is not None:
        return ending.kind
    if ending is None and name:
        return OrganKind.OTHER
    open_ = name.endswith(("市人民政府", "区人民政府", "市政府", "区政府"))
    found = organ_level(name) or (None if open_ else level)
    return KINDS[found] if found else OrganKind.OTHER


def government_stem(name: str) -> str:
    """The place in a government's name, "" for other organs: 某县某镇人民政府 → 某县某镇."""
    for end in ("人民政府", "行政公署", "行署", "政府", "街道办事处", "街道办", "街办"):
        if name.endswith(end):
            return name.removesuffix(end) + (
                "街道" if end.startswith("街") and not name.removesuffix(end).endswith("街道") else ""
            )
    return ""
