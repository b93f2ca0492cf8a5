"""Search over an invented archive, as one index and forced into shards: the same answers, and only what is needed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from search_driver import in_module, misses
from search_queries import drawn
from search_site import write_site

from benchmarks.search_archive import synthetic_archive
from generator import serve
from generator.places.slugs import place_slug
from generator.search.documents import SearchDocument
from generator.search.steps import UNKNOWN

COUNT = 120
SIZES = {"one index": 1000, "shards": 20}


@pytest.fixture(scope="module")
def invented() -> Sequence[SearchDocument]:
    return synthetic_archive(COUNT)


@pytest.fixture(scope="module")
def urls(
    tmp_path_factory: pytest.TempPathFactory, invented: Sequence[SearchDocument], project: Path
) -> Iterator[dict[str, str]]:
    """Addresses of the same archive in either form, and of an English page over it."""
    folders = {name: tmp_path_factory.mktemp("sized") for name in (*SIZES, "english")}
    for name, size in SIZES.items():
        write_site(folders[name], invented, size)
    write_site(folders["english"], invented[:12], lang="en")
    policy = project / "netlify.toml"
    with (
        serve.running(folders["one index"], policy) as one,
        serve.running(folders["shards"], policy) as many,
        serve.running(folders["english"], policy) as english,
    ):
        yield {"one index": one, "shards": many, "english": english}


@pytest.mark.parametrize("form", SIZES)
def test_every_kind_of_query_finds_exactly_what_holds_it(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument], form: str
) -> None:
    queries = drawn(invented, seed=6, each=20)
    assert min(Counter(query.kind.split(",")[0] for query in queries).values()) >= 20
    assert misses(page, urls[form], queries) == {}


@pytest.mark.parametrize("form", SIZES)
def test_looking_through_a_few_reports_answers_as_the_index_does(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument], form: str
) -> None:
    page.goto(f"{urls[form]}/search/")
    asked = [query.text for query in drawn(invented, seed=9, each=8)]
    body = """
        const held = await module.opened();
        const answers = [];
        for (const query of argument) {
            const both = [];
            for (const few of [40, 0]) {
                held.few = few;
                const found = await module.search(query);
                both.push(found.map(({ url, title, organ, places, year }) => [url, title, organ, ...places, year]));
            }
            answers.push(both);
        }
        return answers;"""
    answers = in_module(page, body, asked)
    assert [query for query, (looked, told) in zip(asked, answers, strict=True) if looked != told] == []
    assert sum(bool(looked) for looked, _ in answers) > len(asked) / 2


@pytest.mark.parametrize("form", SIZES)
def test_a_rare_phrase_needs_no_index(
    page: Page, urls: dict[str, str], form: str, invented: Sequence[SearchDocument]
) -> None:
    body = "\n".join(passage.text for document in invented for passage in document.passages)
    village = next(name for name in re.findall("(?<=；)..村.{6}", body) if body.count(name) == 1)
    page.goto(f"{urls[form]}/search/?q={village}")
    expect(page.get_by_role("status")).to_have_text("找到 1 份报告")
    assert not [name for name in loaded(page) if "/positions/" in name or "table.json" in name]
    assert sum("/texts/" in name for name in loaded(page)) <= 20


@pytest.mark.parametrize("form", SIZES)
def test_an_empty_box_loads_what_does_not_grow(page: Page, urls: dict[str, str], form: str) -> None:
    page.goto(f"{urls[form]}/search/")
    expect(
        page.get_by_role("checkbox", name="2020 年度").or_(page.locator("[data-facet=year] input")).first
    ).to_be_visible()
    index = sorted(name.rpartition("/")[2].split(".")[0] for name in loaded(page) if "/index/" in name)
    assert index == ["fold", "guide", "manifest"]


def test_shards_rank_as_one_index_does(page: Page, urls: dict[str, str]) -> None:
    answers = []
    for form in SIZES:
        page.goto(f"{urls[form]}/search/")
        body = "return (await module.search('财政预算和决算')).map((hit) => hit.url);"
        answers.append(in_module(page, body))
    assert answers[0] == answers[1]
    assert len(answers[0]) > 20


def loaded(page: Page) -> list[str]:
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    return names


def test_a_chosen_province_loads_its_own_shards_only(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument]
) -> None:
    page.goto(f"{urls['shards']}/search/?q=合成数据&province=65")
    own = [document for document in invented if document.province == "65"]
    expect(page.get_by_role("status")).to_have_text(f"找到 {len(own)} 份报告")
    shards = {name.split("/index/")[1].split("/")[0] for name in loaded(page) if "/texts/" in name or "/words/" in name}
    assert len(shards) == 1 and all(name.split("/")[-2] in shards for name in loaded(page) if "table.json" in name)
    expect(page.locator("[data-facet=prefecture] .facet-choice").first).to_be_visible()
    looked_through = {name for name in loaded(page) if "/texts/" in name}
    page.get_by_role("button", name="清除筛选").click()
    expect(page.get_by_role("status")).to_have_text(f"找到 {COUNT} 份报告")
    assert sum("table.json" in name for name in loaded(page)) > 3
    # Beside the few that were looked through in the first shard, those of the results shown.
    assert {name for name in loaded(page) if "/texts/" in name} - looked_through <= shown(page)


def shown(page: Page) -> set[str]:
    """The addresses of the texts of the results that are shown."""
    body = """
        const held = await module.opened();
        const hits = (await module.search(argument)).slice(0, document.querySelectorAll(".hit").length);
        return hits.map(({ shard, number }) => new URL(`texts/${number}.json`, shard.folder).href);"""
    return set(in_module(page, body, page.get_by_role("searchbox").input_value()))


@pytest.mark.parametrize("form", SIZES)
def test_a_part_that_does_not_arrive_is_told_and_asked_for_again(
    page: Page, urls: dict[str, str], form: str, console: list[str]
) -> None:
    page.goto(f"{urls[form]}/search/")
    broken = True

    def chunks(route: Route) -> None:
        if broken:
            route.abort()
        else:
            route.fallback()

    page.context.route("**/positions/*.json", chunks)
    page.get_by_role("searchbox").fill("财政预算")
    expect(page.get_by_role("status")).to_contain_text("检索没有成功")
    broken = False
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".hit mark").first).to_have_text("财政预算")
    console.clear()  # the browser reports the failed downloads itself


def test_every_facet_counts_what_it_gives(page: Page, urls: dict[str, str], invented: Sequence[SearchDocument]) -> None:
    own = next(d.province for d in invented if "A07" in d.failing and d.form == "2021" and d.timeliness == "late")
    page.goto(f"{urls['one index']}/search/?check=A07&check=B03&timeliness=late&province={own}&form=2021")
    rows = [
        document
        for document in invented
        if document.province == own and document.form == "2021" and document.timeliness == "late"
        if {"A07", "B03"} & set(document.failing)
    ]
    assert rows
    expect(page.get_by_role("status")).to_have_text(f"符合筛选条件的报告 {len(rows)} 份")
    chips = page.locator(".search-chosen button")
    expect(chips).to_have_count(5)
    page.get_by_role("button", name="去掉“迟于期限”").click()
    expect(chips).to_have_count(4)
    assert "timeliness" not in page.url
    prefecture = page.locator("[data-facet=prefecture] input").first
    prefecture.check()
    code = prefecture.get_attribute("value") or ""
    inside = [d for d in invented if d.region.startswith(code) and d.form == "2021" and {"A07", "B03"} & set(d.failing)]
    told = f"的报告 {len(inside)} 份" if inside else "没有找到。"
    expect(page.get_by_role("status")).to_contain_text(told)
    page.go_back()
    expect(prefecture).not_to_be_checked()


def test_numbers_are_filters_with_counts_that_combine(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument]
) -> None:
    def having(step: int, **changed: int) -> list[SearchDocument]:
        return [
            document
            for document in invented
            if document.steps["requests"] >= step and all(document.steps[name] == s for name, s in changed.items())
        ]

    page.goto(f"{urls['shards']}/search/")
    status, requests = page.get_by_role("status"), page.locator("[data-facet=requests]")
    page.get_by_text("按表中数字筛选").click()
    choices = {
        "0": sum(document.steps["requests"] == 0 for document in invented),
        ">0": len(having(1)), ">10": len(having(2)), ">100": len(having(3)),
        "空白或没有读准": sum(document.steps["requests"] == UNKNOWN for document in invented),
    }  # fmt: skip
    assert choices["0"] + choices[">0"] + choices["空白或没有读准"] == COUNT, "neither nought nor over it"
    shown = [" ".join(text.split()) for text in requests.locator("label").all_inner_texts()]
    assert shown == [f"{word} {count} 份" for word, count in choices.items()]
    requests.get_by_role("checkbox", name=re.compile("^>10[^0]")).check()
    expect(status).to_have_text(f"符合筛选条件的报告 {len(having(2))} 份")
    page.locator("[data-facet=overturned] input[value=over0]").check()
    expect(status).to_have_text(f"符合筛选条件的报告 {len(having(2, overturned=1))} 份")
    expect(requests.locator("label", has_text=">100")).to_contain_text(f"{len(having(3, overturned=1))} 份")
    assert page.url.endswith("?requests=over10&overturned=over0")
    page.reload()
    expect(status).to_have_text(f"符合筛选条件的报告 {len(having(2, overturned=1))} 份")
    expect(page.locator("[data-facet=overturned] input[value=over0]")).to_be_visible()
    page.get_by_role("button", name="去掉“复议、诉讼结果纠正 >0”").click()
    expect(status).to_have_text(f"符合筛选条件的报告 {len(having(2))} 份")


def test_a_name_in_either_script_or_in_pinyin_offers_its_page(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument]
) -> None:
    one = invented[3]
    page.goto(f"{urls['one index']}/search/?q={one.places[2]}{one.places[3]}")
    lead = page.locator(".search-leads a").first
    expect(lead).to_have_text(f"前往 {one.places[2]}{one.places[3]}")
    expect(lead).to_have_attribute("href", one.url[: one.url.rindex("/", 0, -1) + 1])
    page.get_by_role("searchbox").fill(place_slug(one.places[2]).replace("-", " "))
    expect(page.locator(f".search-leads a[href='/region/{one.region}/']")).to_be_visible()
    page.get_by_role("searchbox").fill("三安全一稳定")
    expect(page.get_by_role("link", name="三安全一稳定").first).to_have_attribute(
        "href", re.compile("^/about/glossary/")
    )
    page.get_by_role("searchbox").fill("没有这样的话 财政预算")
    expect(page.locator(".search-notes button").first).to_contain_text("只查“财政预算”")
    page.locator(".search-notes button").first.click()
    expect(page.locator(".hit mark").first).to_have_text("财政预算")


def test_back_finds_as_many_results_at_the_same_place(page: Page, urls: dict[str, str]) -> None:
    page.goto(f"{urls['shards']}/search/?q=合成数据")
    page.get_by_role("button", name="再显示 10 份").click()
    expect(page.locator(".hit")).to_have_count(20)
    expect(page.locator(".hit-title a").nth(10)).to_be_focused()
    assert page.url.endswith("&shown=20")
    link = page.locator(".hit-title a").nth(16)
    link.scroll_into_view_if_needed()
    before, title = page.evaluate("scrollY"), link.inner_text()
    assert before > 500
    link.click()
    expect(page).to_have_title("x")
    page.go_back()
    expect(page.locator(".hit")).to_have_count(20)
    page.wait_for_function("top => Math.abs(scrollY - top) < 3", arg=before)
    expect(page.locator(".hit-title a").nth(16)).to_have_text(title)
    expect(page.locator(".hit-title a").nth(16)).to_be_in_viewport()
    # Another query begins at ten again.
    page.get_by_role("searchbox").fill("财政预算")
    expect(page.locator(".hit-title mark, .hit-text mark").first).to_have_text("财政预算")
    expect(page.locator(".hit")).to_have_count(10)
    assert "shown" not in page.url
    page.go_back()
    expect(page.locator(".hit")).to_have_count(20)


def test_a_query_that_names_an_organ_and_a_year_leads_to_the_report(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument]
) -> None:
    one = invented[5]
    lead = page.locator(".search-leads a").first
    town, county = one.places[-1], one.places[-2]
    for query in (f"{county}{town}{one.year}", one.title, f"{town} {one.year} 年度报告"):
        page.goto(f"{urls['shards']}/search/?q={query}")
        expect(lead).to_have_attribute("href", one.url)
        expect(lead).to_have_text(f"前往 {county}{town} {one.year} 年度报告")
        expect(page.get_by_role("status")).not_to_contain_text("没有找到")


def test_what_lies_outside_the_filters_is_not_said_to_be_missing(
    page: Page, urls: dict[str, str], invented: Sequence[SearchDocument]
) -> None:
    one = next(document for document in invented if document.province != "11")
    page.goto(f"{urls['shards']}/search/?q={one.places[-1]}人民政府&province=11")
    status = page.get_by_role("status")
    expect(status).to_contain_text("所选范围内没有；不限范围有 1 份报告")
    page.locator(".search-notes button", has_text="去掉筛选条件：1 份").click()
    expect(status).to_have_text("找到 1 份报告")
    assert "province" not in page.url


def test_the_keyboard_alone_is_enough(page: Page, urls: dict[str, str]) -> None:
    page.goto(f"{urls['shards']}/search/")
    box = page.get_by_role("searchbox")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("财政预算")
    expect(page.locator(".hit")).to_have_count(10)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-title a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()


def test_an_english_page_speaks_english(page: Page, urls: dict[str, str]) -> None:
    page.goto(f"{urls['english']}/search/?q=合成数据")
    expect(page.get_by_role("status")).to_have_text("12 reports found")
    expect(page.get_by_text("Clear filters")).to_be_hidden()
