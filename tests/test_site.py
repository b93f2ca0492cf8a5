"""The real site as a whole: it holds together, its markup is valid, and it stays within its sizes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import html5lib
import pytest

from generator.publish.sitecheck import check

MAX_STYLE = 8 * 1024
MAX_PRINT_STYLE = 1024
MAX_REPORT = 25 * 1024
MAX_ENGLISH = 512
MAX_ENHANCE = 3 * 1024
MAX_CITE = 3 * 1024
MAX_FIRST_VIEW = 60 * 1000
"""Of a report: the page and all that it loads by itself."""


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def markup_errors(text: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    return [f"{line}:{column} {name}" for (line, column), name, _ in parser.errors]


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert [str(problem) for problem in check(site)] == []


def test_every_page_is_valid(site: Path) -> None:
    originals = site / "originals"
    found = {
        path.relative_to(site).as_posix(): errors
        for path in pages(site)
        if originals not in path.parents and (errors := markup_errors(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("markup", "sound"),
    [
        ("<p>x</p>", True),
        ("<table><tr><td>x</table>", True),
        ("<p>x</div>", False),
        ("<table><p>x</p></table>", False),
        ('<a id="x" id="y">x</a>', False),
        ("<b><i>x</b></i>", False),
    ],
)
def test_invalid_markup_is_seen(markup: str, sound: bool) -> None:
    page = f"<!doctype html><html><head><title>x</title></head><body>{markup}</body></html>"
    assert (markup_errors(page) == []) == sound


def test_report_pages_are_light_and_have_small_scripts(site: Path) -> None:
    reports = sorted(path.parent / "index.html" for path in site.glob("region/**/report.json"))
    assert reports
    sizes = {path.relative_to(site).as_posix(): packed(path) for path in reports}
    assert {page: size for page, size in sizes.items() if size > MAX_REPORT} == {}
    tags = {page: re.findall(r"<script\b[^>]*>", (site / page).read_text(encoding="utf-8")) for page in sizes}
    scripts = {tuple(tag for tag in found if "ld+json" not in tag) for found in tags.values()}
    (english,), (enhance,), (cite,) = (
        (site / "assets").glob(f"{name}.*.js") for name in ("english", "enhance", "cite")
    )
    # The first one is no module, since what it does shows before the page is painted.
    modules = (f'<script type="module" src="/assets/{one.name}">' for one in (enhance, cite))
    assert scripts == {(f'<script src="/assets/{english.name}">', *modules)}
    assert packed(english) <= MAX_ENGLISH and packed(enhance) <= MAX_ENHANCE and packed(cite) <= MAX_CITE
    style, icon = (site / "assets").glob("site.*.css"), (site / "assets").glob("favicon.*.svg")
    loaded = sum(packed(path) for path in (english, enhance, cite, *style, *icon))
    assert max(sizes.values()) + loaded <= MAX_FIRST_VIEW


def test_files_that_linked_data_names_are_there(site: Path) -> None:
    named: dict[str, list[str]] = {}
    for path in pages(site):
        data = re.findall(r'<script type="application/ld.json">(.*?)</script>', path.read_text(encoding="utf-8"))
        files = [url for one in data for url in re.findall(r'"contentUrl":"https://gongkai.example/([^"]*)"', one)]
        named[path.parent.relative_to(site).as_posix()] = files
    assert {folder for folder, files in named.items() if any(f.endswith("cells.csv") for f in files)} >= {
        *("data", "region/64", "year/2020"),
    }
    missing = {file for files in named.values() for file in files if not (site / file).is_file()} - {"build.json"}
    assert missing == set()


def test_the_style_is_light(site: Path) -> None:
    """What a screen waits for, and what is loaded aside for paper."""
    (screen,), (paper,) = ((site / "assets").glob(f"{name}.*.css") for name in ("site", "print"))
    assert set(site.rglob("assets/**/*.css")) == {screen, paper}
    assert packed(screen) <= MAX_STYLE and packed(paper) <= MAX_PRINT_STYLE
    asked = re.findall(r'<link rel="stylesheet"[^>]*>', (site / "index.html").read_text(encoding="utf-8"))
    assert [f'"/assets/{screen.name}"' in asked[0], f'"/assets/{paper.name}" media="print"' in asked[1]] == [True, True]
