"""What pages say to machines: linked data, previews, icons, ways to search, and where all pages are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from pyld import jsonld

from generator.ledger.history import NO_LEDGER
from generator.pages import all_pages
from generator.pages.page import INDEX, Download
from generator.pages.sitemap import machine_pages
from generator.publish.render import Renderer
from scripts.draw_icons import FOLDER, drawn
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import parsed

HOST = "https://gongkai.example"
TOWN = "region/990101/bingding-zhen"
SCHEMA = "https://schema.org/"
TERMS = {
    "WebSite": {"url", "name", "description", "inLanguage", "license", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "Dataset": {
        *("url", "name", "description", "inLanguage", "license", "creator", "isAccessibleForFree", "isPartOf"),
        "distribution",
    },
    "DataDownload": {"name", "contentUrl", "encodingFormat"},
    "Organization": {"name", "url"},
    "Report": {
        *("url", "name", "inLanguage", "author", "datePublished", "dateCreated", "temporalCoverage", "isBasedOn"),
        *("spatialCoverage", "isPartOf", "encoding", "sdLicense"),
    },
    "MediaObject": {"name", "encodingFormat", "sha256", "contentUrl"},
    "AdministrativeArea": {"name", "url", "identifier", "containedInPlace"},
    "GovernmentOrganization": {"name", "url", "identifier", "areaServed", "subjectOf"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
}
"""The types that we use, and those of their properties, by the vocabulary of schema.org."""
ADDRESSES = ("url", "item", "license", "contentUrl", "isBasedOn", "sdLicense")
"""Properties whose value is an address."""
Node = dict[str, Any]


def context() -> Node:
    """The part of schema.org's context that we need: a term that is not in it is lost when a page is expanded."""
    terms = {term: SCHEMA + term for term in {*TERMS, *(term for found in TERMS.values() for term in found)}}
    return {**terms, **{term: {"@id": SCHEMA + term, "@type": "@id"} for term in ADDRESSES}}


def load(url: str, _: object) -> Node:
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context()}}


def raw(text: str) -> Node:
    """The linked data of a page; {} where it has none."""
    scripts = [e.text or "" for e in parsed(text).iter("script") if e.get("type") == "application/ld+json"]
    assert len(scripts) <= 1
    return json.loads(scripts[0]) if scripts else {}


def nodes(value: object) -> Iterator[Node]:
    """All objects within, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)


def things(text: str) -> dict[str, Node]:
    """The things of a page by type."""
    return {one["@type"]: one for one in raw(text)["@graph"]}


def test_linked_data_is_in_the_vocabulary_and_nothing_is_lost_when_it_is_expanded(rendered: Mapping[str, str]) -> None:
    seen: set[str] = set()
    for path, text in filled({p: t for p, t in rendered.items() if p.endswith(INDEX)}.items()):
        data = raw(text)
        expanded = jsonld.expand(data, {"documentLoader": load})
        ours = [node for node in nodes(data["@graph"]) if "@type" in node]
        theirs = [node for node in nodes(expanded) if "@type" in node and "@value" not in node]
        assert len(ours) == len(theirs) > 0, path
        for node in ours:
            seen.add(node["@type"])
            assert node.keys() - {"@type", "@id"} <= TERMS[node["@type"]], (path, node)
        for node in theirs:
            assert all(kind.startswith(SCHEMA) for kind in filled(node["@type"])), path
            assert str(node.get("@id", "https://")).startswith(("https://", "http://")), (path, node["@id"])
        told = sum(len(node.keys() - {"@type", "@id"}) for node in ours)
        assert told == sum(len(node.keys() - {"@type", "@id"}) for node in theirs), path
        for node in ours:
            for term in ADDRESSES:
                assert str(node.get(term, "https://")).startswith("https://"), (path, term)
    assert seen == set(TERMS)


def test_breadcrumbs_lead_from_the_home_page_to_every_page(rendered: Mapping[str, str]) -> None:
    for path, text in filled({p: t for p, t in rendered.items() if p.endswith(INDEX) and p != INDEX}.items()):
        steps = things(text)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert (steps[0]["item"], steps[-1]["item"]) == (f"{HOST}/", f"{HOST}/{path.removesuffix(INDEX)}")


def test_a_page_without_an_address_says_nothing(rendered: Mapping[str, str]) -> None:
    assert raw(rendered["404.html"]) == {}


def test_a_report_names_its_organ_its_time_and_its_files(rendered: Mapping[str, str]) -> None:
    found = things(rendered[f"{TOWN}/2020/{INDEX}"])["Report"]
    source = samples.messy().report.source
    assert found["author"] == {
        "@type": "GovernmentOrganization",
        "@id": f"{HOST}/{TOWN}/#organ",
        "url": f"{HOST}/{TOWN}/",
        "name": "测试省甲乙县丙丁镇人民政府",
    }
    assert (found["temporalCoverage"], found["dateCreated"]) == ("2020", "2021-01-14")
    assert "datePublished" not in found, "the day of a signature is not that of publication"
    original, data = found["encoding"]
    assert original["contentUrl"] == f"{HOST}/originals/{source.sha256}.txt" and original["sha256"] == source.sha256
    assert data["contentUrl"] == f"{HOST}/{TOWN}/2020/report.json"
    assert things(rendered[f"{TOWN}/{INDEX}"])["GovernmentOrganization"]["@id"] == found["author"]["@id"]
    assert things(rendered[f"data/{INDEX}"])["Dataset"]["@id"] == found["isPartOf"]["@id"]


def test_a_region_and_a_year_are_data_sets_where_they_have_files(renderer: Renderer) -> None:
    file = Download("/data/region/99/cells.csv", "逐格数据", "text/csv")
    site = replace(samples.site(), downloads={"/region/99/": (file,), "/year/2020/": (file,), "/data/": (file,)})
    pages = {page.url: page for page in all_pages(site) if page.path.endswith(INDEX)}
    told = {
        url: things(renderer.render(pages[url]).decode()).get("Dataset") for url in pages if "/versions/" not in url
    }
    assert {url for url, found in told.items() if found} == {"/region/99/", "/year/2020/", "/data/"}
    for url in ("/region/99/", "/year/2020/"):
        found = told[url] or {}
        assert found["isPartOf"]["@id"] == (told["/data/"] or {})["@id"]
        assert [one["contentUrl"] for one in found["distribution"]] == [f"{HOST}{file.url}"]
        assert [one["encodingFormat"] for one in found["distribution"]] == ["text/csv"]
    assert len((told["/data/"] or {})["distribution"]) == 2


def test_every_page_has_a_preview_icons_and_ways_to_install_and_search(rendered: Mapping[str, str]) -> None:
    for path, text in filled({p: t for p, t in rendered.items() if p.endswith(".html")}.items()):
        tree = parsed(text)
        metas = {m.get("property"): m.get("content") for m in tree.iter("meta")}
        assert metas["og:image"] == f"{HOST}/assets/icons/card.png", path
        links = {link.get("rel"): link.get("href") for link in tree.iter("link")}
        assert links["manifest"] == "/manifest.webmanifest" and links["search"] == "/opensearch.xml"
        assert links["apple-touch-icon"] == "/assets/icons/apple-touch-icon.png"


def test_a_report_has_its_data_as_another_form_of_the_page(rendered: Mapping[str, str]) -> None:
    links = [e for e in parsed(rendered[f"{TOWN}/2020/{INDEX}"]).iter("link") if e.get("rel") == "alternate"]
    assert [(e.get("href"), e.get("type")) for e in links] == [
        (f"/{TOWN}/2020/report.json", "application/json"),
        (f"/feeds/{TOWN}/new.xml", "application/atom+xml"),
    ]


def test_the_home_page_says_in_its_title_what_this_is(rendered: Mapping[str, str]) -> None:
    assert parsed(rendered[INDEX]).findtext("head/title") == "政府信息公开工作年度报告档案 · 公开"


def test_the_manifest_lists_icons_that_are_there(rendered: Mapping[str, str]) -> None:
    manifest = json.loads(rendered["manifest.webmanifest"])
    assert manifest["name"].startswith("公开：") and manifest["start_url"] == "/"
    for icon in filled([icon for icon in manifest["icons"] if icon["type"] == "image/png"]):
        with Image.open(FOLDER.parents[1] / icon["src"][1:]) as picture:
            assert icon["sizes"] == f"{picture.width}x{picture.height}"


def test_pictures_are_those_that_the_script_draws() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(drawn())
    for name, picture in filled(drawn().items()):
        with Image.open(FOLDER / name) as kept:
            difference = ImageChops.difference(kept.convert("RGBA"), picture.convert("RGBA"))
        most = max(high for _, high in difference.getextrema())
        assert most < 48, f"{name}: run python -m scripts.draw_icons"


def test_browsers_can_search_by_the_description(rendered: Mapping[str, str]) -> None:
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(rendered["opensearch.xml"])
    assert root.findtext(f"{space}ShortName") == "公开"
    urls = [(one.get("type"), one.get("template")) for one in root.iter(f"{space}Url")]
    assert urls[0] == ("text/html", f"{HOST}/search/?q={{searchTerms}}")


def test_a_long_name_is_cut_where_the_format_demands_it(renderer: Renderer) -> None:
    site = replace(samples.site(), title="公开" * 20)
    page = next(page for page in machine_pages(site, []) if page.path == "opensearch.xml")
    assert len(page.context.name) == 16


def test_language_models_are_led_to_pages_that_are_there(rendered: Mapping[str, str]) -> None:
    text = rendered["llms.txt"]
    assert text.startswith("# 公开：") and "&" not in text
    links = [line.partition("](")[2].partition(")")[0] for line in text.splitlines() if line.startswith("- [")]
    paths = {link.removeprefix(f"{HOST}/") for link in links} - {
        "build.json",
        "index.json",
        "changes.json",
        "data/SHA256SUMS",
    }
    assert {path if "." in path else f"{path}{INDEX}" for path in paths} <= rendered.keys()
    assert len(paths) > 8


def days(site: samples.Site) -> dict[str, str]:
    """Address → day, of all sitemaps."""
    pages = list(all_pages(site))
    maps = [page.context for page in pages if page.template == "sitemap.xml"]
    return {one.url.removeprefix(HOST): one.changed for found in maps for one in found.addresses}


def test_sitemaps_tell_the_day_only_where_it_is_known_of_all_reports_of_a_page() -> None:
    some = days(samples.site())
    assert some[f"/{TOWN}/2020/"] == "2024-05-02"
    assert (some[f"/{TOWN}/"], some["/region/990101/"], some["/"]) == ("", "", "")
    archive = samples.archive()

    def dated(entry: samples.Entry, day: date) -> samples.Entry:
        return replace(entry, report=replace(entry.report, sidecar=samples.Sidecar(retrieved_on=day)))

    organs = {
        id_: replace(shelf, entries=tuple(dated(entry, date(2024, 1, entry.year % 100)) for entry in shelf.entries))
        for id_, shelf in archive.organs.items()
    }
    dated_site = samples.site(replace(archive, organs=organs))
    assert days(dated_site)[f"/{TOWN}/"] == "2026-03-01"
    all_known = days(replace(dated_site, ledger=NO_LEDGER))
    assert all_known[f"/{TOWN}/"] == "2024-01-22"
    assert all_known["/region/990101/"] == all_known["/region/99/"] == "2024-01-22"


@pytest.mark.parametrize("path", ["opensearch.xml", "sitemap.xml", "sitemap-99.xml"])
def test_files_in_xml_can_be_read(rendered: Mapping[str, str], path: str) -> None:
    assert len(ElementTree.fromstring(rendered[path])) > 1


def test_hostile_titles_do_not_leave_the_data_they_stand_in(renderer: Renderer) -> None:
    evil = samples.report(organ='</script><script>alert(1)</script><!--"\x00镇人民政府')
    archive = replace(samples.archive(), entries=(replace(samples.messy(), report=evil),))
    pages = [page for page in all_pages(samples.site(archive)) if page.path.endswith(INDEX)]
    texts = [text for page in pages if "alert(1)" in (text := renderer.render(page).decode())]
    for text in filled(texts):
        data = raw(text)
        assert data["@context"] == "https://schema.org"
