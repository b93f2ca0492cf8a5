"""What people come for, done by reading and clicking only, from the home page or from where a search would lead."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from tests.filled import filled

ATOM = "{http://www.w3.org/2005/Atom}"
TOWN = "/region/210522/gucheng-zhen/"


def to_the_county(page: Page, url: str) -> None:
    page.goto(url + "/")
    for name in ("辽宁省", "本溪市", "桓仁满族自治县"):
        page.get_by_role("link", name=name, exact=True).first.click()


def test_how_many_requests_a_town_had_and_where_its_report_says_so(page: Page, site_url: str) -> None:
    to_the_county(page, site_url)
    page.get_by_role("link", name=re.compile("古城镇人民政府")).first.click()
    page.get_by_role("link", name="2020").first.click()
    cell = page.locator("[id='requests.new_requests.total']")
    number = re.split(r"[^\d,]", cell.inner_text())[0]
    cell.get_by_role("link").click()
    marked = page.locator(":target")
    expect(marked).to_be_in_viewport()
    assert marked.inner_text() == number
    expect(page.locator("#original, [aria-labelledby=original]").first).to_be_visible()


def test_why_a_report_is_marked(page: Page, site_url: str) -> None:
    to_the_county(page, site_url)
    page.get_by_role("link", name=re.compile("古城镇人民政府")).first.click()
    page.get_by_role("link", name="2020").first.click()
    expect(page).to_have_url(re.compile(re.escape(TOWN) + r"2020/$"))
    page.get_by_role("navigation").get_by_role("link", name="核对结果").click()
    finding = page.locator("[id='A07']")
    expect(finding).to_be_visible()
    expect(finding).to_contain_text("对外公开总数量 0 < 本年新公开数量 10")


def test_all_numbers_of_a_province_for_a_spreadsheet(page: Page, site_url: str, tmp_path: Path) -> None:
    page.goto(site_url + "/")
    page.get_by_role("link", name="辽宁省", exact=True).first.click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="cells.csv").click()
    coming.value.save_as(tmp_path / "cells.csv")
    with (tmp_path / "cells.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["report"] for line in filled(lines)} == {f"{TOWN}2020/"}
    assert all({"row", "column", "value", "reading"} <= line.keys() for line in lines)


def test_the_news_of_a_county_and_one_organ_can_be_followed(page: Page, site_url: str) -> None:
    to_the_county(page, site_url)
    addresses = [page.get_by_role("link", name="桓仁满族自治县：新收录的报告").get_attribute("href")]
    page.get_by_role("link", name=re.compile("古城镇人民政府")).first.click()
    addresses.append(page.get_by_role("link", name=re.compile("古城镇人民政府：新收录的报告")).get_attribute("href"))
    for address in filled(addresses):
        told = page.request.get(site_url + str(address))
        feed = ElementTree.fromstring(told.text())
        assert told.status == 200 and feed.tag == f"{ATOM}feed"
        assert [one.text for one in feed.iter(f"{ATOM}title")][1:]


def test_a_seal_is_put_on_another_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TOWN}2020/")
    page.get_by_role("navigation").get_by_role("link", name="引用", exact=True).click()
    code = page.get_by_role("region", name="嵌入用的 HTML").inner_text()
    picture = re.search(r'src="https?://[^/"]+(/[^"]+)"', code)
    assert picture is not None
    told = page.request.get(site_url + picture[1])
    assert told.status == 200 and told.headers["content-type"].startswith("image/svg+xml")
    assert "勾稽不符" in told.text()
