"""On paper: A4 with page numbers and the address, seals in red, nothing folded, nothing that can only be pressed."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.filled import filled

REPORT = "/region/990101/bingding-zhen/2022/"
A4 = (595, 842)


@pytest.fixture(scope="module")
def screen(browser: Browser, sample_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=sample_url, locale="zh-CN")
    yield context.new_page()
    context.close()


def printed(page: Page, path: str) -> pypdfium2.PdfDocument:
    page.goto(path)
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def texts(paper: pypdfium2.PdfDocument) -> list[str]:
    return ["".join(sheet.get_textpage().get_text_range().split()) for sheet in paper]


def reds(paper: pypdfium2.PdfDocument, number: int = 0) -> int:
    """Pixels of a page in the red of a seal."""
    picture = paper[number].render(scale=1).to_pil().convert("RGB")
    return sum(count for count, (r, g, b) in picture.getcolors(1 << 20) if r > 140 and g < 60 and b < 60)


def test_every_sheet_has_its_number_and_the_address(screen: Page) -> None:
    paper = printed(screen, REPORT)
    assert tuple(map(round, paper[0].get_size())) == A4
    pages = texts(paper)
    assert len(pages) > 2
    for number, text in filled(enumerate(pages, 1)):
        assert f"{number}/{len(pages)}" in text
        assert f"https://gongkai.example{REPORT}" in text


def test_what_a_query_shows_is_printed_with_its_address(screen: Page) -> None:
    address = "/compare/?r=/region/990101/x/"
    assert f"https://gongkai.example{address}" in texts(printed(screen, address))[0]


def test_the_seal_of_a_contradiction_is_printed_red(screen: Page) -> None:
    paper = printed(screen, "/")
    # 1,290 with the seal's ground, 455 with its characters and the bars alone.
    assert reds(paper) > 900


def test_what_is_folded_on_screen_is_open_on_paper(screen: Page) -> None:
    text = "".join(texts(printed(screen, REPORT)))
    folded = screen.locator("details li").all_text_contents()
    assert folded
    assert [line for line in folded if "".join(line.split())[:8] not in text] == []
    assert "四、结转下年度继续办理" in text and "8.属于行政查询事项" in text


def test_nothing_is_printed_that_can_only_be_pressed(screen: Page) -> None:
    screen.goto(REPORT)
    screen.emulate_media(media="print")
    for what in filled(("nav", "form", "button", "input", ".skip", ".unfold")):
        assert screen.locator(what).locator("visible=true").count() == 0, what
    screen.goto("/region/990101/sheet/2020/")
    assert screen.locator("table.sheet thead button").locator("visible=true").count() > 5
    screen.emulate_media(media="null")


def test_a_table_over_two_sheets_repeats_its_head_and_no_heading_stands_alone(screen: Page) -> None:
    pages = texts(printed(screen, REPORT))
    body = pages[: next(number for number, text in enumerate(pages) if "未经整理，行号为" in text)]
    rows = ("一、本年新收政府信息公开申请数量", "1.属于国家秘密", "3.补正后申请内容仍不明确", "四、结转下年度继续办理")
    sheets = {number for number, text in enumerate(body) for row in filled(rows) if row in text}
    assert len(sheets) > 1, "the table has to go over two sheets here"
    assert all("科研机构" in body[number] and "社会公益组织" in body[number] for number in sheets)
    for heading, row in filled((("表二", "行政规范性文件"), ("表三", rows[0]), ("表四", "复议后起诉"))):
        assert any(heading in text and row in text for text in body), heading


def test_the_lines_of_the_original_stand_in_columns_and_a_heading_stays_with_its_citation(screen: Page) -> None:
    pages = texts(printed(screen, REPORT))
    screen.emulate_media(media="print")
    original = screen.locator(".lines").last
    tops = original.locator("li").evaluate_all("all => all.map(e => e.getBoundingClientRect().left)")
    cited = screen.locator("[data-cite]").first.evaluate("e => getComputedStyle(e).breakInside")
    screen.emulate_media(media="null")
    assert cited == "avoid"
    assert len({round(left) for left in tops}) > 1
    (headed,) = (text for text in pages if "GB/T7714" in text)
    assert "[R/OL]" in headed


def test_a_wide_table_gets_a_wide_sheet(screen: Page) -> None:
    paper = printed(screen, "/region/990101/sheet/2020/")
    assert tuple(map(round, paper[0].get_size())) == A4[::-1]
