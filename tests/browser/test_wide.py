"""On wide screens the width is used, on the measure that reading needs; English glosses can be read; nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page
from shifts import MOST_SHIFT, shifted, watch_shifts

from tests.filled import filled

ORGAN, COUNTY = "/region/990101/bingding-zhen/", "/region/990101/"
REPORT = f"{ORGAN}2022/"

LINES = """cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
}"""


@pytest.fixture(scope="module", params=[1440, 1920])
def wide(browser: Browser, sample_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(base_url=sample_url, viewport={"width": request.param, "height": 1000})
    watch_shifts(context)
    yield context.new_page()
    context.close()


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found is not None
    return dict(found)


def test_drawings_share_the_width_and_their_words_can_be_read(wide: Page) -> None:
    wide.goto(ORGAN)
    whole = box(wide.locator("main > .wrap"))["width"]
    charts = [box(svg) for svg in wide.locator(".chart svg").all()]
    assert len({chart["y"] for chart in charts}) == 1
    assert sum(chart["width"] for chart in charts) > 0.7 * whole * len(charts) / 3
    for text in filled(wide.locator(".chart svg .tick").all()[:3]):
        assert box(text)["height"] >= 14


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/checks/", ".halves > section"),
        ("/", ".columns > section"),
        (ORGAN, ".annals > li"),
        ("/checks/A01/", ".facts.wide > div"),
    ],
)
def test_what_stands_one_below_the_other_elsewhere_stands_side_by_side(wide: Page, path: str, parts: str) -> None:
    wide.goto(path)
    first, second = box(wide.locator(parts).nth(0)), box(wide.locator(parts).nth(1))
    assert second["x"] > first["x"] + first["width"] and abs(first["y"] - second["y"]) < 2


@pytest.mark.parametrize("path", ["/", COUNTY, ORGAN, REPORT, "/checks/A01/", "/compare/", "/corrections/", "/en/"])
def test_lines_keep_the_measure_of_reading_and_nothing_jumps(wide: Page, path: str) -> None:
    wide.goto(path)
    long = wide.evaluate(
        "[...document.querySelectorAll('main p')].filter(p => p.getBoundingClientRect().width >"
        " 42 * parseFloat(getComputedStyle(p).fontSize)).map(p => p.textContent.slice(0, 30))"
    )
    assert long == []
    assert wide.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shifted(wide) < MOST_SHIFT


def test_the_glosses_of_table_heads_can_be_read_and_stay_within_their_columns(wide: Page) -> None:
    wide.goto(REPORT)
    wide.locator("#english").check()
    for gloss in filled(wide.locator("table.ledger thead i[lang=en]").all()):
        assert float(gloss.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 12
        assert gloss.evaluate("e => e.scrollWidth <= e.parentNode.clientWidth + 1"), gloss.inner_text()


def test_classes_of_tables_are_no_ones_else(wide: Page) -> None:
    kinds = ("ledger", "series", "matrix", "sheet", "totals", "list", "checklist", "figures")
    for path in filled((COUNTY, ORGAN, REPORT, f"{COUNTY}sheet/2020/", "/checks/", "/data/")):
        wide.goto(path)
        others = wide.evaluate(
            "(kinds) => kinds.filter(kind => document.querySelector(`.${kind}:not(table)`))", list(kinds)
        )
        assert others == [], path


@pytest.mark.parametrize("width", [390, 1280])
def test_a_number_and_its_unit_stay_in_one_line(browser: Browser, site_url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{site_url}/data/")
    cells = filled(page.locator("main table").first.locator("td.num").all())
    lines = {cell.inner_text(): cell.evaluate(LINES) for cell in cells}
    page.close()
    assert {text: count for text, count in lines.items() if text and count != 1} == {}
