"""Search in a real browser under the real headers: every phrase finds exactly the reports that hold it."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from search_driver import in_module, in_part, misses
from search_queries import drawn, plain
from search_site import documents, write_site

from generator import serve
from generator.publish.assets import fingerprint
from generator.search.conversion import conversion_table
from generator.search.documents import SearchDocument
from generator.search.folding import MARK, POINT, folded, tokens
from tests.filled import filled

SEED = 20200114
EACH = 24


@pytest.fixture(scope="module")
def reports() -> Sequence[SearchDocument]:
    """What the searched site holds: the truth of all tests here."""
    return documents()


@pytest.fixture(scope="module")
def search_url(tmp_path_factory: pytest.TempPathFactory, reports: list[SearchDocument], project: Path) -> Iterator[str]:
    """The address of a site with a search page at /search/ over ``reports``."""
    folder = tmp_path_factory.mktemp("search")
    write_site(folder, reports)
    with serve.running(folder, project / "netlify.toml") as url:
        yield url


def test_recall_and_precision_are_one(page: Page, search_url: str, reports: Sequence[SearchDocument]) -> None:
    queries = drawn(reports, SEED, EACH)
    assert len(queries) >= 200
    assert sum(bool(query.urls) for query in queries) > 150
    assert misses(page, search_url, queries) == {}


def test_excerpts_hold_every_phrase_once_marked(page: Page, search_url: str, reports: Sequence[SearchDocument]) -> None:
    page.goto(f"{search_url}/search/")
    kinds = ("substring", "traditional", "quoted", "with punctuation", "number", "one character")
    queries = [query for query in drawn(reports, SEED + 1, 16) if query.kind.startswith(kinds)]
    body = """
        const answers = [];
        for (const query of argument) {
            for (const hit of await module.search(query)) {
                answers.push([query, hit.url, await module.excerptsOf(query, hit)]);
            }
        }
        return answers;"""
    texts = {report.url: plain(report) for report in reports}
    heads = {
        report.url: folded("\n".join((report.title, report.organ or "", "".join(report.places)))) for report in reports
    }
    for query, url, cuts in filled(in_module(page, body, [query.text for query in queries])):
        phrase = " ".join(folded(query))
        marks = [words for cut in cuts for words, hit in cut["pieces"] if hit]
        if marks:
            assert {" ".join(folded(words)) for words in marks} == {phrase}, (query, url)
        else:
            assert f" {phrase} " in f" {' '.join(heads[url])} ", (query, url)
        for cut in filled(cuts):
            words = "".join(words for words, _ in cut["pieces"]).strip("…")
            assert re.sub(r"\s", "", words) in texts[url]
            assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", words)


def test_the_fold_is_the_same_in_both_languages(page: Page, search_url: str) -> None:
    chance = random.Random(SEED)
    alphabets = (
        "①.．，,、。12345678901990年 　\t\n\u200b\ufeff\u2028\x85-−（《》）“”AaZzＡｚ９○〇々é",
        "가ガ𠮷𫝈ꀀꀁꀂ\ue000😀%㎡⼀豈 ab12",
        "1,.2０ 年",
        "".join(conversion_table()),
        "政府信息公開镇鎮，。12.",
    )
    strings = ["".join(chance.choices(chance.choice(alphabets), k=chance.randrange(24))) for _ in range(3000)]
    strings += ["".join(conversion_table()), "".join(map(chr, range(0x20, 0x3100)))]
    page.goto(f"{search_url}/search/")
    answers = in_part(
        page,
        """argument.map((text) =>
            part.fold(text, table).map(([token, start, end]) => [token, text.slice(start, end)]))""",
        strings,
    )
    for text, answer in filled(zip(strings, answers, strict=True)):
        expected = [[token.text, text[token.start : token.end]] for token in tokens(text)]
        assert answer == expected, repr(text)


QUERIES: dict[str, tuple[list[str], list[str]]] = {
    "公開 鎮": (["公开", "镇"], []),
    "公开　公開": (["公开"], []),
    '“公开 栏” -会议 －"村务 公开"': (["公开栏"], ["会议", "村务公开"]),
    "“两微一端”使用效率": ([f"两微一端{MARK}使用效率"], []),
    "《条例》，": (["条例"], []),
    '"没有写完': (["没有写完"], []),
    "2.2% 1,234": ([f"2{POINT}2", "1234"], []),
    "县委、县政府": ([f"县委{MARK}县政府"], []),
    "- “” 《》 ！": ([], []),
    "1-2": ([f"1{MARK}2"], []),
}


def test_queries_are_understood(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/")
    parsed = in_part(page, "argument.map((text) => part.parse(text, table))", list(QUERIES))
    for (text, expected), query in zip(QUERIES.items(), parsed, strict=True):
        wanted, unwanted = (["".join(phrase) for phrase in query[key]] for key in ("wanted", "unwanted"))
        assert (wanted, unwanted) == expected, text


def excerpts(page: Page, passages: list[list[object]], *phrases: str) -> list[str]:
    """Excerpts as text, with brackets for marks."""
    argument = {"passages": passages, "phrases": [folded(phrase) for phrase in phrases]}
    cuts = in_part(page, "part.excerpts(argument.passages, argument.phrases, table)", argument)
    return ["".join(f"[{words}]" if hit else words for words, hit in cut["pieces"]) for cut in cuts]


def test_excerpts(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/")
    line = "甲" * 50 + "政府信息公开" + "乙" * 64 + "工作制度" + "丙" * 90 + "年度报告。"
    passages: list[list[object]] = [
        ["s1", "一、标题", 1, "开头。\n" + line],
        ["s2", "二、政府工作", 1, "末尾"],
    ]
    assert excerpts(page, passages) == ["开头。"]
    assert excerpts(page, passages, "没有") == ["开头。"]
    assert excerpts(page, passages, "标题") == ["一、[标题]"]
    assert excerpts(page, passages, "政府", "信息")[0].startswith("…" + "甲" * 24 + "[政府][信息]公开乙")
    # Overlapping hits are one; a hit at the edge of the window stays whole; what does not fit gets its own.
    first, second = excerpts(page, passages, "政府信息", "信息公开", "工作制度", "年度报告")
    assert first == "…" + "甲" * 24 + "[政府信息公开]" + "乙" * 64 + "[工作制度]" + "…"
    assert second == "…" + "丙" * 24 + "[年度报告]。"
    passages = [["s1", "", 1, "前言子丑寅卯" + "丁" * 22 + "年度"]]
    assert excerpts(page, passages, "年度", "子丑寅卯") == ["…[子丑寅卯]" + "丁" * 22 + "[年度]"]


def test_without_hits_the_first_sentence_under_a_heading_is_shown(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/")
    debris: list[object] = ["", "", 0, "登录。\n注册"]
    head: list[object] = ["s1", "一、标题", 1, "[ 索引号 ] | 甲。\n目录\n正文。"]
    assert excerpts(page, [debris, head]) == ["正文。"]
    assert excerpts(page, [debris]) == []


def test_the_year_asked_for_comes_first(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/")
    body = """
        const held = await module.opened();
        const row = (year, title) => ({ year, title, titled: true, organ: "", places: [] });
        const best = (query) => {
            const { wanted } = held.parse(query);
            const ranks = [row(2021, "甲镇"), row(2023, "甲镇 2021")].map((one) => held.rank(one, wanted));
            return ranks[0] > ranks[1] ? 2021 : 2023;
        };
        return argument.map(best);"""
    assert in_module(page, body, ["甲镇 2021", "甲镇 2021年", "甲镇 2021年度"]) == [2021] * 3
    assert in_module(page, body, ["甲镇 2021年来"]) == [2023]


def test_results_as_a_person_sees_them(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/")
    expect(page.locator("[data-search-help]")).to_be_visible()
    expect(page.get_by_role("checkbox", name="山西省")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("同心縣下馬關鎮")
    hits = page.locator(".hit")
    expect(hits).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("找到 1 份报告")
    expect(page.locator("[data-search-help]")).to_be_hidden()
    expect(hits.locator(".hit-place mark")).to_have_text("同心县下马关镇")
    expect(hits.locator(".hit-facts")).to_contain_text("2019 年度")
    assert page.url.endswith(f"/search/?q={quote('同心縣下馬關鎮')}")


def test_several_words_are_marked_in_natural_chinese(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?q=宣传栏　口号")
    expect(page.get_by_role("status")).to_contain_text("没有找到")
    page.get_by_role("searchbox").fill("宣传栏")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^找到 \d 份报告$"))
    for text in page.locator(".hit-text").all_inner_texts():
        assert "宣传栏" in text
    assert set(page.locator(".hit-text mark").all_inner_texts()) == {"宣传栏"}
    first = page.locator(".hit-section").first
    assert re.search(r"/\d{4}/\?hl=[^#]+#s\d$", first.get_attribute("href") or "")


def test_title_comes_before_text_and_newer_before_older(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?q=政府信息公开工作")
    expect(page.locator(".hit-title mark").first).to_have_text("政府信息公开工作")
    titles = page.locator(".hit-title").all_inner_texts()
    in_title = ["政府信息公开工作" in title for title in titles]
    years = [int(text[:4]) for text in page.locator(".hit-year").all_inner_texts()]
    ranks = [(not hit, -year) for hit, year in zip(in_title, years, strict=True)]
    assert 0 < sum(in_title) < len(titles)
    assert ranks == sorted(ranks)


def test_filters_count_and_combine_and_stand_in_the_address(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?q=政府信息公开")
    hits, status = page.locator(".hit"), page.get_by_role("status")
    expect(hits).to_have_count(5)
    shanxi = page.get_by_role("checkbox", name="山西省")
    liaoning = page.get_by_role("checkbox", name="辽宁省")
    expect(page.locator("label", has=shanxi)).to_contain_text("2 份")
    shanxi.check()
    expect(hits).to_have_count(2)
    # A facet's own choices do not empty it: one may always add another.
    expect(page.locator("label", has=liaoning)).to_contain_text("1 份")
    liaoning.check()
    expect(hits).to_have_count(3)
    expect(status).to_have_text("找到 3 份报告")
    page.get_by_role("checkbox", name="勾稽不符").check()
    expect(hits).to_have_count(1)
    expect(hits.locator(".seal")).to_have_text("不符印")
    assert "province=14&province=21&consistency=inconsistent" in page.url
    expect(page.locator("label", has=shanxi)).to_contain_text("0 份")
    page.go_back()
    expect(hits).to_have_count(3)
    expect(page.get_by_role("checkbox", name="勾稽不符")).not_to_be_checked()
    page.go_forward()
    expect(hits).to_have_count(1)
    page.reload()
    expect(hits).to_have_count(1)
    page.get_by_role("button", name="清除筛选").click()
    expect(hits).to_have_count(5)
    page.get_by_label("排序").select_option("year")
    expect(page.locator(".hit-year").first).to_have_text("2021 年度")
    expect(page.locator(".hit-year").last).to_have_text("2019 年度")
    assert page.url.endswith("&sort=year")


def test_browsing_by_filters_alone(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?province=14")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("符合筛选条件的报告 2 份")
    expect(page.locator(".hit mark")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="山西省")).to_be_checked()


def test_a_word_typed_is_one_step_of_the_history(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?q=岳村镇")
    expect(page.locator(".hit")).to_have_count(1)
    box = page.get_by_role("searchbox")
    box.fill("峨口")
    expect(page.locator(".hit mark").first).to_have_text("峨口")
    box.fill("峨口镇")
    expect(page.locator(".hit mark").first).to_have_text("峨口镇")
    page.go_back()
    expect(box).to_have_value("岳村镇")
    expect(page.locator(".hit mark").first).to_have_text("岳村镇")


def test_markup_in_a_query_is_text(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?q=%3Cimg src=x onerror=alert(1)%3E")
    expect(page.get_by_role("status")).to_contain_text("没有找到")
    expect(page.get_by_role("searchbox")).to_have_value("<img src=x onerror=alert(1)>")
    page.get_by_role("searchbox").fill("《》……")
    expect(page.get_by_role("status")).to_have_text("请输入汉字、字母或数字。")


def test_only_the_texts_of_results_shown_are_loaded(page: Page, search_url: str) -> None:
    page.goto(f"{search_url}/search/?q=下马关镇")
    expect(page.locator(".hit")).to_have_count(1)
    names = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert sum("/texts/" in name for name in names) == 1


def test_the_script_weighs_little(project: Path) -> None:
    scripts = project / "templates" / "assets"
    files = [scripts / "search.js", *(scripts / "search").glob("*.js")]
    served = fingerprint({path.relative_to(scripts).as_posix(): path.read_bytes() for path in files}).files
    # English words are loaded by English pages only.
    read = [data for path, data in served.items() if "english" not in path]
    assert sum(len(gzip.compress(data, 9)) for data in read) <= 15_500
