"""Drawings and sums: every number in them stands in words, too; gaps stay gaps, blanks are no noughts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.archive.types import Former, Lineage, Total
from generator.model.figures import Address, Reading
from generator.model.reports import Scope
from generator.model.results import Equation, Instance, Term, Verdict
from generator.pages.history import history_view
from generator.pages.organ.charts import BAR, CUT, Chart, charts
from generator.pages.organ.over_years import year_findings
from generator.pages.organ.page import organ_pages
from generator.pages.organ.scale import scale_end
from generator.pages.organs import initial, reading
from generator.pages.region.page import region_pages
from generator.pages.region.sums_by_year import region_sums
from generator.pages.region.tiles import PLACES, tile_diagram
from generator.publish.render import Renderer
from tests.pages import samples
from tests.pages.markup import by_class, parsed, words

SVG = "{http://www.w3.org/2000/svg}"
TOWN = "region/990101/bingding-zhen/index.html"


def entry(year: int, form: str | None, granted: str, blank: bool = False):  # type: ignore[no-untyped-def]
    def requests(at: Address) -> tuple[str, Reading]:
        if at == ("denied_third_party", "total") and blank:
            return "", Reading.BLANK
        return (granted, Reading.STATED) if at == ("granted", "total") else ("0", Reading.STATED)

    report = samples.report(year=year, form=form, requests=requests)
    return replace(samples.messy(), report=report, results=(), url=f"/region/990101/bingding-zhen/{year}/")


@pytest.fixture(scope="module")
def outcomes() -> Chart:
    given = [entry(2019, "2019", "3"), entry(2020, "2019", "1", blank=True), entry(2022, "2021", "6"),
             entry(2023, None, "9")]  # fmt: skip
    (chart,) = [c for c in charts(given, samples.FORMS) if c.key == "outcomes"]
    return chart


def test_years_gaps_and_the_break_of_the_form(outcomes: Chart) -> None:
    found = [(t.year, t.held, t.breaks) for t in outcomes.ticks]
    assert found == [
        (2019, True, False),
        (2020, True, False),
        (2021, False, False),
        (2022, True, True),
        (2023, False, False),
    ]


def test_bars_stand_for_numbers_and_for_nothing_else(outcomes: Chart) -> None:
    rows = {row.label: row for row in outcomes.rows}
    assert [bar.shown for bar in rows["予以公开"].bars] == ["3", "1", "", "6", ""]
    assert [bar.height for bar in rows["予以公开"].bars] == [BAR // 2, 4, 0, BAR, 0]
    denied = [(bar.shown, bar.height) for bar in rows["不予公开"].bars]
    # A sum of which one cell is blank is no sum.
    assert denied == [("0", 0), ("○", 0), ("", 0), ("0", 0), ("", 0)]
    assert "不予公开：2019 年 0，2020 年 空白或未读准，2021 年 未收录或未读出此表" in outcomes.desc
    assert "2022 年起表式更换" in outcomes.desc


def test_one_year_or_only_noughts_are_not_drawn() -> None:
    assert charts([entry(2019, "2019", "3")], samples.FORMS) == ()
    assert charts([entry(2019, "2019", "0"), entry(2020, "2019", "0")], samples.FORMS) == ()


def test_one_number_that_towers_does_not_flatten_the_others() -> None:
    given = [entry(year, "2021", str(value)) for year, value in zip(range(2021, 2026), (4, 2, 400, 3, 1), strict=True)]
    (chart,) = [c for c in charts(given, samples.FORMS) if c.key == "outcomes"]
    bars = next(row for row in chart.rows if row.label == "予以公开").bars
    assert [bar.height for bar in bars] == [CUT, round(CUT / 2), BAR, round(CUT * 3 / 4), round(CUT / 4)]
    assert [bar.torn for bar in bars] == [False, False, True, False, False]
    assert chart.end == "4" and chart.desc.endswith("大于 4 的不按比例画。") and "2023 年 400" in chart.desc


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ((1, 2, 3, 100), 3),
        ((1, 2, 3, 12), None),  # no more than four times
        ((1, 2, 3, 13), 3),
        ((0, 0, 1, 100), None),  # too few to draw a scale for
        ((1, 2, 3, 100, 1000), 100),  # more than one in four must not tower
        ((1, 1, 2, 2, 3, 3, 90, 100), 3),
        ((1, 1, 2, 2, 3, 3, 20, 100), 3),
        ((), None),
    ],
)
def test_how_far_a_scale_goes(values: tuple[int, ...], end: int | None) -> None:
    assert scale_end(map(Decimal, values)) == end


def test_a_broken_scale_is_said_on_the_drawing(renderer: Renderer) -> None:
    numbers = {2021: "4", 2022: "2", 2023: "400", 2024: "3"}
    given = tuple(entry(year, "2021", value) for year, value in numbers.items())
    archive = samples.archive()
    shelf = replace(archive.organs["990101/bingding-zhen"], entries=given)
    site = samples.site(replace(archive, organs={shelf.id: shelf}))
    page = parsed(renderer.render(next(iter(organ_pages(site)))).decode())
    said = [words(note) for figure in by_class(page, "chart") for note in by_class(figure, "note")]
    assert said == ["柱高只在 4 以内成比例；更大的数画到断口为止，数目照写。"]
    assert len(list(by_class(page, "torn"))) == 1


def test_the_drawing_and_its_table_say_the_same(rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered[TOWN])
    figures = list(by_class(tree, "chart"))
    assert figures
    for figure in figures:
        svg = next(figure.iter(f"{SVG}svg"))
        assert svg.get("role") == "img" and svg.get("aria-labelledby", "").count("-") == 2
        table = next(figure.iter("table"))
        drawn = [words(e) for e in svg.iter(f"{SVG}text") if e.get("class") is None]
        told = [words(td) for td in table.iter("td")]
        assert [d for d in drawn if d != "○"] == [t for t in told if t[0].isdigit()]


def test_every_tile_has_its_own_place() -> None:
    assert len(PLACES) == 31
    assert len({(x, y) for _, x, y in PLACES.values()}) == 31
    held = replace(samples.archive().regions["99"], code="64", url="/region/64/", reports=7)
    diagram = tile_diagram({"64": held})
    assert [(t.name, t.reports) for t in diagram.tiles if t.url] == [("宁夏", 7)]
    assert len(diagram.missing) == 30 and "宁夏" not in diagram.missing
    assert all(t.x + diagram.side <= diagram.width and t.y + diagram.side <= diagram.height for t in diagram.tiles)


def test_the_diagram_calls_itself_one(rendered: Mapping[str, str]) -> None:
    figure = next(by_class(parsed(rendered["index.html"]), "tiles"))
    assert "示意图，不是地图" in words(figure)
    assert "未收录" in words(figure) and "没有公布" not in words(figure)


def test_sums_keep_scopes_apart_and_name_what_is_behind() -> None:
    totals = {
        2021: {
            "new_requests": {Scope.OWN: Total(Decimal(12), 2, 1, 0), Scope.AGGREGATE: Total(Decimal(90), 1, 0, 0)},
            "granted": {Scope.OWN: Total(Decimal(0), 0, 2, 1, 1)},
            "made_2019": {Scope.OWN: Total(Decimal(0), 0, 0, 3)},
        },
        2022: {
            "new_requests": {Scope.OWN: Total(Decimal(5), 2, 0, 0)},
            "granted": {Scope.OWN: Total(Decimal(0), 0, 0, 2)},
        },
        2023: {"new_requests": {Scope.OWN: Total(Decimal(0), 0, 0, 1)}},
    }
    own, aggregate = region_sums(
        replace(samples.archive().regions["99"], totals=totals), {2022: "/region/99/sheet/2022/"}
    )
    assert (own.scope, aggregate.scope) == ("本机关", "汇总所属机关")
    columns = [(one.year.name, one.year.url, one.behind) for one in own.years]
    assert columns == [("2022", "/region/99/sheet/2022/", "2 份相加"), ("2021", "", "2 份相加，空白 1 份")]
    shown = {row.label: [(c.shown, c.behind) for c in row.cells] for row in own.rows}
    assert shown == {
        "本年新收申请": [("5", ""), ("12", "")],
        "予以公开": [
            ("", "没有可加的数，未读出或未读准 2 份"),
            ("", "没有可加的数，空白 2 份，未读出或未读准 1 份，推定 1 份未计"),
        ],
    }
    assert [(row.label, row.cells[0].shown) for row in aggregate.rows] == [("本年新收申请", "90")]
    assert [(one.year.name, one.behind) for one in own.unread] == [("2023", "没有可加的数，未读出或未读准 1 份")]
    assert aggregate.unread == ()


def test_a_year_of_which_nothing_counts_is_told_without_a_number(renderer: Renderer) -> None:
    archive = samples.archive()
    solved, recognised = Total(Decimal(0), 0, 0, 0, solved=1), Total(Decimal(0), 0, 0, 0, recognised=2)
    totals = {
        2025: {"new_requests": {Scope.OWN: solved}, "granted": {Scope.OWN: solved}},
        2024: {"new_requests": {Scope.OWN: recognised}},
        2023: {"new_requests": {Scope.OWN: Total(Decimal(0), 0, 0, 1)}},
    }
    county = replace(archive.regions["990101"], totals=totals)
    site = samples.site(replace(archive, regions={**archive.regions, "990101": county}))
    (page,) = (page for page in region_pages(site) if page.path == "region/990101/index.html")
    tree = parsed(renderer.render(page).decode())
    table = next(by_class(tree, "totals"))
    head, *rows = ([words(cell) for cell in row] for row in table.iter("tr"))
    assert head == ["项目", "2025没有可加的数，推定 1 份未计", "2024没有可加的数，识别所得 2 份未计"]
    assert rows == [
        ["本年新收申请", "没有可加的数，推定 1 份未计", "没有可加的数，识别所得 2 份未计"],
        ["予以公开", "没有可加的数，推定 1 份未计", "表式无此项"],
    ]
    assert "不列的年度：2023（没有可加的数，未读出或未读准 1 份）。" in words(tree)


def test_a_sum_in_which_a_report_contradicts_itself_is_marked(renderer: Renderer) -> None:
    archive = samples.archive()
    scopes = {Scope.OWN: Total(Decimal(12), 2, 0, 0, clashing=1)}
    totals = {2021: {"new_requests": scopes, "granted": {Scope.OWN: Total(Decimal(3), 2, 0, 0)}}}
    county = replace(archive.regions["990101"], totals=totals)
    site = samples.site(replace(archive, regions={**archive.regions, "990101": county}))
    (page,) = (page for page in region_pages(site) if page.path == "region/990101/index.html")
    table = next(by_class(parsed(renderer.render(page).decode()), "totals"))
    told = {words(row[0]): words(row[1]) for row in table.iter("tr") if row[1].tag == "td"}
    assert told == {"本年新收申请": "12 ≠其中 1 份，这一格所在的算式不成立", "予以公开": "3"}


def test_a_place_tells_its_names() -> None:
    lineage = Lineage("乙镇", (Former("甲镇", "990101100", 2019),))
    told = history_view("甲镇人民政府", lineage, frozenset())
    assert (told.now, told.former) == ("乙镇", ("甲镇（代码 990101100，用至 2019 年）",))
    assert history_view("测试县乙镇人民政府", lineage, frozenset()).now == ""


def test_the_matrix_shows_gaps(rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered["region/990101/index.html"])
    table = next(by_class(tree, "matrix"))
    rows = {words(r[0]).split("乡镇")[0]: [words(c) for c in r[1:]] for r in table.iter("tr") if r[0].tag == "th"}
    assert rows["机关"] == ["2019", "2020", "2021", "2022"]
    assert rows["测试省甲乙县丙丁镇人民政府"][2] == "未收录"
    assert rows["测试省甲乙县丙丁镇人民政府"][1].endswith("2020 年，勾稽不符")


def test_a_finding_about_two_years_is_told_once() -> None:
    left, right = Term("2019 年结转下年", Decimal(1), "1"), Term("2020 年上年结转", Decimal(2), "2")
    equation = Equation((left,), "=", (right,), False)
    instance = Instance("total", "总计", Verdict.FAIL, equation)
    result = samples.result("F01", Verdict.FAIL, instances=(instance,))
    both = [replace(entry(year, "2019", "1"), results=(result,)) for year in (2019, 2020)]
    catalogue = {"F01": samples.info("F01", "跨年结转一致")}
    (finding,) = year_findings(both, catalogue)
    assert finding.outcome == '有出入 1 处<i lang="en">differ: 1</i>' and finding.tone == "clash"
    assert [line.said for line in finding.lines] == ["2019 年结转下年 1 ≠ 2020 年上年结转 2"]
    assert year_findings(both[:1], catalogue) == ()


def test_the_index_follows_the_reading() -> None:
    shelf = samples.archive().organs["990101/bingding-zhen"]
    assert (initial(shelf), reading(shelf)) == ("B", "bingding-zhen")
    government = replace(shelf, id="990101/renmin-zhengfu")
    assert initial(government) == "J"  # 甲乙县
    assert initial(replace(shelf, id="990101/12345-rexian")) == "其他"


def test_every_organ_stands_in_both_indexes(rendered: Mapping[str, str]) -> None:
    for path in ("organs/b/index.html", "organs/99/index.html"):
        links = {a.get("href") for a in parsed(rendered[path]).iter("a")}
        assert "/region/990101/bingding-zhen/" in links, path
    letters = {a.get("href") for a in next(by_class(parsed(rendered["organs/index.html"]), "letters")).iter("a")}
    assert letters == {"/organs/b/", "/organs/w/"}
