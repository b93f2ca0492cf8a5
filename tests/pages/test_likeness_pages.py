"""Nearest relatives, pairs and templates: named on the report's page, marked side by side, leading back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.archive.build import build_archive
from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.model.reports import Report
from generator.model.sidecars import Sidecar, Withheld
from generator.pages import all_pages
from generator.pages.page import INDEX
from generator.publish.render import Renderer
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.inspecting import resources
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words
from tests.writing import write_report

TOWNS = ("甲镇", "乙镇", "丙镇")
WORK = "项工作由专人负责，逐月检查进度，按季通报结果，年底汇总成册并向群众说明情况。"
SHARED = "".join(f"第{n}{WORK}" for n in "甲乙丙丁戊己庚辛壬癸子丑")
ALONE = "".join(chr(0x4E00 + 7 * n) for n in range(600))
OWN = {
    "甲镇": "东部山区公路施工期间安排值守，做好雨季巡查和物资储备。",
    "乙镇": "图书馆新添儿童读物两架，周末邀请老教师来馆里讲故事。",
    "丙镇": "渡口换了新船，船工轮班，汛期停航的日子张榜告知乘客。",
}
FIRST, SECOND, THIRD = (f"region/99010{at}/zhen/2021/" for at in range(3))


def towns(alike: int) -> list[Report]:
    """Three reports: the first ``alike`` share most of their text, the others' is all their own."""
    reports = []
    for at, town in enumerate(TOWNS):
        overview = f"{OWN[town]}\n{SHARED if at < alike else ALONE}"
        text = write_report("2021", title=f"{town}人民政府2021年政府信息公开工作年度报告", overview=overview)
        document = read_bytes(f"{town}.txt", ".txt", text.encode(), Sidecar(f"{town}.yaml"))
        assert not isinstance(document, Refused)
        (report,), _ = read_reports(document, resources().reader)
        reports.append(replace(report, organ=replace(report.organ, id=f"99010{at}/zhen")))
    return reports


def pages(renderer: Renderer, alike: int = 2, sidecar: Sidecar | None = None) -> Mapping[str, str]:
    """Three towns, the first ``alike`` of which share most of their text; ``sidecar`` is the last one's."""
    *others, last = towns(alike)
    reports = [*others, replace(last, sidecar=sidecar or last.sidecar)]
    corpus = build_corpus(reports)
    results = {
        r.id: check_report(Subject(r, corpus, resources().reader.forms), resources().catalogue) for r in corpus.reports
    }
    site = replace(samples.site(build_archive(corpus, results, (), 3)), catalogue=resources().catalogue)
    return {p.path: renderer.render(p).decode() for p in all_pages(site)}


def links(page: str) -> set[str]:
    return {e.get("href") or "" for e in parsed(page).iter("a")}


def pair_of(made: Mapping[str, str], one: str, other: str) -> str:
    """The path of the page that shows these two."""
    (path,) = [path for path in made if "/pairs/" in path and {f"/{one}", f"/{other}"} <= links(made[path])]
    return path


def test_relatives_pairs_and_templates_lead_to_one_another(renderer: Renderer) -> None:
    made = pages(renderer)
    pair = "/" + pair_of(made, FIRST, SECOND).removesuffix(INDEX)
    listed = "checks/F05/clusters/"
    (cluster,) = [f"/{path}".removesuffix(INDEX) for path in made if path.startswith(listed) and path != listed + INDEX]
    assert cluster in links(made[listed + INDEX]) and f"/{listed}" in links(made[f"checks/F05/{INDEX}"])
    assert {f"/{SECOND}", pair, cluster} <= links(made[FIRST + INDEX])
    assert {f"/{FIRST}", pair, cluster} <= links(made[SECOND + INDEX])
    assert not {pair, cluster} & links(made[THIRD + INDEX])
    assert {f"/{FIRST}", f"/{SECOND}", pair} <= links(made[cluster[1:] + INDEX])
    assert f"/{THIRD}" not in links(made[cluster[1:] + INDEX])
    assert cluster in links(made[f"checks/F05/{INDEX}"])
    shown = [words(e) for e in by_id(parsed(made[FIRST + INDEX])).values() if e.get("id") == "relatives"]
    assert shown == ["相近的报告"]


def cluster_of(made: Mapping[str, str]) -> str:
    """The page of the one template."""
    listed = "checks/F05/clusters/"
    (path,) = [path for path in made if path.startswith(listed) and path != listed + INDEX]
    return made[path]


def test_a_template_shows_what_is_shared_and_who_prints_it_in_which_year(renderer: Renderer) -> None:
    made = pages(renderer, alike=3)
    (shelf,) = by_class(parsed(cluster_of(made)), "passages")
    ((passage, printers),) = shelf
    assert words(passage).startswith(SHARED)
    assert not [own for own in OWN.values() if own[:20] in words(passage)]
    assert "".join(words(printers).split()).startswith("3份2021年：甲镇人民政府、乙镇人民政府、丙镇人民政府")
    for link in filled(list(printers.iter("a"))):
        page, _, line = (link.get("href") or "").partition("#")
        assert f'id="{line}"' in made[page[1:] + INDEX]
        assert SHARED[:12] in words(by_id(parsed(made[page[1:] + INDEX]))[line])


def test_what_one_of_them_withholds_is_shown_of_none(renderer: Renderer) -> None:
    sidecar = Sidecar("丙镇.yaml", withhold=(Withheld("第甲项工作 由专人", "个人信息"),))
    page = cluster_of(pages(renderer, alike=3, sidecar=sidecar))
    assert "第乙项工作由专人负责" in page
    assert "第甲项工作" not in page


def test_a_report_is_shown_beside_its_nearest_only(renderer: Renderer) -> None:
    made = pages(renderer, alike=3)
    pairs = [path for path in made if "/pairs/" in path]
    assert len(pairs) == 2, "three reports alike: two of them are each other's nearest, the third has its own"
    for report in (FIRST, SECOND, THIRD):
        others = {f"/{one}" for one in (FIRST, SECOND, THIRD)} - {f"/{report}"}
        assert others <= links(made[report + INDEX]), "all relatives are named and linked"
        assert len([url for url in links(made[report + INDEX]) if "/pairs/" in url]) == 1


def test_a_pair_marks_what_both_hold_and_nothing_else(renderer: Renderer) -> None:
    made = pages(renderer)
    tree = parsed(made[pair_of(made, FIRST, SECOND)])
    ids = by_id(tree)
    marks = list(tree.iter("mark"))
    assert marks
    sides: dict[str, list[str]] = {"a": [], "b": []}
    for mark in marks:
        (link,) = mark
        target = (link.get("href") or "").removeprefix("#")
        assert target in ids, "a mark leads to the same passage on the other side"
        sides["b" if target[0] == "a" else "a"].append(words(mark))
    assert sides["a"] == sides["b"]
    joined = "".join(sides["a"])
    assert all(sentence in joined for sentence in filled(SHARED.split("。")[1:-1]))
    assert not [own for own in OWN.values() if own[:20] in joined]
    for number in filled(by_class(tree, "lineno")):
        page, _, line = (number.get("href") or "").partition("#")
        assert f'id="{line}"' in made[page[1:] + INDEX]


def test_an_operand_of_another_report_leads_to_its_line(renderer: Renderer) -> None:
    tree = parsed(pages(renderer)[FIRST + INDEX])
    said = [line for line in by_class(tree, "eq") if "字连续相同" in words(line)]
    assert [a.get("href") for line in said for a in line.iter("a")] == [f"/{SECOND}"]
