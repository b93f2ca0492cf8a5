"""The search page of the real site: nothing moves, what is named comes first, labels of tables, title, English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from shifts import MOST_SHIFT, shifted, watch_shifts

from tests.filled import filled

QUERIES = (
    *("", "?q=政府信息公开", "?q=行政处罚", "?q=没有这样的话"),
    *("?province=14&year=2020", "?q=政府信息公开&county=640324"),
)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_filters_and_results_come(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    watch_shifts(page)
    shifts = {}
    for query in filled(QUERIES):
        page.goto(f"{site_url}/search/{query}")
        page.locator(".facet-choice").first.wait_for(state="attached")
        if query:
            expect(page.locator("[data-search-status]")).not_to_be_empty()
        page.wait_for_timeout(100)
        shifts[query] = shifted(page)
    context.close()
    assert max(shifts.values()) < MOST_SHIFT, shifts


def test_filters_are_folded_on_a_phone_and_what_is_chosen_is_in_sight(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site_url}/search/?year=2020")
    expect(page.locator(".hit-title").first).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name="2020")).to_be_hidden()
    expect(page.get_by_role("button", name="去掉“2020”")).to_be_in_viewport()
    page.get_by_text("筛选", exact=True).click()
    expect(page.get_by_role("checkbox", name="2020")).to_be_checked()
    context.close()


def test_an_organ_by_pinyin(page: Page, site_url: str) -> None:
    page.goto(site_url + "/")
    page.locator("input[name=q]").first.fill("xiama guan")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_have_text("报告正文里没有这些字；名称与之相符的见下。")
    lead = page.get_by_role("link", name="前往 同心县下马关镇", exact=True)
    expect(lead).to_be_in_viewport()
    notes = page.locator(".search-notes").bounding_box()
    box = lead.bounding_box()
    assert box and notes and box["y"] < notes["y"]
    lead.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("下马关镇")


def test_where_only_a_name_is_found_no_filter_counts_noughts(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=xiamaguan")
    expect(page.get_by_role("status")).to_contain_text("名称与之相符")
    counts = page.locator("[data-facet=year] .facet-count")
    assert set(filled(counts.all_inner_texts())) == {""}
    page.get_by_role("searchbox").fill("下马关")
    expect(page.locator(".hit")).to_have_count(1)
    expect(counts.filter(has_text="1 份")).to_have_count(1)


def test_what_cannot_be_found_is_said(page: Page, site_url: str) -> None:
    status, notes = page.get_by_role("status"), page.locator(".search-notes")
    page.goto(f"{site_url}/search/?q=乌龙街道")
    expect(status).to_contain_text("没有找到")
    expect(notes).to_contain_text("没有收录不表示没有公布")
    expect(notes).to_contain_text("同一年度的其他文件和版本也不在检索之内")
    expect(notes.get_by_role("link", name="收录情况")).to_have_attribute("href", "/coverage/")
    page.get_by_role("searchbox").fill("987654.1")
    expect(notes).to_contain_text("表格里的数字不在检索之内")
    expect(notes).not_to_contain_text("都已一并查过")
    page.get_by_role("searchbox").fill("-政府")
    expect(status).to_have_text("只有排除的词，没有要找的词；不含它们的报告有 0 份。")
    expect(notes).to_be_empty()


def test_what_was_not_searched_for_words_shows_what_does_not_agree_and_else_its_prose(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}/search/?consistency=inconsistent")
    expect(page.locator(".hit:has(.why)")).to_have_count(1)
    expect(page.locator(".hit-excerpt")).to_have_count(0)
    page.goto(f"{site_url}/search/?year=2019")
    expect(page.locator(".hit-section")).to_have_count(1)
    expect(page.locator(".hit-text")).to_contain_text("我镇坚持")


def test_a_filtered_phrase_in_traditional_script(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    page.get_by_role("checkbox", name="山西省").check()
    page.get_by_role("searchbox").fill("主動公開")
    expect(page.get_by_role("status")).to_have_text("找到 2 份报告")
    expect(page.locator(".hit-text mark").first).to_have_text("主动公开")
    assert "province=14" in page.url
    for place in filled(page.locator(".hit-place").all_inner_texts()):
        assert place.startswith("山西省")


def test_the_exact_place_of_a_hit(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=雨露计划")
    section = page.locator(".hit-section").first
    name = section.inner_text()
    section.click()
    expect(page.locator(":target")).to_contain_text(name)
    mark = page.locator("main mark", has_text="雨露计划").first
    page.get_by_role("button", name="下一处").click()
    expect(mark).to_be_in_viewport()


def test_all_contradicting_towns_of_a_province_with_their_arithmetic(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    for name in ("辽宁省", "2020", "勾稽不符"):
        page.get_by_role("checkbox", name=name).check()
    expect(page.get_by_role("status")).to_have_text("符合筛选条件的报告 1 份")
    expect(page.locator(".hit .why")).to_have_text("A07 规范性文件：对外公开总数量 0 < 本年新公开数量 10")
    expect(page).to_have_title("辽宁省 2020 勾稽不符 · 检索 · 公开")


def test_a_label_of_the_tables_is_said_to_be_in_every_report(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=三類內部事務信息")
    note = page.locator(".search-notes")
    expect(page.get_by_role("status")).not_to_contain_text("没有找到")
    page.goto(f"{site_url}/search/?q=政府集中采購")
    expect(page.get_by_role("status")).to_have_text("报告正文里没有这些字；表格标签里有，见下。")
    expect(note).to_contain_text("“政府集中采購”是表格标签，照 2019 年表式写的每份报告都有。")
    expect(page).to_have_title("“政府集中采購” · 检索 · 公开")
    note.get_by_role("link", name="它是什么意思").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("名词")
    page.goto(f"{site_url}/search/?q=集中采购")
    expect(note).to_contain_text("表格标签里也有这几个字")
    expect(note.get_by_role("link", name="政府集中采购")).to_be_visible()


def test_the_search_is_glossed_where_english_is_on(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=政府信息公开&year=2020")
    status, legend = page.get_by_role("status"), page.locator("[data-facet=year] legend")
    expect(status).to_have_text("找到 3 份报告")
    page.get_by_role("checkbox", name="English").check()
    expect(status).to_have_text("找到 3 份报告3 reports found")
    expect(legend.locator("i[lang=en]")).to_have_text("Year")
    page.reload()
    expect(status.locator("i[lang=en]")).to_have_text("3 reports found")
    page.goto(f"{site_url}/search/?consistency=inconsistent")
    expect(page.locator(".hit .why i[lang=en]")).to_contain_text("A07")
    page.get_by_role("checkbox", name="English").uncheck()
    expect(status.locator("i[lang=en]")).to_be_hidden()


def test_without_script_what_is_said_has_the_width_of_the_page(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/search/")
    box = page.locator(".search .found").bounding_box()
    context.close()
    assert box is not None and box["width"] > 600, "it is not in the column of filters"


def test_seals_of_a_result_stand_side_by_side_with_their_glosses_below(page: Page, site_url: str) -> None:
    page.add_init_script("localStorage.setItem('english', '1')")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site_url}/search/?q=政府信息公开")
    facts = page.locator(".hit-facts").first
    facts.locator(".chip").first.wait_for()
    boxes = []
    for chip in filled(facts.locator(".chip").all()):
        gloss, box = chip.locator("i[lang=en]").bounding_box(), chip.bounding_box()
        assert gloss is not None and box is not None and abs(gloss["x"] - box["x"]) < 2
        boxes.append(box)
    assert len({round(box["y"]) for box in boxes}) <= 2 < len(boxes)
    around = facts.bounding_box()
    assert around is not None
    assert around["y"] + around["height"] - max(box["y"] + box["height"] for box in boxes) < 8, "no empty line below"
