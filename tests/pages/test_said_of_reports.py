"""What pages say of a report: 矛盾 and 不符 of two numbers that disagree and of nothing else, our codes never."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from msgspec import structs

from generator import labels
from generator.archive.badges import badges_of
from generator.archive.lineage import name_now
from generator.archive.types import Entry, Lineage
from generator.checks.catalogue import load_catalogue
from generator.model.figures import Cell, Reading
from generator.model.reports import Organ, OrganKind
from generator.model.results import Counts, Equation, Instance, Result, Severity, Term, Verdict
from generator.pages.check import check_pages
from generator.pages.home import home_page
from generator.pages.report.counting import counts_in_words
from generator.pages.report.page import report_pages
from generator.publish.render import Renderer
from generator.search.entries import search_document
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words

ACCUSING = re.compile("矛盾|不符|不一致")
CATALOGUE = load_catalogue()


def failed(code: str, severity: Severity | None = None, address: str = "") -> Result:
    term = Term("甲", Decimal(1), "1", address=address)
    instance = Instance("x", "某处", Verdict.FAIL, Equation((term,), "=", (Term("乙", Decimal(2), "2"),), False))
    return samples.result(code, Verdict.FAIL, severity or CATALOGUE[code].severity, instances=(instance,))


def passed(*codes: str) -> tuple[Result, ...]:
    return tuple(samples.result(code, Verdict.PASS, CATALOGUE[code].severity) for code in codes)


def entry(*results: Result) -> Entry:
    base = samples.entries()[0]
    return replace(base, results=results, badges=badges_of(base.report, results))


def rendered(renderer: Renderer, pages: Callable[..., object], entries: Sequence[Entry]) -> Element:
    """The first page that ``pages`` makes of an archive of ``entries`` under the real catalogue."""
    by_code = {
        code: replace(
            next(iter(samples.archive().checks.values())),
            check=info.id,
            passed=(),
            failed=tuple(e for e in entries if (r := e.result(code)) and r.verdict is Verdict.FAIL),
            not_checkable=(),
        )
        for code, info in CATALOGUE.items()
    }
    archive = replace(samples.archive(), entries=tuple(entries), older=(), checks=by_code)
    site = replace(samples.site(archive), catalogue=CATALOGUE)
    return parsed(renderer.render(next(iter(pages(site)))).decode("utf-8"))  # type: ignore[call-overload]


GREEN = (*passed("A01", "A02", "A03", "A04", "A05", "A06"),)


@pytest.mark.parametrize(
    "other",
    [
        failed("A09", address="requests.granted.total"),
        failed("D01", Severity.WARNING, address="requests.granted.total"),
        failed("B01"),
        failed("B05"),
        failed("B07"),
        failed("F01", address="requests.granted.total"),
        failed("F06"),
    ],
    ids=lambda result: result.code,
)
def test_under_a_seal_of_agreement_nothing_disagrees(renderer: Renderer, other: Result) -> None:
    one = entry(*GREEN, other)
    assert one.badges["consistency"].value == "consistent"
    tree = rendered(renderer, report_pages, [one])
    assert not ACCUSING.findall(words(next(tree.iter("main")))), other.code
    seal = words(next(by_class(tree, "seals"))[0])
    assert ("另有 1 项值得留意" in seal) is (other.code[0] in "ACDE")


def test_a_contradiction_is_counted_apart_from_what_is_worth_a_look(renderer: Renderer) -> None:
    one = entry(*GREEN[1:], failed("A01"), failed("A07"), failed("A08"))
    seal = words(next(by_class(rendered(renderer, report_pages, [one]), "seals"))[0])
    assert "相符 5 项，不符 2 项，另有 1 项值得留意" in seal


def test_what_is_missing_is_no_contradiction(renderer: Renderer) -> None:
    tree = rendered(renderer, report_pages, [entry(*GREEN, failed("B01"), failed("B05"))])
    assert next(words(h) for h in tree.iter("h3")) == "文本里未见的法定要件"
    assert all("缺少 1 处" in words(finding) for finding in filled(by_class(tree, "finding")))


def test_home_lists_what_its_seal_calls_inconsistent(renderer: Renderer) -> None:
    without = [entry(*GREEN, failed("B01"), failed("B05"), failed("F01")), entry(failed("D01", Severity.WARNING))]
    tree = rendered(renderer, home_page, without)
    assert not list(by_class(tree, "clashes")) and "目前收录的报告里没有发现" in words(tree)
    listed = next(by_class(rendered(renderer, home_page, [*without, entry(failed("B01"), failed("A07"))]), "clashes"))
    assert [words(item) for item in listed.iter("small")] == [f"A07 {CATALOGUE['A07'].fails_zh}"]


def test_a_list_shows_one_place_and_leads_to_all_others(renderer: Renderer) -> None:
    for codes, at in ((("A07", "A01"), "findings"), (("A07",), "A07")):
        results = [failed(code)._replace(counts=Counts(0, 2)) for code in codes]
        one = entry(*results)
        *_, listed = by_class(rendered(renderer, home_page, [one]), "clashes")
        (more,) = (link for link in listed.iter("a") if words(link).startswith("另有"))
        assert words(more) == f"另有 {2 * len(codes) - 1} 处" and more.get("href") == f"{one.url}#{at}"


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_the_page_of_a_check_accuses_only_where_two_numbers_disagree(renderer: Renderer, code: str) -> None:
    site = replace(samples.site(), catalogue={code: CATALOGUE[code]})
    _, page = check_pages(site)
    tree = parsed(renderer.render(page).decode("utf-8"))
    said = ACCUSING.findall(words(next(tree.iter("main")))) + ACCUSING.findall(words(next(tree.iter("title"))))
    numbers = code[0] in "ADE" or code in ("C02", "C03", "F01", "F02")
    assert numbers or not said
    if code in ("B01", "B05"):
        assert "要件不全" in words(tree) and "要件不全的报告" in words(tree) and "缺少的报告" not in words(tree)


def test_what_is_loose_is_counted_apart_on_the_page_of_its_check(renderer: Renderer) -> None:
    loose, plain = entry(failed("D01", Severity.WARNING)), entry(failed("D01"))
    summary = replace(samples.archive().checks["A01"], failed=(loose, plain), passed=(), not_checkable=())
    site = samples.site(replace(samples.archive(), checks={"D01": summary}))
    _, page = check_pages(replace(site, catalogue={"D01": CATALOGUE["D01"]}))
    tree = parsed(renderer.render(page).decode("utf-8"))
    counts = next(by_class(tree, "counts"))
    assert words(counts) == "相符0 不符1 值得留意1 不可核对0"
    assert [a.get("href") for a in counts.iter("a")] == ["#failing", "#noted"]
    assert [words(h) for h in tree.iter("h3")][-2:] == ["其中值得留意的", "2019 年1 份"]


def test_every_kind_of_finding_has_its_words() -> None:
    kinds = {labels.finding_kind(i.code, s.value) for i in CATALOGUE.values() for s in Severity}
    assert kinds == set(labels.FINDINGS)
    accusing = {kind for kind, w in labels.FINDINGS.items() if ACCUSING.search(f"{w.nature.zh}{w.fails}{w.heading.zh}")}
    assert accusing == {"error"}
    for name, values in labels.SEALS.items():
        for value, seal in filled(values.items()):
            assert not ACCUSING.search(seal.stamp + seal.zh) or (name, value) == ("consistency", "inconsistent")


@pytest.mark.parametrize("note", ["glued", "columns", "twice", "several_numbers", "some_new_code"])
def test_codes_of_reading_are_told_in_words(renderer: Renderer, note: str) -> None:
    base = entry(*GREEN)
    table = base.report.tables.requests
    assert table is not None
    columns = ("business", "total") if note in ("columns", "twice") else ("total",)
    unread = structs.replace(table.cells["granted", "total"], value=None, reading=Reading.ILLEGIBLE, note=note)
    cells = dict(table.cells) | {("granted", column): unread for column in columns}
    tables = replace(base.report.tables, requests=replace(table, cells=cells))
    tree = rendered(renderer, report_pages, [replace(base, report=replace(base.report, tables=tables))])
    (remark,) = by_class(tree, "remarks")
    assert len(remark) == 1
    assert note not in words(tree) and "无法辨读" in words(remark)
    assert labels.zh(labels.CELL_NOTES, note) in words(remark)


def test_a_cell_that_was_lost_is_not_said_to_be_missing(renderer: Renderer) -> None:
    base = entry(*GREEN)
    table = base.report.tables.requests
    assert table is not None
    lost = Cell(None, Reading.UNREAD, "", None)
    cells = {at: lost if at[0] == "granted" else cell for at, cell in table.cells.items() if at[0] != "carried_over"}
    tables = replace(base.report.tables, requests=replace(table, cells=cells), disputes=None)
    tree = rendered(renderer, report_pages, [replace(base, report=replace(base.report, tables=tables))])
    ids = by_id(tree)
    for row in ("granted", "carried_over"):
        cell = ids[f"requests.{row}.total"]
        assert cell.get("class") == "unread" and words(cell).startswith("〓未读出")
    assert "表四未读出：原文里可能有" in words(tree)
    assert "无此格" not in words(tree)


def test_a_year_that_owes_no_tables_misses_none(renderer: Renderer) -> None:
    base = samples.entries()[3]  # without tables
    years = {}
    for year in (2018, 2020):
        assert base.report.year is not None
        report = replace(base.report, year=replace(base.report.year, value=year))
        years[year] = words(rendered(renderer, report_pages, [replace(base, report=report)]))
    assert "表二、表三、表四未读出" in years[2020] and "未读出" not in years[2018]


def test_an_organ_that_follows_from_the_title_is_shown_and_said_to(renderer: Renderer) -> None:
    base = entry(*GREEN)
    kind = OrganKind.TOWNSHIP_GOVERNMENT
    organ = Organ(None, kind, base.report.organ.id, "title_place", implied="测试省甲乙县丙丁镇人民政府")
    one = replace(base, report=replace(base.report, organ=organ))
    tree = rendered(renderer, report_pages, [one])
    fact = words(by_id(tree)["fact-organ"])
    assert "测试省甲乙县丙丁镇人民政府" in fact and "机关名称由标题中的地名推定" in fact
    assert "机关不明" not in words(tree)
    listed = next(by_class(rendered(renderer, home_page, [one]), "entries"))
    assert "测试省甲乙县丙丁镇人民政府" in words(listed)
    assert search_document(one).organ == organ.implied
    assert name_now([one], Lineage()) == organ.implied
    assert name_now([one, base], Lineage()) == base.report.organ.name


def test_five_places_are_seen_and_the_rest_is_folded(renderer: Renderer) -> None:
    (one,) = failed("B14").instances
    many = tuple(one._replace(where_zh=f"第 {at} 种") for at in range(47))
    result = failed("B14")._replace(instances=many)
    tree = rendered(renderer, report_pages, [entry(result)])
    (finding,) = [article for article in by_class(tree, "finding") if article.get("id") == "B14"]
    (rest,) = by_class(finding, "rest")
    items = [words(li) for sums in by_class(finding, "sums") for li in sums]
    folded = [words(li) for sums in by_class(rest, "sums") for li in sums]
    assert (len(items), len(folded)) == (40, 35) and items[:5] == [f"文中有 1 处第 {at} 种" for at in range(5)]
    assert words(rest).startswith("另有 35 处") and "另有 7 处从略" in words(finding)


def test_counts_have_their_gloss() -> None:
    words_ = labels.FINDINGS["error"]
    result = failed("A01")._replace(counts=Counts(37, 1, 2))
    assert counts_in_words(result, words_, True) == (
        '相符 37 处，不符 1 处，不可核对 2 处<i lang="en">agree: 37, disagree: 1, not checkable: 2</i>'
    )
    blank = Instance("x", "某处", Verdict.NOT_CHECKABLE, reason="blank_cells", if_blank_is_zero=True)
    open_ = Result("A01_x", Verdict.NOT_CHECKABLE, Severity.ERROR, Counts(0, 0, 1), "blank_cells", (blank,))
    told = str(counts_in_words(open_, words_, False))
    assert told.startswith("所需的格是空白；不可核对 1 处；假如空白即零，1 处中有 1 处会相符<i")
    assert "cells it needs are blank; not checkable: 1; if blanks were zeros, 1 of 1 would agree</i>" in told


def test_search_tells_first_what_the_badge_rests_on() -> None:
    told = search_document(entry(failed("B14"), failed("A01"))).said
    assert told == (("A01", "某处：甲 1 ≠ 乙 2"), ("B14", "文中有 1 处某处"))
