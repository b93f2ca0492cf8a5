"""Two towns are compared: what differs, what is nought, what is blank, as a file, and when something goes wrong."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from shifts import MOST_SHIFT, shifted, watch_shifts

from tests.filled import filled

TOWN = "/region/210522/gucheng-zhen/2020/"
OTHER = "/region/640324/xiamaguan-zhen/2019/"
NEWER = "/region/410902/yuecun-zhen/2021/"
BLANKS = "/region/141029/shuanghe-xiang/2020/"
NO_TABLES = "/region/140923/ekou-zhen/2020/"
DONE = "#texts"


def compare(page: Page, url: str, *reports: str) -> None:
    page.goto(f"{url}/compare/?{'&'.join(f'r={report}' for report in reports)}")
    page.locator(DONE).wait_for()


def data(site: Path, report: str) -> dict[str, dict[str, dict[str, float | None]]]:
    return dict(json.loads((site / report[1:] / "report.json").read_text(encoding="utf-8")))


def numbers(report: dict[str, dict[str, dict[str, float | None]]]) -> dict[str, float]:
    """Every number of the three tables by its address."""
    return {
        f"{table}.{row}.{column}": value
        for table in ("disclosure", "requests", "disputes")
        for row, cells in (report[table] or {}).items()
        for column, value in cells.items()
        if f"{table}.{row}.{column}" in report["readings"] and value is not None
    }


def test_two_towns_stand_side_by_side_and_what_differs_is_marked(page: Page, site_url: str, site: Path) -> None:
    one, other = numbers(data(site, TOWN)), numbers(data(site, OTHER))
    assert one.keys() == other.keys() and len(one) > 150
    compare(page, site_url, TOWN, OTHER)
    marked = set(page.locator("tr[data-path]:has(.differs)").evaluate_all("rows => rows.map(r => r.dataset.path)"))
    assert marked == {path for path in one if one[path] != other[path]} != set()
    path = sorted(marked)[0]
    cells = page.locator(f"tr[data-path='{path}'] td")
    shown = [re.match(r"[\d.]+", text) for text in cells.all_text_contents()]
    assert [float(found[0]) for found in filled(shown) if found] == [one[path], other[path]]
    expect(cells.nth(1).locator("sup")).to_have_text("△")
    expect(cells.nth(1).locator(".vh")).to_contain_text("不同")
    expect(cells.nth(0).locator("sup")).to_have_count(0)
    cells.nth(1).locator("a").click()
    expect(page).to_have_url(f"{site_url}{OTHER}#{path}")
    page.go_back()
    expect(page.locator("[data-compare-status]")).to_have_text("并列 2 份报告。2 reports side by side.")


def test_rows_of_noughts_are_folded_and_nothing_else_is(page: Page, site_url: str, site: Path) -> None:
    one, other = numbers(data(site, TOWN)), numbers(data(site, OTHER))
    compare(page, site_url, TOWN, OTHER)
    hidden = "rows => rows.filter(r => r.hidden).map(r => r.dataset.path)"
    rows = page.locator("tr[data-path^='requests.']")
    nought = {path for path in one if path.startswith("requests.") and one[path] == other[path] == 0}
    assert set(rows.evaluate_all(hidden)) == nought
    fold = page.get_by_role("button", name=f"另有 {len(nought)} 行全为 0")
    fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    assert rows.evaluate_all(hidden) == []


def test_blank_missing_and_unread_are_no_noughts(page: Page, site_url: str, site: Path) -> None:
    readings = data(site, BLANKS)["readings"]
    blank = next(path for path, cell in readings.items() if cell["reading"] == "blank")
    compare(page, site_url, BLANKS, NEWER, NO_TABLES)
    row = page.locator(f"tr[data-path='{blank}']")
    expect(row).to_be_visible()
    expect(row.locator("td").nth(0)).to_have_class(re.compile(r"\bblank\b"))
    expect(row.locator("td").nth(0).locator(".vh")).to_have_text("空白")
    expect(row.locator("td").nth(2)).to_have_class("gap")
    expect(row.locator("td").nth(2).locator(".vh")).to_have_text("未读出此表")
    gone = page.locator("tr[data-path='disclosure.normative_documents.in_force'] td")
    expect(gone.nth(0)).to_have_text("此表式无此项")
    expect(page.locator("#disclosure ~ .scroll thead")).to_contain_text("未读出此表，原文里可能有")
    hidden = page.locator("tr[hidden] td").evaluate_all("cells => cells.map(c => c.className)")
    assert set(hidden) <= {"", "gap", "lacks"}


def test_a_check_that_fails_is_called_by_the_fault(page: Page, site_url: str) -> None:
    compare(page, site_url, NO_TABLES, TOWN)
    findings = page.locator("#checks ~ .scroll")
    row = findings.get_by_role("row").filter(has_text="B05")
    expect(row.get_by_role("cell").nth(0)).to_contain_text("未见本年度应有的表格：表二")
    expect(row.get_by_role("cell").nth(0)).to_contain_text("三张表没有见全：3 处")
    expect(row.get_by_role("cell").nth(1)).to_have_text("相符")
    assert "≠ 应有" not in (findings.text_content() or "")


def test_the_file_says_what_is_shown(page: Page, site_url: str, site: Path) -> None:
    compare(page, site_url, TOWN, BLANKS)
    for name, english in {"下载 CSV": "Download CSV", "移除": "Remove"}.items():
        expect(page.get_by_role("button", name=name).first.locator("i[lang=en]")).to_have_text(english)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert lines[1][3:5] == [site_url + TOWN, site_url + BLANKS]
    told = {line[2]: line[3:5] for line in lines if "." in line[2]}
    for at, report in enumerate((TOWN, BLANKS)):
        known = numbers(data(site, report))
        read = {path: re.fullmatch(r"([-+]?[\d.]+)( 万?元)?", texts[at]) for path, texts in told.items()}
        assert {path: float(found[1]) for path, found in read.items() if found} == known
    blanks = {path for path, cell in data(site, BLANKS)["readings"].items() if cell["reading"] == "blank"}
    assert {path for path, texts in told.items() if texts[1] == "空白"} == blanks != set()
    shown = page.locator("tr[data-path^='requests.']").evaluate_all(
        "rows => rows.map(r => [r.dataset.path, r.cells[1].textContent.replace(/\\D.*/, '')])"
    )
    assert {path: told[path][0] for path, _ in shown} == dict(shown)


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "@x", "-a", '=HYPERLINK("http://x")'])
def test_no_text_starts_a_formula(page: Page, site_url: str, text: str) -> None:
    def answer(route: object) -> None:
        told = route.fetch().json()  # type: ignore[attr-defined]
        told["organ"]["name"] = text
        route.fulfill(json=told)  # type: ignore[attr-defined]

    page.route(f"**{TOWN}report.json", answer)
    compare(page, site_url, TOWN, OTHER)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    head = next(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert head[3] == ("'" if text[0] in "=+-@" else "") + f"{text} 2020 年"


def test_reports_are_chosen_moved_and_removed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/compare/")
    expect(page.locator("[data-compare-status]")).to_have_text("至少要有两份报告才能对照。Choose at least two reports.")
    page.get_by_label("报告的网址").fill(f"{site_url}{TOWN}#requests.granted.total")
    page.get_by_role("button", name=re.compile("^加入")).click()
    expect(page.locator("[data-compare-status]")).to_contain_text("现在只有一份")
    page.get_by_label("或者按机关和年度找").fill("下马关 2019")
    page.get_by_role("button", name=re.compile("加入 .*下马关镇人民政府 2019 年")).click()
    page.locator(DONE).wait_for()
    assert page.url == f"{site_url}/compare/?r={TOWN}&r={OTHER}"
    page.get_by_role("button", name=re.compile("前移：下马关镇")).click()
    expect(page.locator("#identity ~ .scroll thead th").nth(1)).to_contain_text("下马关镇")
    assert page.url == f"{site_url}/compare/?r={OTHER}&r={TOWN}"
    assert page.evaluate("document.activeElement.ariaLabel.startsWith('后移：下马关镇')")  # it is the first now
    page.get_by_role("button", name=re.compile("移除：下马关镇")).click()
    expect(page.locator("[data-compare-status]")).to_contain_text("现在只有一份")
    assert page.url == f"{site_url}/compare/?r={TOWN}"
    page.go_back()
    expect(page.locator("[data-compare-status]")).to_have_text("并列 2 份报告。2 reports side by side.")
    assert page.url == f"{site_url}/compare/?r={OTHER}&r={TOWN}"


def test_reports_are_found_in_either_script(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/compare/")
    page.get_by_label("或者按机关和年度找").fill("下馬關鎮 ２０１９")
    expect(page.locator("[data-compare-finding]")).to_have_text("找到 1 份。1 found.")
    expect(page.get_by_role("button", name=re.compile("加入 .*下马关镇人民政府 2019 年"))).to_be_visible()


def test_what_goes_wrong_is_said(page: Page, site_url: str, console: list[str]) -> None:
    gone = "/region/640324/xiamaguan-zhen/1999/"
    page.route(f"**{OTHER}report.json", lambda route: route.abort())
    page.goto(f"{site_url}/compare/?r={TOWN}&r=/region/64/&r={gone}&r={OTHER}")
    told = page.locator("[data-compare-chosen] .notice")
    expect(told).to_have_count(3)
    expect(told.nth(0)).to_contain_text("这不是一份报告的网址")
    expect(told.nth(1)).to_contain_text("这个网址下没有报告")
    expect(told.nth(2)).to_contain_text("没有下载成功")
    expect(page.locator("[data-compare-status]")).to_contain_text("至少要有两份报告")
    console.clear()  # the browser reports the failures itself
    page.goto(f"{site_url}/compare/?r=https://elsewhere.example{TOWN}&r=javascript:alert(1)")
    expect(told).to_have_count(2)
    expect(told.nth(0)).to_contain_text("这不是本站的网址")


def test_the_texts_stand_side_by_side(page: Page, site_url: str) -> None:
    compare(page, site_url, NO_TABLES, BLANKS)
    page.get_by_role("button", name="并列正文").click()
    columns = page.locator(".texts > section")
    expect(columns).to_have_count(2)
    runs = columns.nth(1).locator("mark").all_text_contents()
    assert runs
    whole = re.sub(r"\s", "", columns.nth(0).inner_text())
    assert all(re.sub(r"\s", "", run)[:15] in whole for run in runs)
    share = re.search(r"(\d+) 字中有 (\d+) 字", columns.nth(1).inner_text())
    assert share is not None and int(share[1]) > int(share[2]) == sum(len(re.sub(r"\s", "", run)) for run in runs)


def test_the_nearest_reports_are_one_press_away(page: Page, site_url: str) -> None:
    page.goto(site_url + NO_TABLES)
    relatives = page.locator("[aria-labelledby=relatives] tbody tr").count()
    page.get_by_role("link", name="数字对照").click()
    page.locator(DONE).wait_for()
    expect(page.locator("[data-compare-chosen] li")).to_have_count(min(4, 1 + relatives))


def test_without_a_script_it_says_where_the_same_stands(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/compare/?r={TOWN}&r={OTHER}")
    expect(page.locator("noscript .notice")).to_contain_text("脚本没有开启")
    expect(page.locator("[data-compare]")).to_be_hidden()
    page.locator("noscript a[href='/organs/']").click()
    expect(page).to_have_url(f"{site_url}/organs/")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1600])
def test_it_fits_the_screen(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    compare(page, site_url, TOWN, OTHER, NEWER, BLANKS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("reports", [(), (TOWN, OTHER)])
def test_nothing_moves_on_a_phone_when_the_script_comes(
    browser: Browser, site_url: str, reports: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    watch_shifts(context)
    page = context.new_page()
    page.goto(f"{site_url}/compare/?{'&'.join(f'r={report}' for report in reports)}")
    expect(page.locator("[data-compare-form]")).to_be_visible()
    if reports:
        page.locator(DONE).wait_for()
    assert shifted(page) < MOST_SHIFT
    context.close()
