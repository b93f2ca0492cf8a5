"""Every number leads back to its very characters: in the data, and on the page in both directions."""

from __future__ import annotations

import json
from pathlib import Path

import html5lib
import pytest

from generator.reading.numbers import parse_value
from tests.filled import filled
from tests.inspecting import inspect_file

ROOT = Path(__file__).parents[1]
UPLOADS = sorted((ROOT / "content" / "reports").rglob("*.txt"))


@pytest.mark.parametrize("path", UPLOADS, ids=lambda p: p.parent.name)
def test_spans_slice_back_to_the_raw_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    lines = text.split("\n")
    data = inspect_file(path)
    for address, reading in data["readings"].items():
        if reading["span"] is None:
            assert reading["reading"] in ("absent", "unread")
            continue
        raw = text[slice(*reading["span"])]
        assert raw.strip() == reading["raw"]
        assert reading["raw"] in lines[reading["line"] - 1]
        table, row, column = address.split(".")
        if reading["reading"] == "stated":
            assert float(parse_value(reading["raw"]).value or 0) == data[table][row][column]
        else:
            assert data[table][row][column] is None
    for figure in data["figures"]:
        assert text[slice(*figure["span"])] == figure["raw"]
    for variant in data["label_variants"]:
        assert text[slice(*variant["span"])].strip() == variant["printed"]


def test_every_cell_of_the_forms_has_a_reading() -> None:
    counts = [len(inspect_file(path)["readings"]) for path in UPLOADS]
    assert sorted(counts) == [0, 198, 198, 198, 200]


@pytest.mark.parametrize("path", UPLOADS, ids=lambda p: p.parent.name)
def test_numbers_on_the_page_link_to_their_characters_and_back(path: Path, site: Path) -> None:
    folder = site / "region" / "/".join(path.parts[-3:-1]) / path.stem
    data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    page = html5lib.parse((folder / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    by_id = {element.get("id"): element for element in page.iter() if element.get("id")}
    for address, reading in data["readings"].items():
        (link,) = by_id[address].iter("a")
        target = by_id[link.get("href").removeprefix("#")]
        if reading["reading"] == "blank":
            assert target is by_id[f"L{reading['line']}"], "a blank leads to its line"
            continue
        start, end = reading["span"]
        assert target is by_id[f"s{start}-{end}"]
        assert "".join(target.itertext()) == reading["raw"]
        assert (target.tag, target.get("href")) == ("a", f"#{address}")
    assert len(list(page.iter("a"))) > 2 * len(data["readings"]) - 160


def test_every_table_can_be_skipped(site: Path) -> None:
    for file in filled(site.glob("region/**/report.json")):
        page = html5lib.parse((file.parent / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
        ids = {e.get("id") for e in page.iter() if e.get("id")}
        skips = [a.get("href", "") for a in page.iter("a") if "skip" in (a.get("class") or "")]
        data = json.loads(file.read_text(encoding="utf-8"))
        tables = sum(data[key] is not None for key in ("disclosure", "requests", "disputes"))
        assert sum(h.removeprefix("#") in ids for h in skips) >= tables
