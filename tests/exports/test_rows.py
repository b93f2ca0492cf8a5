"""Lines of the tables that people take away say what the page and report.json say, number for number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from benchmarks.corpus.make import make_cases
from generator.archive.types import Archive, Entry
from generator.exports.report_json import report_json
from generator.exports.rows import TABLES, ReportRows, RowContext, report_rows
from generator.exports.schema import load_schema
from generator.model.figures import Reading
from generator.settings import load_settings
from tests.filled import filled
from tests.inspecting import resources
from tests.whole_archive import whole_archive
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
Line = dict[str, Any]
KINDS = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "date": (str,), "year": (int,),
}  # fmt: skip
WRONG = {
    (3, "granted", "natural_person"): "3",
    (3, "granted", "total"): "4",
    (3, "new_requests", "total"): "/",
    (3, "carried_forward", "total"): "9",
    (2, "administrative_fees", "amount"): "1.25",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive of content/, reports that contradict themselves, and damaged ones."""
    reports = tmp_path_factory.mktemp("rows") / "content" / "reports"
    settings = replace(load_settings({}, root=ROOT), content=reports.parent)
    for path in sorted((ROOT / "content" / "reports").rglob("*.*")):
        copy = reports / path.relative_to(ROOT / "content" / "reports")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    for year, cells in ((2021, WRONG), (2022, {})):
        title = f"同心县下马关镇人民政府{year}年政府信息公开工作年度报告"
        text = write_report("2021", cells, title=title, overview="本年共收到政府信息公开申请12件。")
        (reports / f"{year}.txt").write_text(text, encoding="utf-8")
    for case in (one for one in make_cases(11, 30) if one.name.endswith((".txt", ".md", ".html"))):
        (reports / case.name).write_bytes(case.data)
    return whole_archive(settings)


def context() -> RowContext:
    return RowContext(resources().reader.forms, resources().catalogue, "https://gongkai.example")


def named(rows: ReportRows, table: str) -> list[Line]:
    names = next(one.names for one in load_schema() if one.name == table)
    return [dict(zip(names, row, strict=True)) for row in rows[table]]


def each(archive: Archive) -> Iterator[tuple[Entry, ReportRows, Line]]:
    for entry in archive.entries:
        data = report_json(entry.body, entry.results, resources().reader.forms, badges=entry.badges)
        yield entry, report_rows(entry, context()), data


def test_the_schema_describes_every_column_in_both_languages() -> None:
    assert tuple(table.name for table in load_schema()) == TABLES
    for table in load_schema():
        assert table.zh and table.en
        for column in filled(table.columns):
            assert column.zh and column.en and column.zh != column.en, (table.name, column.name)


def test_every_value_is_of_the_type_of_its_column_and_keys_are_unique(archive: Archive) -> None:
    found = [(table, named(rows, table.name)) for _, rows, _ in each(archive) for table in load_schema()]
    values = [(table, column, line) for table, lines in found for line in lines for column in table.columns]
    for table, lines in filled(found):
        assert len({tuple(line[name] for name in table.key) for line in lines}) == len(lines), table.name
    for table, column, line in filled(values):
        check_value(line[column.name], column.type, column.required, (table.name, column.name))


def check_value(value: Any, kind: str, required: bool, where: tuple[str, str]) -> None:
    if value is None:
        assert not required, where
        return
    assert isinstance(value, KINDS[kind]) and isinstance(value, bool) == (kind == "boolean"), (where, value)
    if kind == "date":
        assert date.fromisoformat(value).isoformat() == value


def test_cells_are_those_of_report_json(archive: Archive) -> None:
    seen = set()
    for entry, rows, data in filled(each(archive)):
        lines = named(rows, "cells")
        addresses = [f"{line['table']}.{line['row']}.{line['column']}" for line in lines]
        assert sorted(addresses) == sorted(data["readings"]), entry.url
        for address, line in zip(addresses, lines, strict=True):
            row, reading = data[line["table"]][line["row"]], data["readings"][address]
            assert line["value"] == row[line["column"]]
            assert line["yuan"] == row.get(f"{line['column']}_yuan")
            assert line["unit"] == row.get(f"{line['column']}_unit")
            assert (line["reading"], line["raw"], line["line"]) == (reading["reading"], reading["raw"], reading["line"])
            assert reading["span"] in (None, [line["span_start"], line["span_end"]])
            assert line["rests_on"] == (" ".join(reading.get("rests_on", ())) or None)
            assert line["corrected"] == (line["reading"] == "corrected") and line["note"] == reading.get("note")
            assert (line["value"] is not None) == (
                line["reading"] in ("stated", "solved", "corrected", "recognised", "confirmed")
            )
            seen.add(line["reading"])
    assert {"stated", "blank", "slash", "illegible", "solved"} <= seen


def test_figures_are_those_of_report_json(archive: Archive) -> None:
    told = [(named(rows, "figures"), data["figures"]) for _, rows, data in each(archive)]
    for line, figure in filled(pair for lines, figures in told for pair in zip(lines, figures, strict=True)):
        assert line["value"] == figure["number"] and [line["span_start"], line["span_end"]] == figure["span"]
        for name in ("label", "kind", "raw", "line"):
            assert line[name] == figure[name]
        for name in ("unit", "role", "group", "approx", "section"):
            assert line[name] == (figure.get(name) or None)


def test_doubts_are_those_of_report_json(archive: Archive) -> None:
    told = [(named(rows, "doubts"), data["doubts"]) for _, rows, data in each(archive)]
    for line, doubt in filled(pair for lines, doubts in told for pair in zip(lines, doubts, strict=True)):
        for name in ("code", "stage", "loudness", "message", "line"):
            assert line[name] == doubt[name]
        assert line["remedy"] == (doubt["remedy"] or None)


def test_findings_are_those_of_report_json(archive: Archive) -> None:
    failures = set()
    for _, rows, data in filled(each(archive)):
        lines = named(rows, "findings")
        assert list(dict.fromkeys(line["check"] for line in lines)) == list(data["checks"])
        for code, check in data["checks"].items():
            mine = [line for line in lines if line["check"] == code]
            failing = [one for one in check["instances"] if one["verdict"] == "fail"]
            assert [line["instance"] for line in mine] == (list(range(1, len(failing) + 1)) or [0])
            counts = {name: mine[0][name] for name in ("passed", "failed", "not_checkable")}
            assert list(counts.values()) == list(check["counts"].values())
            assert all(line["verdict"] == check["verdict"] for line in mine)
            for line, one in zip(mine, failing, strict=False):
                assert (line["where"] or "", line["equation"]) == (one["where"], one.get("equation"))
                assert line["severity"] == one.get("severity", check["severity"])
                failures.add((code, line["left"] is not None))
            if not failing:
                told = [mine[0][f"{side}{kind}"] for side in ("left", "right") for kind in ("", "_text")]
                assert [one for one in told if one is not None] == [
                    check[side] for side in ("left", "right") if check.get(side) is not None
                ]
                assert mine[0]["severity"] == check["severity"] and mine[0]["reason"] == check.get("reason")
    assert {("A01", True), ("A03", True)} <= failures


def test_a_report_is_told_as_report_json_tells_it(archive: Archive) -> None:
    for entry, rows, data in filled(each(archive)):
        (line,) = named(rows, "reports")
        assert line["url"] == f"https://gongkai.example{entry.url}" and line["report"] == entry.url
        same = ("title", "year", "year_origin", "scope", "signed", "published", "sha256", "media_type", "source_url")
        for name in (*same, "retrieved_on", "cut_off"):
            assert line[name] == (data[name] or None), name
        assert line["form"] == data["format"] and line["form_requests"] == data["forms"]["requests"]
        assert line["organ"] == (data["organ"]["name"] or data["organ"]["implied"])
        assert {name: line[name] for name in data["badges"]} == data["badges"]
        verdicts = [check["verdict"] for check in data["checks"].values()]
        told = [line["checks_passed"], line["checks_failed"], line["checks_not_checkable"]]
        assert told == [verdicts.count(verdict) for verdict in ("pass", "fail", "not_checkable")]
        region = data["region"]
        assert [line[name] for name in ("province", "county", "place_code")] == [
            region[name] for name in ("province", "county", "code")
        ]
        readings = [one["reading"] for one in data["readings"].values()]
        assert line["cells_blank"] == readings.count("blank") and line["doubts"] == len(data["doubts"])


def test_a_report_has_codes_down_to_the_region_that_it_is_filed_under(archive: Archive) -> None:
    entry = next(entry for entry in archive.entries if entry.url.startswith("/region/640324/"))
    named_codes = ("province_code", "prefecture_code", "county_code")
    filed = {"640324": ("64", "6403", "640324"), "6403": ("64", "6403", None), "64": ("64", None, None)}
    for code, expected in filed.items():
        moved = replace(entry, url=entry.url.replace("/640324/", f"/{code}/"))
        (line,) = named(report_rows(moved, context()), "reports")
        assert tuple(line[name] for name in named_codes) == expected


def test_what_could_not_be_read_is_counted_for_whatever_reason(archive: Archive) -> None:
    entry = next(entry for entry in archive.entries if entry.url.startswith("/region/640324/"))
    (before,) = named(report_rows(entry, context()), "reports")
    table = entry.body.tables.requests
    assert table is not None
    addresses = [address for address, cell in table.cells.items() if cell.value is not None][:2]
    readings = dict(zip(addresses, (Reading.ILLEGIBLE, Reading.UNREAD), strict=True))
    cells = {
        address: structs.replace(cell, value=None, reading=readings[address]) if address in readings else cell
        for address, cell in table.cells.items()
    }
    tables = replace(entry.body.tables, requests=replace(table, cells=cells))
    (after,) = named(report_rows(replace(entry, report=replace(entry.body, tables=tables)), context()), "reports")
    assert after["cells_unread"] == before["cells_unread"] + 2
    assert after["cells_with_value"] == before["cells_with_value"] - 2
