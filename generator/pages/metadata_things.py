"""The things that pages are about, as schema.org knows them: reports, organs, regions, data sets, the site."""

from __future__ import annotations

from collections.abc import Sequence

from generator.archive.types import Entry, OrganShelf, RegionShelf
from generator.model.reports import ReportIdentity
from generator.pages.metadata import LANGUAGE, Thing, told
from generator.pages.page import Download
from generator.pages.report.provenance import original_url, report_title
from generator.pages.site import Site


def website(site: Site, description: str) -> Thing:
    """The site as a whole, and how it is searched."""
    return {
        "@type": "WebSite",
        "@id": site.full("/#site"),
        "url": site.full("/"),
        "name": site.title,
        "description": description,
        "inLanguage": LANGUAGE,
        "license": site.license.path,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": site.full("/search/?q={query}")},
            "query-input": "required name=query",
        },
    }


def dataset(site: Site, url: str, name: str, description: str, files: Sequence[Download]) -> Thing:
    """The data that the page at ``url`` hands out."""
    downloads = [
        {"@type": "DataDownload", "name": one.name, "contentUrl": site.full(one.url), "encodingFormat": one.media_type}
        for one in files
    ]
    whole = {"isPartOf": {"@id": _archive_id(site)}} if url != "/data/" else {}
    return {
        "@type": "Dataset",
        "@id": site.full(f"{url}#dataset"),
        "url": site.full(url),
        "name": name,
        "description": description,
        "inLanguage": LANGUAGE,
        "license": site.license.path,
        "creator": {"@type": "Organization", "name": site.title, "url": site.full("/")},
        "isAccessibleForFree": True,
        **whole,
        **told(distribution=downloads),
    }


def data_of(site: Site, url: str, name: str) -> tuple[Thing, ...]:
    """The data set of the region or year called ``name``, whose page is at ``url``; none where it has no files."""
    files = site.downloads.get(url, ())
    title = f"{name}政府信息公开工作年度报告数据"
    description = f"{title}：统计表逐格数据、正文中的数字、核对结果，以及每个数字在原文中的位置。"
    return (dataset(site, url, title, description, files),) if files else ()


def report_thing(site: Site, entry: Entry, shelf: OrganShelf | None) -> Thing:
    """A report. Its author is its organ; persons are never named."""
    report = entry.report
    dates = report.dates
    return told(
        **{"@type": "Report", "@id": site.full(entry.url)},
        url=site.full(entry.url),
        name=report_title(report),
        inLanguage=LANGUAGE,
        author=_author(site, report, shelf),
        datePublished=dates.published.value.isoformat() if dates.published else None,
        dateCreated=dates.signed.value.isoformat() if dates.signed else None,
        temporalCoverage=_time(report),
        spatialCoverage=_place(report),
        isBasedOn=_web_address(report.sidecar.source_url),
        isPartOf={"@id": _archive_id(site)},
        encoding=_files(site, entry),
        sdLicense=site.license.path,
    )


def organ_thing(site: Site, shelf: OrganShelf) -> Thing:
    """An organ and its reports."""
    area = shelf.crumbs[-1] if shelf.crumbs else None
    reports = [
        {"@type": "Report", "@id": site.full(entry.url), "name": report_title(entry.report)} for entry in shelf.entries
    ]
    return told(
        **{"@type": "GovernmentOrganization", "@id": organ_id(site, shelf)},
        name=shelf.name,
        url=site.full(shelf.url),
        identifier=shelf.id,
        areaServed={"@type": "AdministrativeArea", "name": area.name, "url": site.full(area.url)} if area else None,
        subjectOf=reports,
    )


def region_thing(site: Site, region: RegionShelf) -> Thing:
    """A province, prefecture or county."""
    above = region.crumbs[-1] if region.crumbs else None
    return told(
        **{"@type": "AdministrativeArea", "@id": site.full(f"{region.url}#region")},
        name=region.name,
        url=site.full(region.url),
        identifier=region.code,
        containedInPlace=(
            {"@type": "AdministrativeArea", "name": above.name, "url": site.full(above.url)} if above else None
        ),
    )


def organ_id(site: Site, shelf: OrganShelf) -> str:
    """The organ itself, as told from its page."""
    return site.full(f"{shelf.url}#organ")


def _archive_id(site: Site) -> str:
    return site.full("/data/#dataset")


def _author(site: Site, report: ReportIdentity, shelf: OrganShelf | None) -> Thing | None:
    name = report.organ.known_as
    if not name:
        return None
    known = {"@id": organ_id(site, shelf), "url": site.full(shelf.url)} if shelf else {}
    return {"@type": "GovernmentOrganization", **known, "name": name}


def _time(report: ReportIdentity) -> str | None:
    period = report.dates.period
    if period:
        return f"{period.value.start.isoformat()}/{period.value.end.isoformat()}"
    return str(report.year.value) if report.year else None


def _place(report: ReportIdentity) -> Thing | None:
    place = report.place
    if not place.known:
        return None
    return told(**{"@type": "AdministrativeArea"}, name=" ".join(place.names), identifier=place.code)


def _files(site: Site, entry: Entry) -> list[Thing]:
    """The original, where it is published, and our data."""
    source = entry.report.source
    kept = {} if entry.report.sidecar.withhold else {"contentUrl": site.full(original_url(source))}
    original = {"@type": "MediaObject", "name": "原件", "encodingFormat": source.media_type, "sha256": source.sha256}
    data = {"@type": "MediaObject", "name": "report.json", "encodingFormat": "application/json"}
    return [{**original, **kept}, {**data, "contentUrl": site.full(f"{entry.url}report.json")}]


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
