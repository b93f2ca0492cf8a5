"""The page of a scan in a browser: numbers lead to their boxes without a script, pictures come late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect

from generator import serve
from tests.pictures import TITLE
from tests.test_scans_in_builds import built
from tests.writing import write_report

PATH = "requests.new_requests.natural_person"


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[str]:
    """The address of a report that is a scan; the next year's is a text with other numbers."""
    folder = tmp_path_factory.mktemp("scan")
    reports = folder / "content" / "reports" / "330523" / "meixi"
    reports.mkdir(parents=True)
    cells = {(3, row, column): "7" for row in ("new_requests", "granted") for column in ("natural_person", "total")}
    (reports / "2022.txt").write_text(
        write_report("2021", cells, title=TITLE.replace("2021", "2022")), encoding="utf-8"
    )
    site, _ = built(folder)
    page = next(site.glob("region/330523/*/2021/index.html"))
    with serve.running(site, project / "netlify.toml") as url:
        yield f"{url}/{page.parent.relative_to(site)}/"


def box(page: Page) -> tuple[float, float, float, float]:
    found = page.locator(f'[id="at.{PATH}"] rect').bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_number_leads_to_its_box_and_back_without_a_script(browser: Browser, scan: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(scan)
    page.locator(f'[id="{PATH}"] a').click()
    expect(page).to_have_url(f"{scan}#at.{PATH}")
    page.wait_for_timeout(300)
    left, top, right, bottom = box(page)
    assert 0 <= left < right <= width and 0 <= top < bottom <= 900
    page.locator(f'[id="at.{PATH}"]').click()
    expect(page).to_have_url(f"{scan}#{PATH}")
    context.close()


def test_a_box_is_reached_by_keyboard(page: Page, scan: str) -> None:
    page.goto(scan)
    page.locator(f'[id="at.{PATH}"]').focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{scan}#{PATH}")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_accessible_and_no_wider_than_its_screen(page: Page, scan: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(scan)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_are_not_asked_for_before_they_are_near(browser: Browser, scan: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700})
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(scan)
    page.wait_for_timeout(300)
    assert asked and not [url for url in asked if "/scans/" in url]
    page.locator("#scan").scroll_into_view_if_needed()
    expect(page.locator(".scan img").first).to_have_js_property("complete", True)
    assert [url for url in asked if "/scans/" in url]
    context.close()


def test_the_search_says_that_words_were_recognised(page: Page, scan: str) -> None:
    page.goto(f"{scan.partition('/region/')[0]}/search/?q=人手不足")
    expect(page.locator(".hit-recognised")).to_have_text("识别文字")


def test_comparing_shows_no_difference_over_a_picture(page: Page, scan: str) -> None:
    root, _, path = scan.partition("/region/")
    page.goto(f"{root}/compare/?r=/region/{path}&r=/region/{path.replace('2021', '2022')}")
    expect(page.locator("sup", has_text="识").first).to_be_attached()
    expect(page.locator("td", has_text="7").first).to_be_attached()
    assert page.locator("td.differs").count() == 0
