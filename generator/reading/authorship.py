"""From an author's name to the organ that it is: its kind and its level."""

from __future__ import annotations

import re

from generator.model.places import Confidence, Level, Place
from generator.model.reports import Organ, OrganKind
from generator.places.gazetteer import Gazetteer
from generator.places.names import short_form
from generator.reading.identity import IdentityWording, OrganName, organ_kind
from generator.reading.identity.names import government_stem
from generator.reading.reader import Reader


def author_of(found: OrganName | None, place: Place, level: Level | None, reader: Reader) -> Organ:
    """The author, without its address; implied names only where the title's place is known."""
    wording = reader.wording
    if found is None:
        kind = organ_kind("", _level_of(place) if place.known else level, wording)
        known = kind if kind is OrganKind.TOWNSHIP_GOVERNMENT else OrganKind.OTHER
        return Organ(None, known, is_unknown=True)
    if found.implied and not _implies(found.name, place, reader.gazetteer):
        return Organ(None, organ_kind(found.name, None, wording))
    kind = _kind_at_place(found, place, wording)
    if found.implied:
        return Organ(None, kind, origin=found.origin, implied=found.name)
    return Organ(found.name, kind, origin=found.origin, span=found.span)


def _kind_at_place(found: OrganName, place: Place, wording: IdentityWording) -> OrganKind:
    """The kind that the name tells, or that it has by the level of its place.

    市 and 区 tell no level by themselves, but their place does, where it is the one that is named.
    """
    if found.kind is not OrganKind.OTHER or not found.name.endswith("政府") or not place.known:
        return found.kind
    named = place.names[-1] in found.name and len(place.code) < 9
    return organ_kind("人民政府" if named else found.name, _level_of(place), wording)


def _implies(government: str, place: Place, gazetteer: Gazetteer) -> bool:
    """True if the title's place tells its government's name: the place is known, or is a town of an ambiguous name."""
    if _is_place_of(government, place, gazetteer):
        return True
    tail = TOWN.search(government_stem(government))
    return tail is not None and not place.township and bool(gazetteer.named(tail[0]))


TOWN = re.compile(r"(?:(?<=[省市县区旗州盟])|^)[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|苏木)$")


def _is_place_of(government: str, place: Place, gazetteer: Gazetteer) -> bool:
    """True if the known place is the one whose government is named."""
    stem = government_stem(government)
    if place.known and place.code in {division.code for division in gazetteer.known_as(stem)}:
        return True
    return place.known and place.confidence is not Confidence.LOW and bool(stem) and stem.endswith(
        tuple(form for form in (place.names[-1], short_form(place.names[-1]) or place.names[-1]))
    )  # fmt: skip


def _level_of(place: Place) -> Level | None:
    return {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY, 9: Level.TOWNSHIP}.get(len(place.code))
