"""The report page: every number leads to its characters and back, and no two facts look alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from generator.corpus.copies import Relation
from generator.model.documents import Text
from generator.model.figures import Reading, Table
from generator.pages.report import original, prose
from generator.pages.report.page import report_pages
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, seen, words

PAGE = "region/990101/bingding-zhen/2020/index.html"


@pytest.fixture(scope="module")
def tree(rendered: Mapping[str, str]) -> Element:
    return parsed(rendered[PAGE])


@pytest.fixture(scope="module")
def ids(tree: Element) -> dict[str, Element]:
    return by_id(tree)


def tables() -> list[tuple[str, Table]]:
    report = samples.messy().report
    return [(form.key, t) for t in report.tables for form in (samples.FORMS.table(t.number, t.form),)]


def test_every_number_leads_to_its_characters_and_back(ids: dict[str, Element]) -> None:
    text = samples.messy().report.text.decoded
    for key, table in filled(tables()):
        for (row, column), cell in filled(table.cells.items()):
            path = f"{key}.{row}.{column}"
            link = ids[path].find("a")
            if cell.reading is Reading.ABSENT:
                assert link is None
                continue
            assert link is not None and cell.span is not None, path
            target = ids[link.get("href", "")[1:]]
            if not cell.raw.strip():
                assert target.tag == "li" and cell.reading is Reading.BLANK
                assert words(target) == " ".join(text.splitlines()[int(target.get("id", "")[1:]) - 1].split())
                continue
            assert words(target) == " ".join(cell.span.of(text).split())
            assert (target.tag, target.get("href")) == ("a", f"#{path}"), path


def test_the_original_stands_there_letter_by_letter(tree: Element) -> None:
    lines = ["".join(li.itertext()) for ol in by_class(tree, "lines") for li in ol]
    assert "\n".join(lines) == samples.messy().report.text.decoded


def test_no_two_readings_look_or_sound_alike(ids: dict[str, Element]) -> None:
    cells = {
        "stated": "requests.granted.business",
        "blank": "requests.unable_not_held.research",
        "slash": "disclosure.rules.made",
        "dash": "disclosure.rules.newly_published",
        "text": "disclosure.rules.total_public",
        "illegible": "requests.not_processed_petition.research",
        "absent": "disclosure.administrative_fees.net_change",
        "unread": "disclosure.administrative_penalties.net_change",
        "solved": "requests.granted.total",
        "corrected": "disclosure.administrative_licensing.net_change",
    }
    of_pictures = {"recognised", "confirmed"}  # tests/pages/test_scans.py
    assert set(cells) == {reading.value for reading in Reading} - of_pictures
    looks = {name: (ids[path].get("class"), seen(ids[path])) for name, path in cells.items()}
    sounds = {name: words(ids[path]) for name, path in cells.items()}
    assert len(set(looks.values())) == len(set(sounds.values())) == len(cells)
    assert sounds["stated"] == "0" and "空白" in sounds["blank"] and "推定" in sounds["solved"]
    assert "无此格" in sounds["absent"] and "未读出" in sounds["unread"] and "无此格" not in sounds["unread"]
    assert all(name in (looks[name][0] or "") for name in cells if name != "stated")


def test_every_table_can_be_passed_by(tree: Element, ids: dict[str, Element]) -> None:
    for key in ("disclosure", "requests", "disputes"):
        section = next(e for e in tree.iter("section") if e.get("aria-labelledby") == key)
        stops = [e for e in section.iter() if e.tag == "a" and e.get("tabindex") != "-1"]
        assert stops[0].get("class") == "skip" and stops[0].get("href") == f"#{key}-end"
        assert ids[f"{key}-end"].get("tabindex") == "-1"
        assert list(section.iter()).index(ids[f"{key}-end"]) > list(section.iter()).index(stops[-1])


def test_tables_say_what_their_cells_stand_under(tree: Element) -> None:
    for table in filled(by_class(tree, "ledger")):
        assert words(next(table.iter("caption")))
        assert all(th.get("scope") in ("col", "colgroup", "row", "rowgroup") for th in table.iter("th"))
        width = sum(int(th.get("colspan", "1")) for th in next(table.iter("tr")))
        rows = [tr for body in table.iter("tbody") for tr in body.iter("tr")]
        assert {sum(int(c.get("colspan", "1")) for c in tr) for tr in rows} == {width}
        assert (table.get("class") or "").split()[:2] == ["ledger", f"w{width - 1}"]


def test_table_three_has_two_levels_of_headers_and_groups(tree: Element) -> None:
    table = next(t for t in by_class(tree, "ledger") if (t.get("class") or "").startswith("ledger w7"))
    top, below = list(next(table.iter("thead")))
    assert [(words(th), th.get("colspan"), th.get("rowspan")) for th in top] == [
        ("项目", None, "2"),
        ("自然人", None, "2"),
        ("法人或其他组织", "5", None),
        ("总计", None, "2"),
    ]
    assert [words(th) for th in below] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    groups = [words(th) for th in table.iter("th") if th.get("scope") == "rowgroup"]
    assert groups == ["三、本年度办理结果", "（三）不予公开", "（四）无法提供", "（五）不予处理"]


def test_table_four_groups_its_lawsuits(tree: Element) -> None:
    table = next(t for t in by_class(tree, "ledger") if (t.get("class") or "").startswith("ledger w5"))
    heads = [(words(th), th.get("scope"), th.get("class")) for th in table.iter("th") if th.get("scope") != "col"]
    assert heads == [
        ("行政复议", "row", None),
        ("行政诉讼", "rowgroup", "d0"),
        ("未经复议直接起诉", "row", "d1"),
        ("复议后起诉", "row", "d1"),
    ]


def test_findings_come_loudest_first_with_their_arithmetic(tree: Element, ids: dict[str, Element]) -> None:
    found = [words(next(f.iter("h4")))[:3] for f in by_class(tree, "finding")]
    assert found == ["A07", "A09"]
    equation = next(by_class(next(by_class(tree, "finding")), "eq"))
    assert words(equation) == "对外公开总数量 0 < 本年新公开数量 10"
    assert [words(ids[a.get("href", "")[1:]]) for a in equation] == ["0", "10"]
    assert "≠" not in seen(ids["disclosure.normative_documents.total_public"])  # the sign is the stylesheet's
    assert "clash" in (ids["disclosure.normative_documents.total_public"].get("class") or "")
    assert "不符" in words(ids["disclosure.normative_documents.total_public"])
    summaries = [words(s) for s in tree.iter("summary")]
    assert summaries[:2] == ["相符的核对 1 项", "不可核对 2 项"]


def test_our_doubts_are_not_the_reports_findings(tree: Element) -> None:
    doubts = next(by_class(tree, "doubts"))
    assert "无法辨读" in words(doubts)
    assert not [f for f in by_class(tree, "finding") if "辨读" in words(f)]


def test_facts_say_where_they_come_from(ids: dict[str, Element], tree: Element) -> None:
    assert "2020 年" in words(ids["fact-year"]) and "出自标题" in words(ids["fact-year"])
    assert "2021 年 1 月 14 日" in words(ids["fact-signed"]) and "出自落款" in words(ids["fact-signed"])
    assert "未写明" in words(ids["fact-published"])
    origin = words(next(by_class(tree, "facts")))
    source = samples.messy().report.source
    assert source.sha256 in origin and "utf-8" in origin and "2024 年 5 月 2 日" in origin
    assert f"/originals/{source.sha256}.txt" in [a.get("href") for a in tree.iter("a")]


def test_neighbouring_years_and_versions_are_linked(rendered: Mapping[str, str], tree: Element) -> None:
    rels = {a.get("rel"): a.get("href") for a in tree.iter("a") if a.get("rel") in ("prev", "next")}
    town = "/region/990101/bingding-zhen/"
    assert rels == {"prev": f"{town}2019/", "next": f"{town}2022/"}
    old = rendered["region/990101/bingding-zhen/2019/versions/0badf00d/index.html"]
    notice = next(by_class(parsed(old), "notice"))
    assert [a.get("href") for a in notice.iter("a")] == [f"{town}2019/"]
    assert "较早版本" in words(notice)


@pytest.mark.parametrize(
    ("relation", "told", "linked"),
    [
        (Relation.COPY, "同一份报告的另一个文件", "同一份报告的另一个文件"),
        (Relation.OTHER, "另一个版本，内容不同", "同年另一版本"),
    ],
)
def test_what_is_not_known_to_be_older_is_not_called_so(
    renderer: Renderer, relation: Relation, told: str, linked: str
) -> None:
    archive = samples.archive()
    (old,) = archive.older
    copies = old.versions if relation is Relation.COPY else ()
    site = samples.site(replace(archive, older=(replace(old, relation=relation, copies=copies),)))
    page = next(page for page in report_pages(site) if "/versions/" in page.path)
    shown = parsed(renderer.render(page).decode())
    notice = words(next(by_class(shown, "notice")))
    assert told in notice and "较早" not in notice and "现行" not in notice
    assert linked in words(next(by_class(shown, "turns")))


def test_tables_stand_in_their_sections(tree: Element, ids: dict[str, Element]) -> None:
    for number, key in ((2, "disclosure"), (3, "requests"), (4, "disputes")):
        section = ids[f"section-{number}"]
        assert ids[key] in list(section.iter())
        # What the table says is not said again as running text.
        assert "本年新收政府信息公开申请数量" not in "".join(words(p) for p in section.iter("p"))


def test_an_endless_text_is_cut_and_says_so(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(original, "SHOWN", 400)
    monkeypatch.setattr(prose, "SHOWN", 400)
    entry = samples.messy()
    archive = replace(samples.archive(), entries=(entry,), older=())
    page = renderer.render(next(report_pages(samples.site(archive)))).decode("utf-8")
    ids = by_id(parsed(page))
    hidden = len(entry.report.text.decoded) - 400
    assert f"其余 {hidden} 字未在本页显示" in page
    link = ids["requests.carried_forward.total"].find("a")
    assert link is not None and link.get("href", "").startswith("/originals/")


def test_a_long_line_is_cut(monkeypatch: pytest.MonkeyPatch, renderer: Renderer) -> None:
    entry = samples.entries()[0]
    endless = "字" * 300_000
    report = replace(
        entry.report,
        text=Text.plain(endless),
        sections=(),
        title=None,
        figures=(),
        tables=type(entry.report.tables)(),
    )
    archive = replace(samples.archive(), entries=(replace(entry, report=report),), older=(), organs={})
    page = renderer.render(next(report_pages(samples.site(archive))))
    assert len(page) < 5 * original.SHOWN * 2
    assert "其余 100000 字" in page.decode("utf-8")
