"""The pages of what is collected and what is not: led to from everywhere, and never a word about what was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.pages import all_pages
from generator.publish.render import Renderer
from tests.archive.test_coverage import UNLISTED, whole
from tests.archive.test_shelves import everything, shelved
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words

INDEX = "index.html"
ACCUSING = re.compile("未公布|未公开|没有公布|未报送|漏报|缺报|应报未报")


@cache
def made(templates: Path) -> Mapping[str, str]:
    renderer = Renderer(templates)
    wanted = ("coverage/", "region/")
    return {
        page.path: renderer.render(page).decode()
        for page in all_pages(samples.site(whole()))
        if (page.path.startswith(wanted) and page.path.endswith(INDEX)) or page.path == INDEX
    }


@pytest.fixture
def pages() -> Mapping[str, str]:
    return made(Path(__file__).parents[2] / "templates")


def test_every_region_that_holds_anything_has_a_page_of_bounded_size(pages: Mapping[str, str]) -> None:
    assert {f"coverage/{code}/{INDEX}" for code in whole().regions} == {
        path for path in pages if path.startswith("coverage/") and path != f"coverage/{INDEX}"
    }
    assert all(len(pages[path]) < 100_000 for path in pages if path.startswith("coverage/"))


def test_home_and_regions_lead_there(pages: Mapping[str, str]) -> None:
    assert 'href="/coverage/"' in pages[INDEX]
    assert 'href="/coverage/"' in pages[f"region/{INDEX}"]
    assert 'href="/coverage/33/"' in pages[f"coverage/{INDEX}"]
    assert 'href="/coverage/330523/"' in pages[f"coverage/33/{INDEX}"]
    for code in filled(whole().regions):
        assert f'href="/coverage/{code}/"' in pages[f"region/{code}/{INDEX}"]


def test_a_region_names_its_government_and_departments_that_are_not_held(pages: Mapping[str, str]) -> None:
    named = words(by_id(parsed(pages[f"region/330523/{INDEX}"]))["offices"])
    assert re.search(r"\d+ 个", named)
    page = pages[f"region/330523/{INDEX}"].partition('id="offices"')[2].partition("</section>")[0]
    assert "<li>教育局</li>" in page and "<li>财政局</li>" not in page and "安吉县人民政府" not in page
    other = pages[f"region/3305/{INDEX}"].partition('id="offices"')[2].partition("</section>")[0]
    assert "<li>湖州市人民政府</li>" in other
    assert "我们不知道" in page


def test_nothing_is_said_of_what_was_published(pages: Mapping[str, str]) -> None:
    for path in filled([path for path in pages if path.startswith("coverage/")]):
        told = pages[path].replace("不说明有没有公布", "", 1)
        assert told != pages[path], "said once on each"
        assert not ACCUSING.search(told), path


def test_each_year_leads_to_its_report_or_is_hatched(pages: Mapping[str, str]) -> None:
    page = parsed(pages[f"coverage/330523/{INDEX}"])
    rows = {words(row[0]): row[1:] for row in page.iter("tr") if row[0].get("scope") == "row"}
    hrefs = [[link.get("href") for link in cell.iter("a")] for cell in rows["梅溪镇"]]
    town = "/region/330523/meixi-zhen/"
    assert hrefs == [[], [f"{town}2020/"], [f"{town}2021/"], [], []]
    assert [cell.get("class") for cell in rows["梅溪镇"]] == ["gap", None, None, "gap", "gap"]


def test_a_narrow_screen_opens_at_the_newest_year(pages: Mapping[str, str]) -> None:
    for path in filled((f"coverage/330523/{INDEX}", f"coverage/33/{INDEX}")):
        grids = list(by_class(parsed(pages[path]), "scroll"))
        assert grids and all("late" in (grid.get("class") or "").split() for grid in grids), path


def test_bodies_on_no_list_are_listed_apart_and_counted_beside_the_departments() -> None:
    site = samples.site(shelved((*everything(), *UNLISTED)))
    renderer = Renderer(Path(__file__).parents[2] / "templates")
    wanted = {page.path: page for page in all_pages(site) if page.path.startswith("coverage/33")}
    page = parsed(renderer.render(wanted[f"coverage/330523/{INDEX}"]).decode())
    assert "另收录名单之外 2" in words(by_id(page)["department"])
    assert words(by_id(page)["other"]).endswith("已收录 2")
    rows = {words(row[0]): row[1:] for row in page.iter("tr") if row[0].get("scope") == "row"}
    assert [bool(list(cell.iter("a"))) for cell in rows["浙江省安吉县林业局"]] == [False, True, True, False, False]
    province = parsed(renderer.render(wanted[f"coverage/33/{INDEX}"]).decode())
    told = [words(row) for row in province.iter("tr") if "安吉县" in words(row)]
    assert told and all("名单之外 2" in row for row in told)
