"""What two towns share, and who else prints it: from the check to the paragraph, and to the line of a report."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_who_shares_this_paragraph_and_where_it_stands(page: Page, sample_url: str) -> None:
    page.goto(sample_url + "/checks/F05/")
    page.get_by_role("region", name="同一模板的报告").get_by_role("link").last.click()
    passage = page.get_by_role("list").filter(has=page.locator("blockquote")).get_by_role("listitem").first
    expect(passage.locator("blockquote")).to_contain_text("本镇坚持以公开为常态")
    expect(passage).to_contain_text(re.compile("2 份.*2020 年：测试省甲乙县丙丁镇人民政府、"))
    passage.get_by_role("link", name="甲乙县戊己乡人民政府").click()
    expect(page).to_have_url(re.compile(r"/region/990101/wuji-xiang/2020/#L\d+$"))
    expect(page.locator(":target")).to_contain_text("本镇坚持以公开为常态")
