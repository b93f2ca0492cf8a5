"""What a word of a table means: from the label to its entry in the glossary; and what is worth reading now."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

REPORT = "/region/210522/gucheng-zhen/2020/"


def test_a_label_of_a_table_leads_to_what_it_means(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    page.get_by_role("rowheader", name="3.危及“三安全一稳定”").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/about/glossary/#safety$"))
    expect(page.locator(":target")).to_have_text("三安全一稳定")
    expect(page.locator(":target + dd")).to_contain_text("第十四条")


def test_a_check_leads_to_the_words_it_uses(page: Page, site_url: str) -> None:
    page.goto(site_url + "/checks/A03/")
    page.get_by_role("link", name="勾稽", exact=True).click()
    expect(page.locator(":target + dd")).to_contain_text("新收加上年结转")


def test_the_home_page_tells_how_many_add_up_of_those_of_which_it_can_be_said(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    table = page.get_by_role("table", name="表格里的合计都相符的报告，占能下结论的报告")
    expect(table.get_by_role("row", name=re.compile("^2020"))).to_be_visible()
    table.get_by_role("link", name="2020").click()
    expect(page).to_have_url(re.compile("/year/2020/$"))
