"""Invented reports, organs and places for the tests of pages: nothing here exists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.archive.types import Archive, CheckSummary, Crumb, Entry, OrganShelf, RegionShelf
from generator.checks.catalogue import CheckInfo
from generator.corpus.clusters import Cluster
from generator.corpus.copies import Relation
from generator.corpus.sentences import sentences
from generator.corpus.similarity import Relative, Similarity
from generator.forms.loader import FormTable, load_forms
from generator.ledger.history import Ledger
from generator.ledger.records import BuildRecord, CellChange, Changed, Published, Withdrawn
from generator.model.documents import Source, Text
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.figures import (
    Address,
    Cell,
    FigureKind,
    LabelVariant,
    Reading,
    StatedFigure,
    SurplusCell,
    Table,
    Tables,
)
from generator.model.places import Confidence, Evidence, Level, Place
from generator.model.reports import Dates, Organ, OrganKind, Report, Scope, Section, Sourced
from generator.model.results import (
    Badge,
    Counts,
    Equation,
    Instance,
    Result,
    Severity,
    Term,
    Verdict,
)
from generator.model.sidecars import Sidecar
from generator.model.spans import Span
from generator.pages.markdown import in_order
from generator.pages.site import Site
from generator.sources.articles import read_articles

FORMS = load_forms()
Value = Callable[[Address], tuple[str, Reading]]


class Scribe:
    """Writes a text and remembers where everything stands."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def zeros(_: Address) -> tuple[str, Reading]:
    return "0", Reading.STATED


def cell(raw: str, reading: Reading, span: Span | None) -> Cell:
    value = Decimal(raw.split()[0]) if reading.has_value else None
    unit = raw.split()[1] if reading.has_value and " " in raw else None
    return Cell(value, reading, raw, span, unit, "" if reading is not Reading.CORRECTED else "按公报原件更正")


def write_table(scribe: Scribe, form: FormTable, value: Value) -> Table:
    start = len(scribe.text)
    cells: dict[Address, Cell] = {}
    for block in form.blocks:
        scribe.write(f"{block.heading}\n" if block.heading else "")
        scribe.write("\t".join(("项目", *(form.columns[c].zh for c in block.columns))) + "\n")
        for row in block.rows:
            scribe.write(form.rows[row].zh)
            for column in block.columns:
                raw, reading = value((row, column))
                scribe.write("\t")
                span = scribe.write(raw)
                if reading is Reading.ABSENT:
                    cells[row, column] = Cell(None, reading, "", None)
                elif reading is not Reading.UNREAD:
                    cells[row, column] = cell(raw, reading, span)
            scribe.write("\n")
    return Table(form.number, form.form, cells, Span(start, len(scribe.text)), "tabs")


def report(
    *,
    organ: str = "测试省甲乙县丙丁镇人民政府",
    organ_id: str = "990101/bingding-zhen",
    place: Place | None = None,
    year: int = 2020,
    form: str | None = "2019",
    disclosure: Value = zeros,
    requests: Value = zeros,
    disputes: Value = zeros,
    figures: bool = True,
    doubts: tuple[Doubt, ...] = (),
    sidecar: Sidecar | None = None,
    prose: str = "本镇坚持以公开为常态、不公开为例外，依法及时公开政府信息，保障群众的知情权。" * 3,
    surplus: bool = False,
    variant: bool = False,
    signed: date | None = date(2021, 1, 14),
) -> Report:
    s = Scribe()
    title = s.write(f"{organ}{year}年政府信息公开工作年度报告")
    s.write("\n\n根据《中华人民共和国政府信息公开条例》编制本报告。\n\n")
    titles = FORMS.get(form or "2021").sections
    tables: dict[str, Table] = {}
    sections: list[Section] = []
    stated: list[StatedFigure] = []
    for number, heading in enumerate(titles, 1):
        start = len(s.text)
        s.write(heading)
        body = len(s.text)
        s.write("\n")
        if form and number in (2, 3, 4):
            official = next(t for t in FORMS.get(form).tables if t.section == number)
            values = {"disclosure": disclosure, "requests": requests, "disputes": disputes}[official.key]
            tables[official.key] = write_table(s, official, values)
        else:
            s.write(f"（一）主要做法\n{prose}\n")
            if figures and number == 1:
                s.write("全年主动公开政府信息 ")
                span = s.write("122 条")
                s.write("，其中机构职能 ")
                part = s.write("15 条")
                s.write("。\n")
                stated.append(
                    StatedFigure(
                        "主动公开政府信息",
                        Decimal(122),
                        "条",
                        FigureKind.FACT,
                        "122 条",
                        span,
                        role="total",
                        group="g1",
                    )
                )
                stated.append(
                    StatedFigure("机构职能", Decimal(15), "条", FigureKind.FACT, "15 条", part, role="part", group="g1")
                )
        sections.append(
            Section(number, heading, True, False, number, Span(start, len(s.text)), Span(body, len(s.text)))
        )
    day = s.write(f"{signed.year}年{signed.month}月{signed.day}日\n") if signed else None
    if surplus and "disputes" in tables:
        t = tables["disputes"]
        tables["disputes"] = Table(
            t.number,
            t.form,
            t.cells,
            t.span,
            t.layout,
            surplus=(SurplusCell(Decimal(0), "0", Span(title.start, title.start + 1)),),
        )
    if variant and "requests" in tables:
        t = tables["requests"]
        tables["requests"] = Table(
            t.number,
            t.form,
            t.cells,
            t.span,
            t.layout,
            variants=(
                LabelVariant(
                    3,
                    "column",
                    "public_interest_org",
                    "社会组织",
                    "社会公益组织",
                    Span(t.span.start, t.span.start + 2),
                ),
            ),
        )
    data = s.text.encode()
    return Report(
        id=hashlib.sha256(f"{organ_id}/{year}".encode()).hexdigest()[:16],
        sources=(
            Source(
                f"990101/bingding-zhen/{year}.txt",
                hashlib.sha256(data).hexdigest(),
                "text/plain",
                len(data),
                "utf-8",
            ),
        ),
        text=Text.plain(s.text),
        organ=Organ(
            organ,
            OrganKind.TOWNSHIP_GOVERNMENT,
            organ_id,
            "title",
            Span(title.start, title.start + len(organ)),
        ),
        place=place or PLACE,
        year=Sourced(year, "title", Span(title.start + len(organ), title.start + len(organ) + 4)),
        title=Sourced(f"{organ}{year}年政府信息公开工作年度报告", "title", title),
        format=form,
        scope=Scope.OWN,
        dates=Dates(signed=Sourced(signed, "signature", day) if signed else None),
        sections=tuple(sections),
        tables=Tables(**tables),
        figures=tuple(stated),
        doubts=doubts,
        sidecar=sidecar or Sidecar(),
    )


PLACE = Place(
    "测试省",
    "甲市",
    "甲乙县",
    "丙丁镇",
    "990101100",
    Confidence.HIGH,
    (Evidence("title", "标题里有“甲乙县”", "990101"),),
)


def term(report: Report, path: str, label: str, sign: int = 1) -> Term:
    key, row, column = path.split(".")
    found = report.tables[key].cells[row, column]
    return Term(label, found.value, found.raw, sign, found.span, path)


def result(
    code: str,
    verdict: Verdict,
    severity: Severity = Severity.ERROR,
    counts: Counts | None = None,
    reason: str = "",
    instances: tuple[Instance, ...] = (),
) -> Result:
    default = {Verdict.PASS: Counts(1), Verdict.FAIL: Counts(0, 1), Verdict.NOT_CHECKABLE: Counts(0, 0, 1)}
    return Result(f"{code}_sample", verdict, severity, counts or default[verdict], reason, instances)


def badges(
    consistency: str = "consistent",
    counts: Counts | None = None,
    because: tuple[str, ...] = (),
    all_zero: bool = False,
    **others: str,
) -> Mapping[str, Badge]:
    values = {"completeness": "unknown", "timeliness": "unknown", "originality": "unknown", **others}
    return {
        "consistency": Badge("consistency", consistency, counts or Counts(40), because, all_zero),
        **{name: Badge(name, value, Counts()) for name, value in values.items()},
    }


def messy() -> Entry:
    """Everything that a cell can be, a contradiction, a warning and a doubt of ours."""

    def disclosure(at: Address) -> tuple[str, Reading]:
        return {
            ("normative_documents", "made"): ("10", Reading.STATED),
            ("normative_documents", "newly_published"): ("10", Reading.STATED),
            ("rules", "made"): ("/", Reading.SLASH),
            ("rules", "newly_published"): ("—", Reading.DASH),
            ("rules", "total_public"): ("无", Reading.TEXT),
            ("administrative_licensing", "net_change"): ("3", Reading.CORRECTED),
            ("government_procurement", "amount"): ("134.2 万元", Reading.STATED),
            ("government_procurement", "projects"): ("50", Reading.STATED),
            ("administrative_fees", "net_change"): ("", Reading.ABSENT),
            ("administrative_penalties", "net_change"): ("", Reading.UNREAD),
        }.get(at, ("0", Reading.STATED))

    def requests(at: Address) -> tuple[str, Reading]:
        row, column = at
        if row == "new_requests":
            return {"natural_person": "3", "business": "1", "total": "4"}.get(column, "0"), Reading.STATED
        if row in ("granted", "results_total") and column in ("natural_person", "total"):
            return "3", Reading.SOLVED if row == "granted" else Reading.STATED
        if row == "carried_forward" and column == "total":
            return "1", Reading.STATED
        if row.startswith("unable") and column != "total":
            return " ", Reading.BLANK
        if row == "not_processed_petition" and column == "research":
            return "▇", Reading.ILLEGIBLE
        return "0", Reading.STATED

    doubts = (
        Doubt(
            "cell_illegible",
            "tables",
            "表三“信访举报投诉类申请”一行有一格无法辨读。",
            "请附上更清楚的原件",
            Loudness.WARNING,
            Span(10, 14),
        ),
    )
    sidecar = Sidecar("x.yaml", "https://www.example.gov.cn/xxgk/2021/t1.html", date(2024, 5, 2), note="由网页另存")
    r = report(disclosure=disclosure, requests=requests, doubts=doubts, sidecar=sidecar, surplus=True, variant=True)
    clash = Equation(
        (term(r, "disclosure.normative_documents.total_public", "对外公开总数量"),),
        ">=",
        (term(r, "disclosure.normative_documents.newly_published", "本年新公开数量"),),
        False,
    )
    row = Equation(
        (
            term(r, "requests.new_requests.natural_person", "自然人"),
            term(r, "requests.new_requests.business", "商业企业"),
        ),
        "=",
        (term(r, "requests.new_requests.total", "总计"),),
        True,
    )
    results = (
        result(
            "A01",
            Verdict.NOT_CHECKABLE,
            counts=Counts(20, 0, 3),
            reason="blank_cells",
            instances=(
                Instance("new_requests", "本年新收", Verdict.PASS, row),
                Instance(
                    "unable_not_held",
                    "本机关不掌握",
                    Verdict.NOT_CHECKABLE,
                    reason="blank_cells",
                    if_blank_is_zero=True,
                ),
            ),
        ),
        result("A03", Verdict.PASS, counts=Counts(7), instances=(Instance("total", "总计", Verdict.PASS, row),)),
        result(
            "A07",
            Verdict.FAIL,
            counts=Counts(0, 1, 1),
            instances=(Instance("normative_documents", "规范性文件", Verdict.FAIL, clash),),
        ),
        result(
            "A09",
            Verdict.FAIL,
            Severity.WARNING,
            instances=(
                Instance(
                    "amount",
                    "采购",
                    Verdict.FAIL,
                    Equation(
                        (term(r, "disclosure.government_procurement.projects", "采购项目数量"),),
                        "<=>",
                        (term(r, "disclosure.government_procurement.amount", "采购总金额"),),
                        False,
                    ),
                ),
            ),
        ),
        result("A08", Verdict.NOT_CHECKABLE, Severity.WARNING, Counts(), "format_not_applicable"),
    )
    return Entry(
        r,
        results,
        badges(
            "inconsistent",
            Counts(37, 1, 5),
            ("A07",),
            completeness="complete",
            timeliness="on_time",
            originality="shared_text",
        ),
        "/region/990101/bingding-zhen/2020/",
    )


def blanks(at: Address) -> tuple[str, Reading]:
    return ("0", Reading.STATED) if at[1] == "total" else ("", Reading.BLANK)


def entries() -> tuple[Entry, ...]:
    town = "/region/990101/bingding-zhen/"
    early = report(year=2019)
    late = report(year=2022, form="2021", signed=None)
    text = report(
        organ="甲乙县戊己乡人民政府",
        organ_id="990101/wuji-xiang",
        year=2020,
        form=None,
        signed=None,
        place=Place("测试省", "甲市", "甲乙县", "戊己乡", "990101200", Confidence.MEDIUM),
    )
    bare = report(
        organ="甲乙县戊己乡人民政府",
        organ_id="990101/wuji-xiang",
        year=2021,
        form="2021",
        requests=blanks,
        place=Place("测试省", "甲市", "甲乙县", "戊己乡", "990101200", Confidence.MEDIUM),
    )
    return (
        Entry(early, (result("A01", Verdict.PASS, counts=Counts(23)),), badges(all_zero=True), f"{town}2019/"),
        messy(),
        Entry(late, (result("A01", Verdict.PASS, counts=Counts(25)),), badges(), f"{town}2022/"),
        Entry(
            text,
            (
                result("A01", Verdict.NOT_CHECKABLE, counts=Counts(), reason="no_table"),
                result("F05", Verdict.FAIL, Severity.WARNING),
            ),
            badges("unchecked", Counts()),
            "/region/990101/wuji-xiang/2020/",
        ),
        Entry(
            bare,
            (result("A01", Verdict.NOT_CHECKABLE, counts=Counts(0, 0, 25), reason="blank_cells"),),
            badges("partly_checked", Counts(3, 0, 25)),
            "/region/990101/wuji-xiang/2021/",
        ),
    )


def archive() -> Archive:
    all_ = entries()
    crumbs = (
        Crumb("测试省", "/region/99/"),
        Crumb("甲市", "/region/9901/"),
        Crumb("甲乙县", "/region/990101/"),
    )
    shelves = {}
    for id in ("990101/bingding-zhen", "990101/wuji-xiang"):
        mine = tuple(sorted((e for e in all_ if e.report.organ.id == id), key=lambda e: -(e.year or 0)))
        name = mine[0].report.organ.name or ""
        shelves[id] = OrganShelf(id, name, OrganKind.TOWNSHIP_GOVERNMENT, f"/region/{id}/", crumbs, mine)
    tally = {
        "consistency": {"inconsistent": 1, "consistent": 2, "partly_checked": 1, "unchecked": 1},
        "completeness": {"unknown": 4, "complete": 1},
    }
    years = (2022, 2021, 2020, 2019)
    regions = {
        "99": RegionShelf("99", "测试省", Level.PROVINCE, "/region/99/", (), ("9901",), (), 5, years, tally),
        "9901": RegionShelf(
            "9901", "甲市", Level.PREFECTURE, "/region/9901/", crumbs[:1], ("990101",), (), 5, years, tally
        ),
        "990101": RegionShelf(
            "990101",
            "甲乙县",
            Level.COUNTY,
            "/region/990101/",
            crumbs[:2],
            (),
            tuple(shelves),
            5,
            years,
            tally,
        ),
    }
    checks = {}
    for code in CATALOGUE:
        by = {v: tuple(e for e in all_ if (r := e.result(code)) and r.verdict is v) for v in Verdict}
        checks[code] = CheckSummary(code, by[Verdict.PASS], by[Verdict.FAIL], by[Verdict.NOT_CHECKABLE])
    old = Entry(
        report(year=2019, prose="旧版。"),
        (),
        badges("unchecked", Counts()),
        "/region/990101/bingding-zhen/2019/versions/0badf00d/",
        True,
        ("/region/990101/bingding-zhen/2019/",),
        Relation.EARLIER,
    )
    lost = Entry(
        report(organ_id="", place=Place(), form=None),
        (),
        badges("unchecked", Counts()),
        "/unplaced/0badcafe/",
    )
    known = (*all_, lost, old)
    one, other = (next(e.report for e in all_ if e.url.endswith(url)) for url in ("zhen/2020/", "xiang/2020/"))
    similarity = Similarity(
        relatives={one.id: (Relative(other, 0.912, 64),), other.id: (Relative(one, 0.912, 64),)},
        compared={one.id: 3, other.id: 3},
        clusters=(Cluster(one.id, (one, other)),),
    )
    return Archive(
        similarity=similarity,
        sentences={report.id: sentences(report) for report in (one, other)},
        by_id={entry.report.id: entry for entry in known},
        entries=(*all_, lost),
        older=(old,),
        organs=shelves,
        regions=regions,
        years={y: tuple(e for e in (*all_, lost) if e.year == y) for y in years},
        unplaced=(lost,),
        checks=checks,
        attention=(
            Attention("inbox/空.txt", Doubt("empty", "sources", "文件是空的。", "请重新上传", Loudness.REFUSED)),
            Attention("inbox/<b>.txt", Doubt("truncated", "reading", "报告似乎不完整。", "请附上全文"), 12),
        ),
        uploads=9,
    )


def info(code: str, name: str, severity: Severity = Severity.ERROR) -> CheckInfo:
    return CheckInfo(
        id=f"{code}_sample",
        name_zh=name,
        name_en=name,
        fails_zh=f"不合“{name}”",
        fails_en=f"not: {name}",
        severity=severity,
        formula_zh="甲＋乙＝总计",
        formula_en="a + b = total",
        reader_zh="分类加不到总计：至少有一格抄错。",
        reader_en="They must add up.",
        not_checkable_zh="没有这张表，或所需的格空白。",
        basis="《条例》第五十条",
        example="自然人 3 + 商业企业 1 = 4 = 总计 4",
    )


CATALOGUE = {
    "A01": info("A01", "表三横向合计"),
    "A03": info("A03", "表三勾稽关系"),
    "A07": info("A07", "对外公开总数不小于本年新公开数"),
    "A08": info("A08", "现行有效件数下限", Severity.WARNING),
    "A09": info("A09", "政府集中采购项目数与金额匹配", Severity.WARNING),
    "F05": info("F05", "跨机关文本雷同", Severity.WARNING),
}


ICONS = ("apple-touch-icon", "card", "icon-192", "icon-512", "maskable-512")
LEDGER = Ledger.of(
    (
        BuildRecord(
            date(2026, 3, 1),
            (
                Published(
                    "/region/990101/bingding-zhen/2019/",
                    "测试省甲乙县丙丁镇人民政府",
                    2019,
                    "a" * 64,
                    "b" * 64,
                    ("A07",),
                ),
                Published("/region/990101/mou-xiang/2020/", "某乡人民政府", 2020, "c" * 64, "d" * 64),
            ),
        ),
        BuildRecord(
            date(2026, 3, 1),
            changed=(
                Changed(
                    "/region/990101/bingding-zhen/2019/",
                    "测试省甲乙县丙丁镇人民政府",
                    2019,
                    "e" * 64,
                    source="f" * 64,
                    cells=(
                        CellChange("requests.new.total", "3", "blank"),
                        CellChange("requests.granted.total", "", "1"),
                    ),
                    found=("A01",),
                    settled=("A07",),
                ),
            ),
            withdrawn=(Withdrawn("/region/990101/mou-xiang/2020/", "某乡人民政府", 2020),),
        ),
    )
)
"""A report came and changed on one day, and another came and went."""


def site(archive_: Archive | None = None) -> Site:
    return Site(
        archive=archive_ or archive(),
        forms=FORMS,
        catalogue=CATALOGUE,
        articles=in_order(read_articles(Path(__file__).parents[2] / "content" / "pages")),
        title="公开",
        site_url="https://gongkai.example",
        ledger=LEDGER,
        assets={
            "site.css": "/assets/site.css",
            "print.css": "/assets/print.css",
            "english.js": "/assets/english.js",
            "favicon.svg": "/assets/favicon.svg",
            "enhance.js": "/assets/enhance.js",
            "compare.js": "/assets/compare.js",
            "draft.js": "/assets/draft.js",
            "draft-worker.js": "/assets/draft-worker.js",
            "cite.js": "/assets/cite.js",
            "search.js": "/assets/search.js",
            "sorting.js": "/assets/sorting.js",
            "search.css": "/assets/search.css",
            **{f"icons/{name}.png": f"/assets/icons/{name}.png" for name in ICONS},
        },
        stamp="样本",
    )
