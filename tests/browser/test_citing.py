"""A report and one of its numbers are cited: with one press, with the keyboard alone, and without a script."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, Route, expect

from tests.filled import filled

REPORT = "/region/210522/gucheng-zhen/2020/"
CELL = "disclosure.normative_documents.newly_published"


@pytest.fixture
def copying(page: Page) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def copied(page: Page, name: str, within: str) -> str:
    page.locator(within).get_by_role("button", name=f"复制{name}引用").first.click()
    expect(page.locator(within).get_by_text("已复制").first).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_what_embeds_a_seal_is_copied_with_one_press(copying: Page, site_url: str) -> None:
    copying.goto(site_url + REPORT)
    copying.get_by_role("button", name="复制嵌入 Markdown").click()
    snippet = copying.get_by_role("region", name="嵌入用的 Markdown").inner_text()
    expect(copying.locator("[data-copy]").get_by_text("已复制")).to_be_visible()
    assert copying.evaluate("navigator.clipboard.readText()") == snippet
    assert snippet.startswith("[![")


def test_a_report_is_copied_with_one_press(copying: Page, site_url: str) -> None:
    copying.goto(site_url + REPORT)
    text = copied(copying, "GB/T 7714", "section[aria-labelledby=cite]")
    assert re.search(r"\[R/OL\]\. .*\[20\d\d-\d\d-\d\d\]\. https://gongkai\.example/region/210522/", text)


def test_a_number_is_cited_with_its_address_line_and_file(copying: Page, site_url: str, site: Path) -> None:
    data = json.loads((site / REPORT[1:] / "report.json").read_text(encoding="utf-8"))
    told = data["readings"][CELL]
    copying.goto(site_url + REPORT)
    copying.locator(f"[id='{CELL}'] a").click()
    copying.get_by_role("link", name="引用此数").click()
    expect(copying.locator("[data-cite-number]")).to_contain_text("表二，规范性文件，本年新公开数量：10。")
    copying.locator("[data-cite-number] summary").click()
    item = json.loads(copied(copying, "CSL-JSON", "[data-cite-number]"))[0]
    assert item["URL"].endswith(f"{REPORT}#{CELL}")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", item["accessed"]["raw"])
    source = (Path(__file__).parents[2] / "content/reports" / data["file"]).read_text(encoding="utf-8-sig")
    line = " ".join(source.splitlines()[told["line"] - 1].split())
    assert f"：10，原文第 {told['line']} 行“{line}”" in item["note"]
    assert data["sha256"] in item["note"]
    assert "【" not in json.dumps(item, ensure_ascii=False)


def test_a_number_is_cited_with_the_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    page.locator(f"[id='{CELL}'] a").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="引用此数")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "引用此数Cite this number"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "回到这个数字Back to the number"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "复制Copy"
    page.locator("[data-cite-number]").get_by_role("link", name="回到这个数字").press("Enter")
    expect(page).to_have_url(re.compile(re.escape(CELL) + "$"))


def test_cells_that_share_a_line_are_cited_each_for_itself(page: Page, site_url: str) -> None:
    page.goto(site_url + "/region/141029/shuanghe-xiang/2020/")
    blanks = page.locator("td.blank a[href^='#L']")
    wanted = str(blanks.nth(1).evaluate("a => a.parentNode.id"))
    blanks.nth(1).click()
    page.get_by_role("link", name="引用此数").click()
    assert f"#{wanted}." in page.locator("[data-cite-number] [data-cite=gbt] pre").inner_text()
    assert "：空白，原文第" in page.locator("[data-cite-number] [data-cite=gbt] pre").inner_text()


def test_an_address_of_a_number_offers_its_citation(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{REPORT}#{CELL}")
    page.get_by_role("link", name="引用此数").click()
    assert f"#{CELL}." in page.locator("[data-cite-number] [data-cite=gbt] pre").inner_text()


def test_an_address_of_a_number_chooses_it(copying: Page, site_url: str) -> None:
    copying.goto(f"{site_url}{REPORT}#{CELL}")
    expect(copying.locator("[data-cite-number] > p.note").first).to_contain_text("本年新公开数量：10。")
    assert f"#{CELL}." in copied(copying, "GB/T 7714", "[data-cite-number]")


def test_nothing_is_copied_before_a_number_is_chosen(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    number = page.locator("[data-cite-number]")
    expect(number.locator("> p.note").first).to_contain_text("再点随后出现的“引用此数”")
    number.locator("summary").click()
    expect(number.locator(".copy")).to_have_count(5)
    expect(number.locator(".copy:visible")).to_have_count(0)
    page.evaluate("id => { location.hash = id }", CELL)
    page.get_by_role("link", name="引用此数").click()
    expect(number.locator(".copy:visible")).to_have_count(5)


def test_programs_keep_numbers_apart_and_read_the_day(copying: Page, site_url: str) -> None:
    copying.goto(f"{site_url}{REPORT}#{CELL}")
    copying.locator("[data-cite-number] summary").click()
    ris = copied(copying, "RIS", "[data-cite-number]")
    assert re.search(r"^Y2  - 20\d\d/\d\d/\d\d$", ris, re.MULTILINE)
    key = f"gongkai-region-210522-gucheng-zhen-2020:{CELL}"
    assert f"\nID  - {key}\n" in ris
    assert copied(copying, "BibTeX", "[data-cite-number]").startswith(f"@techreport{{{key},\n")
    assert json.loads(copied(copying, "CSL-JSON", "[data-cite-number]"))[0]["id"] == key


def test_of_a_corrected_number_is_said_what_was_read_before(page: Page, site_url: str) -> None:
    def corrected(route: Route) -> None:
        was = f'<ul><li><small data-corrects="{CELL}">原读作“1”0”；看错；原件可见</small></ul>'
        told = route.fetch()
        body = told.text().replace('<section aria-labelledby="cite">', f'{was}<section aria-labelledby="cite">')
        body = re.sub(f'(id="{CELL}"[^>]*><a[^>]*>10)<', r'\1<span class="vh">人工更正</span><', body)
        route.fulfill(response=told, body=body)

    page.route(f"**{REPORT}", corrected)
    page.goto(f"{site_url}{REPORT}#{CELL}")
    text = page.locator("[data-cite-number] [data-cite=gbt] pre").inner_text()
    assert "：10（人工更正，原读作“1”0”），原文第" in text


def test_a_stated_figure_is_cited(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/region/140923/ekou-zhen/2020/")
    page.locator("tr[id^=figure-] a").first.click()
    page.get_by_role("link", name="引用此数").click()
    expect(page.locator("[data-cite-number] > p.note")).to_contain_text("文中数字，")
    assert "【栏目】" not in page.locator("[data-cite-number] [data-cite=gbt] pre").inner_text()


def test_every_number_of_a_report_can_be_cited(page: Page, site_url: str) -> None:
    page.goto(site_url + REPORT)
    ids = page.evaluate("[...document.querySelectorAll('td[id] > a')].map(a => a.parentNode.id)")
    assert len(ids) > 100
    for id_ in filled(ids[::20]):
        page.evaluate("location.hash = ''")
        page.evaluate("id => { location.hash = id }", id_)
        page.get_by_role("link", name="引用此数").click()
        text = page.locator("[data-cite-number] [data-cite=plain] pre").text_content() or ""
        assert f"#{id_} " in text and "原文第" in text
        assert re.search(r"表[二三四]，[^，]+，.+：.+，原文第 \d+ 行“.", text), text


def test_without_a_script_the_page_says_how(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + REPORT)
    expect(page.locator("#cite-number")).to_be_visible()
    expect(page.locator("[data-cite-number] [data-cite=gbt] pre")).to_contain_text("第 【行号】 行")
    page.locator("[data-cite-number] summary").click()
    expect(page.locator("[data-cite-number] [data-cite=bibtex] pre")).to_be_visible()
    expect(page.locator(".copy")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("cell", [CELL, "requests.carried_forward.total", "disputes.reconsideration.total"])
def test_the_offer_beside_a_cell_moves_nothing(browser: Browser, site_url: str, width: int, cell: str) -> None:
    measured = "id => { const t = document.getElementById(id).closest('table').parentNode; return " + (
        "[t.scrollWidth, t.scrollHeight, t.offsetHeight, document.documentElement.scrollWidth] }"
    )
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(site_url + REPORT)
    before = page.evaluate(measured, cell)
    page.evaluate("id => { location.hash = id }", cell)
    expect(page.get_by_role("link", name="引用此数")).to_be_in_viewport()
    assert page.evaluate(measured, cell) == before
    assert not violations(page)
    context.close()
