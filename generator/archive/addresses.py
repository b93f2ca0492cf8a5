"""Permanent addresses: the id of an organ, and where its reports and regions stand on the site.

The one place that decides them; what reads a report knows who wrote it, not where it is shelved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model.documents import digest_of
from generator.model.places import Division, Level, Place
from generator.model.reports import GOVERNMENTS, TOWNSHIPS, OrganKind, Report, ReportIdentity
from generator.places.gazetteer import Gazetteer
from generator.places.lineage import current_code, standing
from generator.places.names import short_form, stem
from generator.places.organ_names import full_name
from generator.places.slugs import name_slug, place_slug, township_slug
from generator.text.folding import without_blanks

GOVERNMENT = "renmin-zhengfu"

_OFFICE_END = re.compile(r"(?:人民政府|政府|办事处|党政办公室|党政办|党工委)+$")


def with_address(report: Report, gazetteer: Gazetteer) -> Report:
    """``report`` with the id of its organ, which is "" where place or organ are not known."""
    organ = report.organ
    id_ = "" if organ.is_unknown else organ_id(report.place, organ.name, organ.kind, gazetteer)
    return replace(report, organ=replace(organ, id=id_))


def region_url(code: str) -> str:
    """The address of a region; ``code`` is its division code."""
    return f"/region/{code}/"


def region_code(url: str) -> str:
    """The code of the region that stands at ``url``."""
    return url.strip("/").rpartition("/")[2]


def organ_url(id_: str) -> str:
    """The address of an organ's shelf, by its id."""
    return f"/region/{id_}/"


def address(report: ReportIdentity, versions: Sequence[ReportIdentity]) -> str:
    """The permanent address of a report. ``versions`` are all reports of its organ and year, newest first."""
    sha8 = digest_of(report.sources)[:8] + report.id[16:]  # a file may hold several reports
    if not report.organ.id or report.year is None:
        return f"/unplaced/{sha8}/"
    url = f"{organ_url(report.organ.id)}{report.year.value}/"
    return url if report is versions[0] else f"{url}versions/{sha8}/"


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


def printed_id(report: ReportIdentity, gazetteer: Gazetteer) -> str:
    """The id of the report's organ by the name that is printed. It is another one only where that is a short name: of
    the others nothing is looked up, and no reading of characters loaded."""
    organ = report.organ
    own = _own_part(organ.name or "", report.place)
    if full_name(own) == own:
        return organ.id
    return organ_id(report.place, organ.name, organ.kind, gazetteer, as_printed=True)


def own_name(report: ReportIdentity) -> str:
    """The full name of the report's organ without the names of its place: 榆中县发改局 → 发展和改革局."""
    return full_name(_own_part(report.organ.known_as or "", report.place))


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
