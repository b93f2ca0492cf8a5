"""Search over the real site: recall and precision 1 over queries drawn from the text, traditional ones included."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from search_driver import misses
from search_queries import drawn

from generator.search.documents import SearchDocument
from generator.search.entries import search_document
from generator.settings import load_settings
from tests.filled import filled
from tests.whole_archive import whole_archive


@pytest.fixture(scope="module")
def documents(project: Path) -> list[SearchDocument]:
    return [search_document(entry) for entry in whole_archive(load_settings({}, root=project)).entries]


def test_every_query_finds_exactly_the_reports_that_hold_it(
    page: Page, site_url: str, documents: list[SearchDocument]
) -> None:
    queries = drawn(documents, seed=20, each=30)
    assert len(queries) >= 250
    assert {"place", "place, traditional"} <= {query.kind for query in queries}
    assert misses(page, site_url, queries) == {}


def test_the_official_tables_are_not_indexed_as_text(documents: list[SearchDocument]) -> None:
    texts = "\n".join(passage.text for document in documents for passage in document.passages)
    for label in ("信息内容", "法人或其他组织", "结果维持", "本年新制作数量", "三安全一稳定"):
        assert label not in texts


def test_results_tell_the_arithmetic_of_what_does_not_agree(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?consistency=inconsistent")
    told = page.locator(".hit .why")
    expect(told).to_have_count(1)
    expect(told).to_have_text("A07 规范性文件：对外公开总数量 0 < 本年新公开数量 10")
    told.locator("a").click()
    expect(page.locator("#A07")).to_be_visible()
    page.goto(f"{site_url}/search/?check=B05")
    expect(page.locator(".hit .why").first).to_have_text("B05 未见本年度应有的表格：表二")
    page.goto(f"{site_url}/search/?consistency=consistent")
    expect(page.locator(".hit")).not_to_have_count(0)
    expect(told).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/checks/", "/year/2020/", "/region/64/"])
def test_numbers_of_reports_lead_to_so_many_results(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path)
    told = "all => all.map(a => [a.href, Number(a.textContent.match(/[0-9]+/)[0])])"
    links = page.locator("main a.count").evaluate_all(told)
    for address, number in filled(links[:4] + links[-2:]):
        page.goto(address)
        expect(page.locator("[data-search-status]")).to_have_text(f"符合筛选条件的报告 {number} 份")


@pytest.mark.parametrize("path", ["/region/64/", "/year/2020/", "/checks/A07/", "/year/2020/21/"])
def test_a_page_leads_into_a_search_of_its_own_reports(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path)
    page.get_by_role("link", name="在此范围内检索").click()
    expect(page.locator(".search-chosen button")).not_to_have_count(0)
    page.get_by_role("searchbox").fill("政府信息公开")
    expect(page.get_by_role("status")).to_have_text("找到 1 份报告" if path != "/year/2020/" else "找到 3 份报告")


def test_reports_of_a_number_are_found_and_unknown_ones_are_not(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    page.get_by_text("按表中数字筛选").click()
    requests = page.locator("[data-facet=requests]")
    counts = requests.locator(".facet-count").evaluate_all("all => all.map((one) => parseInt(one.textContent))")
    assert sum(counts) == 5, "no report says more than ten, so none is counted twice"
    requests.locator("input[value=unknown]").check()
    expect(page.get_by_role("status")).to_contain_text("符合筛选条件的报告")
    for url in filled(page.locator(".hit-title a").evaluate_all("all => all.map((one) => one.pathname)")):
        assert url == "/region/140923/ekou-zhen/2020/", "it has no tables"
