"""Sheets of regions: every organ's figures side by side, what stands behind each sum, and nothing turned into 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

from generator.archive.totals import DENIED, DENIED_ROWS, SHEET, key_figures, summary_of, totals
from generator.archive.types import Archive, Entry, OrganShelf
from generator.model.figures import Cell, KeyFigure, Reading, Table
from generator.model.reports import OrganKind, Scope
from generator.pages.page import Download, Page
from generator.pages.region.sheet import SheetPage, sheet_years
from generator.pages.region.sheet_cells import CELLS
from generator.pages.region.sheets import sheet_pages
from generator.pages.wording import grouped
from generator.publish.render import Renderer
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words

SHEET_PATH = "region/990101/sheet/2020/index.html"


def requests(entry: Entry) -> Table:
    table = entry.body.tables.requests
    assert table is not None
    return table


def told(entry: Entry, *, scope: Scope = Scope.UNKNOWN, **cells: Cell | None) -> Entry:
    """``entry`` with other cells in the column 总计 of table 3; None for one that reading left out."""
    put = {(row, "total"): cell for row, cell in cells.items() if cell}
    kept = {at: cell for at, cell in requests(entry).cells.items() if at[1] != "total" or at[0] not in cells}
    table = replace(requests(entry), cells={**kept, **put})
    tables = replace(entry.body.tables, requests=table)
    return replace(entry, report=replace(entry.body, tables=tables, scope=scope))


def stated(value: int) -> Cell:
    return Cell(Decimal(value), Reading.STATED, str(value), None)


def empty(reading: Reading) -> Cell:
    return Cell(None, reading, "", None)


def county(*named: tuple[str, OrganKind, Entry]) -> Archive:
    """A county in which each of these entries is an organ of its own."""
    shelves = {
        f"990101/{slug}": OrganShelf(
            f"990101/{slug}",
            slug,
            kind,
            f"/region/990101/{slug}/",
            (),
            (replace(e, url=f"/region/990101/{slug}/2020/"),),
        )
        for slug, kind, e in named
    }
    old = samples.archive()
    region = replace(old.regions["990101"], organs=tuple(shelves))
    return replace(old, organs=shelves, regions={**old.regions, "990101": region})


def sheet(archive: Archive, path: str = SHEET_PATH) -> SheetPage:
    pages: dict[str, Page] = {page.path: page for page in sheet_pages(samples.site(archive))}
    made = pages[path].make()
    assert isinstance(made, SheetPage)
    return made


def rows_of(page: str) -> dict[str, Element]:
    table = next(by_class(parsed(page), "sheet"))
    return {words(row[0]): row for row in table.iter("tr") if len(row) > 1}


TOWN, OFFICE, GOVERNMENT = OrganKind.TOWNSHIP_GOVERNMENT, OrganKind.SUBDISTRICT_OFFICE, OrganKind.COUNTY_GOVERNMENT


def test_numbers_lead_to_the_cell_and_what_was_not_read_is_not_0(rendered: Mapping[str, str]) -> None:
    rows = rows_of(rendered[SHEET_PATH])
    clashing, bare = (next(row for name, row in rows.items() if part in name) for part in ("丙丁镇", "戊己乡"))
    link = clashing[2].find("a")
    assert link is not None and words(link) == "4"
    assert link.get("href") == "/region/990101/bingding-zhen/2020/#requests.new_requests.total"
    assert "requests.new_requests.total" in by_id(parsed(rendered["region/990101/bingding-zhen/2020/index.html"]))
    assert {words(cell) for cell in bare[2:]} == {"〓未读出，原文可能有"}
    assert {a.get("href") for cell in bare[2:] for a in cell.iter("a")} == {"/region/990101/wuji-xiang/2020/"}
    seal = next(by_class(clashing, "clash"))
    assert seal.get("href") == "/region/990101/bingding-zhen/2020/#findings" and words(seal) == "≠勾稽不符"
    assert not list(by_class(bare, "clash"))


def test_every_link_into_a_report_leads_to_a_cell_that_its_page_has(rendered: Mapping[str, str]) -> None:
    links = [link.get("href") or "" for row in rows_of(rendered[SHEET_PATH]).values() for link in row.iter("a")]
    for href in filled(links):
        path, _, anchor = href.partition("#")
        target = rendered[f"{path.strip('/')}/index.html"] if path else rendered[SHEET_PATH]
        assert not anchor or anchor in by_id(parsed(target)), href


def test_a_region_leads_to_its_sheets_and_they_to_one_another(rendered: Mapping[str, str]) -> None:
    assert 'href="/region/990101/sheet/"' in rendered["region/990101/index.html"]
    assert 'href="/region/990101/sheet/2020/"' in rendered["region/990101/sheet/index.html"]
    assert "region/99/sheet/index.html" not in rendered and "/sheet/" not in rendered["region/99/index.html"]
    both = samples.messy()
    newer = replace(both, report=replace(both.body, year=samples.report(year=2021).year))
    one, other = county(("a", TOWN, both), ("b", TOWN, both)), county(("a", TOWN, newer), ("b", TOWN, newer))
    organs = {id_: replace(s, entries=(*other.organs[id_].entries, *s.entries)) for id_, s in one.organs.items()}
    years = sheet(replace(one, organs=organs)).years
    assert [(link.name, link.url) for link in years] == [("2021 年", "/region/990101/sheet/2021/"), ("2020 年", "")]


def test_a_year_with_one_report_has_no_sheet() -> None:
    archive = samples.archive()
    assert dict(sheet_years(archive, archive.regions["990101"])) == {2020: 2}


def test_organs_stand_by_kind_and_those_without_a_report_of_the_year_are_gaps() -> None:
    entry = samples.messy()
    archive = county(("c", OFFICE, entry), ("a", GOVERNMENT, entry), ("b", TOWN, entry))
    lacking = OrganShelf("990101/d", "d", TOWN, "/region/990101/d/", (), (samples.entries()[0],))
    region = replace(archive.regions["990101"], organs=(*archive.organs, lacking.id))
    archive = replace(
        archive, organs={**archive.organs, lacking.id: lacking}, regions={**archive.regions, "990101": region}
    )
    page = sheet(archive)
    assert [(g.name, [r.name for r in g.rows]) for g in page.groups] == [
        ("乡镇、街道", ["b", "c", "d"]),
        ("县级政府", ["a"]),
    ]
    gap = page.groups[0].rows[2]
    assert (gap.cells, gap.url, page.held, page.gaps) == ((), "/region/990101/d/", 3, 1)


def test_a_prefecture_shows_the_governments_of_its_counties_and_not_their_towns() -> None:
    entry = samples.messy()
    archive = county(("a", GOVERNMENT, entry), ("b", TOWN, entry))
    old = archive.regions["9901"]
    own = OrganShelf("9901/ju", "ju", OrganKind.DEPARTMENT, "/region/9901/ju/", (), (entry,))
    archive = replace(
        archive,
        organs={**archive.organs, own.id: own},
        regions={**archive.regions, "9901": replace(old, organs=(own.id,))},
    )
    page = sheet(archive, "region/9901/sheet/2020/index.html")
    assert [[row.name for row in group.rows] for group in page.groups] == [["a"], ["ju"]]


def test_sums_never_mix_scopes_and_are_those_of_the_region() -> None:
    entry = samples.messy()
    own = told(entry, scope=Scope.OWN, new_requests=stated(7))
    archive = county(
        ("a", TOWN, own),
        ("b", TOWN, told(own, scope=Scope.OWN, new_requests=empty(Reading.BLANK))),
        ("c", TOWN, told(own, scope=Scope.OWN, new_requests=empty(Reading.ILLEGIBLE))),
        ("d", TOWN, told(own, scope=Scope.OWN, new_requests=stated(0))),
        ("e", TOWN, told(own, scope=Scope.OWN, new_requests=stated(5))),
        ("f", GOVERNMENT, told(own, scope=Scope.AGGREGATE, new_requests=stated(100))),
    )
    mine, all_ = sheet(archive).sums
    assert (mine.scope, mine.reports, all_.scope, all_.reports) == ("本机关", 5, "汇总所属机关", 1)
    new = mine.sums[0]
    assert (new.id, new.shown, new.zeros) == ("own-new_requests", "12", 1)
    assert [(one.name, one.shown) for one in new.numbers] == [("a", "7"), ("e", "5")]
    assert ([one.name for one in new.blank], [one.name for one in new.unread]) == (["b"], ["c"])
    assert new.behind == "3 份相加，空白 1 份，另 1 份没有可加的数"
    reckoned = totals([e for shelf in archive.organs.values() for e in shelf.entries], SHEET)[2020]
    for scope, shown in ((Scope.OWN, mine), (Scope.AGGREGATE, all_)):
        sums = [reckoned[id_][scope] for id_ in SHEET if id_ in reckoned]
        assert [grouped(total.value) if total.reports else "" for total in sums] == [one.shown for one in shown.sums]


def test_what_is_denied_is_added_up_only_where_every_part_is_a_number() -> None:
    entry = samples.messy()
    numbers = {row: stated(number) for number, row in enumerate(DENIED_ROWS)}
    blanks = {row: empty(Reading.BLANK) for row in DENIED_ROWS}
    solved = Cell(Decimal(0), Reading.SOLVED, "", None)
    first = DENIED_ROWS[0]
    for cells, wanted in (
        (numbers, KeyFigure(Decimal(28), Reading.STATED)),
        (blanks, KeyFigure(None, Reading.BLANK)),
        ({**numbers, first: empty(Reading.BLANK)}, KeyFigure(None, Reading.UNREAD)),
        ({**numbers, first: solved}, KeyFigure(None, Reading.UNREAD)),
        ({**numbers, first: None}, KeyFigure(None, Reading.UNREAD)),
        ({**blanks, first: empty(Reading.UNREAD)}, KeyFigure(None, Reading.UNREAD)),
    ):
        assert key_figures(told(entry, **cells).report)[DENIED] == wanted
    page = sheet(county(("a", TOWN, told(entry, **{**numbers, first: solved})), ("b", TOWN, told(entry, **numbers))))
    at = [column.id for column in page.columns].index(DENIED)
    unsure, sure = (row.cells[at] for row in page.groups[0].rows)
    assert (unsure.shown, unsure.look, sure.shown, sure.look) == ("?", "illegible", "28", "n")
    assert [one.name for one in page.sums[0].sums[at].unread] == ["a"]


def test_columns_are_named_by_the_forms_and_only_those_that_a_form_of_the_year_has() -> None:
    for form in filled(samples.FORMS.all):
        table = next(table for table in form.tables if table.key == "requests")
        assert tuple(row.id for row in table.rows.values() if row.group == "denied") == DENIED_ROWS
    for id_, at in filled(CELLS.items()):
        for form in filled(samples.FORMS.all):
            if at.form in ("", form.id):
                table = next(table for table in form.tables if table.key == at.table)
                assert (at.row, at.column) in set(table.addresses()), id_
    old, new = samples.entries()[0], samples.entries()[2]
    new = replace(new, report=replace(new.body, year=old.report.year))
    path = "region/990101/sheet/2019/index.html"
    both = sheet(county(("a", TOWN, old), ("b", TOWN, new)), path)
    assert [column.id for column in both.columns] == list(SHEET)
    assert [(c.table, c.label) for c in both.columns[4:9:2]] == [
        ("表三", "不予公开"),
        ("表四", "行政复议"),
        ("表四", "行政诉讼：复议后起诉"),
    ]
    first, second = (row.cells for row in both.groups[0].rows)
    assert [(c.shown, c.href) for c in (first[-1], second[-2])] == [("·", ""), ("·", "")]
    (sums,) = both.sums
    assert [(s.behind, s.unread) for s in sums.sums[-2:]] == [("1 份相加", ()), ("1 份相加", ())]
    alone = sheet(county(("a", TOWN, old), ("b", TOWN, old)), path)
    assert [column.id for column in alone.columns] == [id_ for id_ in SHEET if id_ != "made_2021"]


def test_signs_of_cells_are_those_of_the_report_page() -> None:
    entry = samples.messy()
    readings = (Reading.SLASH, Reading.DASH, Reading.TEXT, Reading.BLANK, Reading.ABSENT, Reading.UNREAD)
    named = [(reading.value, TOWN, told(entry, new_requests=empty(reading))) for reading in readings]
    solved = told(entry, new_requests=Cell(Decimal(3), Reading.SOLVED, "", None))
    page = sheet(county(*named, ("solved", TOWN, solved)))
    cells = {row.name: row.cells[0] for row in page.groups[0].rows}
    assert {name: cell.shown for name, cell in cells.items()} == {
        "slash": "/",
        "dash": "—",
        "text": "文",
        "blank": "",
        "absent": "·",
        "unread": "〓",
        "solved": "3",
    }
    assert (cells["solved"].mark, cells["solved"].word, cells["slash"].word) == ("推", "推定", "斜线")
    assert page.sums[0].sums[0].shown == ""


def test_sheets_are_made_from_what_is_kept_of_reports_alone() -> None:
    archive = samples.archive()
    organs = {
        id_: replace(shelf, entries=tuple(replace(e, report=summary_of(e.body)) for e in shelf.entries))
        for id_, shelf in archive.organs.items()
    }
    assert sheet(replace(archive, organs=organs)) == sheet(archive)


def test_files_of_the_whole_region_are_not_called_those_of_the_sheet(renderer: Renderer) -> None:
    files = (Download("/data/gongkai-990101.zip", "全部", "application/zip"),)
    site = replace(samples.site(), downloads={"/region/990101/": files})
    (page,) = (page for page in sheet_pages(site) if page.path == SHEET_PATH)
    told = words(parsed(renderer.render(page).decode()))
    assert "收录的全部报告（各年，不只这张表）的数据，可以直接下载" in told


def test_each_column_stands_once_more_from_most_to_least(rendered: Mapping[str, str]) -> None:
    entry = samples.messy()
    towns = {"jia": stated(9), "yi": empty(Reading.BLANK), "bing": stated(1010), "ding": stated(0), "wu": stated(9)}
    towns["ji"] = Cell(Decimal(0), Reading.SOLVED, "0", None)
    made = sheet(county(*((name, TOWN, told(entry, new_requests=cell)) for name, cell in towns.items())))
    (received,) = (one for one in made.orders if one.id == "most-new_requests")
    assert [(name, cell.shown) for name, cell in received.numbers] == [("bing", "1,010"), ("jia", "9"), ("wu", "9")]
    assert (received.zeros, received.others) == (1, 2)
    assert [one.id for one in made.orders] == [f"most-{column.id}" for column in made.columns]
    ids = by_id(parsed(rendered[SHEET_PATH]))
    heads = [a for th in next(by_class(parsed(rendered[SHEET_PATH]), "sheet")).iter("th") for a in th.iter("a")]
    assert (
        {href for a in heads if (href := a.get("href") or "").startswith("#most-")}
        == {f"#{one}" for one in ids if one.startswith("most-")}
        != set()
    )
