"""What holds for every page, whatever its kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from generator.pages import all_pages, sitemap
from generator.pages.arrival import Arrivals
from generator.pages.page import INDEX
from generator.pages.sitemap import machine_pages
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words

HOST = "https://gongkai.example"
OWN_SCRIPTS = (f"search/{INDEX}", f"compare/{INDEX}")


def html(rendered: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in rendered.items() if path.endswith(".html")}


def test_there_is_a_page_of_every_kind(rendered: Mapping[str, str]) -> None:
    town = "region/990101/bingding-zhen"
    assert set(rendered) >= {
        *(INDEX, "404.html", "sitemap.xml", "robots.txt"),
        *(f"{folder}/{INDEX}" for folder in ("region", "region/99", "region/9901", "region/990101", town)),
        *(f"{town}/{year}/{INDEX}" for year in (2019, 2020, 2022)),
        *(f"{town}/2019/versions/0badf00d/{INDEX}", f"unplaced/0badcafe/{INDEX}"),
        *(f"{folder}/{INDEX}" for folder in ("year", "year/2020", "checks", "checks/A07", "search", "compare", "data")),
        *(f"{folder}/{INDEX}" for folder in ("about", "about/method", "attention", "draft")),
    }


def test_pages_are_valid_and_hold_no_style_and_few_scripts(rendered: Mapping[str, str]) -> None:
    for path, text in filled(html(rendered).items()):
        tree = parsed(text)
        by_id(tree)
        names = {e.tag for e in tree.iter()}
        assert "style" not in names, path
        code = [e for e in tree.iter("script") if e.get("type") not in ("application/ld+json", "application/json")]
        scripts = [(e.get("type"), (e.get("src") or "").split(".")[0], e.text) for e in code]
        own = path.partition("/")[0] if path in OWN_SCRIPTS else "cite" if "data-cite=" in text else ""
        own = own or ("sorting" if "data-sorting" in text else "")
        wanted = ["/assets/enhance", *([f"/assets/{own}"] if own else [])]
        modules = [("module", address, None) for address in wanted]
        assert scripts == [(None, "/assets/english", None), *modules], path
        assert not [e for e in tree.iter() if "style" in e.attrib or any(a.startswith("on") for a in e.attrib)], path


def test_captions_stand_first_or_last_and_boxes_are_ticked_by_readers(rendered: Mapping[str, str]) -> None:
    """What the checker of the standard says of pages that a parser takes."""
    trees = [parsed(text) for text in html(rendered).values()]
    figures = [figure for tree in trees for figure in tree.iter("figure") if figure.find("figcaption") is not None]
    assert all("figcaption" in (figure[0].tag, figure[-1].tag) for figure in filled(figures))
    boxes = [e for tree in trees for e in tree.iter("input") if e.get("type") == "checkbox"]
    assert all("autocomplete" not in box.attrib for box in filled(boxes))


def test_heads_and_frames_are_complete(rendered: Mapping[str, str]) -> None:
    titles: set[str] = set()
    for path, text in html(rendered).items():
        tree = parsed(text)
        assert tree.get("lang") == ("en" if path.startswith("en/") else "zh-Hans")
        titles.add(tree.findtext("head/title") or "")
        metas = {m.get("name") or m.get("property"): m.get("content") for m in tree.iter("meta")}
        assert metas["description"] and metas["og:title"], path
        canonical = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
        assert canonical == ([] if path == "404.html" else [f"{HOST}/{path.removesuffix(INDEX)}"])
        forms = [f for f in tree.iter("form") if f.get("action") == "/search/" and f.get("method") == "get"]
        assert len(forms) == 1, f"{path} needs one search form"
        assert len(list(tree.iter("h1"))) == 1, path
        skip = next(e for e in tree.iter("body"))[0]
        assert (skip.tag, skip.get("href")) == ("a", "#main"), path
        assert [e.tag for e in tree.iter() if e.get("id") == "main"] == ["main"]
        if path not in (INDEX, "404.html"):
            crumbs = next(by_class(tree, "crumbs"))
            assert next(crumbs.iter("a")).get("href") == "/", path
    # Older versions and unplaced copies of one report share its title; nothing else may.
    assert len(titles) >= len(html(rendered)) - 3


def test_headings_leave_no_level_out(rendered: Mapping[str, str]) -> None:
    for path, text in filled(html(rendered).items()):
        levels = [
            int(e.tag[1]) for e in parsed(text).iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)
        ]
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (path, levels)


def test_links_and_anchors_lead_somewhere(rendered: Mapping[str, str]) -> None:
    known = {"/" + path.removesuffix(INDEX) for path in rendered}
    ids = {"/" + path.removesuffix(INDEX): set(by_id(parsed(text))) for path, text in html(rendered).items()}
    for path, text in filled(html(rendered).items()):
        here = "/" + path.removesuffix(INDEX)
        for link in parsed(text).iter("a"):
            href = link.get("href", "")
            page, _, anchor = href.partition("#")
            if page.startswith("/compare/?"):
                assert {report for _, report in parse_qsl(page.partition("?")[2])} <= known, f"{path}: {href}"
                continue
            if page.startswith("/search/?"):
                continue  # test_counts_lead_there.py
            page = page or here
            if page.startswith(("/originals/", "/search/index/", "https://")) or page.endswith(
                (
                    "report.json",
                    "/build.json",
                    "/index.json",
                    "/changes.json",
                    "/data/SHA256SUMS",
                    "/data/coverage.csv",
                    "/data/datapackage.json",
                    ".zip",
                )
            ):
                continue
            assert page in known, f"{path}: {href}"
            assert not anchor or anchor in ids[page], f"{path}: {href}"


def test_links_to_elsewhere_pass_nothing_on(rendered: Mapping[str, str]) -> None:
    away = [a for text in html(rendered).values() for a in parsed(text).iter("a") if "://" in a.get("href", "")]
    away = [a for a in away if a.get("rel") != "license"]
    assert [a.get("href") for a in away] == ["https://www.example.gov.cn/xxgk/2021/t1.html"]
    assert set((away[0].get("rel") or "").split()) == {"nofollow", "noopener"}


def test_what_is_hostile_is_shown_as_text(renderer: Renderer) -> None:
    evil = samples.report(
        organ="<img src=x onerror=alert(1)>镇人民政府",
        prose="<script>alert(1)</script>\x00\x1b\ufffe文字\r\n&amp;",
    )
    sidecar = replace(evil.sidecar, source_url="javascript:alert(1)", note="</dd><script>")
    entry = replace(samples.messy(), report=replace(evil, sidecar=sidecar))
    archive = replace(samples.archive(), entries=(entry,))
    texts = [renderer.render(page).decode("utf-8") for page in all_pages(samples.site(archive))]
    page = next(text for text in texts if "alert(1)" in text and 'id="original">原文<' in text)
    tree = parsed(page)
    code = [e for e in tree.iter("script") if e.get("type") != "application/ld+json"]
    assert [e.get("src") for e in code] == ["/assets/english.js", "/assets/enhance.js", "/assets/cite.js"]
    assert "onerror" not in {a for e in tree.iter() for a in e.attrib}
    assert "<script>alert(1)</script>��" in words(tree)
    assert "javascript:" not in page
    assert "&amp;" in words(tree)


def test_pages_come_in_one_order() -> None:
    first, second = ([(p.path, p.template, p.context) for p in all_pages(samples.site())] for _ in range(2))
    assert first == second


def test_the_sitemap_names_every_page(rendered: Mapping[str, str]) -> None:
    maps = [loc.removeprefix(f"{HOST}/") for loc in re.findall("<loc>(.*?)</loc>", rendered["sitemap.xml"])]
    assert maps == ["sitemap-99.xml", "sitemap-site.xml", "sitemap-years.xml"]
    found = [loc for name in maps for loc in re.findall("<loc>(.*?)</loc>", rendered[name])]
    assert sorted(found) == sorted(f"{HOST}/{p.removesuffix(INDEX)}" for p in rendered if p.endswith(INDEX))
    assert re.findall("<lastmod>(.*?)</lastmod>", rendered["sitemap-99.xml"]) == ["2026-03-01", "2024-05-02"]
    assert f"Sitemap: {HOST}/sitemap.xml" in rendered["robots.txt"]


def test_a_long_sitemap_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    pages = {page.path: page.context for page in machine_pages(samples.site(), ["/a/", "/b/", "/c/"])}
    assert list(pages)[:4] == ["sitemap-site.xml", "sitemap-site-2.xml", "sitemap.xml", "robots.txt"]
    listed = [one.url for one in pages["sitemap.xml"].sitemaps]
    assert listed == [f"{HOST}/sitemap-site.xml", f"{HOST}/sitemap-site-2.xml"]
    assert [a.url for a in pages["sitemap-site-2.xml"].addresses] == [f"{HOST}/c/"]


def test_an_empty_archive_has_pages(renderer: Renderer) -> None:
    empty = replace(
        samples.archive(),
        entries=(),
        older=(),
        organs={},
        regions={},
        years={},
        unplaced=(),
        checks={},
        attention=(),
    )
    for page in all_pages(samples.site(empty)):
        renderer.render(page)


def test_the_words_stay_neutral(rendered: Mapping[str, str]) -> None:
    for path, text in filled(html(rendered).items()):
        for word in ("造假", "作假", "虚报", "谎报", "伪造", "未公布该", "没有公布过"):
            assert word not in text, (path, word)


def test_the_sitemap_says_when_figures_changed() -> None:
    site = samples.site()
    known = {entry.url: Arrivals(site.ledger).changed(entry) for entry in site.archive.entries}
    pages = {page.path: page.context for page in machine_pages(site, sorted(known))}
    listed = (*pages["sitemap-99.xml"].addresses, *pages["sitemap-site.xml"].addresses)
    told = {one.url.removeprefix(HOST): one.changed for one in listed}
    assert told == {url: day.isoformat() if day else "" for url, day in known.items()}
    assert any(told[entry.url] and not entry.report.sidecar.retrieved_on for entry in site.archive.entries)
