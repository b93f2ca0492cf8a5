"""Which towns are not collected: from the home page to the county, by reading and clicking only."""

from __future__ import annotations

import re

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect


def test_which_towns_of_a_county_are_not_collected(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    page.get_by_role("link", name="收录情况").click()
    expect(page.get_by_text("不说明有没有公布")).to_be_visible()
    page.get_by_role("link", name="宁夏回族自治区").click()
    page.get_by_role("link", name="同心县").click()
    towns = page.get_by_role("region", name="乡镇、街道逐年收录情况")
    expect(towns.get_by_role("row", name=re.compile("^河西镇")).get_by_role("cell")).to_have_text("未收录")
    expect(towns.get_by_role("row", name=re.compile("^下马关镇")).get_by_role("cell")).to_have_text("✓已收录")
    towns.get_by_role("link", name="已收录").click()
    expect(page).to_have_url(re.compile("/region/640324/xiamaguan-zhen/2019/$"))


def test_a_county_says_which_departments_are_not_collected(page: Page, site_url: str) -> None:
    page.goto(site_url + "/region/640324/")
    offices = page.get_by_role("region", name=re.compile("未收录的本级政府与部门"))
    expect(offices.get_by_text("财政局")).to_be_visible()
    expect(offices.get_by_text("我们不知道")).to_be_visible()
    page.get_by_role("link", name="收录情况").click()
    expect(page).to_have_url(re.compile("/coverage/640324/$"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_its_pages_have_no_violations(browser: Browser, site_url: str, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("/coverage/", "/coverage/64/", "/coverage/640324/"):
        page.goto(site_url + path)
        assert [str(one) for one in violations(page)] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
