"""On a phone: sums stay in sight, noughts fold, there is a way back, newest years come first, nothing jumps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.filled import filled

REPORT = "/region/990101/bingding-zhen/2022/"
ORGAN = "/region/990101/bingding-zhen/"
COUNTY = "/region/990101/"
NEW = "requests.new_requests.total"
ROWS = "table.ledger:has([id^='requests.']) tbody tr"


def in_sight(one: Locator) -> bool:
    """Whether all of it is between the edges of the screen, and nothing covers its middle."""
    return bool(
        one.evaluate(
            "e => { const b = e.getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth &&"
            " e.contains(document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2)) }"
        )
    )


def test_the_column_of_sums_stays_in_sight_beside_the_labels(phone: Page) -> None:
    phone.goto(REPORT)
    total, first = phone.locator(f"[id='{NEW}']"), phone.locator("[id='requests.new_requests.natural_person']")
    total.scroll_into_view_if_needed()
    region = phone.locator(".scroll", has=total)
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    assert in_sight(total) and in_sight(first)
    region.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    assert in_sight(total) and not in_sight(first)
    assert in_sight(phone.locator("tr", has=total).locator("th"))


@pytest.mark.parametrize("english", [True, False])
def test_numbers_stand_between_the_labels_and_the_sums(phone: Page, english: bool) -> None:
    phone.goto(REPORT)
    if english:
        phone.locator("#english").check()
    total, first = phone.locator(f"[id='{NEW}']"), phone.locator("[id='requests.new_requests.natural_person']")
    total.scroll_into_view_if_needed()
    assert in_sight(total) and in_sight(first)
    total_box, business = total.bounding_box(), phone.locator("[id='requests.new_requests.business']").bounding_box()
    assert total_box is not None and business is not None
    assert 48 < total_box["width"] < 83 and business["width"] == pytest.approx(total_box["width"], abs=1)
    group = phone.get_by_role("columnheader", name="法人或其他组织").first
    words = group.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e);"
        " return Math.max(...[...r.getClientRects()].map(b => b.right)) }"
    )
    seen = business["x"] < total_box["x"] - 10
    assert seen is not english
    assert not seen or words < total_box["x"] + 3


@pytest.mark.parametrize("width", [320, 360, 375, 390, 412, 430, 540, 700])
def test_no_number_is_covered_in_part_by_the_sums_at_first_sight(phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 800})
    phone.goto(REPORT)
    row = phone.locator("tr", has=phone.locator(f"[id='{NEW}']"))
    left, *others = (one.bounding_box() for one in reversed(row.locator("td").all()))
    assert left is not None
    seen = [box["x"] + box["width"] - left["x"] for box in filled(others) if box]
    cut = [over for over, box in zip(seen, others, strict=True) if box and 1 < over < box["width"] - 1]
    assert cut == []


def edge(page: Page, of: str) -> float:
    return float(page.evaluate(f"getComputedStyle(document.querySelector(\"{of}\"), '::before').opacity"))


def test_an_edge_says_that_a_table_goes_on(phone: Page) -> None:
    phone.goto(REPORT)
    assert edge(phone, f"[id='{NEW}']") == 1
    phone.locator(".scroll", has=phone.locator(f"[id='{NEW}']")).evaluate("e => { e.scrollLeft = e.scrollWidth }")
    expect(phone.locator(f"[id='{NEW}']")).to_be_visible()
    phone.wait_for_function(f"getComputedStyle(document.getElementById('{NEW}'), '::before').opacity === '0'")
    sheet = "/region/990101/sheet/2020/"
    phone.goto(sheet)
    assert "linear-gradient" in phone.locator(".scroll").first.evaluate("e => getComputedStyle(e).backgroundImage")


@pytest.mark.parametrize("script", [True, False])
def test_rows_of_noughts_fold_and_unfold_without_script(browser: Browser, sample_url: str, script: bool) -> None:
    context = browser.new_context(
        base_url=sample_url, viewport={"width": 390, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(REPORT)
    fold = page.locator(".scroll:has([id^='requests.']) + .unfold")
    rows = page.locator(ROWS)
    all_rows, folded = rows.count(), rows.locator("visible=false")
    values = folded.locator("td")
    assert values.count() and set(values.all_text_contents()) == {"0"}
    assert fold.inner_text() == f"另有 {folded.locator('th[scope=row]').count()} 行全为 0"
    assert page.locator(f"[id='{NEW}']").is_visible()
    fold.click()
    assert rows.locator("visible=true").count() == all_rows
    context.close()


def test_a_cell_that_an_address_names_is_never_folded(phone: Page) -> None:
    phone.goto(REPORT)
    hidden = phone.locator(f"{ROWS} td").locator("visible=false").first
    path = hidden.get_attribute("id")
    phone.goto(f"{REPORT}#{path}")
    expect(phone.locator(f"[id='{path}']")).to_be_visible()


def test_nothing_is_folded_where_there_is_room(page: Page, sample_url: str) -> None:
    page.goto(sample_url + REPORT)
    assert page.locator(ROWS).locator("visible=false").count() == 0
    expect(page.locator(".unfold").first).to_be_hidden()


def test_there_is_a_way_back_from_the_original(phone: Page) -> None:
    phone.goto(REPORT)
    number = phone.locator(f"[id='{NEW}'] a")
    number.click()
    back = phone.get_by_role("button", name="返回")
    expect(back).to_be_in_viewport()
    expect(number).not_to_be_in_viewport()
    back.click()
    expect(number).to_be_in_viewport()
    expect(number).to_be_focused()
    expect(back).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "cell"),
    [(ORGAN, "table.series thead th"), (COUNTY, "table.matrix thead th")],
)
def test_the_newest_year_comes_first(phone: Page, path: str, cell: str) -> None:
    phone.goto(path)
    region = phone.locator(".scroll", has=phone.locator(cell)).filter(visible=True).first
    newest = region.locator(cell).last
    newest.scroll_into_view_if_needed()
    assert in_sight(newest)


def test_a_chart_shows_all_years(phone: Page) -> None:
    phone.goto(ORGAN)
    for chart in filled(phone.locator(".chart svg").all()):
        box = chart.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 320


@pytest.mark.parametrize("width", [390, 1920])
def test_the_head_stands_at_the_same_place_on_every_page(browser: Browser, sample_url: str, width: int) -> None:
    context = browser.new_context(base_url=sample_url, viewport={"width": width, "height": 900})
    page = context.new_page()

    def place() -> tuple[float, ...]:
        boxes = page.locator(".top .name").bounding_box(), page.locator(".top nav li").first.bounding_box()
        return tuple(box[side] for box in boxes if box is not None for side in ("x", "y"))

    chinese = set()
    for path in filled(("/", ORGAN, REPORT, "/checks/", "/corrections/", "/about/method/")):
        page.goto(path)
        chinese.add(place())
    page.locator("#english").check()
    english = {place()}
    page.goto("/en/")
    assert len(chinese) == 1 and english == {place()}
    context.close()


def small(page: Page) -> list[str]:
    """Links to numbers that a finger hardly hits."""
    return [
        f"{page.url} {one.inner_text()} {box}"
        for one in filled(
            page.locator("main :is(.count, table:not(.ledger) td a, thead th a, thead button, .eq a)").all()
        )
        if (box := one.bounding_box()) and min(box["width"], box["height"]) < 24
    ]


def overlapping(page: Page) -> list[str]:
    """Links that share ground; those of a ledger go on below the sums that stay in sight."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => {
          const all = [...document.querySelectorAll('main :is(.count, table:not(.ledger) td a, thead th a, .eq a)')];
          const boxes = all.filter(e => e.checkVisibility()).flatMap(e => [...e.getClientRects()].map(r => [e, r]));
          const shared = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
          return boxes.flatMap(([e, a], i) => boxes.slice(i + 1).filter(([f, b]) => e !== f && shared(a, b))
            .map(([f]) => `${e.innerText} ${f.innerText}`));
        }"""
    )


def test_a_finger_hits_a_small_number_and_no_other(phone: Page) -> None:
    for path in filled(("/", REPORT, ORGAN, COUNTY, "/region/990101/sheet/2020/", "/checks/")):
        phone.goto(path)
        assert (small(phone), overlapping(phone)) == ([], []), path


def test_the_scope_takes_little_of_a_sheet(phone: Page) -> None:
    phone.goto("/region/990101/sheet/2020/")
    box = phone.locator("table.sheet thead th").nth(1).bounding_box()
    assert box is not None and box["width"] < 32


def test_the_line_of_a_new_form_leaves_the_labels_of_a_chart_alone(phone: Page) -> None:
    phone.goto(ORGAN)
    label = phone.locator(".chart .label").first
    assert label.evaluate("e => getComputedStyle(e).paintOrder") == "stroke"
    assert label.evaluate("e => e.closest('svg').querySelector('.cut').compareDocumentPosition(e) & 4")


def test_the_first_page_cuts_no_words_and_no_ratio(phone: Page) -> None:
    phone.goto("/")
    room, needed = phone.locator(".big input").evaluate(
        "e => { const s = getComputedStyle(e), c = document.createElement('canvas').getContext('2d'); c.font = s.font;"
        " return [e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight),"
        " c.measureText(e.placeholder).width] }"
    )
    assert needed <= room
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length }"
    assert {ratio.evaluate(lines) for ratio in filled(phone.locator(".rates td:nth-child(3)").all())} == {1}
