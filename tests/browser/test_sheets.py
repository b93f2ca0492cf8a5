"""A county's sheet: sorted with one press, each number leads to its cell, each sum to what is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect
from shifts import MOST_SHIFT, shifted, watch_shifts

from generator import serve
from generator.model.figures import Reading
from generator.model.reports import OrganKind
from generator.pages import all_pages
from generator.publish.assets import fingerprint, read_assets
from generator.publish.render import Renderer
from tests.pages import samples
from tests.pages.test_sheets import county, empty, stated, told

SHEET = "/region/990101/sheet/2020/"
REPORT = "/region/990101/jia/2020/"
TOWN = OrganKind.TOWNSHIP_GOVERNMENT


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[str]:
    """A county of four towns and a department, with the project's own templates and assets."""
    entry = samples.messy()
    archive = county(
        ("jia", TOWN, told(entry, new_requests=stated(9))),
        ("yi", TOWN, told(entry, new_requests=empty(Reading.BLANK))),
        ("bing", TOWN, told(entry, new_requests=stated(1010))),
        ("ding", TOWN, told(entry, new_requests=stated(0))),
        ("wu", OrganKind.DEPARTMENT, told(entry, new_requests=stated(30))),
    )
    assets = fingerprint(read_assets(project / "templates" / "assets"))
    site = replace(samples.site(archive), assets=assets.urls)
    folder = tmp_path_factory.mktemp("sheets")
    renderer = Renderer(project / "templates")
    made = {page.path: renderer.render(page) for page in all_pages(site) if page.path.startswith("region/990101/sheet")}
    icon = assets.urls["favicon.svg"]
    page = f'<!doctype html><html lang="zh-Hans"><title>x</title><link rel="icon" href="{icon}"><p>x</p>'.encode()
    files = {**assets.files, **made, "index.html": page, f"{REPORT[1:]}index.html": page, "manifest.webmanifest": b"{}"}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with serve.running(folder, project / "netlify.toml") as running:
        yield running


def names(page: Page) -> list[str]:
    return page.locator("table.sheet tbody:not(.added) th[scope=row] > a:first-child").all_inner_texts()


def test_a_head_sorts_each_group_at_once_by_value_with_blanks_last(page: Page, url: str) -> None:
    page.goto(url + SHEET)
    assert names(page) == ["bing", "ding", "jia", "yi", "wu"]
    head = page.get_by_role("columnheader", name="本年新收")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert names(page) == ["bing", "jia", "ding", "yi", "wu"]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert names(page) == ["ding", "jia", "bing", "yi", "wu"]
    page.get_by_role("columnheader", name="机关").get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert names(page) == ["yi", "jia", "ding", "bing", "wu"]
    head.get_by_role("button").dblclick()
    head.get_by_role("button").click()
    assert names(page) == ["bing", "ding", "jia", "yi", "wu"]
    expect(page.locator("table.sheet tbody").first).to_have_class("added")


def test_a_number_leads_to_its_cell_and_a_sum_to_what_is_in_it(page: Page, url: str) -> None:
    page.goto(url + SHEET)
    page.get_by_role("link", name="1,049").click()
    behind = page.locator(":target")
    expect(behind).to_contain_text("bing 1,010＋jia 9＋wu 30，其余 1 份为 0")
    expect(behind).to_contain_text("空白：yi")
    page.locator("table").get_by_role("link", name="9", exact=True).click()
    expect(page).to_have_url(f"{url}{REPORT}#requests.new_requests.total")


def test_the_order_stands_in_the_address_and_the_file_has_it(page: Page, url: str) -> None:
    page.goto(url + SHEET)
    page.get_by_role("columnheader", name="本年新收").get_by_role("button").click()
    assert page.url == f"{url}{SHEET}?sort=new_requests&order=descending"
    page.reload()
    expect(page.get_by_role("columnheader", name="本年新收")).to_have_attribute("aria-sort", "descending")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载这张表（CSV）").click()
    assert download.value.suggested_filename == "甲乙县 2020.csv"
    lines = list(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    at = next(place for place, words in enumerate(lines[0]) if "本年新收" in words)
    told = {line[2]: line[at] for line in lines[1:]}
    assert told == {"bing": "1010", "jia": "9", "ding": "0", "yi": "空白", "wu": "30"}
    assert list(told) == names(page)
    assert lines[1][1] == f"{url}/region/990101/bing/2020/"
    page.get_by_role("columnheader", name="本年新收").get_by_role("button").dblclick()
    assert page.url == url + SHEET


def test_without_a_script_a_head_leads_to_the_order(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + SHEET)
    page.get_by_role("columnheader", name="本年新收").get_by_role("link").click()
    expect(page.locator(":target")).to_contain_text("bing 1,010、wu 30、jia 91 个机关为 0，1 个没有写明或没有读准")
    page.locator(":target").get_by_role("link", name="1,010").click()
    expect(page).to_have_url(f"{url}/region/990101/bing/2020/#requests.new_requests.total")
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_sheets_have_no_violations_and_stay_where_they_are(browser: Browser, url: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    watch_shifts(page)
    for path in (SHEET, "/region/990101/sheet/"):
        page.goto(url + path)
        assert [str(one) for one in violations(page)] == []
        assert shifted(page) < MOST_SHIFT
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
