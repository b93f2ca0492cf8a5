"""Who ordinarily reports, by region and year: by the list of that year, and whose report is held."""

from __future__ import annotations

import csv
import io
from functools import cache

from generator.archive.build import build_archive
from generator.archive.covered import Body, BodyKind
from generator.archive.types import Archive
from generator.corpus import build_corpus
from generator.exports.coverage import coverage_file
from generator.exports.csv_files import BOM
from generator.exports.schema import archive_tables
from generator.places.names import stem
from tests.archive.test_shelves import everything, read, shelved
from tests.filled import filled
from tests.inspecting import resources

COUNTY = "330523"


@cache
def whole() -> Archive:
    return shelved((*everything(), read("浙江省安吉县发改局", 2020)))


def body(code: str, name: str) -> Body:
    (found,) = (one for one in whole().coverage[code].bodies if one.name == name)
    return found


def held(code: str, name: str) -> list[int]:
    return [year for year, url in body(code, name).reports.items() if url]


def test_governments_towns_and_departments_are_held_or_not_year_by_year() -> None:
    assert whole().coverage[COUNTY].years == (2019, 2020, 2021, 2022, 2023)
    assert list(body(COUNTY, "安吉县人民政府").reports) == [2019, 2020, 2021, 2022, 2023]
    assert held(COUNTY, "安吉县人民政府") == [2019, 2020, 2021, 2023]
    assert held(COUNTY, "梅溪镇") == [2020, 2021]
    assert held(COUNTY, "天子湖镇") == [] and len(body(COUNTY, "天子湖镇").reports) == 5
    assert held(COUNTY, "财政局") == [2021]
    assert body(COUNTY, "财政局").reports[2021] == f"/region/{COUNTY}/caizheng-ju/2021/"
    assert held(COUNTY, "发展和改革局") == [2020], "its short name is known, too"
    assert held(COUNTY, "教育局") == [] == held("33", "浙江省人民政府")


def test_a_renamed_town_and_county_are_one() -> None:
    assert held("520327", "何坝街道") == [2019, 2022]
    assert not [one for one in whole().coverage["520327"].bodies if one.name == "何坝镇"]
    assert held("110118", "密云区人民政府") == [2014, 2019]


def test_a_list_says_of_each_year_who_was_there() -> None:
    gazetteer = resources().reader.gazetteer
    found = shelved([read("浙江省安吉县人民政府", year) for year in (2016, 2022)]).coverage[COUNTY]
    for year in (2016, 2019, 2022):
        names = {d.name for d in gazetteer.children(COUNTY, year) if d.code[6] < "4"}
        assert {stem(one.name) for one in found.of(BodyKind.TOWNSHIP) if year in one.reports} == set(map(stem, names))
        assert found.counted(BodyKind.TOWNSHIP, year) == (0, len(names))


def test_departments_are_expected_since_the_list_holds_and_earlier_ones_are_only_held() -> None:
    county = whole().coverage["110118"]
    assert county.years[0] == 2014
    assert county.counted(BodyKind.DEPARTMENT, 2018) == (0, 0)
    assert county.counted(BodyKind.DEPARTMENT, 2019)[0] == 1
    early = shelved([read("浙江省安吉县财政局", 2015), read("浙江省安吉县财政局", 2016)]).coverage[COUNTY]
    assert [one.name for one in early.of(BodyKind.DEPARTMENT)] == ["财政局"]
    assert early.counted(BodyKind.DEPARTMENT, 2015) == (1, 1)


UNLISTED = tuple(read(f"浙江省安吉县{name}", year) for name in ("林业局", "气象局") for year in (2020, 2021))


def test_who_is_on_no_list_is_told_by_what_is_held() -> None:
    found = shelved((*everything(), *UNLISTED)).coverage[COUNTY]
    others = found.of(BodyKind.OTHER)
    assert [one.name for one in others] == ["浙江省安吉县林业局", "浙江省安吉县气象局"]
    assert [list(one.reports) for one in others] == [[2020, 2021], [2020, 2021]]
    assert found.counted(BodyKind.OTHER, 2021) == (2, 2) and not whole().coverage[COUNTY].of(BodyKind.OTHER)


def test_two_bodies_of_one_name_of_the_list_are_both_told() -> None:
    twice = [read(f"浙江省安吉县{name}", 2020) for name in ("民政局", "民政局党组")]
    assert len({report.organ.id for report in twice}) == 2
    archive = shelved(twice)
    told = {url for one in archive.coverage[COUNTY].bodies for url in one.reports.values() if url}
    assert told == {entry.url for entry in archive.entries}


def test_a_province_tells_where_nothing_is_held() -> None:
    empty = {one.name: one for one in whole().coverage["33"].empty}
    assert empty["德清县"].above == "湖州市" and empty["德清县"].townships > 5
    assert empty["杭州市"].above == "杭州市" and empty["西湖区"].above == "杭州市"
    assert "安吉县" not in empty and "湖州市" not in empty
    assert whole().coverage[COUNTY].empty == ()


def test_a_prefecture_without_counties_lists_its_towns() -> None:
    found = shelved([read("广东省东莞市长安镇人民政府", 2021)]).coverage["4419"]
    towns = {one.name: one for one in found.of(BodyKind.TOWNSHIP)}
    assert len(towns) > 20 and towns["长安镇"].reports[2021] and not towns["虎门镇"].reports[2021]


def test_nothing_is_told_without_a_list() -> None:
    corpus = build_corpus(everything())
    assert build_archive(corpus, {report.id: () for report in corpus.reports}, (), 1).coverage == {}


def test_the_file_holds_one_line_for_each_and_year() -> None:
    data, told = coverage_file(whole())
    rows = list(csv.DictReader(io.StringIO(data.decode().removeprefix(BOM))))
    (table,) = archive_tables()
    assert told.lines == len(filled(rows)) and tuple(rows[0]) == table.names and told.size == len(data)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(row["collected"] == ("true" if row["report"] else "false") for row in rows)
    assert all(row[column.name] for row in rows for column in table.columns if column.required)
    told_of = {(row["name"], row["year"]): row for row in rows if row["region_code"] == COUNTY}
    assert told_of["梅溪镇", "2020"]["report"] and not told_of["梅溪镇", "2022"]["report"]
    empty = next(row for row in rows if row["name"] == "德清县人民政府")
    assert (empty["region"], empty["kind"], empty["collected"]) == ("浙江省 湖州市 德清县", "government", "false")
    assert not [row for row in rows if row["region"].endswith("杭州市 杭州市")]


def test_every_report_of_a_placed_organ_stands_in_the_file() -> None:
    archive = shelved((*everything(), *UNLISTED))
    rows = csv.DictReader(io.StringIO(coverage_file(archive)[0].decode().removeprefix(BOM)))
    placed = {entry.url for shelf in archive.organs.values() for entry in shelf.entries if entry.year is not None}
    assert {row["report"] for row in rows if row["report"]} == placed and len(placed) == len(archive.entries) - 1
