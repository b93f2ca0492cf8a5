"""What readers take away from a page: data files about what it is about, or where among others its lines stand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.addresses import region_code
from generator.pages.page import Download, Link
from generator.pages.site import Site


@dataclass(frozen=True, slots=True)
class Taking:
    """The data about a region, an organ or a year."""

    files: tuple[Download, ...]
    """Files of its own, the zip of all first; none for what is too small for that."""
    within: Link | None
    """The zip among whose lines its own are; None where it has files of its own, and where there are none."""
    prefix: str
    """What the column ``report`` of its lines begins with, where they stand among others."""


def region_taking(site: Site, url: str) -> Taking:
    """What stands on the page of a region: ``/region/1401/``."""
    own = site.downloads.get(url, ())
    province = f"/region/{url.split('/')[2][:2]}/" if url != "/region/" else ""
    if own or not site.downloads.get(province):
        return Taking(own, None, "")
    return Taking(
        (), Link(site.archive.regions[province.split("/")[2]].name, site.downloads[province][0].url), url[:-1]
    )


def organ_taking(url: str, province: Link | None) -> Taking:
    """What stands on the page of an organ, which has no files of its own; it is made before the files are.

    ``province`` is the page of the one that the organ is filed under, if any.
    """
    if province is None:
        return Taking((), Link("全部", "/data/gongkai-all.zip"), url)
    code = region_code(province.url)
    return Taking((), Link(province.name, f"/data/region/{code}/gongkai-{code}.zip"), url)


def year_taking(site: Site, url: str) -> Taking:
    """What stands on the page of a year: ``/year/2020/``."""
    return Taking(site.downloads.get(url, ()), None, "")
